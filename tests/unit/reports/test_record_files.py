"""The record of a session as files: text stays text, and no spreadsheet computes it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import docx
import pypdf
import pytest

from leaksim.domain.record_document import DocumentPart, RecordDocument
from leaksim.reports.record_files import write_csv, write_record_pdf, write_record_word

MARKUP = '<b>x</b> #read("/etc/passwd") $1$ *y*'
DOCUMENT = RecordDocument(
    name="record",
    language="en",
    title="A record",
    mark="EXERCISE / 訓練",
    note="made for a test",
    created="2026-11-20T10:00+09:00",
    head=(("Team", "One"),),
    parts=(
        DocumentPart(heading="Said", paragraphs=("first", MARKUP)),
        DocumentPart(
            heading="Log", columns=("a", "b"), widths=(60, 110), rows=(("1\n2", MARKUP), ("", "\x00\ud800end"))
        ),
        DocumentPart(heading="Empty"),
    ),
)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\n=1", " =1", "　=1", "＝1", "－1"])
def test_a_spreadsheet_computes_no_cell(cell: str) -> None:
    (_, row) = csv.reader(io.StringIO(write_csv(("a", "b"), [(cell, "x")]).decode("utf-8-sig"), newline=""))
    assert row == [f"'{cell}", "x"]


def test_other_cells_stay_as_they_are() -> None:
    content = write_csv(("役", "理由"), [('a, "b"', "一\n二"), ("", "1-2")])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [["役", "理由"], ['a, "b"', "一\n二"], ["", "1-2"]]


def test_word_holds_every_part_and_the_mark() -> None:
    file = docx.Document(io.BytesIO(write_record_word(DOCUMENT)))
    paragraphs = [paragraph.text for paragraph in file.paragraphs]
    assert paragraphs == ["A record", "Team: One", "Said", "first", MARKUP, "Log", "Empty"]
    assert [[cell.text for cell in row.cells] for row in file.tables[0].rows] == [
        ["a", "b"],
        ["1\n2", MARKUP],
        ["", "end"],
    ]
    assert file.sections[0].header.paragraphs[0].text == DOCUMENT.mark


def test_every_page_of_a_pdf_is_marked() -> None:
    long = replace(DOCUMENT, parts=(DocumentPart(heading="Long", paragraphs=("line",) * 120), *DOCUMENT.parts))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(write_record_pdf(long))).pages]
    assert len(pages) > 1
    assert all("EXERCISE" in page and "made for a test" in page for page in pages)
    assert "".join(MARKUP.split()) in "".join("".join(pages).replace("\u200b", "").split())
