"""Templates of scenarios: Jinja2 in a sandbox, strict about names, with filters that know the language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, pass_context
from jinja2.runtime import Context as JinjaContext
from jinja2.sandbox import SandboxedEnvironment

from ..domain.facts import FactValue, FactVocabulary
from ..domain.kinds import Language
from ..domain.scenario_base import Wording
from ..domain.text import Text
from ..errors import ContentError

_JA_DAYS = "月火水木金土日"
_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def english_month(month: int) -> str:
    """Three letters for 1 to 12; `strftime` would follow the machine's locale."""
    return _EN_MONTHS[month - 1]


def date_text(moment: datetime, language: Language) -> str:
    """2026年11月20日(金) or Fri 20 Nov 2026."""
    if language is Language.EN:
        return f"{_EN_DAYS[moment.weekday()]} {moment.day} {_EN_MONTHS[moment.month - 1]} {moment.year}"
    return f"{moment.year}年{moment.month}月{moment.day}日({_JA_DAYS[moment.weekday()]})"


def short_date_text(moment: datetime, language: Language) -> str:
    """11月20日(金) or Fri 20 Nov."""
    if language is Language.EN:
        return f"{_EN_DAYS[moment.weekday()]} {moment.day} {_EN_MONTHS[moment.month - 1]}"
    return f"{moment.month}月{moment.day}日({_JA_DAYS[moment.weekday()]})"


def time_text(moment: datetime, language: Language) -> str:
    """09:40 in both languages."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def datetime_text(moment: datetime, language: Language) -> str:
    separator = ", " if language is Language.EN else " "
    return f"{date_text(moment, language)}{separator}{time_text(moment, language)}"


def month_text(moment: datetime, language: Language) -> str:
    """2026年11月 or November 2026 (three letters)."""
    if language is Language.EN:
        return f"{_EN_MONTHS[moment.month - 1]} {moment.year}"
    return f"{moment.year}年{moment.month}月"


def era_text(moment: datetime, language: Language) -> str:
    """令和8年; 平成30年 before 1 May 2019 (and for nothing older than 1989); English keeps the common year."""
    if language is Language.EN:
        return str(moment.year)
    era, before = ("令和", 2018) if (moment.year, moment.month) >= (2019, 5) else ("平成", 1988)
    year = moment.year - before
    return f"{era}{'元' if year == 1 else year}年"


def stamp_text(moment: datetime, language: Language) -> str:
    """2026-11-20 09:40 in both languages, as systems write it."""
    return moment.strftime("%Y-%m-%d %H:%M")


class Root:
    """What stands behind `p`, `m`, `cast`, `org` and `f`: names only, no methods.

    A plain dict would answer `p.items` with its method where a parameter is called "items".
    """

    __slots__ = ("_names",)

    def __init__(self, names: Mapping[str, object]) -> None:
        self._names = names

    def __getattr__(self, name: str) -> object:
        try:
            return self._names[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> object:
        return self._names[name]


class Wordings:
    """Renders templates of one incident in one language."""

    def __init__(
        self, language: Language, vocabulary: FactVocabulary, roots: Mapping[str, Mapping[str, object]]
    ) -> None:
        self.language = language
        named = {name: Root(values) for name, values in roots.items()}
        self._variables = {**named, "_language": language, "_vocabulary": vocabulary}

    def render(self, template: str) -> str:
        """The text; raises ContentError that quotes the template."""
        if "{" not in template:
            return template
        try:
            return _compiled(template).render(self._variables)
        except (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise ContentError(f"template {_shortened(template)!r}: {error}") from error

    def wording(self, wording: Wording | Text | str | None, variant: int = 0) -> str:
        """The variant-th text of a wording (counted round), rendered; a plain string reads the same in both."""
        if wording is None:
            return ""
        if isinstance(wording, str):
            return self.render(wording)
        text = wording.en if self.language is Language.EN else wording.ja
        return self.render(text if isinstance(text, str) else text[variant % len(text)])


def variant_count(wording: Wording) -> int:
    """How many variants both languages have."""
    counts = [1 if isinstance(text, str) else len(text) for text in (wording.ja, wording.en)]
    return min(counts)


def localized(values: Mapping[str, FactValue], language: Language) -> dict[str, object]:
    """Values as templates see them: texts in the language, all else as it is."""
    return {k: v.in_(language) if isinstance(v, Text) else v for k, v in values.items()}


def _shortened(template: str) -> str:
    return template if len(template) <= 80 else template[:77] + "…"


#: One capital, and small letters after it: "A", "Name", but neither "ID" nor "My Number".
_SMALL = re.compile(r"[A-Z][a-z’-]*(?![A-Za-z])(?! [A-Z])")


@lru_cache(maxsize=8192)
def _compiled(template: str) -> Template:
    return _environment().from_string(template)


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    # Texts are shown as text and escaped where they are drawn; escaping here would spoil mails and logs.
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False, cache_size=0)
    moments = {
        "date": date_text,
        "short_date": short_date_text,
        "time": time_text,
        "datetime": datetime_text,
        "month": month_text,
        "era": era_text,
        "stamp": stamp_text,
    }
    for name, function in moments.items():
        environment.filters[name] = _in_language(function)
    environment.filters["comma"] = _comma
    environment.filters["label"] = _label
    environment.filters["inline"] = inline
    return environment


def _in_language(function: Any) -> Any:
    @pass_context
    def filtered(context: JinjaContext, moment: object) -> str:
        if not isinstance(moment, datetime):
            raise ValueError(f"{moment!r} is not a moment")
        return str(function(moment, context["_language"]))

    return filtered


def _comma(value: int) -> str:
    return f"{value:,}"


def inline(text: str) -> str:
    """A label, or several with commas between, within an English sentence: each begins small.

    Except for "ID", "USB stick" and names of two words such as "My Number".
    """
    return ", ".join(part[:1].lower() + part[1:] if _SMALL.match(part) else part for part in text.split(", "))


@pass_context
def _label(context: JinjaContext, value: FactValue, fact: str | None = None) -> str:
    """`{{ f.items|label("items") }}`, or `{{ "items"|label }}` for a fact's own value, as people read it."""
    if fact is None:
        fact = str(value)
        value = context["f"][fact]
    vocabulary: FactVocabulary = context["_vocabulary"]
    try:
        return vocabulary.value_text(fact, value).in_(context["_language"])
    except KeyError as error:
        raise ValueError(f"there is no fact {fact!r}") from error
