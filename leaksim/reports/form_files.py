"""A filled form as a Word or PDF file. What people wrote goes in as text and is never read as markup."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib import resources
from types import MappingProxyType

from ..domain.form_texts import FormDocument
from .word_pages import AUTHOR, begin_word, finish_word, plain


def write_word(document: FormDocument) -> bytes:
    """The form as .docx, with the exercise mark in the header of every page."""
    from docx.shared import Mm

    file = begin_word(document)
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
    return finish_word(file, document)


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


Writer = Callable[[FormDocument], bytes]
#: Ending of the file -> its media type and what writes it.
WRITERS: Mapping[str, tuple[str, Writer]] = MappingProxyType(
    {
        "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_word),
        "pdf": ("application/pdf", write_pdf),
    }
)
