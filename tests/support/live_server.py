"""A `leaksim serve` of its own for tests: started on a free port, watched from outside, ended by its process id."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil

START_SECONDS = 30
STOP_SECONDS = 20


class LiveServer:
    """A running server. `address` ends with a slash; `sessions` are the process ids of the pages it keeps open."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(environment)
        )
        try:
            self.address = self._read_address()
        except BaseException:
            self.process.kill()
            raise

    def _read_address(self) -> str:
        assert self.process.stdout is not None
        ending = psutil.Process(self.process.pid)
        started = time.monotonic()
        line = self.process.stdout.readline()  # ends at once when the process does
        seconds = time.monotonic() - started
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\n", line), (line, self.process.poll())
        assert seconds < START_SECONDS, f"the server took {seconds:.0f} s to start"
        assert ending.is_running()
        return line.strip()

    def sessions(self) -> set[int]:
        """Process ids of the pages' sessions."""
        found = set()
        for child in psutil.Process(self.process.pid).children(recursive=True):
            try:
                if "leaksim.serving.session" in child.cmdline() and child.status() != psutil.STATUS_ZOMBIE:
                    found.add(child.pid)
            except psutil.NoSuchProcess:
                continue
        return found

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(STOP_SECONDS)
            raise


def start_server(folder: Path) -> tuple[LiveServer, str]:
    """A server whose database and logs lie in `folder`, and the database's address."""
    database_url = f"sqlite:///{folder / 'runs.db'}"
    program = Path(sys.executable).with_name("leaksim")
    environment = {**os.environ, "XDG_STATE_HOME": str(folder / "state"), "XDG_DATA_HOME": str(folder / "data")}
    return LiveServer([str(program), "serve", "--port", "0", "--database", database_url], environment), database_url


def wait_until(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)
