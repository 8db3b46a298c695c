"""The forms of a guide as an incident offers them: each field with a control whose options the incident knows."""

from __future__ import annotations

from dataclasses import replace

from ..domain.catalogue import QuestionGroup, QuestionKind
from ..domain.facts import FactKind, FactSpec, FactVocabulary
from ..domain.incident import AskedQuestion, Incident, Option, Sheet, SheetField
from ..domain.kinds import Phase, Round
from ..domain.playbook import Form, FormField, Playbook
from ..domain.text import Text

_KINDS = {
    FactKind.FLAG: QuestionKind.CHOICE,
    FactKind.CHOICE: QuestionKind.CHOICE,
    FactKind.SET: QuestionKind.MULTI_CHOICE,
    FactKind.NUMBER: QuestionKind.NUMBER,
    FactKind.MOMENT: QuestionKind.MOMENT,
}
_YES_NO = (
    Option(id="yes", label=Text("はい", "Yes"), value=True),
    Option(id="no", label=Text("いいえ", "No"), value=False),
)


def with_sheets(incident: Incident, guide: Playbook, vocabulary: FactVocabulary) -> Incident:
    """The incident with those forms of the guide that are pages to fill and fit its type."""
    questions: dict[str, AskedQuestion] = {}
    for question in incident.questions:
        questions.setdefault(question.fact, question)  # the first round: from then on its options are known
    sheets = tuple(
        _sheet(form, guide, questions, vocabulary)
        for form in guide.forms
        if form.phase is not None and (not form.types or incident.type in form.types)
    )
    return replace(incident, sheets=sheets)


def _sheet(form: Form, guide: Playbook, questions: dict[str, AskedQuestion], vocabulary: FactVocabulary) -> Sheet:
    if form.phase is None:
        raise ValueError(f"the form {form.id!r} is no page to fill")
    section = guide.section(form.section)
    return Sheet(
        id=form.id,
        playbook=guide.id,
        section=form.section,
        clause=Text(f"{section.number} {section.title.ja}".strip(), f"{section.number} {section.title.en}".strip()),
        title=form.title,
        phase=form.phase,
        until=form.until or form.phase,
        note=form.note,
        fields=tuple(
            SheetField(
                id=field.id,
                label=field.label,
                required=field.required,
                control=(control := _control(field, questions, vocabulary)),
                opens=control.round.phase if control and control.question else Phase.DISCOVER_REPORT,
                includes=field.includes,
                help=field.help,
                model=field.model,
            )
            for field in form.fields
        ),
    )


def _control(field: FormField, questions: dict[str, AskedQuestion], vocabulary: FactVocabulary) -> AskedQuestion | None:
    """How the field is filled: as the question over its fact is answered, else from the vocabulary alone.

    A fact in words that no question asks about has no fair options: its field is free text.
    """
    if field.fact is None:
        return None
    spec = vocabulary.spec(field.fact)
    asked = questions.get(field.fact)
    if field.includes:
        return _made(spec, QuestionKind.CHOICE, _YES_NO)
    if asked is not None:
        return asked
    if spec.kind not in _KINDS:
        return None
    if spec.kind is FactKind.FLAG:
        return _made(spec, QuestionKind.CHOICE, _YES_NO)
    options = tuple(
        Option(id=f"v{n}", label=label, value=value) for n, (value, label) in enumerate(spec.values.items())
    )
    return _made(spec, _KINDS[spec.kind], options)


def _made(spec: FactSpec, kind: QuestionKind, options: tuple[Option, ...]) -> AskedQuestion:
    return AskedQuestion(
        id=f"{spec.id}@form",
        question="",  # nothing in the questions to take over
        round=Round.AFTER_INVESTIGATION,
        fact=spec.id,
        kind=kind,
        group=QuestionGroup.DETAILS,
        prompt=spec.label,
        unit=spec.unit,
        options=options,
        tolerance=0 if kind is not QuestionKind.MOMENT else 30,
    )
