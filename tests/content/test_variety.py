"""Incidents of a scenario differ in more than names, numbers and dates, and reach every range that is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import pytest

from leaksim.domain.incident import Incident
from leaksim.domain.kinds import Language
from leaksim.domain.scenario import Scenario
from leaksim.domain.scenario_values import IntegerRange, WeightedChoice
from leaksim.engine import generate
from leaksim.engine.names import FAMILY_NAMES, GIVEN_NAMES
from leaksim.services import shelf

MANY = range(1000)
_NAMES = re.compile("|".join(sorted({n.ja for n in (*FAMILY_NAMES, *GIVEN_NAMES)}, key=len, reverse=True)))
_DIGITS = re.compile(r"[0-9０-９一二三四五六七八九十][0-9０-９,]*")
_WEEKDAYS = re.compile(r"[（(][月火水木金土日][）)]")


def masked(text: str, made: Incident) -> str:
    """The text without names, numbers and dates."""
    return _DIGITS.sub("0", _WEEKDAYS.sub("", _NAMES.sub("N", text.replace(made.organisation.name.ja, "ORG"))))


def text_of(made: Incident) -> str:
    """Everything that is read: briefing, messages and documents other than tables and logs."""
    documents = (e.documents[Language.JA] for e in made.evidence)
    read = (repr(d) for d in documents if d.kind not in ("table", "log"))
    return "\n".join([made.briefing.ja, *(inject.message.ja for inject in made.injects), *read])


def variety(scenario: Scenario, seeds: Iterable[int]) -> tuple[set[str], dict[str, set[object]]]:
    """Masked texts of whole incidents, and the values that each parameter took."""
    texts: set[str] = set()
    drawn: dict[str, set[object]] = defaultdict(set)
    for seed in seeds:
        made = generate(scenario, seed, shelf.library())
        texts.add(masked(text_of(made), made))
        for name, value in made.parameters.items():
            drawn[name].add(value if not isinstance(value, list) else tuple(value))
    return texts, drawn


def unreached(scenario: Scenario, drawn: dict[str, set[object]]) -> list[str]:
    """Choices never drawn, and ends of ranges (a tenth at each side) never reached."""
    found = []
    for name, parameter in scenario.parameters.items():
        values = drawn[name]
        if isinstance(parameter, WeightedChoice):
            seen = {str(value).lower() for value in values}
            found += [
                f"{name} is never {choice}"
                for choice, weight in parameter.choice.items()
                if weight and str(choice).lower() not in seen
            ]
        elif isinstance(parameter, IntegerRange):
            low, high = parameter.integer
            numbers = [value for value in values if isinstance(value, int)]
            margin = (high - low) // 10 + (parameter.round_to or 1)
            if min(numbers) > low + margin or max(numbers) < high - margin:
                found.append(f"{name} only reaches {min(numbers)} to {max(numbers)} of {low} to {high}")
    return found


@pytest.mark.slow
def test_thousand_incidents_read_differently_and_reach_every_range(scenario_id: str) -> None:
    scenario = shelf.scenario(scenario_id)
    texts, drawn = variety(scenario, MANY)
    assert len(texts) >= 30
    assert unreached(scenario, drawn) == []


def test_ten_incidents_read_differently(scenario_id: str) -> None:
    texts, _ = variety(shelf.scenario(scenario_id), range(10))
    assert len(texts) >= 5


def test_masking_leaves_only_what_is_said() -> None:
    made = generate(shelf.scenario("loss-train-laptop"), 1, shelf.library())
    family = FAMILY_NAMES[0].ja
    assert masked(f"{family}さん 11月20日(金) 1,200人", made) == masked(
        "佐伯さん 3月4日(月) 80人".replace("佐伯", FAMILY_NAMES[1].ja), made
    )
    assert masked("お礼を伝えた", made) != masked("お詫びを伝えた", made)
