"""Where in the content a finding is, by the names of things and not by their positions."""

from __future__ import annotations

from .yaml_tree import Data, Loc

_SINGULAR = {"evidence": "evidence", "severity": "severity", "fields": "field", "rows": "row", "cases": "case"}


def breadcrumb(label: str, data: Data, loc: Loc) -> str:
    """For example ``scenario lost-laptop › evidence call_memo › body``."""
    parts = [label]
    place = data
    group = ""
    for step in loc:
        if isinstance(place, dict):
            place = place.get(step) if isinstance(step, str) else None
            if group:
                parts.append(group)
            group = str(step)
        elif isinstance(place, list) and isinstance(step, int) and 0 <= step < len(place):
            place = place[step]
            name = _name(place) or str(step + 1)
            parts.append(f"{_singular(group)} {name}".strip())
            group = ""
        else:
            if group:
                parts.append(group)
            group = str(step)
    if group:
        parts.append(group)
    return " › ".join(part for part in parts if part)


def label_of(kind: str, data: Data) -> str:
    """``scenario lost-laptop`` for things with an id, the kind alone for others."""
    name = _name(data)
    return f"{kind} {name}" if name else kind


def _name(data: Data) -> str | None:
    if not isinstance(data, dict):
        return None
    for key in ("id", "question"):
        if isinstance(data.get(key), str | int):
            return str(data[key])
    return None


def _singular(group: str) -> str:
    if group in _SINGULAR:
        return _SINGULAR[group]
    if group.endswith("ies"):
        return group[:-3] + "y"
    return group[:-1] if group.endswith("s") else group
