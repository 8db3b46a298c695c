"""What a piece of evidence looks like once it is written: one class per thing, in one language."""

from __future__ import annotations

from typing import Literal

from .records import record

#: Stands inside the content of every document and of every exported file.
EXERCISE_MARK = "訓練用・架空 / EXERCISE"

Cell = str | int


@record
class Mail:
    """An e-mail with its headers. Addresses stand as `name <address>` strings."""

    kind: Literal["mail"] = "mail"
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    subject: str
    sent_at: str
    message_id: str
    headers: tuple[tuple[str, str], ...] = ()
    body: str
    attachments: tuple[str, ...] = ()


@record
class Memo:
    """A slip of paper or a form: labelled fields and a note below."""

    kind: Literal["memo"] = "memo"
    heading: str
    fields: tuple[tuple[str, str], ...]
    note: str = ""
    written_by: str = ""


@record
class Table:
    """Rows of a ledger, a query result or an affected-records list; `rows` are as long as `columns`."""

    kind: Literal["table"] = "table"
    caption: str
    file_name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@record
class Log:
    """Lines of a log file in a fixed-width face."""

    kind: Literal["log"] = "log"
    caption: str
    file_name: str
    lines: tuple[str, ...]
    note: str = ""


@record
class Alert:
    """What a security product reports."""

    kind: Literal["alert"] = "alert"
    product: str
    severity: str
    headline: str
    fields: tuple[tuple[str, str], ...]


@record
class Post:
    """One contribution to a thread."""

    number: int
    author: str
    posted_at: str
    body: str


@record
class Thread:
    """A bulletin-board thread or a social-network post with replies."""

    kind: Literal["thread"] = "thread"
    site: str
    address: str
    title: str
    posts: tuple[Post, ...]


@record
class Page:
    """A capture of a web page: paragraphs, and a table when the page shows one."""

    kind: Literal["page"] = "page"
    address: str
    title: str
    captured_at: str
    paragraphs: tuple[str, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


Document = Mail | Memo | Table | Log | Alert | Thread | Page
