"""The store on a real PostgreSQL server: the same promises as on SQLite, and what is the server's own."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from leaksim.errors import Conflict, LeaksimError, NotFound
from leaksim.store import NewRun, RunStatus, Store, new_token, open_store
from leaksim.store.schema import SCHEMA_REVISION, VERSION_TABLE, stored_revision
from leaksim.store.tables import metadata

JST = timezone(timedelta(hours=9))

OPENER = """
import sys, time, pathlib
import leaksim.store.database, alembic.command, psycopg
url, gate, me = sys.argv[1:]
gate = pathlib.Path(gate)
(gate / f"ready-{me}").touch()
while not (gate / "go").exists():
    time.sleep(0.001)
from leaksim.store import NewRun, new_token, open_store
with open_store(url) as store, store.unit() as unit:
    unit.runs.add(NewRun(scenario="s", scenario_version="1", playbook="ipa", playbook_version="1",
        engine_version="1", seed=int(me), language="ja", mode="exam", frozen=b"x", frozen_format="x"),
        new_token())
"""

WRITER = """
import sys
from leaksim.store import open_store
url, run_id, seq = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
store = open_store(url)
while True:
    with store.unit() as unit:
        unit.events.append(run_id, seq, [{"kind": "answered", "at": "x", "value": "不明" * 500}])
    seq += 1
    print(seq, flush=True)
