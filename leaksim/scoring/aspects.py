"""A scorecard put together in other ways than by phase: by principle of the guide and by objective of the exercise."""

from __future__ import annotations

from collections.abc import Iterator

from ..domain.catalogue import Library, Objective
from ..domain.incident import Incident
from ..domain.playbook import Playbook, Principle
from ..domain.scorecard import AspectKind, AspectScore, Item, ItemKind, Scorecard


def score_aspects(card: Scorecard, incident: Incident, playbook: Playbook, library: Library) -> tuple[AspectScore, ...]:
    """The guide's principles, then the exercise's objectives, each in the order in which they are written.

    An item counts under every principle that names its act, its topic or its group of questions; some show none.
    Objectives share all items among them, so their points add up to the card's. Nothing where there are no items.
    """
    if not card.items:
        return ()
    return tuple(_scores(card, incident, playbook, library))


def _scores(card: Scorecard, incident: Incident, playbook: Playbook, library: Library) -> Iterator[AspectScore]:
    topics = {action.id: action.topic for action in library.catalogue.actions}
    groups = {question.id: question.group for question in incident.questions}

    def shows(item: Item, aspect: Principle | Objective) -> bool:
        if item.kind is ItemKind.ANSWER:
            return groups.get(item.id) in aspect.question_groups
        named = isinstance(aspect, Principle) and item.id in aspect.actions
        return named or topics.get(item.id) in aspect.topics

    for principle in playbook.principles:
        items = [item for item in card.items if shows(item, principle)]
        yield _score(AspectKind.PRINCIPLE, principle, items, principle.section)
    for objective in library.objectives:
        yield _score(AspectKind.OBJECTIVE, objective, [item for item in card.items if shows(item, objective)])


def _score(kind: AspectKind, aspect: Principle | Objective, items: list[Item], section: str = "") -> AspectScore:
    return AspectScore(
        aspect=kind,
        id=aspect.id,
        label=aspect.label,
        points=sum(item.points for item in items),
        max=sum(item.max for item in items),
        harmful=sum(item.harmful for item in items),
        items=tuple(item.id for item in items if item.max or item.points),
        section=section,
    )
