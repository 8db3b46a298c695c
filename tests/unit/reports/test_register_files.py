"""Registers as files: read back as spreadsheets read them, and nothing in them is ever a formula."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import openpyxl
import pytest

from leaksim.reports.register_files import RegisterDocument, write_csv, write_xlsx

MOMENT = datetime(2026, 12, 1, 0, 30, tzinfo=UTC)
SHOWN = datetime.fromisoformat("2026-12-01T09:30")  # Japan’s clock; workbooks know no zones
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    " =1+1",
    "\r\n=1+1",
    '=HYPERLINK("https://x.example","a")',
    "https://x.example/",
    "＝１＋１",
    'a,"b"\nc',
    "\x00\x1b\ud800",
    "{=1}",
    "00123",
]


def document(cells: list[str]) -> RegisterDocument:
    return RegisterDocument(
        title="=T()",
        sheet="修了名簿",
        about_sheet="この名簿について",
        about=(("訓練", "=1+1"),),
        headings=("番号", "理由", "日時", "回", "締め切り後", "空"),
        rows=tuple((f"E-{n}", cell, MOMENT, n, n == 0, None) for n, cell in enumerate(cells)),
        yes="はい",
        made_at=MOMENT,
    )


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula(cell: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(document([cell]))))
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(c.data_type != "f" and c.hyperlink is None for c in row)
    kept = book["修了名簿"]["B2"].value or ""
    assert kept.replace("\r", "").strip() == "".join(c for c in cell if c not in "\x00\x1b\ud800\r").strip()


def test_a_workbook_holds_numbers_moments_and_what_it_is_about() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(document(["x", "y"]))))
    assert book.sheetnames == ["修了名簿", "この名簿について"]
    rows = list(book["修了名簿"].iter_rows(values_only=True))
    assert rows[0] == ("番号", "理由", "日時", "回", "締め切り後", "空")
    assert rows[1] == ("E-0", "x", SHOWN, 0, "はい", None)
    assert rows[2] == ("E-1", "y", SHOWN, 1, None, None)
    assert [c.value for c in book["この名簿について"][1]] == ["訓練", "=1+1"]
    assert book["この名簿について"]["B1"].data_type == "s"


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_of_a_csv_begins_a_formula(cell: str) -> None:
    raw = write_csv(document([cell]))
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0][0] == "番号"
    assert len(rows) == 2
    assert all(not text.strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) for text in rows[1])
    assert rows[1][2:] == ["2026-12-01T09:30+09:00", "0", "はい", ""]


def test_an_empty_register_is_a_register() -> None:
    assert write_csv(document([])).decode("utf-8-sig").splitlines() == ["番号,理由,日時,回,締め切り後,空"]
    assert openpyxl.load_workbook(io.BytesIO(write_xlsx(document([])))).sheetnames[0] == "修了名簿"
