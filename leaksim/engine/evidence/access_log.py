"""A web server's log in the combined format."""

from __future__ import annotations

from datetime import datetime, timedelta

from ...domain.documents import Log
from ...domain.kinds import Language
from ...domain.scenario_evidence import AccessLogSpec
from ...errors import ContentError
from ..context import Context
from ..streams import Stream
from ..wording import english_month
from .addresses import OFFICE_ADDRESSES, visitor_addresses
from .records import marked_note
from .timeline import moments_between

_AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
)
_OTHER_PATHS = ("/", "/index.html", "/news/", "/contact/", "/about/", "/css/site.css", "/img/logo.png", "/faq/")
_FIELDS = {
    Language.JA: ("接続元", "", "", "日時", "要求", "状態", "バイト数", "", "ブラウザー"),
    Language.EN: ("Client", "", "", "Time", "Request", "Status", "Bytes", "", "Browser"),
}
_NOTE = {
    Language.JA: "203.0.113.240〜254 は自組織の回線です。外部の参照者には数えません。",
    Language.EN: "203.0.113.240 to .254 are our own lines and do not count as readers.",
}


def build_access_log(spec: AccessLogSpec, context: Context, language: Language) -> Log:
    """Lines in order of time; log lines are the same in both languages."""
    words = context.words(language)
    stream = context.stream.child("evidence", spec.id)
    first, last = context.moment(spec.first), context.moment(spec.last)
    readers = context.number(spec.readers)
    accesses = context.number(spec.accesses)
    if accesses < readers:
        raise ContentError(f"{accesses} accesses cannot come from {readers} readers")
    path, agent = words.render(spec.path), words.render(spec.agent)
    shift = timedelta(minutes=context.number(spec.clock_offset_minutes))

    visitors = visitor_addresses(stream.child("visitors"), readers)
    own = stream.child("requests")
    clients = own.shuffled([*visitors, *(own.pick(visitors) for _ in range(accesses - readers))]) if visitors else []
    size = own.integer(4_000, 90_000)
    entries: list[tuple[datetime, int, str]] = []
    browsers = {address: own.pick(_AGENTS) for address in visitors}
    for moment, client in zip(moments_between(own, first, last, len(clients)), clients, strict=True):
        line = _line(client, moment + shift, path, spec.status, size, agent or browsers[client])
        entries.append((moment, len(entries), line))
    for stream_name, count in (("office", context.number(spec.office)), ("noise", context.number(spec.noise))):
        for moment, line in _others(stream.child(stream_name), stream_name, count, path, first, last, shift, size):
            entries.append((moment, len(entries), line))
    note = context.write(spec.note, language, spec.id, "note").rstrip()
    return Log(
        caption=context.write(spec.caption, language, spec.id, "caption"),
        file_name=words.render(spec.file_name),
        lines=tuple(line for _, _, line in sorted(entries)),
        fields=_FIELDS[language],
        note="\n".join(part for part in (note, _NOTE[language], marked_note(None, spec.id, context, language)) if part),
    )


def _others(
    stream: Stream, kind: str, count: int, path: str, first: datetime, last: datetime, shift: timedelta, size: int
) -> list[tuple[datetime, str]]:
    """Requests that do not count: our own for the path, and everybody's for other pages."""
    lines = []
    margin = timedelta(minutes=90 if kind == "noise" else 0)
    clients = OFFICE_ADDRESSES if kind == "office" else visitor_addresses(stream.child("clients"), 60)
    for moment in moments_between(stream, first - margin, last + margin, count):
        client, agent = stream.pick(clients), stream.pick(_AGENTS)
        if kind == "office":
            lines.append((moment, _line(client, moment + shift, path, 200, size, agent)))
            continue
        other = stream.pick([p for p in _OTHER_PATHS if p != path])
        status = 200 if stream.integer(1, 100) > 6 else 404
        lines.append((moment, _line(client, moment + shift, other, status, stream.integer(300, 20_000), agent)))
    return lines


def _line(client: str, moment: datetime, path: str, status: int, size: int, agent: str) -> str:
    stamp = f"{moment.day:02d}/{english_month(moment.month)}/{moment:%Y:%H:%M:%S} +0900"
    return f'{client} - - [{stamp}] "GET {path} HTTP/1.1" {status} {size} "-" "{agent}"'
