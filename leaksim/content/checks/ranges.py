"""Ranges that hold nothing, references to what stands later, and numbers that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...domain.scenario import Scenario
from ...domain.scenario_values import (
    FromParameter,
    IntegerRange,
    Parameter,
    ParameterBy,
    ShareOf,
    SubsetChoice,
    SumOfParameters,
    WeightedChoice,
)
from ...domain.templates import START
from ..findings import Code
from ..yaml_tree import Loc
from .walking import Issue, records_in

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z")


def unfit_ranges(scenario: Scenario) -> Iterator[Issue]:
    """Ranges that hold nothing, weights that choose nothing, moments that hang on later ones."""
    for loc, part in records_in(scenario):
        match part:
            case IntegerRange():
                if part.integer[0] > part.integer[1]:
                    yield Issue(Code.BAD_VALUE, (*loc, "integer"), "the lower end stands first in a range")
                if part.log and part.integer[0] < 1:
                    yield Issue(Code.BAD_VALUE, (*loc, "integer"), "with 'log' a range begins at 1 or above")
                if part.round_to < 1:
                    yield Issue(Code.BAD_VALUE, (*loc, "round_to"), "'round_to' is 1 or more")
            case WeightedChoice():
                if not part.choice or min(part.choice.values()) < 0 or sum(part.choice.values()) < 1:
                    yield Issue(Code.BAD_VALUE, (*loc, "choice"), "a choice needs positive weights")
            case SubsetChoice():
                if part.at_least > min(part.at_most, len(part.subset)):
                    message = f"cannot choose at least {part.at_least} of {len(part.subset)}"
                    yield Issue(Code.BAD_VALUE, (*loc, "at_least"), message)
    yield from _number_references(scenario)
    yield from _order(scenario)


def _number_references(scenario: Scenario) -> Iterator[Issue]:
    for loc, part in records_in(scenario):
        if isinstance(part, FromParameter) and loc[-1] in NUMBER_FIELDS:
            parameter = scenario.parameters.get(part.param)
            if parameter is not None and not _is_numeric(parameter):
                message = f"the parameter '{part.param}' is no number"
                yield Issue(Code.BAD_VALUE, (*loc, "param"), message)


#: Fields of evidence and moments that count something.
NUMBER_FIELDS = frozenset(
    {
        "persons",
        "duplicates",
        "readers",
        "accesses",
        "noise",
        "office",
        "clock_offset_minutes",
        "rows_read",
        "queries",
        "count",
        "counts",
        "distinct",
        "total",
        "bytes_out",
        "flows",
        "size_kb",
        "attachments",
        "ordinary",
        "minutes",
        "days",
    }
)


def _is_numeric(parameter: Parameter) -> bool:
    match parameter:
        case IntegerRange() | SumOfParameters() | ShareOf():
            return True
        case WeightedChoice():
            return all(key.isdecimal() for key in parameter.choice)
        case ParameterBy():
            return all(_is_numeric(part) for part in parameter.draw.values())
    return False


def _order(scenario: Scenario) -> Iterator[Issue]:
    """Moments and parameters refer to what stands before them."""
    earlier = {START}
    for name, moment in scenario.moments.items():
        if moment.of in scenario.moments and moment.of not in earlier:
            message = f"the moment '{moment.of}' does not stand before; a moment refers to an earlier one"
            yield Issue(Code.BAD_VALUE, ("moments", name, "of"), message)
        if moment.clock is not None and not _CLOCK.match(moment.clock):
            message = f"'{moment.clock}' is no time of day (\"HH:MM\")"
            yield Issue(Code.BAD_VALUE, ("moments", name, "clock"), message)
        earlier.add(name)
    earlier = set()
    for name, parameter in scenario.parameters.items():
        for loc, part in records_in(parameter, ("parameters", name)):
            for field, other in _named_parameters(part):
                if other in scenario.parameters and other not in earlier:
                    message = f"the parameter '{other}' does not stand before; only earlier ones can be used"
                    yield Issue(Code.BAD_VALUE, (*loc, *field), message)
        earlier.add(name)


def _named_parameters(part: Any) -> Iterator[tuple[Loc, str]]:
    match part:
        case SumOfParameters():
            yield from ((("plus", index), name) for index, name in enumerate(part.plus))
            yield from ((("minus", index), name) for index, name in enumerate(part.minus))
        case ShareOf():
            yield ("share_of",), part.share_of
        case ParameterBy():
            yield ("by",), part.by
