"""Values that authors write by reference: parameters, cases, moments, people, templates, unions."""

from __future__ import annotations

from ..domain.facts import FactValue
from ..domain.scenario_values import (
    ByParameter,
    ChoicesOf,
    FromCast,
    FromMoment,
    FromParameter,
    FromTemplate,
    UnionOf,
    Value,
)
from ..domain.text import Text
from ..errors import ContentError
from .clock import iso
from .context import Context
from .parameters import as_key, choices_of, number, parameter


def resolve(value: Value, context: Context) -> FactValue:
    """The fact value that a written value stands for; sets come sorted and without repeats."""
    match value:
        case FromParameter():
            return _settled(parameter(value.param, context.parameters))
        case ByParameter():
            key = _case_key(value, context)
            case = value.cases.get(key, value.cases.get("else"))
            if case is None:
                raise ContentError(f"no case for {value.case} = {key!r}")
            return resolve(case, context)
        case FromMoment():
            return iso(context.moment(value.moment))
        case FromCast():
            return context.member(value.cast).with_place()
        case FromTemplate():
            return context.text(value.template)
        case UnionOf():
            parts: set[str] = set()
            for part in value.union:
                resolved = resolve(part, context)
                parts |= set(resolved) if isinstance(resolved, tuple) else {str(resolved)} - {""}
            return tuple(sorted(parts))
    return _settled(value)


def resolve_candidates(values: tuple[Value | ChoicesOf, ...], context: Context) -> list[FactValue]:
    """Candidate options, those of a parameter's choices spread out."""
    found: list[FactValue] = []
    for value in values:
        if isinstance(value, ChoicesOf):
            if value.choices not in context.scenario.parameters:
                raise ContentError(f"there is no parameter {value.choices!r}")
            found += choices_of(context.scenario.parameters[value.choices])
        else:
            found.append(resolve(value, context))
    return found


def _case_key(value: ByParameter, context: Context) -> str:
    given = parameter(value.case, context.parameters)
    if value.includes is not None:
        return as_key(isinstance(given, tuple) and value.includes in given)
    if value.at_least is not None:
        return as_key(number(FromParameter(param=value.case), context.parameters) >= value.at_least)
    return as_key(given)


def _settled(value: FactValue) -> FactValue:
    if isinstance(value, tuple):
        return tuple(sorted(set(value)))
    return Text(value.ja, value.en) if isinstance(value, Text) else value
