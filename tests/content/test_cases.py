"""Which case examples of the guides are played."""

from __future__ import annotations

import re
from collections import Counter

from leaksim.domain.kinds import IncidentType
from leaksim.domain.playbook import Statement, StatementKind
from leaksim.services import shelf

PLAYED = re.compile(r"([a-z]+)/([a-z0-9]+-[0-9]+)")


def test_there_are_forty_scenarios_and_several_of_each_type() -> None:
    kinds = Counter(shelf.scenario_types().values())
    assert sum(kinds.values()) >= 40
    assert all(kinds[kind] >= 2 for kind in IncidentType), kinds


def cases_of(playbook_id: str) -> dict[str, Statement]:
    """The numbered case examples of a guide, as scenarios name them."""
    statements = shelf.playbook(playbook_id).statements
    return {f"{playbook_id}/{s.number}": s for s in statements if s.kind is StatementKind.CASE and s.number}


def test_every_numbered_case_of_the_ipa_guide_is_played_under_its_type() -> None:
    cases = cases_of("ipa")
    assert len(cases) == 25
    assert set(cases) <= {s.plays for s in shelf.scenarios().values()}


def test_a_case_that_is_played_stands_in_the_guide_that_is_named() -> None:
    played = [s for s in shelf.scenarios().values() if s.plays]
    for scenario in played:
        found = PLAYED.fullmatch(scenario.plays or "")
        assert found, f"{scenario.id}: {scenario.plays!r} is not guide/number"
        assert found[1] in shelf.playbook_ids(), scenario.id
        statement = cases_of(found[1]).get(scenario.plays or "")
        assert statement is not None, f"{scenario.id}: {found[1]} numbers no case {found[2]}"
        assert scenario.type in statement.types, scenario.id
    assert len({s.plays for s in played}) == len(played), "two scenarios play the same case"


def test_objectives_minutes_and_audience_are_said() -> None:
    for scenario in shelf.scenarios().values():
        assert scenario.objectives, scenario.id
        assert scenario.audience, scenario.id
        assert 20 <= scenario.minutes <= 60, scenario.id
