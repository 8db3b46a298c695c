"""Which checks a document of each kind passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ...domain.catalogue import Library
from ...domain.playbook import Playbook
from ...domain.scenario import Scenario
from . import aftermath, aspects, catalogue, conditions, ranges, reach, references, safety, texts, values
from .walking import Issue, Names


def library_issues(library: Library, playbooks: Iterable[str] | None) -> dict[str, list[Issue]]:
    """Issues per file of the library ("facts", "actions", ...). No `playbooks`: presets' guides are not looked up."""
    names = references.library_names(library)
    if playbooks is not None:
        names["playbook"] = frozenset(playbooks)
    parts: dict[str, Iterable[Issue]] = {
        "facts": chain(references.repeated(library.vocabulary), catalogue.unfit_vocabulary(library)),
        "actions": chain(
            references.repeated(library.catalogue),
            references.shared_ids(library),
            references.dangling(library.catalogue, names),
            catalogue.unfair_cards(library.catalogue),
        ),
        "questions": chain(_within("questions", library.questions, names), catalogue.unfit_questions(library)),
        "organisations": chain(
            _within("organisations", library.organisations, names), catalogue.unfit_organisations(library)
        ),
        "misconceptions": _within("misconceptions", library.misconceptions, names),
        "objectives": chain(
            _within("objectives", library.objectives, names), aspects.unshared(library) if library.objectives else ()
        ),
        "current_law": _law_issues(library, names),
        **aftermath.library_issues(library, names),
    }
    return {kind: list(issues) for kind, issues in parts.items()}


def _law_issues(library: Library, names: Names) -> Iterator[Issue]:
    if library.law is not None:
        yield from references.repeated(library.law)
        yield from references.dangling(library.law, names)
        yield from conditions.miscompared(library.law, library.vocabulary)


def _within(key: str, things: tuple[object, ...], names: Names) -> Iterator[Issue]:
    """Names and ids in a file whose one key holds a list."""
    yield from references.twice(references.LISTS[key], things, (key,))
    for index, thing in enumerate(things):
        for issue in references.dangling(thing, names):
            yield issue.below((key, index))


def playbook_names(playbook: Playbook) -> Iterator[Issue]:
    """What loading asks of a guide by itself. A tension with a response that is not there changes no verdict."""
    names = references.playbook_names(playbook)
    yield from references.repeated(playbook)
    yield from references.dangling(playbook, {"section": names["section"], "role": names["role"]})


def playbook_issues(playbook: Playbook, library: Library) -> Iterator[Issue]:
    names = {**references.library_names(library), **references.playbook_names(playbook)}
    yield from references.repeated(playbook)
    yield from references.dangling(playbook, names)
    yield from conditions.miscompared(playbook, library.vocabulary)
    yield from catalogue.silent_responses(playbook)
    yield from catalogue.unsaid_chain(playbook)
    yield from aspects.unsaid_principles(playbook)
    yield from aspects.unshown_principles(playbook, library)


def scenario_issues(scenario: Scenario, library: Library) -> Iterator[Issue]:
    """All that can be said of a scenario but for its texts."""
    names = {
        **references.library_names(library),
        **references.scenario_names(scenario),
        **references.aftermath_names(library, scenario.consequences),
    }
    yield from references.repeated(scenario)
    yield from references.dangling(scenario, names)
    yield from conditions.miscompared(scenario, library.vocabulary)
    yield from conditions.too_early(scenario)
    yield from values.unfit_values(scenario, library.vocabulary)
    yield from values.unfit_cases(scenario)
    yield from ranges.unfit_ranges(scenario)
    yield from catalogue.missing_departments(scenario, library)
    yield from reach.phase_minutes(scenario)
    yield from aftermath.scenario_issues(scenario, library)


def scenario_quality(scenario: Scenario, library: Library, data: object) -> Iterator[Issue]:
    """What the author's `check` says beyond what loading needs: texts and questions."""
    names = texts.template_names(scenario)
    yield from texts.bad_templates(data, names, references.library_names(library)["fact"])
    yield from texts.uneven_variants(scenario)
    yield from catalogue.unanswerable(scenario, library)


#: Looked for only where all names exist: a misspelt mark would cut off everything behind it.
unreachable = reach.unreachable
unsafe_texts = safety.unsafe_texts
