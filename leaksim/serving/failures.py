"""Keeps source and tracebacks out of the browser: what fails in a page is logged and shown as a reference number."""

from __future__ import annotations

import asyncio
import sys
import threading
from typing import Any

from leaksim.services.failures import is_served, log_failure

FAILURE_MIME_TYPE = "application/vnd.leaksim.failure+json"


def install_failure_reporting(shell: Any = None) -> bool:
    """Replace the traceback display of ``shell`` (default: the running IPython shell) by a friendly notice.

    Does nothing outside Voila, where an author or a test has to see the exception; returns whether it was installed.
    """
    if not is_served():
        return False
    if shell is None:
        from IPython.core.getipython import get_ipython

        shell = get_ipython()
    if shell is None:
        return False

    def show_failure(error: BaseException | None, where: str) -> None:
        if error is None:
            return
        reference = log_failure(error, where=where)
        # The page's script turns this message into the visible notice.
        shell.display_pub.publish(data={FAILURE_MIME_TYPE: {"reference": reference}}, metadata={})

    def showtraceback(exc_tuple: Any = None, *_args: Any, **_kwargs: Any) -> None:
        error = exc_tuple[1] if exc_tuple is not None else sys.exc_info()[1]
        show_failure(error, "page")

    def showindentationerror(*_args: Any, **_kwargs: Any) -> None:
        show_failure(sys.exc_info()[1], "page")

    def thread_excepthook(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_type is not SystemExit:
            show_failure(arguments.exc_value, f"thread {arguments.thread.name if arguments.thread else '?'}")

    shell.showtraceback = showtraceback
    shell.showsyntaxerror = showtraceback
    shell.showindentationerror = showindentationerror
    threading.excepthook = thread_excepthook
    return True


def watch_loop(loop: asyncio.AbstractEventLoop, shell: Any) -> None:
    """Report exceptions of tasks nobody awaits through the same notice."""

    def handle(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if error is not None:
            reference = log_failure(error, where=str(context.get("message", "task")))
            shell.display_pub.publish(data={FAILURE_MIME_TYPE: {"reference": reference}}, metadata={})

    loop.set_exception_handler(handle)
