"""How points are shared out. Every number of the scoring stands here.

A run is worth 1,000 points. Required acts carry most of them, so that all required acts without any recommended
one pass; answers come next, and count more after the investigation than at the first report; a required act that
holds only under a condition weighs more, because it takes reading the evidence.
"""

from __future__ import annotations

from collections.abc import Sequence

BUDGET = 1000
SHARE_ANSWERS = 40
SHARE_REQUIRED = 52
SHARE_RECOMMENDED = 8

WEIGHT_FIRST_REPORT = 1
WEIGHT_AFTER_INVESTIGATION = 3
WEIGHT_UNCONDITIONAL = 2
WEIGHT_CONDITIONAL = 4

PENALTY_PROHIBITED = 60
PENALTY_GRAVE = 40
PENALTY_MINOR = 20
PENALTY_CONDITION = 15
CONDITION_CAP = BUDGET // 10

PASS_MARK = 70
#: share of the answers' points below which no run passes: acts that fit by luck rest on no facts
FACTS_NEEDED = (2, 3)
#: shares of missed required acts up to which a run is still "S" and "M"
SOME_CHALLENGES = 20
MAJOR_CHALLENGES = 50


def presumed(points: int) -> int:
    """Nearly full: what a right presumption earns where the evidence would have carried a confirmation."""
    return points * 4 // 5


def out_of_order(points: int) -> int:
    """What a required act earns when the stated order was broken."""
    return points * 3 // 4


def share(budget: int, weights: Sequence[int]) -> list[int]:
    """Split `budget` into integers in proportion to `weights` (largest remainders first, ties to the earlier)."""
    total = sum(weights)
    if total == 0:
        return [0 for _ in weights]
    parts = [budget * w // total for w in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(budget * weights[i] % total), i))
    for i in order[: budget - sum(parts)]:
        parts[i] += 1
    return parts


def budgets(answers: bool, required: bool, recommended: bool) -> tuple[int, int, int]:
    """Points for (answers, required, recommended); the share of an empty group goes to the others."""
    shares = [
        SHARE_ANSWERS if answers else 0,
        SHARE_REQUIRED if required else 0,
        SHARE_RECOMMENDED if recommended else 0,
    ]
    first, second, third = share(BUDGET, shares)
    return first, second, third
