"""Brings a database to the tables of this version, whatever number of processes ask for it at once."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ..errors import LeaksimError
from .addresses import Address
from .engines import WRITES, make_engine, use_write_ahead_log
from .tables import metadata

if TYPE_CHECKING:
    from alembic.config import Config

# The newest file in migrations/versions. Known here, so that opening a database that is up to date does not
# have to load Alembic.
SCHEMA_REVISION = "0002"
# Our own name: another program's migrations may live in the same PostgreSQL database.
VERSION_TABLE = "leaksim_version"
MIGRATIONS = Path(__file__).resolve().parent / "migrations"
LOCK_TIMEOUT_SECONDS = 60
_ADVISORY_LOCK = 0x6C65616B73696D  # "leaksim" in ASCII
# Alembic keeps its context in module variables, one for the whole process.
_one_at_a_time = threading.Lock()


def migrate(address: Address, engine: sa.Engine) -> None:
    """Make or upgrade the tables. A database of a newer version or of another program is left as it is and
    refused with LeaksimError."""
    with engine.connect() as connection:
        revision = stored_revision(connection)
        _refuse_newer(revision, address)
        # Without the lock, a PostgreSQL server may show the tables that another process is just making.
        # SQLite shows a single moment, and a foreign file is to be left alone before anything is changed.
        if address.file is not None:
            _refuse_foreign(connection, revision, address)
    if address.file is not None:
        use_write_ahead_log(engine)
    if revision == SCHEMA_REVISION:
        return
    upgrader = make_engine(address, foreign_keys=False)
    try:
        _upgrade(address, upgrader)
    finally:
        upgrader.dispose()


def stored_revision(connection: sa.Connection) -> str | None:
    """The revision that the database says it is at; None where it says nothing."""
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()


def alembic_config(connection: sa.Connection) -> Config:
    """Alembic's settings without an alembic.ini; the migrations run on `connection`, in its transaction."""
    from alembic.config import Config

    config = Config()
    # The value goes through a parser to which % is special.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def known_revisions() -> frozenset[str]:
    """Every revision that this version of leaksim can upgrade from, its own included."""
    from alembic.script import ScriptDirectory

    return frozenset(script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def _upgrade(address: Address, engine: sa.Engine) -> None:
    from alembic import command

    with _one_at_a_time, engine.connect() as connection:
        connection = connection.execution_options(**{WRITES: True})
        with connection.begin():
            # On SQLite the transaction itself is the lock.
            if address.file is None:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT_SECONDS}s'")
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
            # Another process may have upgraded, even past this version, while this one waited.
            revision = stored_revision(connection)
            _refuse_newer(revision, address)
            _refuse_foreign(connection, revision, address)
            if revision == SCHEMA_REVISION:
                return
            command.upgrade(alembic_config(connection), SCHEMA_REVISION)
            if address.file is not None and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise LeaksimError(f"The {address} holds rows that belong to nothing; it was not upgraded.")


def _refuse_foreign(connection: sa.Connection, revision: str | None, address: Address) -> None:
    if revision is not None:
        return
    present = set(sa.inspect(connection).get_table_names()) & set(metadata.tables)
    if present:
        raise LeaksimError(
            f"The {address} already holds tables of another program ({', '.join(sorted(present))}). "
            "Give leaksim a database of its own."
        )


def _refuse_newer(revision: str | None, address: Address) -> None:
    if revision not in {None, SCHEMA_REVISION} and revision not in known_revisions():
        raise LeaksimError(
            f"The {address} was made by a newer version of leaksim (its tables are at {revision}, this "
            f"version knows {SCHEMA_REVISION}). It was left as it is. Upgrade leaksim, or name another "
            "database."
        )
