"""A scenario as authors write it: parameters, people, facts, evidence to build, injects, findings.

Every text is a Jinja2 template over five roots: `p` (parameters), `m` (moments), `cast` (people), `org` and
`f` (facts). Plain strings inside evidence (file names, paths, addresses, accounts) are templates too. Conditions
written in `only_if` may test facts by their name and parameters as `p.<name>`. docs/scenarios.md is the author's
guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from .conditions import Condition
from .facts import FactValue
from .incident import Status
from .kinds import IncidentType, Phase
from .records import record
from .text import Text

# --- values ---------------------------------------------------------------------------------------------------


@record
class FromParameter:
    """The value of a parameter."""

    param: str


@record
class ByParameter:
    """A value chosen by a parameter: `cases` maps its values (as text: "true", "12", "usb") to values.

    With `includes` (a set parameter holds that id) or `at_least` (a number reaches it) the cases are "true" and
    "false". The case "else" stands for every value without a case of its own.
    """

    case: str
    cases: Mapping[str, Value]
    includes: str | None = None
    at_least: int | None = None


@record
class FromMoment:
    """A named moment, as ISO 8601 with +09:00."""

    moment: str


@record
class FromCast:
    """A person's name with department, as the question about "who" shows it."""

    cast: str


@record
class FromTemplate:
    """A bilingual text with placeholders."""

    template: Text


@record
class UnionOf:
    """A set made of all the given sets and single ids."""

    union: tuple[Value, ...]


@record
class ChoicesOf:
    """In `candidates` only: every value that the named parameter can take, each an option of its own."""

    choices: str


Value = FromParameter | ByParameter | FromMoment | FromCast | FromTemplate | UnionOf | FactValue


@record
class IntegerRange:
    """An integer between both ends, inclusive; `log` draws small and huge alike; `round_to` rounds down."""

    integer: tuple[int, int]
    log: bool = False
    round_to: int = 1


@record
class WeightedChoice:
    """One of the keys, with the given weights. Keys "true" and "false" give flags, digits give numbers."""

    choice: Mapping[str, int]


@record
class SubsetChoice:
    """A set of `at_least` to `at_most` of the given ids, together with those `always` in it."""

    subset: tuple[str, ...]
    at_least: int = 0
    at_most: int = 99
    always: tuple[str, ...] = ()


@record
class SumOfParameters:
    """A number computed from others: sum of `plus` less `minus` plus `add`."""

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    add: int = 0


@record
class ShareOf:
    """A whole percentage of another number, drawn between both ends (inclusive), rounded down to `round_to`."""

    share_of: str
    percent: tuple[int, int]
    at_least: int = 0
    round_to: int = 1


@record
class CodePattern:
    """A code such as a serial number: `#` becomes a digit, `?` a capital letter, all else stays."""

    code: str


@record
class TextChoice:
    """One of several bilingual texts."""

    texts: tuple[Text, ...]


@record
class ParameterBy:
    """A parameter that is drawn differently for each value (as text) of an earlier one; "else" for all others."""

    by: str
    draw: Mapping[str, Parameter]


Parameter = (
    IntegerRange | WeightedChoice | SubsetChoice | SumOfParameters | ShareOf | CodePattern | TextChoice | ParameterBy
)


@record
class MomentSpec:
    """A point of scenario time relative to `of` ("start" or an earlier moment).

    `days` are added first; then `clock` ("HH:MM", JST) replaces the time of day; then `minutes` are added.
    All may be negative. With `workday` a moment on a weekend or holiday moves, as its last step, to the same time of
    the last working day before or the first one after.
    """

    minutes: IntegerRange | int | FromParameter = 0
    of: str = "start"
    days: IntegerRange | int | FromParameter = 0
    clock: str | None = None
    workday: Literal["before", "after"] | None = None


@record
class Role:
    """A person of the story. `department` is a key of the organisation preset; outsiders have an `affiliation`.

    `mail_domain` (reserved example domains only) is the organisation's own for insiders and mail.example for others.
    A role with `group` is a mailing list or a desk: it has that name and the address `mail_name`@domain.
    """

    department: str | None = None
    affiliation: Text | None = None
    title: Text | None = None
    mail_domain: str | None = None
    group: Text | None = None
    mail_name: str | None = None


# --- evidence -------------------------------------------------------------------------------------------------


@record
class Wording:
    """Text with placeholders; several variants are drawn from, the same number in each language."""

    ja: str | tuple[str, ...]
    en: str | tuple[str, ...]


