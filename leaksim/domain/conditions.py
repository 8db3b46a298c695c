"""Conditions as typed values with three-valued evaluation; never expression strings."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping

from .facts import FactValue
from .kinds import Truth
from .records import record
from .text import Text


@record
class Situation:
    """What a condition is evaluated against.

    `happened` is None when nothing is known of the course of events; a given tuple is complete, so what
    it lacks did not happen. Marks and act ids may repeat, in order of occurrence.
    """

    truth: Mapping[str, FactValue]
    established: Mapping[str, FactValue] | None = None
    happened: tuple[str, ...] | None = None


Scalar = bool | int | str


@record
class _Comparison:
    """The comparisons that facts allow; several in one test must all hold. None given: the fact is a true flag."""

    equals: Scalar | None = None
    one_of: tuple[Scalar, ...] | None = None
    includes: str | None = None
    includes_any: tuple[str, ...] | None = None
    more_than: int | None = None
    at_least: int | None = None
    less_than: int | None = None
    at_most: int | None = None

    def compare(self, value: FactValue) -> Truth:
        if isinstance(value, Text):
            value = value.ja
        parts = value if isinstance(value, tuple) else (value,)
        tests: list[bool] = []
        if self.equals is not None:
            tests.append(value == self.equals and isinstance(value, bool) == isinstance(self.equals, bool))
        if self.one_of is not None:
            tests.append(value in self.one_of)
        if self.includes is not None:
            tests.append(self.includes in parts)
        if self.includes_any is not None:
            tests.append(any(part in self.includes_any for part in parts))
        number = value if isinstance(value, int) and not isinstance(value, bool) else None
        for limit, holds in (
            (self.more_than, operator.gt),
            (self.at_least, operator.ge),
            (self.less_than, operator.lt),
            (self.at_most, operator.le),
        ):
            if limit is not None:
                if number is None:
                    return Truth.UNKNOWN
                tests.append(holds(number, limit))
        if not tests:
            return Truth.of(value is True)
        return Truth.of(all(tests))

    @property
    def has_test(self) -> bool:
        return any(
            x is not None
            for x in (self.equals, self.one_of, self.includes, self.includes_any,
                      self.more_than, self.at_least, self.less_than, self.at_most)
        )  # fmt: skip


@record
class FactTest(_Comparison):
    """A comparison with a fact of the truth."""

    fact: str


@record
class EstablishedTest(_Comparison):
    """True when released evidence establishes the fact (and the established value compares, if asked)."""

    established: str


@record
class HappenedTest:
    """True when a mark or an act occurred at least `times` times."""

    happened: str
    times: int = 1


@record
class AllOf:
    all_of: tuple[Condition, ...]


@record
class AnyOf:
    any_of: tuple[Condition, ...]


@record
class NoneOf:
    none_of: tuple[Condition, ...]


Condition = AllOf | AnyOf | NoneOf | FactTest | EstablishedTest | HappenedTest


def evaluate(condition: Condition | None, situation: Situation) -> Truth:
    """Kleene evaluation; no condition always holds."""
    match condition:
        case None:
            return Truth.YES
        case AllOf():
            return _conjunction([evaluate(part, situation) for part in condition.all_of])
        case AnyOf():
            return _conjunction([evaluate(p, situation).negated() for p in condition.any_of]).negated()
        case NoneOf():
            return _conjunction([evaluate(p, situation).negated() for p in condition.none_of])
        case FactTest():
            if condition.fact not in situation.truth:
                return Truth.UNKNOWN
            return condition.compare(situation.truth[condition.fact])
        case EstablishedTest():
            if situation.established is None:
                return Truth.UNKNOWN
            if condition.established not in situation.established:
                return Truth.NO
            if not condition.has_test:
                return Truth.YES
            return condition.compare(situation.established[condition.established])
        case HappenedTest():
            if situation.happened is None:
                return Truth.UNKNOWN
            return Truth.of(situation.happened.count(condition.happened) >= condition.times)
    raise TypeError(f"not a condition: {condition!r}")


def leaves(condition: Condition | None) -> Iterator[FactTest | EstablishedTest | HappenedTest]:
    """Every test inside a condition, for checks that names exist."""
    match condition:
        case AllOf():
            parts = condition.all_of
        case AnyOf():
            parts = condition.any_of
        case NoneOf():
            parts = condition.none_of
        case None:
            return
        case _:
            yield condition
            return
    for part in parts:
        yield from leaves(part)


def _conjunction(values: list[Truth]) -> Truth:
    if Truth.NO in values:
        return Truth.NO
    return Truth.UNKNOWN if Truth.UNKNOWN in values else Truth.YES
