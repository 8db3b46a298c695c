"""While the server runs, records whose time is over are deleted every day, whether or not anybody asks for them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

import tornado.ioloop

from leaksim.serving.kernels import python_path

FIRST_SECONDS = 15 * 60  # not while the server has its hands full with starting
DAY_MILLISECONDS = 24 * 60 * 60 * 1000
_PROGRAM = "from leaksim.cli import main; main()"


def forget_expired(environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start the deletion in a process of its own, so that the server opens no database; what fails is on stderr."""
    variables = {**os.environ, **environment}
    variables["PYTHONPATH"] = python_path(variables.get("PYTHONPATH", ""))
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, "campaign", "forget", "--expired"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env=variables,
    )


def forget_every_day(loop: tornado.ioloop.IOLoop, environment: Mapping[str, str]) -> None:
    """From a while after now on, once a day."""
    started: list[subprocess.Popen[bytes]] = []

    def forget() -> None:
        started[:] = [process for process in started if process.poll() is None]
        started.append(forget_expired(environment))

    def begin() -> None:
        forget()
        tornado.ioloop.PeriodicCallback(forget, DAY_MILLISECONDS).start()

    loop.call_later(FIRST_SECONDS, begin)
