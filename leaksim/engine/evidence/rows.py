"""Small tables written out by the author: ledgers, rosters, lists of calls."""

from __future__ import annotations

from ...domain.documents import Cell, Table
from ...domain.kinds import Language
from ...domain.scenario_base import Wording
from ...domain.scenario_evidence import RowsSpec
from ...errors import ContentError
from ..context import Context
from .records import marked_note


def build_rows(spec: RowsSpec, context: Context, language: Language) -> Table:
    rows = []
    for number, row in enumerate(spec.rows):
        if len(row) != len(spec.columns):
            raise ContentError(f"row {number + 1} has {len(row)} cells and there are {len(spec.columns)} columns")
        rows.append(tuple(_cell(cell, context, language, spec.id, number, column) for column, cell in enumerate(row)))
    return Table(
        caption=context.write(spec.caption, language, spec.id, "caption"),
        file_name=context.words(language).render(spec.file_name),
        columns=tuple(column.in_(language) for column in spec.columns),
        rows=tuple(rows),
        note=marked_note(spec.note, spec.id, context, language),
    )


def _cell(cell: Wording | int | str, context: Context, language: Language, *path: str | int) -> Cell:
    return cell if isinstance(cell, int) else context.write(cell, language, "cell", *path)
