"""A database audit log: one comma-separated line per statement."""

from __future__ import annotations

from datetime import datetime, timedelta

from ...domain.documents import Log
from ...domain.kinds import Language
from ...domain.scenario_evidence import AuditLogSpec
from ..context import Context
from ..streams import parts_of
from .addresses import internal_address
from .records import marked_note
from .timeline import moments_between

HEADER = "time,server,account,client,operation,object,rows,statement"
_ORDINARY = ("app_web", "app_batch", "report01", "backup_svc")
_ORDINARY_TABLES = ("orders", "calendar", "stock", "news_items", "postcodes")


def build_audit_log(spec: AuditLogSpec, context: Context, language: Language) -> Log:
    """The header line and the statements in order of time; lines are the same in both languages."""
    words = context.words(language)
    stream = context.stream.child("evidence", spec.id)
    first, last = context.moment(spec.first), context.moment(spec.last)
    account, table = words.render(spec.account), words.render(spec.table)
    client = words.render(spec.source_address)
    own = stream.child("queries")
    read = context.number(spec.rows_read)
    parts = parts_of(own, read, min(read, max(1, context.number(spec.queries))))
    entries: list[tuple[datetime, int, str]] = []
    offset = 0
    for moment, rows in zip(moments_between(own, first, last, len(parts)), parts, strict=True):
        statement = f"SELECT * FROM {table} ORDER BY id LIMIT {rows} OFFSET {offset}"
        offset += rows
        entries.append((moment, len(entries), _line(moment, account, client, table, rows, statement)))
    noise = stream.child("noise")
    margin = timedelta(hours=2)
    for moment in moments_between(noise, first - margin, last + margin, context.number(spec.noise)):
        name = noise.pick(_ORDINARY_TABLES)
        rows = noise.integer(1, 40)
        statement = f"SELECT * FROM {name} WHERE id = {noise.integer(1000, 9999)}"
        line = _line(moment, noise.pick(_ORDINARY), internal_address(noise), name, rows, statement)
        entries.append((moment, len(entries), line))
    return Log(
        caption=context.write(spec.caption, language, spec.id, "caption"),
        file_name=words.render(spec.file_name),
        lines=(HEADER, *(line for _, _, line in sorted(entries))),
        fields=tuple(HEADER.split(",")),
        separator="comma",
        note=marked_note(spec.note, spec.id, context, language),
    )


def _line(moment: datetime, account: str, client: str, table: str, rows: int, statement: str) -> str:
    return f'{moment.isoformat(timespec="seconds")},db01,{account},{client},SELECT,{table},{rows},"{statement}"'
