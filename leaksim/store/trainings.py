"""Journals, campaigns, participants and certificates as collections inside one unit of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ..errors import Conflict, NotFound
from .records import StoredCampaign, StoredCertificate, StoredEntry, StoredJournal, StoredParticipant
from .repositories import Clock, require_writes, text_of
from .tables import campaigns, certificates, entries, journals, participants
from .tokens import hash_token

Json = Mapping[str, Any]


class _Collection:
    def __init__(self, connection: sa.Connection, clock: Clock, *, writes: bool) -> None:
        self._connection = connection
        self._clock = clock
        self._writes = writes

    def _insert(self, table: sa.Table, taken: str, **values: object) -> None:
        """Add a row; raises Conflict, saying `taken`, where one with the same key exists."""
        require_writes(self._writes)
        try:
            with self._connection.begin_nested():
                self._connection.execute(table.insert().values(**values))
        except sa.exc.IntegrityError as error:
            raise Conflict(taken) from error

    def _rows(self, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> list[dict[str, Any]]:
        """Rows without the hash of their token, in the order in which they were added."""
        columns = [column for column in table.c if column.name != "token_hash"]
        query = sa.select(*columns).where(*conditions).order_by(*table.primary_key.columns)
        return [dict(row) for row in self._connection.execute(query).mappings()]

    def _one(self, table: sa.Table, missing: str, *conditions: sa.ColumnElement[bool]) -> dict[str, Any]:
        rows = self._rows(table, *conditions)
        if not rows:
            raise NotFound(missing)
        return rows[0]


class Journals(_Collection):
    """The journals, each opened by its token, and their entries: only ever added, until a journal goes as a whole."""

    def add(self, kind: str, body: Json, token: str, participant_id: int | None = None) -> StoredJournal:
        """Begin a journal under the hash of `token`; raises Conflict where one has that token already."""
        self._insert(
            journals,
            "A journal with this token exists already.",
            token_hash=hash_token(token),
            created_at=self._clock(),
            kind=kind,
            participant_id=participant_id,
            body=dict(body),
        )
        return self.by_token(token)

    def by_token(self, token: str) -> StoredJournal:
        """The journal that `token` opens; raises NotFound."""
        return self._journal(journals.c.token_hash == hash_token(token))

    def by_id(self, journal_id: int) -> StoredJournal:
        return self._journal(journals.c.id == journal_id)

    def of_participant(self, participant_id: int) -> tuple[StoredJournal, ...]:
        """All journals of a participant, the oldest first."""
        return tuple(StoredJournal(**r) for r in self._rows(journals, journals.c.participant_id == participant_id))

    def of_campaign(self, campaign_id: int) -> tuple[StoredJournal, ...]:
        """All journals of a campaign’s participants, the oldest first."""
        return tuple(StoredJournal(**r) for r in self._rows(journals, self._in_campaign(campaign_id)))

    def entries_of_campaign(self, campaign_id: int, kind: str) -> tuple[StoredEntry, ...]:
        """The entries of one kind in those journals, by journal and in order: one query for hundreds of people."""
        mine = sa.select(journals.c.id).where(self._in_campaign(campaign_id))
        found = self._rows(entries, entries.c.journal_id.in_(mine), entries.c.kind == kind)
        return tuple(StoredEntry(**row) for row in found)

    def set_token(self, journal_id: int, token: str) -> None:
        """Let `token` open a journal from now on, and the one before no longer. Raises NotFound."""
        require_writes(self._writes)
        change = journals.update().where(journals.c.id == journal_id).values(token_hash=hash_token(token))
        if not self._connection.execute(change).rowcount:
            raise NotFound("There is no such journal.")

    def remove(self, journal_id: int) -> None:
        """Delete a journal with its entries and its certificate, for good."""
        require_writes(self._writes)
        for table, column in ((entries, "journal_id"), (certificates, "journal_id"), (journals, "id")):
            self._connection.execute(table.delete().where(table.c[column] == journal_id))

    def append(self, journal_id: int, expected_seq: int, payloads: Sequence[Json]) -> tuple[StoredEntry, ...]:
        """Add entries after number `expected_seq` (0: there are none yet), all or none of them.

        A payload is a JSON object with at least the text `kind`. Raises Conflict where the last entry is another
        one, NotFound where there is no such journal.
        """
        require_writes(self._writes)
        self.by_id(journal_id)
        last = self._connection.execute(
            sa.select(sa.func.coalesce(sa.func.max(entries.c.seq), 0)).where(entries.c.journal_id == journal_id)
        ).scalar_one()
        if last != expected_seq:
            raise Conflict(f"The journal is at entry {last}, not at {expected_seq}.")
        recorded_at = self._clock()
        added = tuple(
            StoredEntry(
                journal_id=journal_id,
                seq=seq,
                kind=text_of(payload, "kind"),
                payload=dict(payload),
                recorded_at=recorded_at,
            )
            for seq, payload in enumerate(payloads, start=expected_seq + 1)
        )
        for entry in added:
            self._insert(entries, f"Another writer added entry {entry.seq} first.", **vars(entry))
        return added

    def entries(self, journal_id: int, after: int = 0) -> tuple[StoredEntry, ...]:
        """The entries after number `after`, in order."""
        found = self._rows(entries, entries.c.journal_id == journal_id, entries.c.seq > after)
        return tuple(StoredEntry(**row) for row in found)

    @staticmethod
    def _in_campaign(campaign_id: int) -> sa.ColumnElement[bool]:
        mine = sa.select(participants.c.id).where(participants.c.campaign_id == campaign_id)
        return journals.c.participant_id.in_(mine)

    def _journal(self, condition: sa.ColumnElement[bool]) -> StoredJournal:
        return StoredJournal(**self._one(journals, "There is no such journal.", condition))


class Campaigns(_Collection):
    """Trainings for many, by name, and who takes part in them."""

    def add(self, name: str, body: Json) -> StoredCampaign:
        """Open a campaign; raises Conflict where the name is taken."""
        taken = f"There is a campaign {name!r} already."
        self._insert(campaigns, taken, name=name, created_at=self._clock(), body=dict(body))
        return self.by_name(name)

    def by_name(self, name: str) -> StoredCampaign:
        """Raises NotFound."""
        return StoredCampaign(**self._one(campaigns, f"There is no campaign {name!r}.", campaigns.c.name == name))

    def held(self, name: str) -> StoredCampaign:
        """Like `by_name`, and nobody else holds it before this unit ends. Raises NotFound."""
        require_writes(self._writes)
        # SQLite lets one writer in at a time anyway, and knows no such lock.
        self._connection.execute(sa.select(campaigns.c.id).where(campaigns.c.name == name).with_for_update())
        return self.by_name(name)

    def by_id(self, campaign_id: int) -> StoredCampaign:
        return StoredCampaign(**self._one(campaigns, "There is no such campaign.", campaigns.c.id == campaign_id))

    def all(self) -> tuple[StoredCampaign, ...]:
        return tuple(StoredCampaign(**row) for row in self._rows(campaigns))

    def invite(self, campaign_id: int, roster_id: str, body: Json, token: str) -> StoredParticipant:
        """Put somebody on the roster, reached by `token`; raises Conflict where the roster has that id."""
        self._insert(
            participants,
            f"{roster_id!r} is on the roster already.",
            campaign_id=campaign_id,
            roster_id=roster_id,
            token_hash=hash_token(token),
            created_at=self._clock(),
            body=dict(body),
        )
        return self.participant(token)

    def participant(self, token: str) -> StoredParticipant:
        """Whom a personal link belongs to; raises NotFound."""
        found = self._one(participants, "There is no such link.", participants.c.token_hash == hash_token(token))
        return StoredParticipant(**found)

    def participants(self, campaign_id: int) -> tuple[StoredParticipant, ...]:
        return tuple(
            StoredParticipant(**r) for r in self._rows(participants, participants.c.campaign_id == campaign_id)
        )

    def participant_named(self, campaign_id: int, roster_id: str) -> StoredParticipant:
        """Who has this id on the roster; raises NotFound."""
        missing = f"{roster_id!r} is not on the roster."
        here = participants.c.campaign_id == campaign_id
        return StoredParticipant(**self._one(participants, missing, here, participants.c.roster_id == roster_id))

    def set_token(self, participant_id: int, token: str) -> None:
        """Give somebody a new personal link; the one before opens nothing any more. Raises NotFound."""
        require_writes(self._writes)
        change = participants.update().where(participants.c.id == participant_id).values(token_hash=hash_token(token))
        if not self._connection.execute(change).rowcount:
            raise NotFound("There is no such participant.")

    def set_terms(self, campaign_id: int, body: Json) -> None:
        """Change what is kept of a campaign itself; raises NotFound."""
        require_writes(self._writes)
        change = campaigns.update().where(campaigns.c.id == campaign_id).values(body=dict(body))
        if not self._connection.execute(change).rowcount:
            raise NotFound("There is no such campaign.")

    def remove_participants(self, campaign_id: int) -> int:
        """Delete everybody on a roster, with all journals and certificates, for good; returns how many they were."""
        require_writes(self._writes)
        people = sa.select(participants.c.id).where(participants.c.campaign_id == campaign_id)
        theirs = sa.select(journals.c.id).where(journals.c.participant_id.in_(people))
        for table in (entries, certificates):
            self._connection.execute(table.delete().where(table.c.journal_id.in_(theirs)))
        self._connection.execute(journals.delete().where(journals.c.participant_id.in_(people)))
        gone = participants.delete().where(participants.c.campaign_id == campaign_id)
        return self._connection.execute(gone).rowcount

    def set_body(self, participant_id: int, body: Json) -> None:
        """Change what is kept of a participant; raises NotFound."""
        require_writes(self._writes)
        change = participants.update().where(participants.c.id == participant_id).values(body=dict(body))
        if not self._connection.execute(change).rowcount:
            raise NotFound("There is no such participant.")


class Certificates(_Collection):
    """Certificates by their number: at most one for a journal, never changed; they go with their journal."""

    def add(self, number: str, journal_id: int, body: Json) -> StoredCertificate:
        """Issue a certificate; raises Conflict where the number is taken or the journal has one."""
        self._insert(
            certificates,
            "This training has a certificate already.",
            number=number,
            journal_id=journal_id,
            issued_at=self._clock(),
            body=dict(body),
        )
        return self.by_number(number)

    def by_number(self, number: str) -> StoredCertificate:
        """Raises NotFound."""
        found = self._one(certificates, "There is no certificate with this number.", certificates.c.number == number)
        return StoredCertificate(**found)

    def of_campaign(self, campaign_id: int) -> dict[int, StoredCertificate]:
        """The certificates of a campaign’s participants, by journal."""
        people = sa.select(participants.c.id).where(participants.c.campaign_id == campaign_id)
        theirs = sa.select(journals.c.id).where(journals.c.participant_id.in_(people))
        found = self._rows(certificates, certificates.c.journal_id.in_(theirs))
        return {row["journal_id"]: StoredCertificate(**row) for row in found}

    def of_journal(self, journal_id: int) -> StoredCertificate | None:
        found = self._rows(certificates, certificates.c.journal_id == journal_id)
        return StoredCertificate(**found[0]) if found else None
