"""Where runs, trainings and what happened in them are kept: SQLite by default, PostgreSQL for many machines.

    store = open_store()                      # LEAKSIM_DATABASE_URL, else a file in the user's data folder
    with store.unit() as unit:                # committed on leaving, rolled back on an exception
        run = unit.runs.add(new_run, token)
        unit.events.append(run.id, 0, [{"kind": "answered", "at": "2026-04-01T09:00+09:00"}])

SQLAlchemy takes a moment to import, so it is loaded on first use and not with this package.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .records import (
    NewRun,
    RunStatus,
    StoredCampaign,
    StoredCertificate,
    StoredEntry,
    StoredEvent,
    StoredJournal,
    StoredParticipant,
    StoredRun,
)
from .tokens import hash_token, new_token

if TYPE_CHECKING:
    from .addresses import resolve_url
    from .database import Store, Unit, open_store

__all__ = [
    "NewRun",
    "RunStatus",
    "Store",
    "StoredCampaign",
    "StoredCertificate",
    "StoredEntry",
    "StoredEvent",
    "StoredJournal",
    "StoredParticipant",
    "StoredRun",
    "Unit",
    "hash_token",
    "new_token",
    "open_store",
    "resolve_url",
]

_LATE = {"Store": "database", "Unit": "database", "open_store": "database", "resolve_url": "addresses"}


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_LATE[name]}", __name__), name)
