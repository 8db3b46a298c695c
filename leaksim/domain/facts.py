"""Facts: the vocabulary conditions and questions share, and the three layers they talk about.

truth        flat facts of an incident, fixed by (scenario, seed)
established  what could be claimed from released evidence
happened     marks of injects released and ids of acts taken
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from .records import record
from .text import Text

#: bool for flags, int for numbers, str for choices and moments (ISO 8601 with +09:00), a sorted tuple of
#: ids for sets, Text for names, places and causes.
FactValue = bool | int | str | tuple[str, ...] | Text


class FactKind(StrEnum):
    FLAG = "flag"
    NUMBER = "number"
    CHOICE = "choice"
    SET = "set"
    MOMENT = "moment"
    TEXT = "text"


@record
class FactSpec:
    """One fact that incidents, conditions and questions may name.

    `phrases` are clauses for comparisons with it, by value ("yes" and "no" for a flag); "any" holds {value} for
    whatever values are compared, "every" stands for all values of a set at once.
    """

    id: str
    kind: FactKind
    label: Text
    values: Mapping[str, Text] = field(default_factory=dict)  # choice and set: id -> label
    unit: Text | None = None
    note: Text | None = None
    phrases: Mapping[str, Text] = field(default_factory=dict)

    def value_label(self, value: object) -> Text:
        """The label of a value of a choice or set; other values read as they are."""
        return self.values.get(str(value), Text(str(value), str(value)))


@record
class MarkSpec:
    """Something that can happen in the course of an incident, apart from the trainee's own acts."""

    id: str
    label: Text


@record
class FactVocabulary:
    """All facts and marks, by id."""

    facts: tuple[FactSpec, ...]
    marks: tuple[MarkSpec, ...]

    def spec(self, fact: str) -> FactSpec:
        """The spec of `fact`; KeyError when the vocabulary has none."""
        for spec in self.facts:
            if spec.id == fact:
                return spec
        raise KeyError(fact)

    def value_text(self, fact: str, value: FactValue) -> Text:
        """A fact's value as people read it, in both languages."""
        spec = self.spec(fact)
        if isinstance(value, Text):
            return value
        if spec.kind is FactKind.FLAG:
            return Text("はい", "Yes") if value else Text("いいえ", "No")
        if isinstance(value, tuple):
            labels = [spec.values.get(part, Text(part, part)) for part in value]
            return Text("、".join(x.ja for x in labels), ", ".join(x.en for x in labels))
        if spec.kind is FactKind.NUMBER and isinstance(value, int):
            unit = spec.unit or Text("", "")
            return Text(f"{value:,}{unit.ja}", f"{value:,} {unit.en}".strip())
        return spec.values.get(str(value), Text(str(value), str(value)))
