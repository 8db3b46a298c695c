"""Every scenario counted again from its files by a program that knows nothing of leaksim."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path

import pytest
import recount

from leaksim.domain.kinds import Language
from leaksim.engine import generate
from leaksim.reports.evidence_files import write_evidence
from leaksim.services import shelf
from leaksim.services.exchange import incident_json

FEW, MANY = range(7000, 7001), range(8000, 8200)


def count_again(scenario_id: str, seeds: Iterable[int], folder: Path) -> Counter[str]:
    counted: Counter[str] = Counter()
    for seed in seeds:
        made = generate(shelf.scenario(scenario_id), seed, shelf.library())
        truth = incident_json(made, Language.JA, truth=True)
        files = write_evidence(made, Language.JA, folder / f"{scenario_id}-{seed}")
        faults, found = recount.check(truth, [files[piece["id"]] for piece in truth["evidence"]])
        assert faults == [], f"{scenario_id} seed {seed}"
        counted += found
        for path in files.values():
            path.unlink()
    return counted


def test_the_recount_imports_nothing_of_leaksim() -> None:
    tree = ast.parse(Path(recount.__file__).read_text(encoding="utf-8"))
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_an_incident_counts_as_told(scenario_id: str, tmp_path: Path) -> None:
    count_again(scenario_id, FEW, tmp_path)


@pytest.mark.slow
def test_two_hundred_incidents_count_as_told(scenario_id: str, tmp_path: Path) -> None:
    counted = count_again(scenario_id, MANY, tmp_path)
    assert sum(counted.values()) >= 20, f"{scenario_id}: hardly anything is there to count: {dict(counted)}"


def test_recount_finds_what_is_wrong(tmp_path: Path) -> None:
    made = generate(shelf.scenario("loss-train-laptop"), 3, shelf.library())
    truth = incident_json(made, Language.JA, truth=True)
    files = write_evidence(made, Language.JA, tmp_path)
    paths = [files[piece["id"]] for piece in truth["evidence"]]
    assert recount.check(truth, paths)[0] == []
    assert recount.check(truth, paths)[1]["persons"] == 1
    wrong = deepcopy(truth)
    for finding in wrong["established"]:
        if finding["fact"] == "persons" and finding["status"] == "established":
            finding["value"] += 1
    wrong["facts"]["persons"] += 1
    assert any(fault.startswith("persons") for fault in recount.check(wrong, paths)[0])
    people = files["people_list"]
    lines = people.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    people.write_text("".join(lines[:-1]), encoding="utf-8-sig")
    assert any(fault.startswith("records") for fault in recount.check(truth, paths)[0])
