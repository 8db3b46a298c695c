"""Evidence as the files it would be: mails as .eml, tables as .csv, logs as .log, pages as .html, the rest as .txt.

Every file carries the exercise mark inside its content.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, formataddr
from hashlib import sha256
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..domain.documents import EXERCISE_MARK, Alert, Cell, Document, Log, Mail, Memo, Page, Table, Thread
from ..domain.incident import Incident
from ..domain.kinds import Language

if TYPE_CHECKING:
    import pandas

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_evidence(incident: Incident, language: Language, folder: Path) -> dict[str, Path]:
    """Write every piece of evidence into `folder` (made if needed); the file of each evidence id."""
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    for number, evidence in enumerate(incident.evidence, start=1):
        document = evidence.documents[language]
        name, content = evidence_file(document)
        path = folder / f"{number:02d}-{name}"
        path.write_bytes(content)
        written[evidence.id] = path
    return written


def evidence_file(document: Document) -> tuple[str, bytes]:
    """A document's file name and content."""
    match document:
        case Mail():
            return "mail.eml", mail_bytes(document)
        case Table():
            return _safe_name(document.file_name, ".csv"), table_bytes(document)
        case Log():
            return _safe_name(document.file_name, ".log"), log_bytes(document)
        case Page():
            return "page.html", _page_html(document).encode()
        case Memo():
            return "memo.txt", _memo_text(document).encode()
        case Alert():
            return "alert.txt", _alert_text(document).encode()
        case Thread():
            return "thread.txt", _thread_text(document).encode()


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
    """CSV that spreadsheets open as UTF-8 (with a byte order mark); a last, empty column is headed by the mark."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([*(_safe_cell(column) for column in table.columns), EXERCISE_MARK])
    writer.writerows([*(_safe_cell(cell) for cell in row), ""] for row in table.rows)
    return buffer.getvalue().encode("utf-8-sig")


def log_bytes(log: Log) -> bytes:
    """The lines as they are, after comment lines with the mark and the notes."""
    notes = [f"# {EXERCISE_MARK}", *(f"# {line}" for line in log.note.splitlines() if line != EXERCISE_MARK)]
    return ("\n".join([*notes, *log.lines]) + "\n").encode()


def table_frame(table: Table) -> pandas.DataFrame:
    """The table as a DataFrame: `len(rows)` by `len(columns)`."""
    import pandas  # here, because pandas takes long to load and most of the application never needs it

    return pandas.DataFrame(list(table.rows), columns=list(table.columns))


def _safe_cell(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula is put behind an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


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


def _memo_text(memo: Memo) -> str:
    lines = [memo.heading, "=" * 40, *(f"{label}: {value}" for label, value in memo.fields), "", memo.note]
    if memo.written_by:
        lines += ["", memo.written_by]
    return "\n".join(lines) + "\n"


def _alert_text(alert: Alert) -> str:
    fields = [f"{label}: {value}" for label, value in alert.fields]
    return "\n".join([f"[{alert.severity}] {alert.product}", alert.headline, "-" * 40, *fields]) + "\n"


def _thread_text(thread: Thread) -> str:
    lines = [thread.site, thread.address, thread.title, "=" * 40]
    for post in thread.posts:
        lines += [f"{post.number}: {post.author}  {post.posted_at}", post.body, ""]
    return "\n".join(lines)


def _page_html(page: Page) -> str:
    parts = [f"<p>{escape(paragraph)}</p>" for paragraph in page.paragraphs]
    if page.columns:
        head = "".join(f"<th>{escape(column)}</th>" for column in page.columns)
        rows = "".join("<tr>" + "".join(f"<td>{escape(str(c))}</td>" for c in row) + "</tr>\n" for row in page.rows)
        parts.append(f"<table>\n<tr>{head}</tr>\n{rows}</table>")
    captured = f"<!-- {escape(page.address)} {page.captured_at} {EXERCISE_MARK} -->"
    body = "\n".join(parts)
    title = escape(page.title)
    return f'<!doctype html>\n{captured}\n<meta charset="utf-8">\n<title>{title}</title>\n<h1>{title}</h1>\n{body}\n'
