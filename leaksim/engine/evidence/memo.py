"""Slips of paper: call memos, receipts, forms."""

from __future__ import annotations

from ...domain.documents import EXERCISE_MARK, Memo
from ...domain.kinds import Language
from ...domain.scenario_base import FieldSpec
from ...domain.scenario_evidence import MemoSpec
from ..context import Context


def build_memo(spec: MemoSpec, context: Context, language: Language) -> Memo:
    note = context.write(spec.note, language, spec.id, "note").rstrip()
    return Memo(
        style=spec.style,
        heading=context.write(spec.heading, language, spec.id, "heading"),
        fields=labelled_fields(spec.fields, spec.id, context, language),
        note=f"{note}\n{EXERCISE_MARK}" if note else EXERCISE_MARK,
        written_by=context.member(spec.written_by).name(language) if spec.written_by else "",
    )


def labelled_fields(
    fields: tuple[FieldSpec, ...], evidence_id: str, context: Context, language: Language
) -> tuple[tuple[str, str], ...]:
    """(label, value) pairs in declared order."""
    return tuple(
        (field.label.in_(language), context.write(field.value, language, evidence_id, "field", number))
        for number, field in enumerate(fields)
    )
