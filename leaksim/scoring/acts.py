"""Judging acts against a guide: which responses hold, what was done, missed, harmful or out of order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from ..domain.catalogue import Action, ActionCatalogue, ActionKind, Harm
from ..domain.conditions import Situation, evaluate
from ..domain.kinds import Grade, IncidentType, Phase, Truth
from ..domain.playbook import ExpectedResponse, Order, OrderKind, Playbook
from ..domain.records import record
from ..domain.scorecard import Reason, Verdict

STRENGTH = {Grade.REQUIRED: 3, Grade.RECOMMENDED: 2, Grade.PERMITTED: 1, Grade.PROHIBITED: 0}


@record
class PlacedAct:
    """An act with its place in the course: a lower rank came earlier, equal ranks side by side."""

    action: str
    phase: Phase
    rank: int
    first: bool = False


@record
class Expectation:
    """What the guide expects of one act, all its clauses taken together."""

    action: Action
    holds: tuple[tuple[ExpectedResponse, Truth], ...]
    grade: Grade | None  # of those that hold; None when none does
    conditional: bool = False
    tension: bool = False

    @property
    def clauses(self) -> tuple[ExpectedResponse, ...]:
        """The clauses to cite: those that hold with the effective grade first, else all."""
        if self.grade is None:
            return tuple(r for r, _ in self.holds)
        holding = [r for r, truth in self.holds if truth is Truth.YES]
        return tuple(sorted(holding, key=lambda r: r.grade is not self.grade))

    @property
    def phase(self) -> Phase:
        return self.clauses[0].phase if self.clauses else self.action.phase


@record
class ActJudgement:
    """The verdict on one act (done or not); points are shared out by the caller."""

    expectation: Expectation
    verdict: Verdict
    reason: Reason
    act: PlacedAct | None = None
    clauses: tuple[ExpectedResponse, ...] = ()
    harmful: bool = False


def expect(
    playbook: Playbook,
    catalogue: ActionCatalogue,
    incident_type: IncidentType,
    final: Situation,
    at_act: Callable[[str], Situation] = lambda action: Situation(truth={}),
    done: Collection[str] = (),
) -> dict[str, Expectation]:
    """Per act that the guide mentions, what it expects.

    Clauses are evaluated on how things ended; for an act that was done also on how they stood then: what asks or
    allows holds if it held at either time, what forbids is judged by the time of the act.
    """
    by_action: dict[str, list[ExpectedResponse]] = {}
    for response in playbook.responses_for(incident_type):
        by_action.setdefault(response.action, []).append(response)
    expectations = {}
    for action_id, responses in by_action.items():
        holds = []
        for response in responses:
            truth = evaluate(response.when, final)
            if action_id in done:
                then = evaluate(response.when, at_act(action_id))
                if response.grade is Grade.PROHIBITED:
                    truth = then
                elif then is Truth.YES:
                    truth = Truth.YES
            holds.append((response, truth))
        expectations[action_id] = _combine(catalogue.action(action_id), holds)
    return expectations


def _combine(action: Action, holds: list[tuple[ExpectedResponse, Truth]]) -> Expectation:
    holding = [r for r, truth in holds if truth is Truth.YES]
    ids = {r.id for r in holding}
    tension = any(ids.intersection(r.tension) for r in holding)
    grade: Grade | None = None
    if holding:
        grades = {r.grade for r in holding}
        if tension:
            grade = Grade.PERMITTED  # the guide says both: neither reading is punished
        elif Grade.PROHIBITED in grades:
            grade = Grade.PROHIBITED
        else:
            grade = max(grades, key=lambda g: STRENGTH[g])
    strongest = [r for r in holding if r.grade is grade]
    return Expectation(
        action=action,
        holds=tuple(holds),
        grade=grade,
        conditional=bool(strongest) and all(r.when is not None for r in strongest),
        tension=tension,
    )


def judge_acts(
    expectations: dict[str, Expectation],
    acts: Sequence[PlacedAct],
    catalogue: ActionCatalogue,
    offered: Collection[str],
    lawful: Collection[str] = (),
) -> list[ActJudgement]:
    """One judgement per act that was done or that was expected and offered; informational ones included.

    Acts in `lawful` are required by today's law: whatever the guide says, doing them costs nothing.
    """
    placed = {act.action: act for act in acts}
    silent = {a.action: Expectation(action=catalogue.action(a.action), holds=(), grade=None) for a in acts}
    known = silent | expectations
    judgements = [_excuse(_judge_one(known[act.action], act, expectations, acts), lawful) for act in acts]
    for action_id, expectation in expectations.items():
        if action_id in placed or action_id not in offered:
            continue
        if expectation.grade in (Grade.REQUIRED, Grade.RECOMMENDED):
            judgements.append(_judgement(expectation, Verdict.MISSED, None))
        elif expectation.grade is None and any(t is Truth.UNKNOWN for _, t in expectation.holds):
            judgements.append(_judgement(expectation, Verdict.UNDECIDED, None))
    return _void(judgements)


COSTLY = (Verdict.PROHIBITED, Verdict.DISTRACTOR, Verdict.CONDITION_FAILS)


def _excuse(judgement: ActJudgement, lawful: Collection[str]) -> ActJudgement:
    if judgement.verdict not in COSTLY or judgement.expectation.action.id not in lawful:
        return judgement
    return replace(judgement, verdict=Verdict.PERMITTED, reason=Reason(key="reason.required_by_law"), harmful=False)


def _judge_one(
    expectation: Expectation, act: PlacedAct, expectations: dict[str, Expectation], acts: Sequence[PlacedAct]
) -> ActJudgement:
    action = expectation.action
    match expectation.grade:
        case Grade.PROHIBITED:
            return _judgement(expectation, Verdict.PROHIBITED, act, harmful=True)
        case Grade.REQUIRED | Grade.RECOMMENDED:
            broken = _broken_order(expectation, act, expectations, acts)
            if broken is not None:
                return ActJudgement(
                    expectation=expectation,
                    verdict=Verdict.OUT_OF_ORDER,
                    reason=broken,
                    act=act,
                    clauses=expectation.clauses,
                )
            return _judgement(expectation, Verdict.DONE, act)
        case Grade.PERMITTED:
            return _judgement(expectation, Verdict.PERMITTED, act)
    if action.kind is not ActionKind.RESPONSE:
        return _judgement(expectation, Verdict.DISTRACTOR, act, harmful=action.harm is Harm.GRAVE)
    asking = [(r, t) for r, t in expectation.holds if r.grade is not Grade.PROHIBITED]
    if any(t is Truth.UNKNOWN for _, t in expectation.holds):
        return _judgement(expectation, Verdict.UNDECIDED, act)
    if asking:
        return _judgement(expectation, Verdict.CONDITION_FAILS, act)
    return _judgement(expectation, Verdict.NOT_STATED, act)


def _judgement(
    expectation: Expectation, verdict: Verdict, act: PlacedAct | None, harmful: bool = False
) -> ActJudgement:
    clauses = () if verdict in (Verdict.DISTRACTOR, Verdict.NOT_STATED) else expectation.clauses
    key = f"reason.{verdict}"
    if verdict is Verdict.MISSED and expectation.grade is Grade.RECOMMENDED:
        key = "reason.missed_recommended"
    elif verdict is Verdict.PERMITTED and expectation.tension:
        key = "reason.permitted_tension"
    return ActJudgement(
        expectation=expectation,
        verdict=verdict,
        reason=Reason(key=key),
        act=act,
        clauses=clauses,
        harmful=harmful,
    )


def _void(judgements: list[ActJudgement]) -> list[ActJudgement]:
    """Replace what harmful or wrong acts destroy: the acts they name earn nothing."""
    spoilt: dict[str, Action] = {}
    for j in judgements:
        if j.verdict not in (Verdict.PROHIBITED, Verdict.DISTRACTOR):
            continue
        named = set(j.expectation.action.voids).union(*(r.voids for r in j.clauses))
        for action_id in sorted(named):
            spoilt.setdefault(action_id, j.expectation.action)
    result = []
    for j in judgements:
        by = spoilt.get(j.expectation.action.id)
        if by is not None and j.verdict in (Verdict.DONE, Verdict.OUT_OF_ORDER):
            reason = Reason(key="reason.voided", params={"by": by.label})
            j = ActJudgement(
                expectation=j.expectation, verdict=Verdict.VOIDED, reason=reason, act=j.act, clauses=j.clauses
            )
        result.append(j)
    return result


def _broken_order(
    expectation: Expectation, act: PlacedAct, expectations: dict[str, Expectation], acts: Sequence[PlacedAct]
) -> Reason | None:
    """The reason why a stated order was broken; None when it was kept or none is stated."""
    for clause in expectation.clauses:
        if clause.order is None or clause.grade is not expectation.grade:
            continue
        if clause.order.kind is OrderKind.BEFORE:
            for other in acts:
                if other.action in clause.order.actions and other.rank < act.rank:
                    label = expectations[other.action].action.label if other.action in expectations else None
                    params = {"other": label} if label is not None else {}
                    return Reason(key="reason.order_before" if label is not None else "reason.order", params=params)
            continue
        if act.phase.position > clause.phase.position:
            return Reason(key="reason.order_late")
        # what may come ahead may do so; that an urgent act merely stands beside it is still no sign of urgency
        may_follow = clause.order.may_follow
        counted = (other for other in acts if other.action not in may_follow or other.rank == act.rank)
        if any(_goes_ahead(other, act, clause, expectations) for other in counted):
            return Reason(key=f"reason.order_{clause.order.kind}")
    return None


def _goes_ahead(
    other: PlacedAct, act: PlacedAct, clause: ExpectedResponse, expectations: dict[str, Expectation]
) -> bool:
    """Whether `other` came ahead of an act that should have come first."""
    if other.action == act.action or other.rank > act.rank or (other.rank == act.rank and act.first):
        return False
    expectation = expectations.get(other.action)
    if expectation is None:
        return False  # an act that the guide does not mention breaks no order that it states
    urgent = any(_is_urgent(r.order) for r, _ in expectation.holds)
    return not urgent and expectation.phase.position >= clause.phase.position


def _is_urgent(order: Order | None) -> bool:
    return order is not None and order.kind is not OrderKind.BEFORE
