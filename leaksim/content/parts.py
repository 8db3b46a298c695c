"""A scenario with the parts that it uses, as one document.

A part (`scenarios/parts/<name>.yaml`) holds what several scenarios share. What the scenario itself writes under the
same name or id takes the place of the part's entry; everything else stands side by side, sorted so that each parameter,
moment and fact follows what it is made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .findings import Code, Finding
from .joining import Joined
from .sources import Source

FOLDER = "parts"
CONSEQUENCES = "consequences"
MAPPINGS = ("cast", "parameters", "moments", "facts", "candidates")
LISTS = ("evidence", "injects", "findings", "omit_actions")
#: Keys whose values name an entry that must come before.
_NEEDS = {"by", "share_of", "plus", "minus", "param", "of", "case"}
_FACT_IN_TEXT = re.compile(r"\bf\.([a-z_]+)")


def used_parts(data: Any) -> tuple[str, ...]:
    """Names under `uses`, as far as they are names."""
    uses = data.get("uses") if isinstance(data, dict) else None
    return tuple(name for name in uses if isinstance(name, str)) if isinstance(uses, list) else ()


def part_path(scenario: Path, name: str) -> Path:
    """Where a part of this name stands for a scenario in `scenarios/<type>/`."""
    return scenario.parent.parent / FOLDER / f"{name}.yaml"


def join_parts(main: Source, parts: list[Source]) -> tuple[Joined, list[Finding]]:
    """The scenario with its parts, and what is wrong with the shape of the parts."""
    joined = Joined(main=main, data=dict(main.data))
    findings: list[Finding] = []
    good = [main]
    for part in parts:
        crumb = f"part {part.path.stem}"
        findings += part.own_findings(crumb)
        if not isinstance(part.data, dict):
            findings.append(part.finding(Code.WRONG_TYPE, (), "a mapping is needed here", breadcrumb=crumb))
            continue
        for key, value in part.data.items():
            if key not in MAPPINGS and key not in LISTS:
                known = ", ".join((*MAPPINGS, *LISTS))
                message = f"the key '{key}' is unknown in a part; known: {known}"
                findings.append(part.finding(Code.UNKNOWN_KEY, (key,), message, key=True, breadcrumb=crumb))
            elif not isinstance(value, dict if key in MAPPINGS else list):
                kind = "mapping" if key in MAPPINGS else "list"
                findings.append(part.finding(Code.WRONG_TYPE, (key,), f"a {kind} is needed here", breadcrumb=crumb))
        good.append(part)
    for key in MAPPINGS:
        _join_mapping(joined, key, good)
    for key in LISTS:
        _join_list(joined, key, good)
    return joined, findings


def _join_mapping(joined: Joined, key: str, sources: list[Source]) -> None:
    merged: dict[str, tuple[Source, Any]] = {}
    for source in sources:
        values = source.data.get(key)
        if isinstance(values, dict):
            for name, value in values.items():
                merged.setdefault(name, (source, value))
        elif source is joined.main and key in source.data:
            return  # a wrong shape is told by validation
    if not merged:
        return
    names = _in_order({name: value for name, (_, value) in merged.items()})
    joined.data[key] = {name: merged[name][1] for name in names}
    for name in names:
        joined.origins[(key, name)] = (merged[name][0], name)


def _join_list(joined: Joined, key: str, sources: list[Source]) -> None:
    merged: list[tuple[Source, int, Any]] = []
    seen: set[Any] = set()
    for source in sources:
        values = source.data.get(key)
        if not isinstance(values, list):
            if source is joined.main and key in source.data:
                return
            continue
        own = [(source, index, value) for index, value in enumerate(values)]
        merged += [entry for entry in own if _id(entry[2]) is None or _id(entry[2]) not in seen]
        seen |= {_id(value) for value in values}
    if merged:
        joined.data[key] = [value for _, _, value in merged]
        for place, (source, index, _) in enumerate(merged):
            joined.origins[(key, place)] = (source, index)


def _id(value: Any) -> Any:
    found = value.get("id") if isinstance(value, dict) else value
    return found if isinstance(found, str) else None


def _in_order(entries: dict[str, Any]) -> list[str]:
    """The names, each after those that it needs; in the given order otherwise. A circle keeps the given order."""
    placed: dict[str, None] = {}

    def place(name: str, above: tuple[str, ...]) -> None:
        if name in placed or name in above:
            return
        for needed in _needed(entries[name]):
            if needed in entries:
                place(needed, (*above, name))
        placed[name] = None

    for name in entries:
        place(name, ())
    return list(placed)


def _needed(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for inner, part in value.items():
            yield from _needed(part, inner)
    elif isinstance(value, list):
        for part in value:
            yield from _needed(part, key)
    elif isinstance(value, str):
        if key in _NEEDS:
            yield value
        else:
            yield from _FACT_IN_TEXT.findall(value)
