"""Long tables: made in blocks, the same for ever, kept as a recipe."""

from __future__ import annotations

import csv
import io
import tracemalloc
from dataclasses import replace
from datetime import date
from hashlib import sha256
from math import gcd
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from leaksim.content import load_playbook
from leaksim.domain.catalogue import Library
from leaksim.domain.documents import Table, as_shown
from leaksim.domain.kinds import Language
from leaksim.domain.recipes import (
    BLOCK,
    Choice,
    Column,
    Day,
    Letters,
    Number,
    Placed,
    Recipe,
    Rising,
    Serial,
    Source,
    Spread,
    WrongCheck,
    block_rows,
    column_values,
    rows_of,
)
from leaksim.domain.scenario import Scenario
from leaksim.domain.scenario_evidence import RecordsSpec
from leaksim.engine import generate
from leaksim.engine.streams import Stream
from leaksim.engine.tables import RecordTable
from leaksim.errors import ContentError
from leaksim.reports.evidence_files import table_bytes, table_parts
from leaksim.services.freezing import FORMAT, freeze, thaw

ROOT = Path(__file__).parents[3]
ITEMS = ("name", "mail", "address", "phone", "birth_date", "card_number", "my_number", "login_id", "salary", "drawings")
SPAN = (date(2021, 4, 1), date(2026, 9, 30))


def drawn(persons: int, duplicates: int, items: tuple[str, ...] = ITEMS) -> RecordTable:
    return RecordTable.draw(
        Stream("recipes"), persons=persons, duplicates=duplicates, items=items, prefix="K", span=SPAN
    )


@pytest.fixture(scope="module")
def long_table(every_family: Scenario, library: Library) -> tuple[Scenario, Table]:
    evidence = tuple(
        replace(e, persons=20_000, duplicates=700) if isinstance(e, RecordsSpec) and e.id == "list" else e
        for e in every_family.evidence
    )
    scenario = replace(every_family, evidence=evidence)
    table = generate(scenario, 1, library).evidence_by_id("list").documents[Language.EN]
    assert isinstance(table, Table)
    return scenario, table


def test_a_long_table_is_counted_from_its_file(long_table: tuple[Scenario, Table]) -> None:
    _, table = long_table
    text = table_bytes(table).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert (len(table.rows), table.total_rows) == (500, 20_700)
    assert len(rows) == 20_700
    assert len({row[0] for row in rows}) == 20_000
    assert len({tuple(row) for row in rows}) == 20_000
    assert len({row[header.index("E-mail")] for row in rows}) == 20_000
    days = [row[header.index("Registered on")] for row in rows]
    assert ("Rows in the whole file", "20,700") in table.about
    assert ("Different values of “No.” in the whole file", "20,000") in table.about
    assert ("“Registered on” in the whole file", f"{min(days)} to {max(days)}") in table.about
    assert [tuple(row[:-1]) for row in rows[:500]] == list(table.rows)
    numbers = [row[0] for row in dict.fromkeys(map(tuple, rows))]
    assert numbers == sorted(numbers)


def test_what_leaves_the_server_has_no_recipe(long_table: tuple[Scenario, Table]) -> None:
    shown = as_shown(long_table[1])
    assert isinstance(shown, Table)
    assert shown.recipe is None
    assert shown.total_rows == 20_700


def test_both_languages_speak_of_the_same_persons() -> None:
    table = drawn(BLOCK + 10, 40)
    ja, en = (list(rows_of(table.recipes[language])) for language in Language)
    assert [row[0] for row in ja] == [row[0] for row in en]
    mail = [row[en[0].index(next(c for c in en[0] if "@" in c))] for row in en]
    for row, address in zip(en, mail, strict=True):
        given, family = row[1].split()
        assert address.startswith(f"{family}{given[0]}".lower())
    assert mail == [next(cell for cell in row if "@" in cell) for row in ja]


def test_a_block_needs_no_other() -> None:
    recipe = drawn(3 * BLOCK + 7, 500).recipes[Language.JA]
    blocks = [block_rows(recipe, block) for block in (3, 0, 2, 1)]
    assert [*blocks[1], *blocks[3], *blocks[2], *blocks[0]] == list(rows_of(recipe))
    assert sum(map(len, blocks)) == recipe.total_rows


def test_a_longer_table_begins_alike_and_a_further_column_shifts_none() -> None:
    short, long = (drawn(n, 0, ("name", "phone")).recipes[Language.EN] for n in (50, 5_000))
    assert [row[1:4] for row in rows_of(short)] == [row[1:4] for row in rows_of(long)][:50]
    wide = drawn(50, 0, ("name", "phone", "salary")).recipes[Language.EN]
    assert [row[:4] for row in rows_of(wide)] == [row[:4] for row in rows_of(short)]


