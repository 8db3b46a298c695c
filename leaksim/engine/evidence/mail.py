"""Mails with the headers that an investigation reads."""

from __future__ import annotations

from datetime import datetime

from ...domain.documents import EXERCISE_MARK, Mail
from ...domain.kinds import Language
from ...domain.scenario_evidence import MailSpec
from ..context import Context
from ..wording import english_month
from .addresses import RELAY_ADDRESSES, internal_address

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FOOTER = {
    Language.JA: "このメールは訓練用の架空のものです（訓練用・架空 / EXERCISE）",
    Language.EN: "This mail is fictional and part of an exercise (訓練用・架空 / EXERCISE)",
}


def build_mail(spec: MailSpec, context: Context, language: Language) -> Mail:
    """The mail; its Message-ID and relay addresses are the same in both languages."""
    stream = context.stream.child("evidence", spec.id, "headers")
    words = context.words(language)
    sent = context.moment(spec.at)
    sender = _address(spec.sender, context, language)
    domain = sender.rstrip(">").rpartition("@")[2]
    to = [*(_address(role, context, language) for role in spec.to), *_record_mails(spec.to_records, context)]
    cc = [*(_address(role, context, language) for role in spec.cc), *_record_mails(spec.cc_records, context)]
    message_id = f"<{sent:%Y%m%d}.{sent:%H%M}{stream.integer(10, 59)}.{stream.code('?#?##?')}@{domain}>"
    relay = stream.pick(RELAY_ADDRESSES)
    headers = [
        ("Received", f"from mx.{domain} ({relay}) by mail.{context.organisation.domain}; {mail_date(sent)}"),
        ("Received", f"from [{internal_address(stream)}] by mx.{domain}; {mail_date(sent)}"),
        ("X-Exercise", EXERCISE_MARK),
        *((name, words.render(value)) for name, value in spec.headers.items()),
    ]
    body = context.write(spec.body, language, spec.id, "body").rstrip()
    return Mail(
        sender=sender,
        to=tuple(to),
        cc=tuple(cc),
        subject=context.write(spec.subject, language, spec.id, "subject"),
        sent_at=sent.isoformat(timespec="minutes"),
        message_id=message_id,
        headers=tuple(headers),
        body=f"{body}\n\n----\n{_FOOTER[language]}\n",
        attachments=tuple(words.render(name) for name in spec.attachments),
    )


def mail_date(moment: datetime) -> str:
    """RFC 5322 date, independent of the machine's locale."""
    day, month = _WEEKDAYS[moment.weekday()], english_month(moment.month)
    return f"{day}, {moment.day} {month} {moment:%Y %H:%M:%S} +0900"


def _address(name: str, context: Context, language: Language) -> str:
    if "@" in name:
        return context.words(language).render(name)
    return context.member(name).address(language)


def _record_mails(evidence_id: str | None, context: Context) -> tuple[str, ...]:
    return () if evidence_id is None else context.table(evidence_id).mails
