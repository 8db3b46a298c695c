"""The consequences as a whole: they can come true, good news is as frequent as bad, and news is told in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from leaksim.domain.conditions import HappenedTest, leaves
from leaksim.domain.consequences import ConsequenceSpec, Measure
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import IncidentType
from leaksim.domain.scenario import Scenario
from leaksim.services import shelf

Generate = Callable[[str, int], Incident]
SEEDS = range(4)
BLAME = re.compile("失格|怠慢|愚か|恥|あなたの責任|stupid|careless|negligen|your fault|shame")


def of_type(incident_type: IncidentType, *, general: bool = False) -> list[ConsequenceSpec]:
    """The consequences written for one type, or those for every type."""
    return [
        spec
        for file in shelf.library().consequences
        if (not file.types if general else incident_type in file.types)
        for spec in file.consequences
    ]


def scenarios_of(incident_type: IncidentType) -> list[Scenario]:
    return [s for s in shelf.scenarios().values() if s.type is incident_type]


def balance(spec: ConsequenceSpec) -> int:
    """Above zero for good news: what the effects do to people, to the spread and to trust."""
    total = 0
    for effect in spec.effects:
        change = effect.add if effect.add is not None else (effect.percent or 100) - 100
        worse = effect.measure in (Measure.EXPOSED, Measure.SPREAD, Measure.MINUTES)
        total += (-1 if worse else 1) * (change > 0) - (-1 if worse else 1) * (change < 0)
    return total


def named_in(spec: ConsequenceSpec) -> Iterator[str]:
    yield from spec.on
    if spec.due is not None and spec.due.of != "start":
        yield spec.due.of
    yield from (leaf.happened for leaf in leaves(spec.when) if isinstance(leaf, HappenedTest))


@pytest.mark.parametrize("incident_type", list(IncidentType))
def test_every_type_has_its_own_and_as_many_good_ones_as_bad(incident_type: IncidentType) -> None:
    own, general = of_type(incident_type), of_type(incident_type, general=True)
    assert 6 <= len(own) <= 9
    assert 4 <= len(general) <= 6
    signs = Counter("good" if balance(spec) > 0 else "bad" for spec in (*own, *general))
    assert abs(signs["good"] - signs["bad"]) <= 2, signs


@pytest.mark.parametrize("incident_type", list(IncidentType))
def test_what_consequences_turn_on_is_on_offer(incident_type: IncidentType) -> None:
    """Each act that they name, in at least half of the type's scenarios."""
    catalogue = {action.id: action for action in shelf.library().catalogue.actions}
    scenarios = scenarios_of(incident_type)
    for spec in of_type(incident_type):
        for name in named_in(spec):
            if name in catalogue:
                assert catalogue[name].fits(incident_type), (spec.id, name)
                offering = [s for s in scenarios if name not in s.omit_actions]
                assert 2 * len(offering) >= len(scenarios), (spec.id, name)


@pytest.mark.parametrize("incident_type", list(IncidentType))
def test_every_consequence_can_come_true(incident: Generate, incident_type: IncidentType) -> None:
    met = {
        consequence.id
        for scenario in scenarios_of(incident_type)
        for seed in SEEDS
        for consequence in incident(scenario.id, seed).consequences
    }
    missing = {spec.id for spec in of_type(incident_type)} - met
    assert not missing


@pytest.mark.parametrize("incident_type", list(IncidentType))
def test_what_destroys_finds_something_to_destroy(incident: Generate, incident_type: IncidentType) -> None:
    """In at least half of the type's scenarios evidence of a later phase is at stake."""
    scenarios = scenarios_of(incident_type)
    for spec in of_type(incident_type):
        if spec.destroys is None:
            continue
        hit = 0
        for scenario in scenarios:
            for made in (incident(scenario.id, seed) for seed in SEEDS):
                later = {e for i in made.injects if i.minutes > 0 for e in i.evidence}
                loss = next((c.loss for c in made.consequences if c.id == spec.id), None)
                if loss is not None and later.intersection(loss.evidence):
                    hit += 1
                    break
        assert 2 * hit >= len(scenarios), spec.id


def test_news_is_told_in_words_with_variants() -> None:
    """As people ring and write: no measure, no percentage, no score; and not always in the same words."""
    for file in shelf.library().consequences:
        for spec in file.consequences:
            assert spec.news is not None, spec.id
            variants = (spec.news.message.ja, spec.news.message.en)
            assert all(len(texts) >= 2 for texts in variants), spec.id
            for text in (t for texts in variants for t in texts):
                assert not re.search(r"[0-9０-９%％]|点数|得点|score", text), (spec.id, text)


def test_the_debrief_is_told_why_without_blame() -> None:
    for file in shelf.library().consequences:
        for spec in file.consequences:
            assert len(spec.why.ja) >= 30, spec.id
            assert len(spec.why.en) >= 60, spec.id
            words = spec.why.ja + spec.why.en + spec.title.ja + spec.title.en
            assert not BLAME.search(words), spec.id


@pytest.mark.parametrize(
    "act", ["remove_malware", "reinstall_from_os", "publish_on_website", "launch_alternative_site"]
)
def test_where_a_guide_asks_for_a_step_with_a_bad_effect_the_tension_is_told(act: str) -> None:
    """A step that some guide asks for or allows, and that a consequence punishes in the world, comes with a note."""
    asked = any(r.action == act for p in shelf.playbook_ids() for r in shelf.playbook(p).responses)
    bad = [
        spec
        for file in shelf.library().consequences
        for spec in file.consequences
        if act in spec.on and balance(spec) < 0
    ]
    assert asked
    assert bad
    assert all(spec.guide_note is not None for spec in bad)
