"""When cards come back: computed from recalls alone, by days, the same every time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leaksim.domain.study import Recall, Recalled, day_of
from leaksim.services.memory import due_cards, memories, remember

START = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)  # noon in Japan


def recalls(*steps: tuple[float, Recall]) -> list[Recalled]:
    """Recalls at so many days after the start."""
    return [Recalled(at=START + timedelta(days=days), recall=recall) for days, recall in steps]


def days_until(card: list[Recalled]) -> int:
    return (day_of(remember("c", card).due) - day_of(card[-1].at)).days


def test_what_was_missed_or_helped_with_comes_back_the_next_day() -> None:
    assert days_until(recalls((0, Recall.AGAIN))) == 1
    assert days_until(recalls((0, Recall.HARD))) == 1


def test_what_is_known_comes_back_later_and_later() -> None:
    steps: list[tuple[float, Recall]] = [(0, Recall.GOOD)]
    gaps = []
    for _ in range(4):
        gaps.append(days_until(recalls(*steps)))
        steps.append((steps[-1][0] + gaps[-1], Recall.GOOD))
    assert gaps == sorted(gaps)
    assert gaps[0] >= 2
    assert gaps[-1] > 3 * gaps[0]


def test_a_lapse_brings_it_back_soon() -> None:
    known = [(0.0, Recall.GOOD), (2.0, Recall.GOOD), (12.0, Recall.GOOD)]
    assert days_until(recalls(*known)) > 5
    lapsed = recalls(*known, (30, Recall.AGAIN))
    assert days_until(lapsed) <= 3
    assert remember("c", lapsed).lapses == 1


def test_the_same_journal_gives_the_same_days() -> None:
    history = recalls((0, Recall.HARD), (1, Recall.GOOD), (3.2, Recall.AGAIN), (4.1, Recall.GOOD))
    assert remember("c", history) == remember("c", history)


def test_two_recalls_within_a_day_count_both() -> None:
    twice = remember("c", recalls((0, Recall.AGAIN), (0.01, Recall.GOOD)))
    assert twice.recalls == 2
    assert day_of(twice.due) > day_of(START)


def test_due_is_what_falls_into_the_day_the_least_stable_first() -> None:
    known = memories(
        {
            "missed": recalls((0, Recall.AGAIN)),
            "helped": recalls((0, Recall.HARD)),
            "known": recalls((0, Recall.GOOD)),
        }
    )
    assert due_cards(known, START) == ()
    # The next morning in Japan, less than a day later: a daily review asks for the day, not for the hour.
    morning = START + timedelta(hours=19)
    assert [m.card for m in due_cards(known, morning)] == ["missed", "helped"]
    later = START + timedelta(days=10)
    assert [m.card for m in due_cards(known, later)] == ["missed", "helped", "known"]


def test_nothing_is_known_without_a_recall() -> None:
    with pytest.raises(ValueError, match="nothing is known"):
        remember("c", [])
