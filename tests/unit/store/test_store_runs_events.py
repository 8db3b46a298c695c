"""Runs and events go in and come out unchanged, in order, and only whole units are kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from leaksim.errors import Conflict, NotFound
from leaksim.store import NewRun, RunStatus, Store, hash_token, new_token, open_store

MakeRun = Callable[..., NewRun]
JST = timezone(timedelta(hours=9))


def answer(number: int) -> dict[str, object]:
    return {"kind": "answered", "at": "2026-04-01T09:00+09:00", "value": number}


def test_a_run_comes_back_by_its_token(store: Store, make_run: MakeRun) -> None:
    token = new_token()
    given = make_run(seed=2**63 - 1, role="manager", organisation=None, pass_mark=80)
    with store.unit() as unit:
        added = unit.runs.add(given, token)
    with store.unit(write=False) as unit:
        found = unit.runs.by_token(token)
    assert found == added
    assert {name: getattr(found, name) for name in vars(given)} == vars(given)
    assert found.created_at.tzinfo is UTC
    assert abs(datetime.now(UTC) - found.created_at) < timedelta(minutes=1)


def test_the_token_itself_is_nowhere_in_the_files(store: Store, make_run: MakeRun, tmp_path: Path) -> None:
    token = new_token()
    with store.unit() as unit:
        unit.runs.add(make_run(), token)
    stored = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert hash_token(token).encode() in stored
    assert token.encode() not in stored


@pytest.mark.parametrize("token", ["", "wrong", "' OR 1=1 --", "不明", "\x00", "\ud800", "x" * 100_000])
def test_a_wrong_token_finds_nothing_and_is_not_repeated(store: Store, make_run: MakeRun, token: str) -> None:
    with store.unit() as unit:
        unit.runs.add(make_run(), new_token())
    with pytest.raises(NotFound) as caught, store.unit() as unit:
        unit.runs.by_token(token)
    assert str(caught.value) == "There is no such run."


def test_tokens_are_long_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {32}


def test_a_token_opens_one_run_only(store: Store, make_run: MakeRun) -> None:
    token = new_token()
    with store.unit() as unit:
        first = unit.runs.add(make_run(), token)
    with pytest.raises(Conflict), store.unit() as unit:
        unit.runs.add(make_run(seed=43), token)
    with store.unit() as unit:
        assert unit.runs.by_token(token) == first


@pytest.mark.parametrize("seed", [2**63, -(2**63) - 1, 2**100])
def test_a_seed_beyond_64_bits_is_refused(store: Store, make_run: MakeRun, seed: int) -> None:
    with pytest.raises(ValueError, match="64 bits"), store.unit() as unit:
        unit.runs.add(make_run(seed=seed), new_token())


def test_the_status_is_all_that_changes(store: Store, make_run: MakeRun) -> None:
    token = new_token()
    with store.unit() as unit:
        before = unit.runs.add(make_run(), token)
        unit.runs.set_status(before.id, RunStatus.FINISHED)
    with store.unit() as unit:
        after = unit.runs.by_token(token)
    assert after.status is RunStatus.FINISHED
    assert vars(after) == vars(before) | {"status": RunStatus.FINISHED}
    with pytest.raises(NotFound), store.unit() as unit:
        unit.runs.set_status(before.id + 1, RunStatus.FINISHED)


def test_events_keep_their_order_and_every_character(store: Store, make_run: MakeRun) -> None:
    payloads = [
        {"kind": "acted", "at": "2026-04-01T09:00+09:00", "nested": {"b": [1, None, True], "a": 0.5}},
        {"kind": "answered", "at": "", "value": "不明 🙂 \x00 \ud800 <b>' OR 1=1"},
        {"kind": "answered", "at": "x", "value": 10**30},
    ]
    with store.unit() as unit:
        run = unit.runs.add(make_run(), new_token())
        appended = unit.events.append(run.id, 0, payloads[:2])
    with store.unit() as unit:
        appended += unit.events.append(run.id, 2, payloads[2:])
    with store.unit(write=False) as unit:
        assert unit.events.since(run.id, 0) == appended
        assert unit.events.since(run.id, 2) == appended[2:]
        assert unit.events.since(run.id, 3) == ()
    assert [event.payload for event in appended] == payloads
    assert [(event.seq, event.kind, event.at) for event in appended] == [
        (1, "acted", "2026-04-01T09:00+09:00"),
        (2, "answered", ""),
        (3, "answered", "x"),
    ]
    assert list(appended[0].payload["nested"]) == ["b", "a"]
    assert all(event.recorded_at.tzinfo is UTC for event in appended)


def test_runs_do_not_mix_their_events(store: Store, make_run: MakeRun) -> None:
    with store.unit() as unit:
        one, two = (unit.runs.add(make_run(seed=seed), new_token()) for seed in (1, 2))
        unit.events.append(one.id, 0, [answer(1)])
        unit.events.append(two.id, 0, [answer(2), answer(3)])
    with store.unit() as unit:
        assert [event.payload["value"] for event in unit.events.since(one.id, 0)] == [1]
        assert [event.payload["value"] for event in unit.events.since(two.id, 0)] == [2, 3]


@pytest.mark.parametrize("expected_seq", [-1, 0, 1, 3, 99])
def test_only_the_next_number_can_be_appended(store: Store, make_run: MakeRun, expected_seq: int) -> None:
    with store.unit() as unit:
        run = unit.runs.add(make_run(), new_token())
        unit.events.append(run.id, 0, [answer(1), answer(2)])
    with pytest.raises(Conflict, match="at event 2"), store.unit() as unit:
        unit.events.append(run.id, expected_seq, [answer(3)])
    with store.unit() as unit:
        assert [event.payload["value"] for event in unit.events.since(run.id, 0)] == [1, 2]


def test_a_unit_goes_on_after_a_conflict_that_its_user_handles(store: Store, make_run: MakeRun) -> None:
    with store.unit() as unit:
        run = unit.runs.add(make_run(), new_token())
        with pytest.raises(Conflict):
            unit.events.append(run.id, 5, [answer(1)])
        unit.events.append(run.id, 0, [answer(2)])
    with store.unit() as unit:
        assert [event.payload["value"] for event in unit.events.since(run.id, 0)] == [2]


def test_nothing_can_be_appended_to_no_run(store: Store) -> None:
    with pytest.raises(NotFound), store.unit() as unit:
        unit.events.append(1, 0, [answer(1)])
    with store.unit() as unit:
        assert unit.events.since(1, 0) == ()


@pytest.mark.parametrize(
    "payload", [{}, {"kind": "answered"}, {"at": "x"}, {"kind": 1, "at": "x"}, {"kind": "x", "at": None}]
)
def test_an_event_says_what_it_is_and_when(store: Store, make_run: MakeRun, payload: dict[str, object]) -> None:
    with store.unit() as unit:
        run = unit.runs.add(make_run(), new_token())
    with pytest.raises(ValueError, match="needs the text"), store.unit() as unit:
        unit.events.append(run.id, 0, [answer(1), payload])
    with store.unit() as unit:
        assert unit.events.since(run.id, 0) == ()


def test_an_exception_undoes_the_whole_unit(store: Store, make_run: MakeRun) -> None:
    token = new_token()
    with store.unit() as unit:
        run = unit.runs.add(make_run(), token)

    def change_and_stop() -> None:
        with store.unit() as unit:
            unit.events.append(run.id, 0, [answer(1)])
            unit.runs.set_status(run.id, RunStatus.FINISHED)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        change_and_stop()
    with store.unit() as unit:
        assert unit.events.since(run.id, 0) == ()
        assert unit.runs.by_token(token).status is RunStatus.RUNNING


def test_a_reading_unit_refuses_to_write(store: Store, make_run: MakeRun) -> None:
    with store.unit() as unit:
        run = unit.runs.add(make_run(), new_token())
    for write in (
        lambda unit: unit.runs.add(make_run(), new_token()),
        lambda unit: unit.runs.set_status(run.id, RunStatus.FINISHED),
        lambda unit: unit.events.append(run.id, 0, [answer(1)]),
    ):
        with pytest.raises(RuntimeError, match="reading only"), store.unit(write=False) as unit:
            write(unit)


def test_a_reader_does_not_wait_for_a_writer_and_sees_only_what_is_committed(store: Store, make_run: MakeRun) -> None:
    with store.unit() as unit:
        run = unit.runs.add(make_run(), new_token())
    with store.unit() as writing:
        writing.events.append(run.id, 0, [answer(1)])
        with store.unit(write=False) as reading:
            assert reading.events.since(run.id, 0) == ()
    with store.unit(write=False) as reading:
        assert len(reading.events.since(run.id, 0)) == 1


def test_moments_are_kept_in_utc(sqlite_url: str, make_run: MakeRun) -> None:
    moment = datetime(2026, 4, 1, 8, 30, 0, 123456, tzinfo=JST)
    with open_store(sqlite_url, clock=lambda: moment) as store:
        with store.unit() as unit:
            run = unit.runs.add(make_run(), new_token())
            unit.events.append(run.id, 0, [answer(1)])
        with store.unit() as unit:
            (event,) = unit.events.since(run.id, 0)
    assert run.created_at == event.recorded_at == moment
    assert event.recorded_at.isoformat() == "2026-03-31T23:30:00.123456+00:00"


def test_a_clock_without_a_time_zone_is_a_defect(sqlite_url: str, make_run: MakeRun) -> None:
    naive = datetime(2026, 4, 1)  # noqa: DTZ001
    with (
        open_store(sqlite_url, clock=lambda: naive) as store,
        pytest.raises(Exception, match="without a time zone"),
        store.unit() as unit,
    ):
        unit.runs.add(make_run(), new_token())


def test_commits_survive_a_power_cut(store: Store, sqlite_url: str) -> None:
    """The settings that SQLite's documentation asks for: WAL with a flush at each commit, foreign keys on."""
    with store._engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}


def test_an_event_cannot_outlive_its_run(store: Store, make_run: MakeRun, tmp_path: Path) -> None:
    with store.unit() as unit:
        run = unit.runs.add(make_run(), new_token())
        unit.events.append(run.id, 0, [answer(1)])
    other = sqlite3.connect(tmp_path / "data" / "leaksim.db")
    other.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        other.execute("DELETE FROM runs")
    other.close()
