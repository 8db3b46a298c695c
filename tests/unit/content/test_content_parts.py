"""What a scenario takes from `scenarios/parts/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaksim.content import Code, check_paths, load_library, load_scenario
from leaksim.content.findings import Severity

PART = """\
cast:
  guard: {department: sales}
parameters:
  doubled: {plus: [found, found]}
  medium: {choice: {usb: 1, disc: 1, tape: 1}}
facts:
  medium: {case: medium, cases: {usb: usb, disc: disc, tape: usb}}
findings:
  - {id: f1, fact: lost_at, evidence: [call_memo]}
  - {id: f3, fact: persons, evidence: [call_memo], status: indicated, value: {param: doubled}}
"""


@pytest.fixture
def part(content) -> Path:
    path = content.root / "scenarios" / "parts" / "shared.yaml"
    path.parent.mkdir()
    path.write_text(PART, encoding="utf-8")
    content.edit("scenario", "type: p2p\n", "type: p2p\nuses: [shared]\n")
    content.edit("scenario", "parameters:\n", "parameters:\n  found: {integer: [1, 9]}\n")
    return path


def test_entries_stand_beside_the_scenarios_own_and_its_own_win(content, part) -> None:
    assert [finding for finding in content.check() if finding.severity is Severity.ERROR] == []
    scenario = load_scenario(content.scenario, load_library(content.root))
    assert {"finder", "guard"} <= set(scenario.cast)
    assert list(scenario.parameters).index("found") < list(scenario.parameters).index("doubled")
    assert [finding.id for finding in scenario.findings] == ["f1", "f2", "f3"]
    assert scenario.findings[0].fact == "persons"
    assert "tape" not in scenario.parameters["medium"].choice


def test_trouble_in_a_part_is_told_where_it_stands(content, part) -> None:
    part.write_text(PART.replace("fact: persons, evidence", "fact: person, evidence"), encoding="utf-8")
    finding = content.only("LK020")
    assert finding.path == part
    assert (finding.line, finding.column) == (10, 20)
    assert finding in check_paths([part])


def test_unknown_part_and_unknown_key(content, part) -> None:
    content.edit("scenario", "uses: [shared]", "uses: [shared, nothing]")
    finding = content.only("LK020")
    assert finding.path == content.scenario
    assert "known: shared" in finding.message
    content.edit("scenario", "uses: [shared, nothing]", "uses: [shared]")
    part.write_text(PART + "title: {ja: 題, en: Title}\n", encoding="utf-8")
    assert content.only("LK003").path == part


def test_case_that_only_other_scenarios_take_is_no_trouble_but_own_ones_are(content, part) -> None:
    assert not [finding for finding in content.check() if finding.code is Code.IDLE_CASE]


def test_part_that_nobody_uses_is_noted(content, part) -> None:
    content.edit("scenario", "uses: [shared]\n", "")
    (finding,) = check_paths([part])
    assert (finding.code, finding.severity) == (Code.UNUSED_PART, Severity.NOTE)
