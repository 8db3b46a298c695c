"""The record of a session as files: the log of decisions, the statement, the hot wash and the result in short."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ..domain.committee_views import LogLine, SessionView
from ..domain.kinds import Language
from ..domain.record_document import DocumentPart, RecordDocument
from ..domain.views import TraineeView
from ..errors import IllegalEvent
from ..i18n import bundle, format_moment, translate
from ..reports.record_files import write_csv, write_record_pdf, write_record_word

_JST = timezone(timedelta(hours=9))
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv;charset=utf-8",
}


def session_file(
    session: SessionView, run: TraineeView, mattered: tuple[str, ...], kind: str, now: datetime, language: Language
) -> tuple[str, str, bytes]:
    """(name, media type, content): the whole record as "docx" or "pdf", the log alone as "csv".

    `mattered`: the decisions that changed most, in words.
    """
    if kind not in MEDIA_TYPES:
        raise IllegalEvent(f"there is no file {kind!r}")
    document = session_document(session, run, mattered, now, language)
    match kind:
        case "docx":
            content = write_record_word(document)
        case "pdf":
            content = write_record_pdf(document)
        case _:
            columns, rows = log_table(session, language)
            mark = translate("committee.file.mark", language)
            content = write_csv((translate("committee.file.marked", language), *columns), [(mark, *r) for r in rows])
    return f"{document.name}.{kind}", MEDIA_TYPES[kind], content


def session_document(
    session: SessionView, run: TraineeView, mattered: tuple[str, ...], now: datetime, language: Language
) -> RecordDocument:
    words = bundle("committee.file", language)
    played_on = now.astimezone(_JST)
    head = [
        (words["team"], session.team),
        (words["made"], format_moment(played_on.isoformat(timespec="minutes"), language, year=True)),
        (words["incident"], run.title),
        (words["organisation"], run.organisation),
        (words["guide"], session.guide_title),
        (words["seats"], _joined([_seat(seat.role, seat.who) for seat in session.seats], language)),
        (words["minutes"], _lasted(session.clock.total_seconds, language)),
    ]
    columns, rows = log_table(session, language)
    parts = [
        _result_part(session, mattered, words, language),
        DocumentPart(heading=words["log"], columns=columns, widths=(28, 52, 20, 45, 25), rows=rows),
        *_statement_parts(session, words, language),
        *_hot_wash_parts(session, words),
        *_outline_parts(session, words),
    ]
    return RecordDocument(
        name=f"exercise-record-{played_on:%Y-%m-%d}",
        language=language.value,
        title=words["title"],
        mark=words["mark"],
        note=words["note"],
        created=played_on.isoformat(timespec="minutes"),
        head=tuple((label, text) for label, text in head if text),
        parts=tuple(parts),
    )


def log_table(session: SessionView, language: Language) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The log: decision and its times, what was chosen, who answers for it, why, and what was said against it."""
    words = bundle("committee.file", language)
    columns = (words["decision"], words["chosen"], words["owner"], words["rationale"], words["dissent"])
    return columns, tuple(_log_row(line, language) for line in session.log)


def _log_row(line: LogLine, language: Language) -> tuple[str, ...]:
    times = []
    if line.scenario_at:
        at = format_moment(line.scenario_at, language)
        times.append(translate("committee.file.scenario_at", language, at=at))
    if line.session_seconds is not None:
        lasted = _lasted(line.session_seconds, language)
        times.append(translate("committee.file.session_at", language, minutes=lasted))
    nothing = translate("committee.file.nothing", language)
    return (
        "\n".join((line.label, *times)),
        "\n".join(f"・{text}" if language is Language.JA else f"• {text}" for text in line.chosen) or nothing,
        line.owner,
        line.rationale,
        line.dissent,
    )


def _result_part(
    session: SessionView, mattered: tuple[str, ...], words: dict[str, str], language: Language
) -> DocumentPart:
    result = session.result
    if result is None:
        left = translate("committee.file.left", language, phases=_joined(session.left, language))
        return DocumentPart(heading=words["result"], paragraphs=(left,))
    lines = [result.headline, result.rating, result.sentence]
    if result.changes:
        lines.append(translate("committee.file.changes", language, list=_joined(result.changes, language)))
    if mattered:
        lines.append(translate("committee.file.mattered", language, list=_joined(mattered, language)))
    return DocumentPart(
        heading=words["result"],
        paragraphs=tuple(line for line in lines if line),
        columns=(words["phase"], words["points"]),
        widths=(110, 40),
        rows=result.phases,
    )


def _statement_parts(session: SessionView, words: dict[str, str], language: Language) -> list[DocumentPart]:
    statement = session.statement
    if statement is None:
        return []
    text = statement.text.strip() or words["no_statement"]
    parts = [DocumentPart(heading=words["statement"], paragraphs=(*text.split("\n"),))]
    held_back = [
        (words[key], _joined(labels, language))
        for key, labels in (
            ("unknown", statement.unknown),
            ("presumed", statement.presumed),
            ("unfounded", statement.unfounded),
        )
        if labels
    ]
    if held_back:
        parts.append(
            DocumentPart(
                heading=words["held_back"],
                columns=(words["kind"], words["facts"]),
                widths=(60, 110),
                rows=tuple(held_back),
            )
        )
    return parts


def _outline_parts(session: SessionView, words: dict[str, str]) -> list[DocumentPart]:
    """What the statement can be compared with, at the end: it is long."""
    if session.statement is None or not session.statement.outline:
        return []
    rows = tuple(
        ("\n".join(filter(None, (point.text, point.model))), f"{point.clause.number} {point.clause.title}".strip())
        for point in session.statement.outline
    )
    columns = (words["point"], words["clause"])
    return [DocumentPart(heading=words["outline"], columns=columns, widths=(115, 55), rows=rows)]


def _hot_wash_parts(session: SessionView, words: dict[str, str]) -> list[DocumentPart]:
    notes = tuple(
        (words[key], text)
        for key, text in (
            ("went_well", session.went_well),
            ("to_change", session.to_change),
            ("missing", session.missing),
        )
    )
    named = [one for one in session.actions if one.action.strip()]
    actions = tuple((str(n), one.action, one.owner, one.due) for n, one in enumerate(named, start=1))
    return [
        DocumentPart(
            heading=words["hot_wash"], columns=(words["question"], words["said"]), widths=(50, 120), rows=notes
        ),
        DocumentPart(
            heading=words["actions"],
            paragraphs=() if actions else (words["no_actions"],),
            columns=(words["number"], words["action"], words["owner"], words["due"]) if actions else (),
            widths=(12, 93, 35, 30) if actions else (),
            rows=actions,
        ),
    ]


def _seat(role: str, who: str) -> str:
    return f"{role} ({who})" if who else role


def _lasted(seconds: int, language: Language) -> str:
    return translate("committee.file.lasted", language, n=seconds // 60)


def _joined(texts: tuple[str, ...] | list[str], language: Language) -> str:
    return translate("list.comma", language).join(texts)
