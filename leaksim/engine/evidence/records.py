"""Affected-records tables."""

from __future__ import annotations

from datetime import date, timedelta

from ...domain.documents import EXERCISE_MARK, Table
from ...domain.kinds import Language
from ...domain.recipes import Rising
from ...domain.scenario_base import Wording
from ...domain.scenario_evidence import RecordsSpec
from ...domain.text import Text
from ..context import Context
from ..tables import RecordTable

#: Up to here a document holds every row; beyond, its first rows and the recipe that makes all of them.
WHOLE_ROWS = 5_000
SHOWN_ROWS = 500

_ROWS = Text("ファイル全体の行数", "Rows in the whole file")
_DISTINCT = Text("ファイル全体で「{label}」の種類", "Different values of “{label}” in the whole file")
_SPAN = Text("ファイル全体の「{label}」", "“{label}” in the whole file")
_FROM_TO = Text("{first} から {last} まで", "{first} to {last}")


def build_records(spec: RecordsSpec, context: Context, language: Language) -> Table:
    table = context.table(spec.id)
    columns = table.headings(language, spec.number_label, spec.registered_label)
    whole = table.total_rows <= WHOLE_ROWS
    return Table(
        caption=context.write(spec.caption, language, spec.id, "caption"),
        file_name=context.words(language).render(spec.file_name),
        columns=columns,
        rows=table.first_rows(language, table.total_rows if whole else SHOWN_ROWS),
        note=marked_note(spec.note, spec.id, context, language),
        about=() if whole else _summary(table, columns, language),
        total_rows=None if whole else table.total_rows,
        recipe=None if whole else table.recipes[language],
    )


def _summary(table: RecordTable, columns: tuple[str, ...], language: Language) -> tuple[tuple[str, str], ...]:
    """What a program would count in a file too long to be shown."""
    recipe = table.recipes[language]
    lines = [
        (_ROWS.in_(language), f"{table.total_rows:,}"),
        (_DISTINCT.in_(language).format(label=columns[0]), f"{recipe.persons:,}"),
    ]
    for source in recipe.sources:
        if isinstance(source, Rising):
            last = date.fromisoformat(source.first) + timedelta(days=source.days)
            span = _FROM_TO.in_(language).format(first=source.first, last=last.isoformat())
            lines.append((_SPAN.in_(language).format(label=columns[-1]), span))
    return tuple(lines)


def marked_note(note: Wording | None, evidence_id: str, context: Context, language: Language) -> str:
    """A note that carries the exercise mark."""
    text = context.write(note, language, evidence_id, "note").rstrip()
    return f"{text}\n{EXERCISE_MARK}" if text else EXERCISE_MARK
