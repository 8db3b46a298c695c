"""How scenarios describe long lists: lines of ordinary life, and planted ones that can be counted among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from .records import record
from .scenario_base import EvidenceBase, FieldSpec, Wording
from .scenario_values import FromParameter
from .text import Text

#: Whom or what a line can name. The first three speak of one colleague, the next three of one outsider: cells of one
#: line that name them agree.
PoolName = Literal[
    "people", "accounts", "mails", "customers", "phones", "outside_mails", "internal_addresses", "outside_addresses"
]


@record
class IntegerCell:
    """A number drawn per line, both ends included."""

    integer: tuple[int, int]


@record
class TotalCell:
    """Positive numbers that add up to exactly this over the lines of the group."""

    total: int | FromParameter


@record
class CodeCell:
    """A code per line (`#` a digit, `?` a capital letter); with `distinct`, exactly so many different ones."""

    code: str
    distinct: int | FromParameter | None = None


@record
class PoolCell:
    """Invented people, accounts or addresses, never those of the cast; with `distinct`, exactly so many different."""

    pool: PoolName
    distinct: int | FromParameter | None = None


@record
class RecordsCell:
    """A person of a records table, the same one in all such cells of a line."""

    records: str
    field: Literal["number", "name", "mail"]
    distinct: int | FromParameter | None = None


CellSpec = str | int | Wording | tuple[Wording | str, ...] | IntegerCell | TotalCell | CodeCell | PoolCell | RecordsCell


@record
class ColumnSpec:
    id: str
    label: Text


@record
class LineGroup:
    """`count` lines that are alike. Each column's id stands in `cells`, with what stands there:

    a text or number (the same on every line), a list of texts (one drawn per line), or a cell that draws.
    """

    count: int | FromParameter = 1
    cells: Mapping[str, CellSpec]


@record
class TimedGroup(LineGroup):
    """Lines between two moments, at which exactly the first and the last one stand.

    With `hours` ([8, 19]) all others fall within these hours of working days.
    """

    first: str
    last: str
    hours: tuple[int, int] | None = None


@record
class EventLogSpec(EvidenceBase):
    """A log in columns, in order of time: doors, prints, sign-ins, file shares, a mail gateway, calls, observations.

    `numbered` heads a first column of rising event numbers with that prefix. `duplicates` repeats so many lines
    entirely, number included. Lines within `gap` are missing. `clock_offset_minutes` shifts the clock that stamps.
    """

    kind: Literal["event_log"] = "event_log"
    file_name: str
    caption: Wording
    note: Wording | None = None
    about: tuple[FieldSpec, ...] = ()  # stands above the lines: which device, which clock
    time_label: Text = Text("日時", "Time")
    numbered: str | None = None
    columns: tuple[ColumnSpec, ...]
    lines: tuple[TimedGroup, ...]
    duplicates: int | FromParameter = 0
    gap: tuple[str, str] | None = None
    clock_offset_minutes: int | FromParameter = 0


@record
class LedgerSpec(EvidenceBase):
    """A long list without times: an asset ledger, the result of a query. Groups are mixed unless `mixed` is false."""

    kind: Literal["ledger"] = "ledger"
    file_name: str
    caption: Wording
    note: Wording | None = None
    about: tuple[FieldSpec, ...] = ()
    numbered: str | None = None
    number_label: Text = Text("番号", "No.")
    columns: tuple[ColumnSpec, ...]
    lines: tuple[LineGroup, ...]
    duplicates: int | FromParameter = 0
    mixed: bool = True


@record
class FlowLogSpec(EvidenceBase):
    """Network flows: `source` sends `bytes_out` in `flows` connections to `destination`, among ordinary ones."""

    kind: Literal["flow_log"] = "flow_log"
    file_name: str
    caption: Wording
    note: Wording | None = None
    about: tuple[FieldSpec, ...] = ()
    source: str
    destination: str
    port: int = 443
    bytes_out: int | FromParameter
    flows: int | FromParameter = 3
    noise: int | FromParameter = 200
    first: str
    last: str
    clock_offset_minutes: int | FromParameter = 0


@record
class MessageSpec:
    """One mail of a listing. `sender` is a role, an address or a name; `marks` such as "read" or "forwarded"."""

    sender: str | Wording
    subject: Wording
    at: str
    size_kb: int | FromParameter = 24
    attachments: int | FromParameter = 0
    read: bool = True
    forwarded: bool = False
    marked: bool = False  # stands out in the listing, as mail programs mark a message


@record
class MailboxSpec(EvidenceBase):
    """What stands in a mailbox: the named messages, and `ordinary` ones between `first` and `last`."""

    kind: Literal["mailbox"] = "mailbox"
    file_name: str = "mailbox.csv"
    owner: str
    folder: Wording = Wording(ja="受信トレイ", en="Inbox")
    messages: tuple[MessageSpec, ...]
    ordinary: int | FromParameter = 25
    first: str
    last: str
    note: Wording | None = None
