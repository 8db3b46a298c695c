"""What the server says about the page that was asked for: its address, its token and its language."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode

from leaksim.i18n import LANGUAGES, known_language

_GUIDE = re.compile(r"^(?P<base>.*)/guide/?$")
_WITH_TOKEN = re.compile(r"^(?P<base>.*)/(?:exercise|session|training|c)/(?P<token>[A-Za-z0-9_-]{20,64})/?$")
_STUDY = re.compile(r"^(?P<base>.*)/study(?:/(?P<token>[A-Za-z0-9_-]{20,64}))?/?$")
_LESSON = re.compile(r"^(?P<base>.*)/lesson/(?P<type>[a-z0-9_]+)/(?P<phase>[a-z_]+)/?$")


@dataclass(frozen=True)
class Address:
    """`base` is the site's path with a slash at its end; `token` is empty where the address names no run.

    `query` is what the address asks for besides the language, the last of each name.
    """

    base: str
    token: str
    language: str
    query: Mapping[str, str] = field(default_factory=dict)

    def of_run(self, token: str, language: str) -> str:
        return f"{self.base}exercise/{token}?lang={language}"

    def of_page(self, page: str, token: str, language: str) -> str:
        """Any page that a token opens, by the first part of its path."""
        return f"{self.base}{page}/{token}?lang={language}"

    def of_session(self, token: str, language: str) -> str:
        """The page of a committee’s session."""
        return f"{self.base}session/{token}?lang={language}"

    def of_training(self, token: str, language: str) -> str:
        """The page of an annual training."""
        return f"{self.base}training/{token}?lang={language}"

    def of_start(self, language: str) -> str:
        return f"{self.base}?lang={language}"

    def of_study(self, language: str, token: str = "") -> str:
        """A learner's page; without a token, where one is begun."""
        return f"{self.base}study/{token}?lang={language}" if token else f"{self.base}study?lang={language}"

    def of_lesson(self, incident_type: str, phase: str, guide: str, language: str) -> str:
        """The lesson of a guide on one phase of one type."""
        return f"{self.base}lesson/{incident_type}/{phase}?{urlencode({'guide': guide, 'lang': language})}"

    def of_guide(self, language: str, **query: str) -> str:
        """The guide view; `query` are playbook, section, type, phase and compare."""
        return f"{self.base}guide?{urlencode({'lang': language, **query})}"


def read_address(environment: Mapping[str, str] | None = None) -> Address:
    """The address as the server's variables tell it; ?lang= wins over the language that the server chose."""
    variables = os.environ if environment is None else environment
    path = variables.get("SCRIPT_NAME", "/")
    lesson = _LESSON.match(path)
    run = _WITH_TOKEN.match(path) or _STUDY.match(path)
    match = run or lesson or _GUIDE.match(path)
    base = match["base"] + "/" if match else path.rstrip("/") + "/"
    token = variables.get("LEAKSIM_TOKEN") or (run["token"] if run else "") or ""
    query = {name: values[-1] for name, values in parse_qs(variables.get("QUERY_STRING", "")).items()}
    if lesson:
        query |= {"type": lesson["type"], "phase": lesson["phase"]}
    wished = query.pop("lang", "")
    language = wished if wished in LANGUAGES else known_language(variables.get("LEAKSIM_LANG"))
    return Address(base=base, token=token, language=language, query=query)
