"""JSON Schemas of everything that people write, for editors; made from the same types that validate."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from ..domain.events import Event
from ..domain.facts import FactKind, FactSpec, FactVocabulary
from ..errors import NotFound
from ..resources import content_root
from .loading import read_document
from .shapes import SHAPES, JudgeFile, PlaybookPart, ScenarioPart, adapter

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TITLES = {
    "facts": "Facts and marks of incidents (answers/facts.yaml)",
    "actions": "What a responder can do (answers/actions.yaml)",
    "questions": "What is asked (answers/questions.yaml)",
    "organisations": "Organisations to play in (answers/organisations.yaml)",
    "misconceptions": "Beliefs that mislead (answers/misconceptions.yaml)",
    "objectives": "What exercises train (answers/objectives.yaml)",
    "current_law": "Today's law beside the guides (answers/current_law/current_law.yaml)",
    "playbook": "A guide (answers/<guide>/playbook.yaml)",
    "playbook-part": "A further file of a guide (answers/<guide>/*.yaml)",
    "scenario": "A scenario (scenarios/<type>/<id>.yaml)",
    "scenario-part": "What scenarios share (scenarios/parts/<name>.yaml)",
    "consequences": "What follows from acts (scenarios/consequences/<type>.yaml)",
    "situations": "Situations of the annual training (scenarios/situations/<family>.yaml)",
    "training-roles": "Who trains each year (scenarios/situations/roles.yaml)",
    "answers": "Events of an exercise (play --answers FILE)",
    "judge": "A case to judge (judge FILE)",
    "campaign": "A campaign of annual training (campaign open FILE)",
}


def schema_names() -> tuple[str, ...]:
    """What `schema` knows, in alphabetical order."""
    return tuple(sorted(_TITLES))


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one kind of file; raises NotFound for other names."""
    if name not in _TITLES:
        raise NotFound(f"there is no schema '{name}'; known: {', '.join(schema_names())}")
    special: dict[str, Callable[[], dict[str, Any]]] = {
        "answers": _answers,
        "judge": _judge,
        "facts": _facts,
        "playbook": _playbook,
        "playbook-part": lambda: _of(PlaybookPart),
        "scenario-part": lambda: _of(ScenarioPart),
    }
    made = special[name]() if name in special else _of(SHAPES[name])
    return {"$schema": _DIALECT, **made, "title": _TITLES[name]}


def write_schemas(folder: Path) -> None:
    """Write every schema as `<folder>/<name>.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in schema_names():
        (folder / f"{name}.json").write_text(schema_text(name), encoding="utf-8")


def schema_text(name: str) -> str:
    return json.dumps(schema(name), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


class _Plain(GenerateJsonSchema):
    """Without a title for every field: editors show the key anyway."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _of(shape: Any) -> dict[str, Any]:
    made = adapter(shape).json_schema(schema_generator=_Plain)
    for title, part in [("", made), *made.get("$defs", {}).items()]:
        if title:
            part["title"] = _words(title)
        if "description" in part:
            part["description"] = " ".join(part["description"].split())
    return made


def _words(name: str) -> str:
    """`FactSpec` as `Fact`, `ExpectedResponse` as `Expected response`."""
    parts = re.findall(r"[A-Z][a-z0-9]*", name.removesuffix("Spec"))
    return " ".join(parts).capitalize() or name


def _playbook() -> dict[str, Any]:
    """Responses may all stand in further files, so playbook.yaml itself needs none."""
    made = _of(SHAPES["playbook"])
    made["required"] = [key for key in made["required"] if key not in ("responses", "sections")]
    return made


def _answers() -> dict[str, Any]:
    events = _of(tuple[Event, ...])
    defs = events.pop("$defs")
    return {
        "$defs": defs,
        "anyOf": [
            events,
            {"type": "object", "properties": {"events": events}, "required": ["events"]},
        ],
    }


def _facts() -> dict[str, Any]:
    made = _of(FactVocabulary)
    made.setdefault("$defs", {})["IncidentFacts"] = _incident_facts()
    return made


def _judge() -> dict[str, Any]:
    made = _of(JudgeFile)
    made.setdefault("$defs", {})["IncidentFacts"] = _incident_facts()
    made["properties"]["facts"] = {"$ref": "#/$defs/IncidentFacts"}
    return made


def _incident_facts() -> dict[str, Any]:
    """One property per fact of the shipped vocabulary; nothing in its place means unknown."""
    loaded = read_document("facts", content_root() / "answers" / "facts.yaml")
    vocabulary = loaded.record
    assert isinstance(vocabulary, FactVocabulary)
    return {
        "title": "Facts of an incident",
        "description": "Facts left out, or given as null, are unknown.",
        "type": "object",
        "properties": {spec.id: _fact(spec) for spec in vocabulary.facts},
        "required": ["type"],
        "additionalProperties": False,
    }


def _fact(spec: FactSpec) -> dict[str, Any]:
    values = list(spec.values)
    described = {"title": spec.label.en, "description": f"{spec.label.ja} / {spec.label.en}"}
    match spec.kind:
        case FactKind.FLAG:
            shape: dict[str, Any] = {"type": ["boolean", "null"]}
        case FactKind.NUMBER:
            shape = {"type": ["integer", "null"], "minimum": 0}
        case FactKind.CHOICE:
            shape = {"enum": values if spec.id == "type" else [*values, None]}
        case FactKind.SET:
            shape = {
                "anyOf": [
                    {"type": "array", "items": {"enum": values}, "uniqueItems": True},
                    {"enum": [*values, None]},
                ]
            }
        case FactKind.MOMENT:
            shape = {"type": ["string", "null"], "format": "date-time"}
        case FactKind.TEXT:
            text = {
                "type": "object",
                "properties": {"ja": {"type": "string"}, "en": {"type": "string"}},
                "additionalProperties": False,
            }
            shape = {"anyOf": [{"type": ["string", "null"]}, text]}
    return {**described, **shape}
