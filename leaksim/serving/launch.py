"""``leaksim serve``: bind, announce the address on stdout, serve until a signal comes."""

from __future__ import annotations

import errno
import logging
import os
import signal
import sys
from pathlib import Path
from socket import socket
from typing import Any

from tornado.netutil import bind_sockets

from leaksim.resources import notebooks_folder
from leaksim.serving.pages import LANGUAGES

DEFAULT_PORT = 8866
_PORTS_TRIED = 50
_USAGE = 2


def serve(
    host: str = "127.0.0.1",
    port: int | None = None,
    database_url: str | None = None,
    lang: str | None = None,
    notebooks: Path | None = None,
) -> int:
    """Serve in the foreground until SIGTERM or SIGINT; returns the exit code (0, or 2 when it cannot start).

    ``port`` None means 8866 or the next free one, 0 any free one. ``notebooks`` is the folder of the pages'
    notebooks (default: the shipped ones).
    """
    if lang is not None and lang not in LANGUAGES:
        return _refuse(f"--lang must be one of {', '.join(LANGUAGES)}, not {lang!r}.")
    try:
        sockets = _bind(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            wanted = f"port {port}" if port else f"ports {DEFAULT_PORT} to {DEFAULT_PORT + _PORTS_TRIED - 1}"
            return _refuse(f"{wanted} on {host} already in use. Choose another one with --port.")
        return _refuse(f"cannot listen on {host}:{DEFAULT_PORT if port is None else port}: {error.strerror or error}.")

    _leave_iri_checking_out()
    from leaksim.serving.app import build_server  # after binding: a taken port is reported at once

    page_environment = {"LEAKSIM_DATABASE_URL": database_url} if database_url else {}
    bound_port = sockets[0].getsockname()[1]

    def announce() -> None:
        sys.stdout.write(f"http://{_shown_host(host)}:{bound_port}/\n")
        sys.stdout.flush()

    server = build_server(
        host=host,
        bound_sockets=sockets,
        notebooks=Path(notebooks) if notebooks is not None else notebooks_folder(),
        language=lang,
        page_environment=page_environment,
        when_ready=announce,
    )

    def stop(_signal: int, _frame: Any) -> None:
        # Thread-safe although it is the same thread: a loop that waits for sockets has to be woken up.
        server.ioloop.asyncio_loop.call_soon_threadsafe(server.ioloop.stop)

    # Tornado warns of Jupyter's own ping settings and of every malformed request.
    logging.getLogger("tornado.general").setLevel(logging.ERROR)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    server.start()
    return 0


def _leave_iri_checking_out() -> None:
    """Keep jsonschema from building 35 parsers for formats that none of Jupyter's schemas use.

    They took most of the time until the server was there; https://github.com/jupyter-server/jupyter_server/issues/1559
    tells of it. jsonschema does without a checker that cannot be imported.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def _bind(host: str, port: int | None) -> list[socket]:
    if port is not None:
        return bind_sockets(port, host, reuse_port=False)
    for candidate in range(DEFAULT_PORT, DEFAULT_PORT + _PORTS_TRIED):
        try:
            return bind_sockets(candidate, host, reuse_port=False)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))


def _shown_host(host: str) -> str:
    if host in {"", "0.0.0.0", "::", "localhost"}:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _refuse(message: str) -> int:
    sys.stderr.write(f"leaksim serve: {message}\n")
    return _USAGE
