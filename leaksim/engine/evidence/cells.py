"""Cells of generated lines: each column of a group from a stream of its own, the same choices in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...domain.documents import Cell
from ...domain.kinds import Language
from ...domain.scenario_base import Wording
from ...domain.scenario_lines import (
    CellSpec,
    CodeCell,
    EventLogSpec,
    IntegerCell,
    LedgerSpec,
    PoolCell,
    RecordsCell,
    TotalCell,
)
from ...errors import ContentError
from ..context import Context
from ..crowds import Crowd, colleagues, outsiders
from ..streams import Stream, parts_of
from .addresses import INTERNAL_NETWORK, visitor_addresses

_COLLEAGUES = ("people", "accounts", "mails", "internal_addresses")
_OUTSIDERS = ("customers", "phones", "outside_mails")
#: How many there are to draw from where nothing says how many different ones are wanted.
_CROWD_SIZES = {"colleagues": 40, "outsiders": 300, "outside_addresses": 200}
#: Persons of a table that lines can name; enough, and quickly made of a table of any length.
_RECORDS_SIZE = 4_000
_TRIES = 200


def drawn_lines(
    spec: EventLogSpec | LedgerSpec, number: int, stream: Stream, context: Context, language: Language
) -> list[tuple[Cell, ...]]:
    """The lines of the group at that place (from 0), cells in the order of the columns."""
    group = spec.lines[number]
    names = [column.id for column in spec.columns]
    if set(group.cells) != set(names):
        odd = sorted(set(group.cells) ^ set(names))
        raise ContentError(f"group {number + 1} of lines: cells and columns differ in {', '.join(odd)}")
    count = context.number(group.count)
    own = stream.child("lines", number)
    places = _places(group.cells, count, own, context)
    made = []
    for name in names:
        try:
            path = (spec.id, "cell", number, name)
            made.append(_column(group.cells[name], count, own.child(name), places, context, language, path))
        except ValueError as error:
            raise ContentError(f"group {number + 1} of lines, {name}: {error}") from error
    return list(zip(*made, strict=True))


def _column(
    cell: CellSpec,
    count: int,
    stream: Stream,
    places: Mapping[str, list[int]],
    context: Context,
    language: Language,
    path: tuple[str | int, ...],
) -> Sequence[Cell]:
    match cell:
        case int():
            return [cell] * count
        case str() | Wording():
            return [context.write(cell, language, *path)] * count
        case tuple():
            texts = [context.write(part, language, *path, n) for n, part in enumerate(cell)]
            return [stream.pick(texts) for _ in range(count)]
        case IntegerCell():
            return [stream.integer(*cell.integer) for _ in range(count)]
        case TotalCell():
            return parts_of(stream, context.number(cell.total), count)
        case CodeCell():
            return _codes(cell, count, stream, context)
        case RecordsCell():
            known = context.table(cell.records).persons(cell.field, language, _RECORDS_SIZE)
            return [known[place] for place in places[_crowd_name(cell)]]
        case PoolCell():
            crowd = _crowd_name(cell)
            if crowd == "outside_addresses":
                wanted = max(places[crowd], default=0) + 1
                addresses = visitor_addresses(context.stream.child("crowd", crowd), wanted)
                return [addresses[place] for place in places[crowd]]
            people = people_of(crowd, context)
            return [people[place].value(cell.pool, language) for place in places[crowd]]


def _codes(cell: CodeCell, count: int, stream: Stream, context: Context) -> list[str]:
    if cell.distinct is None:
        return [stream.code(cell.code) for _ in range(count)]
    wanted = context.number(cell.distinct)
    codes: dict[str, None] = {}
    for _ in range(wanted * _TRIES):
        if len(codes) == wanted:
            break
        codes[stream.code(cell.code)] = None
    if len(codes) < wanted:
        raise ValueError(f"{cell.code!r} does not give {wanted} different codes")
    known = list(codes)
    return [known[place] for place in _spread(stream, wanted, count, wanted)]


def _places(cells: Mapping[str, Any], count: int, stream: Stream, context: Context) -> dict[str, list[int]]:
    """Per crowd that the group names: which of its members stands on each line."""
    wanted: dict[str, int | None] = {}
    sizes: dict[str, int] = {}
    for cell in cells.values():
        if not isinstance(cell, PoolCell | RecordsCell):
            continue
        crowd = _crowd_name(cell)
        distinct = None if cell.distinct is None else context.number(cell.distinct)
        if distinct is not None and wanted.get(crowd) not in (None, distinct):
            raise ContentError(f"cells about the same people ask for {wanted[crowd]} and {distinct} different ones")
        wanted[crowd] = distinct if distinct is not None else wanted.get(crowd)
        if isinstance(cell, RecordsCell):
            sizes[crowd] = min(_RECORDS_SIZE, context.table(cell.records).recipes[Language.JA].persons)
        else:
            sizes[crowd] = _CROWD_SIZES[crowd]
    places = {}
    for crowd, distinct in wanted.items():
        own = stream.child("crowd", crowd)
        size = sizes[crowd] if crowd.startswith("records") else max(sizes[crowd], distinct or 0)
        if distinct is None:
            places[crowd] = [own.integer(0, size - 1) for _ in range(count)] if size else []
        else:
            places[crowd] = _spread(own, distinct, count, size)
        if len(places[crowd]) < count:
            raise ContentError("lines name persons of a table that has none")
    return places


def _spread(stream: Stream, distinct: int, count: int, size: int) -> list[int]:
    """`count` places below `size`, exactly `distinct` different ones of them."""
    if not min(1, count) <= distinct <= min(count, size):
        raise ContentError(f"{count} lines cannot bear {distinct} different values out of {size}")
    chosen = stream.sample(range(size), distinct)
    return stream.shuffled([*chosen, *(stream.pick(chosen) for _ in range(count - distinct))])


def _crowd_name(cell: PoolCell | RecordsCell) -> str:
    if isinstance(cell, RecordsCell):
        return f"records {cell.records}"
    return "colleagues" if cell.pool in _COLLEAGUES else "outsiders" if cell.pool in _OUTSIDERS else cell.pool


def people_of(crowd: str, context: Context) -> Crowd:
    """The incident's `colleagues` or `outsiders`, the same in all of its evidence."""
    if crowd not in context.crowds:
        stream = context.stream.child("crowd", crowd)
        members = context.cast.values()
        families = frozenset(member.person.family.romaji for member in members if member.person is not None)
        if crowd == "colleagues":
            made = colleagues(stream, context.organisation.domain, INTERNAL_NETWORK, families)
        else:
            made = outsiders(stream, families, frozenset(member.phone for member in members))
        context.crowds[crowd] = made
    return context.crowds[crowd]
