"""The certificate of a training as a PDF file, and the number found again in such a file."""

from __future__ import annotations

import json
import re
from importlib import resources

from ..domain.records import record
from .word_pages import AUTHOR, plain

_KEYWORD = "leaksim-certificate:"
_FOUND = re.compile(re.escape(_KEYWORD).encode() + rb"([0-9A-Z-]{8,40})")


@record
class CertificateDocument:
    """A certificate in words. `rows` and `desk` are (label, text); no `desk`: the part is left out."""

    number: str
    language: str
    title: str
    mark: str
    note: str
    statement: str
    rows: tuple[tuple[str, str], ...]
    desk_title: str
    desk: tuple[tuple[str, str], ...]


def write_certificate(document: CertificateDocument) -> bytes:
    """The certificate as .pdf; its words reach the typesetter as data beside a fixed template."""
    import typst

    template = resources.files("leaksim.reports").joinpath("certificate.typ").read_bytes()
    data = json.dumps(
        {
            "language": document.language,
            "title": document.title,
            "mark": document.mark,
            "note": document.note,
            "author": AUTHOR,
            "keyword": _KEYWORD + document.number,
            "statement": plain(document.statement),
            "rows": [[label, plain(text)] for label, text in document.rows],
            "desk_title": document.desk_title,
            "desk": [[label, plain(text)] for label, text in document.desk],
        },
        ensure_ascii=False,
    )
    made = typst.compile(template, sys_inputs={"certificate": data}, format="pdf")
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave no single file")
    return made


def number_in(content: bytes) -> str | None:
    """The number that a certificate's file bears; None where it bears none, or several that differ."""
    found = {match.decode("ascii") for match in _FOUND.findall(content)}
    return found.pop() if len(found) == 1 else None
