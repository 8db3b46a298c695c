"""A filled form as a Word or PDF file. What people wrote goes in as text and is never read as markup."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import resources
from types import MappingProxyType
from typing import Any

from ..domain.form_texts import FormDocument

FONTS = {"ja": "Yu Gothic", "en": "Calibri"}
_LANGUAGE_TAGS = {"ja": "ja-JP", "en": "en-GB"}
AUTHOR = "leaksim"


def write_word(document: FormDocument) -> bytes:
    """The form as .docx, with the exercise mark in the header of every page."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    file = docx.Document()
    set_style(file.styles["Normal"], document.language)
    page = file.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    header = page.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    mark = header.add_run(document.mark)
    mark.bold, mark.font.size, mark.font.color.rgb = True, Pt(14), RGBColor(0xB0, 0x00, 0x20)
    page.footer.paragraphs[0].add_run(document.note).font.size = Pt(8)
    title = file.add_paragraph().add_run(document.title)
    title.bold, title.font.size = True, Pt(16)
    for label, text in document.head:
        file.add_paragraph(f"{label}: {plain(text)}").paragraph_format.space_after = Pt(0)
    table = file.add_table(rows=1, cols=2, style="Table Grid")
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, document.columns, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for label, text in document.rows:
        left, right = table.add_row().cells
        left.paragraphs[0].add_run(plain(label))
        right.paragraphs[0].add_run(plain(text))
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = Mm(60), Mm(110)
    properties = file.core_properties
    properties.author, properties.title, properties.language = AUTHOR, document.title, document.language
    properties.comments = document.mark
    properties.created = properties.modified = datetime.fromisoformat(document.created).replace(tzinfo=None)
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def write_pdf(document: FormDocument) -> bytes:
    """The form as .pdf. Its words reach the typesetter as data beside a fixed template.

    Fonts are the system’s; the template names Japanese ones in order. Where none is there, the characters it cannot
    draw stand as boxes, though they can still be copied as text.
    """
    import typst

    template = resources.files("leaksim.reports").joinpath("form.typ").read_bytes()
    data = json.dumps(
        {
            "language": document.language,
            "title": plain(document.title),
            "mark": document.mark,
            "note": document.note,
            "author": AUTHOR,
            "head": [[label, plain(text)] for label, text in document.head],
            "columns": document.columns,
            "rows": [[plain(label), plain(text)] for label, text in document.rows],
        },
        ensure_ascii=False,
    )
    made = typst.compile(template, sys_inputs={"form": data}, format="pdf")
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave no single file")
    return made


def set_style(style: Any, language: str) -> None:
    """Latin and East Asian font and language: without the second of each, Word picks a Chinese font for kanji."""
    from docx.oxml.ns import qn

    style.font.name = FONTS[language]
    properties = style.element.get_or_add_rPr()
    properties.rFonts.set(qn("w:eastAsia"), FONTS["ja"])
    tag = properties.makeelement(qn("w:lang"), {})
    tag.set(qn("w:val"), _LANGUAGE_TAGS[language])
    tag.set(qn("w:eastAsia"), _LANGUAGE_TAGS["ja"])
    properties.append(tag)


def plain(text: str) -> str:
    """Without characters that no XML file may hold."""
    return "".join(
        c for c in text if c in "\n\t" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )


Writer = Callable[[FormDocument], bytes]
#: Ending of the file -> its media type and what writes it.
WRITERS: Mapping[str, tuple[str, Writer]] = MappingProxyType(
    {
        "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_word),
        "pdf": ("application/pdf", write_pdf),
    }
)
