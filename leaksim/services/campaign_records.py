"""How campaigns are kept: bodies of rows as records, and what may be read of a participant’s training."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from ..domain.campaign import Campaign, Progress, RegisterRow, RosterEntry, register_row
from ..domain.records import record
from ..errors import LeaksimError
from ..store import StoredCampaign, StoredCertificate, StoredEntry, StoredJournal, StoredParticipant, Unit

FORMAT = 1
KIND = "annual"  # of the journals that trainings of a campaign are
_PASSED = "passed"  # the entry of such a journal that ends it
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


@record
class Counts:
    """How many people: `invited` is the sum of the others."""

    invited: int
    done: int
    outstanding: int
    exempt: int


@record
class Summary(Counts):
    """What stays of a campaign when its personal records are gone."""

    forgotten_at: datetime


@record
class KeptCampaign:
    """The body of a campaign’s row."""

    format: int = FORMAT
    terms: Campaign
    summary: Summary | None = None


@record
class KeptParticipant:
    """The body of a participant’s row."""

    role: str
    exempt: str | None = None


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_body(kept: KeptCampaign | KeptParticipant) -> Mapping[str, Any]:
    kind: Any = type(kept)
    body: Mapping[str, Any] = _adapter(kind).dump_python(kept, mode="json")
    return body


def campaign_of(stored: StoredCampaign) -> KeptCampaign:
    if stored.body.get("format") != FORMAT:
        raise LeaksimError(f"The campaign {stored.name!r} was opened by another version of leaksim. Upgrade leaksim.")
    kept: KeptCampaign = _adapter(KeptCampaign).validate_python(stored.body)
    return kept


def entry_of(stored: StoredParticipant) -> RosterEntry:
    kept: KeptParticipant = _adapter(KeptParticipant).validate_python(stored.body)
    return RosterEntry(id=stored.roster_id, role=kept.role, exempt=kept.exempt)


def training_token(personal_token: str) -> str:
    """The token of the training that belongs to a personal link.

    Only hashes of tokens are stored, so the one that opens the training has to follow from the one that the
    participant brings along. HMAC-SHA-256 goes one way: a training’s address does not give away the personal link,
    and the database gives away neither.
    """
    digest = hmac.new(personal_token.encode("utf-8", "surrogatepass"), b"leaksim campaign training", hashlib.sha256)
    return base64.urlsafe_b64encode(digest.digest()).decode("ascii").rstrip("=")


def differing_terms(kept: Campaign, wanted: Campaign) -> tuple[str, ...]:
    """Keys in which a file says something else than what was opened."""
    return tuple(f.name for f in fields(Campaign) if getattr(kept, f.name) != getattr(wanted, f.name))


def progress_of(journal: StoredJournal, passed: StoredEntry | None, certificate: StoredCertificate | None) -> Progress:
    """What a journal tells of somebody’s training, apart from answers."""
    payload = passed.payload if passed is not None else {}
    # The certificate vouches for versions: the journal has them only beside the situations.
    versions = certificate.body.get("versions", {}) if certificate is not None else {}
    playbook, _, playbook_version = versions.get("playbook", "").partition(" ")
    return Progress(
        begun_at=journal.created_at,
        passed_at=passed.recorded_at if passed is not None else None,
        attempts=payload.get("attempts", 0),
        first_percent=payload.get("first_percent"),
        passed_percent=payload.get("percent"),
        content_version=versions.get("content", ""),
        playbook=playbook,
        playbook_version=playbook_version,
        certificate=certificate.number if certificate is not None else None,
    )


def progress_by_participant(unit: Unit, campaign_id: int) -> dict[int, Progress]:
    """The progress of all who have begun, in three queries however many they are."""
    passed = {entry.journal_id: entry for entry in unit.journals.entries_of_campaign(campaign_id, _PASSED)}
    certificates = unit.certificates.of_campaign(campaign_id)
    found: dict[int, Progress] = {}
    for journal in trainings_in(unit.journals.of_campaign(campaign_id)):
        assert journal.participant_id is not None
        progress = progress_of(journal, passed.get(journal.id), certificates.get(journal.id))
        found.setdefault(journal.participant_id, progress)
    return found


def progress_of_participant(unit: Unit, participant_id: int) -> Progress | None:
    journals = trainings_in(unit.journals.of_participant(participant_id))
    if not journals:
        return None
    passed = next((entry for entry in unit.journals.entries(journals[0].id) if entry.kind == _PASSED), None)
    return progress_of(journals[0], passed, unit.certificates.of_journal(journals[0].id))


def trainings_in(journals: Iterable[StoredJournal]) -> tuple[StoredJournal, ...]:
    """The annual trainings among journals, the oldest first: it is the one that counts."""
    return tuple(journal for journal in journals if journal.kind == KIND)


def register_rows(unit: Unit, stored: StoredCampaign) -> tuple[RegisterRow, ...]:
    """Everybody on the roster, in the order of the roster ids."""
    terms, progress = campaign_of(stored).terms, progress_by_participant(unit, stored.id)
    people = sorted(unit.campaigns.participants(stored.id), key=lambda one: one.roster_id)
    return tuple(register_row(terms, entry_of(one), one.created_at, progress.get(one.id)) for one in people)
