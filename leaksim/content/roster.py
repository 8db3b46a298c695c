"""The roster beside a campaign: a CSV with an id on each line, as spreadsheets save it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from ..domain.campaign import RosterEntry
from .explain import did_you_mean
from .findings import Code, Finding, Severity

COLUMNS = ("id", "role", "exempt")
#: Columns that spreadsheets of personnel often have. A campaign has no use for them.
_PERSONAL = {"name", "mail", "email", "e-mail", "address", "phone", "氏名", "名前", "メール", "メールアドレス"}
_MAX_BYTES = 8 * 2**20


Place = tuple[int, int]  # line and column
Cell = tuple[Place, str]  # where it begins, and its text


def read_roster(path: Path) -> tuple[list[tuple[Place, RosterEntry]], list[Finding]]:
    """The entries with their places (line and column), and what is wrong with the file.

    UTF-8 with or without a byte order mark, else Windows-31J (what Japanese spreadsheets save as CSV).
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(_MAX_BYTES + 1)
    except OSError as error:
        return [], [_finding(path, (1, 1), Code.UNKNOWN_FILE, f"cannot be read: {error.strerror or error}")]
    if len(raw) > _MAX_BYTES:
        return [], [_finding(path, (1, 1), Code.SYNTAX, f"the file is larger than {_MAX_BYTES // 2**20} MB")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("cp932")
        except UnicodeDecodeError:
            return [], [_finding(path, (1, 1), Code.SYNTAX, "the file is neither UTF-8 nor Windows-31J text")]
    try:
        rows = list(_rows(text))
    except csv.Error as error:
        return [], [_finding(path, (1, 1), Code.SYNTAX, f"this is not readable CSV: {error}")]
    if not rows:
        return [], [_finding(path, (1, 1), Code.SYNTAX, f"the file is empty; its first line is {','.join(COLUMNS)}")]
    return _entries(path, rows)


def _rows(text: str) -> Iterator[list[Cell]]:
    """Lines that are not blank, each cell with the place where it begins."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    before = 0
    for cells in reader:
        first, before = before + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            starts = _starts("".join(lines[first - 1 : before]), first)
            yield [(place, cell.strip()) for place, cell in zip(starts, cells, strict=False)]


def _starts(text: str, line: int) -> list[Place]:
    """Where each cell of one record begins, which may run over several lines."""
    starts, quoted, column = [(line, 1)], False, 1
    for character in text:
        column += 1
        if character == '"':
            quoted = not quoted
        elif character == "\n":
            line, column = line + 1, 1
        elif character == "," and not quoted:
            starts.append((line, column))
    return starts


def _entries(path: Path, rows: list[list[Cell]]) -> tuple[list[tuple[Place, RosterEntry]], list[Finding]]:
    header, *lines = rows
    findings = []
    names = [name.lower() for _, name in header]
    seen: set[str] = set()
    for (place, name), lowered in zip(header, names, strict=True):
        if lowered not in COLUMNS:
            near = did_you_mean(lowered, COLUMNS)
            hint = "; a campaign needs no such data, remove the column" if lowered in _PERSONAL else near
            message = f"the column '{name}' is unknown{hint or '; known: ' + ', '.join(COLUMNS)}"
            findings.append(_finding(path, place, Code.UNKNOWN_KEY, message))
        elif lowered in seen:
            findings.append(_finding(path, place, Code.DUPLICATE_KEY, f"the column '{name}' stands here twice"))
        seen.add(lowered)
    if "id" not in names:
        findings.append(_finding(path, (header[0][0][0], 1), Code.MISSING_KEY, "the column 'id' is missing"))
    if findings:
        return [], findings
    entries = []
    for cells in lines:
        if len(cells) > len(header):
            message = f"this line has {len(cells)} cells, the first one {len(header)}"
            findings.append(_finding(path, cells[len(header)][0], Code.WRONG_TYPE, message))
            continue
        values = {name: text for name, (_, text) in zip(names, cells, strict=False)}
        entry = RosterEntry(
            id=values.get("id", ""), role=values.get("role") or RosterEntry.role, exempt=values.get("exempt") or None
        )
        entries.append((cells[min(names.index("id"), len(cells) - 1)][0], entry))
    return entries, findings


def _finding(path: Path, place: Place, code: Code, message: str) -> Finding:
    return Finding(code, Severity.ERROR, path, *place, "roster", message)
