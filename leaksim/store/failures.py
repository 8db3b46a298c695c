"""What the databases complain about, in plain words. Defects of leaksim itself pass unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from ..errors import Conflict, LeaksimError
from .addresses import Address

_SQLITE_WORDS = (
    ("locked", "is busy: another process has been writing to it for too long. Try again."),
    ("readonly", "cannot be written: its file or folder is read-only."),
    ("disk is full", "cannot be written: the disk is full."),
    ("not a database", "cannot be used: the file is not a SQLite database."),
    ("malformed", "is damaged. Restore it from a backup."),
    ("unable to open", "cannot be opened: check its path and the rights of its folder."),
)
_POSTGRESQL_WORDS = {
    "28P01": "refused the user name or the password.",
    "28000": "refused the user name or the password.",
    "3D000": "does not exist. Create it first.",
    "42501": "does not let this user do what leaksim needs; it must be allowed to create tables.",
    "53100": "cannot be written: the server's disk is full.",
    "53300": "has too many connections. Try again, or raise max_connections on the server.",
    "55P03": "is being changed by another leaksim process for too long. Try again.",
    "25006": "cannot be written: the server is read-only.",
}
# libpq tells why it could not connect by text alone.
_POSTGRESQL_TEXTS = (
    ("password authentication failed", _POSTGRESQL_WORDS["28P01"]),
    ("no password supplied", "asks for a password, and the URL holds none."),
    ("too many clients", _POSTGRESQL_WORDS["53300"]),
    ("connection slots", _POSTGRESQL_WORDS["53300"]),
)
_LOST_RACES = {"40001", "40P01"}


@contextmanager
def explained(address: Address) -> Iterator[None]:
    """Turns a database's refusal into a LeaksimError (a lost race into a Conflict)."""
    try:
        yield
    except exc.DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None)
        if state in _LOST_RACES:
            raise Conflict("Another process wrote to the same run first.") from error
        defect = isinstance(error, (exc.IntegrityError, exc.ProgrammingError, exc.DataError))
        bad_option = state is None and "connection option" in str(error.orig)
        if defect and not bad_option and state not in _POSTGRESQL_WORDS:
            raise
        raise LeaksimError(f"The {address} {_words(error, state, address)}") from error
    except exc.TimeoutError as error:
        raise LeaksimError(f"The {address} is busy. Try again.") from error


def _words(error: exc.DBAPIError, state: str | None, address: Address) -> str:
    told = address.scrubbed(str(error.orig))
    if address.file is not None:
        for sign, words in _SQLITE_WORDS:
            if sign in told:
                return words
        return f"cannot be used: {told}"
    if state in _POSTGRESQL_WORDS:
        return _POSTGRESQL_WORDS[state]
    for sign, words in _POSTGRESQL_TEXTS:
        if sign in told:
            return words
    return f"cannot be reached: {' '.join(told.split())}"
