"""What must not be missed stays in sight: the mark, new messages, the one primary button, the end of a phase."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from desk import Desk
from playwright.sync_api import Locator, expect

from leaksim.domain.events import Acted, Answered, Event, PhaseClosed
from leaksim.i18n import translate
from leaksim.scoring.strategies import Strategy
from leaksim.services.runs import Runs

Plan = Callable[..., tuple[Event, ...]]
OpenDesk = Callable[..., Desk]
NARROW = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}

ON_TOP = """(node) => {
  const box = node.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return box.top >= 0 && box.bottom <= innerHeight && node.contains(hit);
}"""


def in_sight(part: Locator) -> bool:
    """Whether `part` is on the screen with nothing lying over its middle."""
    shown: bool = part.evaluate(ON_TOP)
    return shown


@pytest.fixture
def finished(runs: Runs, plan: Plan) -> str:
    """The token of a finished run."""
    token = runs.start(language="en", incident_type="malware", seed=3)
    run = runs.resume(token)
    for event in plan(run, Strategy.PERFECT):
        match event:
            case Answered():
                run.answer(event.question, event.certainty, event.value)
            case Acted():
                cards = {card.action: card.id for card in run.exercise.incident.cards()}
                run.choose(cards[event.action], event.first)
            case PhaseClosed():
                run.close_phase(event.phase)
    return token


@pytest.mark.parametrize("viewport", [{"width": 360, "height": 740}, {"width": 1000, "height": 800}])
def test_the_mark_does_not_scroll_away(viewport: dict[str, int], open_desk: OpenDesk, runs: Runs) -> None:
    desk = open_desk(viewport=viewport)
    desk.open_start()
    mark = desk.page.locator(".ls-topbar .ls-mark")
    desk.page.evaluate("() => scrollTo(0, 100000)")
    assert in_sight(mark)
    desk.open_run(runs.start(incident_type="loss_theft"))
    for part in ("inbox", "thing", "decide"):
        desk.show(part)
        desk.page.evaluate("() => scrollTo(0, 100000)")
        assert in_sight(mark), part


def test_the_end_of_a_phase_is_not_hidden_by_the_bottom_bar(open_desk: OpenDesk, runs: Runs) -> None:
    desk = open_desk(**NARROW)
    desk.open_run(runs.start(incident_type="loss_theft"))
    desk.show("decide")
    desk.page.locator("[data-key=proceed]").click()
    expect(desk.page.locator(".ls-close-confirm h2")).to_be_focused()
    assert in_sight(desk.page.locator(".ls-close-confirm h2"))
    assert in_sight(desk.page.locator(".ls-close-confirm .ls-secondary"))
    assert in_sight(desk.page.locator("[data-key=confirm]"))


def test_new_messages_are_counted_and_come_into_sight(desk: Desk, runs: Runs) -> None:
    """On a wide screen the inbox scrolls by itself: its heading stays, and it turns to what arrived."""
    token = runs.start(incident_type="loss_theft", mode="exam")
    desk.page.set_viewport_size({"width": 1280, "height": 560})
    desk.open_run(token)
    inbox = desk.page.locator(".ls-inbox")
    heading = inbox.locator("h2")
    before = len(runs.resume(token).view().messages)
    expect(heading).to_contain_text(translate("ui.inbox.unread_count", "ja", n=before))
    arrived = False
    while not arrived:
        inbox.evaluate("(node) => node.scrollTo(0, 100000)")
        assert in_sight(heading)
        desk.close_phase()
        now = len(runs.resume(token).view().messages)
        arrived = now > before
    expect(heading).to_contain_text(translate("ui.inbox.unread_count", "ja", n=now))
    expect(inbox.locator(".ls-message")).to_have_count(now)
    desk.page.wait_for_function("() => document.querySelector('.ls-inbox').scrollTop === 0")


@pytest.mark.parametrize("viewport", [{"width": 360, "height": 740}, {"width": 1280, "height": 900}])
def test_one_start_button_beside_what_it_starts(viewport: dict[str, int], open_desk: OpenDesk, runs: Runs) -> None:
    desk = open_desk(viewport=viewport)
    desk.open_start("ja")
    page = desk.page
    start = page.locator(".ls-primary")
    expect(start).to_have_count(1)
    assert in_sight(start)
    page.locator("[data-key=choices]").click()
    expect(start).to_have_text(translate("ui.start.start_chosen", "ja"))
    expect(start).to_have_count(1)
    assert in_sight(start)
    # Every note of every guide stands above the button before the run is started.
    for kind, _label, notes in runs.choices("ja").types:
        page.locator("[data-key=type]").select_option(kind)
        for organisation, _name, _guide in runs.choices("ja").organisations:
            page.locator("[data-key=organisation]").select_option(organisation)
            note = page.locator(".ls-start-note")
            if organisation in notes:
                expect(note).to_contain_text(notes[organisation])
            else:
                expect(note).to_have_count(0)
    assert in_sight(start)


def test_a_long_story_is_folded_on_a_narrow_screen_only(open_desk: OpenDesk, finished: str) -> None:
    wide = open_desk()
    wide.open_run(finished, "en")
    lines = wide.page.locator(".ls-timeline > li")
    everything = lines.count()
    assert everything > 12
    expect(lines.last).to_be_visible()
    expect(wide.page.locator(".ls-timeline-rest > summary")).to_be_hidden()
    narrow = open_desk(**NARROW)
    narrow.open_run(finished, "en")
    page = narrow.page
    expect(page.locator(".ls-timeline > li:visible")).to_have_count(12)
    page.locator(".ls-timeline-rest > summary").click()
    expect(page.locator(".ls-timeline > li:visible")).to_have_count(everything)
    page.locator(".ls-timeline-rest > summary").click()
    page.emulate_media(media="print")
    assert page.locator(".ls-timeline").last.bounding_box()["height"] > 100  # type: ignore[index]


def test_the_result_says_of_how_many_points(open_desk: OpenDesk, finished: str) -> None:
    """The chart can be read on a telephone, and both scales are named."""
    desk = open_desk(**NARROW)
    desk.open_run(finished, "en")
    page = desk.page
    expect(page.locator(".ls-score")).to_contain_text("/ 100")
    expect(page.get_by_text(translate("ui.result.scale", "en", max="1,000"))).to_be_visible()
    small = page.evaluate("""() => [...document.querySelectorAll(".ls-chart-label, .ls-chart-value")]
      .filter((node) => parseFloat(getComputedStyle(node).fontSize) < 14 || node.scrollWidth > node.clientWidth + 1
        && getComputedStyle(node).display !== "inline").length""")
    assert small == 0
    low = page.evaluate("""() => [...document.querySelectorAll(".ls-clauses a, .ls-timeline-clause a")]
      .filter((node) => node.offsetParent && node.getBoundingClientRect().height < 24).length""")
    assert low == 0
