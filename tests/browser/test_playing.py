"""Whole runs through the controls, checked against what the server computes for the same incident."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from desk import Desk
from playwright.sync_api import expect

from leaksim.domain.events import Event
from leaksim.domain.kinds import PHASES, IncidentType
from leaksim.i18n import translate
from leaksim.scoring.strategies import Strategy
from leaksim.services.runs import Run, Runs

Plan = Callable[..., tuple[Event, ...]]
# A whole game takes half a minute: one in English each time, beside the Japanese one of the newcomer.
EACH_TIME = {(IncidentType.MISSEND_WEB, "en")}
EVERY_GAME = [
    pytest.param(kind, language, marks=[] if (kind, language) in EACH_TIME else [pytest.mark.slow])
    for kind in IncidentType
    for language in ("ja", "en")
]


@pytest.mark.parametrize(("kind", "language"), EVERY_GAME)
def test_perfect_run_of_every_type_shows_full_points(
    kind: IncidentType, language: str, desk: Desk, runs: Runs, plan: Plan
) -> None:
    token = runs.start(language=language, incident_type=kind)
    run = runs.resume(token)
    desk.open_run(token, language)
    desk.play(run.exercise.incident, plan(run), language)
    page = desk.page
    expect(page.locator(".ls-verdict-panel")).to_have_attribute("data-passed", "true")
    assert desk.percent() == 100
    expect(page.locator(".ls-pass")).to_contain_text(translate("ui.result.passed", language, mark=70))
    expect(page.locator(".ls-verdict-panel")).to_contain_text(translate(f"incident_type.{kind}", language))
    expect(page.locator(".ls-phase-chart[role=img] .ls-chart-bar")).to_have_count(6)
    expect(page.locator(".ls-topbar .ls-mark")).to_be_visible()
    run.reload()
    assert (run.exercise.finished, run.scorecard().percent) == (True, 100)


def test_newcomer_starts_with_one_tap_and_guesses(desk: Desk, runs: Runs, plan: Plan) -> None:
    """From the start page, nothing chosen; some guesses of the random strategy end where the server says."""
    desk.open_start("en")
    token = desk.start()
    run = runs.resume(token)
    assert (run.language, run.mode, run.role) == ("en", "each_phase", "employee")
    guesses = plan(run, Strategy.RANDOM)
    acts = [event for event in guesses if event.kind == "acted"]
    desk.play(run.exercise.incident, [event for event in guesses if event not in acts[6:]], "en")
    run.reload()
    assert desk.percent() == run.scorecard().percent < 70
    expect(desk.page.locator(".ls-verdict-panel")).to_have_attribute("data-passed", "false")
    expect(desk.page.locator(".ls-changes > li")).to_have_count(3)
    # The result stays at its address, and another incident is one press away.
    desk.reload()
    assert desk.percent() == run.scorecard().percent
    desk.page.locator("[data-key=again]").click()
    desk.page.wait_for_url(lambda url: "/exercise/" in url and token not in url, wait_until="commit")
    desk.wait_for_exercise()


def test_choices_of_the_start_page_are_kept(desk: Desk, runs: Runs) -> None:
    desk.open_start("ja")
    organisation = runs.choices("ja").organisations[-1][0]
    token = desk.start(incident_type="loss_theft", organisation=organisation, mode="exam", role="committee")
    run = runs.resume(token)
    assert (run.mode, run.role, run.organisation) == ("exam", "committee", organisation)
    assert run.exercise.incident.type is IncidentType.LOSS_THEFT


def test_exam_tells_nothing_before_the_end(desk: Desk, runs: Runs) -> None:
    token = runs.start(mode="exam", incident_type="loss_theft")
    run = runs.resume(token)
    desk.open_run(token)
    for phase in PHASES[1:]:
        desk.close_phase()
        expect(desk.page.locator(".ls-step[data-state=current]")).to_contain_text(translate(f"phase.{phase}", "ja"))
        expect(desk.page.locator("h1.ls-phase")).to_contain_text(translate(f"phase.{phase}", "ja"))
        expect(desk.page.locator(".ls-feedback")).to_have_count(0)
    desk.close_phase()
    desk.page.locator(".ls-result-page").wait_for()
    run.reload()
    assert desk.percent() == run.scorecard().percent <= 5


def test_feedback_of_a_phase_says_what_the_server_says(desk: Desk, runs: Runs, plan: Plan) -> None:
    token = runs.start(incident_type="loss_theft")
    run: Run = runs.resume(token)
    desk.open_run(token)
    (first, *_rest) = [event for event in plan(run) if event.kind == "answered"]
    desk.play(run.exercise.incident, [first])
    desk.close_phase()
    feedback = desk.page.locator(".ls-feedback")
    expect(feedback.locator(".ls-thanks")).to_be_visible()
    run.reload()
    items = run.feedback("discover_report", "ja")
    assert len(items) > 5
    shown = {title.strip() for title in feedback.locator(".ls-item-title").all_inner_texts()}
    assert shown == {item.title for item in items}
    # Coming back to the address while the feedback is open leads to the next phase, not to a closed one.
    desk.reload()
    expect(desk.page.locator(".ls-step[data-state=current]")).to_contain_text(translate("phase.initial_response", "ja"))
