"""Which case examples of the guides are played."""

from __future__ import annotations

import re
from collections import Counter

from leaksim.domain.kinds import IncidentType
from leaksim.domain.playbook import StatementKind
from leaksim.services import shelf

NUMBERED = re.compile(r"ipa-case-(.+)")


def test_there_are_forty_scenarios_and_several_of_each_type() -> None:
    kinds = Counter(shelf.scenario_types().values())
    assert sum(kinds.values()) >= 40
    assert all(kinds[kind] >= 2 for kind in IncidentType), kinds


def test_every_numbered_case_of_the_ipa_guide_is_played_under_its_type() -> None:
    guide = shelf.playbook("ipa")
    cases = {found[1]: s for s in guide.statements if s.kind is StatementKind.CASE and (found := NUMBERED.match(s.id))}
    assert len(cases) == 25
    played = {s.plays: s for s in shelf.scenarios().values() if s.plays}
    assert set(cases) <= set(played)
    assert set(played) <= set(cases), "a scenario plays a case that the guide does not number"
    for name, statement in cases.items():
        assert played[name].type in statement.types, name


def test_objectives_minutes_and_audience_are_said() -> None:
    for scenario in shelf.scenarios().values():
        assert scenario.objectives, scenario.id
        assert scenario.audience, scenario.id
        assert 20 <= scenario.minutes <= 60, scenario.id
