"""The entries of a learner's journal as JSON and back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from ..domain.study import Entry
from ..store import StoredEntry


@cache
def _adapter() -> TypeAdapter[Entry]:
    return TypeAdapter(Entry)


def payload_of(entry: Entry) -> dict[str, Any]:
    payload: dict[str, Any] = _adapter().dump_python(entry, mode="json")
    return payload


def entries_of(stored: Iterable[StoredEntry]) -> list[Entry]:
    return [_adapter().validate_python(_with_tuples(dict(one.payload))) for one in stored]


def _with_tuples(payload: dict[str, Any]) -> dict[str, Any]:
    """JSON has no tuples; lists of an entry are such."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in payload.items()}
