"""The pages that exist, their addresses, and the language in which each request is answered."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("ja", "en")
DEFAULT_LANGUAGE = "ja"
LANGUAGE_COOKIE = "leaksim_lang"


@dataclass(frozen=True)
class Page:
    """One address of the site. ``route`` is a full regular expression; its named groups reach the page as
    environment variables (``token`` becomes ``LEAKSIM_TOKEN``). ``name`` also selects the title in the catalogue."""

    name: str
    route: str
    notebook: str


PAGES: tuple[Page, ...] = (
    Page("start", r"/", "start.ipynb"),
    Page("exercise", r"/exercise/(?P<token>[A-Za-z0-9_-]{20,64})", "exercise.ipynb"),
    Page("guide", r"/guide", "guide.ipynb"),
    Page("session", r"/session/(?P<token>[A-Za-z0-9_-]{20,64})", "session.ipynb"),
    Page("training", r"/training/(?P<token>[A-Za-z0-9_-]{20,64})", "training.ipynb"),
    Page("campaign", r"/c/(?P<token>[A-Za-z0-9_-]{20,64})", "campaign.ipynb"),
    Page("study", r"/study(?:/(?P<token>[A-Za-z0-9_-]{20,64}))?", "study.ipynb"),
    Page("lesson", r"/lesson/(?P<type>[a-z0-9_]{1,40})/(?P<phase>[a-z_]{1,40})", "lesson.ipynb"),
)


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    text = resources.files("leaksim.serving").joinpath("catalogue.json").read_text(encoding="utf-8")
    catalogue: dict[str, dict[str, str]] = json.loads(text)
    return catalogue


def texts(language: str) -> dict[str, str]:
    """Every text of the page frame in one language, by key."""
    return {key: entry[language] for key, entry in _catalogue().items()}


def page_title(page: Page, language: str) -> str:
    """Title of a page; a page without an entry of its own gets the name of the site."""
    known = texts(language)
    return known.get(f"title_{page.name}", known["title_site"])


def choose_language(
    *, query: str | None, cookie: str | None, configured: str | None, accept_language: str | None
) -> str:
    """Language of one request: address, then cookie, then the operator's choice, then the browser's, then Japanese."""
    for wish in (query, cookie, configured):
        if wish in LANGUAGES:
            return wish
    return _preferred(accept_language or "") or DEFAULT_LANGUAGE


def _preferred(accept_language: str) -> str | None:
    wishes: list[tuple[float, int, str]] = []
    for position, part in enumerate(accept_language.split(",")):
        tag, _, parameters = part.strip().partition(";")
        language = tag.strip().lower().split("-")[0]
        weight = re.fullmatch(r"\s*q=([0-9.]{1,5})\s*", parameters)
        try:
            quality = float(weight.group(1)) if weight else 1.0
        except ValueError:
            continue
        if language in LANGUAGES and quality > 0:
            wishes.append((-quality, position, language))
    return min(wishes)[2] if wishes else None


def page_environment(page: Page, language: str, groups: dict[str, Any]) -> dict[str, str]:
    """Variables that tell the page what was asked for: LEAKSIM_LANG, LEAKSIM_PAGE and the groups of its route."""
    variables = {"LEAKSIM_LANG": language, "LEAKSIM_PAGE": page.name}
    variables.update({f"LEAKSIM_{name.upper()}": str(value) for name, value in groups.items() if value is not None})
    return variables
