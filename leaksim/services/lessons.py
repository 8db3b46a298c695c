"""Lessons: a short page per type and phase, made of a guide's data and one generated incident."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from ..domain.catalogue import Library
from ..domain.condition_words import ConditionWords, describe
from ..domain.kinds import Coverage, Grade, IncidentType, Language, Phase
from ..domain.lesson_view import LessonAct, LessonView, LessonWarning
from ..domain.playbook import ExpectedResponse, OrderKind, Playbook, Statement, StatementKind
from ..domain.results import ClauseText
from ..errors import NotFound
from ..i18n import translate
from . import shelf
from .lesson_examples import lesson_example
from .results import clause_texts
from .review_cards import cited

#: Characters of each part in Japanese; an English text may be as much longer as English is.
PURPOSE, EXPECTED, WARNINGS = 260, 640, 330
STRETCH = {Language.JA: 1.0, Language.EN: 2.4}
PURPOSES = (StatementKind.PURPOSE, StatementKind.STEP, StatementKind.PRINCIPLE)
GRADES = (Grade.REQUIRED, Grade.RECOMMENDED, Grade.PERMITTED)

T = TypeVar("T")


def open_lessons() -> Lessons:
    """The lessons of this installation."""
    return Lessons(shelf.library())


class Lessons:
    """A lesson for every guide, type and phase."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @property
    def guides(self) -> tuple[str, ...]:
        return shelf.playbook_ids()

    def titles(self, language: Language | str) -> tuple[tuple[str, str], ...]:
        """(id, title) of each guide."""
        return tuple((one, shelf.playbook(one).title.in_(language)) for one in self.guides)

    def view(self, guide_id: str, kind: IncidentType | str, phase: Phase | str, language: Language | str) -> LessonView:
        """The lesson; NotFound for a guide, type or phase that there is not."""
        try:
            return _lesson(
                shelf.playbook(guide_id), IncidentType(kind), Phase(phase), self._library, Language(language)
            )
        except ValueError:
            raise NotFound("there is no such lesson") from None


def _lesson(guide: Playbook, kind: IncidentType, phase: Phase, library: Library, language: Language) -> LessonView:
    responses = [r for r in guide.responses_for(kind) if r.phase is phase]
    silence, elsewhere = _silence(guide, kind, bool(responses), language)
    writer = _Writer(guide, library, language)
    wanted = [r for grade in GRADES for r in _by_urgency(responses) if r.grade is grade]
    seen: dict[str, ExpectedResponse] = {}
    for response in wanted:
        seen.setdefault(response.action, response)
    expected, more = _as_much_as_fits((writer.act(r) for r in seen.values()), _length_of_act, EXPECTED, language)
    stated = guide.states(kind) is not Coverage.NOT_STATED
    found = writer.warnings(kind, phase, responses) if stated else ()
    warnings, more_warnings = _as_much_as_fits(found, lambda w: len(w.title) + len(w.text), WARNINGS, language)
    return LessonView(
        type=kind,
        phase=phase,
        playbook=guide.id,
        playbook_title=guide.title.in_(language),
        type_label=translate(f"incident_type.{kind}", language),
        phase_label=translate(f"phase.{phase}", language),
        purpose=writer.purpose(kind, phase) if stated else (translate(f"lesson.purpose.{phase}", language),),
        expected=expected,
        more=more,
        warnings=warnings,
        more_warnings=more_warnings,
        example=lesson_example(guide, kind, phase, library, language, writer.explained) if stated else None,
        silence=silence,
        elsewhere=elsewhere,
    )


