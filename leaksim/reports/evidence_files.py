"""Evidence as the files it would be: mails as .eml, tables as .csv, logs as .log, pages as .html, charts as .svg.

Every file carries the exercise mark inside its content.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, formataddr
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..domain.documents import (
    EXERCISE_MARK,
    Alert,
    Cell,
    Chart,
    Document,
    Log,
    Mail,
    Memo,
    Page,
    Paper,
    Table,
    Thread,
    Tracking,
)
from ..domain.incident import Incident
from ..domain.kinds import Language
from ..domain.recipes import block_rows, rows_of
from .evidence_texts import chart_svg, page_html, paper_suffix, paper_text, tracking_html

if TYPE_CHECKING:
    import pandas

_FORMULA_STARTS = frozenset("=+-@\t\r\n")


def write_evidence(incident: Incident, language: Language, folder: Path) -> dict[str, Path]:
    """Write every piece of evidence into `folder` (made if needed); the file of each evidence id.

    A long table goes to its file in parts, so that memory does not grow with it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    for number, evidence in enumerate(incident.evidence, start=1):
        document = evidence.documents[language]
        path = folder / f"{number:02d}-{evidence_name(document)}"
        with path.open("wb") as handle:
            handle.writelines(evidence_parts(document))
        written[evidence.id] = path
    return written


def evidence_file(document: Document) -> tuple[str, bytes]:
    """A document's file name and content."""
    return evidence_name(document), b"".join(evidence_parts(document))


def evidence_name(document: Document) -> str:
    """The name of a document's file, without any folder."""
    match document:
        case Mail():
            return "mail.eml"
        case Table():
            return _safe_name(document.file_name, ".csv")
        case Log():
            return _safe_name(document.file_name, ".log")
        case Chart():
            return _safe_name(document.file_name, ".svg")
        case Paper():
            return _safe_name(document.file_name, paper_suffix(document))
        case Page():
            return "page.html"
        case Tracking():
            return "tracking.html"
        case Memo() | Alert() | Thread():
            return f"{document.kind}.txt"


def evidence_parts(document: Document) -> Iterator[bytes]:
    """The content of a document's file, a long table in parts."""
    match document:
        case Mail():
            yield mail_bytes(document)
        case Table():
            yield from table_parts(document)
        case Log():
            yield log_bytes(document)
        case Chart():
            yield chart_svg(document).encode()
        case Page():
            yield page_html(document).encode()
        case Tracking():
            yield tracking_html(document).encode()
        case Paper() | Memo() | Alert() | Thread():
            yield paper_text(document).encode()


def mail_bytes(mail: Mail) -> bytes:
    """The mail as RFC 5322 with CRLF line ends, its body in 8-bit UTF-8 so that it reads in any editor.

    Headers are written here, one address a line: the folding of `email.message` encodes a comma of a long list of
    addresses, and with it loses one of them.
    """
    lines = [f"{name}: {_encoded(value)}" for name, value in mail.headers]
    lines.append(f"From: {_address(mail.sender)}")
    for name, addresses in (("To", mail.to), ("Cc", mail.cc)):
        if addresses:
            lines.append(f"{name}: " + ",\n ".join(_address(address) for address in addresses))
    lines += [
        f"Subject: {_encoded(mail.subject)}",
        f"Date: {format_datetime(datetime.fromisoformat(mail.sent_at))}",
        f"Message-ID: {mail.message_id}",
        "MIME-Version: 1.0",
    ]
    text = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    if not mail.attachments:
        lines += [*text, "", mail.body]
    else:
        boundary = f"=-{sha256(mail.message_id.encode()).hexdigest()[:24]}"
        lines += [f'Content-Type: multipart/mixed; boundary="{boundary}"', "", f"--{boundary}", *text, "", mail.body]
        for name in mail.attachments:
            # What was attached is evidence of its own; the mail shows that, and under which name, it was attached.
            given = "".join(sign for sign in name if sign.isprintable() and sign not in '"\\')
            parameter = f'filename="{given}"' if given.isascii() else f"filename*=utf-8''{quote(given)}"
            disposition = f"Content-Disposition: attachment; {parameter}"
            lines += [f"--{boundary}", *text, disposition, "", f"{name}\n{EXERCISE_MARK}\n"]
        lines += [f"--{boundary}--", ""]
    return "\n".join(lines).replace("\r\n", "\n").replace("\n", "\r\n").encode()


def table_bytes(table: Table) -> bytes:
    """The whole CSV at once."""
    return b"".join(table_parts(table))


def table_parts(table: Table) -> Iterator[bytes]:
    """CSV that spreadsheets open as UTF-8 (with a byte order mark); a last, empty column is headed by the mark.

    Of a table with a recipe, all rows, a block at a time.
    """
    yield b"\xef\xbb\xbf" + _csv([(*table.columns, EXERCISE_MARK)])
    if table.recipe is None:
        yield _csv((*row, "") for row in table.rows)
        return
    for block in range(table.recipe.blocks):
        yield _csv((*row, "") for row in block_rows(table.recipe, block))


def _csv(rows: Iterable[tuple[Cell, ...]]) -> bytes:
    buffer = io.StringIO(newline="")
    # A million rows pass here: cells that are harmless, nearly all, cost no call.
    csv.writer(buffer).writerows(
        [_safe_cell(cell) if isinstance(cell, str) and cell[:1] in _FORMULA_STARTS else cell for cell in row]
        for row in rows
    )
    return buffer.getvalue().encode()


def log_bytes(log: Log) -> bytes:
    """The lines as they are, after comment lines with the mark and the notes."""
    notes = [f"# {EXERCISE_MARK}", *(f"# {line}" for line in log.note.splitlines() if line != EXERCISE_MARK)]
    return ("\n".join([*notes, *log.lines]) + "\n").encode()


def table_frame(table: Table) -> pandas.DataFrame:
    """The whole table as a DataFrame: all rows by `len(columns)`."""
    import pandas  # here, because pandas takes long to load and most of the application never needs it

    rows = table.rows if table.recipe is None else rows_of(table.recipe)
    return pandas.DataFrame(list(rows), columns=list(table.columns))


def _safe_cell(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula is put behind an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in _FORMULA_STARTS else cell


def _safe_name(name: str, suffix: str) -> str:
    """The last part of a file name, letters, digits and `-_.` only, with the suffix that its content has."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in last).strip(".") or "file"
    return kept if PurePosixPath(kept).suffix in (suffix, ".log", ".csv", ".txt") else kept + suffix


def _encoded(value: str) -> str:
    """A header's value; what is not ASCII as encoded words."""
    return " ".join(value.split()) if value.isascii() else Header(value, "utf-8").encode()


def _address(text: str) -> str:
    display, _, rest = text.rpartition("<")
    return formataddr((display.strip(), rest.rstrip(">").strip()))
