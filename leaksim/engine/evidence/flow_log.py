"""Network flows as a firewall records them."""

from __future__ import annotations

from datetime import datetime, timedelta

from ...domain.documents import Cell, Table
from ...domain.kinds import Language
from ...domain.scenario_lines import FlowLogSpec
from ...domain.text import Text
from ...errors import ContentError
from ..context import Context
from ..streams import Stream, parts_of
from .addresses import internal_address, visitor_addresses
from .memo import labelled_fields
from .records import marked_note
from .timeline import moments_between

COLUMNS = (
    Text("開始", "Start"),
    Text("秒数", "Seconds"),
    Text("送信元", "Source"),
    Text("送信元ポート", "Source port"),
    Text("宛先", "Destination"),
    Text("宛先ポート", "Destination port"),
    Text("送信バイト数", "Bytes out"),
    Text("受信バイト数", "Bytes in"),
)
_ORDINARY_PORTS = {"443": 14, "80": 2, "53": 5, "993": 2, "587": 1}


def build_flow_log(spec: FlowLogSpec, context: Context, language: Language) -> Table:
    """Lines in order of time; numbers and addresses are the same in both languages."""
    words = context.words(language)
    stream = context.stream.child("evidence", spec.id)
    first, last = context.moment(spec.first), context.moment(spec.last)
    source, destination = words.render(spec.source), words.render(spec.destination)
    shift = timedelta(minutes=context.number(spec.clock_offset_minutes))
    own = stream.child("flows")
    try:
        parts = parts_of(own, context.number(spec.bytes_out), context.number(spec.flows))
    except ValueError as error:
        raise ContentError(str(error)) from error
    entries: list[tuple[datetime, int, tuple[Cell, ...]]] = []
    for moment, size in zip(moments_between(own, first, last, len(parts)), parts, strict=True):
        ends = (source, own.integer(49152, 65000), destination, spec.port)
        entries.append((moment, len(entries), (_seconds(own, size), *ends, size, size // 60 + own.integer(900, 9000))))
    noise = stream.child("noise")
    others = [a for a in visitor_addresses(noise.child("others"), 90) if a != destination]
    margin = timedelta(hours=2)
    for moment in moments_between(noise, first - margin, last + margin, context.number(spec.noise)):
        entries.append((moment, len(entries), _ordinary(noise, others)))
    return Table(
        caption=context.write(spec.caption, language, spec.id, "caption"),
        file_name=words.render(spec.file_name),
        columns=tuple(column.in_(language) for column in COLUMNS),
        rows=tuple((f"{moment + shift:%Y-%m-%d %H:%M:%S}", *cells) for moment, _, cells in sorted(entries)),
        note=marked_note(spec.note, spec.id, context, language),
        about=labelled_fields(spec.about, spec.id, context, language),
    )


def _ordinary(stream: Stream, others: list[str]) -> tuple[Cell, ...]:
    out = stream.magnitude(200, 90_000)
    ends = (internal_address(stream), stream.integer(49152, 65000), stream.pick(others))
    port = int(stream.weighted(_ORDINARY_PORTS))
    return (_seconds(stream, out), *ends, port, out, stream.magnitude(400, 4_000_000))


def _seconds(stream: Stream, size: int) -> int:
    """As long as a line of some megabytes a second takes, and a little."""
    return max(1, size // 3_000_000) + stream.integer(0, 20)
