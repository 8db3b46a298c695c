"""Forms in words: the check of a closed form, and a form as a document to save."""

from __future__ import annotations

import re

from ..domain.exercise import Exercise
from ..domain.facts import FactVocabulary
from ..domain.filling import SheetEntry, sheet_closed
from ..domain.form_texts import FieldText, FormDocument, FormText
from ..domain.incident import Sheet, SheetField
from ..domain.kinds import Certainty, FeedbackMode, Language
from ..domain.playbook import Playbook
from ..domain.text import Text
from ..i18n import format_moment, translate
from ..reports.form_files import WRITERS
from ..scoring.forms import FieldCheck, check_form, entry_text
from .results import TONES, reason_text

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?[+]\d\d:\d\d")


def form_texts(
    exercise: Exercise, vocabulary: FactVocabulary, language: Language, mode: FeedbackMode
) -> tuple[FormText, ...]:
    """The checks that may be seen: of closed forms, and in exam mode none before the end."""
    if not exercise.finished and mode is not FeedbackMode.EACH_PHASE:
        return ()
    return tuple(
        _form_text(exercise, sheet, vocabulary, language)
        for sheet in exercise.incident.sheets
        if sheet_closed(sheet, exercise.phase)
    )


def form_document(exercise: Exercise, sheet: Sheet, guide: Playbook, language: Language) -> FormDocument:
    """The form as filled so far."""
    entries = dict(exercise.filled)
    return FormDocument(
        name=f"{sheet.id}-{exercise.now[:10]}",
        language=language.value,
        title=sheet.title.in_(language),
        mark=translate("form.file.mark", language),
        note=translate("form.file.note", language),
        created=exercise.now,
        head=(
            (translate("form.file.organisation", language), exercise.incident.organisation.name.in_(language)),
            (translate("form.file.at", language), format_moment(exercise.now, language, year=True)),
            (translate("form.file.source", language), f"{guide.title.in_(language)} {sheet.clause.in_(language)}"),
        ),
        columns=(translate("form.file.field", language), translate("form.file.entry", language)),
        rows=tuple((f.label.in_(language), _written(f, entries.get((sheet.id, f.id)), language)) for f in sheet.fields),
    )


def form_file(document: FormDocument, kind: str) -> tuple[str, str, bytes]:
    """(name, media type, content) of the document as a file; `kind` is a key of WRITERS."""
    media_type, write = WRITERS[kind]
    return f"{document.name}.{kind}", media_type, write(document)


def _written(field: SheetField, entry: SheetEntry | None, language: Language) -> str:
    if entry is None:
        return translate("form.file.empty", language)
    if entry.event.certainty is Certainty.UNKNOWN:
        return translate("form.file.unknown", language)
    text = _said(entry_text(field, entry), language)
    if entry.event.certainty is Certainty.PRESUMED:
        return _presumed(text, language)
    return text


def _presumed(text: str, language: Language) -> str:
    return f"{text} " + translate("form.file.presumed", language)


def _form_text(exercise: Exercise, sheet: Sheet, vocabulary: FactVocabulary, language: Language) -> FormText:
    check = check_form(exercise, sheet, vocabulary)
    return FormText(
        id=sheet.id,
        title=sheet.title.in_(language),
        clause=sheet.clause.in_(language),
        playbook=sheet.playbook,
        section=sheet.section,
        summary=translate(
            "form.summary",
            language,
            required=check.required,
            complete=check.complete,
            checked=check.checked,
            borne_out=check.borne_out,
        ),
        fields=tuple(_field_text(field, language) for field in check.fields),
    )


def _field_text(field: FieldCheck, language: Language) -> FieldText:
    given = _said(field.given, language)
    if field.certainty is Certainty.UNKNOWN:
        given = translate("form.file.unknown", language)
    elif field.certainty is Certainty.PRESUMED:
        given = _presumed(given, language)
    verdict = field.verdict
    return FieldText(
        label=field.label.in_(language),
        given=given,
        tone=TONES.get(verdict, "poor") if verdict else "",
        verdict=translate(f"verdict.{verdict}", language) if verdict else "",
        sign=translate(f"verdict_sign.{verdict}", language) if verdict else "",
        reason=reason_text(field.reason, language) if field.reason else "",
        expected=_said(field.expected, language),
        model=_said(field.model, language),
    )


def _said(text: Text | None, language: Language) -> str:
    """A text with its ISO moments as people write them."""
    if text is None:
        return ""
    return _MOMENT.sub(lambda m: format_moment(m.group(), language, year=True), text.in_(language))
