"""From plain data to domain records, or to findings with places."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import ValidationError

from .breadcrumbs import breadcrumb, label_of
from .explain import explain
from .findings import Code, Finding, Severity
from .shapes import adapter
from .yaml_tree import Data, Loc

LANGUAGES = ("ja", "en")


class Placed(Protocol):
    """A document whose values have places: one file, or several read as one."""

    data: Data

    def finding(
        self,
        code: Code,
        loc: Loc,
        message: str,
        *,
        severity: Severity = Severity.ERROR,
        key: bool = False,
        breadcrumb: str = "",
    ) -> Finding: ...


Report = Callable[..., Finding]


@dataclass(frozen=True)
class Document:
    """A document of a known kind, ready to make findings about it."""

    kind: str
    source: Placed

    def finding(
        self,
        code: Code,
        loc: Loc,
        message: str,
        *,
        severity: Severity = Severity.ERROR,
        key: bool = False,
    ) -> Finding:
        crumb = breadcrumb(label_of(self.kind, self.source.data), self.source.data, loc)
        return self.source.finding(code, loc, message, severity=severity, key=key, breadcrumb=crumb)


def validate(
    document: Document, shape: Any, *, translations: Severity = Severity.ERROR
) -> tuple[Any | None, list[Finding]]:
    """The record, or None with the findings that say why. `translations`: how grave a missing one is."""
    findings = [
        document.finding(Code.MISSING_TRANSLATION, loc, message, severity=translations)
        for loc, message in fill_translations(document.source.data)
    ]
    try:
        text = json.dumps(document.source.data, ensure_ascii=False)
        # Strict JSON mode takes lists for tuples and names for enums, and coerces nothing else.
        return adapter(shape).validate_json(text, strict=True), findings
    except ValidationError as error:
        troubles = explain(shape, document.source.data)
        for trouble in troubles:
            findings.append(document.finding(trouble.code, trouble.loc, trouble.message, key=trouble.key))
        if not troubles:
            findings += [
                document.finding(Code.BAD_VALUE, tuple(e["loc"]), "this value does not fit here")
                for e in error.errors(include_url=False, include_input=False)[:1]
            ]
    return None, findings


def fill_translations(data: Data) -> Iterator[tuple[Loc, str]]:
    """Fill a language that is missing with the other one, in place, and say where. Consume it fully."""
    found: list[tuple[Loc, str]] = []
    _fill(data, (), found)
    return iter(found)


def _fill(data: Data, loc: Loc, found: list[tuple[Loc, str]]) -> None:
    if isinstance(data, list):
        for index, part in enumerate(data):
            if isinstance(part, dict | list):
                _fill(part, (*loc, index), found)
        return
    if not isinstance(data, dict):
        return
    if data and all(key in LANGUAGES for key in data):
        for language, other in (LANGUAGES, LANGUAGES[::-1]):
            if _missing(data.get(language)) and not _missing(data.get(other)):
                found.append((loc, f"the text in '{language}' is missing; the one in '{other}' stands for it"))
                data[language] = data[other]
        return
    for key, part in data.items():
        if isinstance(part, dict | list):
            _fill(part, (*loc, key), found)


def _missing(text: Data) -> bool:
    return text is None or text == "" or text == []