@pytest.mark.parametrize("persons", [0, 1, 2, 999, 1000, BLOCK, BLOCK + 1])
def test_numbers_and_addresses_are_nobody_elses(persons: int) -> None:
    table = drawn(persons, 0)
    assert len(set(table.mails)) == persons
    rows = list(rows_of(table.recipes[Language.JA]))
    assert len({row[0] for row in rows}) == persons
    if persons > 1:
        assert (rows[0][-1], rows[-1][-1]) == (SPAN[0].isoformat(), SPAN[1].isoformat())
    for source in table.recipes[Language.JA].sources:
        if isinstance(source, Spread):
            assert gcd(source.factor, source.modulus) == 1
            assert source.modulus > persons


def test_version_one_never_changes() -> None:
    """Runs that have begun keep recipes of version 1: these bytes are a promise, not an example."""
    sources: tuple[Source, ...] = (
        Serial(id="serial", stream="serial", first=4711, width=6),
        Choice(id="one", stream="pair", values=("x", "y", "z")),
        Choice(id="other", stream="pair", values=("ix", "ypsilon", "zed")),
        Number(id="padded", stream="padded", low=0, high=9_999, width=4),
        Number(id="money", stream="money", low=190, high=509, step=1000, commas=True),
        Number(id="plain", stream="plain", low=1, high=9),
        Spread(id="spread", factor=6_007, shift=3, modulus=10_000),
        Rising(id="rising", stream="rising", first="2024-02-28", days=700),
        Day(id="day", stream="day", first="1948-01-01", days=20_999),
        Letters(id="letters", stream="letters", alphabet="abcd23", length=9),
        WrongCheck(id="card", stream="card", scheme="card"),
        WrongCheck(id="own", stream="own", scheme="individual"),
    )
    recipe = Recipe(
        key="a run of long ago",
        persons=BLOCK + 300,
        duplicates=25,
        sources=sources,
        columns=(
            Column(form="K-%s", sources=("serial",)),
            Column(form="%s/%s", sources=("one", "other")),
            *(Column(form="%s", sources=(source.id,)) for source in sources[3:]),
        ),
        placed=(Placed(person=BLOCK + 1, choices=(("pair", 2),)),),
    )
    rows = list(rows_of(recipe))
    placed = list(column_values(recipe, 0))[BLOCK + 1]
    assert {row[1] for row in rows if row[0] == placed} == {"z/zed"}
    digest = sha256("\n".join("\t".join(row) for row in rows).encode()).hexdigest()
    assert digest == "cf2532378706c5c7689f3b70275713a8983639675d5ae9ab6e183c4bc7a5acdb"


def test_a_run_keeps_the_recipe_and_not_the_rows(long_table: tuple[Scenario, Table], library: Library) -> None:
    incident = generate(long_table[0], 1, library)
    frozen = freeze(incident, load_playbook(ROOT, "ipa"), library)
    assert len(frozen) < 400_000
    table = thaw(frozen, FORMAT).incident.evidence_by_id("list").documents[Language.EN]
    assert table == incident.evidence_by_id("list").documents[Language.EN]
    assert isinstance(table, Table)
    assert table_bytes(table) == table_bytes(long_table[1])


def test_a_recipe_reads_back_from_json() -> None:
    adapter = TypeAdapter(Recipe)
    recipe = drawn(10, 2).recipes[Language.JA]
    assert adapter.validate_json(adapter.dump_json(recipe)) == recipe


def test_memory_does_not_grow_with_the_table() -> None:
    def peak(persons: int) -> int:
        recipe = drawn(persons, persons // 40, ("name", "address", "mail")).recipes[Language.JA]
        table = Table(caption="", file_name="a.csv", columns=("",) * 6, rows=(), recipe=recipe)
        tracemalloc.start()
        for _ in table_parts(table):
            pass
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    assert peak(8 * BLOCK) < 1.2 * peak(2 * BLOCK)


def test_too_many_persons_are_refused(every_family: Scenario, library: Library) -> None:
    evidence = tuple(
        replace(e, persons=1_000_001) if isinstance(e, RecordsSpec) and e.id == "list" else e
        for e in every_family.evidence
    )
    with pytest.raises(ContentError, match="1,000,000"):
        generate(replace(every_family, evidence=evidence), 1, library)


def test_an_incident_of_a_million_is_made_at_once(every_family: Scenario, library: Library) -> None:
    """Only the first block of rows is made until the file is written."""
    evidence = tuple(
        replace(e, persons=1_000_000, duplicates=20_000) if isinstance(e, RecordsSpec) and e.id == "list" else e
        for e in every_family.evidence
        if e.id in ("list", "shot")
    )
    incident = generate(replace(every_family, evidence=evidence, findings=(), injects=()), 1, library)
    table = incident.evidence_by_id("list").documents[Language.JA]
    assert isinstance(table, Table)
    assert table.total_rows == 1_020_000
    assert table.recipe is not None
    days = [row[-1] for row in block_rows(table.recipe, table.recipe.blocks - 1)]
    assert max(days) == str(incident.facts["occurred_at"])[:10]
