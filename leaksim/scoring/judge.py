"""Judging a case from outside: facts in, what the guide expects and how acts fare out."""

from __future__ import annotations

from collections.abc import Mapping

from ..domain.catalogue import Library
from ..domain.conditions import Situation, evaluate
from ..domain.current_law import acts_required_by_law
from ..domain.facts import FactValue
from ..domain.judging import JudgeCase
from ..domain.kinds import Coverage, Grade, IncidentType, Phase, Truth
from ..domain.playbook import Deadline, ExpectedResponse, Order, Playbook
from ..domain.records import record
from ..domain.scorecard import Citation, Reason, Verdict
from ..domain.text import Text
from .acts import PlacedAct, expect, judge_acts
from .items import cite


@record
class JudgedExpectation:
    """One clause, and whether it holds for the facts given."""

    id: str
    action: str
    phase: Phase
    grade: Grade
    holds: Truth
    statement: Text
    order: Order | None
    deadline: Deadline | None
    who: Text | None
    caution: Text | None
    citation: Citation


@record
class JudgedVerdict:
    action: str
    phase: Phase
    verdict: Verdict
    grade: Grade | None
    harmful: bool
    reason: Reason
    why: Text | None
    citations: tuple[Citation, ...]


@record
class Severity:
    """The level that holds; `possible` are levels above it that facts left out might still bring about."""

    level: str
    label: Text
    citation: Citation
    possible: tuple[str, ...] = ()


@record
class CaseJudgement:
    playbook: str
    facts: Mapping[str, FactValue]
    type: IncidentType
    coverage: Coverage
    note: Text | None
    expected: tuple[JudgedExpectation, ...]
    verdicts: tuple[JudgedVerdict, ...]
    severity: Severity | None
    not_stated: tuple[str, ...]


def judge_case(case: JudgeCase, playbook: Playbook, library: Library) -> CaseJudgement:
    """What `playbook` expects given the facts of `case`, and how its acts fare. Omitted facts stay unknown."""
    incident_type = IncidentType(str(case.facts["type"]))
    acts = place_acts(case, library)
    happened = case.happened
    if case.actions is not None:
        happened = (*(happened or ()), *(a.action for a in acts)) if happened is not None else None
    situation = Situation(truth=case.facts, established=case.facts, happened=happened)
    then = {a.action: _before(case, acts, a) for a in acts}
    expectations = expect(
        playbook,
        library.catalogue,
        incident_type,
        situation,
        at_act=lambda action: then[action],
        done=set(then),
    )
    offered = {a.id for a in library.catalogue.actions} if case.actions is not None else set(then)
    lawful = acts_required_by_law(library.law, case.facts)
    judged = judge_acts(expectations, acts, library.catalogue, offered, lawful)
    coverage = playbook.coverage.get(incident_type)
    return CaseJudgement(
        playbook=playbook.id,
        facts=case.facts,
        type=incident_type,
        coverage=playbook.states(incident_type),
        note=coverage.note if coverage else None,
        expected=tuple(
            _expected(response, evaluate(response.when, situation), playbook)
            for response in playbook.responses_for(incident_type)
        ),
        verdicts=tuple(
            JudgedVerdict(
                action=j.expectation.action.id,
                phase=j.act.phase if j.act else j.expectation.phase,
                verdict=j.verdict,
                grade=j.expectation.grade,
                harmful=j.harmful,
                reason=j.reason,
                why=j.expectation.action.why if j.verdict is Verdict.DISTRACTOR else None,
                citations=tuple(cite(playbook, section) for section in dict.fromkeys(c.section for c in j.clauses)),
            )
            for j in judged
        ),
        severity=_severity(playbook, situation),
        not_stated=tuple(j.expectation.action.id for j in judged if j.verdict is Verdict.NOT_STATED),
    )


def place_acts(case: JudgeCase, library: Library) -> list[PlacedAct]:
    """The acts of a case in their order; an act without a phase stands in its catalogue phase."""
    return [
        PlacedAct(action=a.action, phase=a.phase or library.catalogue.action(a.action).phase, rank=rank)
        for rank, a in enumerate(case.actions or ())
    ]


def _before(case: JudgeCase, acts: list[PlacedAct], act: PlacedAct) -> Situation:
    """How things stood before `act`: what the case says happened, and the acts ahead of it."""
    happened = None
    if case.happened is not None:
        happened = (*case.happened, *(a.action for a in acts if a.rank < act.rank))
    return Situation(truth=case.facts, established=case.facts, happened=happened)


def _expected(response: ExpectedResponse, holds: Truth, playbook: Playbook) -> JudgedExpectation:
    return JudgedExpectation(
        id=response.id,
        action=response.action,
        phase=response.phase,
        grade=response.grade,
        holds=holds,
        statement=response.statement,
        order=response.order,
        deadline=response.deadline,
        who=response.who,
        caution=response.caution,
        citation=cite(playbook, response.section),
    )


def _severity(playbook: Playbook, situation: Situation) -> Severity | None:
    """The first level that holds; None when the guide has none or none fits."""
    possible: list[str] = []
    for rule in playbook.severity:
        truth = evaluate(rule.when, situation)
        if truth is Truth.YES:
            return Severity(
                level=rule.level,
                label=rule.label,
                citation=cite(playbook, rule.section),
                possible=tuple(dict.fromkeys(possible)),
            )
        if truth is Truth.UNKNOWN:
            possible.append(rule.level)
    return None
