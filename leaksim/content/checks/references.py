"""Names that must exist somewhere, and ids that may exist only once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...domain.catalogue import Action, Library, Misconception, Objective, OrganisationPreset, Question
from ...domain.conditions import EstablishedTest, FactTest, HappenedTest
from ...domain.consequences import START as BEGINNING
from ...domain.consequences import ConsequenceSpec, Due, LossSpec, news_mark
from ...domain.current_law import DatedNote, LawRule, Substitute
from ...domain.playbook import (
    ChainStep,
    Deadline,
    ExpectedResponse,
    Form,
    FormField,
    GuideRole,
    Order,
    Playbook,
    PlaybookQuestion,
    Principle,
    Section,
    SeverityRule,
    Statement,
)
from ...domain.scenario import FindingSpec, InjectSpec, Scenario, StartSpec
from ...domain.scenario_evidence import (
    AccessLogSpec,
    AlertEvent,
    AuditLogSpec,
    MailSpec,
    MemoSpec,
    PageSpec,
    PostSpec,
    RecordsSpec,
)
from ...domain.scenario_lines import EventLogSpec, FlowLogSpec, MailboxSpec, MessageSpec, RecordsCell, TimedGroup
from ...domain.scenario_papers import DocumentSpec, NodeSpec, StepSpec, TrackingSpec
from ...domain.scenario_values import (
    ByParameter,
    ChoicesOf,
    FromCast,
    FromMoment,
    FromParameter,
    MomentSpec,
    ParameterBy,
    ShareOf,
    SumOfParameters,
)
from ...domain.situations import RolesFile, Situation, TrainingRole
from ...domain.templates import START
from ..findings import Code
from ..yaml_tree import Loc
from .walking import Issue, Names, field_names, records_in, unknown_name

#: Fields that hold roles of the cast, or addresses as they stand.
_ADDRESSES = ("sender", "to", "cc")
PARAMETER_PREFIX = "p."

#: Record -> field -> namespace of the name (or of each name) in it.
REFERENCES: dict[type, dict[str, str]] = {
    Action: {"topic": "topic", "voids": "action"},
    Question: {"fact": "fact"},
    OrganisationPreset: {"playbook": "playbook"},
    Misconception: {"does": "action", "omits": "action"},
    Objective: {"topics": "topic"},
    Section: {"parent": "section"},
    Principle: {"section": "section", "topics": "topic", "actions": "action"},
    ExpectedResponse: {"action": "action", "section": "section", "voids": "action", "tension": "response"},
    Order: {"actions": "action", "may_follow": "action"},
    Deadline: {"since": "mark or action"},
    Statement: {"section": "section"},
    Form: {"section": "section"},
    FormField: {"fact": "fact"},
    PlaybookQuestion: {"question": "question", "section": "section", "sections": "section"},
    SeverityRule: {"section": "section"},
    GuideRole: {"section": "section"},
    ChainStep: {"reporter": "role", "to": "role", "section": "section"},
    FactTest: {"fact": "fact"},
    EstablishedTest: {"established": "fact"},
    HappenedTest: {"happened": "mark or action"},
    FromParameter: {"param": "parameter"},
    ByParameter: {"case": "parameter"},
    FromMoment: {"moment": "moment"},
    FromCast: {"cast": "role of the cast"},
    ChoicesOf: {"choices": "parameter"},
    SumOfParameters: {"plus": "parameter", "minus": "parameter"},
    ShareOf: {"share_of": "parameter"},
    ParameterBy: {"by": "parameter"},
    StartSpec: {"working": "moment"},
    MomentSpec: {"of": "moment"},
    MailSpec: {
        "sender": "role of the cast",
        "to": "role of the cast",
        "cc": "role of the cast",
        "cc_records": "records table",
        "to_records": "records table",
        "at": "moment",
    },
    MemoSpec: {"written_by": "role of the cast"},
    RecordsSpec: {"registered": "moment", "includes": "role of the cast"},
    AccessLogSpec: {"first": "moment", "last": "moment"},
    AuditLogSpec: {"first": "moment", "last": "moment"},
    TimedGroup: {"first": "moment", "last": "moment"},
    EventLogSpec: {"gap": "moment"},
    FlowLogSpec: {"first": "moment", "last": "moment"},
    MailboxSpec: {"owner": "role of the cast", "first": "moment", "last": "moment"},
    MessageSpec: {"at": "moment"},
    RecordsCell: {"records": "records table"},
    DocumentSpec: {"dated": "moment"},
    NodeSpec: {"person": "role of the cast"},
    StepSpec: {"at": "moment"},
    TrackingSpec: {"captured_at": "moment"},
    AlertEvent: {"at": "moment"},
    PostSpec: {"at": "moment"},
    PageSpec: {"records": "records table", "captured_at": "moment"},
    InjectSpec: {"evidence": "evidence", "marks": "mark"},
    FindingSpec: {"fact": "fact", "evidence": "evidence", "supersedes": "finding"},
    LawRule: {"acts": "action", "since": "fact"},
    Substitute: {"acts": "action"},
    DatedNote: {"playbook": "playbook"},
    ConsequenceSpec: {"on": "mark or action"},
    Due: {"of": "mark or action"},
    LossSpec: {"facts": "fact"},
    Scenario: {"organisations": "organisation", "omit_actions": "action"},
    Situation: {"first": "action", "tempting": "action"},
    TrainingRole: {"acts": "action", "sure": "action"},
    RolesFile: {"reports": "action", "tempting_reports": "action"},
}

#: Mappings whose keys are names.
KEYED: dict[type, dict[str, str]] = {
    Scenario: {"facts": "fact", "candidates": "fact"},
    Situation: {"facts": "fact"},
}

#: Lists of things with an id of their own.
LISTS = {
    "facts": "fact",
    "marks": "mark",
    "topics": "topic",
    "actions": "action",
    "questions": "question",
    "organisations": "organisation",
    "misconceptions": "misconception",
    "objectives": "objective",
    "principles": "principle",
    "rules": "rule",
    "dated": "dated note",
    "sections": "section",
    "responses": "response",
    "statements": "statement",
    "forms": "form",
    "roles": "role",
    "evidence": "evidence",
    "injects": "inject",
    "findings": "finding",
    "consequences": "consequence",
    "situations": "situation",
}


def library_names(library: Library) -> dict[str, frozenset[str]]:
    marks = {spec.id for spec in library.vocabulary.marks}
    actions = {action.id for action in library.catalogue.actions}
    return {
        "fact": frozenset(spec.id for spec in library.vocabulary.facts),
        "mark": frozenset(marks),
        "topic": frozenset(topic.id for topic in library.catalogue.topics),
        "action": frozenset(actions),
        "mark or action": frozenset(marks | actions),
        "question": frozenset(question.id for question in library.questions),
        "organisation": frozenset(preset.id for preset in library.organisations),
    }


def aftermath_names(library: Library, own: Iterable[ConsequenceSpec] = ()) -> dict[str, frozenset[str]]:
    """What injects and consequences may wait for: acts, marks, the start, and what consequences leave behind."""
    specs = [*own, *(spec for file in library.consequences for spec in file.consequences)]
    left = {mark for spec in specs for mark in (news_mark(spec.id), *spec.marks)}
    return {"mark or action": library_names(library)["mark or action"] | left | {BEGINNING}}


def playbook_names(playbook: Playbook) -> dict[str, frozenset[str]]:
    return {
        "section": frozenset(section.id for section in playbook.sections),
        "response": frozenset(response.id for response in playbook.responses),
        "role": frozenset(role.id for role in playbook.roles),
    }


def scenario_names(scenario: Scenario) -> dict[str, frozenset[str]]:
    return {
        "parameter": frozenset(scenario.parameters),
        "moment": frozenset((*scenario.moments, START)),
        "role of the cast": frozenset(scenario.cast),
        "evidence": frozenset(e.id for e in scenario.evidence),
        "records table": frozenset(e.id for e in scenario.evidence if isinstance(e, RecordsSpec)),
        "finding": frozenset(f.id for f in scenario.findings),
    }


def dangling(record: Any, names: Names) -> Iterator[Issue]:
    """Names inside a record that do not exist."""
    for loc, part in records_in(record):
        if isinstance(part, FactTest) and part.fact.startswith(PARAMETER_PREFIX) and "only_if" in loc:
            parameter = part.fact.removeprefix(PARAMETER_PREFIX)
            yield from _missing(parameter, "parameter", names, (*loc, "fact"))
            continue
        for field, namespace in REFERENCES.get(type(part), {}).items():
            if namespace in names:
                yield from _missing(getattr(part, field), namespace, names, (*loc, field))
        for field, namespace in KEYED.get(type(part), {}).items():
            for key in getattr(part, field):
                if key not in names.get(namespace, (key,)):
                    yield unknown_name(namespace, key, names[namespace], (*loc, field, key), key=True)


def _missing(value: Any, namespace: str, names: Names, loc: Loc) -> Iterator[Issue]:
    if not value:
        return
    pairs: Iterable[tuple[Loc, Any]]
    if isinstance(value, str):
        pairs = [(loc, value)]
    elif isinstance(value, tuple):
        pairs = [((*loc, index), name) for index, name in enumerate(value)]
    else:
        pairs = [((*loc, str(key)), name) for key, name in value.items()]
    for at, name in pairs:
        if name not in names[namespace] and not (loc[-1] in _ADDRESSES and "@" in name):
            yield unknown_name(namespace, name, names[namespace], at)


def repeated(record: Any) -> Iterator[Issue]:
    """Ids that stand twice in one list; marks and actions share one space of names with each other."""
    for loc, part in records_in(record):
        for field in field_names(part):
            value = getattr(part, field)
            kind = LISTS.get(field)
            if kind is None and field == "fields" and isinstance(part, Form):
                kind = "field"
            if kind is not None and isinstance(value, tuple):
                yield from twice(kind, value, (*loc, field))


def twice(kind: str, things: tuple[Any, ...], loc: Loc) -> Iterator[Issue]:
    """Ids that stand twice in `things`, which stand at `loc`."""
    seen: set[str] = set()
    for index, thing in enumerate(things):
        own = getattr(thing, "id", None)
        if own is None:
            continue
        if own in seen:
            yield Issue(Code.DUPLICATE_ID, (*loc, index, "id"), f"there are two of the {kind} '{own}'")
        seen.add(own)


def shared_ids(library: Library) -> Iterator[Issue]:
    """Acts that are called like a mark: what happened could not be told apart. Locs are in the catalogue."""
    marks = {spec.id for spec in library.vocabulary.marks}
    for index, action in enumerate(library.catalogue.actions):
        if action.id in marks:
            yield Issue(Code.DUPLICATE_ID, ("actions", index, "id"), f"'{action.id}' is also the id of a mark")
