"""Failures that a user should not have to read: a reference number for the page, the traceback for a log file."""

from __future__ import annotations

import functools
import logging
import os
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import platformdirs

P = ParamSpec("P")
R = TypeVar("R")

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0/O and 1/I: people read the number out on the phone
_JST = timezone(timedelta(hours=9))
_LOG_SIZE_BYTES = 1_000_000
_LOG_FILES = 5


def is_served() -> bool:
    """True in a process that the server started for a page; false in JupyterLab, nbval and plain Python."""
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila")


def failure_log_path() -> Path:
    """File that holds the tracebacks; its folder is created when the first failure is logged."""
    return Path(platformdirs.user_log_dir("leaksim", appauthor=False)) / "failures.log"


def new_reference() -> str:
    """Short reference number such as ``L-7F3K-2Q``."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(6))
    return f"L-{letters[:4]}-{letters[4:]}"


def log_failure(error: BaseException, *, where: str = "") -> str:
    """Write the traceback of ``error`` to the failure log and return its reference number.

    Never raises: a page that cannot log (full disk, read-only home) still gets a number to show.
    """
    reference = new_reference()
    record = logging.LogRecord(
        name="leaksim.failures",
        level=logging.ERROR,
        pathname=__file__,
        lineno=0,
        msg="%s %s",
        args=(reference, where or type(error).__name__),
        exc_info=(type(error), error, error.__traceback__),
    )
    try:
        path = failure_log_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        # Opened for one record and closed again: several sessions write to the same file.
        handler = RotatingFileHandler(
            path, maxBytes=_LOG_SIZE_BYTES, backupCount=_LOG_FILES, encoding="utf-8", delay=True
        )
        try:
            handler.setFormatter(_JapanTimeFormatter("%(asctime)s %(process)d %(message)s"))
            handler.emit(record)
        finally:
            handler.close()
    except OSError:
        pass
    return reference


def guarded(callback: Callable[P, R], on_failure: Callable[[str], Any]) -> Callable[P, R | None]:
    """Wrap a page's callback: an exception is logged and ``on_failure(reference)`` is called instead of raising."""

    @functools.wraps(callback)
    def call(*args: P.args, **kwargs: P.kwargs) -> R | None:
        try:
            return callback(*args, **kwargs)
        except Exception as error:
            on_failure(log_failure(error, where=getattr(callback, "__qualname__", repr(callback))))
            return None

    return call


class _JapanTimeFormatter(logging.Formatter):
    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        return datetime.fromtimestamp(record.created, _JST).isoformat(timespec="milliseconds")
