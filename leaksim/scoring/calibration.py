"""How sure a player was and how often that was right. It reads a judged run; no score reads it."""

from __future__ import annotations

from collections.abc import Collection

from ..domain.exercise import Exercise
from ..domain.kinds import Certainty, Round
from ..domain.scorecard import Calibration, Confidence, ItemKind, Leaning, Scorecard, Verdict

RIGHT = {Verdict.CORRECT, Verdict.CORRECT_PRESUMED, Verdict.SUPPORTED_PRESUMPTION, Verdict.HONEST_UNKNOWN}
OFF = {Verdict.WRONG, Verdict.UNSUPPORTED_CLAIM, Verdict.UNSUPPORTED_PRESUMPTION, Verdict.NOT_YET_FOUND}
#: judged by evidence that settled the fact
SETTLED = {Verdict.CORRECT, Verdict.CORRECT_PRESUMED, Verdict.PARTLY, Verdict.WRONG, Verdict.NOT_YET_FOUND}

#: More than this share (percent) of the confirmed answers off: bold.
BOLD_PERCENT = 20
#: More than this share (percent) of the other answers could have been confirmed: cautious.
CAUTIOUS_PERCENT = 50

Judged = tuple[Certainty, Verdict]


def calibrate(exercise: Exercise, card: Scorecard) -> Calibration:
    """Certainties against verdicts, of the answers that the guide asks for and that were given."""
    certainties = {question: record.event.certainty for question, record in exercise.answers}
    rounds = {question.id: question.round for question in exercise.incident.questions}
    judged: dict[Round, list[Judged]] = {asked: [] for asked in Round}
    for item in card.items:
        if item.kind is ItemKind.ANSWER and item.id in certainties and item.verdict is not Verdict.NO_ANSWER:
            judged[rounds[item.id]].append((certainties[item.id], item.verdict))
    overall = _confidences([pair for pairs in judged.values() for pair in pairs])
    return Calibration(
        overall=overall,
        rounds={asked: _confidences(pairs) for asked, pairs in judged.items()},
        leaning=_leaning({one.certainty: one for one in overall}),
    )


def _confidences(judged: Collection[Judged]) -> tuple[Confidence, ...]:
    found = []
    for certainty in (Certainty.CONFIRMED, Certainty.PRESUMED, Certainty.UNKNOWN):
        verdicts = [verdict for given, verdict in judged if given is certainty]
        found.append(
            Confidence(
                certainty=certainty,
                right=sum(verdict in RIGHT for verdict in verdicts),
                partly=verdicts.count(Verdict.PARTLY),
                off=sum(verdict in OFF for verdict in verdicts),
                settled=sum(verdict in SETTLED for verdict in verdicts),
            )
        )
    return tuple(found)


def _leaning(by_certainty: dict[Certainty, Confidence]) -> Leaning:
    sure = by_certainty[Certainty.CONFIRMED]
    others = (by_certainty[Certainty.PRESUMED], by_certainty[Certainty.UNKNOWN])
    unsure = sum(one.answers for one in others)
    if not sure.answers and not unsure:
        return Leaning.NO_ANSWERS
    if 100 * sure.off > BOLD_PERCENT * sure.answers:
        return Leaning.BOLD
    if 100 * sum(one.settled for one in others) > CAUTIOUS_PERCENT * unsure:
        return Leaning.CAUTIOUS
    return Leaning.FITTING
