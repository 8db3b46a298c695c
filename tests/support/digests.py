"""Incidents as a fingerprint, to compare what two processes make of the same seeds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256

from leaksim.engine import generate
from leaksim.services import shelf


def digest(scenario_id: str, seeds: Iterable[int]) -> str:
    """Of truth, evidence, questions and cards of all these incidents."""
    scenario, found = shelf.scenario(scenario_id), sha256()
    for seed in seeds:
        found.update(json.dumps(asdict(generate(scenario, seed, shelf.library()))).encode())
    return found.hexdigest()
