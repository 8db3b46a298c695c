"""How scenarios state values: parameters that are drawn, moments, people, and references to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from .facts import FactValue
from .records import record
from .text import Text


@record
class FromParameter:
    """The value of a parameter."""

    param: str


@record
class ByParameter:
    """A value chosen by a parameter: `cases` maps its values (as text: "true", "12", "usb") to values.

    With `includes` (a set parameter holds that id) or `at_least` (a number reaches it) the cases are "true" and
    "false". The case "else" stands for every value without a case of its own.
    """

    case: str
    cases: Mapping[str, Value]
    includes: str | None = None
    at_least: int | None = None


@record
class FromMoment:
    """A named moment, as ISO 8601 with +09:00."""

    moment: str


@record
class FromCast:
    """A person's name with department, as the question about "who" shows it."""

    cast: str


@record
class FromTemplate:
    """A bilingual text with placeholders."""

    template: Text


@record
class UnionOf:
    """A set made of all the given sets and single ids."""

    union: tuple[Value, ...]


@record
class ChoicesOf:
    """In `candidates` only: every value that the named parameter can take, each an option of its own."""

    choices: str


Value = FromParameter | ByParameter | FromMoment | FromCast | FromTemplate | UnionOf | FactValue


@record
class IntegerRange:
    """An integer between both ends, inclusive; `log` draws small and huge alike; `round_to` rounds down."""

    integer: tuple[int, int]
    log: bool = False
    round_to: int = 1


@record
class WeightedChoice:
    """One of the keys, with the given weights. Keys "true" and "false" give flags, digits give numbers."""

    choice: Mapping[str, int]


@record
class SubsetChoice:
    """A set of `at_least` to `at_most` of the given ids, together with those `always` in it."""

    subset: tuple[str, ...]
    at_least: int = 0
    at_most: int = 99
    always: tuple[str, ...] = ()


@record
class SumOfParameters:
    """A number computed from others: sum of `plus` less `minus` plus `add`."""

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    add: int = 0


@record
class ShareOf:
    """A whole percentage of another number, drawn between both ends (inclusive), rounded down to `round_to`."""

    share_of: str
    percent: tuple[int, int]
    at_least: int = 0
    round_to: int = 1


@record
class CodePattern:
    """A code such as a serial number: `#` becomes a digit, `?` a capital letter, all else stays."""

    code: str


@record
class TextChoice:
    """One of several bilingual texts."""

    texts: tuple[Text, ...]


@record
class ParameterBy:
    """A parameter that is drawn differently for each value (as text) of an earlier one; "else" for all others."""

    by: str
    draw: Mapping[str, Parameter]


Parameter = (
    IntegerRange | WeightedChoice | SubsetChoice | SumOfParameters | ShareOf | CodePattern | TextChoice | ParameterBy
)


@record
class MomentSpec:
    """A point of scenario time relative to `of` ("start" or an earlier moment).

    `days` are added first; then `clock` ("HH:MM", JST) replaces the time of day; then `minutes` are added.
    All may be negative. With `workday` a moment on a weekend or holiday moves, as its last step, to the same time of
    the last working day before or the first one after.
    """

    minutes: IntegerRange | int | FromParameter = 0
    of: str = "start"
    days: IntegerRange | int | FromParameter = 0
    clock: str | None = None
    workday: Literal["before", "after"] | None = None


@record
class Role:
    """A person of the story. `department` is a key of the organisation preset; outsiders have an `affiliation`.

    `mail_domain` (reserved example domains only) is the organisation's own for insiders and mail.example for others.
    A role with `group` is a mailing list or a desk: it has that name and the address `mail_name`@domain.
    """

    department: str | None = None
    affiliation: Text | None = None
    title: Text | None = None
    mail_domain: str | None = None
    group: Text | None = None
    mail_name: str | None = None
