"""The content in use, loaded once per process."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from ..content import list_playbooks, load_library, load_playbook, load_scenario, scenario_paths
from ..domain.catalogue import Library
from ..domain.kinds import Coverage, IncidentType
from ..domain.playbook import Playbook
from ..domain.scenario import Scenario
from ..errors import NotFound
from ..resources import content_root


@cache
def library() -> Library:
    """Facts, acts, questions, organisations and misconceptions."""
    return load_library(content_root())


@cache
def playbook(playbook_id: str) -> Playbook:
    """A guide; NotFound names those there are."""
    if playbook_id not in playbook_ids():
        raise NotFound(f"there is no playbook {playbook_id!r}; there are: {', '.join(playbook_ids())}")
    return load_playbook(content_root(), playbook_id)


@cache
def playbook_ids() -> tuple[str, ...]:
    return tuple(list_playbooks(content_root()))


@cache
def scenarios() -> dict[str, Scenario]:
    """Every shipped scenario by id, in order of type and id."""
    found = [load_scenario(path, library()) for path in scenario_paths(content_root())]
    order = list(IncidentType)
    found.sort(key=lambda s: (order.index(s.type), s.id))
    return {s.id: s for s in found}


def find_scenario(name: str) -> Scenario:
    """A scenario by id, or from a YAML file somewhere else."""
    if name in scenarios():
        return scenarios()[name]
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return load_scenario(path, library())
    raise NotFound(f"there is no scenario {name!r}; `leaksim list scenarios` shows those there are")


def scenario_for_type(incident_type: IncidentType, seed: int) -> Scenario:
    """The scenario of a type that a seed picks, by a hash that does not change between runs."""
    fitting = [s for s in scenarios().values() if s.type is incident_type]
    if not fitting:
        raise NotFound(f"there is no scenario of type {incident_type}")
    digest = hashlib.sha256(f"{incident_type}|{seed}".encode()).digest()
    return fitting[int.from_bytes(digest[:8], "big") % len(fitting)]


def stated_types(guide: Playbook) -> tuple[IncidentType, ...]:
    """The incident types that a guide says something about."""
    return tuple(t for t in IncidentType if guide.states(t) is not Coverage.NOT_STATED)
