"""The result put together by principle and objective, and how sure the player was, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..domain.catalogue import Library
from ..domain.exercise import Exercise
from ..domain.kinds import Language, Round
from ..domain.playbook import Playbook
from ..domain.results import AspectText, CalibrationText, ConfidenceText
from ..domain.scorecard import AspectScore, Calibration, Confidence, Item, Leaning, Scorecard
from ..i18n import translate
from ..scoring import calibrate, score_aspects

MOST_COSTLY = 3


def aspect_texts(
    exercise: Exercise, card: Scorecard, guide: Playbook, library: Library, language: Language
) -> tuple[AspectText, ...]:
    """Points by principle of the guide and by objective; the acts that cost most are named."""
    items = {item.id: item for item in card.items}
    return tuple(
        _aspect(score, items, guide, language) for score in score_aspects(card, exercise.incident, guide, library)
    )


def _aspect(score: AspectScore, items: Mapping[str, Item], guide: Playbook, language: Language) -> AspectText:
    section = guide.section(score.section) if score.section else None
    costly = [items[name] for name in score.items if items[name].points < 0]
    costly.sort(key=lambda item: (not item.harmful, item.points, item.phase.position))
    return AspectText(
        aspect=score.aspect,
        id=score.id,
        label=score.label.in_(language),
        playbook=guide.id if section else "",
        section=score.section,
        clause=f"{section.number} {section.title.in_(language)}" if section else "",
        points=score.points,
        max=score.max,
        percent=_percent(score),
        harmful=score.harmful,
        count=len(score.items),
        costly=tuple(item.title.in_(language) for item in costly[:MOST_COSTLY]),
        costly_more=len(costly[MOST_COSTLY:]),
    )


def _percent(score: AspectScore) -> int | None:
    return max(0, 100 * score.points // score.max) if score.max else None


def calibration_text(exercise: Exercise, card: Scorecard, language: Language) -> CalibrationText | None:
    """How sure, and how often right; None where no answer is judged."""
    found = calibrate(exercise, card)
    if found.leaning is Leaning.NO_ANSWERS:
        return None
    lines = (_round_line(asked, rows, language) for asked, rows in found.rounds.items())
    return CalibrationText(
        sentence=_sentence(found, language),
        advice=translate(f"calibration.advice.{found.leaning}", language),
        rows=tuple(_row(one, language) for one in found.overall),
        rounds=tuple(line for line in lines if line),
    )


def _sentence(found: Calibration, language: Language) -> str:
    """The surest answers that there are, and how many of them were right."""
    row = next(one for one in found.overall if one.answers)
    key = f"calibration.sentence.{row.certainty}" if row.right else f"calibration.none.{row.certainty}"
    return translate(key, language, of=row.answers, right=row.right)


def _row(one: Confidence, language: Language) -> ConfidenceText:
    return ConfidenceText(
        certainty=one.certainty,
        label=translate(f"certainty.{one.certainty}", language),
        text=_few_words(one, language),
        answers=one.answers,
        right=one.right,
        partly=one.partly,
        off=one.off,
    )


def _round_line(asked: Round, rows: Iterable[Confidence], language: Language) -> str:
    """For example "First report: Confirmed 3 of 4, Unknown 2 of 2"; empty where nothing was answered."""
    parts = [_few_words(one, language) for one in rows if one.answers]
    if not parts:
        return ""
    return translate(
        "calibration.round",
        language,
        round=translate(f"round.{asked}", language),
        list=translate("list.comma", language).join(parts),
    )


def _few_words(one: Confidence, language: Language) -> str:
    label = translate(f"certainty.{one.certainty}", language)
    return translate("calibration.part", language, label=label, right=one.right, of=one.answers)
