"""Whether this installation can do its work, and what to do where it cannot."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from importlib import metadata

from ..domain.records import record
from ..errors import LeaksimError
from ..resources import content_root
from ..store import open_store
from . import shelf

PACKAGES = ("voila", "jupyterlab", "ipywidgets", "anywidget", "pandas", "faker", "sqlalchemy")


@record
class Check:
    name: str
    ok: bool
    found: str
    advice: str = ""


def examine() -> list[Check]:
    """Run every check; none raises."""
    return [
        _python(),
        *(_package(name) for name in PACKAGES),
        _attempt("content", "reinstall leaksim", lambda: str(content_root())),
        _attempt(
            "playbooks", "run `leaksim check`", lambda: ", ".join(shelf.playbook(p).id for p in shelf.playbook_ids())
        ),
        _attempt("scenarios", "run `leaksim check`", lambda: f"{len(shelf.scenarios())}"),
        _attempt("database", "check LEAKSIM_DATABASE_URL or the rights to the data folder", _database),
    ]


def _python() -> Check:
    ok = (3, 11) <= sys.version_info[:2] < (3, 14)
    return Check(
        name="python", ok=ok, found=platform.python_version(), advice="" if ok else "use Python 3.11, 3.12 or 3.13"
    )


def _package(name: str) -> Check:
    try:
        return Check(name=name, ok=True, found=metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name=name, ok=False, found="missing", advice="run `make setup` or `pip install leaksim`")


def _database() -> str:
    with open_store() as store, store.unit(write=False):
        return store.address


def _attempt(name: str, advice: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name=name, ok=True, found=look())
    except (LeaksimError, OSError) as error:
        return Check(name=name, ok=False, found=str(error), advice=advice)
