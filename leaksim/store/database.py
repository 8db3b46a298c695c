"""The store and its unit of work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType

import sqlalchemy as sa

from .addresses import Address, parse_address
from .engines import WRITES, make_engine, make_file
from .failures import explained
from .repositories import Clock, Events, Runs
from .schema import migrate
from .trainings import Campaigns, Certificates, Journals


class Unit:
    """One transaction's view of everything that is stored."""

    def __init__(self, connection: sa.Connection, clock: Clock, *, writes: bool) -> None:
        self.runs = Runs(connection, clock, writes=writes)
        self.events = Events(connection, clock, writes=writes)
        self.journals = Journals(connection, clock, writes=writes)
        self.campaigns = Campaigns(connection, clock, writes=writes)
        self.certificates = Certificates(connection, clock, writes=writes)


class Store:
    """An open database. May be shared by threads; every process opens its own."""

    def __init__(self, address: Address, engine: sa.Engine, clock: Clock) -> None:
        self._address = address
        self._engine = engine
        self._clock = clock

    @property
    def address(self) -> str:
        """Which database this is, for people and logs; without user and password."""
        return str(self._address)

    @contextmanager
    def unit(self, *, write: bool = True) -> Iterator[Unit]:
        """A unit of work: committed, and on disk, before the block is left; rolled back on an exception.

        Raises LeaksimError where the database does not answer: then nothing of the unit is stored, or, where
        the connection broke while committing, all of it; appending again from the same number tells which
        (Conflict). Units do not nest. `write=False` never waits for a writer and refuses to write.
        """
        with explained(self._address), self._engine.connect() as connection:
            if self._address.file is not None:
                connection = connection.execution_options(**{WRITES: write})
            elif not write:
                connection = connection.execution_options(postgresql_readonly=True)
            with connection.begin():
                yield Unit(connection, self._clock, writes=write)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def utc_now() -> datetime:
    return datetime.now(UTC)


def open_store(url: str | None = None, *, clock: Clock = utc_now) -> Store:
    """Open the database at `url`, making or upgrading its tables.

    None means LEAKSIM_DATABASE_URL, else a SQLite file in the user's data folder. Raises LeaksimError in
    plain words, without the password. `clock` gives the aware moments that records are stamped with.
    """
    address = parse_address(url)
    make_file(address)
    engine = make_engine(address)
    try:
        with explained(address):
            migrate(address, engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(address, engine, clock)
