"""The run inside a session: an ordinary one that stands still while its session does."""

from __future__ import annotations

from collections.abc import Callable

from ..domain.catalogue import Library
from ..domain.events import Event
from ..domain.playbook import Playbook
from ..store import Store, StoredRun
from .runs import Run


class SessionRun(Run):
    """`require_playing` raises IllegalEvent while nothing may be done; it is asked before every change."""

    def __init__(self, store: Store, stored: StoredRun, require_playing: Callable[[], None]) -> None:
        self._require_playing = require_playing
        super().__init__(store, stored)

    @property
    def guide(self) -> Playbook:
        """The run’s own copy of its guide."""
        return self._frozen.playbook

    @property
    def library(self) -> Library:
        """The run’s own copy of the shared content."""
        return self._frozen.library

    def _append(self, event: Event) -> None:
        self._require_playing()
        super()._append(event)
