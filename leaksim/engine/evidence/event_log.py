"""Logs in columns: planted lines among those of ordinary days."""

from __future__ import annotations

from datetime import datetime, timedelta

from ...domain.documents import Cell, Table
from ...domain.kinds import Language
from ...domain.scenario_lines import EventLogSpec
from ...domain.text import Text
from ...errors import ContentError
from ..context import Context
from ..streams import Stream
from .cells import drawn_lines
from .memo import labelled_fields
from .records import marked_note
from .timeline import moments_between, moments_in_hours

EVENT_LABEL = Text("記録番号", "Event no.")


def build_event_log(spec: EventLogSpec, context: Context, language: Language) -> Table:
    """Lines in order of time, with what the log lost or repeats."""
    stream = context.stream.child("evidence", spec.id)
    entries: list[tuple[datetime, int, tuple[Cell, ...]]] = []
    for number, group in enumerate(spec.lines):
        cells = drawn_lines(spec, number, stream, context, language)
        first, last = context.moment(group.first), context.moment(group.last)
        times = stream.child("times", number)
        if group.hours is None:
            moments = moments_between(times, first, last, len(cells))
        else:
            moments = moments_in_hours(times, first, last, len(cells), group.hours)
        entries += [(m, len(entries) + n, line) for n, (m, line) in enumerate(zip(moments, cells, strict=True))]
    entries.sort(key=lambda entry: entry[:2])
    shift = timedelta(minutes=context.number(spec.clock_offset_minutes))
    rows = numbered(
        [(f"{moment + shift:%Y-%m-%d %H:%M:%S}", *cells) for moment, _, cells in entries], spec.numbered, stream
    )
    if spec.gap is not None:
        begin, end = (context.moment(name) for name in spec.gap)
        rows = [row for row, (moment, _, _) in zip(rows, entries, strict=True) if not begin <= moment < end]
    labels = [EVENT_LABEL] if spec.numbered is not None else []
    return Table(
        caption=context.write(spec.caption, language, spec.id, "caption"),
        file_name=context.words(language).render(spec.file_name),
        columns=tuple(label.in_(language) for label in (*labels, spec.time_label, *(c.label for c in spec.columns))),
        rows=tuple(repeated(rows, context.number(spec.duplicates), spec.numbered, stream)),
        note=marked_note(spec.note, spec.id, context, language),
        about=labelled_fields(spec.about, spec.id, context, language),
    )


def numbered(rows: list[tuple[Cell, ...]], prefix: str | None, stream: Stream) -> list[tuple[Cell, ...]]:
    """The rows behind a column of rising numbers; without a prefix as they are."""
    if prefix is None:
        return rows
    first = stream.child("number").integer(10_000, 800_000)
    return [(f"{prefix}-{first + n:06d}", *row) for n, row in enumerate(rows)]


def repeated(
    rows: list[tuple[Cell, ...]], duplicates: int, prefix: str | None, stream: Stream
) -> list[tuple[Cell, ...]]:
    """The rows with so many of them repeated right after themselves."""
    if not duplicates:
        return rows
    if prefix is None or duplicates > len(rows):
        raise ContentError("rows can be repeated when they bear numbers ('numbered'), each once")
    chosen = set(stream.child("duplicates").sample(range(len(rows)), duplicates))
    return [row for n, row in enumerate(rows) for _ in range(2 if n in chosen else 1)]
