"""Sessions die, tabs close, two windows write at once, languages change: what was answered stays."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import datetime

import pytest
from desk import Desk
from live_server import LiveServer, wait_until
from playwright.sync_api import BrowserContext, expect

from leaksim.domain.events import Acted, Answered, Event
from leaksim.domain.kinds import Certainty, Phase
from leaksim.i18n import translate
from leaksim.services.runs import Run, Runs

Plan = Callable[..., tuple[Event, ...]]
OpenDesk = Callable[..., Desk]


def begin(runs: Runs, plan: Plan) -> tuple[str, Run, list[Answered], list[str]]:
    """A new run: its token, itself, the answers of a perfect first phase, and that phase's cards."""
    token = runs.start(incident_type="loss_theft")
    run = runs.resume(token)
    answers = [event for event in plan(run) if isinstance(event, Answered)]
    cards = [card.id for card in run.exercise.incident.cards() if card.phase is Phase.DISCOVER_REPORT]
    return token, run, answers[: len(run.view().questions)], cards


def check_shown(desk: Desk, run: Run, answers: list[Answered], cards: list[str], language: str = "ja") -> None:
    """These answers and chosen cards are on the page, and nothing else is."""
    expect(desk.page.locator(".ls-form fieldset[data-answered=yes]")).to_have_count(len(answers))
    for answered in answers:
        field = desk.field(run.exercise.incident.question_by_id(answered.question), language)
        expect(field).to_have_attribute("data-answered", "yes")
        expect(field.locator(f".ls-certainty input[value={answered.certainty}]")).to_be_checked()
        values = answered.value if isinstance(answered.value, tuple) else (answered.value,)
        for value in values:
            option = field.locator(f".ls-options input[value='{value}']")
            if option.count():
                expect(option).to_be_checked()
    for card in cards:
        expect(desk.card(card)).to_be_checked()
    expect(desk.page.locator("[data-key^='do-']:checked")).to_have_count(len(cards))


def meaning(answered: Answered) -> tuple[str, Certainty, object]:
    """The answer without what does not matter: the order of options, and seconds that are zero."""
    value: object = answered.value
    if isinstance(value, tuple):
        value = frozenset(value)
    elif isinstance(value, str) and value[:2] == "20":
        value = datetime.fromisoformat(value)
    return answered.question, answered.certainty, value


def check_stored(run: Run, answers: list[Answered], cards: list[str]) -> None:
    run.reload()
    stored = {meaning(entry.event) for _question, entry in run.exercise.answers}
    assert stored == {meaning(answered) for answered in answers}
    actions = {card.id: card.action for card in run.exercise.incident.cards()}
    assert {action for action, _first in run.exercise.planned} == {actions[card] for card in cards}


def test_killed_session_is_noticed_and_reloading_goes_on(
    server: LiveServer, open_desk: OpenDesk, runs: Runs, plan: Plan
) -> None:
    token, run, answers, cards = begin(runs, plan)
    desk = open_desk(trouble=True)
    before = server.sessions()
    desk.open_run(token)
    for answered in answers[:3]:
        desk.answer(run.exercise.incident.question_by_id(answered.question), answered, "ja")
    desk.choose(cards[0], first=True)
    desk.saved()
    (session,) = server.sessions() - before
    os.kill(session, signal.SIGKILL)
    banner = desk.page.locator(".leaksim-notice-lost")
    expect(banner).to_contain_text("これまでの回答は保存されています")
    banner.get_by_role("button", name="再読み込み").click()
    expect(banner).to_have_count(0)
    desk.wait_for_exercise()
    check_shown(desk, run, answers[:3], cards[:1])
    expect(desk.page.locator(f"[data-key='first-{cards[0]}']")).to_be_checked()
    check_stored(run, answers[:3], cards[:1])
    desk.answer(run.exercise.incident.question_by_id(answers[3].question), answers[3], "ja")
    desk.close_phase()
    expect(desk.page.locator(".ls-feedback")).to_be_visible()


