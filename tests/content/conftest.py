"""Everything shipped, for tests that run over all of it. A new scenario or playbook joins by being there."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from leaksim.domain.incident import Incident
from leaksim.engine import generate
from leaksim.services import shelf


@cache
def _generated(scenario: str, seed: int) -> Incident:
    return generate(shelf.scenarios()[scenario], seed, shelf.library())


@pytest.fixture(scope="session")
def incident() -> Callable[[str, int], Incident]:
    """Incidents by scenario id and seed, each generated once."""
    return _generated


def stated_pairs() -> list[tuple[str, str]]:
    """(scenario, playbook) where the playbook states the scenario's type."""
    return [
        (s.id, p)
        for s in shelf.scenarios().values()
        for p in shelf.playbook_ids()
        if s.type in shelf.stated_types(shelf.playbook(p))
    ]


def some_each_time(pairs: list[tuple[str, str]]) -> list[object]:
    """For each scenario one guide, told by the scenario's name, each time; the other guides in the slow matrices."""
    guides: dict[str, list[str]] = {}
    for scenario, playbook in pairs:
        guides.setdefault(scenario, []).append(playbook)
    chosen = {(name, those[sum(name.encode()) % len(those)]) for name, those in guides.items()}
    return [pytest.param(*pair, marks=[] if pair in chosen else [pytest.mark.slow]) for pair in pairs]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "scenario_id" in metafunc.fixturenames and "playbook_id" in metafunc.fixturenames:
        costly = metafunc.definition.get_closest_marker("one_guide_each_time") is not None
        metafunc.parametrize(
            ("scenario_id", "playbook_id"), some_each_time(stated_pairs()) if costly else stated_pairs()
        )
    elif "scenario_id" in metafunc.fixturenames:
        metafunc.parametrize("scenario_id", list(shelf.scenarios()))
    elif "playbook_id" in metafunc.fixturenames:
        metafunc.parametrize("playbook_id", shelf.playbook_ids())
