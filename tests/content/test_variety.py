"""Incidents of a scenario differ in more than names, numbers and dates, and reach every range that is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pytest
from variety import drawn_value, masked, text_of, unreached

from leaksim.domain.scenario import Scenario
from leaksim.domain.scenario_base import Wording
from leaksim.engine import generate
from leaksim.engine.names import FAMILY_NAMES
from leaksim.engine.wording import variant_count
from leaksim.services import shelf

MANY = range(1000)


def variety(scenario: Scenario, seeds: Iterable[int]) -> tuple[set[str], dict[str, set[object]]]:
    """Masked texts of whole incidents, and the values that each parameter took."""
    texts: set[str] = set()
    drawn: dict[str, set[object]] = defaultdict(set)
    for seed in seeds:
        made = generate(scenario, seed, shelf.library())
        texts.add(masked(text_of(made), made))
        for name, value in made.parameters.items():
            drawn[name].add(drawn_value(value))
    return texts, drawn


@pytest.mark.slow
def test_thousand_incidents_read_differently_and_reach_every_range(scenario_id: str) -> None:
    scenario = shelf.scenario(scenario_id)
    texts, drawn = variety(scenario, MANY)
    assert len(texts) >= 30
    assert unreached(scenario, drawn) == []


def test_six_incidents_read_differently(scenario_id: str) -> None:
    texts, _ = variety(shelf.scenario(scenario_id), range(6))
    assert len(texts) >= 4


def test_no_message_has_one_wording_only(scenario_id: str) -> None:
    """Whoever plays a scenario again shall not be told the same in the same words."""
    messages = {inject.id: inject.message for inject in shelf.scenario(scenario_id).injects}
    assert [i for i, m in messages.items() if not isinstance(m, Wording) or variant_count(m) < 2] == []


def test_masking_leaves_only_what_is_said() -> None:
    made = generate(shelf.scenario("loss-train-laptop"), 1, shelf.library())
    family = FAMILY_NAMES[0].ja
    assert masked(f"{family}さん 11月20日(金) 1,200人", made) == masked(
        "佐伯さん 3月4日(月) 80人".replace("佐伯", FAMILY_NAMES[1].ja), made
    )
    assert masked("お礼を伝えた", made) != masked("お詫びを伝えた", made)
