"""The pages as a browser meets them: what it is sent, what it may change, and what it is told when things fail."""

from __future__ import annotations

import json
from typing import Any

import ipywidgets
import pytest
from ipywidgets.widgets.widget import _instances as OPEN

from leaksim.domain.kinds import PHASES, FeedbackMode
from leaksim.errors import NotFound
from leaksim.services.modes import BEGINNINGS
from leaksim.ui import parts, present_start
from leaksim.ui.address import Address, read_address
from leaksim.ui.component import Component
from leaksim.ui.pages import opening
from leaksim.ui.pages.exercise import ExercisePage
from leaksim.ui.pages.start import StartPage

from .conftest import MARKUP, SECRETS, TOKEN, MemoryRuns, Wire


def all_widgets(root: ipywidgets.Widget) -> list[ipywidgets.Widget]:
    found = [root]
    for child in getattr(root, "children", ()):
        found += all_widgets(child)
    return found


def all_state(root: ipywidgets.Widget) -> str:
    """What a browser can ask for: the state of every widget that is open, shown or not."""
    shown = {widget.model_id for widget in all_widgets(root)}
    opened = [w for w in OPEN.values() if not isinstance(w, ipywidgets.Layout)]
    assert {w.model_id for w in opened} == shown
    states = [{k: v for k, v in w.get_state().items() if k != "_esm"} for w in opened]
    return json.dumps(states, ensure_ascii=False, default=str)


def part(page: Any, kind: type[Component]) -> Any:
    found = [widget for widget in all_widgets(page.root) if isinstance(widget, kind)]
    assert len(found) == 1
    return found[0]


def say(widget: Component, **content: Any) -> None:
    widget._handle_custom_msg(content, [])


def open_page(service: MemoryRuns, address: Address) -> ExercisePage:
    return ExercisePage(service, service.run, address)


def close_phase(page: ExercisePage) -> None:
    say(part(page, parts.ClosePanel), type="close", phase=page.view.phase.value, serial=1)  # type: ignore[union-attr]


