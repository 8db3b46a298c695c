"""A short extract of a register in which some persons stand more than once, for practising how to count."""

from __future__ import annotations

from dataclasses import replace

from ..domain.documents import Table
from ..domain.incident import Evidence, Incident, Status
from ..domain.kinds import Language
from ..engine.streams import Stream

COUNTED = "persons"
FEWEST, MOST = 4, 6  # different persons in an extract
WIDEST = 8  # columns that a small screen can still show


def persons_extract(incident: Incident, stream: Stream) -> tuple[Evidence, int, int] | None:
    """(the extract, its persons, its rows) from the register that settles their number; None where there is none.

    Rows are repeated whole, so whichever column identifies a person tells the same.
    """
    register = _register(incident)
    if register is None:
        return None
    own = stream.child("extract")
    persons = own.integer(FEWEST, MOST)
    repeats = own.integer(1, 3)
    table = register.documents[Language.JA]
    assert isinstance(table, Table)
    first = [n for n, row in enumerate(table.rows) if row not in table.rows[:n]][:persons]
    if len(first) < persons:
        return None
    order = own.child("rows").shuffled([*first, *(own.pick(first) for _ in range(repeats))])
    documents = {
        language: _cut(document, order)
        for language, document in register.documents.items()
        if isinstance(document, Table)
    }
    return replace(register, documents=documents), persons, len(order)


def _cut(table: Table, order: list[int]) -> Table:
    rows = tuple(table.rows[n] for n in order)
    return replace(table, rows=rows, total_rows=None, recipe=None, note="", about=())


def _register(incident: Incident) -> Evidence | None:
    for finding in incident.findings:
        if finding.fact != COUNTED or finding.status is not Status.ESTABLISHED or len(finding.evidence) != 1:
            continue
        evidence = incident.evidence_by_id(finding.evidence[0])
        tables = evidence.documents.values()
        if all(isinstance(one, Table) and len(one.rows) > MOST and len(one.columns) <= WIDEST for one in tables):
            return evidence
    return None
