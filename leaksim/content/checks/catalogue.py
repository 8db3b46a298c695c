"""Whether cards and questions make a fair exercise, for each type."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.catalogue import ActionCatalogue, ActionKind, Library, QuestionKind
from ...domain.facts import FactKind
from ...domain.kinds import PHASES, IncidentType
from ...domain.playbook import Playbook
from ...domain.scenario import Scenario
from ..findings import Code, Severity
from ..yaml_tree import Loc
from .conditions import unfit_scalar
from .walking import Issue, Names, unknown_name

MAX_CARDS = 8
_KINDS = {
    QuestionKind.CHOICE: (FactKind.CHOICE, FactKind.FLAG, FactKind.TEXT),
    QuestionKind.MULTI_CHOICE: (FactKind.SET,),
    QuestionKind.NUMBER: (FactKind.NUMBER,),
    QuestionKind.MOMENT: (FactKind.MOMENT,),
}


def unfair_cards(catalogue: ActionCatalogue) -> Iterator[Issue]:
    """A third of each phase's cards are distractors, and a decision has at most eight before it is split."""
    for incident_type in IncidentType:
        for phase in PHASES:
            cards = [
                (index, action)
                for index, action in enumerate(catalogue.actions)
                if action.phase is phase and action.fits(incident_type)
            ]
            tempting = sum(action.kind is not ActionKind.RESPONSE for _, action in cards)
            if 3 * tempting < len(cards):
                message = (
                    f"{incident_type}, {phase}: {tempting} of {len(cards)} cards are distractors; "
                    f"at least {-(-len(cards) // 3)} are needed"
                )
                yield Issue(Code.FEW_DISTRACTORS, ("actions",), message, key=True)
            for topic in dict.fromkeys(action.topic for _, action in cards):
                beside = [index for index, action in cards if action.topic == topic]
                if len(beside) > MAX_CARDS:
                    message = (
                        f"{incident_type}, {phase}: {len(beside)} cards stand under '{topic}'; "
                        f"more than {MAX_CARDS} are split over several decisions"
                    )
                    loc = ("actions", beside[MAX_CARDS], "topic")
                    yield Issue(Code.CROWDED_DECISION, loc, message, severity=Severity.WARNING)


def unfit_questions(library: Library) -> Iterator[Issue]:
    """Questions that cannot be asked about their fact. Locs are in questions.yaml."""
    specs = {spec.id: spec for spec in library.vocabulary.facts}
    for index, question in enumerate(library.questions):
        spec = specs.get(question.fact)
        if spec is None:
            continue
        if spec.kind not in _KINDS[question.kind]:
            message = f"a {question.kind} question cannot ask about '{spec.id}', which is a {spec.kind}"
            yield Issue(Code.BAD_VALUE, ("questions", index, "kind"), message)
            continue
        offered: list[tuple[Loc, str]] = [
            (("questions", index, "options", i), option) for i, option in enumerate(question.options)
        ]
        for incident_type, variant in question.variants.items():
            base = ("questions", index, "variants", str(incident_type), "options")
            offered += [((*base, i), option) for i, option in enumerate(variant.options)]
        for loc, option in offered:
            if spec.kind in (FactKind.CHOICE, FactKind.SET) and option not in spec.values:
                message = unfit_scalar(option, spec) or f"'{option}' is no value of '{spec.id}'"
                yield Issue(Code.BAD_FACT_VALUE, loc, message)


def unfit_organisations(library: Library) -> Iterator[Issue]:
    """Kinds and sectors that the vocabulary does not have. Locs are in organisations.yaml."""
    specs = {spec.id: spec for spec in library.vocabulary.facts}
    for index, preset in enumerate(library.organisations):
        for field, fact in (("kind", "organisation_kind"), ("sector", "sector")):
            spec = specs.get(fact)
            message = unfit_scalar(getattr(preset, field), spec) if spec is not None else None
            if message:
                yield Issue(Code.BAD_FACT_VALUE, ("organisations", index, field), message)


def unfit_vocabulary(library: Library) -> Iterator[Issue]:
    """Choices without values, and values of facts that have none."""
    for index, spec in enumerate(library.vocabulary.facts):
        if spec.kind in (FactKind.CHOICE, FactKind.SET):
            if not spec.values:
                message = f"a {spec.kind} needs its values"
                yield Issue(Code.MISSING_KEY, ("facts", index), message)
        elif spec.values:
            message = f"a {spec.kind} has no list of values"
            yield Issue(Code.BAD_VALUE, ("facts", index, "values"), message, key=True)


def unanswerable(scenario: Scenario, library: Library) -> Iterator[Issue]:
    """Choice questions about a text for which the scenario has no wrong options."""
    specs = {spec.id: spec for spec in library.vocabulary.facts}
    for question in library.questions:
        if question.types and scenario.type not in question.types:
            continue
        if question.fact not in scenario.facts or question.kind is not QuestionKind.CHOICE:
            continue
        spec = specs.get(question.fact)
        if spec is None or spec.kind is not FactKind.TEXT:
            continue
        if not scenario.candidates.get(question.fact):
            message = f"the question '{question.id}' needs candidates (wrong options) for '{question.fact}'"
            yield Issue(Code.MISSING_CANDIDATES, ("candidates",), message, key=True)


def missing_departments(scenario: Scenario, library: Library) -> Iterator[Issue]:
    """People of departments that one of the scenario's organisations does not have."""
    presets = [p for p in library.organisations if p.id in scenario.organisations]
    for role, person in scenario.cast.items():
        if person.department is None:
            continue
        for preset in presets:
            if person.department not in preset.departments:
                known: Names = {"department": tuple(preset.departments)}
                issue = unknown_name(
                    f"department in the organisation '{preset.id}' called",
                    person.department,
                    known["department"],
                    ("cast", role, "department"),
                )
                yield issue


def unsaid_chain(playbook: Playbook) -> Iterator[Issue]:
    """A guide without roles or a reporting chain that does not say why."""
    if (playbook.roles and playbook.chain) or playbook.chain_note is not None:
        return
    missing = "chain" if playbook.roles else "roles"
    message = f"there are no {missing}, and no 'chain_note' says why"
    yield Issue(Code.UNSAID_CHAIN, (missing,), message, severity=Severity.WARNING)


def silent_responses(playbook: Playbook) -> Iterator[Issue]:
    """Responses for types that have no chapter of their own: they never count."""
    for index, response in enumerate(playbook.responses):
        for place, incident_type in enumerate(response.types):
            coverage = playbook.states(incident_type)
            if coverage != "own_chapter":
                message = f"never counts: the coverage of '{incident_type}' is '{coverage}', not 'own_chapter'"
                yield Issue(
                    Code.SILENT_RESPONSE,
                    ("responses", index, "types", place),
                    message,
                    severity=Severity.WARNING,
                )
