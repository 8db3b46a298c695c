"""A session in which a committee plays by itself: the fold of what its journal holds, and its clock.

The clock runs in real time while nothing pauses it. It is only shown: it ends nothing and decides no score.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from ..errors import IllegalEvent
from .committee_entries import (
    ACTIONS_LIMIT,
    DECISION_POINTS,
    LABEL_LIMIT,
    SEATS_LIMIT,
    TEXT_LIMIT,
    ActionNamed,
    DecisionLogged,
    Entry,
    HotWashNoted,
    Paused,
    Resumed,
    SetUp,
    Stage,
    StageEntered,
    StatementDrafted,
    check_day,
    check_text,
    preset_of,
)
from .records import record


@record
class Spell:
    """A stretch of time in which the clock ran for a stage; without `ended` it runs."""

    stage: Stage
    begun: str
    ended: str = ""


@record
class SessionState:
    """The session after `count` entries. Build it with `fold`, move it with `apply`."""

    count: int = 0
    stage: Stage = Stage.SETUP
    set_up: SetUp | None = None
    paused: Paused | None = None
    spells: tuple[Spell, ...] = ()
    log: tuple[tuple[str, DecisionLogged], ...] = ()
    statement: str = ""
    notes: HotWashNoted | None = None
    actions: tuple[tuple[int, ActionNamed], ...] = ()
    last_at: str = ""

    @property
    def playing(self) -> bool:
        """Whether acts may be chosen and questions answered."""
        return self.stage is Stage.PLAY and self.paused is None

    def apply(self, entry: Entry) -> SessionState:
        """The state after one more entry; IllegalEvent where it does not fit."""
        if datetime.fromisoformat(entry.at).tzinfo is None:
            raise IllegalEvent("a moment needs its zone")
        # A clock that was set back must not make time run backwards.
        at = entry.at if not self.last_at or _moment(entry.at) >= _moment(self.last_at) else self.last_at
        match entry:
            case SetUp():
                state = self._set_up(entry, at)
            case StageEntered():
                state = self._entered(entry.stage, at)
            case Paused():
                state = self._paused(entry, at)
            case Resumed():
                state = self._resumed(at)
            case DecisionLogged():
                state = self._logged(entry)
            case StatementDrafted():
                state = self._drafted(entry)
            case HotWashNoted():
                state = self._noted(entry)
            case ActionNamed():
                state = self._named(entry)
        return replace(state, count=self.count + 1, last_at=at)

    def seconds(self, now: datetime, stage: Stage | None = None) -> int:
        """How long the clock has run by `now`: in a stage, or in all."""
        spells = [spell for spell in self.spells if stage is None or spell.stage is stage]
        ends = [min(_moment(spell.ended), now) if spell.ended else now for spell in spells]
        lasted = [(end - _moment(spell.begun)).total_seconds() for spell, end in zip(spells, ends, strict=True)]
        return int(sum(max(0.0, seconds) for seconds in lasted))

    def _set_up(self, entry: SetUp, at: str) -> SessionState:
        if self.stage is not Stage.SETUP:
            raise IllegalEvent("the session is set up already")
        preset_of(entry.preset)
        if len(entry.seats) > SEATS_LIMIT:
            raise IllegalEvent(f"at most {SEATS_LIMIT} seats")
        for seat in entry.seats:
            check_text(seat.role, LABEL_LIMIT, needed=True)
            check_text(seat.who, LABEL_LIMIT)
        for text in (entry.team, entry.desk.name, entry.desk.extension, entry.desk.out_of_hours, entry.desk.deputy):
            check_text(text, LABEL_LIMIT)
        return replace(self, set_up=entry)._entering(Stage.BRIEF, at)

    def _entered(self, stage: Stage, at: str) -> SessionState:
        self._running()
        ways = {(Stage.BRIEF, Stage.PLAY), (Stage.PLAY, Stage.HOT_WASH), (Stage.HOT_WASH, Stage.PLAY)}
        if (self.stage, stage) not in ways | {(Stage.HOT_WASH, Stage.CLOSED)}:
            raise IllegalEvent(f"from {self.stage} there is no way to {stage}")
        return self._entering(stage, at)

    def _entering(self, stage: Stage, at: str) -> SessionState:
        spells = self._stopped(at)
        if stage is not Stage.CLOSED:
            spells = (*spells, Spell(stage=stage, begun=at))
        return replace(self, stage=stage, spells=spells)

    def _stopped(self, at: str) -> tuple[Spell, ...]:
        return tuple(spell if spell.ended else replace(spell, ended=at) for spell in self.spells)

    def _paused(self, entry: Paused, at: str) -> SessionState:
        if self.paused is not None and entry.real_incident and not self.paused.real_incident:
            return replace(self, paused=entry)  # something real happens in a break: the clock stands already
        self._running()
        return replace(self, paused=entry, spells=self._stopped(at))

    def _resumed(self, at: str) -> SessionState:
        if self.paused is None:
            raise IllegalEvent("the session is not paused")
        return replace(self, paused=None, spells=(*self.spells, Spell(stage=self.stage, begun=at)))

    def _logged(self, entry: DecisionLogged) -> SessionState:
        self._running(Stage.PLAY, Stage.HOT_WASH)
        if entry.decision not in {point.id for point in DECISION_POINTS}:
            raise IllegalEvent(f"there is no decision {entry.decision!r}")
        check_text(entry.owner, LABEL_LIMIT)
        for text in (entry.rationale, entry.dissent):
            check_text(text, TEXT_LIMIT)
        others = tuple(pair for pair in self.log if pair[0] != entry.decision)
        return replace(self, log=(*others, (entry.decision, entry)))

    def _drafted(self, entry: StatementDrafted) -> SessionState:
        self._running(Stage.PLAY)
        check_text(entry.text, TEXT_LIMIT)
        return replace(self, statement=entry.text)

    def _noted(self, entry: HotWashNoted) -> SessionState:
        self._running(Stage.HOT_WASH)
        for text in (entry.went_well, entry.to_change, entry.missing):
            check_text(text, TEXT_LIMIT)
        return replace(self, notes=entry)

    def _named(self, entry: ActionNamed) -> SessionState:
        self._running(Stage.HOT_WASH)
        if not 1 <= entry.number <= ACTIONS_LIMIT:
            raise IllegalEvent(f"an action’s number is 1 to {ACTIONS_LIMIT}")
        check_text(entry.action, TEXT_LIMIT)
        check_text(entry.owner, LABEL_LIMIT)
        if entry.due:
            check_day(entry.due)
        others = [pair for pair in self.actions if pair[0] != entry.number]
        if entry.action or entry.owner or entry.due:
            others.append((entry.number, entry))
        return replace(self, actions=tuple(sorted(others, key=lambda pair: pair[0])))

    def _running(self, *stages: Stage) -> None:
        """Raise IllegalEvent unless the session is in one of these stages (any in which the clock runs) and runs."""
        if self.paused is not None:
            raise IllegalEvent("the session is paused")
        if self.stage not in (stages or (Stage.BRIEF, Stage.PLAY, Stage.HOT_WASH)):
            raise IllegalEvent(f"not in the stage {self.stage}")


def fold(entries: Iterable[Entry]) -> SessionState:
    """The state that stored entries make."""
    state = SessionState()
    for entry in entries:
        state = state.apply(entry)
    return state


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
