"""The course of events: acts take their time, what is due comes to pass, and what has arrived is released.

Scenario time moves by acts and phases alone, never by a real clock.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from .conditions import Condition, Situation, evaluate
from .consequences import START, Consequence, Fired, affect, news_mark
from .incident import Incident, Inject
from .kinds import PHASES, Phase, Truth
from .knowledge import established_values
from .records import record

if TYPE_CHECKING:
    from .exercise import Exercise

#: Ranks of one phase lie below this: twice the number of times that acts were carried out, and one.
_RANKS = 1000


@record
class Act:
    """An act in force, begun at `at`. Acts of one rank happen side by side; a lower rank is earlier.

    `seen`: how many releases there had been when it was decided.
    """

    action: str
    phase: Phase
    first: bool
    rank: int
    at: str
    seen: int


@record
class Release:
    """An inject that arrived, at this scenario moment (minutes since the start), while `phase` was open.

    `without`: evidence that should have come with it and is gone.
    """

    inject: str
    minutes: int
    phase: Phase
    without: tuple[str, ...] = ()


def changed(state: Exercise, **values: Any) -> Exercise:
    """`dataclasses.replace` without its checks: the search for the best line plays thousands of acts."""
    other = object.__new__(type(state))
    other.__dict__.update(state.__dict__, **values)
    return other


def moment(incident: Incident, minutes: int) -> str:
    """A scenario moment as ISO 8601 with its offset."""
    return (datetime.fromisoformat(incident.starts_at) + timedelta(minutes=minutes)).isoformat(timespec="minutes")


def rank_of(state: Exercise, first: bool) -> int:
    """The rank of acts that are done next."""
    assert state.phase is not None
    return _RANKS * state.phase.position + 2 * state.rounds + (not first)


def carry_out(state: Exercise) -> Exercise:
    """Do the acts chosen, those put first ahead; time passes, consequences come true, nothing is released yet."""
    assert state.phase is not None
    cost = {card.action: card.minutes for card in state.incident.cards()}
    seen = len(state.releases)
    for action, first in sorted(state.planned, key=lambda pair: not pair[1]):
        act = Act(action=action, phase=state.phase, first=first, rank=rank_of(state, first), at=state.now, seen=seen)
        state = pass_time(_happen(changed(state, acts=(*state.acts, act)), action), state.minutes + cost[action])
    return changed(state, planned=(), rounds=state.rounds + 1)


def enter(state: Exercise, phase: Phase) -> Exercise:
    """Open the next phase, at the earliest when the scenario says so, and release what has arrived."""
    state = pass_time(state, max(state.minutes, state.incident.phase_minutes.get(phase, 0)))
    return release_due(changed(state, phase=phase, rounds=0))


def finish(state: Exercise) -> Exercise:
    """End the exercise: what was still under way comes to pass, so that the debrief can tell of it."""
    minutes, lost = state.minutes, state.world.lost_minutes
    waiting = [c.due.minutes for c in state.incident.consequences if c.due is not None]
    horizon = state.clock + sum(waiting) + 1
    state = pass_time(state, horizon)
    state = _release(state, PHASES[-1], state.incident.news, horizon)
    return changed(state, phase=None, minutes=minutes, ended=minutes + lost)


def pass_time(state: Exercise, until: int) -> Exercise:
    """Let time pass up to `until` (minutes as phases count them); what falls due on the way happens in its order."""
    waiting = [c for c in state.incident.consequences if c.due is not None]
    while True:
        due = [
            (at, consequence)
            for consequence in waiting
            if consequence.id not in state.judged
            and (at := _due_at(state, consequence)) is not None
            and at <= until + state.world.lost_minutes
        ]
        if not due:
            return changed(state, minutes=max(state.minutes, until)) if until > state.minutes else state
        at, consequence = min(due, key=lambda pair: pair[0])
        state = changed(
            state,
            minutes=max(state.minutes, at - state.world.lost_minutes),
            judged=(*state.judged, consequence.id),
        )
        if _holds(consequence.when, state):
            state = _fire(state, consequence, "")


def release_due(state: Exercise) -> Exercise:
    """Release every inject whose phase has opened, whose time has come and whose condition holds."""
    if state.phase is None:
        return state
    return _release(state, state.phase, (*state.incident.injects, *state.incident.news), state.clock)


def situation_now(state: Exercise) -> Situation:
    """How things stand in the world, for consequences and injects: what they left behind included."""
    return Situation(
        truth=state.incident.facts,
        established=established_values(state.incident, state.evidence()),
        happened=tuple(what for what, _ in (*state.occurred, *state.aftermath)),
    )


def _holds(condition: Condition | None, state: Exercise) -> bool:
    return condition is None or evaluate(condition, situation_now(state)) is Truth.YES


def _release(state: Exercise, phase: Phase, injects: tuple[Inject, ...], clock: int) -> Exercise:
    before = state.releases
    there = {release.inject for release in before}
    for inject in injects:
        if inject.id in there or inject.phase.position > phase.position:
            continue
        at = _arrival(state, inject)
        if at is None or at > clock or not _holds(inject.when, state):
            continue
        there.add(inject.id)
        without = tuple(e for e in inject.evidence if e in state.lost)
        arrived = Release(inject=inject.id, minutes=at, phase=phase, without=without)
        state = changed(state, releases=(*state.releases, arrived))
        for mark in inject.marks:
            state = _happen(state, mark)
    news = sorted(state.releases[len(before) :], key=lambda release: release.minutes)
    return changed(state, releases=(*before, *news), looked=max(state.looked, state.clock))


def _arrival(state: Exercise, inject: Inject) -> int | None:
    """When an inject arrives: at its time, yet not in the past that the players have already seen."""
    if inject.after is not None:
        first = _first_time(state, inject.after.of)
        if first is None:
            return None
        return max(state.looked, first + inject.after.minutes)
    if inject.minutes > state.minutes:
        return None
    if inject.when is not None:
        return state.clock
    return max(state.looked, inject.minutes + state.world.lost_minutes)


def _happen(state: Exercise, what: str) -> Exercise:
    """Record an act or a mark, and what follows from it at once."""
    return _follow(changed(state, occurred=(*state.occurred, (what, state.clock))), what)


def _follow(state: Exercise, what: str) -> Exercise:
    for consequence in state.incident.consequences:
        if what not in consequence.on or consequence.id in state.judged:
            continue
        if _holds(consequence.when, state):
            state = _fire(changed(state, judged=(*state.judged, consequence.id)), consequence, what)
    return state


def _fire(state: Exercise, consequence: Consequence, cause: str) -> Exercise:
    seen = state.evidence()
    wanted = consequence.loss.evidence if consequence.loss is not None else ()
    gone = tuple(e for e in wanted if e not in seen and e not in state.lost)
    world = affect(state.world, consequence.effects)
    fired = Fired(
        consequence=consequence.id, minutes=state.clock, cause=cause, lost=gone, before=state.world, after=world
    )
    marks = (news_mark(consequence.id), *consequence.marks)
    state = changed(
        state,
        fired=(*state.fired, fired),
        aftermath=(*state.aftermath, *((mark, state.clock) for mark in marks)),
        lost=(*state.lost, *gone),
        world=world,
    )
    for mark in consequence.marks:
        state = _follow(state, mark)
    return state


def _due_at(state: Exercise, consequence: Consequence) -> int | None:
    if consequence.due is None:
        return None
    if consequence.due.of == START:
        return consequence.due.minutes
    first = _first_time(state, consequence.due.of)
    return None if first is None else first + consequence.due.minutes


def _first_time(state: Exercise, what: str) -> int | None:
    if what == START:
        return 0
    for happened in (state.occurred, state.aftermath):
        for name, at in happened:
            if name == what:
                return at
    return None
