"""Values that do not fit the fact they are given to, and references to parameters of the wrong sort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ...domain.facts import FactKind, FactSpec, FactVocabulary
from ...domain.scenario import Scenario
from ...domain.scenario_values import (
    ByParameter,
    ChoicesOf,
    CodePattern,
    FromCast,
    FromMoment,
    FromParameter,
    FromTemplate,
    IntegerRange,
    Parameter,
    ParameterBy,
    ShareOf,
    SubsetChoice,
    SumOfParameters,
    TextChoice,
    UnionOf,
    WeightedChoice,
)
from ...domain.text import Text
from ..findings import Code
from ..yaml_tree import Loc
from .conditions import unfit_scalar
from .walking import Issue, records_in

#: Cases of an integer parameter are compared with its range only where the range is short.
_FEW = 100
ELSE = "else"


def unfit_values(scenario: Scenario, vocabulary: FactVocabulary) -> Iterator[Issue]:
    """Facts, candidates and findings whose value can never be one of the fact."""
    specs = {spec.id: spec for spec in vocabulary.facts}
    yield from unfit_facts(scenario.facts, scenario.parameters, vocabulary)
    for fact, values in scenario.candidates.items():
        if fact in specs:
            for index, option in enumerate(values):
                yield from _value(option, specs[fact], scenario.parameters, ("candidates", fact, index))
    for index, finding in enumerate(scenario.findings):
        spec = specs.get(finding.fact)
        if spec is None:
            continue
        loc: Loc = ("findings", index)
        for end in ("low", "high"):
            value = getattr(finding, end)
            if value is None:
                continue
            if spec.kind not in (FactKind.NUMBER, FactKind.MOMENT):
                message = f"'{spec.id}' is a {spec.kind}: only numbers and moments have a range"
                yield Issue(Code.BAD_FACT_VALUE, (*loc, end), message)
            else:
                yield from _value(value, spec, scenario.parameters, (*loc, end))
        if finding.value is not None:
            yield from _value(finding.value, spec, scenario.parameters, (*loc, "value"))
            if finding.low is not None or finding.high is not None:
                message = "a finding has a value or a range, not both"
                yield Issue(Code.BAD_VALUE, (*loc, "value"), message, key=True)


def unfit_facts(
    facts: Mapping[str, Any], parameters: Mapping[str, Parameter], vocabulary: FactVocabulary
) -> Iterator[Issue]:
    """Facts whose value can never be one of theirs; names that the vocabulary lacks are told elsewhere."""
    specs = {spec.id: spec for spec in vocabulary.facts}
    for fact, value in facts.items():
        if fact in specs:
            yield from _value(value, specs[fact], parameters, ("facts", fact))


def _value(value: Any, spec: FactSpec, parameters: Mapping[str, Parameter], loc: Loc) -> Iterator[Issue]:
    message: str | None = None
    match value:
        case FromParameter():
            parameter = parameters.get(value.param)
            if parameter is not None:
                message = _unfit_parameter(value.param, parameter, spec)
        case ByParameter():
            for case, inner in value.cases.items():
                yield from _value(inner, spec, parameters, (*loc, "cases", case))
        case ChoicesOf():
            parameter = parameters.get(value.choices)
            if isinstance(parameter, IntegerRange | SumOfParameters | ShareOf | CodePattern):
                message = f"the parameter '{value.choices}' has no list of values to choose from"
            elif parameter is not None and not (isinstance(parameter, SubsetChoice) and spec.kind is FactKind.CHOICE):
                message = _unfit_parameter(value.choices, parameter, spec)
        case UnionOf():
            if spec.kind is not FactKind.SET:
                message = f"'{spec.id}' is a {spec.kind}, not a set"
            else:
                for index, inner in enumerate(value.union):
                    yield from _value(inner, spec, parameters, (*loc, "union", index))
        case FromMoment():
            if spec.kind is not FactKind.MOMENT:
                message = f"'{spec.id}' is a {spec.kind}, not a moment"
        case FromCast() | FromTemplate() | Text():
            if spec.kind is not FactKind.TEXT:
                message = f"'{spec.id}' is a {spec.kind}, not a text"
        case tuple():
            if spec.kind is not FactKind.SET:
                message = f"'{spec.id}' is a {spec.kind}, not a set: a single value is needed, not a list"
            else:
                message = _unfit_parts(value, spec)
        case "" if "union" in loc:
            pass  # adds nothing to the set
        case _:
            message = _unfit_literal(value, spec)
    if message:
        yield Issue(Code.BAD_FACT_VALUE, loc, message)


def is_moment(text: str) -> bool:
    """Whether a text is ISO 8601 with an offset."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _unfit_literal(value: Any, spec: FactSpec) -> str | None:
    if spec.kind is FactKind.TEXT:
        return f"'{spec.id}' is a text: {{ja: ..., en: ...}} is needed"
    if spec.kind is FactKind.MOMENT:
        if not is_moment(str(value)):
            return f"'{spec.id}' is a moment: {{moment: ...}} or ISO 8601 with +09:00 is needed"
        return None
    return unfit_scalar(value, spec)


