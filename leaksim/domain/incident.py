"""An incident as generated: the ground truth, the evidence made from it, and when it arrives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from typing import Any

from .catalogue import ActionKind, QuestionGroup, QuestionKind
from .conditions import Condition
from .consequences import Consequence, Due, World
from .documents import Document
from .facts import FactValue
from .kinds import IncidentType, Language, Phase, Round
from .records import record
from .text import Text


class Status(StrEnum):
    """How far evidence carries: it settles a fact, or only supports a presumption."""

    ESTABLISHED = "established"
    INDICATED = "indicated"


@record
class Finding:
    """From `evidence` (all of it), `fact` can be claimed as `value` (or within `low` to `high`).

    A later finding replaces earlier ones that it supersedes: first counts may be wrong.
    """

    id: str
    fact: str
    evidence: tuple[str, ...]
    status: Status = Status.ESTABLISHED
    value: FactValue | None = None
    low: int | str | None = None
    high: int | str | None = None
    supersedes: tuple[str, ...] = ()
    how: Text | None = None


@record
class Evidence:
    """One thing that arrives, written in each language."""

    id: str
    title: Text
    icon: str
    documents: Mapping[Language, Document]


@record
class Inject:
    """Information put to the players: on entering `phase`, or once `minutes` of scenario time have passed.

    With `after`, so long after an act or mark instead. `marks` are recorded as happened on release. `moment` is the
    nominal release time (ISO 8601).
    """

    id: str
    phase: Phase
    minutes: int
    moment: str
    method: str
    sender: Text
    message: Text
    evidence: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    when: Condition | None = None
    after: Due | None = None


@record
class Option:
    """`id` is opaque; `value` is the fact value it stands for and never leaves the server."""

    id: str
    label: Text
    value: FactValue


@record
class AskedQuestion:
    """A question as this incident asks it; options stand in seeded order."""

    id: str  # "<question>@<round>"
    question: str
    round: Round
    fact: str
    kind: QuestionKind
    group: QuestionGroup
    prompt: Text
    help: Text | None = None
    unit: Text | None = None
    options: tuple[Option, ...] = ()
    tolerance: int = 0


@record
class Card:
    """One act offered. `id` is opaque; `action` is the catalogue's id."""

    id: str
    action: str
    label: Text
    phase: Phase
    topic: str
    kind: ActionKind
    minutes: int


@record
class Decision:
    """At most eight cards under one heading."""

    id: str
    phase: Phase
    heading: Text
    cards: tuple[Card, ...]


@record
class Organisation:
    preset: str
    kind: str
    sector: str
    name: Text
    domain: str


@record
class SheetField:
    """One field of a form as this incident offers it. No `control`: free text.

    `includes`: the control asks yes or no, whether one of these values is among the fact's. `opens`: its options
    would tell too much before the questions offer them, so it stands in the form from that phase on.
    """

    id: str
    label: Text
    required: bool = True
    control: AskedQuestion | None = None
    includes: tuple[str, ...] = ()
    help: Text | None = None
    model: Text | None = None
    opens: Phase = Phase.DISCOVER_REPORT


@record
class Sheet:
    """A form of the guide, open from `phase` until `until` closes."""

    id: str
    playbook: str
    section: str
    clause: Text  # number and title of the section
    title: Text
    phase: Phase
    until: Phase
    fields: tuple[SheetField, ...]
    note: Text | None = None

    def field(self, field_id: str) -> SheetField:
        for entry in self.fields:
            if entry.id == field_id:
                return entry
        raise KeyError(field_id)


@record
class Incident:
    """Everything about one generated incident, reproducible from (scenario, version, seed, engine version)."""

    scenario: str
    version: int
    engine_version: str
    seed: int
    type: IncidentType
    title: Text
    briefing: Text
    organisation: Organisation
    starts_at: str
    phase_minutes: Mapping[Phase, int]  # scenario minutes at which a phase begins at the earliest
    facts: Mapping[str, FactValue]
    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]
    injects: tuple[Inject, ...]
    questions: tuple[AskedQuestion, ...]
    decisions: tuple[Decision, ...]
    parameters: Mapping[str, FactValue] = field(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()  # the forms of the guide that it is played under
    world: World = World()  # at the start
    consequences: tuple[Consequence, ...] = ()
    news: tuple[Inject, ...] = ()  # injects that tell of consequences, each only where its own came true

    def evidence_by_id(self, evidence_id: str) -> Evidence:
        for evidence in self.evidence:
            if evidence.id == evidence_id:
                return evidence
        raise KeyError(evidence_id)

    def inject_by_id(self, inject_id: str) -> Inject:
        """An inject of the scenario, or news of a consequence."""
        for inject in (*self.injects, *self.news):
            if inject.id == inject_id:
                return inject
        raise KeyError(inject_id)

    def question_by_id(self, asked_id: str) -> AskedQuestion:
        for question in self.questions:
            if question.id == asked_id:
                return question
        raise KeyError(asked_id)

    def cards(self) -> tuple[Card, ...]:
        return self._cards

    @cached_property  # every act that is judged looks for its card
    def _cards(self) -> tuple[Card, ...]:
        return tuple(card for decision in self.decisions for card in decision.cards)

    @cached_property
    def known_before(self) -> dict[frozenset[str], Mapping[str, Any]]:
        """What `knowledge.known` has worked out for this incident, by evidence at hand; no part of the record."""
        return {}
