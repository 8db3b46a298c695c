"""What can be wrong with consequences: they must be able to come true, and must never reach into a score."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import get_args

from ...domain.catalogue import Library
from ...domain.conditions import HappenedTest, leaves
from ...domain.consequences import ConsequenceFile, ConsequenceSpec, Measure, StartingWorld
from ...domain.scenario import Scenario
from ...domain.scenario_evidence import EvidenceSpec
from ...domain.templates import IMPLIED_FACTS, ORG_ATTRIBUTES, START
from ..findings import Code
from ..yaml_tree import Data, Loc
from . import conditions, references, texts
from .walking import Issue, Names

KINDS = frozenset(spec.kind for spec in get_args(EvidenceSpec))


def file_key(file: ConsequenceFile) -> str:
    """The name under which loading keeps a file of consequences."""
    return "consequences/" + ("any" if not file.types else file.types[0].value)


def library_issues(library: Library, names: Names) -> dict[str, list[Issue]]:
    """Issues per file of consequences."""
    known = {**names, **references.aftermath_names(library)}
    found: dict[str, list[Issue]] = {}
    seen: set[str] = set()
    for file in library.consequences:
        issues = [*references.dangling(file, known), *conditions.miscompared(file, library.vocabulary)]
        issues += conditions.too_early(file)
        issues += texts.uneven_variants(file)
        issues += _starts(file.start, ("start",))
        for index, spec in enumerate(file.consequences):
            loc = ("consequences", index)
            if spec.id in seen:
                message = f"there are two of the consequence '{spec.id}'"
                issues.append(Issue(Code.DUPLICATE_ID, (*loc, "id"), message))
            seen.add(spec.id)
            issues += _unfit(spec, loc)
        found[file_key(file)] = issues
    return found


def bad_templates(data: Data, library: Library) -> Iterator[Issue]:
    """Placeholders in a file of consequences: it holds for many scenarios, so that only few names are certain."""
    names = {"p": (), "cast": (), "org": ORG_ATTRIBUTES, "m": (START,), "f": IMPLIED_FACTS}
    yield from texts.bad_templates(data, names, references.library_names(library)["fact"])


def scenario_issues(scenario: Scenario, library: Library) -> Iterator[Issue]:
    """A scenario's own consequences, and its injects that wait for what a consequence leaves behind."""
    yield from _starts(scenario.start_world, ("start_world",))
    for index, spec in enumerate(scenario.consequences):
        yield from _unfit(spec, ("consequences", index))
    shared = {spec.id for file in library.consequences if file.fits(scenario.type) for spec in file.consequences}
    for index, name in enumerate(scenario.omit_consequences):
        if name not in shared:
            message = f"no file of this type has the consequence '{name}'"
            yield Issue(Code.DANGLING_ID, ("omit_consequences", index), message)
    scored = references.library_names(library)["mark or action"]
    for index, inject in enumerate(scenario.injects):
        waits = {leaf.happened for leaf in leaves(inject.when) if isinstance(leaf, HappenedTest)}
        if inject.after is not None:
            waits.add(inject.after.of)
        left = waits - scored - {START}
        if left and (inject.evidence or inject.marks):
            message = (
                f"it waits for '{min(left)}', which no score may depend on: it may bring neither evidence nor marks"
            )
            yield Issue(Code.SCORED_CONSEQUENCE, ("injects", index), message)


def _starts(starts: Collection[StartingWorld], loc: Loc) -> Iterator[Issue]:
    last = len(starts) - 1
    for index, start in enumerate(starts):
        if start.when is None and index < last:
            message = "an entry without `when` always fits; those after it never count"
            yield Issue(Code.BAD_CONSEQUENCE, (*loc, index), message)
    for index, start in enumerate(starts):
        for name in ("exposed_percent", "evidence", "trust"):
            if not 0 <= getattr(start, name) <= 100:
                yield Issue(Code.BAD_CONSEQUENCE, (*loc, index, name), "a number from 0 to 100 is needed here")


def _unfit(spec: ConsequenceSpec, loc: Loc) -> Iterator[Issue]:
    if bool(spec.on) == (spec.due is not None):
        yield Issue(Code.BAD_CONSEQUENCE, loc, "either `on` or `due` says when it comes true")
    for index, effect in enumerate(spec.effects):
        at = (*loc, "effects", index)
        if (effect.add is None) == (effect.percent is None):
            yield Issue(Code.BAD_CONSEQUENCE, at, "either `add` or `percent` is needed here")
        if effect.measure is Measure.MINUTES and (effect.percent is not None or (effect.add or 0) <= 0):
            yield Issue(Code.BAD_CONSEQUENCE, at, "time can only be lost: `add` with a positive number")
    if spec.destroys is not None:
        for index, kind in enumerate(spec.destroys.kinds):
            if kind not in KINDS:
                message = f"there is no kind of evidence '{kind}'; there are: {', '.join(sorted(KINDS))}"
                yield Issue(Code.DANGLING_ID, (*loc, "destroys", "kinds", index), message)
    if spec.news is None and not spec.effects:
        yield Issue(Code.BAD_CONSEQUENCE, loc, "it has neither effects nor news, so that nobody would notice it")