def _unfit_parts(values: tuple[str, ...], spec: FactSpec) -> str | None:
    return next((message for part in values if (message := unfit_scalar(part, spec))), None)


def _unfit_parameter(name: str, parameter: Parameter, spec: FactSpec) -> str | None:
    match parameter, spec.kind:
        case ((IntegerRange() | SumOfParameters() | ShareOf()), FactKind.NUMBER):
            return None
        case SubsetChoice(), FactKind.SET:
            return _unfit_parts((*parameter.subset, *parameter.always), spec)
        case WeightedChoice(), FactKind.FLAG if set(parameter.choice) <= {"true", "false"}:
            return None
        case WeightedChoice(), (FactKind.CHOICE | FactKind.SET):
            return _unfit_parts(tuple(parameter.choice), spec)
        case WeightedChoice(), FactKind.NUMBER if all(key.isdecimal() for key in parameter.choice):
            return None
        case ((TextChoice() | CodePattern()), FactKind.TEXT):
            return None
        case ParameterBy(), _:
            parts = (_unfit_parameter(name, part, spec) for part in parameter.draw.values())
            return next((message for message in parts if message), None)
    return f"the parameter '{name}' never has a value that '{spec.id}' (a {spec.kind}) can have"


def unfit_cases(scenario: Scenario) -> Iterator[Issue]:
    """Cases that a parameter never takes, and values of it that no case covers."""
    cases: Mapping[str, object]
    for loc, part in records_in(scenario):
        match part:
            case ByParameter():
                name, cases, field = part.case, part.cases, "cases"
            case ParameterBy():
                name, cases, field = part.by, part.draw, "draw"
            case _:
                continue
        parameter = scenario.parameters.get(name)
        if parameter is None:
            continue
        possible = possible_values(parameter)
        if isinstance(part, ByParameter):
            if part.includes is not None:
                yield from _included(part, parameter, loc)
            if part.includes is not None or part.at_least is not None:
                possible = ("true", "false")
            elif isinstance(parameter, SubsetChoice):
                message = f"the parameter '{name}' is a set; 'includes' says which id the cases are about"
                yield Issue(Code.MISSING_KEY, loc, message)
        if possible is None:
            continue
        for case in cases:
            if case not in (*possible, ELSE):
                message = f"the parameter '{name}' is never '{case}'; possible: {', '.join(possible)}"
                yield Issue(Code.IDLE_CASE, (*loc, field, case), message, key=True)
        missing = [value for value in possible if value not in cases]
        if missing and ELSE not in cases:
            message = f"no case for '{name}' being {', '.join(missing)}"
            yield Issue(Code.MISSING_KEY, (*loc, field), message, key=True)


def _included(part: ByParameter, parameter: Parameter, loc: Loc) -> Iterator[Issue]:
    if not isinstance(parameter, SubsetChoice):
        if not isinstance(parameter, ParameterBy):
            message = f"the parameter '{part.case}' is no set, so nothing is included in it"
            yield Issue(Code.BAD_VALUE, (*loc, "includes"), message)
    elif part.includes not in (*parameter.subset, *parameter.always):
        message = f"the parameter '{part.case}' never holds '{part.includes}'"
        yield Issue(Code.BAD_VALUE, (*loc, "includes"), message)


def possible_values(parameter: Parameter) -> tuple[str, ...] | None:
    """The values of a parameter as case keys; None when they are too many to list."""
    match parameter:
        case WeightedChoice():
            return tuple(parameter.choice)
        case IntegerRange():
            low, high = parameter.integer
            return tuple(str(n) for n in range(low, high + 1)) if high - low < _FEW else None
        case TextChoice():
            return tuple(text.ja for text in parameter.texts)
        case ParameterBy():
            parts = [possible_values(part) for part in parameter.draw.values()]
            known = [values for values in parts if values is not None]
            if len(known) == len(parts):
                return tuple(dict.fromkeys(value for values in known for value in values))
    return None
