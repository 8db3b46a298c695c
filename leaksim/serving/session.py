"""The process behind one open page: an IPython kernel that reports failures as reference numbers.

Started by the server as ``python -m leaksim.serving.session -f CONNECTION_FILE``.
"""

from __future__ import annotations

from typing import Any

from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config

from leaksim.serving.failures import install_failure_reporting, watch_loop


class SessionApp(IPKernelApp):
    """IPython kernel whose failure reporting is in place before the first line of a page runs."""

    def initialize(self, argv: Any = None) -> None:
        super().initialize(argv)
        install_failure_reporting(self.shell)

    def start(self) -> None:
        from tornado.ioloop import IOLoop

        loop = IOLoop.current()
        watch_loop(loop.asyncio_loop, self.shell)  # type: ignore[attr-defined]
        super().start()


def main() -> None:
    """Run the session until the server ends it."""
    config = Config()
    config.HistoryManager.enabled = False  # nobody types here; saves an SQLite file per page
    SessionApp.launch_instance(config=config)


if __name__ == "__main__":
    main()
