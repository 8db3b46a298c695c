"""A store in a real SQLite file, and a run to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from leaksim.store import NewRun, Store, open_store


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/data/leaksim.db"


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    with open_store(sqlite_url) as opened:
        yield opened


@pytest.fixture
def make_run() -> Callable[..., NewRun]:
    def make(**changes: object) -> NewRun:
        values: dict[str, object] = {
            "scenario": "lost_bag",
            "scenario_version": "3",
            "playbook": "ipa",
            "playbook_version": "1.2",
            "engine_version": "1",
            "seed": 42,
            "language": "ja",
            "mode": "each_phase",
            "frozen": b"\x00\x1f\x8b\xff",
            "frozen_format": "json+zlib",
        }
        return NewRun(**(values | changes))  # type: ignore[arg-type]

    return make
