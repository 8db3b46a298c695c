"""What varies in a scenario, in words: each parameter with the facts that it decides and what it is drawn from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..domain.facts import FactKind, FactSpec, FactVocabulary
from ..domain.kinds import Language
from ..domain.scenario import Scenario
from ..domain.scenario_values import (
    ByParameter,
    CodePattern,
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
    Value,
    WeightedChoice,
)
from ..domain.text import Text
from ..i18n import translate
from ..reports.gallery import Varying

_NAMED = re.compile(r"\bp\.(\w+)")


def varying(scenario: Scenario, vocabulary: FactVocabulary, language: Language) -> tuple[tuple[Varying, ...], int]:
    """The parameters that decide facts, and the number of those others that vary."""
    words = _Words(scenario, vocabulary, language)
    rows = []
    details = 0
    for name, drawn in scenario.parameters.items():
        if not _varies(drawn):
            continue
        decides = words.decided(name)
        if not decides:
            details += 1
            continue
        labels = tuple(dict.fromkeys(vocabulary.spec(fact).label.in_(language) for fact in decides))
        rows.append(Varying(name=name, decides=labels, drawn=tuple(words.drawn(name, drawn))))
    return tuple(rows), details


def _varies(drawn: Parameter) -> bool:
    """Whether it is drawn at all: what is computed, and what has one value only, is not."""
    match drawn:
        case SumOfParameters():
            return False
        case IntegerRange():
            return drawn.integer[0] != drawn.integer[1]
        case WeightedChoice():
            return len(drawn.choice) > 1
        case ParameterBy():
            return len({repr(one) for one in drawn.draw.values()}) > 1 or any(map(_varies, drawn.draw.values()))
        case _:
            return True


class _Words:
    def __init__(self, scenario: Scenario, vocabulary: FactVocabulary, language: Language) -> None:
        self.vocabulary = vocabulary
        self.language = language
        self.parameters = scenario.parameters
        self.facts = scenario.facts

    def decided(self, name: str) -> list[str]:
        """The facts whose value names the parameter; else those that parameters made from it decide."""
        direct = [fact for fact, value in self.facts.items() if name in set(_named(value))]
        if direct:
            return direct
        made = [other for other, drawn in self.parameters.items() if name in set(_sources(drawn))]
        return list(dict.fromkeys(fact for other in made for fact in self.decided(other)))

    def drawn(self, name: str, drawn: Parameter) -> Iterator[str]:
        """What the parameter is drawn from, a line for each branch."""
        match drawn:
            case ParameterBy():
                by = self.fact_label(drawn.by)
                for case, one in drawn.draw.items():
                    line = self.joined(self.drawn(name, one))
                    if case == "else":
                        yield translate("gallery_draw.otherwise", self.language, drawn=line)
                    else:
                        label = self.value(drawn.by, case)
                        yield translate("gallery_draw.by", self.language, name=by, case=label, drawn=line)
            case WeightedChoice():
                total = sum(drawn.choice.values())
                if len(drawn.choice) == 1:
                    yield self.value(name, next(iter(drawn.choice)))
                    return
                yield self.joined(
                    translate(
                        "gallery_draw.weight",
                        self.language,
                        value=self.value(name, value),
                        percent=round(100 * weight / total),
                    )
                    for value, weight in drawn.choice.items()
                )
            case IntegerRange():
                low, high = (self.number(name, one) for one in drawn.integer)
                key = "gallery_draw.log_range" if drawn.log else "gallery_draw.range"
                yield low if low == high else translate(key, self.language, low=low, high=high)
            case SubsetChoice():
                yield translate(
                    "gallery_draw.subset",
                    self.language,
                    low=drawn.at_least,
                    high=min(drawn.at_most, len(drawn.subset)),
                    names=self.joined(self.value(name, one) for one in drawn.subset),
                )
                if drawn.always:
                    names = self.joined(self.value(name, one) for one in drawn.always)
                    yield translate("gallery_draw.always", self.language, names=names)
            case ShareOf():
                least, most = drawn.percent
                of = self.fact_label(drawn.share_of)
                yield translate("gallery_draw.share", self.language, of=of, low=least, high=most)
            case TextChoice():
                yield from (text.in_(self.language) for text in drawn.texts)
            case CodePattern():
                yield translate("gallery_draw.code", self.language, pattern=drawn.code)
            case SumOfParameters():
                yield translate("gallery_draw.computed", self.language)

    def joined(self, parts: Iterator[str]) -> str:
        return translate("gallery.comma", self.language).join(parts)

    def fact_label(self, name: str) -> str:
        """The fact that a parameter is, or else the parameter's name."""
        spec = self.spec(name)
        return spec.label.in_(self.language) if spec else name

    def spec(self, name: str) -> FactSpec | None:
        """The fact that takes the parameter's value as it is."""
        for fact, value in self.facts.items():
            if isinstance(value, FromParameter) and value.param == name:
                return self.vocabulary.spec(fact)
        return None

    def number(self, name: str, number: int) -> str:
        spec = self.spec(name)
        if spec is not None and spec.kind is FactKind.NUMBER:
            return self.vocabulary.value_text(spec.id, number).in_(self.language)
        return f"{number:,}"

    def value(self, name: str, value: str) -> str:
        """A parameter's value as the fact that it becomes reads, or else the value itself."""
        spec = self.spec(name)
        if spec is not None and spec.kind is FactKind.FLAG:
            return self.vocabulary.value_text(spec.id, value == "true").in_(self.language)
        if spec is not None and value in spec.values:
            return spec.values[value].in_(self.language)
        for fact, one in self.facts.items():
            if name in set(_named(one)) and value in self.vocabulary.spec(fact).values:
                return self.vocabulary.spec(fact).values[value].in_(self.language)
        for fact, one in self.facts.items():
            if isinstance(one, ByParameter) and one.case == name and one.includes is None and one.at_least is None:
                found = self.leaf(fact, one.cases.get(value))
                if found and len({repr(case) for case in one.cases.values()}) == len(one.cases):
                    return found
        if value in ("true", "false"):
            return (Text("はい", "Yes") if value == "true" else Text("いいえ", "No")).in_(self.language)
        return value.replace("_", " ")

    def leaf(self, fact: str, value: Value | None) -> str:
        """A value that stands written out, as people read it; empty where it is made, or is a template."""
        if value is None or isinstance(value, (FromParameter, ByParameter, FromMoment, FromTemplate, UnionOf)):
            return ""
        if not isinstance(value, (bool, int, str, tuple, Text)):
            return ""
        # "Yes" or a bare number says nothing without its fact.
        if isinstance(value, (bool, int)):
            return ""
        said = self.vocabulary.value_text(fact, value).in_(self.language)
        return "" if "{{" in said or "{%" in said else said


def _named(value: object) -> Iterator[str]:
    """The parameters that a value names, by reference or in a template."""
    match value:
        case FromParameter():
            yield value.param
        case ByParameter():
            yield value.case
            for case in value.cases.values():
                yield from _named(case)
        case UnionOf():
            for part in value.union:
                yield from _named(part)
        case FromTemplate():
            yield from _NAMED.findall(value.template.ja)
        case Text():
            yield from _NAMED.findall(value.ja)
        case tuple():
            for part in value:
                yield from _named(part)


def _sources(drawn: Parameter) -> Iterator[str]:
    """The parameters that another is made from."""
    match drawn:
        case ParameterBy():
            yield drawn.by
            for one in drawn.draw.values():
                yield from _sources(one)
        case SumOfParameters():
            yield from (*drawn.plus, *drawn.minus)
        case ShareOf():
            yield drawn.share_of
