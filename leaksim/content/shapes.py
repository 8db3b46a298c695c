"""The files that authors write, as types: validators and schemas are made from the domain records themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from ..domain.catalogue import ActionCatalogue, Misconception, OrganisationPreset, Question
from ..domain.current_law import CurrentLaw
from ..domain.facts import FactValue, FactVocabulary
from ..domain.judging import JudgedAction
from ..domain.playbook import ExpectedResponse, Form, Playbook, Section, Statement
from ..domain.records import record
from ..domain.scenario import Scenario


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
class PlaybookPart:
    """What files beside playbook.yaml add to it, in the order of their names."""

    responses: tuple[ExpectedResponse, ...] = field(default=())
    statements: tuple[Statement, ...] = field(default=())
    forms: tuple[Form, ...] = field(default=())
    sections: tuple[Section, ...] = field(default=())


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
    "current_law": CurrentLaw,
    "playbook": Playbook,
    "scenario": Scenario,
}


@cache
def adapter(shape: Any) -> TypeAdapter[Any]:
    """The validator of a type, made once per process (making one costs milliseconds)."""
    return TypeAdapter(shape)
