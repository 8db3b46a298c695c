"""Long lists without times: asset ledgers, results of queries."""

from __future__ import annotations

from ...domain.documents import Cell, Table
from ...domain.kinds import Language
from ...domain.scenario_lines import LedgerSpec
from ..context import Context
from .cells import drawn_lines
from .event_log import numbered, repeated
from .memo import labelled_fields
from .records import marked_note


def build_ledger(spec: LedgerSpec, context: Context, language: Language) -> Table:
    """All groups, mixed unless the author wants them in order."""
    stream = context.stream.child("evidence", spec.id)
    rows: list[tuple[Cell, ...]] = []
    for number in range(len(spec.lines)):
        rows += drawn_lines(spec, number, stream, context, language)
    if spec.mixed:
        rows = stream.child("order").shuffled(rows)
    rows = numbered(rows, spec.numbered, stream)
    labels = [spec.number_label] if spec.numbered is not None else []
    return Table(
        caption=context.write(spec.caption, language, spec.id, "caption"),
        file_name=context.words(language).render(spec.file_name),
        columns=tuple(label.in_(language) for label in (*labels, *(column.label for column in spec.columns))),
        rows=tuple(repeated(rows, context.number(spec.duplicates), spec.numbered, stream)),
        note=marked_note(spec.note, spec.id, context, language),
        about=labelled_fields(spec.about, spec.id, context, language),
    )
