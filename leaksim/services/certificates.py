"""Certificates: the file that is handed out, and whether a number or a file is valid."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

from ..domain.annual_view import AnnualView
from ..domain.certificates import looks_like_number, read_number
from ..domain.kinds import Language
from ..domain.playbook import Playbook
from ..domain.records import record
from ..engine.clock import JST
from ..errors import NotFound, UnreadableInput
from ..i18n import format_moment, translate
from ..reports.certificate_files import CertificateDocument, number_in, write_certificate
from ..store import open_store

LARGEST_FILE = 20_000_000


@record
class Verification:
    """Whether a certificate is valid. `reason`: valid, mistyped_number, unknown_number, no_number (in a file), changed.

    `issued_at` (ISO 8601) and `vouched`, what the number stands for, are there where the number exists.
    """

    valid: bool
    reason: str
    number: str | None = None
    issued_at: str | None = None
    vouched: dict[str, Any] | None = None


def certificate_file(
    view: AnnualView, roster_id: str | None, finished_at: datetime, guide: Playbook, language: Language
) -> tuple[str, str, bytes]:
    """(name, media type, content) of the certificate of a passed training."""

    def say(key: str, **params: object) -> str:
        return translate(f"annual.certificate.{key}", language, **params)

    rows = [
        (say("number"), view.number),
        (say("organisation"), view.organisation),
        (say("participant"), roster_id or ""),
        (say("role"), view.role),
        (say("guide"), say("guide_version", title=view.guide, version=guide.version)),
        (say("finished"), format_moment(finished_at.astimezone(JST).isoformat(), language, year=True)),
    ]
    content = write_certificate(
        CertificateDocument(
            number=view.number,
            language=language.value,
            title=say("title"),
            mark=translate("form.file.mark", language),
            note=say("note", number=view.number),
            statement=say("statement"),
            rows=tuple((label, text) for label, text in rows if text),
            desk_title=translate("annual.desk.title", language),
            desk=view.desk.rows,
        )
    )
    return f"{view.number}.pdf", "application/pdf", content


def verify(given: str, database_url: str | None = None) -> Verification:
    """Whether a number, or the file of a certificate, is valid. UnreadableInput where it is neither.

    A file is valid only as it was handed out, to the byte.
    """
    number = read_number(given)
    content = None
    if number is None:
        path = Path(given)
        if not path.is_file():
            if looks_like_number(given):
                return Verification(valid=False, reason="mistyped_number")
            raise UnreadableInput(f"{given!r} is neither a certificate’s number nor a file")
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableInput(f"{given} is too large for a certificate")
        try:
            content = path.read_bytes()
        except OSError as error:
            raise UnreadableInput(f"{given} cannot be read: {error.strerror or error}") from None
        found = number_in(content)
        number = read_number(found) if found else None
        if number is None:
            return Verification(valid=False, reason="no_number")
    with open_store(database_url) as store, store.unit(write=False) as unit:
        try:
            stored = unit.certificates.by_number(number)
        except NotFound:
            return Verification(valid=False, reason="unknown_number", number=number)
        handed_out = {
            e.payload.get("sha256") for e in unit.journals.entries(stored.journal_id) if e.kind == "handed_out"
        }
    changed = content is not None and hashlib.sha256(content).hexdigest() not in handed_out
    return Verification(
        valid=not changed,
        reason="changed" if changed else "valid",
        number=number,
        issued_at=stored.issued_at.isoformat(),
        vouched=dict(stored.body),
    )
