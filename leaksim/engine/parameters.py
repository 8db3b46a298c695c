"""Parameters: what varies between incidents of one scenario. Each draws from its own stream."""

from __future__ import annotations

from collections.abc import Mapping

from ..domain.facts import FactValue
from ..domain.scenario_values import (
    CodePattern,
    FromParameter,
    IntegerRange,
    Parameter,
    ParameterBy,
    ShareOf,
    SubsetChoice,
    SumOfParameters,
    TextChoice,
    WeightedChoice,
)
from ..domain.text import Text
from ..errors import ContentError
from .streams import Stream


def draw_parameters(specs: Mapping[str, Parameter], stream: Stream) -> dict[str, FactValue]:
    """Every parameter's value, in declared order."""
    values: dict[str, FactValue] = {}
    for name, spec in specs.items():
        try:
            values[name] = _draw(spec, values, stream.child(name))
        except ContentError as error:
            raise ContentError(f"parameter {name!r}: {error}") from error
    return values


def draw_integer(spec: IntegerRange, stream: Stream) -> int:
    low, high = spec.integer
    drawn = stream.magnitude(low, high) if spec.log else stream.integer(low, high)
    return max(low, drawn // spec.round_to * spec.round_to)


def number(spec: int | FromParameter, parameters: Mapping[str, FactValue]) -> int:
    """An integer that stands as itself or as a parameter's name."""
    value = parameter(spec.param, parameters) if isinstance(spec, FromParameter) else spec
    if isinstance(value, bool) or not isinstance(value, int):
        raise ContentError(f"{spec} is not a number")
    return value


def parameter(name: str, parameters: Mapping[str, FactValue]) -> FactValue:
    if name not in parameters:
        raise ContentError(f"there is no parameter {name!r} (declared so far: {', '.join(parameters)})")
    return parameters[name]


def as_key(value: FactValue) -> str:
    """A value as the key that authors write for it in `cases` and `draw`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.ja if isinstance(value, Text) else str(value)


def from_key(key: str) -> FactValue:
    """The value that a key of a weighted choice stands for."""
    if key in ("true", "false"):
        return key == "true"
    return int(key) if key.isdecimal() else key


def choices_of(spec: Parameter) -> tuple[FactValue, ...]:
    """Every value that a parameter of discrete kind can take."""
    match spec:
        case WeightedChoice():
            return tuple(from_key(key) for key in spec.choice)
        case TextChoice():
            return spec.texts
        case ParameterBy():
            found: list[FactValue] = []
            for part in spec.draw.values():
                found += [value for value in choices_of(part) if value not in found]
            return tuple(found)
        case SubsetChoice():
            return tuple(dict.fromkeys((*spec.always, *spec.subset)))
    raise ContentError("`choices` needs a parameter with listed values")


def _draw(spec: Parameter, values: Mapping[str, FactValue], stream: Stream) -> FactValue:
    match spec:
        case IntegerRange():
            return draw_integer(spec, stream)
        case WeightedChoice():
            return from_key(stream.weighted(spec.choice))
        case SubsetChoice():
            most = min(spec.at_most, len(spec.subset))
            drawn = stream.sample(spec.subset, stream.integer(min(spec.at_least, most), most))
            return tuple(sorted({*spec.always, *drawn}))
        case SumOfParameters():
            plus = sum(number(FromParameter(param=name), values) for name in spec.plus)
            return plus - sum(number(FromParameter(param=name), values) for name in spec.minus) + spec.add
        case ShareOf():
            share = number(FromParameter(param=spec.share_of), values) * stream.integer(*spec.percent) // 100
            return max(spec.at_least, share // spec.round_to * spec.round_to)
        case CodePattern():
            return stream.code(spec.code)
        case TextChoice():
            return stream.pick(spec.texts)
        case ParameterBy():
            key = as_key(parameter(spec.by, values))
            part = spec.draw.get(key, spec.draw.get("else"))
            if part is None:
                raise ContentError(f"nothing to draw when {spec.by} is {key!r}")
            return _draw(part, values, stream.child(key))
