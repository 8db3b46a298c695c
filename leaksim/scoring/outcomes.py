"""What became of an incident: how bad things ended, and what one different decision would have changed.

None of this is part of a score. A line of play is re-run on the same incident, so that only the decision differs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from enum import StrEnum

from ..domain.catalogue import Library
from ..domain.conditions import HappenedTest, leaves
from ..domain.consequences import MOST_PLACES
from ..domain.course import carry_out, release_due
from ..domain.events import PhaseClosed
from ..domain.exercise import Exercise, begin
from ..domain.incident import Incident
from ..domain.kinds import PHASES, Phase
from ..domain.law_marks import LawVerdict, duties_due, mark_duties
from ..domain.records import record

Round = tuple[Phase, tuple[tuple[str, bool], ...]]
#: A way to play: rounds of acts (with whether they are put first) in order; a phase closes after its last round.
Line = tuple[Round, ...]

# What each part adds to `burden`. People come first, then what is owed to them by law, then everything else.
EXPOSED_WEIGHT, SPREAD_WEIGHT, EVIDENCE_WEIGHT, TRUST_WEIGHT = 3, 2, 1, 2
DEADLINE_WEIGHT, LOST_HOUR_WEIGHT, MOST_LOST_HOURS = 30, 2, 72


@record
class Outcome:
    """The end of a line. `burden` weighs it all into one number: the smaller, the better."""

    persons: int | None  # those concerned; None where nobody knows
    exposed: int  # percent of them
    spread: int
    evidence: int
    trust: int
    lost_minutes: int
    minutes: int
    deadlines_met: int
    deadlines: int

    @property
    def exposed_persons(self) -> int | None:
        return None if self.persons is None else self.persons * self.exposed // 100

    @property
    def burden(self) -> int:
        steps = min(self.spread, MOST_PLACES).bit_length() * 5  # twice as many places are one step
        return (
            EXPOSED_WEIGHT * self.exposed
            + SPREAD_WEIGHT * steps
            + EVIDENCE_WEIGHT * (100 - self.evidence)
            + TRUST_WEIGHT * (100 - self.trust)
            + DEADLINE_WEIGHT * (self.deadlines - self.deadlines_met)
            + LOST_HOUR_WEIGHT * min(self.lost_minutes // 60, MOST_LOST_HOURS)
        )


class Change(StrEnum):
    """How one decision differs from what was done."""

    LEFT_OUT = "left_out"
    DONE = "done"  # in its phase, before the other acts
    SOONER = "sooner"
    LATER = "later"  # after the other acts of the last phase in which it could wait


@record
class Counterfactual:
    """The same incident with one decision changed. `avoided` and `brought`: ids of consequences."""

    change: Change
    action: str
    phase: Phase
    line: Line
    outcome: Outcome
    gain: int  # by how much the burden falls; negative where it rises
    avoided: tuple[str, ...]
    brought: tuple[str, ...]


def outcome_of(exercise: Exercise, library: Library) -> Outcome:
    """How things stand, with duties of today's law that were met in time."""
    return outcome_meter(exercise.incident, library)(exercise)


def outcome_meter(incident: Incident, library: Library) -> Callable[[Exercise], Outcome]:
    """`outcome_of` for many runs of one incident: which duties are due is looked up once."""
    facts = incident.facts
    offered = {card.action for card in incident.cards()}
    duties = duties_due(library.law, facts, offered) if library.law is not None else ()
    persons = facts.get("persons")

    def measure(exercise: Exercise) -> Outcome:
        world = exercise.world
        marks = mark_duties(duties, facts, {act.action: act.at for act in exercise.acts}).marks
        return Outcome(
            persons=persons if isinstance(persons, int) else None,
            exposed=world.exposed,
            spread=world.spread,
            evidence=world.evidence,
            trust=world.trust,
            lost_minutes=world.lost_minutes,
            minutes=exercise.clock,
            deadlines_met=sum(mark.verdict is LawVerdict.MET for mark in marks),
            deadlines=len(marks),
        )

    return measure


