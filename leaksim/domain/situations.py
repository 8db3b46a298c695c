"""Short situations of the annual training as authors write them: a leak sign, or something that only looks like one.

Which act is right is never written here: it follows from the guide and the role of whoever reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum
from typing import Literal

from .facts import FactValue
from .kinds import Certainty, IncidentType
from .records import record
from .scenario_base import Wording
from .scenario_values import FromParameter, Parameter, Role
from .text import Text


class Objective(StrEnum):
    """What the annual training teaches; the fields of a first report, in their order."""

    RECOGNISE = "recognise"
    FIRST_ACT = "first_act"
    NOT_TO_DO = "not_to_do"
    WHOM_TO_TELL = "whom_to_tell"
    KNOWN_UNKNOWN = "known_unknown"


OBJECTIVES: tuple[Objective, ...] = tuple(Objective)


def in_order(objectives: Iterable[Objective]) -> tuple[Objective, ...]:
    """Objectives in the order of the first report's fields, each once."""
    wanted = set(objectives)
    return tuple(objective for objective in OBJECTIVES if objective in wanted)


class Standing(StrEnum):
    """How far a line of the first report is supported by what the situation tells."""

    ESTABLISHED = "established"
    INDICATED = "indicated"  # somebody’s memory or a likely reading: 見込み or 不明
    OPEN = "open"  # nothing speaks to it: 不明

    @property
    def fitting(self) -> tuple[Certainty, ...]:
        """The certainties that claim no more than is supported, the best first."""
        return _FITTING[self]


_FITTING = {
    Standing.ESTABLISHED: (Certainty.CONFIRMED, Certainty.PRESUMED),
    Standing.INDICATED: (Certainty.PRESUMED, Certainty.UNKNOWN),
    Standing.OPEN: (Certainty.UNKNOWN,),
}


@record
class Claim:
    """A line of the first report: what would be written, how far it is supported, and by what."""

    text: Wording
    standing: Standing
    how: Text


@record
class Situation:
    """A short situation. Without a `type` it is harmless, and `why` says by what one can tell.

    `facts` are the truth as far as clauses ask for it; what is left out is unknown. `first` are acts that could come
    first here, in the order in which they suggest themselves; `tempting` are wrong acts that do. Situations of one
    `family` and `difficulty` stand in for one another.
    """

    id: str
    family: str
    difficulty: Literal[1, 2]
    type: IncidentType | None = None
    text: Wording
    why: Text
    cast: Mapping[str, Role] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    facts: Mapping[str, FromParameter | FactValue] = field(default_factory=dict)
    first: tuple[str, ...] = ()
    tempting: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def is_sign(self) -> bool:
        return self.type is not None


@record
class TrainingRole:
    """A role that trains: `acts` are the acts that are its own, `lead` says from where it sees a situation.

    `sure` are acts to fall back on where the guide expects none of those that a situation names.
    """

    id: str
    label: Text
    lead: Text
    acts: tuple[str, ...]
    sure: tuple[str, ...]


@record
class SituationFile:
    """A file of situations."""

    situations: tuple[Situation, ...]


@record
class RolesFile:
    """Who trains, and acts that every report and every mistake in reporting consists of."""

    version: str
    roles: tuple[TrainingRole, ...]
    reports: tuple[str, ...]
    tempting_reports: tuple[str, ...]


@record
class AnnualContent:
    """Everything that annual training draws from."""

    roles: RolesFile
    situations: tuple[Situation, ...]

    @property
    def version(self) -> str:
        return self.roles.version

    @property
    def families(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s.family for s in self.situations))

    def role(self, role_id: str) -> TrainingRole:
        """Raises KeyError for a role that does not train."""
        for role in self.roles.roles:
            if role.id == role_id:
                return role
        raise KeyError(role_id)
