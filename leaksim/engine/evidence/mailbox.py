"""What stands in a mailbox, newest first."""

from __future__ import annotations

from datetime import datetime

from ...domain.documents import Cell, Table
from ...domain.kinds import Language
from ...domain.scenario_base import Wording
from ...domain.scenario_lines import MailboxSpec, MessageSpec
from ...domain.text import Text
from ..context import Context
from .cells import people_of
from .records import marked_note
from .timeline import moments_in_hours

COLUMNS = (
    Text("受信日時", "Received"),
    Text("差出人", "From"),
    Text("件名", "Subject"),
    Text("容量（KB）", "Size (KB)"),
    Text("添付", "Attachments"),
    Text("状態", "State"),
)
_OWNER, _FOLDER = Text("利用者", "Mailbox of"), Text("フォルダー", "Folder")
_CAPTION = Text("メールボックスの一覧", "Listing of the mailbox")
_READ, _UNREAD = Text("既読", "Read"), Text("未読", "Unread")
_FORWARDED, _MARKED = Text("転送済み", "Forwarded"), Text("★", "★")
_SUBJECTS = (
    Text("週次の打ち合わせについて", "Weekly meeting"),
    Text("Re: 週次の打ち合わせについて", "Re: Weekly meeting"),
    Text("備品の申請（承認のお願い）", "Supplies, please approve"),
    Text("月末の締めのご連絡", "Month-end closing"),
    Text("会議室の変更", "Change of meeting room"),
    Text("勤怠の入力のお願い", "Please fill in your hours"),
    Text("議事録をお送りします", "Minutes of the meeting"),
    Text("Re: 見積の件", "Re: the estimate"),
    Text("健康診断の日程", "Health check dates"),
    Text("システム点検のお知らせ", "System maintenance"),
    Text("来週の休暇", "Leave next week"),
    Text("資料の差し替え", "Replacement slides"),
)


def build_mailbox(spec: MailboxSpec, context: Context, language: Language) -> Table:
    """The author's messages among ordinary ones; which ordinary ones is the same in both languages."""
    stream = context.stream.child("evidence", spec.id)
    entries: list[tuple[datetime, int, tuple[Cell, ...]]] = []
    for number, message in enumerate(spec.messages):
        entries.append((context.moment(message.at), number, _message(message, number, spec.id, context, language)))
    ordinary = stream.child("ordinary")
    first, last = context.moment(spec.first), context.moment(spec.last)
    for moment in moments_in_hours(ordinary, first, last, context.number(spec.ordinary), (8, 19)):
        cells = (
            people_of("colleagues", context)[ordinary.integer(0, 39)].value("people", language),
            ordinary.pick(_SUBJECTS).in_(language),
            ordinary.integer(6, 90),
            0 if ordinary.integer(1, 5) > 1 else ordinary.integer(1, 2),
            (_READ if ordinary.integer(1, 6) > 1 else _UNREAD).in_(language),
        )
        entries.append((moment, len(entries), cells))
    entries.sort(key=lambda entry: entry[:2], reverse=True)
    return Table(
        caption=_CAPTION.in_(language),
        file_name=context.words(language).render(spec.file_name),
        columns=tuple(column.in_(language) for column in COLUMNS),
        rows=tuple((f"{moment:%Y-%m-%d %H:%M}", *cells) for moment, _, cells in entries),
        note=marked_note(spec.note, spec.id, context, language),
        about=(
            (_OWNER.in_(language), context.member(spec.owner).address(language)),
            (_FOLDER.in_(language), context.write(spec.folder, language, spec.id, "folder")),
        ),
    )


def _message(
    message: MessageSpec, number: int, evidence_id: str, context: Context, language: Language
) -> tuple[Cell, ...]:
    states = [_READ if message.read else _UNREAD]
    states += [_FORWARDED] if message.forwarded else []
    states += [_MARKED] if message.marked else []
    return (
        _sender(message.sender, number, evidence_id, context, language),
        context.write(message.subject, language, evidence_id, "subject", number),
        context.number(message.size_kb),
        context.number(message.attachments),
        ("、" if language is Language.JA else ", ").join(state.in_(language) for state in states),
    )


def _sender(sender: str | Wording, number: int, evidence_id: str, context: Context, language: Language) -> str:
    if isinstance(sender, str) and "@" not in sender:
        return context.member(sender).name(language)
    return context.write(sender, language, evidence_id, "sender", number)
