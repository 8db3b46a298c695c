"""What breaks inside is told with a reference number, and nothing of the inside is told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk import Desk
from live_server import LiveServer, start_server
from playwright.sync_api import BrowserContext, expect
from watch import Watch

from leaksim.domain.kinds import PHASES
from leaksim.i18n import translate
from leaksim.services.runs import Runs, open_runs

INSIDE = re.compile(
    r"Traceback|site-packages|\.py\b.{0,20}line \d|sqlalchemy|sqlite3|OperationalError|DatabaseError"
    r"|runs\.db|SELECT |INSERT "
)


@pytest.fixture
def fragile(tmp_path: Path) -> Iterator[tuple[LiveServer, Runs, Path]]:
    """A server of its own, whose database may be broken."""
    server, database_url = start_server(tmp_path)
    try:
        yield server, open_runs(database_url), tmp_path
    finally:
        server.stop()


def break_database(folder: Path) -> None:
    """Puts a folder in the place of the database, and nonsense into the file that is still open somewhere."""
    for path in folder.glob("runs.db*"):
        path.write_bytes(b"this is no database " * 500)
        path.unlink()
    (folder / "runs.db").mkdir()


def check_nothing_of_the_inside_is_told(desk: Desk) -> None:
    told = desk.page.content() + "\n".join(desk.watch.received)
    assert INSIDE.findall(told) == []


def test_broken_database_is_told_with_a_number_and_nothing_else(
    fragile: tuple[LiveServer, Runs, Path], new_context: Callable[..., BrowserContext]
) -> None:
    server, runs, folder = fragile
    token = runs.start(incident_type="loss_theft")
    run = runs.resume(token)
    page = new_context().new_page()
    desk = Desk(page, server.address, Watch(page))
    desk.open_run(token)
    question = run.exercise.incident.question_by_id(run.view().questions[0].id)
    certainty = desk.field(question, "ja").locator(".ls-certainty input[value=unknown]")
    break_database(folder)
    certainty.check()
    state = desk.field(question, "ja").locator(".ls-state")
    expect(state).to_contain_text("保存できませんでした")
    assert re.search(r"L-\w{4}-\w{2}", state.inner_text())
    expect(page.locator(".ls-notice-line")).to_contain_text(translate("notice.line", "ja"))
    reference = desk.reference()
    expect(page.locator(".ls-saved")).to_have_attribute("data-state", "refused")
    check_nothing_of_the_inside_is_told(desk)
    (log,) = (folder / "state").rglob("failures.log")
    assert reference in log.read_text(encoding="utf-8")
    assert "Traceback" in log.read_text(encoding="utf-8")
    # The page goes on: closing is refused in the same way, and reloading says what is the matter.
    page.locator("[data-key=proceed]").click()
    page.locator("[data-key=confirm]").click()
    expect(page.locator("[data-key=proceed]")).to_be_visible()
    expect(page.locator(".ls-step[data-state=current]")).to_contain_text(translate(f"phase.{PHASES[0]}", "ja"))
    page.reload(wait_until="commit")
    expect(page.locator("h1")).to_have_text(translate("notice.failed.title", "ja"), timeout=30_000)
    assert desk.reference() != reference
    check_nothing_of_the_inside_is_told(desk)


def test_database_that_comes_back_takes_the_answer_that_was_refused(
    fragile: tuple[LiveServer, Runs, Path], new_context: Callable[..., BrowserContext]
) -> None:
    server, runs, folder = fragile
    token = runs.start(incident_type="loss_theft")
    run = runs.resume(token)
    page = new_context().new_page()
    desk = Desk(page, server.address, Watch(page))
    desk.open_run(token)
    question = run.exercise.incident.question_by_id(run.view().questions[0].id)
    desk.field(question, "ja").wait_for()
    kept = folder / "kept"
    kept.mkdir()
    for path in folder.glob("runs.db*"):
        shutil.copy2(path, kept / path.name)
    break_database(folder)
    desk.field(question, "ja").locator(".ls-certainty input[value=unknown]").check()
    expect(desk.field(question, "ja").locator(".ls-state")).to_contain_text("保存できませんでした")
    (folder / "runs.db").rmdir()
    for path in kept.iterdir():
        shutil.copy2(path, folder / path.name)
    desk.reload()
    expect(desk.field(question, "ja")).to_have_attribute("data-answered", "yes")
    desk.saved()
    stored = open_runs(f"sqlite:///{folder / 'runs.db'}").resume(token)
    assert dict(stored.exercise.answers)[question.id].event.certainty == "unknown"
