"""A record to take along, as it is printed: headings, paragraphs and tables in one language."""

from __future__ import annotations

from .records import record


@record
class DocumentPart:
    """A part with its heading; a table where there are `columns`, else paragraphs only."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()  # in mm, one for each column
    rows: tuple[tuple[str, ...], ...] = ()


@record
class RecordDocument:
    """`head` are lines about it, as pairs of (label, text)."""

    name: str  # of the file, without its ending
    language: str
    title: str
    mark: str  # stands on every page
    note: str
    created: str  # ISO 8601
    head: tuple[tuple[str, str], ...]
    parts: tuple[DocumentPart, ...]