def _silence(
    guide: Playbook, kind: IncidentType, speaks: bool, language: Language
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What to say where the guide says nothing of the type or the phase, and who does. It is never filled in."""
    coverage = guide.states(kind)
    note = guide.coverage[kind].note if kind in guide.coverage else None
    if coverage is Coverage.NOT_STATED:
        others = [shelf.playbook(one) for one in shelf.playbook_ids() if one != guide.id]
        speaking = tuple((g.id, g.title.in_(language)) for g in others if g.states(kind) is not Coverage.NOT_STATED)
        said = translate("lesson.silent_type", language)
        return (f"{said} {note.in_(language)}" if note else said), speaking
    if not speaks:
        return translate("lesson.silent_phase", language), ()
    if coverage is Coverage.GENERAL_CHAPTER_ONLY:
        return translate("lesson.general", language), ()
    return "", ()


def _by_urgency(responses: Iterable[ExpectedResponse]) -> list[ExpectedResponse]:
    """What comes first, then what always holds, then what the circumstances decide."""

    def rank(r: ExpectedResponse) -> tuple[bool, bool, bool]:
        urgent = r.order is not None and r.order.kind is not OrderKind.BEFORE
        return (not urgent, r.when is not None, not r.types)

    return sorted(responses, key=rank)


def _as_much_as_fits(
    parts: Iterable[T], length: Callable[[T], int], budget: int, language: Language
) -> tuple[tuple[T, ...], int]:
    """The leading parts within the budget (the first in any case), and how many are left out."""
    kept: list[T] = []
    room = budget * STRETCH[language]
    left = 0
    for part in parts:
        room -= length(part)
        if kept and room < 0:
            left += 1
        else:
            kept.append(part)
    return tuple(kept), left


def _length_of_act(act: LessonAct) -> int:
    return len(act.act) + len(act.grade_label) + sum(map(len, act.details)) + len(act.clause.number + act.clause.title)


class _Writer:
    """Writes parts of one guide in one language."""

    def __init__(self, guide: Playbook, library: Library, language: Language) -> None:
        self.guide = guide
        self.library = library
        self.language = language
        self.words = ConditionWords(vocabulary=library.vocabulary, catalogue=library.catalogue)

    def purpose(self, kind: IncidentType, phase: Phase) -> tuple[str, ...]:
        """What the phase is for, in a sentence of ours, then what the guide says of it."""
        fitting = [
            s
            for s in self.guide.statements
            if s.kind in PURPOSES and s.phase is phase and (not s.types or kind in s.types)
        ]
        fitting.sort(key=lambda s: (not s.types, PURPOSES.index(s.kind)))
        own = translate(f"lesson.purpose.{phase}", self.language)
        room = int(PURPOSE * STRETCH[self.language]) - len(own)
        said = next((self._said(s) for s in fitting if len(self._said(s)) <= room), "")
        return (own, said) if said else (own,)

    def _said(self, statement: Statement) -> str:
        return statement.text.in_(self.language)

    def clause(self, section: str) -> ClauseText:
        return clause_texts(cited(self.guide, (section,)), self.language)[0]

    def explained(self, response: ExpectedResponse) -> LessonAct:
        """The act as the example does it: without the circumstances, which are there, and with the reason."""
        return replace(self.act(response), details=(), why=response.statement.in_(self.language))

    def act(self, response: ExpectedResponse) -> LessonAct:
        return LessonAct(
            act=self.library.catalogue.action(response.action).label.in_(self.language),
            grade=response.grade.value,
            grade_label=translate(f"grade.{response.grade}", self.language),
            details=tuple(self._details(response)),
            clause=self.clause(response.section),
        )

    def _details(self, response: ExpectedResponse) -> list[str]:
        found = []
        if response.when is not None:
            found.append(describe(response.when, self.words, self.language))
        if response.order is not None and response.order.kind is not OrderKind.BEFORE:
            found.append(translate(f"study.order.{response.order.kind}", self.language))
        for key, text in (
            ("who", response.who),
            ("deadline", response.deadline.text if response.deadline else None),
        ):
            if text is not None:
                found.append(translate(f"study.{key}", self.language, text=text.in_(self.language)))
        return found

    def warnings(
        self, kind: IncidentType, phase: Phase, responses: Sequence[ExpectedResponse]
    ) -> Iterable[LessonWarning]:
        """What the guide forbids, then the beliefs that lead astray in this phase, in turns."""
        barred = [
            LessonWarning(
                title=self.library.catalogue.action(r.action).label.in_(self.language),
                text=r.statement.in_(self.language),
                clause=self.clause(r.section),
            )
            for r in responses
            if r.grade is Grade.PROHIBITED
        ]
        # What the guide itself asks for or allows is no misconception by it.
        spoken = {r.action for r in self.guide.responses_for(kind) if r.grade is not Grade.PROHIBITED}
        acts = {a.id for a in self.library.catalogue.actions if a.phase is phase and a.fits(kind)} - spoken
        beliefs = [
            LessonWarning(title=m.label.in_(self.language), text=m.correction.in_(self.language))
            for m in self.library.misconceptions
            if (not m.types or kind in m.types) and acts.intersection(m.does)
        ]
        while barred or beliefs:
            for warnings in (barred, beliefs):
                if warnings:
                    yield warnings.pop(0)
