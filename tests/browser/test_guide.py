"""The guide view as a reader uses it: from a result or directly, searched, filtered, narrow, by everybody."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from axe_playwright_python.sync_playwright import Axe
from desk import LOAD_MS, Desk
from playwright.sync_api import Page, expect

from leaksim.domain.events import Event
from leaksim.domain.guide_view import GuideSection
from leaksim.domain.kinds import Coverage, IncidentType, Phase
from leaksim.i18n import translate
from leaksim.scoring.strategies import Strategy
from leaksim.services import shelf
from leaksim.services.guide import open_guides
from leaksim.services.runs import Run, Runs

Plan = Callable[[Run, Strategy], tuple[Event, ...]]
NARROW = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
ENTRY = ".ls-guide-entry"


def open_guide(desk: Desk, query: str = "", language: str = "ja") -> Page:
    desk.page.goto(f"{desk.address}guide?lang={language}{query}", wait_until="commit")
    expect(desk.page.locator(".ls-guide-title").first).to_be_visible(timeout=LOAD_MS)
    expect(desk.page.locator("#leaksim-loading")).to_have_count(0)
    return desk.page


def check_axe(page: Page) -> None:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [(rule["id"], rule["nodes"][0]["target"]) for rule in found if rule["impact"] in ("serious", "critical")]
    assert serious == []


def check_width(page: Page) -> None:
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def a_guide() -> str:
    """A guide that has chapters of its own, so that there is something to filter."""
    for name in shelf.playbook_ids():
        if any(entry.coverage is Coverage.OWN_CHAPTER for entry in shelf.playbook(name).coverage.values()):
            return name
    raise AssertionError("no guide has a chapter of its own")


def deepest(sections: tuple[GuideSection, ...]) -> GuideSection:
    """The last section with responses, far down the page."""
    found = [s for top in sections for s in (top, *top.parts, *(p for part in top.parts for p in part.parts))]
    return [s for s in found if s.responses][-1]


def test_searching_and_filtering(desk: Desk) -> None:
    page = open_guide(desk, f"&playbook={a_guide()}")
    expect(page).to_have_title(translate("page_title.guide", "ja"))
    entries = page.locator(ENTRY)
    everything = entries.count()
    page.locator("#guide-search").fill("ＷＥＢ　公表")  # full width, as an input method leaves it
    expect(page.locator(".ls-guide-content mark").first).to_be_visible()
    assert 0 < entries.count() < everything
    marks = {text.lower() for text in page.locator(".ls-guide-content mark").all_inner_texts()}
    assert {"web", "公表"} <= marks
    expect(page.get_by_role("status").filter(has_text=f"{entries.count()} 件")).to_be_visible()
    assert page.locator("#guide-search").evaluate("(node) => node === document.activeElement")
    page.locator("#guide-search").fill("そんなことばはない")
    expect(entries).to_have_count(0)
    expect(page.locator(".ls-guide-content .ls-empty")).to_be_visible()
    page.locator("[data-key=clear]").click()
    expect(entries).to_have_count(everything)
    expect(page.locator("#guide-search")).to_be_focused()
    page.locator("[data-key=phase]").select_option(Phase.INVESTIGATE)
    expect(entries).not_to_have_count(everything)
    of_phase = entries.count()
    page.locator("[data-key=type]").select_option(IncidentType.LOSS_THEFT)
    assert 0 < entries.count() < of_phase
    query = parse_qs(urlsplit(page.url).query)
    assert (query["phase"], query["type"]) == (["investigate"], ["loss_theft"])
    # The address brings the same view back.
    count = entries.count()
    page.reload(wait_until="commit")
    expect(entries).to_have_count(count, timeout=LOAD_MS)


def test_a_section_is_found_by_its_address_and_in_the_index(desk: Desk) -> None:
    guide = a_guide()
    wanted = deepest(open_guides().view(guide, "en").sections)
    page = open_guide(desk, f"&playbook={guide}&section={wanted.id}", "en")
    place = page.locator(f"[data-section='{wanted.id}']")
    expect(place).to_have_attribute("data-current", "yes")
    expect(place.locator("h3, h4, h5, h6")).to_be_focused()
    expect(place.locator("h3, h4, h5, h6")).to_be_in_viewport()
    first = page.locator(".ls-guide-index a").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ls-guide-section").first).to_have_attribute("data-current", "yes")
    expect(page.locator(".ls-guide-section h3").first).to_be_focused()
    expect(place).not_to_have_attribute("data-current", "yes")
    check_axe(page)
    page.emulate_media(media="print")
    expect(page.locator(".ls-guide-side")).to_be_hidden()
    expect(page.locator(".ls-mark").first).to_be_visible()


def test_what_is_not_there_is_said(desk: Desk) -> None:
    page = open_guide(desk, "&playbook=no-such-guide&section=nowhere")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator(ENTRY).first).to_be_visible()


def test_a_narrow_screen(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(**NARROW)
    page = open_guide(desk, f"&playbook={a_guide()}")
    check_width(page)
    expect(page.locator(".ls-guide-index")).to_be_hidden()
    page.locator("summary[data-key=index]").click()
    page.locator(".ls-guide-index a").nth(2).click()
    expect(page.locator(".ls-guide-index")).to_be_hidden()
    expect(page.locator(".ls-guide-section[data-current=yes]")).to_be_in_viewport()
    check_width(page)
    check_axe(page)
    page.locator("[data-key=lang-en]").click()
    expect(page.locator("h1")).to_have_text(translate("ui.guide.heading", "en"))
    check_width(page)


def test_guides_side_by_side(desk: Desk) -> None:
    """Where there are several guides, two stand in columns phase by phase; where there is one, nothing offers it."""
    page = open_guide(desk)
    ids = shelf.playbook_ids()
    if len(ids) == 1:
        expect(page.locator("[data-key=compare]")).to_have_count(0)
        return
    page.locator("[data-key=playbook]").select_option(ids[0])
    page.locator("[data-key=compare]").select_option(ids[1])
    expect(page.locator(".ls-guide-heads h2")).to_have_count(2)
    left, right = (cell.bounding_box() for cell in page.locator(".ls-guide-cell").all()[:2])
    assert left is not None
    assert right is not None
    assert left["y"] == right["y"]
    assert left["x"] < right["x"]
    check_axe(page)
    page.set_viewport_size({"width": 360, "height": 740})
    check_width(page)


def test_a_result_leads_to_its_clauses(desk: Desk, runs: Runs, plan: Plan) -> None:
    token = runs.start(incident_type="loss_theft")
    run = runs.resume(token)
    for event in plan(run, Strategy.EMPTY):
        run.close_phase(event.phase)  # type: ignore[union-attr]
    desk.open_run(token)
    link = desk.page.locator(".ls-changes .ls-clauses a").first
    expect(link).to_have_attribute("title", translate("ui.item.opens", "ja"))
    expect(link).to_have_attribute("rel", "noopener")
    expect(desk.page.locator(".ls-timeline-clause a").first).to_be_visible()
    number = link.locator("strong").inner_text()
    with desk.page.context.expect_page() as opened:
        link.click()
    guide = opened.value
    heading = guide.locator(".ls-guide-section[data-current=yes]").locator("h3, h4, h5, h6")
    expect(heading).to_be_focused(timeout=LOAD_MS)
    expect(heading).to_contain_text(number)


def test_the_start_page_leads_to_the_guides(desk: Desk) -> None:
    desk.open_start("en")
    desk.page.locator("[data-key=guides]").click()
    expect(desk.page.locator(".ls-guide-page h1")).to_be_visible(timeout=LOAD_MS)
    expect(desk.page.locator("html")).to_have_attribute("lang", "en")


def test_who_tells_whom_is_a_picture_and_a_table(desk: Desk) -> None:
    page = open_guide(desk, "&playbook=pref", "en")
    page.locator("[data-key=chain-pref]").click()
    picture = page.get_by_role("img", name="Diagram of who tells whom")
    expect(picture).to_be_visible()
    guide = shelf.playbook("pref")
    assert picture.locator(".ls-chain-what").count() == len(guide.chain)
    page.locator("[data-key=chain-table-pref]").click()
    expect(page.locator(".ls-chain-scroll tbody tr:visible")).to_have_count(len(guide.chain))
    check_width(page)
    check_axe(page)
