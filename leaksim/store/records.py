"""What goes into the store and what comes out of it: plain values, tied to no database session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class RunStatus(StrEnum):
    RUNNING = "running"
    FINISHED = "finished"


@dataclass(frozen=True, kw_only=True)
class NewRun:
    """A run before it is stored.

    `frozen` holds, in the format that `frozen_format` names, all that replaying and scoring need; the store
    never looks into it. `seed` is at most 2**63 - 1, `pass_mark` is in percent.
    """

    scenario: str
    scenario_version: str
    playbook: str
    playbook_version: str
    engine_version: str
    seed: int
    language: str
    mode: str
    role: str | None = None
    organisation: str | None = None
    pass_mark: int = 70
    status: RunStatus = RunStatus.RUNNING
    frozen: bytes = field(repr=False)
    frozen_format: str


@dataclass(frozen=True, kw_only=True)
class StoredRun(NewRun):
    """A run as stored; `created_at` is in UTC."""

    id: int
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class StoredEvent:
    """Event number `seq` (from 1) of a run.

    `payload` is what was appended, whole; `kind` and `at` (a scenario moment, ISO 8601) are copies out of it.
    `recorded_at` is the real time of storing, in UTC.
    """

    run_id: int
    seq: int
    kind: str
    at: str
    payload: Mapping[str, Any]
    recorded_at: datetime


@dataclass(frozen=True, kw_only=True)
class StoredCampaign:
    """A training for many: `name` is unique, `body` what it was opened with."""

    id: int
    name: str
    created_at: datetime
    body: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class StoredParticipant:
    """Somebody on a campaign's roster; `body` holds what may change, such as an exemption and its reason."""

    id: int
    campaign_id: int
    roster_id: str
    created_at: datetime
    body: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class StoredJournal:
    """An append-only record of one `kind`, perhaps of a campaign's participant. `body` never changes."""

    id: int
    created_at: datetime
    kind: str
    participant_id: int | None
    body: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class StoredEntry:
    """Entry number `seq` (from 1) of a journal, stored at `recorded_at` (UTC)."""

    journal_id: int
    seq: int
    kind: str
    payload: Mapping[str, Any]
    recorded_at: datetime


@dataclass(frozen=True, kw_only=True)
class StoredCertificate:
    """What a certificate's number vouches for."""

    number: str
    journal_id: int
    issued_at: datetime
    body: Mapping[str, Any]