def test_no_secret_reaches_the_browser(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = open_page(service, address)
    say(part(page, parts.Inbox), type="open", thing="d1")
    say(part(page, parts.QuestionForm), type="answer", question="what@first_report", certainty="confirmed", value="o1")
    say(part(page, parts.ActionCards), type="choose", card="c00", first=True)
    say(part(page, parts.TopBar), type="language", language="en")
    close_phase(page)
    say(part(page, parts.Feedback), type="continue")
    seen = all_state(page.root) + wire.text()
    assert "card 1" in seen
    for secret in SECRETS:
        assert secret not in seen


def test_an_exam_shows_no_feedback_before_its_end(address: Address, wire: Wire) -> None:
    service = MemoryRuns(FeedbackMode.EXAM)
    page = open_page(service, address)
    for _ in PHASES[:-1]:
        close_phase(page)
        assert "verdict" not in all_state(page.root)
    close_phase(page)
    assert "verdict" in all_state(page.root)
    assert part(page, parts.ResultPage).data["result"]["percent"] == 50


def test_markup_in_material_stays_text(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = open_page(service, address)
    say(part(page, parts.Inbox), type="open", thing="d1")
    viewer = part(page, parts.EvidenceViewer)
    assert viewer.data["item"]["document"]["note"] == MARKUP
    assert not any(isinstance(widget, ipywidgets.HTML) for widget in all_widgets(page.root))


def test_a_browser_cannot_write_state(service: MemoryRuns, address: Address, wire: Wire) -> None:
    form = part(open_page(service, address), parts.QuestionForm)
    before = form.data
    form._handle_msg({"content": {"data": {"method": "update", "state": {"data": {}, "_esm": "x"}}}})
    assert form.data == before
    assert form._esm != "x"
    page_box = [w for w in OPEN.values() if isinstance(w, ipywidgets.Box)]
    for container in page_box:
        shown = container.children
        container._handle_msg({"content": {"data": {"method": "update", "state": {"children": []}}}})
        assert container.children == shown
    put_back = [m["state"] for w, m in wire.messages if w is form and m["method"] == "update"]
    assert put_back[-1]["data"]["groups"]
    assert not any(m["method"] == "echo_update" for _, m in wire.messages)


def test_an_answer_is_confirmed_after_it_is_stored(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = open_page(service, address)
    form = part(page, parts.QuestionForm)
    say(form, type="answer", question="count@first_report", certainty="presumed", value=400, serial=9)
    assert wire.replies(form) == [{"type": "saved", "serial": 9}]
    assert dict(service.run.exercise.answers)["count@first_report"].event.value == 400
    assert part(page, parts.PhaseHeader).data["sections"][0]["done"] == 1
    say(form, type="withdraw", question="count@first_report", serial=10)
    assert not service.run.exercise.answers


@pytest.mark.parametrize(
    "content",
    [
        {"type": "answer", "question": "nobody@first_report", "certainty": "confirmed", "value": "o1"},
        {"type": "answer", "question": "what@after_investigation", "certainty": "confirmed", "value": "o1"},
        {"type": "answer", "question": "what@first_report", "certainty": "sure", "value": "o1"},
        {"type": "answer", "question": "what@first_report", "certainty": "confirmed", "value": "o9"},
        {"type": "answer", "question": "what@first_report", "certainty": "confirmed", "value": 3},
        {"type": "answer", "question": "count@first_report", "certainty": "confirmed", "value": "many"},
        {"type": "answer", "question": "when@first_report", "certainty": "confirmed", "value": "yesterday"},
        {"type": "answer", "question": "when@first_report", "certainty": "confirmed", "value": "2026-11-20T09:00"},
        {"type": "withdraw", "question": "what@first_report"},
        {"type": "close", "phase": "discover_report"},
    ],
)
def test_a_wrong_answer_message_changes_nothing(
    service: MemoryRuns, address: Address, wire: Wire, content: dict[str, Any]
) -> None:
    form = part(open_page(service, address), parts.QuestionForm)
    say(form, **content, serial=5)
    assert service.run.exercise.events == ()
    assert [reply["type"] for reply in wire.replies(form)] == ["refused"]
    assert wire.replies(form)[0]["serial"] == 5


@pytest.mark.parametrize("card", ["c10", "c99", "SECRET_ACTION_00"])
def test_only_offered_cards_can_be_chosen(service: MemoryRuns, address: Address, wire: Wire, card: str) -> None:
    cards = part(open_page(service, address), parts.ActionCards)
    say(cards, type="choose", card=card, first=False)
    assert service.run.exercise.events == ()
    assert wire.replies(cards)[0]["type"] == "refused"


def test_only_three_acts_come_first(service: MemoryRuns, address: Address, wire: Wire) -> None:
    cards = part(open_page(service, address), parts.ActionCards)
    for number in range(4):
        say(cards, type="choose", card=f"c0{number}", first=True)
    assert [reply["type"] for reply in wire.replies(cards)] == ["saved", "saved", "saved", "refused"]


def test_unreleased_material_cannot_be_opened(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = open_page(service, address)
    say(part(page, parts.Inbox), type="open", thing="d2")
    assert part(page, parts.EvidenceViewer).data["item"]["id"] == "m1"
    assert wire.replies(part(page, parts.Inbox))[0]["type"] == "refused"


@pytest.mark.parametrize("phase", ["investigate", "post_incident", "nonsense"])
def test_only_the_open_phase_can_be_closed(service: MemoryRuns, address: Address, wire: Wire, phase: str) -> None:
    page = open_page(service, address)
    say(part(page, parts.ClosePanel), type="close", phase=phase)
    assert service.run.exercise.events == ()


def test_parts_of_a_closed_phase_are_gone(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = open_page(service, address)
    form, panel = part(page, parts.QuestionForm), part(page, parts.ClosePanel)
    close_phase(page)
    assert form.comm is None
    say(panel, type="close", phase="discover_report")
    assert len(service.run.exercise.events) == 1
    assert part(page, parts.Feedback).data["thanks"]
    say(part(page, parts.Feedback), type="continue")
    assert part(page, parts.PhaseHeader).data["focus"] is True
    assert part(page, parts.ClosePanel).data["phase"] == "initial_response"
    all_state(page.root)


def test_the_second_round_brings_the_first_answer_as_a_draft(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = open_page(service, address)
    say(
        part(page, parts.QuestionForm),
        type="answer",
        question="which@first_report",
        certainty="presumed",
        value=["o1", "o3"],
    )
    for _ in range(2):
        close_phase(page)
        say(part(page, parts.Feedback), type="continue")
    questions = part(page, parts.QuestionForm).data["groups"][0]["questions"]
    answer = next(q["answer"] for q in questions if q["id"] == "which@after_investigation")
    assert answer == {
        "certainty": None,
        "value": ["o1", "o3"],
        "carried": True,
        "shown": "label 1、label 3",
    }
    assert part(page, parts.PhaseHeader).data["sections"][0]["done"] == 0


def test_a_page_holds_few_models(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = open_page(service, address)
    for _ in PHASES[:-1]:
        assert len(OPEN) < 40
        close_phase(page)
        say(part(page, parts.Feedback), type="continue")
    close_phase(page)
    assert len(OPEN) < 12


def test_a_failure_gives_a_number_and_no_source(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = open_page(service, address)
    service.run.broken = True
    form = part(page, parts.QuestionForm)
    say(form, type="answer", question="what@first_report", certainty="confirmed", value="o1", serial=4)
    reply = wire.replies(form)[-1]
    number = page.notice.data["reference"]
    assert number.startswith("L-")
    assert reply["type"] == "refused"
    assert reply["serial"] == 4
    assert number in reply["message"]
    assert "SECRET_VALUE" not in wire.text()
    assert "Traceback" not in wire.text()


def test_another_window_was_first(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = open_page(service, address)
    form = part(page, parts.QuestionForm)
    service.run.conflict = True
    say(form, type="answer", question="what@first_report", certainty="confirmed", value="o1", serial=4)
    assert service.run.reloads == 1
    assert wire.replies(form)[-1]["type"] == "refused"
    assert page.notice.data == {}


def test_a_conflict_after_the_other_window_closed_the_phase(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = open_page(service, address)
    service.run.close_phase("discover_report")
    service.run.conflict = True
    cards = part(page, parts.ActionCards)
    say(cards, type="choose", card="c00", first=False)
    assert part(page, parts.ClosePanel).data["phase"] == "initial_response"
    all_state(page.root)


def test_a_finished_run_opens_at_its_result(service: MemoryRuns, address: Address, wire: Wire) -> None:
    for phase in PHASES:
        service.run.close_phase(phase)
    page = open_page(service, address)
    result = part(page, parts.ResultPage)
    assert part(page, parts.TopBar).data["saves"] is False
    say(result, type="again")
    kept = {"organisation": "clinic", "role": "committee", "mode": FeedbackMode.EACH_PHASE, "scenario": "played"}
    assert service.started == [{"language": "ja", "mark_law": True, **kept}]
    assert wire.replies(result)[-1] == {"type": "go", "address": "/exercise/" + "n" * 32 + "?lang=ja"}


def test_the_result_by_principle_links_its_clause_and_tells_how_sure(service: MemoryRuns, address: Address) -> None:
    for phase in PHASES:
        service.run.close_phase(phase)
    data = part(open_page(service, address), parts.ResultPage).data
    principle, objective = data["result"]["aspects"]
    assert principle["address"] == address.of_guide("ja", playbook="ipa", section="1")
    assert objective["address"] == ""
    assert principle["costly"] == (MARKUP,)  # text, which the browser draws as text
    assert data["result"]["calibration"]["rows"][0]["text"] == "sure 1 of 2"
    assert data["aspects"]["fold"] == "原則ごと・目標ごとに見る"


def test_the_language_changes_everywhere(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = open_page(service, address)
    say(part(page, parts.TopBar), type="language", language="en")
    assert part(page, parts.TopBar).data["title"] == "The last train"
    assert part(page, parts.Stepper).data["steps"][0]["label"] == "Discovery and report"
    say(part(page, parts.TopBar), type="language", language="xx")
    assert page.language == "en"


def test_the_chosen_role_is_told(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = open_page(service, address)
    say(part(page, parts.TopBar), type="language", language="en")
    assert part(page, parts.PhaseHeader).data["role"]["label"] == "Response committee"


def test_starting(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = StartPage(service, address)
    form = part(page, parts.StartForm)
    say(form, type="start", organisation=None, incident_type=None, role="employee", mode="each_phase", mark_law=True)
    assert service.started[0]["incident_type"] is None
    assert service.started[0]["mark_law"] is True
    assert wire.replies(form)[-1]["type"] == "go"


@pytest.mark.parametrize(
    "wish",
    [
        {"organisation": "x"},
        {"incident_type": "p2p"},
        {"incident_type": "x"},
        {"role": "admin"},
        {"mode": "peek"},
        {"mark_law": "yes"},
    ],
)
def test_only_offered_choices_start_a_run(
    service: MemoryRuns, address: Address, wire: Wire, wish: dict[str, str]
) -> None:
    form = part(StartPage(service, address), parts.StartForm)
    offered = {"organisation": None, "incident_type": None, "role": "employee", "mode": "exam", "mark_law": False}
    say(form, **{"type": "start"} | offered | wish)
    assert service.started == []
    assert wire.replies(form)[-1]["type"] == "refused"


@pytest.mark.parametrize(("token", "title"), [("u" * 32, "この訓練は見つかりません"), ("", "この訓練は見つかりません")])
def test_an_unknown_run_gets_a_friendly_page(
    monkeypatch: pytest.MonkeyPatch, service: MemoryRuns, wire: Wire, token: str, title: str
) -> None:
    monkeypatch.setattr(opening, "open_service", lambda: service)
    root = opening.build("exercise", Address(base="/", token=token, language="ja"))
    state = all_state(root)
    assert title in state
    assert "u" * 32 not in state


def fail() -> None:
    raise RuntimeError("SECRET_VALUE")


def test_an_author_sees_what_goes_wrong(monkeypatch: pytest.MonkeyPatch, wire: Wire) -> None:
    monkeypatch.delenv("SERVER_SOFTWARE", raising=False)
    monkeypatch.setattr(opening, "open_service", fail)
    with pytest.raises(RuntimeError):
        opening.build("start", Address(base="/", token="", language="en"))


def test_a_page_that_cannot_be_opened_says_so(monkeypatch: pytest.MonkeyPatch, wire: Wire) -> None:
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/test")
    monkeypatch.setattr(opening, "open_service", fail)
    state = all_state(opening.build("start", Address(base="/", token="", language="en")))
    assert "The page could not be opened" in state
    assert "L-" in state
    assert "SECRET_VALUE" not in state


@pytest.mark.parametrize(
    ("variables", "base", "token", "language"),
    [
        ({"SCRIPT_NAME": f"/exercise/{TOKEN}", "QUERY_STRING": "lang=en"}, "/", TOKEN, "en"),
        ({"SCRIPT_NAME": f"/hub/user/exercise/{TOKEN}/", "LEAKSIM_LANG": "en"}, "/hub/user/", TOKEN, "en"),
        ({"SCRIPT_NAME": f"/hub/session/{TOKEN}"}, "/hub/", TOKEN, "ja"),
        ({"SCRIPT_NAME": "/", "QUERY_STRING": "lang=fr&x", "LEAKSIM_LANG": "en"}, "/", "", "en"),
        ({"SCRIPT_NAME": "/hub/user/", "QUERY_STRING": ""}, "/hub/user/", "", "ja"),
        ({"SCRIPT_NAME": "/exercise/short"}, "/exercise/short/", "", "ja"),
        ({}, "/", "", "ja"),
    ],
)
def test_addresses(variables: dict[str, str], base: str, token: str, language: str) -> None:
    assert read_address(variables) == Address(base=base, token=token, language=language)


def test_acts_are_carried_out_while_the_phase_stays_open(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = open_page(service, address)
    cards = part(page, parts.ActionCards)
    say(cards, type="choose", card="c00", first=False)
    say(cards, type="carry", phase="investigate", serial=3)
    assert wire.replies(cards)[-1]["type"] == "refused"
    say(cards, type="carry", phase=page.view.phase.value, serial=4)  # type: ignore[union-attr]
    assert wire.replies(cards)[-1]["type"] == "carried"
    assert len(service.run.exercise.acts) == 1
    assert len(part(page, parts.ActionCards).data["done"]) == 1
    say(cards, type="carry", phase=page.view.phase.value, serial=5)  # type: ignore[union-attr]
    assert wire.replies(cards)[-1] == {**wire.replies(cards)[-1], "type": "refused", "serial": 5}


def test_the_debrief_comes_when_it_is_asked_for(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = open_page(service, address)
    for phase in PHASES:
        close_phase(page)
        if phase is not PHASES[-1]:
            say(part(page, parts.Feedback), type="continue")
    result = part(page, parts.ResultPage)
    say(result, type="look_back", serial=2)
    (told,) = [m for m in wire.replies(result) if m["type"] == "aftermath"]
    assert told["content"]["followed"][0]["title"] == "x"
    service.run.broken = True
    say(result, type="look_back", serial=2)
    assert wire.replies(result)[-1]["type"] == "refused"


def test_other_ways_to_train_begin_from_the_start_page(service: MemoryRuns, address: Address, wire: Wire) -> None:
    begun: list[tuple[str, str]] = []

    def begin(mode: str, language: str) -> str:
        if mode not in present_start.WAYS:
            raise NotFound("there is no such mode")
        begun.append((mode, language))
        return "t" * 32

    form = part(StartPage(service, address, begin), parts.StartForm)
    for way in form.data["ways"]:
        say(form, type="begin", mode=way["id"], serial=2)
        assert wire.replies(form)[-1] == {"type": "go", "address": f"{address.base}{way['id']}/{'t' * 32}?lang=ja"}
    say(form, type="begin", mode="admin", serial=3)
    assert wire.replies(form)[-1]["type"] == "refused"
    assert begun == [(mode, "ja") for mode in present_start.WAYS]
    assert set(present_start.WAYS) == set(BEGINNINGS)


def test_a_hint_is_shown_where_it_was_asked_for(service: MemoryRuns, address: Address, wire: Wire) -> None:
    page = open_page(service, address)
    form = part(page, parts.QuestionForm)
    question = page.view.questions[0].id
    assert form.data["hints"] == {}
    say(form, type="hint", question=question, decision=None, serial=5)
    assert wire.replies(form)[-1] == {"type": "saved", "serial": 5}
    assert form.data["hints"][question]["lines"] == ["look there"]
    cards = part(page, parts.ActionCards)
    decision = page.view.decisions[0].id
    say(cards, type="hint", question=None, decision=decision, serial=6)
    assert set(cards.data["hints"]) == {question, decision}


@pytest.mark.parametrize(
    ("question", "decision"), [(None, None), ("nonsense", None), (None, "nonsense"), ("both", "both")]
)
def test_hints_are_for_what_is_on_the_page(
    service: MemoryRuns, address: Address, wire: Wire, question: str | None, decision: str | None
) -> None:
    page = open_page(service, address)
    if question == "both":
        question, decision = page.view.questions[0].id, page.view.decisions[0].id
    form = part(page, parts.QuestionForm)
    say(form, type="hint", question=question, decision=decision, serial=7)
    assert wire.replies(form)[-1]["type"] == "refused"
    assert service.run.exercise.events == ()


def test_a_run_without_hints_has_no_button_for_them(service: MemoryRuns, address: Address, wire: Wire) -> None:
    service.run.hints_offered = False
    page = open_page(service, address)
    form = part(page, parts.QuestionForm)
    assert "hints" not in form.data
    say(form, type="hint", question=page.view.questions[0].id, decision=None, serial=8)
    assert wire.replies(form)[-1]["type"] == "refused"
