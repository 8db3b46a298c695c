"""Hints in words: where to look, how to read it, which clause to think of. Never the answer, never a card."""

from __future__ import annotations

from ..domain.exercise import Exercise
from ..domain.hints import decision_hint, hints_taken, question_hint
from ..domain.incident import AskedQuestion
from ..domain.kinds import Language
from ..domain.knowledge import known
from ..domain.playbook import Playbook
from ..domain.study_views import HintView
from ..i18n import translate
from .results import clause_texts
from .review_cards import cited


def hint_views(exercise: Exercise, guide: Playbook, language: Language) -> tuple[HintView, ...]:
    """The hints taken for what is open now."""
    views = []
    open_questions = {q.id: q for q in exercise.incident.questions if q.round.phase is exercise.phase}
    for hint in hints_taken(exercise):
        if hint.phase is not exercise.phase:
            continue
        if hint.question is not None and hint.question in open_questions:
            views.append(_for_question(exercise, open_questions[hint.question], language))
        elif hint.decision is not None:
            views.append(_for_decision(exercise, guide, hint.decision, language))
    return tuple(views)


def _for_question(exercise: Exercise, question: AskedQuestion, language: Language) -> HintView:
    hint = question_hint(exercise, question)
    lines = [text.in_(language) for text in hint.how]
    lines.append(translate("hint.question", language))
    return HintView(
        of=question.id,
        lines=tuple(lines),
        look_at=tuple(dict.fromkeys(_named(exercise, name, question, language) for name in hint.evidence)),
    )


def _named(exercise: Exercise, evidence: str, question: AskedQuestion, language: Language) -> str:
    """The title of a thing that arrived; by its number where the title itself would tell the answer."""
    title = exercise.incident.evidence_by_id(evidence).title.in_(language)
    if not any(word and word.casefold() in title.casefold() for word in _answers(exercise, question, language)):
        return title
    incident = exercise.incident
    arrived = [name for release in exercise.releases for name in incident.inject_by_id(release.inject).evidence]
    return translate("hint.thing", language, number=arrived.index(evidence) + 1)


def _answers(exercise: Exercise, question: AskedQuestion, language: Language) -> list[str]:
    """The words of the options that evidence at hand supports."""
    found = known(exercise.incident, exercise.evidence()).get(question.fact)
    findings = [] if found is None else [f for f in (found.established, *found.indicated) if f is not None]
    values = [part for f in findings for part in (f.value if isinstance(f.value, tuple) else (f.value,))]
    return [option.label.in_(language) for option in question.options if option.value in values]


def _for_decision(exercise: Exercise, guide: Playbook, decision: str, language: Language) -> HintView:
    hint = decision_hint(exercise, guide, decision)
    phase = translate(f"hint.phase.{exercise.phase}", language)
    lines = [hint.principle.text.in_(language)] if hint.principle else []
    return HintView(
        of=decision,
        lines=(*lines, phase),
        clauses=clause_texts(cited(guide, tuple(section.id for section in hint.sections)), language),
    )
