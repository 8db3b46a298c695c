"""Seeds of equal difficulty."""

from __future__ import annotations

import pytest

from leaksim.errors import UnreadableInput
from leaksim.services.commands import find_variants

SCENARIO = "loss-train-laptop"


def test_variants_lie_within_the_band_and_are_different_seeds() -> None:
    like = find_variants(SCENARIO, 1, 7, "ipa", 7, 1)[0]
    assert like.seed == 7
    found = find_variants(SCENARIO, 6, 100, "ipa", 7, 5)
    assert len({variant.seed for variant in found}) == 6
    target = like.difficulty.points
    assert all(abs(variant.difficulty.points - target) <= target * 0.05 for variant in found)


def test_without_a_model_the_median_is_the_target() -> None:
    found = find_variants(SCENARIO, 12, 1, "corp", None, 10)
    points = [variant.difficulty.points for variant in found]
    assert max(points) <= min(points) * 1.1 / 0.9 + 1


def test_too_narrow_a_band_says_so() -> None:
    from leaksim.services import commands

    with pytest.raises(UnreadableInput, match="a seed is a whole number"):
        find_variants(SCENARIO, 1, commands.MAX_SEED + 1, "ipa", None, 10)
