"""Runs and events as collections inside one unit of work. Rows go in and come out as records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ..errors import Conflict, NotFound
from .records import NewRun, RunStatus, StoredEvent, StoredRun
from .tables import events, runs
from .tokens import hash_token

MAX_SEED = 2**63 - 1
Clock = Callable[[], datetime]


class Runs:
    """The runs, each opened by its token."""

    def __init__(self, connection: sa.Connection, clock: Clock, *, writes: bool) -> None:
        self._connection = connection
        self._clock = clock
        self._writes = writes

    def add(self, run: NewRun, token: str) -> StoredRun:
        """Store a new run under the hash of `token`; raises Conflict where a run has that token already."""
        require_writes(self._writes)
        if abs(run.seed) > MAX_SEED:
            raise ValueError(f"the seed {run.seed} does not fit into 64 bits")
        values = {field.name: getattr(run, field.name) for field in fields(NewRun)}
        values |= {"status": str(run.status), "created_at": self._clock()}
        try:
            with self._connection.begin_nested():
                inserted = self._connection.execute(
                    runs.insert().values(token_hash=hash_token(token), **values).returning(runs.c.id)
                )
                run_id = inserted.scalar_one()
        except sa.exc.IntegrityError as error:
            raise Conflict("A run with this token exists already.") from error
        return self._one(runs.c.id == run_id)

    def by_token(self, token: str) -> StoredRun:
        """The run that `token` opens; raises NotFound."""
        return self._one(runs.c.token_hash == hash_token(token))

    def by_id(self, run_id: int) -> StoredRun:
        """The run with this number, for records that point to it; raises NotFound."""
        return self._one(runs.c.id == run_id)

    def set_status(self, run_id: int, status: RunStatus) -> None:
        """Record how far a run is: the only thing of a run that ever changes. Raises NotFound."""
        require_writes(self._writes)
        changed = self._connection.execute(runs.update().where(runs.c.id == run_id).values(status=str(status)))
        if not changed.rowcount:
            raise _no_run()

    def _one(self, condition: sa.ColumnElement[bool]) -> StoredRun:
        columns = [column for column in runs.c if column.name != "token_hash"]
        row = self._connection.execute(sa.select(*columns).where(condition)).mappings().one_or_none()
        if row is None:
            raise _no_run()
        values = dict(row)
        return StoredRun(**values | {"status": RunStatus(values["status"])})


class Events:
    """The events of the runs, in order. They are only ever added."""

    def __init__(self, connection: sa.Connection, clock: Clock, *, writes: bool) -> None:
        self._connection = connection
        self._clock = clock
        self._writes = writes

    def append(self, run_id: int, expected_seq: int, payloads: Sequence[Mapping[str, Any]]) -> tuple[StoredEvent, ...]:
        """Add events after number `expected_seq` (0: there are none yet), all or none of them.

        A payload is a JSON object with at least the texts `kind` and `at` (scenario moment, ISO 8601). Raises
        Conflict where the run's last event is another one, NotFound where there is no such run.
        """
        require_writes(self._writes)
        last_seq = self._last_seq(run_id)
        if last_seq != expected_seq:
            raise Conflict(f"The run is at event {last_seq}, not at {expected_seq}.")
        recorded_at = self._clock()
        added = tuple(
            StoredEvent(
                run_id=run_id,
                seq=seq,
                kind=text_of(payload, "kind"),
                at=text_of(payload, "at"),
                payload=dict(payload),
                recorded_at=recorded_at,
            )
            for seq, payload in enumerate(payloads, start=expected_seq + 1)
        )
        if added:
            try:
                # A savepoint: PostgreSQL would refuse all that follows a collision in the same transaction.
                with self._connection.begin_nested():
                    self._connection.execute(events.insert(), [vars(event) for event in added])
            except sa.exc.IntegrityError as error:
                raise Conflict(f"Another writer added event {expected_seq + 1} first.") from error
        return added

    def since(self, run_id: int, seq: int) -> tuple[StoredEvent, ...]:
        """The events after number `seq`, in order; 0 gives all of them."""
        newer = sa.select(events).where(events.c.run_id == run_id, events.c.seq > seq).order_by(events.c.seq)
        return tuple(StoredEvent(**row) for row in self._connection.execute(newer).mappings())

    def _last_seq(self, run_id: int) -> int:
        found = self._connection.execute(
            sa.select(sa.func.coalesce(sa.func.max(events.c.seq), 0))
            .select_from(runs.outerjoin(events))
            .where(runs.c.id == run_id)
            .group_by(runs.c.id)
        ).scalar_one_or_none()
        if found is None:
            raise _no_run()
        return found


def _no_run() -> NotFound:
    # Says neither token nor number: it may be shown to whoever tried.
    return NotFound("There is no such run.")


def text_of(payload: Mapping[str, Any], key: str) -> str:
    value = payload.get(key)
    if not isinstance(value, str):
        raise ValueError(f"an event needs the text {key!r}: {value!r}")
    return value


def require_writes(writes: bool) -> None:
    if not writes:
        raise RuntimeError("this unit was opened for reading only")
