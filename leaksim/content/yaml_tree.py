"""YAML as plain data with the place of every value, read from ruamel's event stream.

Scalars follow the YAML 1.2 core schema (dates and `12:30` and `no` stay text) and mapping keys are always
text as written. Nothing here recurses, so hostile nesting ends in a finding and not in a crash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML, events
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from .findings import Code

Data = Any  # dict[str, Data] | list[Data] | str | int | float | bool | None
Loc = tuple[str | int, ...]
Place = tuple[int, int]  # line and column, from 1

MAX_DEPTH = 60
MAX_VALUES = 300_000  # values after aliases are written out
MAX_INTEGER = 2**53 - 1

_NULL = re.compile(r"(?:~|null|Null|NULL|)\Z")
_TRUE = re.compile(r"(?:true|True|TRUE)\Z")
_FALSE = re.compile(r"(?:false|False|FALSE)\Z")
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_BASED = re.compile(r"(?:0o[0-7]+|0x[0-9a-fA-F]+)\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_ODD_FLOAT = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
_TEXT_TAG = "tag:yaml.org,2002:str"


@dataclass(frozen=True)
class Problem:
    """Something wrong with the text itself."""

    code: Code
    place: Place
    message: str
    loc: Loc = ()


@dataclass
class Tree:
    """`data`, and for each loc the place of its value and of its key."""

    data: Data = None
    values: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class _Stop(Exception):
    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(Code.SYNTAX, place, message)


@dataclass
class _Open:
    """A collection being read."""

    data: Any
    loc: Loc
    anchor: str | None = None
    key: str | None = None
    awaits_key: bool = True
    skip: bool = False  # the value of a duplicate key is read and dropped


def read_yaml(text: str) -> Tree:
    """Parse one document. Syntax problems end the reading; duplicate keys are noted and the first one stays."""
    tree = Tree()
    try:
        _Reader(tree).read(text)
    except _Stop as stop:
        tree.problems.append(stop.problem)
    except ReaderError as error:
        tree.problems.append(_reader_problem(text, error))
    except MarkedYAMLError as error:
        tree.problems.append(_marked_problem(error))
    except (YAMLError, RecursionError, ValueError) as error:
        tree.problems.append(Problem(Code.SYNTAX, (1, 1), f"this is not readable YAML: {_first_line(error)}"))
    return tree


class _Reader:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int]] = {}  # anchor -> data and number of values
        self.count = 0
        self.done = False
        self.counts: list[int] = []

    def read(self, text: str) -> None:
        yaml = YAML(typ="safe", pure=True)
        for event in yaml.parse(text):
            place = (event.start_mark.line + 1, event.start_mark.column + 1) if event.start_mark else (1, 1)
            match event:
                case events.DocumentStartEvent():
                    if self.done:
                        raise _Stop(place, "a second document starts here (`---`); one file holds one document")
                case events.ScalarEvent():
                    self._scalar(event, place)
                case events.AliasEvent():
                    self._alias(event, place)
                case events.MappingStartEvent():
                    self._open({}, event, place)
                case events.SequenceStartEvent():
                    self._open([], event, place)
                case events.MappingEndEvent() | events.SequenceEndEvent():
                    self._close()
        if not self.done:
            raise _Stop((1, 1), "the file is empty")

    def _open(self, data: Any, event: Any, place: Place) -> None:
        if self.stack and isinstance(self.stack[-1].data, dict) and self.stack[-1].awaits_key:
            raise _Stop(place, "a key must be plain text, not a list or a mapping")
        if len(self.stack) >= MAX_DEPTH:
            raise _Stop(place, f"nested more than {MAX_DEPTH} levels deep")
        _refuse_tag(event, place)
        loc, skip = self._place_value(data, place)
        self.stack.append(_Open(data=data, loc=loc, anchor=event.anchor, skip=skip))
        self.counts.append(self.count)

    def _close(self) -> None:
        closed = self.stack.pop()
        size = self.count - self.counts.pop()
        if closed.anchor:
            self.anchors[closed.anchor] = (closed.data, size + 1)
        if not self.stack:
            self.done = True

    def _scalar(self, event: Any, place: Place) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.data, dict) and top.awaits_key:
            self._key(top, event.value, place)
            return
        _refuse_tag(event, place)
        plain = event.style is None and event.tag is None
        data = resolve_plain(event.value, place) if plain else event.value
        self._place_value(data, place)
        if event.anchor:
            self.anchors[event.anchor] = (data, 1)
        if not self.stack:
            self.done = True

    def _key(self, top: _Open, key: str, place: Place) -> None:
        if key == "<<":
            raise _Stop(place, "merge keys (`<<`) are not used here; write the keys out")
        top.awaits_key = False
        top.key = key
        loc = (*top.loc, key)
        if key in top.data:
            line, column = self.tree.keys.get(loc, place)
            self.tree.problems.append(
                Problem(
                    Code.DUPLICATE_KEY,
                    place,
                    f"the key '{key}' stands here twice (first in line {line}, column {column})",
                    loc,
                )
            )
        elif not top.skip:
            self.tree.keys[loc] = place

    def _alias(self, event: Any, place: Place) -> None:
        if self.stack and isinstance(self.stack[-1].data, dict) and self.stack[-1].awaits_key:
            raise _Stop(place, "an alias cannot be a key")
        if event.anchor not in self.anchors:
            raise _Stop(place, f"the alias '*{event.anchor}' refers to no complete anchor before it")
        data, size = self.anchors[event.anchor]
        self._count(size, place)
        loc, skip = self._place_value(data, place)
        if not skip and isinstance(data, dict | list):
            self._place_inside(data, loc, place)

    def _place_inside(self, data: Any, loc: Loc, place: Place) -> None:
        """Everything that an alias brings stands where the alias stands."""
        waiting = [(data, loc)]
        while waiting:
            part, at = waiting.pop()
            pairs = part.items() if isinstance(part, dict) else enumerate(part)
            for step, inner in pairs:
                self.tree.values[(*at, step)] = self.tree.keys[(*at, step)] = place
                if isinstance(inner, dict | list):
                    waiting.append((inner, (*at, step)))

    def _place_value(self, data: Any, place: Place) -> tuple[Loc, bool]:
        """Put a value where it belongs; returns its loc and whether it is dropped."""
        self._count(1, place)
        if not self.stack:
            self.tree.data = data
            self.tree.values[()] = place
            return (), False
        top = self.stack[-1]
        if isinstance(top.data, list):
            loc: Loc = (*top.loc, len(top.data))
            top.data.append(data)
            if not top.skip:
                self.tree.values[loc] = place
            return loc, top.skip
        key = top.key or ""
        top.awaits_key = True
        loc = (*top.loc, key)
        if key in top.data:
            return loc, True
        top.data[key] = data
        if not top.skip:
            self.tree.values[loc] = place
        return loc, top.skip

    def _count(self, number: int, place: Place) -> None:
        self.count += number
        if self.count > MAX_VALUES:
            raise _Stop(place, f"more than {MAX_VALUES:,} values once all aliases are written out")


def resolve_plain(text: str, place: Place) -> Data:
    """The value of an unquoted scalar by the YAML 1.2 core schema."""
    if not text or text[0] in "~nNtTfF.-+0123456789":
        if _NULL.match(text):
            return None
        if _TRUE.match(text):
            return True
        if _FALSE.match(text):
            return False
        if _INTEGER.match(text) or _BASED.match(text):
            if len(text) > 20:
                raise _Stop(place, "this number is too large; put it in quotes if it is meant as text")
            number = int(text, 10 if _INTEGER.match(text) else 0)
            if abs(number) > MAX_INTEGER:
                raise _Stop(place, "this number is too large; put it in quotes if it is meant as text")
            return number
        if _ODD_FLOAT.match(text):
            raise _Stop(place, f"'{text}' is no number that can be used here")
        if _FLOAT.match(text):
            return float(text)
    return text


def _refuse_tag(event: Any, place: Place) -> None:
    tag = str(event.tag) if event.tag is not None else None
    if tag not in (None, "!", _TEXT_TAG):
        raise _Stop(place, f"the tag '{tag}' is not used here")


def _reader_problem(text: str, error: ReaderError) -> Problem:
    position = error.position if isinstance(error.position, int) else 0
    before = text[:position]
    place = (before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)
    character = error.character if isinstance(error.character, int) else ord(str(error.character)[:1] or "\0")
    return Problem(Code.SYNTAX, place, f"the control character U+{character:04X} does not belong in a text file")


def _marked_problem(error: MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    problem = str(error.problem or error.context or "unreadable")
    if "\\t" in problem or "'\t'" in problem:
        message = "a tab stands where only spaces may (YAML indents with spaces)"
    else:
        context = f"{error.context}: " if error.context and error.problem else ""
        message = f"this is not readable YAML: {context}{problem}"
    return Problem(Code.SYNTAX, place, " ".join(message.split()))


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
