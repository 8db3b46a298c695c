"""Content files as plain data, with the place of each value at hand when something must be said about it.

The shipped files are parsed once per machine: their plain data is kept as JSON in the user's cache folder,
beside the digest of the file it came from, and is validated like freshly read data. Places are not kept; the
file is parsed again when a finding needs them.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import platformdirs

from .. import __version__
from .findings import Code, Finding, Severity
from .yaml_tree import Data, Loc, Place, Problem, Tree, read_yaml

MAX_BYTES = 8 * 2**20
_CACHE_FORMAT = 1


@dataclass
class Source:
    """One file read. `loc` () is the whole document."""

    path: Path
    text: str
    data: Data = None
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def tree(self) -> Tree:
        return read_yaml(self.text)

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Where the value (or its key) stands; for what is not in the file, where its surroundings stand."""
        if key and loc in self.tree.keys:
            return self.tree.keys[loc]
        while loc and loc not in self.tree.values:
            loc = loc[:-1]
            if loc in self.tree.keys:
                return self.tree.keys[loc]
        return self.tree.values.get(loc, (1, 1))

    def finding(
        self,
        code: Code,
        loc: Loc,
        message: str,
        *,
        severity: Severity = Severity.ERROR,
        key: bool = False,
        breadcrumb: str = "",
    ) -> Finding:
        line, column = self.place(loc, key=key)
        return Finding(code, severity, self.path, line, column, breadcrumb, message)

    def own_findings(self, crumb: str = "") -> list[Finding]:
        """What is wrong with the text itself."""
        return [Finding(p.code, Severity.ERROR, self.path, *p.place, crumb, p.message) for p in self.problems]


def read_source(path: Path, *, cached: bool = False) -> Source:
    """Read a YAML or JSON file; whatever is wrong with it stands in `problems`.

    Raises OSError when there is no such file or it may not be read.
    """
    with path.open("rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        return _broken(path, (1, 1), f"the file is larger than {MAX_BYTES // 2**20} MB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        place = (before.count(b"\n") + 1, len(before) - (before.rfind(b"\n") + 1) + 1)
        return _broken(path, place, f"the file is not UTF-8 text (byte 0x{raw[error.start]:02X})")
    digest = hashlib.sha256(raw).hexdigest()
    if cached:
        found, data = _remembered(path, digest)
        if found:
            return Source(path=path, text=text, data=data)
    source = read_text(path, text)
    if cached and not source.problems:
        _remember(path, digest, source.data)
    return source


def read_text(path: Path, text: str) -> Source:
    """Like `read_source`, for text at hand."""
    source = Source(path=path, text=text)
    if text.lstrip()[:1] in ("{", "["):
        # JSON by its own rules first: escapes of astral characters and tabs mean something else in YAML.
        try:
            source.data = json.loads(text, object_pairs_hook=_unique_keys, parse_constant=_refuse_constant)
            return source
        except (ValueError, RecursionError):
            pass
    source.data = source.tree.data
    source.problems = list(source.tree.problems)
    return source


def _unique_keys(pairs: list[tuple[str, Data]]) -> dict[str, Data]:
    keys = dict(pairs)
    if len(keys) < len(pairs):
        raise ValueError("duplicate key")
    return keys


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _broken(path: Path, place: Place, message: str) -> Source:
    return Source(path=path, text="", problems=[Problem(Code.SYNTAX, place, message)])


# --- the cache ------------------------------------------------------------------------------------------------


def _cache_file(path: Path) -> Path:
    name = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return Path(platformdirs.user_cache_dir("leaksim", appauthor=False)) / "content" / f"{name}.json"


def _remembered(path: Path, digest: str) -> tuple[bool, Data]:
    """Whether the data of exactly this file is known, and the data."""
    try:
        entry = json.loads(_cache_file(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False, None
    if not isinstance(entry, dict) or entry.get("key") != _key(digest):
        return False, None
    return True, entry.get("data")


def _remember(path: Path, digest: str, data: Data) -> None:
    """Keep the data; a cache that cannot be written is only slower."""
    target = _cache_file(path)
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _replacing(target) as stream_path:
            stream_path.write_text(
                json.dumps({"key": _key(digest), "data": data}, ensure_ascii=False, separators=(",", ":")),
                encoding="utf-8",
            )


@contextlib.contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """A temporary file that takes the place of `target` in one step, so that readers never see half of it."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    os.close(handle)
    try:
        yield Path(name)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _key(digest: str) -> str:
    return f"{__version__}/{_CACHE_FORMAT}/{digest}"
