"""Cases judged from outside: what is left out stays unknown, and acts are judged in their order."""

from __future__ import annotations

from dataclasses import replace

from leaksim.domain.catalogue import Library
from leaksim.domain.conditions import FactTest
from leaksim.domain.judging import JudgeCase, JudgedAction
from leaksim.domain.kinds import Coverage, Truth
from leaksim.domain.playbook import Playbook, SeverityRule
from leaksim.domain.scorecard import Verdict
from leaksim.domain.text import same
from leaksim.scoring import judge_case
from leaksim.scoring.judge import CaseJudgement


def case(*actions: str, happened: tuple[str, ...] | None = None, **facts: object) -> JudgeCase:
    return JudgeCase(
        facts={"type": "loss_theft", **facts},  # type: ignore[arg-type]
        happened=happened,
        actions=tuple(JudgedAction(action=a) for a in actions) or None,
    )


def holds(judged: CaseJudgement) -> dict[str, Truth]:
    return {e.id: e.holds for e in judged.expected}


def verdicts(judged: CaseJudgement) -> dict[str, Verdict]:
    return {v.action: v.verdict for v in judged.verdicts}


def test_an_omitted_fact_is_unknown_and_a_given_one_decides(playbook: Playbook, library: Library) -> None:
    assert holds(judge_case(case(), playbook, library))["r3"] is Truth.UNKNOWN
    assert holds(judge_case(case(crime_suspected=True), playbook, library))["r3"] is Truth.YES
    assert holds(judge_case(case(crime_suspected=False), playbook, library))["r3"] is Truth.NO


def test_the_course_of_events_is_unknown_unless_given(playbook: Playbook, library: Library) -> None:
    assert holds(judge_case(case(), playbook, library))["r8"] is Truth.UNKNOWN
    assert holds(judge_case(case(happened=()), playbook, library))["r8"] is Truth.YES
    assert holds(judge_case(case(happened=("route_identified",)), playbook, library))["r8"] is Truth.NO


def test_acts_are_judged_in_the_order_given(playbook: Playbook, library: Library) -> None:
    known = {"crime_suspected": True, "info_classes": ("personal",)}
    good = verdicts(judge_case(case("report", "stop_first", "ask_police", **known), playbook, library))
    assert good["stop_first"] is Verdict.DONE
    late = verdicts(judge_case(case("report", "ask_police", "stop_first", **known), playbook, library))
    assert late["stop_first"] is Verdict.OUT_OF_ORDER
    assert late["notify"] is Verdict.MISSED


def test_without_acts_there_are_no_verdicts(playbook: Playbook, library: Library) -> None:
    assert judge_case(case(), playbook, library).verdicts == ()


def test_what_the_guide_forbids_and_what_it_does_not_mention(playbook: Playbook, library: Library) -> None:
    judged = judge_case(case("forbidden", "unmentioned", "hide", happened=()), playbook, library)
    assert verdicts(judged)["forbidden"] is Verdict.PROHIBITED
    assert verdicts(judged)["hide"] is Verdict.DISTRACTOR
    assert judged.not_stated == ("unmentioned",)


def test_severity_names_the_level_that_holds_and_those_still_possible(playbook: Playbook, library: Library) -> None:
    rules = (
        SeverityRule(level="high", label=same("high"), section="1", when=FactTest(fact="persons", more_than=1000)),
        SeverityRule(level="low", label=same("low"), section="1"),
    )
    graded = replace(playbook, severity=rules)
    for facts, level, possible in (
        ({"persons": 1001}, "high", ()),
        ({"persons": 1000}, "low", ()),
        ({}, "low", ("high",)),
    ):
        severity = judge_case(case(**facts), graded, library).severity
        assert severity is not None
        assert (severity.level, severity.possible) == (level, possible)


def test_a_silent_guide_expects_nothing(playbook: Playbook, library: Library) -> None:
    judged = judge_case(case("forbidden"), replace(playbook, coverage={}), library)
    assert judged.coverage is Coverage.NOT_STATED
    assert judged.expected == ()
    assert verdicts(judged) == {"forbidden": Verdict.NOT_STATED}
