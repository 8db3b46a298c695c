"""Every text of the program that users read, in Japanese and English, and dates as each language writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("ja", "en")
DEFAULT_LANGUAGE = "ja"
CATALOGUES = (
    "messages.json",
    "results.json",
    "guide.json",
    "investigation.json",
    "forms.json",
    "gallery.json",
    "aftermath.json",
    "committee.json",
    "aspects.json",
    "annual.json",
    "campaign.json",
    "study.json",
    "lesson.json",
)

_MOMENT_PATTERNS = {"ja": "M月d日(E) HH:mm", "en": "EEE d MMM, HH:mm"}
_DATED_PATTERNS = {"ja": "y年M月d日(E) HH:mm", "en": "EEE d MMM y, HH:mm"}
_DAY_PATTERNS = {"ja": "y年M月d日(E)", "en": "EEE d MMM y"}
_LOCALES = {"ja": "ja_JP", "en": "en_GB"}


@cache
def messages() -> Mapping[str, Mapping[str, str]]:
    """The whole catalogue: key to {ja, en}."""
    catalogue: dict[str, dict[str, str]] = {}
    for name in CATALOGUES:
        catalogue |= json.loads(resources.files("leaksim.i18n").joinpath(name).read_text(encoding="utf-8"))
    return catalogue


def known_language(language: str | None) -> str:
    """The language itself when there are texts in it, else Japanese."""
    return language if language in LANGUAGES else DEFAULT_LANGUAGE


def translate(key: str, language: str, **params: Any) -> str:
    """The text of `key` with `{name}` replaced from `params`. Raises KeyError for an unknown key or parameter."""
    text = messages()[key][known_language(language)]
    return text.format_map(params) if params else text


def bundle(prefix: str, language: str) -> dict[str, str]:
    """All texts below `prefix`, by the rest of their key; placeholders stay in for whoever shows them."""
    start = prefix + "."
    chosen = known_language(language)
    return {key[len(start) :]: entry[chosen] for key, entry in messages().items() if key.startswith(start)}


def format_moment(iso: str, language: str, *, year: bool = False) -> str:
    """An ISO 8601 moment with its weekday: 11月20日(金) 09:40, or Fri 20 Nov, 09:40. It keeps its own offset."""
    from babel.dates import format_datetime

    chosen = known_language(language)
    patterns = _DATED_PATTERNS if year else _MOMENT_PATTERNS
    moment = datetime.fromisoformat(iso)
    # Babel would shift an aware moment to UTC; the wall clock of the place is what people read.
    return format_datetime(moment.replace(tzinfo=None), patterns[chosen], locale=_LOCALES[chosen])


def format_day(iso: str, language: str) -> str:
    """An ISO 8601 date with its weekday: 2026年11月20日(金), or Fri 20 Nov 2026."""
    from babel.dates import format_date

    chosen = known_language(language)
    return format_date(date.fromisoformat(iso), _DAY_PATTERNS[chosen], locale=_LOCALES[chosen])


def format_duration(minutes: int) -> str:
    """Minutes as hours and minutes: 85 is 1:25."""
    return f"{minutes // 60}:{minutes % 60:02d}"
