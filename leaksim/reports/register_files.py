"""A register as a workbook or CSV. Whatever stands in a cell is data: no program takes it for a formula."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from ..domain.campaign import JST
from ..domain.records import record

Cell = str | int | bool | datetime | None
# With these a spreadsheet begins a formula; blanks before one do not stop every program.
_FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAKS = ("\t", "\r", "\n")


@record
class RegisterDocument:
    """Words and cells of a register in one language. Moments carry their zone and are written in Japan’s."""

    title: str
    sheet: str
    about_sheet: str
    about: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    yes: str
    made_at: datetime


def write_csv(document: RegisterDocument) -> bytes:
    """UTF-8 with a byte order mark, by which Excel knows the encoding. Only the table."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(document.headings)
    for row in document.rows:
        writer.writerow([_csv_cell(cell, document.yes) for cell in row])
    return target.getvalue().encode("utf-8-sig", "replace")


def write_xlsx(document: RegisterDocument) -> bytes:
    """The table on the first sheet, what it is a register of on the second."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        made_at = document.made_at.astimezone(JST).replace(tzinfo=None)
        book.set_properties({"title": _plain(document.title), "author": "leaksim", "created": made_at})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        text = book.add_format({"num_format": "@", "valign": "top"})
        sheet = book.add_worksheet(document.sheet)
        for column, heading in enumerate(document.headings):
            sheet.write_string(0, column, _plain(heading), head)
        for number, row in enumerate(document.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(number, column, cell.astimezone(JST).replace(tzinfo=None), moment)
                elif isinstance(cell, int) and not isinstance(cell, bool):
                    sheet.write_number(number, column, cell)
                elif cell is not None and cell is not False:
                    sheet.write_string(number, column, document.yes if cell is True else _plain(str(cell)), text)
        sheet.freeze_panes(1, 1)
        if document.rows:
            sheet.autofilter(0, 0, len(document.rows), len(document.headings) - 1)
        sheet.set_column(0, len(document.headings) - 1, 18)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        about = book.add_worksheet(document.about_sheet)
        about.set_column(0, 0, 24)
        about.set_column(1, 1, 60)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for number, (label, value) in enumerate(document.about):
            about.write_string(number, 0, _plain(label), head)
            about.write_string(number, 1, _plain(value), wrapped)
    return target.getvalue()


def _csv_cell(cell: Cell, yes: str) -> str | int:
    match cell:
        case None | False:
            return ""
        case True:
            return yes
        case int():
            return cell
        case datetime():
            return cell.astimezone(JST).isoformat(timespec="minutes")
    # An apostrophe in front makes it text in every spreadsheet.
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA_SIGNS) or cell[:1] in _BREAKS else cell


def _plain(text: str) -> str:
    """Without characters that no XML file may hold."""
    return "".join(
        c for c in text if c in "\n\t" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )
