"""Judging one answer by what was established when it was given. One pure function per kind of question."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..domain.catalogue import QuestionKind
from ..domain.exercise import AnswerRecord, AnswerValue
from ..domain.facts import FactValue
from ..domain.incident import AskedQuestion, Finding, Incident
from ..domain.kinds import Certainty
from ..domain.knowledge import Knowledge, known
from ..domain.records import record
from ..domain.scorecard import Reason, Verdict
from ..domain.text import Text
from .weights import presumed


@record
class AnswerJudgement:
    """The verdict on one answer, as a share of the question's points."""

    verdict: Verdict
    points: int
    reason: Reason
    finding: Finding | None = None


def judge_answer(
    incident: Incident,
    question: AskedQuestion,
    answer: AnswerRecord | None,
    points: int,
    at_hand: frozenset[str] = frozenset(),
) -> AnswerJudgement:
    """Judge `answer` for a question worth `points`.

    None: nothing was answered; what the evidence `at_hand` would have settled is told all the same.
    """
    if answer is None:
        missed = known(incident, at_hand).get(question.fact)
        return _judged(Verdict.NO_ANSWER, 0, missed.established if missed else None)
    knowledge = known(incident, answer.evidence).get(question.fact, Knowledge(fact=question.fact))
    settled = knowledge.established
    certainty = answer.event.certainty
    if certainty is Certainty.UNKNOWN:
        if settled is None:
            return _judged(Verdict.HONEST_UNKNOWN, points)
        return _judged(Verdict.NOT_YET_FOUND, 0, settled)
    value = answer.event.value
    if value is None:
        return _judged(Verdict.NO_ANSWER, 0, settled)
    if settled is None:
        if certainty is Certainty.CONFIRMED:
            return _judged(Verdict.UNSUPPORTED_CLAIM, 0)
        supporting = next((f for f in knowledge.indicated if agreement(question, value, f) == 1), None)
        if supporting is not None:
            return _judged(Verdict.SUPPORTED_PRESUMPTION, points, supporting)
        return _judged(Verdict.UNSUPPORTED_PRESUMPTION, 0)
    match = agreement(question, value, settled)
    if match == 1:
        if certainty is Certainty.CONFIRMED:
            return _judged(Verdict.CORRECT, points, settled)
        return _judged(Verdict.CORRECT_PRESUMED, presumed(points), settled)
    if match > 0:
        return _judged(Verdict.PARTLY, points // 2, settled)
    return _judged(Verdict.WRONG, 0, settled)


def agreement(question: AskedQuestion, value: AnswerValue, finding: Finding) -> float:
    """1 when the answer says what the finding says, 0.5 when part of a set and nothing false, else 0."""
    match question.kind:
        case QuestionKind.CHOICE:
            return float(chosen(question, value) == [finding.value])
        case QuestionKind.MULTI_CHOICE:
            return _agree_set(question, value, finding)
        case QuestionKind.NUMBER:
            return float(_agree_number(value, finding))
        case QuestionKind.MOMENT:
            return float(_agree_moment(value, finding, question.tolerance))
    return 0.0


def chosen(question: AskedQuestion, value: AnswerValue) -> list[FactValue]:
    """The fact values behind the chosen option ids."""
    ids = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
    return [option.value for option in question.options if option.id in ids]


def answer_text(question: AskedQuestion, value: AnswerValue | None) -> Text | None:
    """An answer as people read it."""
    if value is None:
        return None
    if question.options:
        ids = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
        labels = [o.label for o in question.options if o.id in ids]
        return Text("、".join(x.ja for x in labels), ", ".join(x.en for x in labels))
    unit = question.unit or Text("", "")
    if isinstance(value, int):
        return Text(f"{value:,}{unit.ja}", f"{value:,} {unit.en}".strip())
    return Text(str(value), str(value))


def _agree_set(question: AskedQuestion, value: AnswerValue, finding: Finding) -> float:
    expected = set(finding.value) if isinstance(finding.value, tuple) else {finding.value}
    given = set(chosen(question, value))
    if given == expected:
        return 1.0
    if given and given < expected and 2 * len(given) >= len(expected):
        return 0.5
    return 0.0


def _agree_number(value: AnswerValue, finding: Finding) -> bool:
    if not isinstance(value, int):
        return False
    if finding.value is not None:
        return value == finding.value
    low = finding.low if isinstance(finding.low, int) else None
    high = finding.high if isinstance(finding.high, int) else None
    if low is None and high is None:
        return False
    return (low is None or value >= low) and (high is None or value <= high)


def _agree_moment(value: AnswerValue, finding: Finding, tolerance_minutes: int) -> bool:
    if not isinstance(value, str):
        return False
    given, slack = datetime.fromisoformat(value), timedelta(minutes=tolerance_minutes)
    if isinstance(finding.value, str):
        return abs(given - datetime.fromisoformat(finding.value)) <= slack
    if isinstance(finding.low, str) and isinstance(finding.high, str):
        low, high = datetime.fromisoformat(finding.low), datetime.fromisoformat(finding.high)
        return low - slack <= given <= high + slack
    return False


def _judged(verdict: Verdict, points: int, finding: Finding | None = None) -> AnswerJudgement:
    return AnswerJudgement(verdict=verdict, points=points, reason=Reason(key=f"reason.{verdict}"), finding=finding)
