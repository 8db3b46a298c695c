"""Results by principle and objective: every guide states its principles or says that it has none, and sums hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from leaksim.domain.catalogue import QuestionGroup
from leaksim.domain.incident import Incident
from leaksim.domain.scorecard import AspectKind
from leaksim.scoring import Strategy, autoplay, score, score_aspects
from leaksim.services import shelf

Generated = Callable[[str, int], Incident]


def test_every_topic_and_group_belongs_to_exactly_one_objective() -> None:
    library = shelf.library()
    assert 6 <= len(library.objectives) <= 8
    topics = Counter(topic for objective in library.objectives for topic in objective.topics)
    groups = Counter(group for objective in library.objectives for group in objective.question_groups)
    assert topics == Counter(topic.id for topic in library.catalogue.topics)
    assert groups == Counter(QuestionGroup)


def test_a_guide_states_its_principles_or_says_that_it_has_none(playbook_id: str) -> None:
    guide = shelf.playbook(playbook_id)
    assert guide.principles or guide.principles_note
    for principle in guide.principles:
        assert guide.section(principle.section).title.ja
        assert principle.label.ja not in {section.title.ja for section in guide.sections}, "our own words"
        assert not any("\u3040" <= c <= "\u30ff" for c in principle.label.en)


def test_every_principle_is_scored_in_some_incident(playbook_id: str, incident: Generated) -> None:
    """No principle stands in the table with nothing to show in every single exercise."""
    guide, library = shelf.playbook(playbook_id), shelf.library()
    scored: set[str] = set()
    of_each_type = {scenario.type: scenario for scenario in shelf.scenarios().values()}
    for kind in shelf.stated_types(guide):
        made = incident(of_each_type[kind].id, 1)
        card = score(autoplay(Strategy.PERFECT, made, guide, library), guide, library)
        found = score_aspects(card, made, guide, library)
        scored |= {one.id for one in found if one.aspect is AspectKind.PRINCIPLE and one.max}
    assert scored == {principle.id for principle in guide.principles}


@pytest.mark.one_guide_each_time
def test_points_by_objective_add_up_to_the_total(scenario_id: str, playbook_id: str, incident: Generated) -> None:
    made, guide, library = incident(scenario_id, 1), shelf.playbook(playbook_id), shelf.library()
    for strategy in (Strategy.PERFECT, Strategy.EVERYTHING):
        card = score(autoplay(strategy, made, guide, library), guide, library)
        objectives = [o for o in score_aspects(card, made, guide, library) if o.aspect is AspectKind.OBJECTIVE]
        assert sum(o.points for o in objectives) == card.total
        assert sum(o.max for o in objectives) == card.max
        items = Counter(name for o in objectives for name in o.items)
        assert items == Counter(i.id for i in card.items if i.max or i.points)
