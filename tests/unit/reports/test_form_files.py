"""Forms as files: read back with other programs, with hostile words in them."""

from __future__ import annotations

import io

import docx
import pypdf
import pytest

from leaksim.domain.form_texts import FormDocument
from leaksim.reports.form_files import write_pdf, write_word

HOSTILE = (
    "<b>&\"'</b>",
    '#read("/etc/passwd") $x$ *bold* `code` \\ @ref',
    "絵文字 😀 と改行\n次の行",
    "=1+1",
)


def make_document(*entries: str, language: str = "ja") -> FormDocument:
    return FormDocument(
        name="form",
        language=language,
        title="報告シート <1>",
        mark="訓練用",
        note="訓練で作成したものです。",
        created="2026-11-20T09:40+09:00",
        head=(("組織", "A & B"),),
        columns=("項目", "記入内容"),
        rows=tuple((f"項目{n}", entry) for n, entry in enumerate(entries)),
    )


def test_word_keeps_every_entry_and_marks_every_page() -> None:
    read = docx.Document(io.BytesIO(write_word(make_document(*HOSTILE, "あ" * 3000))))
    assert [row.cells[1].text for row in read.tables[0].rows] == ["記入内容", *HOSTILE, "あ" * 3000]
    assert all(section.header.paragraphs[0].text == "訓練用" for section in read.sections)
    assert any("A & B" in paragraph.text for paragraph in read.paragraphs)
    style = read.styles["Normal"].element.xml
    assert 'w:eastAsia="Yu Gothic"' in style
    assert 'w:eastAsia="ja-JP"' in style
    assert read.core_properties.author == "leaksim"
    assert read.core_properties.created.year == 2026


def test_pdf_keeps_every_entry_and_marks_every_page() -> None:
    pages = pypdf.PdfReader(io.BytesIO(write_pdf(make_document(*HOSTILE, "あ" * 6000)))).pages
    assert len(pages) > 2
    texts = [page.extract_text() for page in pages]
    assert all("訓練用" in text for text in texts)
    everything = "".join("".join(texts).split())
    for entry in HOSTILE:
        assert "".join(entry.split()) in everything
    assert everything.count("あ") == 6000
    assert "root:" not in everything


def test_pdf_breaks_a_long_word_inside_its_cell() -> None:
    page = pypdf.PdfReader(io.BytesIO(write_pdf(make_document("w" * 400)))).pages[0]
    lines = [line for line in page.extract_text().replace("\u200b", "").splitlines() if "www" in line]
    assert len(lines) > 2
    assert sum(line.count("w") for line in lines) == 400


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe"])
def test_characters_that_no_file_may_hold_are_left_out(character: str) -> None:
    read = docx.Document(io.BytesIO(write_word(make_document(f"a{character}b"))))
    assert read.tables[0].rows[1].cells[1].text == "ab"
    assert write_pdf(make_document(f"a{character}b")).startswith(b"%PDF")
