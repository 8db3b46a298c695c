"""The schemas accept what loads, refuse what does not, and stand in docs/schemas as they are made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from leaksim.content import check_paths, load_library, schema, schema_names
from leaksim.content.schemas import schema_text
from leaksim.content.sources import read_source
from leaksim.errors import NotFound
from leaksim.resources import content_root

ROOT = Path(__file__).resolve().parents[3]
FILES = {
    "facts": "facts.yaml",
    "actions": "actions.yaml",
    "questions": "questions.yaml",
    "organisations": "organisations.yaml",
    "misconceptions": "misconceptions.yaml",
    "objectives": "objectives.yaml",
    "playbook": "guide/playbook.yaml",
    "playbook-part": "guide/responses.yaml",
    "scenario": "scenario",
}


def problems(name: str, data: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schema(name)).iter_errors(data)]


@pytest.mark.parametrize("name", schema_names())
def test_a_schema_is_one(name) -> None:
    made = schema(name)
    Draft202012Validator.check_schema(made)
    assert made["title"]


@pytest.mark.parametrize("name", schema_names())
def test_the_committed_schemas_are_current(name) -> None:
    """`write_schemas(Path("docs/schemas"))` of leaksim.content renews them."""
    committed = (ROOT / "docs" / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    assert committed == schema_text(name), test_the_committed_schemas_are_current.__doc__


@pytest.mark.parametrize("name", FILES)
def test_what_loads_is_accepted(content, name) -> None:
    assert problems(name, read_source(content.file(FILES[name])).data) == []


@pytest.mark.parametrize("name", FILES)
def test_an_unknown_key_is_refused(content, name) -> None:
    data = read_source(content.file(FILES[name])).data
    assert problems(name, {**data, "strange": 1})
    for key, part in data.items():
        if isinstance(part, list) and part and isinstance(part[0], dict) and "ja" not in part[0]:
            assert problems(name, {**data, key: [{**part[0], "strange": 1}]}), key


def test_a_case_names_every_fact_of_the_vocabulary() -> None:
    library = load_library(content_root())
    for made in (schema("judge"), schema("facts")):
        facts = made["$defs"]["IncidentFacts"]
        assert list(facts["properties"]) == [spec.id for spec in library.vocabulary.facts]
    assert problems("judge", {"facts": {"type": "p2p"}}) == []
    assert problems("judge", {"facts": {}})
    assert problems("judge", {"facts": {"type": "other"}})
    assert problems("judge", {"facts": {"type": "p2p"}, "happened": [1]})
    assert problems("judge", {"facts": {"type": "p2p"}, "actions": [{"action": "x"}, "y"]}) == []


def test_events() -> None:
    events = [{"kind": "phase_closed", "phase": "investigate"}]
    assert problems("answers", events) == []
    assert problems("answers", {"events": events, "percent": 3}) == []
    assert problems("answers", [{"kind": "phase_closed"}])


def test_other_names() -> None:
    with pytest.raises(NotFound, match="scenario"):
        schema("scenarios")


def test_a_schema_line_at_the_top_of_a_file_is_a_comment(content) -> None:
    text = content.scenario.read_text(encoding="utf-8")
    content.scenario.write_text("# yaml-language-server: $schema=x.json\n" + text, encoding="utf-8")
    assert check_paths([content.scenario]) == []
