from __future__ import annotations

from pathlib import Path

import pytest

from leaksim.content import load_library, load_scenario
from leaksim.domain.catalogue import Library
from leaksim.domain.incident import Incident
from leaksim.domain.scenario import Scenario
from leaksim.engine import generate

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(ROOT)


@pytest.fixture(scope="session")
def train_laptop(library: Library) -> Scenario:
    return load_scenario(ROOT / "scenarios/loss_theft/loss-train-laptop.yaml", library)


@pytest.fixture(scope="session")
def every_family(library: Library) -> Scenario:
    return load_scenario(Path(__file__).parent / "every_family.yaml", library)


@pytest.fixture(scope="session")
def incidents(train_laptop: Scenario, every_family: Scenario, library: Library) -> list[Incident]:
    """Thirty incidents of the shipped scenario and thirty that use every family."""
    return [generate(scenario, seed, library) for scenario in (train_laptop, every_family) for seed in range(30)]
