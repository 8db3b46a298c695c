"""A private PostgreSQL server for the integration tests: own folder, own socket, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

SUPERUSER = "leaksim"


def find_postgresql_bin() -> Path | None:
    """Folder of initdb and pg_ctl, the newest one where there are several."""
    on_path = shutil.which("initdb")
    if on_path and shutil.which("pg_ctl"):
        return Path(on_path).parent
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


@dataclass(frozen=True)
class PostgresCluster:
    """A running server; ``socket_folder`` is where its only door is (it listens on no port)."""

    socket_folder: Path

    def url(self, database: str) -> str:
        """SQLAlchemy address of one of its databases."""
        return f"postgresql+psycopg://{SUPERUSER}@/{database}?host={self.socket_folder}"

    def execute(self, statement: str) -> None:
        """Runs one administrative statement outside any transaction."""
        with psycopg.connect(
            host=str(self.socket_folder), user=SUPERUSER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())


def _server_user() -> str | None:
    """Whom to run the server as: PostgreSQL refuses root. None: as the present user."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[PostgresCluster]:
    """Starts a server on first use; a machine without PostgreSQL fails the test, it is not skipped."""
    programs = find_postgresql_bin()
    if programs is None:
        pytest.fail(
            "The integration tests need PostgreSQL's programs (initdb, pg_ctl). Run `make test`, which "
            "installs them where it may, or: apt-get install postgresql",
            pytrace=False,
        )
    user = _server_user()
    # A short path of its own: a socket's address is limited to about a hundred bytes.
    folder = Path(tempfile.mkdtemp(prefix="leaksim-pg-"))
    if user is not None:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), *arguments]
        if user is not None:
            command = ["runuser", "-u", user, "--", *command]
        # No pipes: the server inherits them, and a reader would wait until it ends.
        with (folder.parent / f"{folder.name}.out").open("w+", encoding="utf-8") as output:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                timeout=120,
                check=False,
            )
            if done.returncode != 0:
                output.seek(0)
                log = folder / "log"
                told = output.read() + (log.read_text(encoding="utf-8") if log.exists() else "")
                pytest.fail(f"{program} failed:\n{told}", pytrace=False)

    data = folder / "data"
    started = False
    try:
        run(
            "initdb",
            "-D",
            str(data),
            "-U",
            SUPERUSER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        )
        # Nothing here has to survive a power cut, and nobody but this user may knock.
        settings = " ".join(
            f"-c {setting}"
            for setting in (
                "listen_addresses=''",
                f"unix_socket_directories='{folder}'",
                "fsync=off",
                "full_page_writes=off",
            )
        )
        run("pg_ctl", "-D", str(data), "-w", "-t", "60", "-l", str(folder / "log"), "-o", settings, "start")
        started = True
        yield PostgresCluster(folder)
    finally:
        if started:
            run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
        (folder.parent / f"{folder.name}.out").unlink(missing_ok=True)


@pytest.fixture
def postgres_url(postgres_cluster: PostgresCluster) -> Iterator[str]:
    """Address of an empty database that only this test uses."""
    name = f"t_{uuid.uuid4().hex}"
    postgres_cluster.execute(f"CREATE DATABASE {name}")
    yield postgres_cluster.url(name)
    postgres_cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")
