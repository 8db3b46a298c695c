"""What is wrong with data of the wrong shape, in words an author understands.

The validator says whether data fits; this walk over type and data says where it does not. In a union it
follows the branch that the author evidently meant: the one whose own key is there.
"""

from __future__ import annotations

import dataclasses
import difflib
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from .findings import Code
from .yaml_tree import Data, Loc

_NAMES = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    float: "a number",
    dict: "a mapping",
    list: "a list",
    type(None): "nothing",
}


@dataclass(frozen=True)
class Trouble:
    """One misfit; `key` when the key itself is meant."""

    code: Code
    loc: Loc
    message: str
    key: bool = False


def explain(shape: Any, data: Data) -> list[Trouble]:
    """Every misfit of `data` with the type `shape`."""
    return list(_walk(shape, data, ()))


def did_you_mean(name: str, known: typing.Iterable[str]) -> str:
    """` (did you mean 'x'?)` when something near is known, else nothing."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" (did you mean '{near[0]}'?)" if near else ""


def _walk(shape: Any, data: Data, loc: Loc) -> Iterator[Trouble]:
    origin = get_origin(shape)
    if origin in (Union, types.UnionType):
        yield from _union(get_args(shape), data, loc)
    elif is_record(shape):
        yield from _record(shape, data, loc)
    elif origin is tuple:
        yield from _sequence(get_args(shape), data, loc)
    elif origin in (dict, Mapping):
        yield from _mapping(get_args(shape), data, loc)
    elif origin is Literal:
        yield from _one_of(get_args(shape), data, loc)
    elif isinstance(shape, type) and issubclass(shape, StrEnum):
        yield from _one_of(tuple(str(member) for member in shape), data, loc)
    elif not _is_scalar(shape, data):
        yield Trouble(Code.WRONG_TYPE, loc, _expected(shape, data))


def _record(shape: Any, data: Data, loc: Loc) -> Iterator[Trouble]:
    if not isinstance(data, dict):
        yield Trouble(Code.WRONG_TYPE, loc, _expected(shape, data))
        return
    fields = field_types(shape)
    for key in data:
        if key not in fields:
            yield Trouble(Code.UNKNOWN_KEY, (*loc, key), _unknown_key(key, fields), key=True)
    for key in required(shape):
        if key not in data:
            yield Trouble(Code.MISSING_KEY, loc, f"the key '{key}' is missing")
    for key, inner in data.items():
        if key in fields:
            yield from _walk(fields[key], inner, (*loc, key))


def _unknown_key(key: str, fields: Mapping[str, Any]) -> str:
    near = did_you_mean(key, fields)
    return f"the key '{key}' is unknown here{near or '; known: ' + ', '.join(fields)}"


def _sequence(inner: tuple[Any, ...], data: Data, loc: Loc) -> Iterator[Trouble]:
    if not isinstance(data, list):
        yield Trouble(Code.WRONG_TYPE, loc, f"a list is needed here, not {name_of(data)}")
    elif len(inner) == 2 and inner[1] is Ellipsis:
        for index, part in enumerate(data):
            yield from _walk(inner[0], part, (*loc, index))
    elif len(data) != len(inner):
        yield Trouble(Code.BAD_VALUE, loc, f"a list of exactly {len(inner)} values is needed, not {len(data)}")
    else:
        for index, (shape, part) in enumerate(zip(inner, data, strict=True)):
            yield from _walk(shape, part, (*loc, index))


def _mapping(inner: tuple[Any, ...], data: Data, loc: Loc) -> Iterator[Trouble]:
    if not isinstance(data, dict):
        yield Trouble(Code.WRONG_TYPE, loc, f"a mapping (key: value) is needed here, not {name_of(data)}")
        return
    for key, part in data.items():
        for trouble in _walk(inner[0], key, (*loc, key)):
            yield dataclasses.replace(trouble, key=True)
        yield from _walk(inner[1], part, (*loc, key))


def _one_of(values: tuple[Any, ...], data: Data, loc: Loc) -> Iterator[Trouble]:
    if any(data == value and type(data) is type(value) for value in values):
        return
    known = [str(value) for value in values]
    if isinstance(data, dict | list) or data is None:
        yield Trouble(Code.WRONG_TYPE, loc, f"one of {', '.join(known)} is needed here, not {name_of(data)}")
    else:
        near = did_you_mean(str(data), known)
        yield Trouble(Code.BAD_VALUE, loc, f"'{_short(data)}' is none of {', '.join(known)}{near}")


def _union(members: tuple[Any, ...], data: Data, loc: Loc) -> Iterator[Trouble]:
    if data is None and type(None) in members:
        return
    meant = [m for m in members if m is not type(None)]
    if len(meant) == 1:
        yield from _walk(meant[0], data, loc)
    elif isinstance(data, dict):
        yield from _union_of_records([m for m in meant if is_record(m)], meant, data, loc)
    elif isinstance(data, list):
        lists = [m for m in meant if get_origin(m) is tuple]
        if lists:
            yield from _walk(lists[0], data, loc)
        else:
            yield Trouble(Code.WRONG_TYPE, loc, _expected_any(meant, data))
    elif all(any(True for _ in _walk(m, data, loc)) for m in meant):
        choices = [m for m in meant if get_origin(m) is Literal or _is_enum(m)]
        if len(choices) == 1 and len(meant) == 1:
            yield from _walk(choices[0], data, loc)
        else:
            yield Trouble(Code.WRONG_TYPE, loc, _expected_any(meant, data))


def _union_of_records(records: list[Any], meant: list[Any], data: Data, loc: Loc) -> Iterator[Trouble]:
    if not records:
        yield Trouble(Code.WRONG_TYPE, loc, _expected_any(meant, data))
        return
    if len(records) == 1:
        yield from _record(records[0], data, loc)
        return
    kinds = {get_args(field_types(r)["kind"])[0]: r for r in records if _has_kind(r)}
    if len(kinds) == len(records):
        if "kind" not in data:
            fitting = [r for r in records if not any(True for _ in _record(r, data, loc))]
            if not fitting:
                yield Trouble(Code.MISSING_KEY, loc, f"the key 'kind' is missing; one of {', '.join(kinds)} is needed")
        elif data["kind"] in list(kinds):
            yield from _record(kinds[data["kind"]], data, loc)
        else:
            yield from _one_of(tuple(kinds), data["kind"], (*loc, "kind"))
        return
    marks = [(mark, r) for r in records for mark in distinguishing(r, records)]
    chosen = [r for mark, r in marks if mark in data]
    if chosen:
        # Text and Wording share their keys: the wider one comes first among equals that fit.
        fitting = [r for r in chosen if not any(True for _ in _record(r, data, loc))]
        if not fitting:
            yield from _record(chosen[0], data, loc)
        return
    needed = list(dict.fromkeys(mark for mark, _ in marks))
    near = next((hint for key in data if (hint := did_you_mean(key, needed))), "")
    yield Trouble(Code.MISSING_KEY, loc, f"one of these keys is needed here: {', '.join(needed)}{near}")


def distinguishing(shape: Any, among: list[Any]) -> tuple[str, ...]:
    """The key by which authors choose this record: a required one that the others lack, if there is one."""
    others = {key for other in among if other is not shape for key in field_types(other)}
    own = required(shape)
    return tuple(key for key in own if key not in others)[:1] or own[:1]


def is_record(shape: Any) -> bool:
    return dataclasses.is_dataclass(shape)


@cache
def field_types(shape: Any) -> dict[str, Any]:
    """Field name -> resolved type of a record, in order of definition."""
    hints = typing.get_type_hints(shape)
    return {f.name: hints[f.name] for f in dataclasses.fields(shape)}


@cache
def required(shape: Any) -> tuple[str, ...]:
    return tuple(
        f.name
        for f in dataclasses.fields(shape)
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    )


def _has_kind(shape: Any) -> bool:
    return get_origin(field_types(shape).get("kind")) is Literal


def _is_enum(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, StrEnum)


def _is_scalar(shape: Any, data: Data) -> bool:
    if shape is type(None):
        return data is None
    return type(data) is shape


def name_of(data: Data) -> str:
    """What kind of thing a value is, for people."""
    return _NAMES.get(type(data), "something else")


def _short(data: Data) -> str:
    text = str(data)
    return text if len(text) <= 60 else text[:57] + "..."


def _describe(shape: Any) -> str:
    origin = get_origin(shape)
    if origin is tuple:
        return "a list"
    if origin in (dict, Mapping):
        return "a mapping"
    if origin is Literal:
        return "one of " + ", ".join(str(value) for value in get_args(shape))
    if _is_enum(shape):
        return "one of " + ", ".join(str(member) for member in shape)
    if is_record(shape):
        if set(field_types(shape)) == {"ja", "en"}:
            return "a text with ja and en"
        return "a mapping with " + ", ".join(f"'{key}'" for key in required(shape)[:3] or field_types(shape))
    return _NAMES.get(shape, "a value")


def _expected(shape: Any, data: Data) -> str:
    quoted = f'; put it in quotes: "{_short(data)}"' if shape is str and _needs_quotes(data) else ""
    return f"{_describe(shape)} is needed here, not {name_of(data)}{quoted}"


def _needs_quotes(data: Data) -> bool:
    return isinstance(data, bool | int | float)


def _expected_any(shapes: list[Any], data: Data) -> str:
    return f"{' or '.join(dict.fromkeys(_describe(s) for s in shapes))} is needed here, not {name_of(data)}"
