"""What a piece of evidence looks like once it is written: one class per thing, in one language."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from .recipes import Recipe
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
    """A slip of paper, a form or a record on a screen: labelled fields and a note below."""

    kind: Literal["memo"] = "memo"
    style: Literal["slip", "form", "record"] = "slip"
    heading: str
    fields: tuple[tuple[str, str], ...]
    note: str = ""
    written_by: str = ""


@record
class Table:
    """Rows of a ledger, a query result, a log in columns or an affected-records list; `rows` are as long as `columns`.

    `about` stands above the rows: a device, a mailbox, a clock. Where the whole is too long to keep, `rows` are its
    first ones, `total_rows` says how many there are, and `recipe` makes all of them.
    """

    kind: Literal["table"] = "table"
    caption: str
    file_name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    about: tuple[tuple[str, str], ...] = ()
    total_rows: int | None = None
    recipe: Recipe | None = None


@record
class Log:
    """Lines of a log file in a fixed-width face. `fields` name the parts of a line ("" for one of no interest), which
    spaces or commas separate but not within quotes or brackets.
    """

    kind: Literal["log"] = "log"
    caption: str
    file_name: str
    lines: tuple[str, ...]
    note: str = ""
    fields: tuple[str, ...] = ()
    separator: Literal["space", "comma"] = "space"


@record
class Sighting:
    at: str
    what: str


@record
class Alert:
    """What a security product reports; `events` are what it saw, step by step."""

    kind: Literal["alert"] = "alert"
    product: str
    severity: str
    headline: str
    fields: tuple[tuple[str, str], ...]
    events: tuple[Sighting, ...] = ()


@record
class Post:
    """One contribution to a thread; `counts` are (what, how many), such as shares."""

    number: int
    author: str
    posted_at: str
    body: str
    handle: str = ""
    counts: tuple[tuple[str, int], ...] = ()


@record
class Thread:
    """A bulletin-board thread or a social-network post with replies."""

    kind: Literal["thread"] = "thread"
    style: Literal["board", "sns"] = "board"
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


@record
class Clause:
    """A heading (with its number) and the paragraphs below it."""

    heading: str
    paragraphs: tuple[str, ...]


@record
class Paper:
    """A contract, a letter, a note left on a screen, a report. `head` are labelled lines such as date and addressee."""

    kind: Literal["paper"] = "paper"
    style: Literal["contract", "letter", "note", "report"]
    file_name: str
    heading: str
    head: tuple[tuple[str, str], ...] = ()
    parties: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    closing: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    mark: str = EXERCISE_MARK


@record
class Box:
    """A box of a chart at a depth from 0; boxes stand in the order of the tree."""

    depth: int
    label: str
    person: str = ""
    detail: str = ""


@record
class Chart:
    """Who stands under whom."""

    kind: Literal["chart"] = "chart"
    file_name: str
    heading: str
    dated: str = ""
    boxes: tuple[Box, ...]
    note: str


@record
class Step:
    """Where something on its way was."""

    at: str
    place: str
    state: str


@record
class Tracking:
    """A carrier's page on one consignment, oldest step first."""

    kind: Literal["tracking"] = "tracking"
    carrier: str
    address: str
    number: str
    fields: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...]
    captured_at: str
    note: str


Document = Mail | Memo | Paper | Table | Log | Alert | Thread | Page | Chart | Tracking


def as_shown(document: Document) -> Document:
    """The document as it may leave the server: without the recipe, which only makes the file."""
    return replace(document, recipe=None) if isinstance(document, Table) else document
