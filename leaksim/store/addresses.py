"""Which database a URL means: checked, made absolute, and told about without its password."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from ..errors import LeaksimError

ENVIRONMENT_VARIABLE = "LEAKSIM_DATABASE_URL"
_SQLITE = {"sqlite", "sqlite+pysqlite"}
_POSTGRESQL = {"postgresql", "postgresql+psycopg", "postgres"}
_FORMS = "Use sqlite:////folder/leaksim.db or postgresql://user:password@host:5432/database."


@dataclass(frozen=True)
class Address:
    """A database: `file` for SQLite, None for a PostgreSQL server."""

    url: URL
    file: Path | None

    def __str__(self) -> str:
        """For people and logs; holds no user, password or option."""
        if self.file is not None:
            return f"SQLite database {self.file}"
        host = self.url.host or self.url.query.get("host") or "this machine"
        port = f":{self.url.port}" if self.url.port else ""
        return f"PostgreSQL database {self.url.database or '(default)'} on {host}{port}"

    def scrubbed(self, text: str) -> str:
        """`text` with this address's password, should it occur, blotted out."""
        for secret in (self.url.password, self.url.query.get("password")):
            if isinstance(secret, str) and secret:
                text = text.replace(secret, "***")
        return text


def default_file() -> Path:
    """The SQLite file that is used where nobody names a database."""
    from platformdirs import user_data_dir

    return Path(user_data_dir("leaksim", appauthor=False)) / "leaksim.db"


def parse_address(url: str | None) -> Address:
    """The address of `url`; None means LEAKSIM_DATABASE_URL, else the default file. Raises LeaksimError."""
    text = url or os.environ.get(ENVIRONMENT_VARIABLE)
    if not text:
        return _sqlite(default_file())
    try:
        parsed = make_url(text.strip())
    except Exception:
        # The parser's own message and traceback would repeat parts of the URL, which may be the password.
        raise LeaksimError(f"The database URL cannot be read. {_FORMS}") from None
    if parsed.drivername in _SQLITE:
        if not parsed.database or parsed.database == ":memory:":
            raise LeaksimError(f"The database URL names no file; exercises cannot be kept in memory only. {_FORMS}")
        if parsed.query or parsed.host or parsed.database.startswith("file:"):
            raise LeaksimError(f"A SQLite database URL holds a path and nothing else. {_FORMS}")
        return _sqlite(Path(parsed.database))
    if parsed.drivername in _POSTGRESQL:
        if "@" in f"{parsed.host}{parsed.database}":
            raise LeaksimError(
                "The database URL cannot be read: signs such as @ / : in a password are written as "
                f"%40 %2F %3A. {_FORMS}"
            )
        # Said in full, so that the driver does not depend on SQLAlchemy's version.
        return Address(url=parsed.set(drivername="postgresql+psycopg"), file=None)
    raise LeaksimError(f"The database URL begins with {parsed.drivername}://, which leaksim does not know. {_FORMS}")


def resolve_url(url: str | None = None) -> str:
    """The URL, password included, that means the same database in every process and folder."""
    return parse_address(url).url.render_as_string(hide_password=False)


def _sqlite(file: Path) -> Address:
    absolute = file.absolute()
    return Address(url=URL.create("sqlite+pysqlite", database=str(absolute)), file=absolute)
