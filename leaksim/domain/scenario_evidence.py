"""How scenarios describe evidence: one record per family, with bilingual wording full of placeholders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from .records import record
from .scenario_base import EvidenceBase, FieldSpec, Wording
from .scenario_lines import EventLogSpec, FlowLogSpec, LedgerSpec, MailboxSpec
from .scenario_papers import ChartSpec, DocumentSpec, TrackingSpec
from .scenario_values import FromParameter
from .text import Text


@record
class MailSpec(EvidenceBase):
    """`sender` and `to`/`cc` name cast members or groups (or are literal addresses); `at` names a moment;
    `to_records`/`cc_records` list the addresses of a records table, one per distinct person.
    """

    kind: Literal["mail"] = "mail"
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    cc_records: str | None = None
    to_records: str | None = None
    subject: Wording
    at: str
    body: Wording
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[str, ...] = ()


@record
class MemoSpec(EvidenceBase):
    """A slip of paper, a `form` filled in (a police or lost-property receipt), or a `record` on a system's screen
    (a device with model, serial number and state).
    """

    kind: Literal["memo"] = "memo"
    style: Literal["slip", "form", "record"] = "slip"
    heading: Wording
    fields: tuple[FieldSpec, ...]
    note: Wording | None = None
    written_by: str | None = None


@record
class RecordsSpec(EvidenceBase):
    """The affected-records table: `persons` distinct persons, `duplicates` repeated rows, columns per item.

    A first column numbers the persons (`number_prefix`); a repeated row bears its person's number again, so distinct
    numbers count persons. `columns` are ids of the fact `items` (name, address, phone, …) or a parameter holding a
    set of them. `registered` names two moments: a date column then spans exactly those two days. `includes` names cast
    members who are among the persons (in rows that are drawn).
    """

    kind: Literal["records"] = "records"
    file_name: str
    persons: int | FromParameter
    duplicates: int | FromParameter = 0
    columns: tuple[str, ...] | FromParameter
    caption: Wording
    note: Wording | None = None
    shown: bool = True  # False: the table exists for others to refer to, and is not evidence
    number_label: Text = Text("番号", "No.")
    number_prefix: str = "K"
    registered: tuple[str, str] | None = None
    registered_label: Text = Text("登録日", "Registered on")
    includes: tuple[str, ...] = ()


@record
class RowsSpec(EvidenceBase):
    """A small table written out."""

    kind: Literal["rows"] = "rows"
    file_name: str
    caption: Wording
    columns: tuple[Text, ...]
    rows: tuple[tuple[Wording | int | str, ...], ...]  # a string reads the same in both languages
    note: Wording | None = None


@record
class AccessLogSpec(EvidenceBase):
    """A web server's log (combined format): `readers` distinct visitors fetch `path` `accesses` times from the moment
    `first` to the moment `last`, both included, among `noise` other requests by others.

    `office` further requests for `path` come from our own addresses (203.0.113.240 to .254), which the note says do
    not count. `clock_offset_minutes` shifts the clock that stamps the lines. `agent` names a crawler or tool that makes
    all requests for `path`. `accesses` may not be below `readers`.
    """

    kind: Literal["access_log"] = "access_log"
    file_name: str
    path: str
    readers: int | FromParameter
    accesses: int | FromParameter
    noise: int | FromParameter = 200
    office: int | FromParameter = 0
    first: str
    last: str
    status: int = 200
    agent: str = ""
    clock_offset_minutes: int | FromParameter = 0
    caption: Wording
    note: Wording | None = None


@record
class AuditLogSpec(EvidenceBase):
    """A database audit log, a comma-separated line per statement: `account` reads `rows_read` rows of `table` in
    `queries` statements from the moment `first` to the moment `last`, among the ordinary work of other accounts.
    """

    kind: Literal["audit_log"] = "audit_log"
    file_name: str
    account: str
    table: str
    rows_read: int | FromParameter
    queries: int | FromParameter = 3
    noise: int | FromParameter = 60
    first: str
    last: str
    source_address: str = "10.20.4.31"
    caption: Wording
    note: Wording | None = None


@record
class AlertEvent:
    at: str
    what: Wording


@record
class AlertSpec(EvidenceBase):
    """What a security product reports; `events` is what it saw, step by step."""

    kind: Literal["alert"] = "alert"
    product: Wording
    severity: Wording
    headline: Wording
    fields: tuple[FieldSpec, ...]
    events: tuple[AlertEvent, ...] = ()


@record
class PostSpec:
    """One post. `handle` is an account name; `counts` are the numbers that stand below a post on social media."""

    author: Wording
    at: str
    body: Wording
    handle: str = ""
    counts: Mapping[Literal["replies", "shares", "likes", "views"], int | FromParameter] = field(default_factory=dict)


@record
class ThreadSpec(EvidenceBase):
    kind: Literal["thread"] = "thread"
    style: Literal["board", "sns"] = "board"
    site: Wording
    address: str
    heading: Wording
    posts: tuple[PostSpec, ...]


@record
class PageSpec(EvidenceBase):
    kind: Literal["page"] = "page"
    address: str
    heading: Wording
    captured_at: str
    paragraphs: tuple[Wording, ...]
    records: str | None = None  # shows the first rows of a records table
    shown_rows: int = 8


EvidenceSpec = (
    MailSpec
    | MailboxSpec
    | MemoSpec
    | DocumentSpec
    | RecordsSpec
    | RowsSpec
    | LedgerSpec
    | EventLogSpec
    | FlowLogSpec
    | AccessLogSpec
    | AuditLogSpec
    | AlertSpec
    | ThreadSpec
    | PageSpec
    | ChartSpec
    | TrackingSpec
)
