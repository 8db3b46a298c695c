"""The public statement that a committee drafts: what it must not claim, and what its guide wants said.

The draft is kept as it is written. Nothing here marks it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..domain.committee import SessionState
from ..domain.committee_views import OutlinePoint, StatementView
from ..domain.exercise import Exercise, replay
from ..domain.facts import FactKind
from ..domain.incident import AskedQuestion
from ..domain.kinds import Certainty, Grade, Language, Phase, Round
from ..domain.knowledge import known
from ..domain.playbook import Form, Playbook, StatementKind
from ..domain.text import Text
from ..scoring.items import cite
from .committee_runs import SessionRun
from .results import clause_texts

TOPIC = "publication"  # of the catalogue: the acts by which something is made public
SAID = (StatementKind.PRINCIPLE, StatementKind.CAUTION)


def statement_view(state: SessionState, run: SessionRun, language: Language) -> StatementView | None:
    """None before notice and publication are decided."""
    exercise = run.exercise
    if exercise.phase is not None and exercise.phase.position < Phase.NOTIFY_PUBLISH.position:
        return None
    drafted = bool(state.statement.strip())
    outlined = drafted or exercise.finished
    held = {question.fact: (question, _certainty(exercise, question)) for question in _last_asked(exercise)}
    return StatementView(
        open=not exercise.finished,
        text=state.statement,
        unknown=tuple(_label(run, q, language) for q, sure in held.values() if sure in (None, Certainty.UNKNOWN)),
        presumed=tuple(_label(run, q, language) for q, sure in held.values() if sure is Certainty.PRESUMED),
        unfounded=_unfounded(run, language) if exercise.finished else (),
        outlined=outlined,
        outline=tuple(_outline(run, language)) if outlined else (),
    )


def _label(run: SessionRun, question: AskedQuestion, language: Language) -> str:
    return run.library.vocabulary.spec(question.fact).label.in_(language)


def _last_asked(exercise: Exercise) -> tuple[AskedQuestion, ...]:
    """The questions of the last round, one for each fact."""
    questions = {q.fact: q for round_ in Round for q in exercise.incident.questions if q.round is round_}
    return tuple(questions.values())


def _certainty(exercise: Exercise, question: AskedQuestion) -> Certainty | None:
    """How the team answered last; None where it did not."""
    answers = dict(exercise.answers)
    for round_ in reversed(Round):
        record = answers.get(f"{question.question}@{round_}")
        if record is not None:
            return record.event.certainty
    return None


def _unfounded(run: SessionRun, language: Language) -> tuple[str, ...]:
    """The asked facts that no evidence settled by the end of notice and publication."""
    events = run.exercise.events
    last = next(n for n, e in enumerate(events, 1) if e.kind == "phase_closed" and e.phase is Phase.NOTIFY_PUBLISH)
    then = replay(run.exercise.incident, events[:last])
    knowledge = known(then.incident, then.evidence())
    settled = {fact for fact, entry in knowledge.items() if entry.established is not None}
    return tuple(_label(run, q, language) for q in _last_asked(run.exercise) if q.fact not in settled)


def _outline(run: SessionRun, language: Language) -> Iterator[OutlinePoint]:
    """What the guide’s form for publication holds, then what it says about publishing this type of incident."""
    guide, incident = run.guide, run.exercise.incident
    for form in guide.forms:
        if form.public and (not form.types or incident.type in form.types):
            yield from _fields(run, form, language)
    acts = {action.id for action in run.library.catalogue.actions if action.topic == TOPIC}
    responses = [
        r
        for r in guide.responses_for(incident.type)
        if r.action in acts and r.phase is Phase.NOTIFY_PUBLISH and r.grade is not Grade.PROHIBITED
    ]
    for response in responses:
        yield _point(guide, response.section, response.statement, language)
    sections = {response.section for response in responses}
    for statement in guide.statements:
        fits = statement.phase is Phase.NOTIFY_PUBLISH and (not statement.types or incident.type in statement.types)
        if fits and statement.section in sections and statement.kind in SAID:
            yield _point(guide, statement.section, statement.text, language)


def _fields(run: SessionRun, form: Form, language: Language) -> Iterator[OutlinePoint]:
    """The fields of the form; with a model wording only when the run is finished, for it tells what was established."""
    checked = next((text for text in run.forms(language) if text.id == form.id and run.exercise.finished), None)
    models = [text.model or text.expected for text in checked.fields] if checked else [""] * len(form.fields)
    for field, model in zip(form.fields, models, strict=True):
        flag = field.fact and run.library.vocabulary.spec(field.fact).kind is FactKind.FLAG
        yield _point(run.guide, form.section, field.label, language, "" if flag else model)  # yes or no is no wording


def _point(guide: Playbook, section: str, text: Text, language: Language, model: str = "") -> OutlinePoint:
    (clause,) = clause_texts([cite(guide, section)], language)
    return OutlinePoint(text=text.in_(language), model=model, clause=clause)