"""


@pytest.fixture
def store(postgres_url: str) -> Iterator[Store]:
    with open_store(postgres_url) as opened:
        yield opened


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def new_run(seed: int = 42) -> NewRun:
    return NewRun(
        scenario="lost_bag",
        scenario_version="3",
        playbook="ipa",
        playbook_version="1.2",
        engine_version="1",
        seed=seed,
        language="ja",
        mode="each_phase",
        role="manager",
        frozen=b"\x00\x1f\x8b\xff",
        frozen_format="json+zlib",
    )


def answer(value: object) -> dict[str, object]:
    return {"kind": "answered", "at": "2026-04-01T09:00+09:00", "value": value}


def test_runs_and_events_come_back_unchanged(postgres_url: str) -> None:
    moment = datetime(2026, 4, 1, 8, 30, 0, 123456, tzinfo=JST)
    token = new_token()
    payloads = [
        answer("不明 🙂 \x00 \ud800 <b>' OR 1=1"),
        answer(10**30),
        answer({"b": [1, None, True], "a": 0.5}),
    ]
    with open_store(postgres_url, clock=lambda: moment) as store:
        with store.unit() as unit:
            added = unit.runs.add(new_run(seed=2**63 - 1), token)
            unit.runs.set_status(added.id, RunStatus.FINISHED)
            appended = unit.events.append(added.id, 0, payloads)
        with store.unit(write=False) as unit:
            found = unit.runs.by_token(token)
            assert unit.events.since(found.id, 0) == appended
            assert unit.events.since(found.id, 2) == appended[2:]
    given = vars(new_run(seed=2**63 - 1)) | {"status": RunStatus.FINISHED}
    assert {name: getattr(found, name) for name in given} == given
    assert [event.payload for event in appended] == payloads
    assert list(appended[2].payload["value"]) == ["b", "a"]
    assert found.created_at == appended[0].recorded_at == moment
    assert found.created_at.tzinfo is UTC


def test_a_wrong_token_and_a_wrong_run_find_nothing(store: Store) -> None:
    for token in ("", "wrong", "\x00", "\ud800"):
        with pytest.raises(NotFound), store.unit() as unit:
            unit.runs.by_token(token)
    with pytest.raises(NotFound), store.unit() as unit:
        unit.events.append(1, 0, [answer(1)])


def test_a_token_opens_one_run_only(store: Store) -> None:
    token = new_token()
    with store.unit() as unit:
        first = unit.runs.add(new_run(), token)
        with pytest.raises(Conflict):
            unit.runs.add(new_run(seed=43), token)
    with store.unit() as unit:
        assert unit.runs.by_token(token) == first


def test_an_exception_undoes_the_whole_unit(store: Store) -> None:
    with store.unit() as unit:
        run = unit.runs.add(new_run(), new_token())

    def append_twice() -> None:
        with store.unit() as unit:
            unit.events.append(run.id, 0, [answer(1)])
            unit.events.append(run.id, 0, [answer(2)])

    with pytest.raises(Conflict):
        append_twice()
    with store.unit() as unit:
        assert unit.events.since(run.id, 0) == ()


def test_the_server_itself_refuses_writes_of_a_reading_unit(store: Store) -> None:
    with store.unit(write=False) as unit, pytest.raises(sa.exc.DBAPIError, match="read-only"):
        unit.runs._connection.execute(sa.text("DELETE FROM runs"))
    with store.unit() as unit:
        unit.runs.add(new_run(), new_token())


def test_of_two_writers_of_one_event_one_is_told(store: Store, postgres_url: str) -> None:
    with store.unit() as unit:
        run = unit.runs.add(new_run(), new_token())
    rounds = 30
    gate = threading.Barrier(2)
    won: dict[str, list[int]] = {"one": [], "two": []}
    conflicts: list[str] = []

    def write(name: str) -> None:
        with open_store(postgres_url) as own:
            for seq in range(rounds):
                gate.wait(30)
                try:
                    with own.unit() as unit:
                        unit.events.append(run.id, seq, [answer(f"{name} {seq}")])
                    won[name].append(seq)
                except Conflict:
                    conflicts.append(name)

    writers = [threading.Thread(target=write, args=(name,)) for name in won]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert sorted(won["one"] + won["two"]) == list(range(rounds))
    assert len(conflicts) == rounds
    with store.unit() as unit:
        stored = unit.events.since(run.id, 0)
    expected = sorted((seq + 1, f"{name} {seq}") for name in won for seq in won[name])
    assert [(event.seq, event.payload["value"]) for event in stored] == expected


def test_a_collision_seen_only_by_the_key_is_a_conflict(store: Store) -> None:
    """Both have looked before either wrote: the second waits for the first and is told."""
    with store.unit() as unit:
        run = unit.runs.add(new_run(), new_token())
    told: list[Exception] = []

    def write_too() -> None:
        try:
            with store.unit() as unit:
                unit.events.append(run.id, 0, [answer("second")])
        except Conflict as conflict:
            told.append(conflict)

    second = threading.Thread(target=write_too)
    with store.unit() as first:
        first.events.append(run.id, 0, [answer("first")])
        second.start()
        waiting = (
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        deadline = time.monotonic() + 30
        with store._engine.connect() as watcher:
            while not watcher.exec_driver_sql(waiting).scalar_one():
                assert time.monotonic() < deadline
                watcher.rollback()
                time.sleep(0.01)
    second.join(30)
    assert [str(conflict) for conflict in told] == ["Another writer added event 1 first."]
    with store.unit() as unit:
        assert [event.payload["value"] for event in unit.events.since(run.id, 0)] == ["first"]


def test_a_killed_writer_leaves_every_event_that_it_confirmed(store: Store, postgres_url: str) -> None:
    with store.unit() as unit:
        run = unit.runs.add(new_run(), new_token())
    with start(WRITER, postgres_url, run.id, 0) as writer:
        assert writer.stdout is not None
        for _ in range(20):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        told = [20, *map(int, writer.stdout.read().splitlines())]
        writer.wait(30)
    seqs: list[int] = []
    deadline = time.monotonic() + 10
    # The server may still be finishing the last commit of the killed process.
    while not seqs or time.monotonic() < deadline:
        with store.unit() as unit:
            seqs = [event.seq for event in unit.events.since(run.id, 0)]
        assert seqs in (list(range(1, max(told) + 1)), list(range(1, max(told) + 2)))
        try:
            with store.unit() as unit:
                unit.events.append(run.id, len(seqs), [answer("goes on")])
            break
        except Conflict:
            continue
    with store.unit() as unit:
        (last,) = unit.events.since(run.id, len(seqs))
    assert last.payload["value"] == "goes on"


def open_at_once(url: str, gate: Path, processes: int) -> None:
    openers = [start(OPENER, url, gate, number) for number in range(processes)]
    deadline = time.monotonic() + 120
    while len(list(gate.glob("ready-*"))) < processes:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    (gate / "go").touch()
    for opener in openers:
        _, errors = opener.communicate(timeout=120)
        assert opener.returncode == 0, errors
    with open_store(url) as store, store._engine.connect() as connection:
        seeds = connection.exec_driver_sql("SELECT seed FROM runs").scalars()
        assert sorted(seeds) == list(range(processes))


def test_eight_processes_open_a_fresh_database_at_once(postgres_url: str, tmp_path: Path) -> None:
    open_at_once(postgres_url, tmp_path, 8)


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_twenty_processes_open_a_fresh_database_at_once(database: str, postgres_url: str, tmp_path: Path) -> None:
    url = postgres_url if database == "postgresql" else f"sqlite:///{tmp_path}/fresh.db"
    open_at_once(url, tmp_path, 20)


def test_no_connection_is_held_between_units(store: Store, postgres_url: str) -> None:
    """Each page has a process: hundreds of idle connections would leave the server none."""
    with store.unit() as unit:
        unit.runs.add(new_run(), new_token())
    engine = sa.create_engine(postgres_url, poolclass=sa.NullPool)
    count = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    deadline = time.monotonic() + 10
    with engine.connect() as connection:
        # A closed connection takes the server a moment to forget.
        while connection.exec_driver_sql(count).scalar_one() > 1:
            assert time.monotonic() < deadline
            connection.rollback()
            time.sleep(0.02)


def test_a_burst_of_writers_finds_room(store: Store, postgres_url: str) -> None:
    """More writers than the server has connections for: those turned away for a moment come back."""
    name = sa.make_url(postgres_url).database
    with store._engine.connect() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {name} CONNECTION LIMIT 4")
        connection.commit()
        connection.exec_driver_sql("CREATE ROLE plain LOGIN")
        connection.exec_driver_sql("GRANT ALL ON ALL TABLES IN SCHEMA public TO plain")
        connection.exec_driver_sql("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO plain")
        connection.commit()
    # The limit binds all but superusers.
    url = sa.make_url(postgres_url).set(username="plain").render_as_string(hide_password=False)
    failures: list[BaseException] = []

    def write(number: int) -> None:
        try:
            with open_store(url) as own, own.unit() as unit:
                unit.runs.add(new_run(seed=number), new_token())
        except BaseException as error:
            failures.append(error)

    try:
        writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join(60)
        assert failures == []
        with store._engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM runs").scalar_one() == 8
    finally:
        with store._engine.connect() as connection:
            connection.exec_driver_sql("DROP OWNED BY plain")
            connection.exec_driver_sql("DROP ROLE plain")
            connection.commit()


def test_migrating_from_nothing_gives_the_tables_of_the_model(store: Store) -> None:
    with store._engine.connect() as connection:
        assert stored_revision(connection) == SCHEMA_REVISION
        options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_another_programs_migrations_do_not_disturb(postgres_url: str) -> None:
    engine = sa.create_engine(postgres_url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num TEXT)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('of another program')")
        connection.exec_driver_sql("CREATE TABLE users (id INTEGER)")
    with open_store(postgres_url) as store, store.unit() as unit:
        unit.runs.add(new_run(), new_token())
    with engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        assert kept == "of another program"


def test_tables_of_another_program_are_left_alone(postgres_url: str) -> None:
    engine = sa.create_engine(postgres_url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE events (kilometres REAL)")
    with pytest.raises(LeaksimError, match=r"tables of another program \(events\)"):
        open_store(postgres_url)
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["events"]


def test_a_database_of_a_newer_version_is_left_alone(postgres_url: str) -> None:
    open_store(postgres_url).close()
    engine = sa.create_engine(postgres_url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(LeaksimError, match=r"newer version of leaksim .*9999.* Upgrade leaksim"):
        open_store(postgres_url)
    with engine.connect() as connection:
        assert stored_revision(connection) == "9999"


def test_a_database_that_does_not_exist_is_said(postgres_url: str) -> None:
    url = sa.make_url(postgres_url).set(database="nowhere", password="s3cret")
    with pytest.raises(LeaksimError, match=r"PostgreSQL database nowhere on .*does not exist") as caught:
        open_store(url.render_as_string(hide_password=False))
    assert "s3cret" not in str(caught.value)


def test_a_user_who_may_not_create_tables_is_told(store: Store, postgres_url: str) -> None:
    name = sa.make_url(postgres_url).database
    fresh = f"{name}_fresh"
    engine = sa.create_engine(postgres_url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {fresh}")
        connection.exec_driver_sql("CREATE ROLE guest LOGIN")
    url = sa.make_url(postgres_url).set(database=fresh, username="guest")
    try:
        with pytest.raises(LeaksimError, match="must be allowed to create tables"):
            open_store(url.render_as_string(hide_password=False))
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {fresh} WITH (FORCE)")
            connection.exec_driver_sql("DROP ROLE guest")


@pytest.mark.parametrize("option", ["nonsense=1", "sslmode=nonsense", "port=99999", "application_name=exercise"])
def test_options_of_the_url_reach_the_driver(option: str, postgres_url: str) -> None:
    url = f"{postgres_url}&{option}"
    if option.startswith("application_name"):
        with open_store(url) as store, store._engine.connect() as connection:
            assert connection.exec_driver_sql("SHOW application_name").scalar_one() == "exercise"
    else:
        with pytest.raises(LeaksimError, match="cannot be reached: "):
            open_store(url)


def test_short_forms_of_the_url_mean_the_same_server(postgres_url: str) -> None:
    token = new_token()
    with open_store(postgres_url) as store, store.unit() as unit:
        run = unit.runs.add(new_run(), token)
    for scheme in ("postgresql://", "postgres://"):
        short = postgres_url.replace("postgresql+psycopg://", scheme)
        with open_store(short) as store, store.unit() as unit:
            assert unit.runs.by_token(token) == run


def test_a_connection_that_breaks_is_said_and_the_next_unit_works(store: Store) -> None:
    def lose_the_connection() -> None:
        with store.unit() as unit:
            run = unit.runs.add(new_run(), new_token())
            pid = unit.runs._connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            with store._engine.connect() as other:
                other.exec_driver_sql(f"SELECT pg_terminate_backend({pid}, 5000)")
            unit.events.append(run.id, 0, [answer(1)])

    with pytest.raises(LeaksimError, match="PostgreSQL database"):
        lose_the_connection()
    with store.unit() as unit:
        added = unit.runs.add(new_run(), new_token())
        assert unit.events.since(added.id, 0) == ()
