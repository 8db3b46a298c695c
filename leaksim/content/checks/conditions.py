"""Conditions that compare a fact with something it can never be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...domain.conditions import EstablishedTest, FactTest, HappenedTest, leaves
from ...domain.facts import FactKind, FactSpec, FactVocabulary
from ..explain import did_you_mean
from ..findings import Code
from ..yaml_tree import Loc
from .walking import Issue, records_in

_NUMBER_TESTS = ("more_than", "at_least", "less_than", "at_most")
_SET_TESTS = ("includes", "includes_any")
_VALUE_TESTS = ("equals", "one_of")
#: What each kind of fact can be compared by.
_ALLOWED = {
    FactKind.FLAG: ("equals",),
    FactKind.NUMBER: (*_VALUE_TESTS, *_NUMBER_TESTS),
    FactKind.CHOICE: (*_VALUE_TESTS, *_SET_TESTS),
    FactKind.SET: _SET_TESTS,
    FactKind.MOMENT: _VALUE_TESTS,
    FactKind.TEXT: _VALUE_TESTS,
}


def miscompared(record: Any, vocabulary: FactVocabulary) -> Iterator[Issue]:
    """Comparisons of the wrong kind, or with values that the vocabulary does not have."""
    specs = {spec.id: spec for spec in vocabulary.facts}
    for loc, part in records_in(record):
        if isinstance(part, FactTest | EstablishedTest):
            spec = specs.get(part.fact if isinstance(part, FactTest) else part.established)
            if spec is not None:
                yield from _comparison(part, spec, loc)


def _comparison(test: FactTest | EstablishedTest, spec: FactSpec, loc: Loc) -> Iterator[Issue]:
    allowed = _ALLOWED[spec.kind]
    for name in (*_VALUE_TESTS, *_SET_TESTS, *_NUMBER_TESTS):
        given = getattr(test, name)
        if given is None:
            continue
        if name not in allowed:
            yield Issue(
                Code.BAD_CONDITION,
                (*loc, name),
                f"'{spec.id}' is a {spec.kind}; '{name}' can never hold for it (possible: {', '.join(allowed)})",
                key=True,
            )
            continue
        parts = [((*loc, name), given)]
        if isinstance(given, tuple):
            parts = [((*loc, name, index), value) for index, value in enumerate(given)]
        for at, value in parts:
            message = unfit_scalar(value, spec)
            if message:
                yield Issue(Code.BAD_CONDITION, at, message)
    if isinstance(test, FactTest) and not test.has_test and spec.kind is not FactKind.FLAG:
        yield Issue(
            Code.BAD_CONDITION,
            (*loc, "fact"),
            f"'{spec.id}' is a {spec.kind}, not a flag: a comparison is needed ({', '.join(allowed)})",
        )


def unfit_scalar(value: Any, spec: FactSpec) -> str | None:
    """Why one value can never be (or be in) the fact; None when it can."""
    match spec.kind:
        case FactKind.FLAG:
            fits = isinstance(value, bool)
            needed = "true or false"
        case FactKind.NUMBER:
            fits = isinstance(value, int) and not isinstance(value, bool)
            needed = "a whole number"
        case FactKind.CHOICE | FactKind.SET:
            if isinstance(value, str) and value not in spec.values:
                near = did_you_mean(value, spec.values)
                known = "" if near else f"; its values: {', '.join(spec.values)}"
                return f"'{value}' is no value of '{spec.id}'{near}{known}"
            fits = isinstance(value, str)
            needed = "one of its values"
        case _:
            fits = isinstance(value, str)
            needed = "text"
    return None if fits else f"'{spec.id}' is a {spec.kind}: {needed} is needed, not '{value}'"


def too_early(record: Any) -> Iterator[Issue]:
    """`only_if` is decided when an incident is made: nothing has happened and nothing is established then."""
    for loc, part in records_in(record):
        condition = getattr(part, "only_if", None)
        if condition is None:
            continue
        for leaf in leaves(condition):
            if isinstance(leaf, EstablishedTest | HappenedTest):
                yield Issue(
                    Code.BAD_CONDITION,
                    (*loc, "only_if"),
                    "'only_if' is decided before anything happens: it can test facts only",
                    key=True,
                )
                break
