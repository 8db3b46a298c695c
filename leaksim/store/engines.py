"""SQLAlchemy engines, set up so that what is committed stays and that many processes can share a database."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import time
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import NullPool

from ..errors import LeaksimError
from .addresses import Address

BUSY_TIMEOUT_SECONDS = 30
CONNECT_TIMEOUT_SECONDS = 10
# A burst of answers may find every connection of the server taken for a moment.
CONNECT_WAITS_SECONDS = (0.1, 0.3, 0.9)
# Execution option of a connection that is going to write.
WRITES = "leaksim_writes"


def make_engine(address: Address, *, foreign_keys: bool = True) -> sa.Engine:
    """An engine that connects on first use. `foreign_keys=False` is for migrations that rebuild tables."""
    if address.file is not None:
        return _sqlite_engine(address, foreign_keys=foreign_keys)
    return _postgresql_engine(address)


def make_file(address: Address) -> None:
    """Create a SQLite database's folder (0700) and file (0600), where missing. Raises LeaksimError."""
    if address.file is None:
        return
    try:
        address.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite gives the files that it puts beside this one the same rights.
        os.close(os.open(address.file, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise LeaksimError(f"The {address} cannot be opened or created: {reason}.") from error


def _sqlite_engine(address: Address, *, foreign_keys: bool) -> sa.Engine:
    engine = sa.create_engine(
        address.url,
        connect_args={"timeout": BUSY_TIMEOUT_SECONDS},
        hide_parameters=True,
        json_serializer=_to_json,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own idea of transactions leaves schema changes out; ours begin below.
        connection.isolation_level = None
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        # FULL, not NORMAL: a confirmed answer outlives a power cut, at one flush of the disk for each commit.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")
        # What retention deletes is overwritten, not merely unlinked.
        connection.execute("PRAGMA secure_delete = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A writer takes its turn at once: one that read first would be refused if another wrote in between.
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")

    return engine


def use_write_ahead_log(engine: sa.Engine) -> None:
    """Switch a SQLite file, for good, to WAL, where readers and a writer do not wait for each other."""
    # Outside any transaction, thus on the driver's connection.
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        deadline = time.monotonic() + BUSY_TIMEOUT_SECONDS
        while cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            try:
                # A file system that cannot do WAL keeps its journal: slower, and as safe.
                cursor.execute("PRAGMA journal_mode = WAL").fetchone()
                return
            except sqlite3.OperationalError:
                # SQLite's own waiting does not cover this switch.
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
    finally:
        connection.close()


def _postgresql_engine(address: Address) -> sa.Engine:
    arguments: dict[str, Any] = {
        "application_name": "leaksim",
        "connect_timeout": CONNECT_TIMEOUT_SECONDS,
    }
    engine = sa.create_engine(
        address.url,
        # Every page has a process of its own. Idle connections of a few hundred would use up the server's.
        poolclass=NullPool,
        isolation_level="READ COMMITTED",
        # Connections are short; prepared statements would only get into the way of poolers such as PgBouncer.
        connect_args={
            "prepare_threshold": None,
            **{key: value for key, value in arguments.items() if key not in address.url.query},
        },
        hide_parameters=True,
        json_serializer=_to_json,
    )

    @event.listens_for(engine, "do_connect")
    def connect(dialect: Any, _record: object, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        began = time.monotonic()
        for wait_seconds in CONNECT_WAITS_SECONDS:
            try:
                return dialect.connect(*args, **options)
            except dialect.loaded_dbapi.OperationalError:
                # A server that did not even answer is not asked again.
                if time.monotonic() - began > CONNECT_TIMEOUT_SECONDS / 2:
                    raise
                # Unevenly, so that those turned away together do not come back together.
                time.sleep(wait_seconds * random.uniform(0.5, 1.5))
        return dialect.connect(*args, **options)

    return engine


# ASCII, so that any text survives, even what PostgreSQL cannot hold as text (a NUL, half a surrogate pair).
_to_json = partial(json.dumps, ensure_ascii=True, allow_nan=False)
