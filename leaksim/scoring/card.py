"""The scorecard: every answer and act of a run judged under one guide, with points that add up."""

from __future__ import annotations

from dataclasses import replace

from ..domain.catalogue import Library
from ..domain.conditions import Situation
from ..domain.current_law import acts_required_by_law
from ..domain.exercise import Act, Exercise, rank_of
from ..domain.incident import AskedQuestion, Incident
from ..domain.kinds import PHASES, Coverage, Grade, Round
from ..domain.knowledge import established_values, released_evidence
from ..domain.playbook import Playbook
from ..domain.scorecard import (
    Item,
    ItemKind,
    MisconceptionFound,
    PhaseScore,
    Rating,
    Reason,
    Scorecard,
    Verdict,
)
from ..domain.text import Text
from .acts import ActJudgement, PlacedAct, expect, judge_acts
from .items import SCORED, act_item, answer_item, shows
from .weights import (
    CONDITION_CAP,
    FACTS_NEEDED,
    MAJOR_CHALLENGES,
    PASS_MARK,
    SOME_CHALLENGES,
    WEIGHT_AFTER_INVESTIGATION,
    WEIGHT_CONDITIONAL,
    WEIGHT_FIRST_REPORT,
    WEIGHT_UNCONDITIONAL,
    budgets,
    share,
)


def score(exercise: Exercise, playbook: Playbook, library: Library, pass_mark: int = PASS_MARK) -> Scorecard:
    """Judge a run (finished or not) under `playbook`. Pure: the same inputs give the same card."""
    incident = exercise.incident
    coverage = playbook.states(incident.type)
    if coverage is Coverage.NOT_STATED:
        return _silent(playbook, pass_mark)
    judgements = judge_run(exercise, playbook, library)
    asked = _asked(incident, playbook)
    required = [j for j in judgements if j.expectation.grade is Grade.REQUIRED and j.verdict in SCORED]
    recommended = [j for j in judgements if j.expectation.grade is Grade.RECOMMENDED and j.verdict in SCORED]
    for_answers, for_required, for_recommended = budgets(bool(asked), bool(required), bool(recommended))
    answer_points = share(for_answers, [_answer_weight(q) for q, _ in asked])
    act_points: dict[str, int] = {}
    for group, budget in ((required, for_required), (recommended, for_recommended)):
        weights = [WEIGHT_CONDITIONAL if j.expectation.conditional else WEIGHT_UNCONDITIONAL for j in group]
        act_points |= {j.expectation.action.id: p for j, p in zip(group, share(budget, weights), strict=True)}
    items = [
        answer_item(exercise, question, section, points, playbook, library.vocabulary)
        for (question, section), points in zip(asked, answer_points, strict=True)
    ]
    items += _cap_conditions([act_item(j, act_points, playbook, incident, library) for j in judgements])
    items.sort(key=lambda item: item.phase.position)
    misconceptions = _misconceptions(judgements, incident, library)
    return _card(playbook, coverage, items, misconceptions, pass_mark)


def judge_run(exercise: Exercise, playbook: Playbook, library: Library) -> list[ActJudgement]:
    """The acts of a run, those of the open phase included as planned."""
    incident = exercise.incident
    acts = [PlacedAct(action=a.action, phase=a.phase, rank=a.rank, first=a.first) for a in exercise.acts]
    if exercise.phase is not None:
        acts += [
            PlacedAct(action=action, phase=exercise.phase, rank=rank_of(exercise, first), first=first)
            for action, first in exercise.planned
        ]
    final = exercise.situation()
    done = {a.action for a in acts}
    by_action = {a.action: a for a in exercise.acts}
    expectations = expect(
        playbook,
        library.catalogue,
        incident.type,
        final,
        at_act=lambda action: _situation_at(exercise, by_action.get(action)),
        done=done,
    )
    offered = {c.action for c in incident.cards()}
    lawful = acts_required_by_law(library.law, incident.facts)
    return judge_acts(expectations, acts, library.catalogue, offered, lawful)


def _situation_at(exercise: Exercise, act: Act | None) -> Situation:
    """How things stood when `act` was done; for an act still planned, how they stand now."""
    if act is None:
        return exercise.situation()
    incident = exercise.incident
    peers = {a.action for a in exercise.acts if a.rank >= act.rank}
    cut = min((i for i, what in enumerate(exercise.happened) if what in peers), default=len(exercise.happened))
    released = [r.inject for r in exercise.releases[: act.seen]]
    return Situation(
        truth=incident.facts,
        established=established_values(incident, released_evidence(incident, released)),
        happened=exercise.happened[:cut],
    )


