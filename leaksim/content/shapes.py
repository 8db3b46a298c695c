"""The files that authors write, as types: validators and schemas are made from the domain records themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from ..domain.campaign import Campaign, RosterEntry
from ..domain.catalogue import ActionCatalogue, Misconception, Objective, OrganisationPreset, Question
from ..domain.consequences import ConsequenceFile
from ..domain.current_law import CurrentLaw
from ..domain.facts import FactValue, FactVocabulary
from ..domain.judging import JudgedAction
from ..domain.playbook import ExpectedResponse, Form, Playbook, Section, Statement
from ..domain.records import record
from ..domain.scenario import FindingSpec, InjectSpec, Scenario
from ..domain.scenario_evidence import EvidenceSpec
from ..domain.scenario_values import ChoicesOf, MomentSpec, Parameter, Role, Value
from ..domain.situations import RolesFile, SituationFile


@record
class QuestionsFile:
    questions: tuple[Question, ...]


@record
class OrganisationsFile:
    organisations: tuple[OrganisationPreset, ...]


@record
class MisconceptionsFile:
    misconceptions: tuple[Misconception, ...]


@record
class ObjectivesFile:
    objectives: tuple[Objective, ...]


@record
class PlaybookPart:
    """What files beside playbook.yaml add to it, in the order of their names."""

    responses: tuple[ExpectedResponse, ...] = field(default=())
    statements: tuple[Statement, ...] = field(default=())
    forms: tuple[Form, ...] = field(default=())
    sections: tuple[Section, ...] = field(default=())


@record
class ScenarioPart:
    """What a scenario may take from `scenarios/parts/`: entries that stand beside its own."""

    cast: Mapping[str, Role] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    moments: Mapping[str, MomentSpec] = field(default_factory=dict)
    facts: Mapping[str, Value] = field(default_factory=dict)
    candidates: Mapping[str, tuple[Value | ChoicesOf, ...]] = field(default_factory=dict)
    evidence: tuple[EvidenceSpec, ...] = ()
    injects: tuple[InjectSpec, ...] = ()
    findings: tuple[FindingSpec, ...] = ()
    omit_actions: tuple[str, ...] = ()


@record
class CampaignFile(Campaign):
    """A campaign as its file describes it. `roster` is a list, or the name of a CSV file beside this one."""

    roster: str | tuple[RosterEntry, ...]


@record
class JudgeFile:
    """A case handed to `judge`; a fact given as nothing is unknown."""

    facts: Mapping[str, FactValue | None]
    happened: tuple[str, ...] | None = None
    actions: tuple[str | JudgedAction, ...] | None = None


PART_KEYS = ("responses", "statements", "forms", "sections")

#: File kind -> type of the whole document.
SHAPES: dict[str, type] = {
    "facts": FactVocabulary,
    "actions": ActionCatalogue,
    "questions": QuestionsFile,
    "organisations": OrganisationsFile,
    "misconceptions": MisconceptionsFile,
    "objectives": ObjectivesFile,
    "current_law": CurrentLaw,
    "playbook": Playbook,
    "scenario": Scenario,
    "consequences": ConsequenceFile,
    "situations": SituationFile,
    "training-roles": RolesFile,
    "campaign": CampaignFile,
}


@cache
def adapter(shape: Any) -> TypeAdapter[Any]:
    """The validator of a type, made once per process (making one costs milliseconds)."""
    return TypeAdapter(shape)
