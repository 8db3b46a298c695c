"""Many processes, and processes that die: nothing is lost, nothing is written over."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from leaksim.errors import Conflict, LeaksimError
from leaksim.store import NewRun, Store, engines, new_token, open_store

MakeRun = Callable[..., NewRun]

OPENER = """
import sys, time, pathlib
import leaksim.store.database, alembic.command
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

HESITANT = """
import sys, time
from leaksim.store import open_store
url, run_id = sys.argv[1], int(sys.argv[2])
with open_store(url).unit() as unit:
    unit.events.append(run_id, 0, [{"kind": "answered", "at": "x", "value": "never committed"}])
    print("inside", flush=True)
    time.sleep(600)
"""


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answer(value: object) -> dict[str, object]:
    return {"kind": "answered", "at": "2026-04-01T09:00+09:00", "value": value}


def test_eight_processes_open_a_fresh_database_at_once(sqlite_url: str, tmp_path: Path) -> None:
    openers = [start(OPENER, sqlite_url, tmp_path, number) for number in range(8)]
    deadline = time.monotonic() + 60
    while len(list(tmp_path.glob("ready-*"))) < len(openers):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    (tmp_path / "go").touch()
    for opener in openers:
        _, errors = opener.communicate(timeout=60)
        assert opener.returncode == 0, errors
    with open_store(sqlite_url) as store, store._engine.connect() as connection:
        seeds = connection.exec_driver_sql("SELECT seed FROM runs").scalars()
        assert sorted(seeds) == list(range(8))


def test_threads_may_open_and_share_stores(sqlite_url: str, make_run: MakeRun) -> None:
    failures: list[BaseException] = []

    def open_and_add() -> None:
        try:
            with open_store(sqlite_url) as store, store.unit() as unit:
                unit.runs.add(make_run(), new_token())
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=open_and_add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []


def test_of_two_writers_of_one_event_one_is_told(store: Store, sqlite_url: str, make_run: MakeRun) -> None:
    """Each round both want the same number: one gets it, the other learns so and tries the next."""
    with store.unit() as unit:
        run = unit.runs.add(make_run(), new_token())
    rounds = 30
    gate = threading.Barrier(2)
    won: dict[str, list[int]] = {"one": [], "two": []}
    conflicts: list[str] = []

    def write(name: str) -> None:
        with open_store(sqlite_url) as own:
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


def test_a_killed_writer_leaves_every_event_that_it_confirmed(store: Store, sqlite_url: str, make_run: MakeRun) -> None:
    with store.unit() as unit:
        run = unit.runs.add(make_run(), new_token())
    confirmed = 0
    for _ in range(3):
        with start(WRITER, sqlite_url, run.id, confirmed) as writer:
            assert writer.stdout is not None
            for _ in range(20):
                confirmed = int(writer.stdout.readline())
            writer.send_signal(signal.SIGKILL)
            told = [int(line) for line in writer.stdout.read().splitlines()]
            writer.wait(30)
        last_told = max([confirmed, *told])
        with store.unit() as unit:
            seqs = [event.seq for event in unit.events.since(run.id, 0)]
        # It may have died after committing one more and before saying so.
        assert seqs in (list(range(1, last_told + 1)), list(range(1, last_told + 2)))
        confirmed = len(seqs)
    with store.unit() as unit:
        unit.events.append(run.id, confirmed, [answer("goes on")])


def test_a_writer_killed_inside_its_unit_leaves_nothing_and_blocks_nobody(
    store: Store, sqlite_url: str, make_run: MakeRun
) -> None:
    with store.unit() as unit:
        run = unit.runs.add(make_run(), new_token())
    with start(HESITANT, sqlite_url, run.id) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "inside\n"
        with store.unit(write=False) as unit:
            assert unit.events.since(run.id, 0) == ()
        writer.send_signal(signal.SIGKILL)
        writer.wait(30)
    with store.unit() as unit:
        unit.events.append(run.id, 0, [answer("another")])
    with store.unit() as unit:
        assert [event.payload["value"] for event in unit.events.since(run.id, 0)] == ["another"]


def test_who_waits_too_long_is_told_plainly(store: Store, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_TIMEOUT_SECONDS", 0.1)
    with open_store(sqlite_url) as other, store.unit():
        with pytest.raises(LeaksimError, match=r"is busy: .* Try again\."), other.unit():
            pass
        with other.unit(write=False):
            pass
