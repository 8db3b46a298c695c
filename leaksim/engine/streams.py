"""Named random streams: each thing drawn has its own, so that a new one never shifts the others.

Only `random.Random.random()` is used of the standard generator, because that is the one method whose sequence
Python promises to keep between versions.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")


class Stream:
    """A reproducible source of choices, identified by its path and nothing else."""

    __slots__ = ("_draw", "path", "seed")

    def __init__(self, *path: str | int) -> None:
        self.path = "|".join(str(part) for part in path)
        self.seed = int.from_bytes(sha256(self.path.encode()).digest()[:16], "big")
        self._draw = random.Random(self.seed).random

    def child(self, *path: str | int) -> Stream:
        """The stream of that name below this one; independent of what was drawn here."""
        return Stream(self.path, *path)

    def fraction(self) -> float:
        """A float in [0, 1)."""
        return self._draw()

    def integer(self, low: int, high: int) -> int:
        """An integer between both ends, inclusive."""
        if high < low:
            raise ValueError(f"empty range {low}..{high}")
        return low + int(self._draw() * (high - low + 1))

    def magnitude(self, low: int, high: int) -> int:
        """An integer between both ends, small and huge ones alike: a band between doublings, then within it."""
        if low < 1:
            return self.integer(low, high)
        edges = [low]
        while edges[-1] * 2 < high:
            edges.append(edges[-1] * 2)
        band = self.integer(0, len(edges) - 1)
        upper = edges[band + 1] - 1 if band + 1 < len(edges) else high
        return self.integer(edges[band], upper)

    def pick(self, items: Sequence[T]) -> T:
        return items[int(self._draw() * len(items))]

    def weighted(self, weights: Mapping[str, int]) -> str:
        """One key, by integer weights; ties to the order in which the keys are declared."""
        point = self.integer(1, sum(weights.values()))
        for key, weight in weights.items():
            point -= weight
            if point <= 0:
                return key
        raise AssertionError("unreachable: the point lies within the sum")

    def shuffled(self, items: Sequence[T]) -> list[T]:
        result = list(items)
        for last in range(len(result) - 1, 0, -1):
            other = self.integer(0, last)
            result[last], result[other] = result[other], result[last]
        return result

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """`count` different items (all when there are fewer), in drawn order."""
        return self.shuffled(items)[:count]

    def code(self, pattern: str) -> str:
        """`#` becomes a digit, `?` a capital letter without I and O, all else stays."""
        letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
        return "".join(
            str(self.integer(0, 9)) if sign == "#" else self.pick(letters) if sign == "?" else sign for sign in pattern
        )


def parts_of(stream: Stream, total: int, count: int) -> list[int]:
    """`count` positive numbers that add up to `total`; raises ValueError where there are none."""
    if count == 0 and total == 0:
        return []
    if not 1 <= count <= total:
        raise ValueError(f"{total} cannot be made of {count} positive numbers")
    if 2 * count > total:
        cuts = set(stream.sample(range(1, total), count - 1))
    else:
        cuts = set()
        while len(cuts) < count - 1:
            cuts.add(stream.integer(1, total - 1))
    edges = [0, *sorted(cuts), total]
    return [high - low for low, high in pairwise(edges)]


def opaque_id(prefix: str, *path: str | int) -> str:
    """A short id that tells nothing to those who lack the seed, e.g. ``o-3f9a1c20``."""
    return f"{prefix}-{sha256('|'.join(str(part) for part in path).encode()).hexdigest()[:10]}"
