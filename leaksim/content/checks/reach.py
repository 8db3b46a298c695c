"""Injects that can never come, and evidence that nobody will ever see."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...domain.catalogue import Library
from ...domain.conditions import AllOf, AnyOf, Condition, HappenedTest
from ...domain.kinds import PHASES, Phase
from ...domain.scenario import Scenario
from ...domain.scenario_evidence import RecordsSpec
from ..findings import Code, Severity
from . import references
from .walking import Issue


def unreachable(scenario: Scenario, library: Library) -> Iterator[Issue]:
    """LK030 to LK032: walk forward from what can always happen to everything that can."""
    actions = {
        action.id
        for action in library.catalogue.actions
        if action.fits(scenario.type) and action.id not in scenario.omit_actions
    }
    latest = _latest_minute(scenario, library, actions)
    possible = {*actions, *references.aftermath_names(library, scenario.consequences)["mark or action"]}
    possible -= {spec.id for spec in library.vocabulary.marks}
    possible -= {spec.id for spec in library.catalogue.actions if spec.id not in actions}
    coming: set[int] = set()
    while True:
        more = {
            index
            for index, inject in enumerate(scenario.injects)
            if index not in coming
            and _can_hold(inject.when, possible)
            and (inject.minutes or 0) <= latest
            and (inject.after is None or inject.after.of in possible)
        }
        if not more:
            break
        coming |= more
        possible |= {mark for index in more for mark in scenario.injects[index].marks}
    for index, inject in enumerate(scenario.injects):
        if index in coming:
            continue
        if (inject.minutes or 0) > latest:
            message = f"the inject can never come: no exercise lasts longer than {latest} minutes of its time"
            yield Issue(Code.UNREACHABLE_INJECT, ("injects", index, "minutes"), message)
        else:
            message = "the inject can never come: what its 'when' waits for happens in no exercise of this type"
            yield Issue(Code.UNREACHABLE_INJECT, ("injects", index, "when"), message, key=True)
    yield from _late(scenario, coming)
    released = {e for index in coming for e in scenario.injects[index].evidence}
    for index, evidence in enumerate(scenario.evidence):
        hidden = isinstance(evidence, RecordsSpec) and not evidence.shown
        if evidence.id not in released and not hidden:
            message = f"the evidence '{evidence.id}' comes with no inject"
            yield Issue(Code.UNRELEASED_EVIDENCE, ("evidence", index, "id"), message)
    known = {evidence.id for evidence in scenario.evidence}
    for index, finding in enumerate(scenario.findings):
        for place, name in enumerate(finding.evidence):
            if name in known and name not in released:
                message = f"the finding rests on '{name}', which comes with no inject"
                yield Issue(Code.UNRELEASED_FINDING, ("findings", index, "evidence", place), message)


def _late(scenario: Scenario, coming: set[int]) -> Iterator[Issue]:
    """Injects that come only to those who spend enough time: nothing is wrong, but few may see them."""
    certain = max(scenario.phase_minutes.values(), default=0)
    for index in sorted(coming):
        minutes = scenario.injects[index].minutes
        if minutes is not None and minutes > certain:
            message = f"comes after minute {certain}, when the last phase may have opened: some will not see it"
            yield Issue(Code.UNREACHABLE_INJECT, ("injects", index, "minutes"), message, severity=Severity.WARNING)


def _latest_minute(scenario: Scenario, library: Library, actions: set[str]) -> int:
    """Scenario time when the last phase opens, for somebody who does everything."""
    minutes = 0
    for phase, following in pairwise(PHASES):
        minutes += sum(a.minutes for a in library.catalogue.actions if a.id in actions and a.phase is phase)
        minutes = max(minutes, scenario.phase_minutes.get(following, 0))
    return minutes


def _can_hold(condition: Condition | None, possible: set[str]) -> bool:
    """Whether a condition can ever hold, when facts may be anything and only `possible` can happen."""
    match condition:
        case AllOf():
            return all(_can_hold(part, possible) for part in condition.all_of)
        case AnyOf():
            return any(_can_hold(part, possible) for part in condition.any_of)
        case HappenedTest():
            return condition.times <= 0 or condition.happened in possible
    return True


def phase_minutes(scenario: Scenario) -> Iterator[Issue]:
    """Phases begin in their order."""
    before, latest = None, -1
    for phase in PHASES:
        minutes = scenario.phase_minutes.get(phase)
        if minutes is None:
            if phase is not Phase.DISCOVER_REPORT:
                message = f"the phase '{phase}' has no earliest minute"
                yield Issue(Code.MISSING_KEY, ("phase_minutes",), message, key=True)
        elif minutes < latest:
            message = f"'{phase}' cannot begin before '{before}' (minute {latest})"
            yield Issue(Code.BAD_VALUE, ("phase_minutes", str(phase)), message)
        else:
            before, latest = phase, minutes
