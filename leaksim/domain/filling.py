"""Filling the forms of a guide: the event, what it may carry, and the entry that stands."""

from __future__ import annotations

import unicodedata
from typing import Literal

from ..errors import IllegalEvent
from .answering import AnswerValue, check_value
from .incident import Incident, Sheet, SheetField
from .kinds import Certainty, Phase
from .records import record

TEXT_LIMIT = 4000  # characters in one free field


@record
class FormFilled:
    """One field of a form as filled: a value with its certainty, or `text` in a free field; nothing of it: emptied."""

    kind: Literal["form_filled"] = "form_filled"
    seq: int = 0
    at: str = ""
    form: str
    field: str
    certainty: Certainty | None = None
    value: AnswerValue | None = None
    text: str | None = None

    @property
    def empty(self) -> bool:
        return self.certainty is None and not self.text


@record
class SheetEntry:
    """The entry in force, with the evidence that had been released when it was written."""

    event: FormFilled
    evidence: frozenset[str]


def sheet_opened(sheet: Sheet, phase: Phase | None) -> bool:
    """Whether the form can be filled in `phase`; None: the run is finished."""
    return phase is not None and sheet.phase.position <= phase.position <= sheet.until.position


def sheet_closed(sheet: Sheet, phase: Phase | None) -> bool:
    return phase is None or phase.position > sheet.until.position


def field_to_fill(incident: Incident, phase: Phase | None, event: FormFilled) -> SheetField:
    """The field that the event fills; raises IllegalEvent when it is not open or the entry does not fit it."""
    sheet = next((s for s in incident.sheets if s.id == event.form and sheet_opened(s, phase)), None)
    field = next((f for f in sheet.fields if f.id == event.field), None) if sheet is not None else None
    if field is None or phase is None or field.opens.position > phase.position:
        raise IllegalEvent(f"the field {event.field!r} of the form {event.form!r} is not open")
    if event.empty and event.value is None and event.text is None:
        return field
    if field.control is None:
        _check_text(event)
    elif event.text is not None or event.certainty is None:
        raise IllegalEvent(f"the field {event.field!r} needs a value and how certain it is")
    else:
        check_value(field.control, event.certainty, event.value)
    return field


def _check_text(event: FormFilled) -> None:
    if event.value is not None or event.certainty not in (None, Certainty.UNKNOWN):
        raise IllegalEvent(f"the field {event.field!r} takes text")
    if event.certainty is Certainty.UNKNOWN:
        if event.text is not None:
            raise IllegalEvent("an unknown entry carries no text")
        return
    if not event.text or not event.text.strip() or len(event.text) > TEXT_LIMIT:
        raise IllegalEvent(f"a text has 1 to {TEXT_LIMIT} characters")
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in event.text):
        raise IllegalEvent("a text has no control characters")
