"""The guide's forms: filled, found again after a reload, and saved as files that Word and PDF readers open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
from desk import Desk
from playwright.sync_api import expect

from leaksim.domain.kinds import Certainty
from leaksim.services.runs import Run, Runs

OpenDesk = Callable[..., Desk]
FORM = "ipa-sharing-sheet"
HOSTILE = '<b>件名</b> & "引用" #read("/etc/passwd")'


def begin(runs: Runs) -> tuple[str, Run]:
    token = runs.start(incident_type="loss_theft", organisation="company", seed=3)
    run = runs.resume(token)
    assert run.playbook == "ipa"
    return token, run


def test_a_form_keeps_what_is_written_and_can_be_saved(open_desk: OpenDesk, runs: Runs, tmp_path: Path) -> None:
    token, run = begin(runs)
    desk = open_desk()
    desk.open_run(token)
    sheet = desk.page.locator(f".ls-sheet[data-form={FORM}]")
    sheet.locator("summary").click()
    subject = sheet.locator(f"[data-field='{FORM}/subject']")
    subject.locator("textarea").fill(HOSTILE)
    subject.locator("textarea").blur()
    expect(subject.locator(".ls-state")).to_have_attribute("data-kind", "saved")
    count = sheet.locator(f"[data-field='{FORM}/count']")
    count.locator(".ls-certainty input[value=unknown]").check(force=True)
    expect(count.locator(".ls-state")).to_have_attribute("data-kind", "saved")
    run.reload()
    filled = {field: entry.event for (_, field), entry in run.exercise.filled}
    assert filled["subject"].text == HOSTILE
    assert filled["count"].certainty is Certainty.UNKNOWN

    desk.reload()
    expect(subject.locator("textarea")).to_have_value(HOSTILE)
    expect(count.locator(".ls-certainty input[value=unknown]")).to_be_checked()
    files = {}
    for kind in ("docx", "pdf"):
        with desk.page.expect_download() as waiting:
            sheet.locator(f"[data-key={kind}-{FORM}]").click()
        files[kind] = tmp_path / waiting.value.suggested_filename
        assert files[kind].suffix == f".{kind}"
        waiting.value.save_as(files[kind])
    rows = [[cell.text for cell in row.cells] for row in docx.Document(str(files["docx"])).tables[0].rows]
    assert ["件名", HOSTILE] in rows
    assert ["情報漏えい内容の件数", "不明"] in rows
    text = pypdf.PdfReader(files["pdf"]).pages[0].extract_text()
    assert "訓練用" in text
    assert "".join(HOSTILE.split()) in "".join(text.split())


def test_a_form_takes_over_answers_and_fits_a_narrow_screen(open_desk: OpenDesk, runs: Runs) -> None:
    token, run = begin(runs)
    question = next(q for q in run.exercise.incident.questions if q.id == "party@first_report")
    run.answer(question.id, Certainty.PRESUMED, question.options[0].id)
    desk = open_desk(viewport={"width": 360, "height": 740})
    desk.open_run(token)
    desk.page.locator(".ls-bottombar button").last.click()
    sheet = desk.page.locator(f".ls-sheet[data-form={FORM}]")
    sheet.locator("summary").click()
    sheet.locator(".ls-sheet-take").click()
    field = sheet.locator(f"[data-field='{FORM}/party_name']")
    expect(field).to_have_attribute("data-answered", "yes")
    expect(sheet.locator(".ls-sheet-take")).to_be_hidden()
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    run.reload()
    entry = dict(run.exercise.filled)[(FORM, "party_name")].event
    assert (entry.certainty, entry.value) == (Certainty.PRESUMED, question.options[0].id)
