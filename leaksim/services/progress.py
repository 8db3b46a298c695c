"""The learner's page in words: what is due, how runs went over time, what was weak, what there is to read."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from ..domain.kinds import PHASES, IncidentType, Language
from ..domain.study import DAY_ZONE, Recall, StudyRun, average_percent, day_of, phase_totals
from ..domain.study_views import CardLine, LessonLink, RunLine, Share, StudyView
from ..i18n import translate
from ..scoring import PASS_MARK
from . import shelf
from .memory import Memory

if TYPE_CHECKING:
    from .study import Learner

MOST_WEAK = 8
DAYS_AHEAD = 7


def study_view(learner: Learner, language: Language, now: datetime) -> StudyView:
    due, waiting = learner.due_today, len(learner.queue())
    study, guide, today = learner.study, learner.guide, day_of(now)
    weakest = learner.weakest
    preset = next(p for p in shelf.library().organisations if p.id == learner.organisation)
    coming = Counter(day_of(m.due) for m in learner.memories.values() if day_of(m.due) > today)
    return StudyView(
        today=today.isoformat(),
        organisation=preset.label.in_(language),
        playbook=guide.id,
        playbook_title=guide.title.in_(language),
        types=tuple((kind, _type(kind, language)) for kind in learner.types),
        weakest=weakest,
        weakest_label=_type(weakest, language),
        weakest_reason=_reason(learner, weakest, language),
        runs=tuple(_run(learner, run, language) for run in study.runs),
        by_type=tuple(
            Share(
                id=kind,
                label=_type(kind, language),
                percent=average_percent(study, kind),
                runs=sum(run.begun.type is kind and run.mark is not None for run in study.runs),
            )
            for kind in learner.types
        ),
        by_phase=tuple(
            Share(
                id=total.phase,
                label=translate(f"phase.{total.phase}", language),
                percent=100 * total.points // total.max if total.max else None,
            )
            for total in phase_totals(study)
        ),
        pass_mark=PASS_MARK,
        due=due,
        waiting=waiting - due,
        done=learner.done_today,
        known=len(learner.memories),
        coming=tuple((day.isoformat(), n) for day, n in sorted(coming.items()) if (day - today).days <= DAYS_AHEAD),
        weak=_weak(learner, language),
        lessons=tuple(
            (
                _type(kind, language),
                tuple(LessonLink(type=kind, phase=p, label=translate(f"phase.{p}", language)) for p in PHASES),
            )
            for kind in IncidentType
        ),
    )


def _type(kind: IncidentType, language: Language) -> str:
    return translate(f"incident_type.{kind}", language)


def _reason(learner: Learner, kind: IncidentType, language: Language) -> str:
    """Why this type is proposed."""
    percent = average_percent(learner.study, kind)
    if percent is None:
        return translate("study.weakest_unplayed", language)
    return translate("study.weakest_score", language, percent=percent)


def _run(learner: Learner, run: StudyRun, language: Language) -> RunLine:
    return RunLine(
        number=run.begun.number,
        token=learner.run_token(run.begun.number),
        type=run.begun.type,
        type_label=_type(run.begun.type, language),
        mode=run.begun.mode,
        begun_at=datetime.fromisoformat(run.begun.at).astimezone(DAY_ZONE).isoformat(),
        percent=run.mark.percent if run.mark else None,
        passed=run.mark.passed if run.mark else False,
        hints=run.mark.hints if run.mark else 0,
        finished=run.mark is not None,
    )


def _weak(learner: Learner, language: Language) -> tuple[CardLine, ...]:
    """What was last missed or needed help, the least stable first."""
    weak = [m for m in learner.memories.values() if m.last is not Recall.GOOD]
    weak.sort(key=lambda m: (m.stability, m.due, m.card))
    lines = (_line(memory, language) for memory in weak)
    return tuple(line for line in lines if line.label)[:MOST_WEAK]


def _line(memory: Memory, language: Language) -> CardLine:
    return CardLine(
        card=memory.card,
        label=card_label(memory.card, language),
        due=day_of(memory.due).isoformat(),
        recall=memory.last.value,
    )


def card_label(card: str, language: Language) -> str:
    """A card's name; empty where the catalogue no longer has what it is about."""
    library = shelf.library()
    match card.split("/"):
        case ["ask", "established"]:
            return translate("study.card_established", language)
        case ["ask", question]:
            asked = next((q for q in library.questions if q.id == question), None)
            return asked.prompt.in_(language) if asked else ""
        case ["act", kind, action]:
            found = next((a for a in library.catalogue.actions if a.id == action), None)
            return f"{_type(IncidentType(kind), language)}: {found.label.in_(language)}" if found else ""
    return ""
