"""The acts an incident offers. The menu follows from type, scenario and seed, never from facts or a guide."""

from __future__ import annotations

from itertools import pairwise

from ..domain.catalogue import Action, ActionCatalogue
from ..domain.incident import Card, Decision
from ..domain.kinds import PHASES
from ..domain.scenario import Scenario
from ..domain.text import Text
from .streams import Stream, opaque_id

MOST_CARDS = 8


def offer_cards(scenario: Scenario, catalogue: ActionCatalogue, stream: Stream) -> tuple[Decision, ...]:
    """A decision per phase and topic, split evenly where a topic has more than eight acts."""
    offered = [a for a in catalogue.actions if a.fits(scenario.type) and a.id not in scenario.omit_actions]
    decisions: list[Decision] = []
    for phase in PHASES:
        for topic in catalogue.topics:
            actions = [a for a in offered if a.phase is phase and a.topic == topic.id]
            own = stream.child("cards", phase.value, topic.id)
            parts = _chunks(own.shuffled(actions))
            for number, part in enumerate(parts, start=1):
                several = len(parts) > 1
                mark = Text(f"（{number}／{len(parts)}）", f" ({number} of {len(parts)})") if several else Text("", "")
                decisions.append(
                    Decision(
                        id=f"{phase.value}-{topic.id}-{number}",
                        phase=phase,
                        heading=Text(topic.label.ja + mark.ja, topic.label.en + mark.en),
                        cards=tuple(_card(action, own) for action in part),
                    )
                )
    return tuple(decisions)


def _card(action: Action, stream: Stream) -> Card:
    return Card(
        id=opaque_id("c", stream.path, action.id),
        action=action.id,
        label=action.label,
        phase=action.phase,
        topic=action.topic,
        kind=action.kind,
        minutes=action.minutes,
    )


def _chunks(actions: list[Action]) -> list[list[Action]]:
    if not actions:
        return []
    count = -(-len(actions) // MOST_CARDS)
    edges = [round(len(actions) * n / count) for n in range(count + 1)]
    return [actions[low:high] for low, high in pairwise(edges)]
