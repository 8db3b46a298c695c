"""What follows from acts and from leaving them: consequences as data, acting on a small state of the world.

They change what arrives next and what can still be found out. They never change a score.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Literal

from .conditions import Condition
from .kinds import IncidentType
from .records import record
from .scenario_base import Wording
from .text import Text

START = "start"
MOST_PLACES = 1_000_000


class Measure(StrEnum):
    """What an effect acts on; see `World`."""

    EXPOSED = "exposed"
    SPREAD = "spread"
    EVIDENCE = "evidence"
    TRUST = "trust"
    MINUTES = "minutes"


@record
class World:
    """How bad things are.

    `exposed`: of the persons concerned, the percentage whose data somebody without right may hold now. `spread`:
    in how many places the material can be had. `evidence`: how much of what tells the story is intact, in percent.
    `trust`: what people outside think of the organisation, 0 to 100. `lost_minutes`: scenario time lost to trouble.
    """

    exposed: int = 100
    spread: int = 1
    evidence: int = 100
    trust: int = 70
    lost_minutes: int = 0


@record
class Effect:
    """`add` to a measure, or make it `percent` of what it was. Every measure stays within its bounds."""

    measure: Measure
    add: int | None = None
    percent: int | None = None


@record
class Due:
    """So many minutes after the start, or after an act or a mark first occurred."""

    of: str = START
    minutes: int


@record
class StartingWorld:
    """The world at the start, where `when` holds over the facts; the first entry that fits counts."""

    when: Condition | None = None
    exposed_percent: int = 100
    spread: int = 1
    evidence: int = 100
    trust: int = 70


@record
class NewsSpec:
    """How the players hear of it: as a call, a mail, a post, never as a number."""

    delay_minutes: int = 0
    method: Literal["phone", "mail", "visit", "system", "news", "paper"]
    sender: Wording
    message: Wording


@record
class LossSpec:
    """Evidence of these `kinds` on which a finding about one of these `facts` rests is gone unless it was seen.

    `message` arrives in its place.
    """

    kinds: tuple[str, ...]
    facts: tuple[str, ...]
    message: Wording


@record
class ConsequenceSpec:
    """One consequence as authors write it: `on` an act or mark, or when it is `due`; at most once in a run.

    `only_if` is decided over the facts when the incident is generated, `when` over what happened up to that moment.
    """

    id: str
    title: Text
    on: tuple[str, ...] = ()
    due: Due | None = None
    only_if: Condition | None = None
    when: Condition | None = None
    effects: tuple[Effect, ...] = ()
    destroys: LossSpec | None = None
    marks: tuple[str, ...] = ()
    news: NewsSpec | None = None
    why: Text  # for the debrief
    guide_note: Text | None = None  # the tension, where a guide’s own step brings it about


@record
class ConsequenceFile:
    """What can follow in incidents of these types (none named: of every type)."""

    types: tuple[IncidentType, ...] = ()
    start: tuple[StartingWorld, ...] = ()
    consequences: tuple[ConsequenceSpec, ...] = ()

    def fits(self, incident_type: IncidentType) -> bool:
        return not self.types or incident_type in self.types


@record
class Loss:
    """Evidence that is gone for good if it has not been seen yet, and what arrives instead."""

    evidence: tuple[str, ...]
    message: Text


@record
class Consequence:
    """A consequence of one incident. `news` is the id of the inject that tells of it."""

    id: str
    title: Text
    on: tuple[str, ...] = ()
    due: Due | None = None
    when: Condition | None = None
    effects: tuple[Effect, ...] = ()
    loss: Loss | None = None
    marks: tuple[str, ...] = ()
    news: str | None = None
    why: Text
    guide_note: Text | None = None


@record
class Fired:
    """A consequence that came true at a scenario moment. `cause`: the act or mark; empty when time brought it."""

    consequence: str
    minutes: int
    cause: str
    lost: tuple[str, ...] = ()
    before: World
    after: World


def affect(world: World, effects: tuple[Effect, ...]) -> World:
    """The world after the effects, each measure within its bounds."""
    for effect in effects:
        name = "lost_minutes" if effect.measure is Measure.MINUTES else effect.measure.value
        value: int = getattr(world, name)
        value = value * effect.percent // 100 if effect.percent is not None else value + (effect.add or 0)
        most = {Measure.SPREAD: MOST_PLACES, Measure.MINUTES: None}.get(effect.measure, 100)
        least = world.lost_minutes if effect.measure is Measure.MINUTES else 0  # time lost does not come back
        value = max(least, value if most is None else min(most, value))
        world = replace(world, **{name: value})
    return world


def news_mark(consequence_id: str) -> str:
    """The mark that a consequence leaves, which its own news waits for."""
    return f"consequence.{consequence_id}"