def line_of(exercise: Exercise) -> Line:
    """The acts of a run, round by round."""
    rounds: dict[tuple[Phase, int], list[tuple[str, bool]]] = {}
    for act in exercise.acts:
        rounds.setdefault((act.phase, act.rank // 2), []).append((act.action, act.first))
    return tuple((phase, tuple(acts)) for (phase, _), acts in rounds.items())


def play_line(incident: Incident, line: Line) -> Exercise:
    """The finished exercise that a line leads to; questions stay unanswered."""
    state = begin(incident)
    for phase in PHASES:
        rounds = [acts for at, acts in line if at is phase]
        for acts in rounds[:-1]:
            state = release_due(carry_out(replace(state, planned=acts)))
        state = replace(state, planned=rounds[-1] if rounds else ()).apply(PhaseClosed(phase=phase))
    return state


def weighty_acts(incident: Incident, library: Library) -> frozenset[str]:
    """The acts on offer on which a consequence or a duty of today's law turns."""
    named: set[str] = set()
    for consequence in incident.consequences:
        named.update(consequence.on)
        if consequence.due is not None:
            named.add(consequence.due.of)
        named.update(leaf.happened for leaf in leaves(consequence.when) if isinstance(leaf, HappenedTest))
    if library.law is not None:
        named.update(act for rule in library.law.rules for act in rule.acts)
    return frozenset(named.intersection(card.action for card in incident.cards()))


def counterfactuals(exercise: Exercise, library: Library) -> tuple[Counterfactual, ...]:
    """The decisions that counted: changes that would have helped, and acts without which it would have ended worse.

    Of several changes to one act, the one that changes most stands for it. What would have helped most comes first.
    """
    line, incident = line_of(exercise), exercise.incident
    measure = outcome_meter(incident, library)
    before, fired = measure(exercise), {f.consequence for f in exercise.fired}
    best: dict[str, Counterfactual] = {}
    for change, action, phase, other in _changed_lines(line, incident, weighty_acts(incident, library)):
        state = play_line(incident, other)
        after = measure(state)
        gain = before.burden - after.burden
        if gain == 0 or (gain < 0 and change is not Change.LEFT_OUT):
            continue  # that something worse was possible teaches less than what was done and what was missed
        if action in best and abs(best[action].gain) >= abs(gain):
            continue
        now = {f.consequence for f in state.fired}
        best[action] = Counterfactual(
            change=change,
            action=action,
            phase=phase,
            line=other,
            outcome=after,
            gain=gain,
            avoided=tuple(sorted(fired - now)),
            brought=tuple(sorted(now - fired)),
        )
    return tuple(sorted(best.values(), key=lambda one: (-one.gain, one.action)))


def _changed_lines(line: Line, incident: Incident, acts: Collection[str]) -> Iterator[tuple[Change, str, Phase, Line]]:
    homes = {card.action: card.phase for card in incident.cards()}
    done = {action: phase for phase, chosen in line for action, _ in chosen}
    for action in sorted(acts):
        home = homes[action]
        if action not in done:
            yield Change.DONE, action, home, add_act(line, action, home, ahead=True)
            continue
        without = remove_act(line, action)
        yield Change.LEFT_OUT, action, done[action], without
        yield Change.SOONER, action, home, add_act(without, action, home, ahead=True)
        yield Change.LATER, action, done[action], add_act(without, action, done[action], ahead=False)


def remove_act(line: Line, action: str) -> Line:
    return tuple((phase, tuple(pair for pair in acts if pair[0] != action)) for phase, acts in line)


def add_act(line: Line, action: str, phase: Phase, *, ahead: bool, first: bool | None = None) -> Line:
    """The line with an act ahead of all others of a phase, or behind them."""
    rounds = list(line)
    at = [index for index, (when, _) in enumerate(rounds) if when is phase]
    pair = (action, ahead if first is None else first)
    if not at:
        place = next((i for i, (when, _) in enumerate(rounds) if when.position > phase.position), len(rounds))
        rounds.insert(place, (phase, (pair,)))
    elif ahead:
        rounds[at[0]] = (phase, (pair, *rounds[at[0]][1]))
    else:
        rounds[at[-1]] = (phase, (*rounds[at[-1]][1], pair))
    return tuple(rounds)
