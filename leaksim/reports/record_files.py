"""A record of a session as a Word, PDF or CSV file. What people wrote goes in as text and is never read as markup."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from importlib import resources

from ..domain.record_document import DocumentPart, RecordDocument
from .word_pages import AUTHOR, begin_word, finish_word, plain

_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")


def write_record_word(document: RecordDocument) -> bytes:
    """The record as .docx, with the exercise mark in the header of every page."""
    file = begin_word(document)
    for part in document.parts:
        _add_part(file, part)
    return finish_word(file, document)


def _add_part(file: object, part: DocumentPart) -> None:
    from docx.document import Document
    from docx.shared import Mm, Pt

    assert isinstance(file, Document)
    heading = file.add_paragraph()
    heading.paragraph_format.space_before, heading.paragraph_format.keep_with_next = Pt(12), True
    run = heading.add_run(plain(part.heading))
    run.bold, run.font.size = True, Pt(12)
    for paragraph in part.paragraphs:
        file.add_paragraph(plain(paragraph))
    if not part.columns:
        return
    table = file.add_table(rows=1, cols=len(part.columns), style="Table Grid")
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, part.columns, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for row in part.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(plain(text)).font.size = Pt(9)
    for line in table.rows:
        for cell, width in zip(line.cells, part.widths, strict=True):
            cell.width = Mm(width)


def write_record_pdf(document: RecordDocument) -> bytes:
    """The record as .pdf. Its words reach the typesetter as data beside a fixed template."""
    import typst

    template = resources.files("leaksim.reports").joinpath("record.typ").read_bytes()
    data = json.dumps(
        {
            "language": document.language,
            "title": plain(document.title),
            "mark": document.mark,
            "note": document.note,
            "author": AUTHOR,
            "head": [[label, plain(text)] for label, text in document.head],
            "parts": [
                {
                    "heading": plain(part.heading),
                    "paragraphs": [plain(text) for text in part.paragraphs],
                    "columns": part.columns,
                    "widths": part.widths,
                    "rows": [[plain(cell) for cell in row] for row in part.rows],
                }
                for part in document.parts
            ],
        },
        ensure_ascii=False,
    )
    made = typst.compile(template, sys_inputs={"record": data}, format="pdf")
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave no single file")
    return made


def write_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A table as CSV that spreadsheets open as it is: with a byte order mark, and no cell that they would compute."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    for row in (columns, *rows):
        writer.writerow([_harmless(plain(cell)) for cell in row])
    return target.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """What a spreadsheet would take for a formula starts with an apostrophe."""
    return f"'{cell}" if cell.lstrip(" 　")[:1] in _FORMULA_STARTS else cell
