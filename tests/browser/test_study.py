"""Self-study across two days in a browser: a hint on the first day comes back as a question on the second."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from day_server import DayServer
from desk import Desk
from playwright.sync_api import BrowserContext, Page, expect
from watch import Watch

from leaksim.domain.events import Acted, Answered, Event
from leaksim.domain.kinds import PHASES
from leaksim.services.runs import Run, open_runs
from leaksim.services.study import open_study


@pytest.fixture
def days(tmp_path: Path) -> Iterator[DayServer]:
    server = DayServer(tmp_path)
    try:
        yield server
    finally:
        server.server.stop()


def finish(run: Run, events: tuple[Event, ...]) -> None:
    """Play the rest of a run beside the page."""
    cards = {card.action: card.id for card in run.exercise.incident.cards()}
    for event in events:
        if isinstance(event, Answered):
            run.answer(event.question, event.certainty, event.value)
        elif isinstance(event, Acted):
            run.choose(cards[event.action], event.first)
        else:
            run.close_phase(PHASES[len(run.view().closed)])


def fits(page: Page) -> None:
    """Nothing scrolls sideways, and axe finds nothing serious."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def test_a_weak_item_returns_the_next_day(
    days: DayServer,
    new_context: Callable[..., BrowserContext],
    plan: Callable[[Run], tuple[Event, ...]],
) -> None:
    learners = open_study(days.database_url, clock=days.clock)
    token = learners.begin("ja", playbook="ipa")
    address = f"{days.server.address}study/{token}?lang=ja"
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    watch = Watch(page)
    desk = Desk(page, days.server.address, watch)

    # Day 1: an exercise from the learner's page, with one hint.
    page.goto(address, wait_until="commit")
    expect(page.locator("[data-key=practise]")).to_be_visible()
    expect(page.locator("[data-key=review]")).to_have_count(0)
    fits(page)
    page.locator("[data-key=type]").select_option("loss_theft")
    page.locator("[data-key=practise]").click()
    page.wait_for_url("**/exercise/**", wait_until="commit")
    desk.wait_for_exercise()
    desk.show("decide")
    page.locator(".ls-form [data-key^='hint-']").first.click()
    expect(page.locator(".ls-hint-note")).to_be_visible()
    run = open_runs(days.database_url).resume(learners.resume(token).run_token(1))
    hinted = run.exercise.events[0].question
    assert len(run.exercise.events) == 1
    finish(run, plan(run))
    page.goto(address, wait_until="commit")
    expect(page.locator(".ls-course")).to_have_attribute(
        "aria-label", "演習ごとの得点の図。合格の目安は 70%。1. 紛失・盗難 100%"
    )
    expect(page.locator("[data-key=review]")).to_have_count(0)

    # Day 2: it is due, and answered it is gone.
    days.set_day(1)
    page.goto(address, wait_until="commit")
    page.locator("[data-key=review]").click()
    learner = learners.resume(token)
    assert f"ask/{hinted.partition('@')[0]}" in learner.queue()
    for number in range(len(learner.queue())):
        expect(page.locator(".ls-review-page h1")).to_be_visible()
        if number == 0:
            fits(page)
        learner.reload()
        asked = learner._next(fresh=False)
        assert asked is not None
        page.locator(f"[data-key=option-{asked.question.right[0].id}]").check()
        page.locator("[data-key=answer]").click()
        expect(page.locator(".ls-review-outcome[data-tone=good]")).to_be_visible()
        if number == 0:
            fits(page)
        page.locator("[data-key=next]").click()
        expect(page.locator(".ls-review-outcome")).to_have_count(0)
    expect(page.locator(".ls-study-now")).to_contain_text("きょうの復習は終わりました")
    assert watch.errors == []
