"""How much incidents of a scenario differ: what is read without names, numbers and dates, and the values drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping

from leaksim.domain.incident import Incident
from leaksim.domain.kinds import Language
from leaksim.domain.scenario import Scenario
from leaksim.domain.scenario_values import IntegerRange, WeightedChoice
from leaksim.engine.names import FAMILY_NAMES, GIVEN_NAMES

_NAMES = re.compile("|".join(sorted({n.ja for n in (*FAMILY_NAMES, *GIVEN_NAMES)}, key=len, reverse=True)))
_DIGITS = re.compile(r"[0-9０-９一二三四五六七八九十][0-9０-９,]*")
_WEEKDAYS = re.compile(r"[（(][月火水木金土日][）)]")


def masked(text: str, made: Incident) -> str:
    """The text without names, numbers and dates."""
    return _DIGITS.sub("0", _WEEKDAYS.sub("", _NAMES.sub("N", text.replace(made.organisation.name.ja, "ORG"))))


def text_of(made: Incident) -> str:
    """Everything that is read: briefing, messages and documents other than tables and logs."""
    documents = (e.documents[Language.JA] for e in made.evidence)
    read = (repr(d) for d in documents if d.kind not in ("table", "log"))
    return "\n".join([made.briefing.ja, *(inject.message.ja for inject in made.injects), *read])


def drawn_value(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def unreached(scenario: Scenario, drawn: Mapping[str, set[object]]) -> list[str]:
    """Choices never drawn, and ends of ranges (a tenth at each side) never reached."""
    found = []
    for name, parameter in scenario.parameters.items():
        values = drawn[name]
        if isinstance(parameter, WeightedChoice):
            seen = {str(value).lower() for value in values}
            found += [
                f"{name} is never {choice}"
                for choice, weight in parameter.choice.items()
                if weight and str(choice).lower() not in seen
            ]
        elif isinstance(parameter, IntegerRange):
            low, high = parameter.integer
            numbers = [value for value in values if isinstance(value, int)]
            margin = (high - low) // 10 + (parameter.round_to or 1)
            if min(numbers) > low + margin or max(numbers) < high - margin:
                found.append(f"{name} only reaches {min(numbers)} to {max(numbers)} of {low} to {high}")
    return found
