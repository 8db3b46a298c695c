"""When a card should come back: FSRS, computed anew from every recall, so that nothing but the journal is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache

from fsrs import Card, Rating, Scheduler

from ..domain.records import record
from ..domain.study import Recall, Recalled, day_of

_RATINGS = {Recall.AGAIN: Rating.Again, Recall.HARD: Rating.Hard, Recall.GOOD: Rating.Good}


@record
class Memory:
    """What is to be expected of one card: when it is due, and how its recalls went."""

    card: str
    due: datetime
    stability: float  # days until nine of ten would still recall it
    last: Recall
    recalls: int
    lapses: int


@cache
def _scheduler() -> Scheduler:
    # No steps within a day: reviews are daily, and a card that was missed is due the next day. No fuzz: the same
    # journal gives the same days.
    return Scheduler(enable_fuzzing=False, learning_steps=(), relearning_steps=())


def remember(card: str, recalls: Iterable[Recalled]) -> Memory:
    """The memory of a card after its recalls, oldest first; ValueError when there is none."""
    history = list(recalls)
    if not history:
        raise ValueError(f"nothing is known of {card!r}")
    state = Card(card_id=1)  # without a number of its own the library would wait for the clock
    for one in history:
        state, _ = _scheduler().review_card(state, _RATINGS[one.recall], one.at)
    return Memory(
        card=card,
        due=state.due,
        stability=state.stability or 0.0,
        last=history[-1].recall,
        recalls=len(history),
        lapses=sum(one.recall is Recall.AGAIN for one in history),
    )


def memories(recalls: Mapping[str, Iterable[Recalled]]) -> dict[str, Memory]:
    return {card: remember(card, history) for card, history in recalls.items()}


def due_cards(known: Mapping[str, Memory], now: datetime) -> tuple[Memory, ...]:
    """What is due by the end of the learner's day, the least stable first."""
    due = [memory for memory in known.values() if day_of(memory.due) <= day_of(now)]
    return tuple(sorted(due, key=lambda m: (m.stability, m.due, m.card)))
