"""Opening: which database a URL means, what is said when it cannot be used, and the migrations."""

from __future__ import annotations

import logging
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from leaksim.errors import LeaksimError
from leaksim.store import NewRun, Store, new_token, open_store, resolve_url
from leaksim.store.addresses import ENVIRONMENT_VARIABLE, parse_address
from leaksim.store.schema import MIGRATIONS, SCHEMA_REVISION, VERSION_TABLE, stored_revision
from leaksim.store.tables import metadata

MakeRun = Callable[..., NewRun]


def test_importing_the_package_loads_no_database_library() -> None:
    program = (
        "import sys, leaksim.store as store; store.new_token(); store.NewRun;"
        "heavy = {'sqlalchemy', 'alembic', 'psycopg'} & set(sys.modules); assert not heavy, heavy;"
        "store.open_store; assert 'sqlalchemy' in sys.modules; assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_opening_a_database_that_is_up_to_date_does_not_load_alembic(store: Store, sqlite_url: str) -> None:
    program = (
        "import sys; from leaksim.store import open_store; open_store(sys.argv[1]);assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, sqlite_url], check=True, timeout=60)


def test_by_default_a_private_file_in_the_users_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    monkeypatch.setattr("platformdirs.user_data_dir", lambda name, appauthor: str(tmp_path / "share" / name))
    with open_store() as store, store.unit():
        folder = tmp_path / "share" / "leaksim"
        assert store.address == f"SQLite database {folder}/leaksim.db"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
        assert {path.name for path in folder.iterdir()} >= {"leaksim.db", "leaksim.db-wal"}


def test_the_environment_names_a_database_and_an_argument_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, f"sqlite:///{tmp_path}/named.db")
    with open_store() as store:
        assert store.address == f"SQLite database {tmp_path}/named.db"
    with open_store(f"sqlite:///{tmp_path}/given.db") as store:
        assert store.address == f"SQLite database {tmp_path}/given.db"


def test_a_resolved_url_means_the_same_file_in_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    url = resolve_url("sqlite:///some folder/リーク.db")
    monkeypatch.chdir("/")
    assert parse_address(url).file == tmp_path / "some folder" / "リーク.db"
    with open_store(url) as store, store.unit():
        assert (tmp_path / "some folder" / "リーク.db").exists()


@pytest.mark.parametrize("name", ["plain", "two words", "100%", "%41", "a+b", "a#b", "a@b", "a:b", "山田"])
def test_a_data_folder_of_any_name_survives_being_made_a_url(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path / name))
    open_store(resolve_url()).close()
    assert (tmp_path / name / "leaksim.db").exists()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:p%40ss@db.example.jp:5433/leaks",
        "postgresql+psycopg://u:p%40ss@db.example.jp:5433/leaks",
        "postgres://u:p%40ss@db.example.jp:5433/leaks",
    ],
)
def test_ways_to_write_a_postgresql_url(url: str) -> None:
    address = parse_address(url)
    assert address.url.drivername == "postgresql+psycopg"
    assert address.url.password == "p@ss"
    assert str(address) == "PostgreSQL database leaks on db.example.jp:5433"
    assert resolve_url(url) == "postgresql+psycopg://u:p%40ss@db.example.jp:5433/leaks"


@pytest.mark.parametrize(
    "url",
    [
        "leaksim.db",
        "s3cret",
        "://s3cret",
        "mysql://u:s3cret@host/db",
        "postgresql+psycopg2://u:s3cret@host/db",
        "sqlite+aiosqlite:///s3cret.db",
        "postgresql://u:pa@s3cret@host/db",
        "postgresql://u:p@s3cret/x@host/db",
        "postgresql://u:p@x:s3cret@host/db",
        "postgresql://u:s3cret@host:port/db",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///file:s3cret?mode=memory&uri=true",
        "sqlite://s3cret/x.db",
        " ",
    ],
)
def test_a_bad_url_is_refused_without_repeating_it(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LeaksimError, match=r"Use sqlite:////.* or postgresql://") as caught:
        open_store(url)
    assert "s3cret" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert list(tmp_path.iterdir()) == []


def test_an_unreachable_server_is_named_without_the_password() -> None:
    # Nothing listens on port 1 of this machine.
    with pytest.raises(LeaksimError, match=r"PostgreSQL database leaks on 127\.0\.0\.1:1 cannot be reached") as caught:
        open_store("postgresql://user:s3cret@127.0.0.1:1/leaks?password=s3cret2")
    assert "s3cret" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LeaksimError, match=r"SQLite database .*/file/x\.db cannot be opened or created: "):
        open_store(f"sqlite:///{tmp_path}/file/x.db")


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(LeaksimError, match="cannot be opened or created: Is a directory"):
        open_store(f"sqlite:///{tmp_path}")


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    # The tests may run as root, whom no folder refuses.
    monkeypatch.setattr("leaksim.store.engines.os.open", refuse)
    with pytest.raises(LeaksimError, match=r"cannot be opened or created: Permission denied\."):
        open_store(f"sqlite:///{tmp_path}/x.db")


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("a shopping list, and not a short one\n" * 200, encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(LeaksimError, match="is not a SQLite database"):
        open_store(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE runs (kilometres REAL)")
    other.commit()
    other.close()
    before = file.read_bytes()
    with pytest.raises(LeaksimError, match=r"tables of another program \(runs\)"):
        open_store(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_database_of_a_newer_version_is_left_alone(sqlite_url: str, tmp_path: Path) -> None:
    open_store(sqlite_url).close()
    file = tmp_path / "data" / "leaksim.db"
    newer = sqlite3.connect(file)
    newer.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    newer.commit()
    newer.close()
    before = file.read_bytes()
    with pytest.raises(LeaksimError, match=r"newer version of leaksim .*9999.* Upgrade leaksim"):
        open_store(sqlite_url)
    assert file.read_bytes() == before


def test_migrating_from_nothing_gives_the_tables_of_the_model(store: Store) -> None:
    with store._engine.connect() as connection:
        assert stored_revision(connection) == SCHEMA_REVISION
        options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_one_that_the_store_expects() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert scripts.get_heads() == [SCHEMA_REVISION]


def test_opening_again_keeps_what_is_stored(sqlite_url: str, make_run: MakeRun) -> None:
    token = new_token()
    with open_store(sqlite_url) as store, store.unit() as unit:
        run = unit.runs.add(make_run(), token)
    with open_store(sqlite_url) as store, store.unit() as unit:
        assert unit.runs.by_token(token) == run


def test_a_half_made_database_is_made_again(sqlite_url: str, tmp_path: Path) -> None:
    """A first opening that was killed leaves at most an empty file."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "leaksim.db").touch()
    with open_store(sqlite_url) as store, store._engine.connect() as connection:
        assert stored_revision(connection) == SCHEMA_REVISION


def test_a_failing_migration_leaves_nothing_behind(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import command

    upgrade = command.upgrade

    def upgrade_and_fail(*arguments: object) -> None:
        upgrade(*arguments)  # type: ignore[arg-type]
        raise RuntimeError("power cut")

    monkeypatch.setattr(command, "upgrade", upgrade_and_fail)
    with pytest.raises(RuntimeError, match="power cut"):
        open_store(sqlite_url)
    left = sqlite3.connect(tmp_path / "data" / "leaksim.db")
    assert left.execute("SELECT name FROM sqlite_master").fetchall() == []
    left.close()
    monkeypatch.undo()
    open_store(sqlite_url).close()


def test_opening_says_nothing_on_the_console(
    sqlite_url: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        open_store(sqlite_url).close()
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