def test_answer_given_while_the_session_is_dead_is_sent_after_reloading(
    server: LiveServer, open_desk: OpenDesk, runs: Runs, plan: Plan
) -> None:
    """What could not be stored is said to be unstored, kept by the browser, and stored on the next load."""
    token, run, answers, _cards = begin(runs, plan)
    desk = open_desk(trouble=True)
    before = server.sessions()
    desk.open_run(token)
    question = run.exercise.incident.question_by_id(answers[0].question)
    (session,) = server.sessions() - before
    os.kill(session, signal.SIGSTOP)  # it neither answers nor dies
    field = desk.field(question, "ja")
    field.locator(f".ls-certainty input[value={Certainty.UNKNOWN}]").check()
    expect(field.locator(".ls-state")).to_have_attribute("data-kind", "saving")
    expect(desk.page.locator(".ls-saved")).to_have_attribute("data-state", "saving")
    check_stored(run, [], [])
    os.kill(session, signal.SIGKILL)
    expect(desk.page.locator(".leaksim-notice-lost")).to_be_visible(timeout=30_000)
    desk.reload()
    given = Answered(question=question.id, certainty=Certainty.UNKNOWN)
    check_shown(desk, run, [given], [])
    desk.saved()
    check_stored(run, [given], [])


@pytest.mark.slow
def test_answer_that_takes_long_is_called_unconfirmed_until_it_is_stored(
    server: LiveServer, open_desk: OpenDesk, runs: Runs, plan: Plan
) -> None:
    token, run, answers, _cards = begin(runs, plan)
    desk = open_desk()
    before = server.sessions()
    desk.open_run(token)
    question = run.exercise.incident.question_by_id(answers[0].question)
    (session,) = server.sessions() - before
    os.kill(session, signal.SIGSTOP)
    desk.field(question, "ja").locator(f".ls-certainty input[value={Certainty.UNKNOWN}]").check()
    expect(desk.page.locator(".ls-saved")).to_have_attribute("data-state", "late", timeout=20_000)
    expect(desk.page.locator(".ls-saved")).to_contain_text(translate("ui.topbar.late", "ja"))
    os.kill(session, signal.SIGCONT)
    desk.saved()
    check_stored(run, [Answered(question=question.id, certainty=Certainty.UNKNOWN)], [])


def test_address_opens_the_run_again_after_the_tab_was_closed(
    server: LiveServer, open_desk: OpenDesk, new_context: Callable[..., BrowserContext], runs: Runs, plan: Plan
) -> None:
    token, run, answers, cards = begin(runs, plan)
    before = server.sessions()
    first = open_desk()
    first.open_run(token)
    for answered in answers:
        first.answer(run.exercise.incident.question_by_id(answered.question), answered, "ja")
    first.close_phase()
    first.go_on()
    later = run_cards(run, Phase.INITIAL_RESPONSE)
    first.choose(later[0])
    first.saved()
    first.page.close(run_before_unload=True)
    wait_until(lambda: server.sessions() <= before)  # nothing keeps running for a closed tab
    second = open_desk(new_context())
    second.open_run(token)
    expect(second.page.locator(".ls-step[data-state=current]")).to_contain_text(
        translate("phase.initial_response", "ja")
    )
    expect(second.card(later[0])).to_be_checked()
    run.reload()
    assert run.exercise.phase is Phase.INITIAL_RESPONSE
    assert len(run.exercise.answers) == len(answers)
    assert cards  # those of the first phase were offered and not taken
    # The start page of the same browser leads back as well.
    second.open_start()
    second.page.get_by_role("link", name=run.view().title).click()
    second.wait_for_exercise()
    expect(second.card(later[0])).to_be_checked()


def run_cards(run: Run, phase: Phase) -> list[str]:
    return [card.id for card in run.exercise.incident.cards() if card.phase is phase]


