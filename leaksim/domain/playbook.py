"""A guide as data: its sections, what it expects, what it says besides, and where it is silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from .catalogue import QuestionGroup
from .conditions import Condition
from .kinds import Coverage, Grade, IncidentType, Phase
from .records import record
from .text import Text


@record
class Section:
    """One numbered place of the guide that citations point to."""

    id: str
    number: str  # as printed, e.g. "3.1(2)"
    title: Text
    parent: str | None = None
    page: int | None = None


class OrderKind(StrEnum):
    FIRST = "first"
    IMMEDIATELY = "immediately"
    BEFORE = "before"


@record
class Order:
    """An order that the guide states in words; `actions` are what must come later (kind before).

    `may_follow` names acts that may come ahead all the same, such as those by which the matter becomes known.
    """

    kind: OrderKind
    actions: tuple[str, ...] = ()
    may_follow: tuple[str, ...] = ()


@record
class Deadline:
    """A time limit that the guide gives, counted from `since` (a mark or an act)."""

    text: Text
    minutes: int | None = None
    since: str | None = None


@record
class ExpectedResponse:
    """What the guide expects of one act in one phase.

    No `types`: the general chapter, for every type. `when` limits it. `voids` (prohibited acts) names acts whose
    points it destroys. `tension` names responses that say otherwise: both readings pass.
    """

    id: str
    action: str
    phase: Phase
    grade: Grade
    section: str
    statement: Text
    types: tuple[IncidentType, ...] = ()
    when: Condition | None = None
    order: Order | None = None
    deadline: Deadline | None = None
    who: Text | None = None
    caution: Text | None = None
    voids: tuple[str, ...] = ()
    tension: tuple[str, ...] = ()


class StatementKind(StrEnum):
    PURPOSE = "purpose"
    PRINCIPLE = "principle"
    STEP = "step"
    DEFINITION = "definition"
    CASE = "case"  # a numbered case example
    TRIGGER = "trigger"  # how such a case comes to light
    CAUTION = "caution"
    FORM = "form"
    REFERENCE = "reference"


@record
class Statement:
    """Something the guide says that is not an act: shown in the guide view and in explanations."""

    id: str
    kind: StatementKind
    section: str
    text: Text
    types: tuple[IncidentType, ...] = ()
    phase: Phase | None = None
    number: str | None = None


@record
class Form:
    """A form or list of items that the guide prints: `fields` in the printed order.

    With `phase` it is a page to fill: it opens in that phase and closes with the phase `until` (default: the same).
    No `types` means every type. `note` says what the guide adds, or leaves out. `public`: it lists what a statement
    to the public holds.
    """

    id: str
    section: str
    title: Text
    fields: tuple[FormField, ...]
    phase: Phase | None = None
    until: Phase | None = None
    types: tuple[IncidentType, ...] = ()
    note: Text | None = None
    public: bool = False


@record
class FormField:
    """One field. With `fact` it can be checked; with `includes` besides, it asks yes or no: whether any of these
    values is among the fact's. `model` words what could be written in a free field: `{fact}` stands for what was
    established, `{organisation}` and `{title}` for themselves.
    """

    id: str
    label: Text
    fact: str | None = None
    required: bool = True
    includes: tuple[str, ...] = ()
    help: Text | None = None
    model: Text | None = None


@record
class PlaybookQuestion:
    """A question this guide asks, with the section that asks it: `section` for every type, else `sections` by type.

    A type without a section is one for which the guide does not ask it.
    """

    question: str
    section: str = ""
    sections: Mapping[IncidentType, str] = field(default_factory=dict)

    def section_for(self, incident_type: IncidentType) -> str:
        """The section that asks it of this type; empty when none does."""
        return self.sections.get(incident_type, self.section)


@record
class SeverityRule:
    """When `when` holds, the guide's severity is `level`; rules are tried in order."""

    level: str
    label: Text
    section: str
    when: Condition | None = None


@record
class GuideRole:
    """Somebody the guide names: what they do, and where it says so. `outside`: not of the organisation."""

    id: str
    label: Text
    duties: Text
    section: str
    outside: bool = False


@record
class ChainStep:
    """One line of the reporting chain: role `reporter` tells role `to`, by `means` where the guide names them."""

    reporter: str
    to: str
    what: Text
    section: str
    means: Text | None = None
    phase: Phase | None = None


@record
class Principle:
    """An idea that runs through the whole guide, in our own words, and what shows it: the acts of these topics, these
    acts, and the answers to these groups of questions.
    """

    id: str
    section: str
    label: Text
    topics: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    question_groups: tuple[QuestionGroup, ...] = ()


@record
class TypeCoverage:
    coverage: Coverage
    chapter: str | None = None
    note: Text | None = None


@record
class Playbook:
    """One guide, complete.

    `chain_note` says what the guide leaves open about who reports to whom; a guide without a chain must have one.
    `principles_note` says how the principles stand in the guide; a guide that states none must have one.
    """

    id: str
    version: str
    title: Text
    publisher: Text
    published: str
    coverage: Mapping[IncidentType, TypeCoverage]
    sections: tuple[Section, ...]
    responses: tuple[ExpectedResponse, ...]
    statements: tuple[Statement, ...] = ()
    forms: tuple[Form, ...] = ()
    questions: tuple[PlaybookQuestion, ...] = ()
    severity: tuple[SeverityRule, ...] = ()
    roles: tuple[GuideRole, ...] = ()
    chain: tuple[ChainStep, ...] = ()
    chain_note: Text | None = None
    principles: tuple[Principle, ...] = ()
    principles_note: Text | None = None

    def section(self, section_id: str) -> Section:
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def states(self, incident_type: IncidentType) -> Coverage:
        entry = self.coverage.get(incident_type)
        return entry.coverage if entry else Coverage.NOT_STATED

    def asks(self, incident_type: IncidentType) -> dict[str, str]:
        """Ids of the questions that the guide asks of a type, each with its section."""
        asked = {q.question: q.section_for(incident_type) for q in self.questions}
        return {question: section for question, section in asked.items() if section}

    def responses_for(self, incident_type: IncidentType) -> tuple[ExpectedResponse, ...]:
        """General and type responses; nothing where the guide is silent about the type."""
        coverage = self.states(incident_type)
        if coverage is Coverage.NOT_STATED:
            return ()
        return tuple(
            r for r in self.responses if not r.types or (incident_type in r.types and coverage is Coverage.OWN_CHAPTER)
        )
