"""Affected-records tables."""

from __future__ import annotations

from ...domain.documents import EXERCISE_MARK, Table
from ...domain.kinds import Language
from ...domain.scenario_base import Wording
from ...domain.scenario_evidence import RecordsSpec
from ..context import Context


def build_records(spec: RecordsSpec, context: Context, language: Language) -> Table:
    table = context.table(spec.id)
    return Table(
        caption=context.write(spec.caption, language, spec.id, "caption"),
        file_name=context.words(language).render(spec.file_name),
        columns=table.headings(language, spec.number_label, spec.registered_label),
        rows=table.rows[language],
        note=marked_note(spec.note, spec.id, context, language),
    )


def marked_note(note: Wording | None, evidence_id: str, context: Context, language: Language) -> str:
    """A note that carries the exercise mark."""
    text = context.write(note, language, evidence_id, "note").rstrip()
    return f"{text}\n{EXERCISE_MARK}" if text else EXERCISE_MARK
