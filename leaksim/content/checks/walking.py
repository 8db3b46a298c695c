"""Issues, and the walk over records by which checks find what they look at."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...domain.text import Text
from ..explain import did_you_mean, is_record
from ..findings import Code, Severity
from ..yaml_tree import Data, Loc

#: Namespace ("fact", "action", "evidence" ...) -> the names there are. What is absent is not checked.
Names = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Issue:
    """A finding without its place in a file."""

    code: Code
    loc: Loc
    message: str
    severity: Severity = Severity.ERROR
    key: bool = False

    def below(self, loc: Loc) -> Issue:
        """The same issue in a larger document where the record stands at `loc`."""
        return dataclasses.replace(self, loc=(*loc, *self.loc))


def records_in(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Every record inside a record, with its loc; texts are left out."""
    waiting = [(value, loc)]
    while waiting:
        part, at = waiting.pop()
        if isinstance(part, tuple):
            waiting += [(inner, (*at, index)) for index, inner in enumerate(part) if _may_hold(inner)]
        elif isinstance(part, Mapping):
            waiting += [(inner, (*at, str(key))) for key, inner in part.items() if _may_hold(inner)]
        elif is_record(part):
            yield at, part
            for name in field_names(part):
                inner = getattr(part, name)
                if _may_hold(inner):
                    waiting.append((inner, (*at, name)))


def _may_hold(value: Any) -> bool:
    return not (value is None or isinstance(value, str | int | float | Text))


def field_names(record: Any) -> tuple[str, ...]:
    return tuple(record.__dataclass_fields__)


def strings_in(data: Data, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every text in plain data, with its loc; keys are left out."""
    waiting = [(data, loc)]
    while waiting:
        part, at = waiting.pop()
        if isinstance(part, str):
            yield at, part
        elif isinstance(part, list):
            waiting += [(inner, (*at, index)) for index, inner in enumerate(part)]
        elif isinstance(part, dict):
            waiting += [(inner, (*at, key)) for key, inner in part.items()]


def unknown_name(kind: str, name: str, known: Collection[str], loc: Loc, *, key: bool = False) -> Issue:
    """The issue of a name that does not exist."""
    near = did_you_mean(name, known)
    few = f"; there are: {', '.join(sorted(known))}" if not near and 0 < len(known) <= 12 else ""
    return Issue(Code.DANGLING_ID, loc, f"there is no {kind} '{name}'{near}{few}", key=key)
