"""Counts an incident again from its exported files alone, and holds the result against what `--truth` says.

It knows CSV, the combined log format, mail headers and ISO dates, and nothing of leaksim: a test holds that it imports
only the standard library. Run by hand: leaksim generate X --seed 1 --truth --json --out DIR > X.json; recount.py X.json
"""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from email.utils import getaddresses
from ipaddress import ip_address
from pathlib import Path

COMBINED = re.compile(r'(\S+) \S+ \S+ \[([^\]]+)\] "\S+ (\S+)[^"]*" (\d{3}) ')
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
MONTHS = re.compile(r"(\d{4})年(\d{1,2})月")
NUMBER = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?![\d])|(?<![\d.,])\d+(?![\d,])")
SHORT = 12
COUNTED = ("persons", "records", "readers", "accesses")


def rows_of(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    body = "".join(line for line in lines if not line.startswith("#"))
    return list(csv.DictReader(io.StringIO(body)))


def table_counts(rows: list[dict[str, str]]) -> Iterator[int]:
    """Rows, distinct rows, distinct values and sums of each column, whole and per value of each other column."""
    yield len(rows)
    yield len({tuple(row.values()) for row in rows})
    if not rows:
        return
    columns = [name for name in rows[0] if name]
    for column in columns:
        yield len({row[column] for row in rows if row[column]})
        yield from total(rows, column)
    for key in columns:
        groups = Counter(row[key] for row in rows)
        if not 1 < len(groups) <= 60:
            continue
        for value in groups:
            inside = [row for row in rows if row[key] == value]
            yield len(inside)
            for column in columns:
                yield len({row[column] for row in inside if row[column]})
                yield from total(inside, column)


def total(rows: list[dict[str, str]], column: str) -> Iterator[int]:
    cells = [row[column].replace(",", "") for row in rows]
    if cells and all(cell.isdigit() and len(cell) < 12 for cell in cells):
        yield sum(map(int, cells))


def log_counts(text: str) -> Iterator[int]:
    """Per path with a good answer: lines and distinct clients from outside (203.0.113.240 and above are our own)."""
    hits: dict[str, list[str]] = {}
    for line in text.splitlines():
        found = COMBINED.match(line)
        if found and found[4].startswith("2") and not own(found[1]):
            hits.setdefault(found[3], []).append(found[1])
    for clients in hits.values():
        yield len(clients)
        yield len(set(clients))


def own(client: str) -> bool:
    try:
        address = ip_address(client)
    except ValueError:
        return False
    return address in OWN or (address.is_private and not any(address in net for net in DOCUMENTATION))


def _networks(*names: str):
    from ipaddress import ip_network

    return tuple(ip_network(name) for name in names)


DOCUMENTATION = _networks("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
OWN = _networks("203.0.113.240/28")[0]


def mail_counts(path: Path) -> Iterator[int]:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.compat32)
    lists = [getaddresses([str(v) for v in message.get_all(name, [])]) for name in ("To", "Cc")]
    yield len(lists[0])
    yield len(lists[1])
    yield len(lists[0]) + len(lists[1])
    yield len({address for addresses in lists for _, address in addresses})


def short_table_numbers(rows: list[dict[str, str]]) -> Iterator[int]:
    """What a summary of a few rows says, and what is left when one of its numbers is taken from another."""
    if len(rows) <= SHORT:
        said = set(text_numbers("\n".join(" ".join(value or "" for value in row.values()) for row in rows)))
        yield from said
        yield from (one - other for one in said for other in said if one > other)


def text_numbers(text: str) -> Iterator[int]:
    for found in NUMBER.findall(text):
        yield int(found.replace(",", ""))


def counts_in(path: Path) -> set[int]:
    """Everything that somebody may count in a file, or read in it where it is a text."""
    if path.suffix == ".csv":
        text = path.read_text(encoding="utf-8-sig")
        notes = "\n".join(line for line in text.splitlines() if line.startswith("#"))
        rows = rows_of(path)
        return {*table_counts(rows), *short_table_numbers(rows), *text_numbers(notes)}
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".log":
        return {*log_counts(text), *text_numbers("\n".join(x for x in text.splitlines() if x.startswith("#")))}
    if path.suffix == ".eml":
        message = email.message_from_bytes(path.read_bytes())
        bodies = [p.get_payload(decode=True) or b"" for p in message.walk() if not p.is_multipart()]
        return {*mail_counts(path), *text_numbers(b"\n".join(bodies).decode("utf-8", "replace"))}
    return set(text_numbers(text))


def months_in(path: Path) -> set[tuple[int, int]]:
    """First and last month of each column of days."""
    if path.suffix != ".csv":
        return set()
    found: set[tuple[int, int]] = set()
    rows = rows_of(path)
    for column in rows[0] if rows else ():
        cells = [row[column] for row in rows if row[column]]
        if column and cells and all(DAY.match(cell) for cell in cells):
            for day in (min(cells), max(cells)):
                found.add((int(day[:4]), int(day[5:7])))
    return found


def check(truth: dict, files: list[Path]) -> tuple[list[str], Counter]:
    """What does not agree, and how many facts of each name were counted in a table, log or mail."""
    by_evidence = {piece["id"]: path for piece, path in zip(truth["evidence"], files, strict=True)}
    faults: list[str] = []
    counted: Counter = Counter()
    last: dict[str, dict] = {}
    for finding in truth["established"]:
        if finding["status"] == "established" and finding["value"] is not None:
            last[finding["fact"]] = finding
    for fact in COUNTED:
        finding = last.get(fact)
        if finding is None or not isinstance(finding["value"], int) or finding["value"] == 0:
            continue
        paths = [by_evidence[name] for name in finding["evidence"]]
        if truth["facts"][fact] != finding["value"]:
            faults.append(f"{fact}: {finding['value']} is settled, but {truth['facts'][fact]} is true")
        if not any(finding["value"] in counts_in(path) for path in paths):
            faults.append(f"{fact}: {finding['value']} cannot be counted in {', '.join(p.name for p in paths)}")
        elif any(path.suffix in (".csv", ".log", ".eml") for path in paths):
            counted[fact] += 1
    finding = last.get("period")
    if finding is not None:
        months = {(int(y), int(m)) for y, m in MONTHS.findall(str(finding["value"]))}
        tables = [found for name in finding["evidence"] if (found := months_in(by_evidence[name]))]
        if tables:
            counted["period"] += 1
            if not any(months <= found for found in tables):
                faults.append(f"period: {finding['value']} is not what the days of the tables say")
    return faults, counted


def main() -> int:
    truth = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    faults, counted = check(truth, [Path(name) for name in truth["files"]])
    print(*faults, dict(counted), sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
