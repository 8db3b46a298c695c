"""Everybody can use the pages: axe, names, the keyboard alone, narrow and enlarged screens, print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk import Desk
from playwright.sync_api import Page, expect

from leaksim.domain.events import Acted, Answered, Event, PhaseClosed
from leaksim.domain.kinds import PHASES, Phase
from leaksim.i18n import translate
from leaksim.scoring.strategies import Strategy
from leaksim.services.runs import Run, Runs
from leaksim.ui import present_start

Plan = Callable[..., tuple[Event, ...]]
OpenDesk = Callable[..., Desk]
NARROW = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
ENLARGED = {"width": 640, "height": 450}  # what is left of 1280 by 900 at 200 %
WIDE = {"width": 1280, "height": 900}

CONTROL_ROLES = {
    "button", "checkbox", "radio", "textbox", "combobox", "link", "searchbox", "spinbutton", "slider", "tab", "Date",
    "InputTime", "DisclosureTriangle",
}  # fmt: skip

WIDER_THAN_THE_SCREEN = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (node) => node.closest && node.closest(".ls-log-lines, .ls-grid-place, pre");
  return [...document.querySelectorAll("body *")].filter((node) => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && box.right > width + 1 && !scrolls(node)
      && !node.closest(".ls-visually-hidden") && getComputedStyle(node).position !== "fixed";
  }).map((node) => `${node.tagName}.${node.className} ${Math.round(node.getBoundingClientRect().right)}`).slice(0, 5);
}"""


def check_axe(page: Page, where: str) -> None:
    page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null)))")
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [
        (rule["id"], node["target"], node.get("failureSummary"))
        for rule in violations
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]
    assert serious == [], where


