"""What the page of a committee’s session may be built from, in one language."""

from __future__ import annotations

from .committee_entries import Preset, Seat, Stage
from .desks import ReportingDesk
from .kinds import Phase
from .records import record
from .results import ClauseText


@record
class ClockView:
    """The session’s clock, in seconds run and minutes planned; it is only shown. Not `running`: it stands."""

    running: bool
    stage_seconds: int
    stage_minutes: int
    total_seconds: int
    total_minutes: int


@record
class LogLine:
    """One decision. `chosen` comes from the run. `open`: its phase is being played.

    `scenario_at` (ISO 8601) and `session_seconds` say when it was taken; empty and None while it is open.
    """

    id: str
    phase: Phase
    label: str
    facts: bool
    open: bool
    chosen: tuple[str, ...]
    owner: str
    rationale: str
    dissent: str
    scenario_at: str
    session_seconds: int | None


@record
class OutlinePoint:
    """Something that the guide wants a statement to hold, or says about publishing; `model` may be empty."""

    text: str
    model: str
    clause: ClauseText


@record
class StatementView:
    """The public statement: the draft, what must not be claimed in it, and the guide’s outline to compare it with.

    `unknown` and `presumed` are what the team itself holds so. `unfounded` is told when the run is finished: what no
    evidence carried at the time. No outline before there is a draft.
    """

    open: bool
    text: str
    unknown: tuple[str, ...]
    presumed: tuple[str, ...]
    unfounded: tuple[str, ...]
    outlined: bool
    outline: tuple[OutlinePoint, ...]


@record
class ActionLine:
    number: int
    action: str
    owner: str
    due: str


@record
class ResultLine:
    """The result in short, for the hot wash and the files."""

    headline: str
    rating: str
    sentence: str
    changes: tuple[str, ...]
    phases: tuple[tuple[str, str], ...]


@record
class SessionView:
    """All that the page needs besides the run’s own view.

    `left` are the labels of phases that were not played to their end. `paused` is "", "break" or "real_incident".
    """

    stage: Stage
    paused: str
    team: str
    seats: tuple[Seat, ...]
    preset: Preset
    desk: ReportingDesk
    clock: ClockView
    guide_title: str
    guide: str
    log: tuple[LogLine, ...] = ()
    statement: StatementView | None = None
    went_well: str = ""
    to_change: str = ""
    missing: str = ""
    actions: tuple[ActionLine, ...] = ()
    left: tuple[str, ...] = ()
    result: ResultLine | None = None
