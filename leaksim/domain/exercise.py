"""A run of an incident: the fold of an append-only list of events.

Scenario time moves when acts are carried out and when a phase closes, never by a real clock.
"""

from __future__ import annotations

from dataclasses import replace

from ..errors import IllegalEvent
from .answering import AnswerValue as AnswerValue
from .answering import check_value
from .conditions import Situation
from .consequences import Fired, World
from .course import Act as Act
from .course import Release as Release
from .course import carry_out, enter, finish, release_due
from .course import moment as moment
from .course import rank_of as rank_of
from .events import Acted, Answered, CarriedOut, Event, Paused, PhaseClosed, Resumed, Withdrawn
from .filling import FormFilled, SheetEntry, field_to_fill
from .hints import HintTaken, check_hint
from .incident import AskedQuestion, Card, Decision, Incident
from .kinds import PHASES, Phase
from .knowledge import established_values, released_evidence
from .records import record

FIRST_CARDS_PER_DECISION = 3


@record
class AnswerRecord:
    """The answer in force, with the evidence that had been released when it was given."""

    event: Answered
    evidence: frozenset[str]


@record
class LegalActions:
    """What the open phase allows now."""

    phase: Phase | None
    questions: tuple[AskedQuestion, ...]
    cards: tuple[Card, ...]
    can_close: bool


@record
class Exercise:
    """The state after `events`. Build it with `begin`, move it with `apply`.

    `minutes` counts as the scenario's phases do; `clock` adds the time that trouble has cost. `occurred` holds acts
    and marks with the clock's minutes, `aftermath` what consequences left behind, which no score looks at.
    """

    incident: Incident
    events: tuple[Event, ...] = ()
    phase: Phase | None = Phase.DISCOVER_REPORT  # None: finished
    minutes: int = 0
    releases: tuple[Release, ...] = ()
    answers: tuple[tuple[str, AnswerRecord], ...] = ()
    planned: tuple[tuple[str, bool], ...] = ()  # acts of the open phase: (action, first)
    acts: tuple[Act, ...] = ()
    occurred: tuple[tuple[str, int], ...] = ()
    rounds: int = 0  # how often acts of the open phase were carried out
    paused: bool = False
    world: World = World()
    fired: tuple[Fired, ...] = ()
    judged: tuple[str, ...] = ()  # consequences that came true, or that fell due and did not
    aftermath: tuple[tuple[str, int], ...] = ()
    lost: tuple[str, ...] = ()  # evidence gone for good
    looked: int = 0  # up to which minute the players have seen what arrived
    ended: int | None = None
    filled: tuple[tuple[tuple[str, str], SheetEntry], ...] = ()  # by (form, field)

    @property
    def finished(self) -> bool:
        return self.phase is None

    @property
    def clock(self) -> int:
        """Scenario minutes since the start, time lost included."""
        return self.ended if self.ended is not None else self.minutes + self.world.lost_minutes

    @property
    def now(self) -> str:
        """The scenario moment, ISO 8601."""
        return moment(self.incident, self.clock)

    @property
    def happened(self) -> tuple[str, ...]:
        """Acts and marks in the order in which they occurred."""
        return tuple(what for what, _ in self.occurred)

    def legal_actions(self) -> LegalActions:
        if self.phase is None or self.paused:
            return LegalActions(phase=self.phase, questions=(), cards=(), can_close=False)
        return LegalActions(
            phase=self.phase,
            questions=open_questions(self),
            cards=offered_cards(self),
            can_close=True,
        )

    def apply(self, event: Event) -> Exercise:
        """The next state; raises IllegalEvent when the event is not allowed now. `seq` and `at` are filled in."""
        if self.phase is None:
            raise IllegalEvent("the exercise is finished")
        if self.paused and not isinstance(event, Resumed):
            raise IllegalEvent("the exercise is paused")
        stamped = replace(event, seq=len(self.events) + 1, at=self.now)
        match stamped:
            case Answered():
                state = self._answered(stamped)
            case Acted():
                state = self._acted(stamped)
            case Withdrawn():
                state = self._withdrawn(stamped)
            case CarriedOut():
                state = self._carried_out(stamped)
            case PhaseClosed():
                state = self._closed(stamped)
            case Paused():
                state = replace(self, paused=True)
            case Resumed():
                if not self.paused:
                    raise IllegalEvent("the exercise is not paused")
                state = replace(self, paused=False)
            case FormFilled():
                state = self._filled(stamped)
            case HintTaken():
                check_hint(self.incident, self.phase, stamped)
                state = self  # a hint changes nothing but the record
            case _:
                raise IllegalEvent(f"unknown event: {event!r}")
        return replace(state, events=(*self.events, stamped))

    def _answered(self, event: Answered) -> Exercise:
        question = next((q for q in open_questions(self) if q.id == event.question), None)
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
        open_ids = {q.id for q in open_questions(self)}
        if event.question not in open_ids or event.question not in dict(self.answers):
            raise IllegalEvent(f"answer {event.question!r} cannot be withdrawn")
        return replace(self, answers=tuple(p for p in self.answers if p[0] != event.question))

    def _carried_out(self, event: CarriedOut) -> Exercise:
        if event.phase is not self.phase:
            raise IllegalEvent(f"phase {event.phase} is not open")
        if not self.planned:
            raise IllegalEvent("no act is chosen")
        return release_due(carry_out(self))

    def _closed(self, event: PhaseClosed) -> Exercise:
        if event.phase is not self.phase:
            raise IllegalEvent(f"phase {event.phase} is not open")
        state = carry_out(self)
        following = event.phase.position + 1
        return enter(state, PHASES[following]) if following < len(PHASES) else finish(state)

    def _filled(self, event: FormFilled) -> Exercise:
        field_to_fill(self.incident, self.phase, event)
        place = (event.form, event.field)
        others = tuple(pair for pair in self.filled if pair[0] != place)
        if event.empty:
            return replace(self, filled=others)
        return replace(self, filled=(*others, (place, SheetEntry(event=event, evidence=self.evidence()))))

    def evidence(self) -> frozenset[str]:
        """Ids of the evidence that has come; what was destroyed before it came is not among it."""
        return released_evidence(self.incident, (r.inject for r in self.releases)).difference(self.lost)

    def situation(self) -> Situation:
        """How things stand for a guide: as if nothing had been destroyed, so that no consequence changes a score."""
        released = released_evidence(self.incident, (r.inject for r in self.releases))
        return Situation(
            truth=self.incident.facts,
            established=established_values(self.incident, released),
            happened=self.happened,
        )


def begin(incident: Incident) -> Exercise:
    """The exercise before the first event, with the injects that open it."""
    return release_due(Exercise(incident=incident, world=incident.world))


def replay(incident: Incident, events: tuple[Event, ...] | list[Event]) -> Exercise:
    """The fold of stored events."""
    state = begin(incident)
    for event in events:
        state = state.apply(event)
    return state


def open_questions(state: Exercise) -> tuple[AskedQuestion, ...]:
    """The questions of the open phase."""
    return tuple(q for q in state.incident.questions if q.round.phase is state.phase)


def offered_cards(state: Exercise) -> tuple[Card, ...]:
    """Cards of the open phase, and those of earlier phases that were not acted on."""
    if state.phase is None:
        return ()
    done, reached = {act.action for act in state.acts}, state.phase.position
    return tuple(card for card in state.incident.cards() if card.phase.position <= reached and card.action not in done)


def decision_of(incident: Incident, action: str) -> Decision:
    for decision in incident.decisions:
        if any(card.action == action for card in decision.cards):
            return decision
    raise IllegalEvent(f"act {action!r} is not offered")
