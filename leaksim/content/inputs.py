"""Files that people hand to `judge` and `play --answers`: YAML or JSON, read strictly, errors with their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..domain.catalogue import ActionCatalogue
from ..domain.events import Event
from ..domain.facts import FactKind, FactSpec, FactValue, FactVocabulary
from ..domain.judging import JudgeCase, JudgedAction
from ..domain.text import Text
from ..errors import UnreadableInput
from .checks.values import is_moment
from .checks.walking import unknown_name
from .explain import did_you_mean
from .findings import Code, Finding, Severity, errors_in, sorted_findings
from .shapes import JudgeFile
from .sources import Source, read_source
from .validating import Document, validate
from .yaml_tree import Data, Loc

_JUDGE_KEYS = ("facts", "happened", "actions")


@dataclass
class _Part:
    """A part of a file as a document of its own; locs are counted from `base`."""

    source: Source
    data: Data
    base: Loc

    def finding(
        self,
        code: Code,
        loc: Loc,
        message: str,
        *,
        severity: Severity = Severity.ERROR,
        key: bool = False,
        breadcrumb: str = "",
    ) -> Finding:
        return self.source.finding(code, (*self.base, *loc), message, severity=severity, key=key, breadcrumb=breadcrumb)


def load_answers_file(path: Path) -> tuple[Event, ...]:
    """The events in a file: a list of them, `{events: [...]}`, or a whole result of `play --json`.

    Raises UnreadableInput whose message lists what is wrong, with places.
    """
    source = _readable(path)
    part = _Part(source, source.data, ())
    if isinstance(source.data, dict):
        if "events" not in source.data:
            near = did_you_mean("events", source.data)
            message = f"the key 'events' is missing; a list of events or {{events: [...]}} is needed{near}"
            _refuse([source.finding(Code.MISSING_KEY, (), message, breadcrumb="answers")])
        part = _Part(source, source.data["events"], ("events",))
    record, findings = validate(Document("answers", part), tuple[Event, ...])
    _refuse(findings)
    assert isinstance(record, tuple)
    return record


def load_judge_file(path: Path, vocabulary: FactVocabulary, catalogue: ActionCatalogue | None = None) -> JudgeCase:
    """The case in a file; names of acts and of what happened are checked when the catalogue is given.

    Raises UnreadableInput whose message lists what is wrong, with places.
    """
    source = _readable(path)
    data = source.data
    base: Loc = ("facts",)
    if isinstance(data, dict) and "facts" not in data and "type" in data:
        # Facts without a heading: everything but the other two keys is a fact.
        facts = {key: value for key, value in data.items() if key not in _JUDGE_KEYS}
        data = {"facts": facts, **{key: data[key] for key in _JUDGE_KEYS if key in data}}
        base = ()
    document = Document("judge", _Part(source, data, ()))
    record, findings = validate(document, JudgeFile, translations=Severity.NOTE)
    _refuse(findings)
    assert isinstance(record, JudgeFile)
    located = Document("judge", _Part(source, source.data, ()))
    findings += _unfit_facts(record.facts, vocabulary, located, base)
    actions = None
    if record.actions is not None:
        actions = tuple(JudgedAction(action=a) if isinstance(a, str) else a for a in record.actions)
    if catalogue is not None:
        findings += _unknown_names(record.happened, actions, vocabulary, catalogue, located)
    for index, act in enumerate(actions or ()):
        if act.at is not None and not is_moment(act.at):
            message = f"'{act.at}' is no moment; ISO 8601 with +09:00 is needed"
            findings.append(located.finding(Code.BAD_VALUE, ("actions", index, "at"), message))
    _refuse(findings)
    specs = {spec.id: spec for spec in vocabulary.facts}
    known = {fact: _settled(value, specs[fact]) for fact, value in record.facts.items() if value is not None}
    return JudgeCase(facts=known, happened=record.happened, actions=actions)


def _settled(value: FactValue, spec: FactSpec) -> FactValue:
    if spec.kind is FactKind.SET:
        parts = (value,) if isinstance(value, str) else value
        return tuple(sorted({str(part) for part in parts})) if isinstance(parts, tuple) else value
    return value


def _unfit_facts(facts: Any, vocabulary: FactVocabulary, document: Document, base: Loc) -> Iterator[Finding]:
    specs = {spec.id: spec for spec in vocabulary.facts}
    if facts.get("type") is None:
        message = "the fact 'type' is missing: how the information leaked"
        yield document.finding(Code.MISSING_KEY, base, message)
    for fact, value in facts.items():
        if fact not in specs:
            issue = unknown_name("fact", fact, specs, (*base, fact), key=True)
            yield document.finding(issue.code, issue.loc, issue.message, key=True)
        elif value is not None:
            unfit = unfit_fact(value, specs[fact])
            if unfit:
                yield document.finding(Code.BAD_FACT_VALUE, (*base, fact), unfit)


def unfit_fact(value: FactValue, spec: FactSpec) -> str | None:
    """Why a plain value cannot be the fact's; None when it can."""
    match spec.kind:
        case FactKind.SET:
            parts = (value,) if isinstance(value, str) else value
            fits = isinstance(parts, tuple)
            strange = next((p for p in parts if p not in spec.values), None) if isinstance(parts, tuple) else None
            if strange is not None:
                return _no_value(strange, spec)
            needed = "a list of ids"
        case FactKind.CHOICE:
            fits = isinstance(value, str)
            if isinstance(value, str) and value not in spec.values:
                return _no_value(value, spec)
            needed = "one of its values"
        case FactKind.FLAG:
            fits, needed = isinstance(value, bool), "true or false"
        case FactKind.NUMBER:
            fits = isinstance(value, int) and not isinstance(value, bool) and value >= 0
            needed = "a whole number, 0 or more,"
        case FactKind.MOMENT:
            fits = isinstance(value, str) and is_moment(value)
            needed = "ISO 8601 with +09:00"
        case FactKind.TEXT:
            fits, needed = isinstance(value, str | Text), "text"
    return None if fits else f"'{spec.id}' is a {spec.kind}: {needed} is needed"


def _no_value(value: str, spec: FactSpec) -> str:
    near = did_you_mean(value, spec.values) or f"; its values: {', '.join(spec.values)}"
    return f"'{value}' is no value of '{spec.id}'{near}"


def _unknown_names(
    happened: tuple[str, ...] | None,
    actions: tuple[JudgedAction, ...] | None,
    vocabulary: FactVocabulary,
    catalogue: ActionCatalogue,
    document: Document,
) -> Iterator[Finding]:
    acts = {action.id for action in catalogue.actions}
    marks = {spec.id for spec in vocabulary.marks}
    for index, name in enumerate(happened or ()):
        if name not in acts | marks:
            issue = unknown_name("mark or action", name, acts | marks, ("happened", index))
            yield document.finding(issue.code, issue.loc, issue.message)
    for index, act in enumerate(actions or ()):
        if act.action not in acts:
            issue = unknown_name("action", act.action, acts, ("actions", index, "action"))
            yield document.finding(issue.code, issue.loc, issue.message)


def _readable(path: Path) -> Source:
    try:
        source = read_source(path)
    except FileNotFoundError:
        raise UnreadableInput(f"there is no file {path}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableInput(f"{path} cannot be read: {reason}") from None
    _refuse(source.own_findings())
    return source


def _refuse(findings: Iterable[Finding]) -> None:
    found = sorted_findings(errors_in(findings))
    if found:
        raise UnreadableInput("\n".join(str(finding) for finding in found))
