"""What a committee’s session is made of: stages, presets, decisions, and the entries of its journal."""

from __future__ import annotations

import unicodedata
from datetime import date
from enum import StrEnum
from typing import Literal

from ..errors import IllegalEvent
from .desks import ReportingDesk
from .kinds import Phase, Round
from .records import record

LABEL_LIMIT = 60  # characters of a name: of the team, a seat, an owner
TEXT_LIMIT = 4000  # characters of a free text
SEATS_LIMIT = 12
ACTIONS_LIMIT = 40


class Stage(StrEnum):
    """The stages of a session, in order."""

    SETUP = "setup"
    BRIEF = "brief"
    PLAY = "play"
    HOT_WASH = "hot_wash"
    CLOSED = "closed"


@record
class Preset:
    """How a session of `minutes` is divided; `spare` is kept back for whatever takes longer."""

    minutes: int
    brief: int
    play: int
    hot_wash: int
    spare: int

    def minutes_of(self, stage: Stage) -> int:
        """What a stage is given; 0 for one that takes no time."""
        return {Stage.BRIEF: self.brief, Stage.PLAY: self.play, Stage.HOT_WASH: self.hot_wash}.get(stage, 0)


PRESETS: tuple[Preset, ...] = (
    Preset(minutes=120, brief=10, play=80, hot_wash=25, spare=5),
    Preset(minutes=90, brief=8, play=58, hot_wash=20, spare=4),
    Preset(minutes=60, brief=6, play=37, hot_wash=14, spare=3),
)


@record
class DecisionPoint:
    """A decision that the log has a line for: the acts of a phase, or with `round` what is held to be known."""

    id: str
    phase: Phase
    round: Round | None = None


#: The eight decisions of a session, in the order in which they are taken.
DECISION_POINTS: tuple[DecisionPoint, ...] = tuple(
    point
    for phase in Phase
    for point in (
        *(DecisionPoint(id=r.value, phase=phase, round=r) for r in Round if r.phase is phase),
        DecisionPoint(id=phase.value, phase=phase),
    )
)


@record
class Seat:
    """A part that somebody plays. `who` is whatever the team wants to write, and may be empty."""

    role: str
    who: str = ""


@record
class SetUp:
    """The session is set up: the briefing begins. `run` is the number of the run that will be played."""

    kind: Literal["set_up"] = "set_up"
    at: str
    run: int
    preset: int
    team: str = ""
    seats: tuple[Seat, ...] = ()
    desk: ReportingDesk = ReportingDesk()


@record
class StageEntered:
    kind: Literal["stage_entered"] = "stage_entered"
    at: str
    stage: Stage


@record
class Paused:
    """The clock stands and nothing can be done; `real_incident`: because something real has happened."""

    kind: Literal["paused"] = "paused"
    at: str
    real_incident: bool = False


@record
class Resumed:
    kind: Literal["resumed"] = "resumed"
    at: str


@record
class DecisionLogged:
    """Who answers for a decision, and why it was taken. What was chosen stands in the run itself."""

    kind: Literal["decision_logged"] = "decision_logged"
    at: str
    decision: str
    owner: str = ""
    rationale: str = ""
    dissent: str = ""


@record
class StatementDrafted:
    """The public statement as drafted so far. It is kept and never marked."""

    kind: Literal["statement_drafted"] = "statement_drafted"
    at: str
    text: str = ""


@record
class HotWashNoted:
    """What the team says right after playing."""

    kind: Literal["hot_wash_noted"] = "hot_wash_noted"
    at: str
    went_well: str = ""
    to_change: str = ""
    missing: str = ""


@record
class ActionNamed:
    """Something that somebody will do after the session, by a day (ISO 8601) or without one. No text: taken back."""

    kind: Literal["action_named"] = "action_named"
    at: str
    number: int
    action: str = ""
    owner: str = ""
    due: str = ""


Entry = SetUp | StageEntered | Paused | Resumed | DecisionLogged | StatementDrafted | HotWashNoted | ActionNamed


def preset_of(minutes: int) -> Preset:
    """The preset of a length; IllegalEvent where there is none."""
    for preset in PRESETS:
        if preset.minutes == minutes:
            return preset
    raise IllegalEvent(f"there is no preset of {minutes} minutes")


def check_text(text: str, limit: int, *, needed: bool = False) -> None:
    """IllegalEvent where a text is too long, holds control characters, or is missing though needed."""
    if len(text) > limit or (needed and not text.strip()):
        raise IllegalEvent(f"a text has {1 if needed else 0} to {limit} characters")
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text):
        raise IllegalEvent("a text has no control characters")


def check_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise IllegalEvent("a day is written like 2026-04-01") from None
