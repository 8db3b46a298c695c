"""Tables too long to keep: a recipe from which any part of their rows is made again, the same for ever.

A run keeps its own copy of all that it needs, and a million rows would weigh it down. So a recipe holds everything
that its rows depend on, the lists of names included, and this module does the rest with nothing that may change: no
pool of the engine, no clock, and of `random` only `random()`, whose sequence Python promises to keep. The figure
`version` stands for the arithmetic below; another arithmetic would be another version beside this one.

Rows are made in blocks of persons. Each source of values has a stream of its own per block, so that a block needs no
other one, and a further column changes none.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from .records import record

#: Persons per block. Part of version 1: another size would be another table.
BLOCK = 4096

Row = tuple[str, ...]


@record
class Choice:
    """One of the values; sources of one stream with lists of one length choose the same place in them."""

    kind: Literal["choice"] = "choice"
    id: str
    stream: str
    values: tuple[str, ...]


@record
class Number:
    """`low` to `high` (inclusive), times `step`, filled up with zeros to `width`, with commas if asked."""

    kind: Literal["number"] = "number"
    id: str
    stream: str
    low: int
    high: int
    step: int = 1
    width: int = 0
    commas: bool = False


@record
class Serial:
    """Distinct numbers that rise with gaps, as a ledger has them after years of use."""

    kind: Literal["serial"] = "serial"
    id: str
    stream: str
    first: int
    width: int


@record
class Spread:
    """A different number below `modulus` per person, in no order; `factor` and `modulus` have no common divisor."""

    kind: Literal["spread"] = "spread"
    id: str
    factor: int
    shift: int
    modulus: int


@record
class Rising:
    """ISO dates that rise from `first` to exactly `days` later, both reached."""

    kind: Literal["rising"] = "rising"
    id: str
    stream: str
    first: str
    days: int


@record
class Day:
    """Any ISO date from `first` to `days` later."""

    kind: Literal["day"] = "day"
    id: str
    stream: str
    first: str
    days: int


@record
class Letters:
    """Signs of an alphabet."""

    kind: Literal["letters"] = "letters"
    id: str
    stream: str
    alphabet: str
    length: int


@record
class WrongCheck:
    """Digits whose last one is not the check digit: a card's (Luhn, in fours) or an individual number's."""

    kind: Literal["wrong_check"] = "wrong_check"
    id: str
    stream: str
    scheme: Literal["card", "individual"]


Source = Choice | Number | Serial | Spread | Rising | Day | Letters | WrongCheck


@record
class Column:
    """A column: `form` with a `%s` per source."""

    form: str
    sources: tuple[str, ...]


@record
class Placed:
    """The person at that place (from 0) has these places in the lists of these streams, and these sources say this."""

    person: int
    choices: tuple[tuple[str, int], ...]
    values: tuple[tuple[str, str], ...] = ()


@record
class Recipe:
    """`persons` distinct persons and `duplicates` rows that repeat one of them, each somewhere after its first."""

    version: Literal[1] = 1
    key: str
    persons: int
    duplicates: int
    sources: tuple[Source, ...]
    columns: tuple[Column, ...]
    placed: tuple[Placed, ...] = ()

    @property
    def total_rows(self) -> int:
        return self.persons + self.duplicates

    @property
    def blocks(self) -> int:
        return -(-self.persons // BLOCK)


def rows_of(recipe: Recipe) -> Iterator[Row]:
    """Every row, one block in memory at a time."""
    for block in range(recipe.blocks):
        yield from block_rows(recipe, block)


def block_rows(recipe: Recipe, block: int) -> list[Row]:
    """The rows of one block, its repeated ones included."""
    distinct = list(zip(*(_column(recipe, column, block) for column in recipe.columns), strict=True))
    first = recipe.duplicates * block // recipe.blocks
    repeated = recipe.duplicates * (block + 1) // recipe.blocks - first
    if not repeated:
        return distinct
    draw = _draws(recipe, "duplicates", block)
    size = len(distinct)
    keyed = [(float(index), index) for index in range(size)]
    for _ in range(repeated):
        index = int(draw() * size)
        keyed.append((index + draw() * (size - index), index))
    keyed.sort(key=lambda entry: entry[0])  # stable: a first row stands before a repeated one of the same key
    return [distinct[index] for _, index in keyed]


def column_values(recipe: Recipe, position: int) -> Iterator[str]:
    """One column of the distinct persons, without repeated rows."""
    for block in range(recipe.blocks):
        yield from _column(recipe, recipe.columns[position], block)


def _column(recipe: Recipe, column: Column, block: int) -> Sequence[str]:
    by_id = {source.id: source for source in recipe.sources}
    parts = [_values(recipe, by_id[name], block) for name in column.sources]
    if column.form == "%s" and len(parts) == 1:
        return parts[0]
    form = column.form
    return [form % cells for cells in zip(*parts, strict=True)]


def _values(recipe: Recipe, source: Source, block: int) -> list[str]:
    values = _drawn(recipe, source, block)
    for placed in recipe.placed:
        if placed.person // BLOCK == block:
            for name, value in placed.values:
                if name == source.id:
                    values[placed.person % BLOCK] = value
    return values


def _drawn(recipe: Recipe, source: Source, block: int) -> list[str]:
    start = block * BLOCK
    count = min(BLOCK, recipe.persons - start)
    match source:
        case Choice():
            return _choices(recipe, source, block, count)
        case Spread():
            factor, shift, modulus = source.factor, source.shift, source.modulus
            return [str((factor * index + shift) % modulus) for index in range(start, start + count)]
    draw = _draws(recipe, source.stream, block)
    match source:
        case Number():
            return _numbers(source, draw, count)
        case Serial():
            first, form = source.first + 4 * start, f"%0{source.width}d"
            return [form % (first + 4 * index + int(draw() * 4)) for index in range(count)]
        case Rising():
            return _rising(source, draw, range(start, start + count), recipe.persons)
        case Day():
            days = _dates(source.first, source.days)
            size = len(days)
            return [days[int(draw() * size)] for _ in range(count)]
        case Letters():
            alphabet, size = source.alphabet, len(source.alphabet)
            return ["".join([alphabet[int(draw() * size)] for _ in range(source.length)]) for _ in range(count)]
        case WrongCheck():
            make = _card if source.scheme == "card" else _individual
            return [make(draw) for _ in range(count)]


def _draws(recipe: Recipe, stream: str, block: int) -> Callable[[], float]:
    seed = sha256(f"{recipe.key}|{stream}|{block}".encode()).digest()[:16]
    return random.Random(int.from_bytes(seed, "big")).random


def _choices(recipe: Recipe, source: Choice, block: int, count: int) -> list[str]:
    draw, values, size = _draws(recipe, source.stream, block), source.values, len(source.values)
    chosen = [values[int(draw() * size)] for _ in range(count)]
    for placed in recipe.placed:
        for stream, place in placed.choices:
            if stream == source.stream and placed.person // BLOCK == block:
                chosen[placed.person % BLOCK] = values[place]
    return chosen


def _numbers(source: Number, draw: Callable[[], float], count: int) -> list[str]:
    low, size, step = source.low, source.high - source.low + 1, source.step
    if source.commas:
        return [f"{(low + int(draw() * size)) * step:,}" for _ in range(count)]
    form = f"%0{source.width}d"
    return [form % ((low + int(draw() * size)) * step) for _ in range(count)]


@lru_cache(maxsize=32)  # the same few spans come in both languages, in every block and in many incidents
def _dates(first: str, days: int) -> list[str]:
    start = date.fromisoformat(first)
    return [(start + timedelta(days=offset)).isoformat() for offset in range(days + 1)]


def _rising(source: Rising, draw: Callable[[], float], persons: range, total: int) -> list[str]:
    days = _dates(source.first, source.days)
    offsets = [int(source.days * (index + draw()) / total) for index in persons]
    if persons.start == 0:
        offsets[0] = 0
    if persons.stop == total and total > 1:
        offsets[-1] = source.days
    return [days[offset] for offset in offsets]


def _card(draw: Callable[[], float]) -> str:
    """Sixteen digits whose last one fails the Luhn check."""
    body = f"4{int(draw() * 10**14):014d}"
    digits = body + str((luhn_digit(body) + 1 + int(draw() * 9)) % 10)
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:12]}-{digits[12:]}"


def _individual(draw: Callable[[], float]) -> str:
    """Twelve digits whose last one is not the check digit."""
    body = f"{int(draw() * 10**11):011d}"
    return body + str((individual_number_digit(body) + 1 + int(draw() * 9)) % 10)


_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def luhn_digit(body: str) -> int:
    """The last digit that would make `body` plus it pass the Luhn check."""
    signs = body[::-1]
    return -(sum(_DOUBLED[int(sign)] for sign in signs[::2]) + sum(map(int, signs[1::2]))) % 10


def individual_number_digit(body: str) -> int:
    """The check digit of an individual number's first eleven digits."""
    total = sum(int(sign) * (n + 1 if n <= 6 else n - 5) for n, sign in enumerate(reversed(body), start=1))
    rest = total % 11
    return 0 if rest <= 1 else 11 - rest
