"""Forms in words, in one language: what the check of a closed form says, and a form as a document."""

from __future__ import annotations

from .records import record


@record
class FieldText:
    """One checked field. `tone` and the verdict are empty where nothing is marked; `model` where there is none."""

    label: str
    given: str
    tone: str
    verdict: str
    sign: str
    reason: str
    expected: str
    model: str


@record
class FormText:
    """The check of one form, with a line that sums it up."""

    id: str
    title: str
    clause: str
    playbook: str
    section: str
    summary: str
    fields: tuple[FieldText, ...]


@record
class FormDocument:
    """A form as it is printed: `head` are lines about it, `rows` its fields; both pairs of (label, text)."""

    name: str  # of the file, without its ending
    language: str
    title: str
    mark: str  # stands on every page
    note: str
    created: str  # ISO 8601, in the exercise
    head: tuple[tuple[str, str], ...]
    columns: tuple[str, str]
    rows: tuple[tuple[str, str], ...]
