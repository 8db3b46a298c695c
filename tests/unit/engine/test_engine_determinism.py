"""The same inputs give the same bytes, and each thing drawn has a stream of its own."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

import pytest

import leaksim.engine
from leaksim.domain.catalogue import Library
from leaksim.domain.documents import Table
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import Language
from leaksim.domain.scenario import Scenario
from leaksim.domain.scenario_base import Wording
from leaksim.domain.scenario_evidence import MemoSpec, RecordsSpec
from leaksim.domain.scenario_values import IntegerRange
from leaksim.domain.text import Text
from leaksim.engine import ENGINE_VERSION, generate
from leaksim.engine.streams import Stream
from leaksim.errors import ContentError, NotFound

ROOT = Path(__file__).parents[3]
HERE = Path(__file__).parent
_DIGEST = """
import json, sys
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from leaksim.content import load_library, load_scenario
from leaksim.engine import generate
root, here = Path(sys.argv[1]), Path(sys.argv[2])
library = load_library(root)
digest = sha256()
for path in (root / "scenarios/loss_theft/loss-train-laptop.yaml", here / "every_family.yaml"):
    scenario = load_scenario(path, library)
    for seed in range(6):
        digest.update(json.dumps(asdict(generate(scenario, seed, library))).encode())
print(digest.hexdigest())
"""


def canonical(incident: Incident) -> str:
    return json.dumps(asdict(incident))


def test_same_bytes_in_other_processes(train_laptop: Scenario, every_family: Scenario, library: Library) -> None:
    here = sha256()
    for scenario in (train_laptop, every_family):
        for seed in range(6):
            here.update(canonical(generate(scenario, seed, library)).encode())
    for settings in (
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4711", "TZ": "America/New_York", "LC_ALL": "C.UTF-8", "LANG": "ja_JP.UTF-8"},
    ):
        done = subprocess.run(
            [sys.executable, "-c", _DIGEST, str(ROOT), str(HERE)],
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        assert done.stdout.strip() == here.hexdigest(), settings


def test_seeds_differ(train_laptop: Scenario, library: Library) -> None:
    made = {canonical(generate(train_laptop, seed, library)) for seed in range(20)}
    assert len(made) == 20


def test_only_the_stable_method_of_random_is_used() -> None:
    """Python promises the sequence of `random()` between versions, and of no other method."""
    folder = Path(leaksim.engine.__file__).parent
    for path in folder.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        assert "random" not in imported or path.name == "streams.py", path
        assert not imported & {"time", "secrets", "uuid", "locale", "os"}, path
        calls = [n.func for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
        for call in calls:
            owner = ast.unparse(call.value)
            assert not (owner.endswith("generator.random") and call.attr != "random"), (path, call.attr)
            assert call.attr not in {"now", "today", "hash", "choices", "randint", "shuffle"}, (path, call.attr)


def test_a_new_evidence_shifts_nothing(train_laptop: Scenario, library: Library) -> None:
    extra = MemoSpec(
        id="extra", title=Wording(ja="追加", en="Extra"), heading=Wording(ja=("一", "二"), en=("1", "2")), fields=()
    )
    wider = replace(train_laptop, evidence=(extra, *train_laptop.evidence))
    for seed in range(5):
        before, after = generate(train_laptop, seed, library), generate(wider, seed, library)
        assert after.evidence[1:] == before.evidence
        assert after.facts == before.facts
        assert after.questions == before.questions


def test_a_new_parameter_shifts_no_other(train_laptop: Scenario, library: Library) -> None:
    wider = replace(train_laptop, parameters={"new": IntegerRange(integer=(1, 9)), **train_laptop.parameters})
    for seed in range(5):
        before, after = generate(train_laptop, seed, library), generate(wider, seed, library)
        assert {k: v for k, v in after.parameters.items() if k != "new"} == before.parameters
        assert after.evidence == before.evidence


def test_a_new_column_shifts_no_other(every_family: Scenario, library: Library) -> None:
    def columns_of(items: tuple[str, ...]) -> dict[str, list[object]]:
        evidence = tuple(
            replace(spec, columns=items) if isinstance(spec, RecordsSpec) and spec.id == "list" else spec
            for spec in every_family.evidence
        )
        incident = generate(replace(every_family, evidence=evidence), 3, library)
        table = incident.evidence_by_id("list").documents[Language.EN]
        assert isinstance(table, Table)
        return {heading: [row[n] for row in table.rows] for n, heading in enumerate(table.columns)}

    narrow, wide = columns_of(("mail", "phone")), columns_of(("address", "mail", "name", "phone"))
    assert len(wide) == len(narrow) + 3
    assert {heading: wide[heading] for heading in narrow} == narrow


def test_cards_depend_on_type_scenario_and_seed_only(train_laptop: Scenario, library: Library) -> None:
    other_facts = replace(
        train_laptop,
        parameters={**train_laptop.parameters, "persons": IntegerRange(integer=(5, 9))},
        organisations=("shop",),
    )
    for seed in range(5):
        assert generate(train_laptop, seed, library).decisions == generate(other_facts, seed, library).decisions
    assert generate(train_laptop, 1, library).decisions != generate(train_laptop, 2, library).decisions


def test_organisation_can_be_named(train_laptop: Scenario, library: Library) -> None:
    incident = generate(train_laptop, 1, library, organisation="clinic")
    assert incident.organisation.preset == "clinic"
    assert incident.facts["organisation_kind"] == "clinic"
    assert incident.engine_version == ENGINE_VERSION
    with pytest.raises(NotFound, match="nowhere"):
        generate(train_laptop, 1, library, organisation="nowhere")


def test_mistakes_name_the_scenario_and_the_place(train_laptop: Scenario, library: Library) -> None:
    wrong = replace(train_laptop, facts={**train_laptop.facts, "protection": ("glue",)})
    with pytest.raises(ContentError, match=r"loss-train-laptop, seed 1: .*protection.*glue"):
        generate(wrong, 1, library)
    wrong = replace(train_laptop, briefing=Wording(ja="{{ p.nothing }}", en="x"))
    with pytest.raises(ContentError, match="nothing"):
        generate(wrong, 1, library)


def test_templates_cannot_leave_the_sandbox(train_laptop: Scenario, library: Library) -> None:
    wrong = replace(train_laptop, briefing=Wording(ja="{{ ''.__class__.__mro__ }}", en="x"))
    with pytest.raises(ContentError):
        generate(wrong, 1, library)


def test_streams() -> None:
    assert [Stream("a", 1).integer(1, 6) for _ in range(3)] == [Stream("a|1").integer(1, 6)] * 3
    assert Stream("a").child("b").path == "a|b"
    drawn = [Stream("m", n).magnitude(10, 10_000) for n in range(800)]
    assert min(drawn) < 20
    assert max(drawn) > 8_000
    assert sum(n < 100 for n in drawn) > 150  # small ones are as likely as huge ones
    assert sorted(Stream("s").shuffled(list(range(50)))) == list(range(50))
    counts = [Stream("w", n).weighted({"often": 9, "seldom": 1}) for n in range(500)]
    assert 400 < counts.count("often") < 490
    assert Text("a", "b").in_("ja") == "a"
