"""What the server says about the page that was asked for: its address, its token and its language."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from leaksim.i18n import LANGUAGES, known_language

_EXERCISE = re.compile(r"^(?P<base>.*)/exercise/(?P<token>[A-Za-z0-9_-]{20,64})/?$")


@dataclass(frozen=True)
class Address:
    """`base` is the site's path with a slash at its end; `token` is empty where the address names no run."""

    base: str
    token: str
    language: str

    def of_run(self, token: str, language: str) -> str:
        return f"{self.base}exercise/{token}?lang={language}"

    def of_start(self, language: str) -> str:
        return f"{self.base}?lang={language}"


def read_address(environment: Mapping[str, str] | None = None) -> Address:
    """The address as the server's variables tell it; ?lang= wins over the language that the server chose."""
    variables = os.environ if environment is None else environment
    path = variables.get("SCRIPT_NAME", "/")
    match = _EXERCISE.match(path)
    base = match["base"] + "/" if match else path.rstrip("/") + "/"
    token = variables.get("LEAKSIM_TOKEN") or (match["token"] if match else "")
    wished = parse_qs(variables.get("QUERY_STRING", "")).get("lang", [""])[-1]
    language = wished if wished in LANGUAGES else known_language(variables.get("LEAKSIM_LANG"))
    return Address(base=base, token=token, language=language)
