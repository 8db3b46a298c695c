"""Scorecards in words: verdicts, reasons and clauses in the reader's language, and the order in which they matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..domain.catalogue import Library
from ..domain.exercise import Exercise, moment
from ..domain.incident import Incident
from ..domain.kinds import Grade, Language, Phase
from ..domain.playbook import Playbook
from ..domain.results import (
    ClauseText,
    DatedText,
    ItemText,
    LessonText,
    MisconceptionText,
    PhaseText,
    ResultView,
    TimelineText,
)
from ..domain.scorecard import Citation, Item, ItemKind, Rating, Reason, Scorecard, Verdict
from ..domain.text import Text
from ..i18n import translate
from .aspects import aspect_texts, calibration_text
from .overlay import dated_by_section, dated_texts, law_result, law_result_text, law_texts
from .trails import trails

MOST_CHANGES = 3
MOST_LIMITED = 5
MOST_LESSONS = 3

TONES = {
    Verdict.CORRECT: "good",
    Verdict.HONEST_UNKNOWN: "good",
    Verdict.SUPPORTED_PRESUMPTION: "good",
    Verdict.DONE: "good",
    Verdict.CORRECT_PRESUMED: "fair",
    Verdict.PARTLY: "fair",
    Verdict.OUT_OF_ORDER: "fair",
    Verdict.PERMITTED: "note",
    Verdict.NOT_STATED: "note",
    Verdict.UNDECIDED: "note",
    Verdict.NOT_YET_FOUND: "note",
    Verdict.PROHIBITED: "harm",
    Verdict.DISTRACTOR: "harm",
}


def reason_text(reason: Reason, language: Language) -> str:
    """A reason with its parameters filled in."""
    params = {k: v.in_(language) if isinstance(v, Text) else v for k, v in reason.params.items()}
    return translate(reason.key, language, **params)


def clause_texts(citations: Iterable[Citation], language: Language) -> tuple[ClauseText, ...]:
    return tuple(
        ClauseText(
            document=c.document.in_(language),
            number=c.number,
            title=c.title.in_(language),
            page=c.page,
            section=c.section,
            playbook=c.playbook,
        )
        for c in citations
    )


NotesBySection = Mapping[str, Sequence[DatedText]]


def item_texts(
    items: Iterable[Item], incident: Incident, language: Language, notes: NotesBySection | None = None
) -> tuple[ItemText, ...]:
    """`notes`: where the guide has been overtaken, by its sections."""
    return tuple(_item_text(item, incident, language, notes or {}) for item in items)


def _item_text(item: Item, incident: Incident, language: Language, notes: NotesBySection) -> ItemText:
    def said(text: Text | None) -> str:
        return text.in_(language) if text is not None else ""

    tone = TONES.get(item.verdict, "poor")
    given = said(item.given)
    if item.kind is ItemKind.ANSWER and not given and item.verdict is not Verdict.NO_ANSWER:
        given = translate("certainty.unknown", language)
    return ItemText(
        id=item.id,
        kind=item.kind,
        phase=item.phase,
        title=item.title.in_(language),
        verdict=item.verdict,
        verdict_text=translate(f"verdict.{item.verdict}", language),
        verdict_sign=translate(f"verdict_sign.{item.verdict}", language),
        tone=tone,
        points=item.points,
        max=item.max,
        given=given,
        expected=said(item.expected),
        reason=reason_text(item.reason, language),
        statement=said(item.statement),
        caution=said(item.caution),
        clauses=clause_texts(item.citations, language),
        evidence=tuple(incident.evidence_by_id(e).title.in_(language) for e in item.evidence),
        how=said(item.how),
        dated=tuple(dict.fromkeys(note for c in item.citations for note in notes.get(c.section, ()))),
    )


def result_view(
    exercise: Exercise,
    card: Scorecard,
    guide: Playbook,
    library: Library,
    language: Language,
    *,
    law_marked: bool = False,
) -> ResultView:
    """The result page of a finished run; `law_marked` adds its separate result by today's law."""
    incident = exercise.incident
    notes = dated_by_section(library.law, guide.id, incident.facts, language)
    ordered = sorted(card.items, key=_importance)
    changes = [i for i in ordered if i.lost > 0][:MOST_CHANGES]
    limited = sorted(
        (
            i
            for i in card.items
            if i.kind is ItemKind.ACTION and i.verdict is Verdict.DONE and i.grade is Grade.REQUIRED
        ),
        key=lambda i: (-i.max, i.phase.position),
    )[:MOST_LIMITED]
    key = "not_stated" if card.percent is None else "passed" if card.passed else "failed"
    if key == "failed" and card.percent is not None and card.percent >= card.pass_mark:
        key = "barred" if any(i.harmful for i in card.items) else "unfounded"
    return ResultView(
        title=incident.title.in_(language),
        type_label=translate(f"incident_type.{incident.type}", language),
        percent=card.percent,
        total=card.total,
        max=card.max,
        pass_mark=card.pass_mark,
        passed=card.passed,
        rating=card.rating,
        rating_text=translate(f"rating.{card.rating}", language),
        rating_rule=reason_text(card.rating_reason, language),
        sentence=translate(f"result.sentence.{key}", language, pass_mark=card.pass_mark),
        playbook_title=guide.title.in_(language),
        coverage_text=_coverage_text(card, guide, incident, language),
        misconceptions=tuple(
            MisconceptionText(label=m.label.in_(language), correction=m.correction.in_(language))
            for m in card.misconceptions
        ),
        phases=tuple(
            PhaseText(
                phase=p.phase,
                label=translate(f"phase.{p.phase}", language),
                points=p.points,
                max=p.max,
                percent=max(0, 100 * p.points // p.max) if p.max else None,
            )
            for p in card.phases
        ),
        timeline=_timeline(exercise, card, language),
        limited=item_texts(limited, incident, language, notes),
        changes=item_texts(changes, incident, language, notes),
        items=item_texts(card.items, incident, language, notes),
        not_stated=tuple(i.title.in_(language) for i in card.items if i.verdict is Verdict.NOT_STATED),
        study_next=_study_next(changes, card, language),
        lessons=_lessons(card, incident, language),
        law=law_texts(library.law, incident.facts, {a.action for a in exercise.acts}, language),
        dated=dated_texts(library.law, guide.id, incident.facts, language),
        trails=trails(exercise, library, language),
        aspects=aspect_texts(exercise, card, guide, library, language),
        principles_note=guide.principles_note.in_(language) if guide.principles_note else "",
        calibration=calibration_text(exercise, card, language),
        law_result=law_result_text(law_result(library.law, exercise), exercise, language) if law_marked else None,
    )


def _importance(item: Item) -> tuple[int, int, int, int]:
    """Misconceptions and harm first, then what cost most, earlier phases first."""
    return (0 if item.misconception else 1, 0 if item.harmful else 1, -item.lost, item.phase.position)


def _coverage_text(card: Scorecard, guide: Playbook, incident: Incident, language: Language) -> str:
    entry = guide.coverage.get(incident.type)
    text = translate(f"coverage.{card.coverage}", language)
    if entry is not None and entry.note is not None:
        text = f"{text} {entry.note.in_(language)}"
    return text


def _timeline(exercise: Exercise, card: Scorecard, language: Language) -> tuple[TimelineText, ...]:
    """What arrived, what was done, and what the guide expected besides, by phase in scenario time."""
    incident = exercise.incident
    items = {i.id: i for i in card.items if i.kind is ItemKind.ACTION}
    lines: list[tuple[str, int, TimelineText]] = []
    for release in exercise.releases:
        at = moment(incident, release.minutes)
        inject = incident.inject_by_id(release.inject)
        text = f"{inject.sender.in_(language)}: {inject.message.in_(language)}"
        lines.append((at, 0, TimelineText(at=at, kind="arrived", text=text, clause="")))
    closes = {e.phase: e.at for e in exercise.events if e.kind == "phase_closed"}
    for act in exercise.acts:
        item = items.get(act.action)
        if item is not None:
            lines.append((act.at, 1, _item_line(act.at, "did", item, act.phase, language)))
    for item in items.values():
        if item.verdict is Verdict.MISSED and item.grade is Grade.REQUIRED and item.phase in closes:
            at = closes[item.phase]
            lines.append((at, 2, _item_line(at, "expected", item, item.phase, language)))
    return tuple(line for _, _, line in sorted(lines, key=lambda entry: entry[:2]))


def _item_line(at: str, kind: str, item: Item, phase: Phase, language: Language) -> TimelineText:
    """A line of the story about an act, with the first clause that speaks of it."""
    text = item.title.in_(language)
    label = translate(f"phase.{phase}", language)
    if not item.citations:
        return TimelineText(at=at, kind=kind, text=text, clause="", phase=label)
    first = item.citations[0]
    clause = f"{first.number} {first.title.in_(language)}"
    return TimelineText(
        at=at, kind=kind, text=text, clause=clause, playbook=first.playbook, section=first.section, phase=label
    )


def _lessons(card: Scorecard, incident: Incident, language: Language) -> tuple[LessonText, ...]:
    """The lessons on the phases in which most was lost, the weakest first."""
    weak = [p for p in card.phases if p.max and p.points < p.max]
    weak.sort(key=lambda p: (p.points / p.max, p.phase.position))
    return tuple(
        LessonText(
            incident_type=incident.type.value,
            phase=p.phase.value,
            playbook=card.playbook,
            label=translate("result.lesson", language, phase=translate(f"phase.{p.phase}", language)),
        )
        for p in weak[:MOST_LESSONS]
    )


def _study_next(changes: Sequence[Item], card: Scorecard, language: Language) -> tuple[str, ...]:
    """The clauses behind the costliest items, then the weakest phase."""
    clauses = [f"{i.citations[0].number} {i.citations[0].title.in_(language)}" for i in changes if i.citations]
    lines = [translate("result.study_clause", language, clause=c) for c in dict.fromkeys(clauses)]
    weak = [p for p in card.phases if p.max and p.points < p.max]
    if weak and card.rating is not Rating.P:
        weakest = min(weak, key=lambda p: p.points / p.max)
        label = translate(f"phase.{weakest.phase}", language)
        lines.append(translate("result.study_phase", language, phase=label))
    return tuple(lines)
