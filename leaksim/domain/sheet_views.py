"""The forms of the guide as a trainee may see them: what is to fill in, and what was written."""

from __future__ import annotations

from .answering import AnswerValue
from .catalogue import QuestionKind
from .exercise import Exercise
from .filling import SheetEntry, sheet_closed, sheet_opened
from .incident import Sheet, SheetField
from .kinds import Certainty, Language, Phase, Round
from .records import record


@record
class SheetOptionView:
    id: str
    label: str


@record
class EntryView:
    certainty: Certainty | None
    value: AnswerValue | None
    text: str


@record
class SheetFieldView:
    """One field. No `kind`: free text. `offer`: what this run already answered, for a field still empty."""

    id: str
    label: str
    help: str
    required: bool
    kind: QuestionKind | None
    unit: str
    options: tuple[SheetOptionView, ...]
    entry: EntryView | None
    offer: EntryView | None


@record
class SheetView:
    """A form that has opened; `open` while it can be filled, until `until` closes."""

    id: str
    title: str
    note: str
    playbook: str
    section: str
    clause: str
    open: bool
    until: Phase
    fields: tuple[SheetFieldView, ...]


def sheet_views(exercise: Exercise, language: Language) -> tuple[SheetView, ...]:
    """The forms that are open or were, in the order of the guide. A form to come is not there."""
    return tuple(
        _sheet(exercise, sheet, language)
        for sheet in exercise.incident.sheets
        if sheet_opened(sheet, exercise.phase) or sheet_closed(sheet, exercise.phase)
    )


def _sheet(exercise: Exercise, sheet: Sheet, language: Language) -> SheetView:
    entries = dict(exercise.filled)
    return SheetView(
        id=sheet.id,
        title=sheet.title.in_(language),
        note=sheet.note.in_(language) if sheet.note else "",
        playbook=sheet.playbook,
        section=sheet.section,
        clause=sheet.clause.in_(language),
        open=sheet_opened(sheet, exercise.phase),
        until=sheet.until,
        fields=tuple(
            _field(exercise, f, entries.get((sheet.id, f.id)), language)
            for f in sheet.fields
            if exercise.phase is None or f.opens.position <= exercise.phase.position
        ),
    )


def _field(exercise: Exercise, field: SheetField, entry: SheetEntry | None, language: Language) -> SheetFieldView:
    control = field.control
    return SheetFieldView(
        id=field.id,
        label=field.label.in_(language),
        help=field.help.in_(language) if field.help else "",
        required=field.required,
        kind=control.kind if control else None,
        unit=control.unit.in_(language) if control and control.unit else "",
        options=tuple(SheetOptionView(id=o.id, label=o.label.in_(language)) for o in control.options)
        if control
        else (),
        entry=None
        if entry is None
        else EntryView(certainty=entry.event.certainty, value=entry.event.value, text=entry.event.text or ""),
        offer=None if entry is not None else offered_answer(exercise, field),
    )


def offered_answer(exercise: Exercise, field: SheetField) -> EntryView | None:
    """The latest answer of this run to the question over the field’s fact."""
    if field.control is None or not field.control.question:
        return None
    answers = dict(exercise.answers)
    for round_ in reversed(Round):
        given = answers.get(f"{field.control.question}@{round_}")
        if given is not None:
            return EntryView(certainty=given.event.certainty, value=given.event.value, text="")
    return None