def check_names(page: Page, where: str) -> None:
    """Every control that a screen reader meets has a name."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    controls = [n for n in nodes if not n.get("ignored") and n.get("role", {}).get("value") in CONTROL_ROLES]
    assert controls, where
    nameless = [n["role"]["value"] for n in controls if not n.get("name", {}).get("value", "").strip()]
    assert nameless == [], where


def check_width(page: Page, where: str) -> None:
    """Nothing scrolls sideways, and nothing is cut off at the edge either."""
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), where
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], where


def visit(desk: Desk, runs: Runs, plan: Plan, language: str) -> Iterator[str]:
    """Plays a run and stops at every kind of page; yields where it is."""
    desk.open_start(language)
    yield "start"
    desk.page.locator("[data-key=choices]").click()
    yield "choices"
    token = runs.start(language=language, incident_type="missend_web")
    run = runs.resume(token)
    desk.open_run(token, language)
    for phase in PHASES:
        yield from _materials(desk, phase)
        desk.show("decide")
        yield f"{phase}"
        _answer_some(desk, run, plan, phase, language)
        yield f"{phase} answered"
        desk.page.locator("[data-key=proceed]").click()
        yield f"{phase} closing"
        desk.page.locator("[data-key=confirm]").click()
        desk.page.locator(".ls-feedback, .ls-result-page").first.wait_for()
        if phase is not PHASES[-1]:
            yield f"{phase} feedback"
            desk.go_on()
    yield "result"
    desk.page.evaluate("() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    yield "result unfolded"


def _materials(desk: Desk, phase: Phase) -> Iterator[str]:
    """Opens each unread thing."""
    desk.show("inbox")
    unread = desk.page.locator(".ls-inbox .ls-message[data-unread=yes] [data-key^=d]")
    for name in [button.get_attribute("data-key") for button in unread.all()]:
        desk.show("inbox")
        desk.page.locator(f".ls-inbox [data-key={name}]").click()
        expect(desk.page.locator(".ls-viewer .ls-paper")).to_be_visible()
        kind = desk.page.locator(".ls-viewer .ls-paper > *").first.get_attribute("class")
        yield f"material {kind}"


def _answer_some(desk: Desk, run: Run, plan: Plan, phase: Phase, language: str) -> None:
    """The first two answers of the phase and a card of each decision."""
    incident = run.exercise.incident
    asked = [question for question in incident.questions if question.round.phase is phase]
    for question in asked[:2]:
        desk.answer(question, Answered(question=question.id, certainty="unknown"), language)
    for decision in incident.decisions:
        if decision.phase is phase:
            desk.choose(decision.cards[0].id, first=True)
    desk.saved()


# Axe takes a second each time; these stops have every part of the pages and every kind of state.
STOPS_FOR_AXE = {
    "start",
    "choices",
    "discover_report answered",
    "discover_report feedback",
    "material ls-mail",
    "material ls-memo",
    "material ls-table",
    "investigate closing",
    "result unfolded",
}


@pytest.mark.parametrize(("language", "scheme"), [("ja", "light"), pytest.param("en", "dark", marks=pytest.mark.slow)])
def test_every_page_on_every_screen(language: str, scheme: str, open_desk: OpenDesk, runs: Runs, plan: Plan) -> None:
    """Narrow: nothing scrolls sideways. Enlarged to 200 %: the same. Wide: axe finds nothing serious, all is named."""
    desk = open_desk(**NARROW, color_scheme=scheme)
    page = desk.page
    stops: set[str] = set()
    for where in visit(desk, runs, plan, language):
        new = where not in stops
        stops.add(where)
        check_width(page, f"{where}, narrow")
        page.set_viewport_size(ENLARGED)
        check_width(page, f"{where}, enlarged")
        if new and (where in STOPS_FOR_AXE or where.startswith("material")):
            page.set_viewport_size(WIDE)
            check_axe(page, where)
            check_names(page, where)
        page.set_viewport_size(NARROW["viewport"])
    assert stops >= STOPS_FOR_AXE


def test_targets_are_large_enough(open_desk: OpenDesk, runs: Runs) -> None:
    """Buttons, links and the labels of check boxes are at least 44 px high on a narrow screen."""
    desk = open_desk(**NARROW)
    desk.open_run(runs.start(incident_type="loss_theft"))
    small = """() => [...document.querySelectorAll(
        "button, summary, select, label.ls-option, label.ls-card-main, label.ls-card-first, .ls-certainty label,"
        + " input[type=date], input[type=time], input[inputmode]"
      )].filter((node) => node.offsetParent && !node.closest(".ls-visually-hidden"))
      .map((node) => [node.getBoundingClientRect().height, node])
      .filter(([height]) => height < 43.5)
      .map(([height, node]) => `${node.tagName}.${node.className} ${node.textContent.slice(0, 20)} ${height}`)"""
    found = []
    for part in ("inbox", "thing", "decide"):
        desk.show(part)
        found += desk.page.evaluate(small)
    assert found == []


def test_keyboard_alone_is_enough(open_desk: OpenDesk, runs: Runs) -> None:
    """Tab, Space and Enter: start, answer the first question, choose a card, close the phase."""
    desk = open_desk()
    page = desk.page
    desk.open_start()
    tab_to(page, "[data-key=start]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/exercise/**", wait_until="commit")
    desk.wait_for_exercise()
    token = page.url.split("?")[0].rsplit("/", 1)[-1]
    tab_to(page, ".ls-inbox [data-key=d1]")
    page.keyboard.press("Enter")
    expect(page.locator(".ls-viewer .ls-paper")).to_be_visible()
    tab_to(page, ".ls-form fieldset.ls-question .ls-options input")
    page.keyboard.press("Space")
    tab_to(page, ".ls-form .ls-certainty input")
    page.keyboard.press("Space")
    expect(page.locator(".ls-form fieldset.ls-question").first).to_have_attribute("data-answered", "yes")
    tab_to(page, ".ls-cards input[data-key^=do-]", most=150)
    page.keyboard.press("Space")
    expect(page.locator(".ls-card[data-chosen=yes]")).to_have_count(1)
    desk.saved()
    # The redrawn card still has the focus: the next key does not start at the top of the page.
    assert page.evaluate("() => document.activeElement.matches('.ls-cards input[data-key^=do-]')")
    tab_to(page, "[data-key=proceed]", most=150)
    page.keyboard.press("Enter")
    tab_to(page, "[data-key=confirm]")
    page.keyboard.press("Enter")
    expect(page.locator(".ls-feedback h1")).to_be_focused()
    tab_to(page, "[data-key=next]", most=150)
    page.keyboard.press("Enter")
    expect(page.locator("h1.ls-phase")).to_be_focused()
    run = runs.resume(token)
    kinds = [type(event) for event in run.exercise.events]
    assert kinds.count(Acted) == kinds.count(PhaseClosed) == 1
    assert Answered in kinds
    assert run.exercise.phase is Phase.INITIAL_RESPONSE


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Presses Tab until the first control of `selector` has the focus; it has to be visible there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            outlined = page.evaluate("""() => {
              const style = (node) => getComputedStyle(node);
              const marked = (node) => style(node).outlineStyle !== "none" || style(node).boxShadow !== "none";
              const node = document.activeElement;
              return marked(node) || (node.closest("label") && marked(node.closest("label")));
            }""")
            assert outlined, f"the focus on {selector} cannot be seen"
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_print_shows_that_it_is_an_exercise(desk: Desk, runs: Runs, plan: Plan) -> None:
    token = runs.start(incident_type="loss_theft")
    run = runs.resume(token)
    desk.open_run(token)
    page = desk.page
    page.emulate_media(media="print")
    expect(page.locator(".ls-mark").first).to_be_visible()
    page.emulate_media(media="screen")
    desk.play(run.exercise.incident, plan(run, Strategy.EMPTY))
    page.emulate_media(media="print")
    expect(page.locator(".ls-mark").first).to_be_visible()
    expect(page.locator(".ls-mark").first).to_contain_text(translate("ui.topbar.mark", "ja"))
    expect(page.locator("[data-key=print]")).to_be_hidden()
    # Nothing is clipped by a pane that would scroll on a screen.
    clipped = page.evaluate("""() => [...document.querySelectorAll(".ls-root, .ls-result, .ls-result-page")]
      .filter((node) => node.scrollHeight > node.clientHeight + 2)
      .filter((node) => getComputedStyle(node).overflowY !== "visible").length""")
    assert clipped == 0
    assert len(page.pdf(format="A4")) > 20_000


# What each way to train begins with, and a lesson. Their own tests go on from there.
OTHER_PAGES = ("study", "session", "training", "lesson/malware/contain_recover?guide=ipa")


@pytest.mark.parametrize(("language", "scheme"), [("ja", "dark"), pytest.param("en", "light", marks=pytest.mark.slow)])
def test_the_other_pages_on_every_screen(language: str, scheme: str, open_desk: OpenDesk) -> None:
    """Narrow, enlarged to 200 % and wide: nothing scrolls sideways, axe finds nothing serious, all is named."""
    desk = open_desk(**NARROW, color_scheme=scheme)
    page = desk.page
    for where in OTHER_PAGES:
        if where in present_start.WAYS:
            desk.open_start(language)
            page.locator(f"[data-key=way-{where}]").click()
            page.wait_for_url(f"**/{where}/**", wait_until="commit")
        else:
            page.goto(f"{desk.address}{where}&lang={language}", wait_until="commit")
        page.locator(".ls-root h1").first.wait_for()
        expect(page.locator("#leaksim-loading")).to_have_count(0)
        check_width(page, f"{where}, narrow")
        page.set_viewport_size(ENLARGED)
        check_width(page, f"{where}, enlarged")
        page.set_viewport_size(WIDE)
        check_axe(page, where)
        check_names(page, where)
        page.set_viewport_size(NARROW["viewport"])
