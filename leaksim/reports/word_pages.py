"""What every Word file has: page size, the exercise mark on every page, title, lines about it, properties."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any, Protocol

FONTS = {"ja": "Yu Gothic", "en": "Calibri"}
LANGUAGE_TAGS = {"ja": "ja-JP", "en": "en-GB"}
AUTHOR = "leaksim"


class Printed(Protocol):
    """A document about to become a file; `created` is an ISO 8601 moment, `head` pairs of (label, text)."""

    @property
    def language(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def mark(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def created(self) -> str: ...
    @property
    def head(self) -> tuple[tuple[str, str], ...]: ...


def begin_word(document: Printed) -> Any:
    """A Word document with everything above its contents."""
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
    title = file.add_paragraph().add_run(plain(document.title))
    title.bold, title.font.size = True, Pt(16)
    for label, text in document.head:
        file.add_paragraph(f"{label}: {plain(text)}").paragraph_format.space_after = Pt(0)
    return file


def finish_word(file: Any, document: Printed) -> bytes:
    """The file's content, its properties told by the document and not by the machine."""
    properties = file.core_properties
    properties.author, properties.title, properties.language = AUTHOR, plain(document.title), document.language
    properties.comments = document.mark
    properties.created = properties.modified = datetime.fromisoformat(document.created).replace(tzinfo=None)
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def set_style(style: Any, language: str) -> None:
    """Latin and East Asian font and language: without the second of each, Word picks a Chinese font for kanji."""
    from docx.oxml.ns import qn

    style.font.name = FONTS[language]
    properties = style.element.get_or_add_rPr()
    properties.rFonts.set(qn("w:eastAsia"), FONTS["ja"])
    tag = properties.makeelement(qn("w:lang"), {})
    tag.set(qn("w:val"), LANGUAGE_TAGS[language])
    tag.set(qn("w:eastAsia"), LANGUAGE_TAGS["ja"])
    properties.append(tag)


def plain(text: str) -> str:
    """Without characters that no XML file may hold."""
    return "".join(
        c for c in text if c in "\n\t" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )
