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
from .consequences import ConsequenceSpec, Due, StartingWorld
from .incident import Status
from .kinds import IncidentType, Phase
from .records import record
from .scenario_base import Wording
from .scenario_evidence import EvidenceSpec
from .scenario_values import ChoicesOf, MomentSpec, Parameter, Role, Value
from .text import Text


@record
class InjectSpec:
    """Comes when `phase` opens, or later once `minutes` of scenario time (since the start) have passed.

    With `after`, so many minutes after an act or a mark, if that happens and `phase` has opened by then.
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
    after: Due | None = None


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
    uses: tuple[str, ...] = ()  # parts below scenarios/parts whose entries stand beside the scenario’s own
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
    start_world: tuple[StartingWorld, ...] = ()  # instead of that of its type
    consequences: tuple[ConsequenceSpec, ...] = ()  # besides those of its type; one of the same id takes its place
    omit_consequences: tuple[str, ...] = ()


@record
class StartSpec:
    """Start of scenario time (JST): one of `weekdays` in `year`, at `hour` and a minute within `minutes`.

    Public holidays and the holiday weeks of New Year, May and August are left out. The moments named in `working` are
    when people act at work: another day is drawn while one of them falls on a weekend or holiday.
    """

    weekdays: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...]
    hour: int
    minutes: tuple[int, int] = (0, 59)
    year: int = 2026
    working: tuple[str, ...] = ()