def test_two_windows_on_one_run_lose_nothing(open_desk: OpenDesk, runs: Runs, plan: Plan) -> None:
    token, run, answers, cards = begin(runs, plan)
    one, other = open_desk(), open_desk()
    one.open_run(token)
    other.open_run(token)
    ask = run.exercise.incident.question_by_id
    one.answer(ask(answers[0].question), answers[0], "ja")
    one.saved()
    # The other window does not know of it. What is given there is not stored silently over it, nor thrown away.
    late = Answered(question=answers[1].question, certainty=Certainty.UNKNOWN)
    field = other.field(ask(late.question), "ja")
    field.locator(f".ls-certainty input[value={Certainty.UNKNOWN}]").check()
    expect(field.locator(".ls-state")).to_contain_text(translate("error.conflict", "ja"))
    expect(field.locator(f".ls-certainty input[value={Certainty.UNKNOWN}]")).to_be_checked()
    expect(other.field(ask(answers[0].question), "ja")).to_have_attribute("data-answered", "yes")
    check_stored(run, answers[:1], [])
    other.reload()  # what was refused is a draft that the next load sends
    other.saved()
    check_shown(other, run, [answers[0], late], [])
    check_stored(run, [answers[0], late], [])
    # One window closes the phase; the other one follows when it tries to go on in the closed phase.
    one.reload()
    one.close_phase()
    other.page.locator(f"[data-key='do-{cards[0]}']").click()
    expect(other.page.locator(".ls-step[data-state=current]")).to_contain_text(
        translate("phase.initial_response", "ja")
    )
    run.reload()
    assert run.exercise.phase is Phase.INITIAL_RESPONSE
    assert run.exercise.planned == run.exercise.acts == ()


def test_language_changes_in_the_middle_and_answers_stay(open_desk: OpenDesk, runs: Runs, plan: Plan) -> None:
    token, run, answers, cards = begin(runs, plan)
    desk = open_desk()
    desk.open_run(token)
    ask = run.exercise.incident.question_by_id
    for answered in answers[:-1]:
        desk.answer(ask(answered.question), answered, "ja")
    desk.choose(cards[1])
    desk.saved()
    choice = next(q for q in run.exercise.incident.questions if q.id == answers[-1].question)
    desk.page.locator("[data-key=lang-en]").click()
    expect(desk.page.locator("html")).to_have_attribute("lang", "en")
    expect(desk.page.locator("h1.ls-phase")).to_contain_text(translate("phase.discover_report", "en"))
    check_shown(desk, run, answers[:-1], cards[1:2], "en")
    desk.answer(ask(choice.id), answers[-1], "en")
    desk.saved()
    check_stored(run, answers, cards[1:2])
    desk.reload()
    expect(desk.page.locator("h1.ls-phase")).to_contain_text(translate("phase.discover_report", "en"))
    check_shown(desk, run, answers, cards[1:2], "en")


def test_answers_and_cards_can_be_changed_and_taken_back(open_desk: OpenDesk, runs: Runs, plan: Plan) -> None:
    token, run, answers, cards = begin(runs, plan)
    desk = open_desk()
    desk.open_run(token)
    question = run.exercise.incident.question_by_id(answers[0].question)
    desk.answer(question, answers[0], "ja")
    unknown = Answered(question=question.id, certainty=Certainty.UNKNOWN)
    desk.answer(question, unknown, "ja")
    desk.saved()
    check_stored(run, [unknown], [])
    desk.field(question, "ja").get_by_role("button", name=translate("ui.form.clear", "ja")).click()
    for card in cards[:4]:
        desk.choose(card)
    desk.card(cards[3]).uncheck()
    desk.saved()
    check_stored(run, [], cards[:3])
    assert not [event for event in run.exercise.events if isinstance(event, Acted) and event.first]
    desk.reload()
    check_shown(desk, run, [], cards[:3])