@record
class FieldSpec:
    label: Text
    value: Wording | str  # a string reads the same in both languages


@record
class _EvidenceSpec:
    id: str
    title: Wording
    only_if: Condition | None = None  # over facts; absent evidence drops out of injects and findings


@record
class MailSpec(_EvidenceSpec):
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
class MemoSpec(_EvidenceSpec):
    kind: Literal["memo"] = "memo"
    heading: Wording
    fields: tuple[FieldSpec, ...]
    note: Wording | None = None
    written_by: str | None = None


@record
class RecordsSpec(_EvidenceSpec):
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
class RowsSpec(_EvidenceSpec):
    """A small table written out."""

    kind: Literal["rows"] = "rows"
    file_name: str
    caption: Wording
    columns: tuple[Text, ...]
    rows: tuple[tuple[Wording | int | str, ...], ...]  # a string reads the same in both languages
    note: Wording | None = None


@record
class AccessLogSpec(_EvidenceSpec):
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
class AuditLogSpec(_EvidenceSpec):
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
class AlertSpec(_EvidenceSpec):
    kind: Literal["alert"] = "alert"
    product: Wording
    severity: Wording
    headline: Wording
    fields: tuple[FieldSpec, ...]


@record
class PostSpec:
    author: Wording
    at: str
    body: Wording


@record
class ThreadSpec(_EvidenceSpec):
    kind: Literal["thread"] = "thread"
    site: Wording
    address: str
    heading: Wording
    posts: tuple[PostSpec, ...]


@record
class PageSpec(_EvidenceSpec):
    kind: Literal["page"] = "page"
    address: str
    heading: Wording
    captured_at: str
    paragraphs: tuple[Wording, ...]
    records: str | None = None  # shows the first rows of a records table
    shown_rows: int = 8


EvidenceSpec = (
    MailSpec | MemoSpec | RecordsSpec | RowsSpec | AccessLogSpec | AuditLogSpec | AlertSpec | ThreadSpec | PageSpec
)


@record
class InjectSpec:
    """Comes when `phase` opens, or later once `minutes` of scenario time (since the start) have passed.

    Evidence that dropped out by its own `only_if` drops out here too.
    """

    id: str
    phase: Phase
    minutes: int | None = None
    method: Literal["phone", "mail", "visit", "system", "news", "paper"]
    sender: Wording
    message: Wording
    evidence: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    only_if: Condition | None = None  # over facts, decided at generation
    when: Condition | None = None  # over what happened, decided in play


@record
class FindingSpec:
    """What evidence (all of it together) lets one claim. No `value` and no range: the truth itself.

    Drops out with its evidence. `indicated` findings with a value of their own become tempting options.
    """

    id: str
    fact: str
    evidence: tuple[str, ...]
    status: Status = Status.ESTABLISHED
    value: Value | None = None
    low: Value | None = None
    high: Value | None = None
    supersedes: tuple[str, ...] = ()
    how: Wording | None = None
    only_if: Condition | None = None


@record
class Scenario:
    """What happens, with everything that varies named."""

    id: str
    version: int
    type: IncidentType
    title: Text
    summary: Text  # for instructors
    briefing: Wording  # the first thing trainees read
    plays: str | None = None  # the case example of a guide that this plays
    objectives: tuple[Text, ...]
    difficulty: Literal[1, 2, 3]
    minutes: int
    audience: tuple[Literal["employee", "committee"], ...]
    organisations: tuple[str, ...]
    starts: StartSpec
    phase_minutes: Mapping[Phase, int]
    cast: Mapping[str, Role]
    parameters: Mapping[str, Parameter]
    moments: Mapping[str, MomentSpec]
    facts: Mapping[str, Value]
    candidates: Mapping[str, tuple[Value | ChoicesOf, ...]] = field(default_factory=dict)  # wrong options, by fact
    evidence: tuple[EvidenceSpec, ...]
    injects: tuple[InjectSpec, ...]
    findings: tuple[FindingSpec, ...]
    omit_actions: tuple[str, ...] = ()


@record
class StartSpec:
    """Start of scenario time (JST): one of `weekdays` in `year`, at `hour` and a minute within `minutes`.

    Public holidays and the holiday weeks of New Year, May and August are left out.
    """

    weekdays: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...]
    hour: int
    minutes: tuple[int, int] = (0, 59)
    year: int = 2026
