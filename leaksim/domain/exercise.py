"""A run of an incident: the fold of an append-only list of events.

Scenario time moves when a phase closes (its acts cost minutes) and never by a real clock.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from ..errors import IllegalEvent
from .answering import AnswerValue as AnswerValue
from .answering import check_value
from .conditions import Situation, evaluate
from .filling import FormFilled, SheetEntry, field_to_fill
from .incident import AskedQuestion, Card, Decision, Incident
from .kinds import PHASES, Certainty, Phase, Truth
from .knowledge import established_values, released_evidence
from .records import record

FIRST_CARDS_PER_DECISION = 3


@record
class Answered:
    """An answer as given; choices are opaque option ids, moments ISO 8601. 不明 carries no value."""

    kind: Literal["answered"] = "answered"
    seq: int = 0
    at: str = ""
    question: str
    certainty: Certainty
    value: AnswerValue | None = None


@record
class Acted:
    """An act chosen in a phase; it takes effect when the phase closes. `first`: before everything else."""

    kind: Literal["acted"] = "acted"
    seq: int = 0
    at: str = ""
    action: str
    phase: Phase
    first: bool = False


@record
class Withdrawn:
    """An act or an answer taken back while its phase is open."""

    kind: Literal["withdrawn"] = "withdrawn"
    seq: int = 0
    at: str = ""
    action: str | None = None
    question: str | None = None


@record
class PhaseClosed:
    kind: Literal["phase_closed"] = "phase_closed"
    seq: int = 0
    at: str = ""
    phase: Phase


Event = Answered | Acted | Withdrawn | PhaseClosed | FormFilled


@record
class AnswerRecord:
    """The answer in force, with the evidence that had been released when it was given."""

    event: Answered
    evidence: frozenset[str]


@record
class Act:
    """An act in force, begun at `at`. Acts of one rank happen side by side; a lower rank is earlier."""

    action: str
    phase: Phase
    first: bool
    rank: int
    at: str


@record
class Release:
    """An inject that arrived, at this scenario moment (minutes since the start), while `phase` was open."""

    inject: str
    minutes: int
    phase: Phase


@record
class LegalActions:
    """What the open phase allows now."""

    phase: Phase | None
    questions: tuple[AskedQuestion, ...]
    cards: tuple[Card, ...]
    can_close: bool


@record
class Exercise:
    """The state after `events`. Build it with `begin`, move it with `apply`."""

    incident: Incident
    events: tuple[Event, ...] = ()
    phase: Phase | None = Phase.DISCOVER_REPORT  # None: finished
    minutes: int = 0
    releases: tuple[Release, ...] = ()
    answers: tuple[tuple[str, AnswerRecord], ...] = ()
    planned: tuple[tuple[str, bool], ...] = ()  # acts of the open phase: (action, first)
    acts: tuple[Act, ...] = ()
    happened: tuple[str, ...] = ()
    filled: tuple[tuple[tuple[str, str], SheetEntry], ...] = ()  # by (form, field)

    @property
    def finished(self) -> bool:
        return self.phase is None

    @property
    def now(self) -> str:
        """The scenario moment, ISO 8601."""
        return moment(self.incident, self.minutes)

    def legal_actions(self) -> LegalActions:
        if self.phase is None:
            return LegalActions(phase=None, questions=(), cards=(), can_close=False)
        return LegalActions(
            phase=self.phase,
            questions=tuple(q for q in self.incident.questions if q.round.phase is self.phase),
            cards=offered_cards(self),
            can_close=True,
        )

    def apply(self, event: Event) -> Exercise:
        """The next state; raises IllegalEvent when the event is not allowed now. `seq` and `at` are filled in."""
        if self.phase is None:
            raise IllegalEvent("the exercise is finished")
        stamped = replace(event, seq=len(self.events) + 1, at=self.now)
        match stamped:
            case Answered():
                state = self._answered(stamped)
            case Acted():
                state = self._acted(stamped)
            case Withdrawn():
                state = self._withdrawn(stamped)
            case PhaseClosed():
                state = self._closed(stamped)
            case FormFilled():
                state = self._filled(stamped)
            case _:
                raise IllegalEvent(f"unknown event: {event!r}")
        return replace(state, events=(*self.events, stamped))

    def _answered(self, event: Answered) -> Exercise:
        question = next((q for q in self.legal_actions().questions if q.id == event.question), None)
        if question is None:
            raise IllegalEvent(f"question {event.question!r} is not open")
        check_value(question, event.certainty, event.value)
        entry = AnswerRecord(event=event, evidence=self.evidence())
        others = tuple(pair for pair in self.answers if pair[0] != event.question)
        return replace(self, answers=(*others, (event.question, entry)))

    def _acted(self, event: Acted) -> Exercise:
        if event.phase is not self.phase:
            raise IllegalEvent(f"phase {event.phase} is not open")
        card = next((c for c in offered_cards(self) if c.action == event.action), None)
        if card is None:
            raise IllegalEvent(f"act {event.action!r} is not offered now")
        planned = tuple(p for p in self.planned if p[0] != event.action)
        if event.first:
            decision = decision_of(self.incident, event.action)
            beside = {c.action for c in decision.cards}
            if sum(first for action, first in planned if action in beside) >= FIRST_CARDS_PER_DECISION:
                raise IllegalEvent(f"at most {FIRST_CARDS_PER_DECISION} acts of a decision can come first")
        return replace(self, planned=(*planned, (event.action, event.first)))

    def _withdrawn(self, event: Withdrawn) -> Exercise:
        if event.action is not None:
            if event.action not in dict(self.planned):
                raise IllegalEvent(f"act {event.action!r} is not planned")
            return replace(self, planned=tuple(p for p in self.planned if p[0] != event.action))
        open_ids = {q.id for q in self.legal_actions().questions}
        if event.question not in open_ids or event.question not in dict(self.answers):
            raise IllegalEvent(f"answer {event.question!r} cannot be withdrawn")
        return replace(self, answers=tuple(p for p in self.answers if p[0] != event.question))

    def _closed(self, event: PhaseClosed) -> Exercise:
        if event.phase is not self.phase:
            raise IllegalEvent(f"phase {event.phase} is not open")
        phase, minutes = event.phase, self.minutes
        cost = {card.action: card.minutes for card in self.incident.cards()}
        acts: list[Act] = []
        for action, first in sorted(self.planned, key=lambda pair: not pair[1]):
            rank = 2 * phase.position + (not first)
            at = moment(self.incident, minutes)
            acts.append(Act(action=action, phase=phase, first=first, rank=rank, at=at))
            minutes += cost[action]
        following = PHASES[phase.position + 1] if phase.position + 1 < len(PHASES) else None
        if following is not None:
            minutes = max(minutes, self.incident.phase_minutes.get(following, 0))
        state = replace(
            self,
            phase=following,
            minutes=minutes,
            planned=(),
            acts=(*self.acts, *acts),
            happened=(*self.happened, *(act.action for act in acts)),
        )
        return release_due(state)

    def _filled(self, event: FormFilled) -> Exercise:
        field_to_fill(self.incident, self.phase, event)
        place = (event.form, event.field)
        others = tuple(pair for pair in self.filled if pair[0] != place)
        if event.empty:
            return replace(self, filled=others)
        return replace(self, filled=(*others, (place, SheetEntry(event=event, evidence=self.evidence()))))

    def evidence(self) -> frozenset[str]:
        """Ids of the evidence released so far."""
        return released_evidence(self.incident, (r.inject for r in self.releases))

    def situation(self) -> Situation:
        return Situation(
            truth=self.incident.facts,
            established=established_values(self.incident, self.evidence()),
            happened=self.happened,
        )


def begin(incident: Incident) -> Exercise:
    """The exercise before the first event, with the injects that open it."""
    return release_due(Exercise(incident=incident))


def replay(incident: Incident, events: tuple[Event, ...] | list[Event]) -> Exercise:
    """The fold of stored events."""
    state = begin(incident)
    for event in events:
        state = state.apply(event)
    return state


def release_due(state: Exercise) -> Exercise:
    """Release every inject whose phase has opened, whose time has come and whose condition holds."""
    if state.phase is None:
        return state
    for inject in state.incident.injects:
        if any(r.inject == inject.id for r in state.releases):
            continue
        if inject.phase.position > state.phase.position or inject.minutes > state.minutes:
            continue
        if evaluate(inject.when, state.situation()) is not Truth.YES:
            continue
        state = replace(
            state,
            releases=(*state.releases, Release(inject=inject.id, minutes=state.minutes, phase=state.phase)),
            happened=(*state.happened, *inject.marks),
        )
    return state


def offered_cards(state: Exercise) -> tuple[Card, ...]:
    """Cards of the open phase, and those of earlier phases that were not acted on."""
    if state.phase is None:
        return ()
    done = {act.action for act in state.acts}
    return tuple(
        card
        for card in state.incident.cards()
        if card.phase.position <= state.phase.position and card.action not in done
    )


def decision_of(incident: Incident, action: str) -> Decision:
    for decision in incident.decisions:
        if any(card.action == action for card in decision.cards):
            return decision
    raise IllegalEvent(f"act {action!r} is not offered")


def moment(incident: Incident, minutes: int) -> str:
    """A scenario moment as ISO 8601 with its offset."""
    return (datetime.fromisoformat(incident.starts_at) + timedelta(minutes=minutes)).isoformat(timespec="minutes")