def _asked(incident: Incident, playbook: Playbook) -> list[tuple[AskedQuestion, str]]:
    asks = playbook.asks(incident.type)
    return [(q, asks[q.question]) for q in incident.questions if q.question in asks]


def _answer_weight(question: AskedQuestion) -> int:
    return WEIGHT_FIRST_REPORT if question.round is Round.FIRST_REPORT else WEIGHT_AFTER_INVESTIGATION


def _cap_conditions(items: list[Item]) -> list[Item]:
    """Acts whose condition fails cost little: together at most a tenth of the whole."""
    spent, result = 0, []
    for item in items:
        if item.verdict is Verdict.CONDITION_FAILS:
            cost = min(-item.points, CONDITION_CAP - spent)
            spent += cost
            item = replace(item, points=-cost)
        result.append(item)
    return result


def _misconceptions(
    judgements: list[ActJudgement], incident: Incident, library: Library
) -> tuple[MisconceptionFound, ...]:
    wrong = {j.expectation.action.id for j in judgements if j.verdict in (Verdict.PROHIBITED, Verdict.DISTRACTOR)}
    return tuple(
        MisconceptionFound(id=m.id, label=m.label, correction=m.correction)
        for m in library.misconceptions
        if any(shows(m.types, m.does, action, incident) for action in wrong)
    )


def _card(
    playbook: Playbook,
    coverage: Coverage,
    items: list[Item],
    misconceptions: tuple[MisconceptionFound, ...],
    pass_mark: int,
) -> Scorecard:
    total, top = sum(i.points for i in items), sum(i.max for i in items)
    percent = max(0, 100 * total // top) if top else 0
    harmful = [i for i in items if i.harmful]
    answers = [i for i in items if i.kind is ItemKind.ANSWER]
    needed, whole = FACTS_NEEDED
    facts_shown = whole * sum(i.points for i in answers) >= needed * sum(i.max for i in answers)
    required = [i for i in items if i.grade is Grade.REQUIRED and i.max]
    missed = [i for i in required if i.verdict in (Verdict.MISSED, Verdict.VOIDED)]
    rating, why = _rate(len(missed), len(required), len(harmful))
    return Scorecard(
        playbook=playbook.id,
        playbook_version=playbook.version,
        coverage=coverage,
        percent=percent,
        total=total,
        max=top,
        pass_mark=pass_mark,
        passed=percent >= pass_mark and facts_shown and not harmful,
        facts_shown=facts_shown,
        rating=rating,
        rating_reason=why,
        phases=tuple(
            PhaseScore(
                phase=phase,
                points=sum(i.points for i in items if i.phase is phase),
                max=sum(i.max for i in items if i.phase is phase),
            )
            for phase in PHASES
        ),
        items=tuple(items),
        misconceptions=misconceptions,
        not_stated=tuple(i.id for i in items if i.verdict is Verdict.NOT_STATED),
    )


def _rate(missed: int, required: int, harmful: int) -> tuple[Rating, Reason]:
    """P: nothing required missed and no harm; S: up to 20 % missed and no harm; U: over 50 % missed; else M."""
    params: dict[str, Text | str | int] = {"missed": missed, "required": required, "harmful": harmful}
    if 100 * missed > MAJOR_CHALLENGES * required:
        rating = Rating.U
    elif harmful or 100 * missed > SOME_CHALLENGES * required:
        rating = Rating.M
    else:
        rating = Rating.S if missed else Rating.P
    return rating, Reason(key=f"rating.reason.{rating}", params=params)


def _silent(playbook: Playbook, pass_mark: int) -> Scorecard:
    return Scorecard(
        playbook=playbook.id,
        playbook_version=playbook.version,
        coverage=Coverage.NOT_STATED,
        percent=None,
        total=0,
        max=0,
        pass_mark=pass_mark,
        passed=False,
        facts_shown=False,
        rating=Rating.NOT_STATED,
        rating_reason=Reason(key="rating.reason.not_stated"),
        phases=(),
        items=(),
    )
