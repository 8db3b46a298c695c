"""A committee plays by itself: set up, briefed, paused, logged, looked back on and taken along."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest
from desk import LOAD_MS, Desk
from live_server import LiveServer
from playwright.sync_api import Page, expect

from leaksim.domain.committee_entries import Stage
from leaksim.domain.kinds import PHASES
from leaksim.services.committee import Sessions, open_sessions

from .test_accessibility import check_axe, check_names, check_width

NARROW = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 900}
OWNER, REASON = "委員長・まとめ役", "=1+1 のように見える理由 <b>"


@pytest.fixture
def sessions(served: tuple[LiveServer, str]) -> Sessions:
    return open_sessions(served[1])


def check(page: Page, where: str, *, well: bool = True) -> None:
    """At both widths nothing sideways; `well`: every control named, and axe content."""
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        check_width(page, where)
    if well:
        check_names(page, where)
        check_axe(page, where)


def test_a_committee_plays_by_itself(open_desk: Callable[..., Desk], sessions: Sessions, tmp_path: Path) -> None:
    token = sessions.begin(organisation="company", incident_type="loss_theft", seed=3)
    desk = open_desk(viewport=NARROW)
    page = desk.page
    page.goto(f"{desk.address}session/{token}?lang=ja", wait_until="commit")
    page.locator("[data-key=convene]").wait_for(timeout=LOAD_MS)
    page.locator("[data-key=preset-60]").check()
    page.locator("[data-key=desk]").click()
    page.locator("[data-key=desk-extension]").fill("内線 1234")
    check(page, "setting up")
    page.locator("[data-key=convene]").click()

    page.locator("[data-key=play]").wait_for(timeout=LOAD_MS)
    expect(page.locator(".ls-session-left")).to_have_text("残り6分")
    check(page, "briefing")
    page.locator("[data-key=play]").click()
    desk.wait_for_exercise()
    expect(page.locator(".ls-session-left")).to_have_text("残り37分")

    desk.show("decide")
    page.locator(".ls-cards input[type=checkbox]").first.check()
    entry = page.locator("[data-decision=discover_report]")
    label = page.locator(".ls-cards label").first.inner_text().split("\n")[0]
    expect(entry.locator(".ls-log-chosen")).to_contain_text(label)
    entry.locator("[data-key=discover_report-owner]").fill(OWNER)
    entry.locator("[data-key=discover_report-rationale]").fill(REASON)
    # Leaving the field stores it, even where it is left for a pause, which takes the desk away.
    page.locator("[data-key=pause]").click()
    page.locator("[data-key=go-on]").wait_for()
    expect(page.locator(".ls-cards")).to_have_count(0)
    check(page, "paused", well=False)
    page.locator("[data-key=go-on]").click()
    desk.wait_for_exercise()
    page.locator("[data-key=real]").click()
    page.locator("[data-key=real-yes]").click()
    expect(page.locator(".ls-standstill-page")).to_contain_text("内線 1234")
    check(page, "stopped")
    # Another day: the address leads back to where it stopped.
    page.reload(wait_until="commit")
    page.locator("[data-key=go-on]").click(timeout=LOAD_MS)
    desk.wait_for_exercise()
    desk.show("decide")
    expect(entry.locator("[data-key=discover_report-owner]")).to_have_value(OWNER)
    expect(entry.locator("[data-key=discover_report-rationale]")).to_have_value(REASON)
    check(page, "playing")

    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    for phase in PHASES:
        if phase is PHASES[3]:
            page.locator("[data-key=statement-text]").fill("お知らせ")
            page.locator("[data-key=statement-text]").blur()
            expect(page.locator(".ls-outline > li").first).to_be_attached()
        desk.close_phase()
        if phase is not PHASES[-1]:
            expect(page.locator(".ls-step[data-state=done]")).to_have_count(phase.position + 1)

    page.locator("[data-key=finish]").wait_for()
    expect(page.locator(".ls-verdict-panel")).to_be_visible()
    page.locator("[data-key=notes-went_well]").fill("分担が早かった")
    page.locator("[data-key=action-1-action]").fill("連絡網を作り直す")
    page.locator("[data-key=action-1-due]").fill("2026-12-01")
    page.locator("[data-key=action-1-due]").blur()
    expect(page.locator("[data-action='1'] .ls-state")).to_have_attribute("data-kind", "saved")
    expect(page.locator(".ls-without")).not_to_contain_text(OWNER)
    check(page, "hot wash")
    files = {}
    for kind in ("docx", "pdf", "csv"):
        with page.expect_download() as waiting:
            page.locator(f"[data-key=record-{kind}]").click()
        files[kind] = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(files[kind])
    tables = docx.Document(str(files["docx"])).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    assert any(row[2:4] == [OWNER, REASON] for row in rows if len(row) == 5)
    assert ["1", "連絡網を作り直す", OWNER, "2026-12-01"] in rows
    assert "EXERCISE" in pypdf.PdfReader(files["pdf"]).pages[0].extract_text()
    lines = list(csv.reader(files["csv"].read_text(encoding="utf-8-sig").splitlines()))
    assert any(f"'{REASON}" in line for line in lines)

    page.locator("[data-key=finish]").click()
    page.locator("[data-key=finish-yes]").click()
    page.locator("[data-key=home]").wait_for()
    expect(page.locator(".ls-sessionbar")).to_have_count(0)
    state = sessions.resume(token).state
    assert (state.stage, state.statement) == (Stage.CLOSED, "お知らせ")
