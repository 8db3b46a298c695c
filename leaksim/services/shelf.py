"""The content in use, loaded once per process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..content import list_playbooks, load_annual, load_library, load_playbook, load_scenario, scenario_paths
from ..domain.catalogue import Library
from ..domain.kinds import Coverage, IncidentType
from ..domain.playbook import Playbook
from ..domain.scenario import Scenario
from ..domain.situations import AnnualContent
from ..errors import NotFound
from ..resources import content_root


@cache
def library() -> Library:
    """Facts, acts, questions, organisations and misconceptions."""
    return load_library(content_root())


@cache
def annual() -> AnnualContent:
    """Roles and situations of the annual training."""
    return load_annual(content_root(), library())


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
def scenario_types() -> dict[str, IncidentType]:
    """Type of every shipped scenario by id, in order of both. File and folder name tell them: no file is read."""
    order = list(IncidentType)
    found = [(IncidentType(path.parent.name), path.stem) for path in scenario_paths(content_root())]
    return {name: kind for kind, name in sorted(found, key=lambda pair: (order.index(pair[0]), pair[1]))}


@cache
def scenario(scenario_id: str) -> Scenario:
    """A shipped scenario; it is read when it is first wanted."""
    return load_scenario(
        content_root() / "scenarios" / scenario_types()[scenario_id] / f"{scenario_id}.yaml", library()
    )


def scenarios() -> dict[str, Scenario]:
    """Every shipped scenario by id, in order of type and id."""
    return {name: scenario(name) for name in scenario_types()}


def find_scenario(name: str) -> Scenario:
    """A scenario by id, or from a YAML file somewhere else."""
    if name in scenario_types():
        return scenario(name)
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return load_scenario(path, library())
    raise NotFound(f"there is no scenario {name!r}; `leaksim list scenarios` shows those there are")


def scenarios_for_type(incident_type: IncidentType, seed: int) -> Iterator[Scenario]:
    """The scenarios of a type, from the one that a seed picks on, by a hash that does not change between runs."""
    fitting = [name for name, kind in scenario_types().items() if kind is incident_type]
    if not fitting:
        raise NotFound(f"there is no scenario of type {incident_type}")
    digest = hashlib.sha256(f"{incident_type}|{seed}".encode()).digest()
    first = int.from_bytes(digest[:8], "big") % len(fitting)
    return (scenario(name) for name in (*fitting[first:], *fitting[:first]))


def scenario_for_type(incident_type: IncidentType, seed: int) -> Scenario:
    """The scenario of a type that a seed picks."""
    return next(scenarios_for_type(incident_type, seed))


def stated_types(guide: Playbook) -> tuple[IncidentType, ...]:
    """The incident types that a guide says something about."""
    return tuple(t for t in IncidentType if guide.states(t) is not Coverage.NOT_STATED)
