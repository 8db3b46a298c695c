"""A browser in other hands: messages, traits and clicks that no page of ours would send change nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from desk import Desk
from playwright.sync_api import expect

from leaksim.domain.events import Event
from leaksim.domain.kinds import PHASES, Phase
from leaksim.i18n import translate
from leaksim.services.runs import Run, Runs

Plan = Callable[..., tuple[Event, ...]]

SEND = """async ([part, contents]) => {
  const manager = window.jupyterapp.widgetManager;
  const models = [];
  for (const promise of Object.values(manager._models)) models.push(await promise);
  const model = models.find((one) => (one.get("_anywidget_id") || "").endsWith("." + part));
  if (!model) throw new Error("no such part: " + part);
  const answers = [];
  model.on("msg:custom", (message) => answers.push(message));
  for (const content of contents) model.send(content);
  const end = Date.now() + 8000;
  const waited = contents.filter((content) => content && content.serial > 900).length;
  while (answers.filter((answer) => answer.serial > 900).length < waited && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return answers;
}"""

WRITE = """async ([part, data]) => {
  for (const promise of Object.values(window.jupyterapp.widgetManager._models)) {
    const model = await promise;
    if ((model.get("_anywidget_id") || "").endsWith("." + part)) {
      model.set("data", data);
      model.save_changes();
    }
  }
}"""

START: dict[str, Any] = {
    "type": "start",
    "organisation": None,
    "incident_type": None,
    "role": "employee",
    "mode": "exam",
    "mark_law": False,
}


def send(desk: Desk, part: str, contents: list[Any]) -> list[dict[str, Any]]:
    """Sends messages in the name of a part; the answers to those with a serial number above 900."""
    answers: list[dict[str, Any]] = desk.page.evaluate(SEND, [part, contents])
    return [answer for answer in answers if answer.get("serial", 0) > 900]


def events(run: Run) -> int:
    run.reload()
    return len(run.exercise.events)


@pytest.fixture
def opened(desk: Desk, runs: Runs) -> tuple[Desk, Run]:
    """A run in its second phase, open in the browser."""
    token = runs.start(incident_type="loss_theft")
    run = runs.resume(token)
    run.close_phase(PHASES[0])
    desk.open_run(token)
    return desk, run


def test_bad_messages_are_refused_and_nothing_is_stored(desk: Desk, runs: Runs) -> None:
    token = runs.start(incident_type="loss_theft")
    run = runs.resume(token)
    desk.open_run(token)
    question = run.view().questions[0]
    option = question.options[0].id
    late = next(q.id for q in run.exercise.incident.questions if q.round.phase is Phase.INVESTIGATE)
    good = {"type": "answer", "question": question.id, "certainty": "confirmed", "value": option}
    bad: list[Any] = [
        {**good, "question": "nothing@first_report"},
        {**good, "question": late},
        {**good, "question": "x" * 200_000},
        {**good, "question": ["a"]},
        {**good, "question": None},
        {**good, "certainty": "certain"},
        {**good, "certainty": {"$ne": None}},
        {**good, "value": "o-unknown"},
        {**good, "value": [option, option]},
        {**good, "value": True},
        {**good, "value": 10**30},
        {**good, "value": -1},
        {**good, "value": 1.5},
        {**good, "value": ["x"] * 100_000},
        {**good, "value": {"id": option}},
        {**good, "extra": 1},
        {"type": "answer"},
        {"type": "close", "phase": "discover_report"},
        {"type": "choose", "card": run.exercise.incident.cards()[0].id, "first": False},
        {"type": "withdraw", "question": question.id},
        {"type": "__class__"},
        {"type": ["answer"]},
        {},
    ]
    answers = send(desk, "QuestionForm", [{**message, "serial": 901 + n} for n, message in enumerate(bad)])
    assert [answer["type"] for answer in answers] == ["refused"] * len(bad)
    assert send(desk, "QuestionForm", ["text", 3, None, [good], {**good, "serial": "901"}]) == []
    assert events(run) == 0
    (answer,) = send(desk, "QuestionForm", [{**good, "serial": 999}])
    assert answer["type"] == "saved"
    assert events(run) == 1


def test_closed_phases_later_cards_and_early_ends_are_refused(opened: tuple[Desk, Run]) -> None:
    desk, run = opened
    cards = run.exercise.incident.cards()
    offered = [card for card in cards if card.phase is Phase.INITIAL_RESPONSE]
    later = next(card for card in cards if card.phase is Phase.POST_INCIDENT)
    before = events(run)
    choose = {"type": "choose", "first": False}
    attempts: list[tuple[str, dict[str, Any]]] = [
        ("ActionCards", {**choose, "card": later.id}),
        ("ActionCards", {**choose, "card": offered[0].action}),
        ("ActionCards", {**choose, "card": "c-0000000000"}),
        ("ActionCards", {**choose, "card": offered[0].id, "first": "yes"}),
        ("ActionCards", {"type": "unchoose", "card": offered[0].id}),
        ("ClosePanel", {"type": "close", "phase": "discover_report"}),
        ("ClosePanel", {"type": "close", "phase": "post_incident"}),
        ("ClosePanel", {"type": "close", "phase": "nonsense"}),
        ("ClosePanel", {"type": "continue"}),
        ("Inbox", {"type": "open", "thing": "d99"}),
        ("Inbox", {"type": "open", "thing": run.exercise.incident.evidence[-1].id}),
        ("Stepper", {"type": "close", "phase": "initial_response"}),
        ("EvidenceViewer", {"type": "open", "thing": "d1"}),
        ("TopBar", START),
    ]
    for part, message in attempts:
        (answer,) = send(desk, part, [{**message, "serial": 901}])
        assert answer["type"] == "refused", message
    assert events(run) == before
    # Four firsts in one decision: the server counts, whatever the page shows.
    decision = next(d for d in run.exercise.incident.decisions if d.phase is Phase.INITIAL_RESPONSE)
    messages = [
        {"type": "choose", "card": card.id, "first": True, "serial": 901 + n}
        for n, card in enumerate(decision.cards[:4])
    ]
    assert [answer["type"] for answer in send(desk, "ActionCards", messages)] == ["saved"] * 3 + ["refused"]
    assert events(run) == before + 3


def test_written_traits_and_forced_clicks_change_nothing(opened: tuple[Desk, Run]) -> None:
    desk, run = opened
    before = events(run)
    shown = desk.watch.data()
    for part in ("ActionCards", "ClosePanel", "Inbox", "Stepper", "TopBar"):
        desk.page.evaluate(WRITE, [part, {"phase": "post_incident", "last": True, "decisions": []}])
    assert desk.watch.data() == shown
    desk.page.evaluate("() => document.querySelectorAll('.ls-stepper *').forEach((node) => node.click?.())")
    assert events(run) == before
    desk.reload()
    card = run.view().decisions[0].cards[0]
    desk.choose(card.id)
    desk.saved()
    assert events(run) == before + 1


def test_finished_run_takes_no_more(desk: Desk, runs: Runs, plan: Plan) -> None:
    token = runs.start(incident_type="loss_theft")
    run = runs.resume(token)
    for phase in PHASES:
        run.close_phase(phase)
    before = events(run)
    desk.open_run(token)
    (answer,) = send(desk, "ResultPage", [{"type": "close", "phase": "post_incident", "serial": 901}])
    assert answer["type"] == "refused"
    assert events(run) == before
    expect(desk.page.locator(".ls-result-page")).to_be_visible()


def test_unknown_address_is_answered_in_a_friendly_way(desk: Desk) -> None:
    desk.page.goto(f"{desk.address}exercise/{'A' * 43}")
    expect(desk.page.locator("h1")).to_have_text(translate("notice.not_found.title", "ja"))
    desk.page.get_by_role("link", name=translate("ui.notice.home", "ja")).click()
    expect(desk.page.locator("[data-key=start]")).to_be_visible(timeout=30_000)


def test_start_page_takes_only_the_choices_that_it_offers(desk: Desk, runs: Runs) -> None:
    desk.open_start()
    start = START | {"incident_type": "loss_theft"}
    bad = [
        {**start, "organisation": "nobody"},
        {**start, "incident_type": "everything"},
        {**start, "role": "administrator"},
        {**start, "mode": "cheat"},
        {**start, "seed": 1},
        {**start, "incident_type": "../../etc/passwd"},
    ]
    answers = send(desk, "StartForm", [{**message, "serial": 901 + n} for n, message in enumerate(bad)])
    assert [answer["type"] for answer in answers] == ["refused"] * len(bad)
    assert desk.page.url.startswith(desk.address)
    assert "/exercise/" not in desk.page.url
