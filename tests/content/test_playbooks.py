"""What holds for every guide: nothing dangling, nothing forgotten, silence declared with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from leaksim.domain.conditions import EstablishedTest, FactTest, HappenedTest, leaves
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import PHASES, Coverage, Grade, IncidentType
from leaksim.engine import generate
from leaksim.services import shelf

Generated = Callable[[str, int], Incident]


def test_every_type_is_covered_or_declared_silent_with_the_reason(playbook_id: str) -> None:
    guide = shelf.playbook(playbook_id)
    for kind in IncidentType:
        assert kind in guide.coverage, f"{kind} is neither covered nor declared"
        entry = guide.coverage[kind]
        if entry.coverage is Coverage.OWN_CHAPTER:
            assert entry.chapter
            assert [r for r in guide.responses if kind in r.types], f"{kind} has a chapter and no response"
        else:
            assert entry.note, f"{kind} is {entry.coverage} without a reason"


def test_every_phase_expects_something_or_the_note_says_why_not(playbook_id: str) -> None:
    guide = shelf.playbook(playbook_id)
    for kind in shelf.stated_types(guide):
        phases = {r.phase for r in guide.responses_for(kind)}
        entry = guide.coverage[kind]
        missing = [p for p in PHASES if p not in phases]
        assert not missing or entry.note, f"{kind}: nothing in {missing}, and no note says why"


def test_every_citation_resolves_and_the_index_is_a_tree(playbook_id: str) -> None:
    guide = shelf.playbook(playbook_id)
    ids = [s.id for s in guide.sections]
    assert len(ids) == len(set(ids))
    cited = (
        [r.section for r in guide.responses] + [s.section for s in guide.statements] + [f.section for f in guide.forms]
    )
    cited += [s for q in guide.questions for s in (q.section, *q.sections.values()) if s]
    assert set(cited) <= set(ids)
    parents = {s.id: s.parent for s in guide.sections}
    for section in ids:
        seen = set()
        step: str | None = section
        while step is not None:
            assert step not in seen, f"{section} stands below itself"
            seen.add(step)
            step = parents[step]


def test_every_act_of_a_guide_is_offered_somewhere(playbook_id: str, incident: Generated) -> None:
    guide = shelf.playbook(playbook_id)
    offered = {c.action for s in shelf.scenarios() for c in incident(s, 1).cards()}
    wanted = {r.action for kind in shelf.stated_types(guide) for r in guide.responses_for(kind)}
    assert wanted <= offered, wanted - offered


def test_no_condition_names_what_no_scenario_can_produce(playbook_id: str) -> None:
    guide = shelf.playbook(playbook_id)
    facts = {f for s in shelf.scenarios().values() for f in s.facts} | {"type", "organisation_kind", "sector"}
    marks = {m for s in shelf.scenarios().values() for i in s.injects for m in i.marks}
    acts = {a.id for a in shelf.library().catalogue.actions}
    for response in guide.responses:
        for leaf in leaves(response.when):
            match leaf:
                case FactTest():
                    assert leaf.fact in facts, f"{response.id}: no scenario states {leaf.fact}"
                case EstablishedTest():
                    assert leaf.established in facts, f"{response.id}: no scenario states {leaf.established}"
                case HappenedTest():
                    assert leaf.happened in marks | acts, f"{response.id}: nothing makes {leaf.happened} happen"


def test_every_statement_is_in_both_languages_and_said_once(playbook_id: str) -> None:
    guide = shelf.playbook(playbook_id)
    for text in [r.statement for r in guide.responses] + [s.text for s in guide.statements]:
        assert text.ja.strip()
        assert text.en.strip()
        assert not any("\u3040" <= c <= "\u30ff" for c in text.en.replace("訓練", "")), text.en
    for ids in ([r.id for r in guide.responses], [s.id for s in guide.statements]):
        assert Counter(ids).most_common(1)[0][1] == 1


def test_tensions_are_mutual_in_effect(playbook_id: str) -> None:
    """A clause in tension points to one of the same act and another grade."""
    guide = shelf.playbook(playbook_id)
    by_id = {r.id: r for r in guide.responses}
    for response in guide.responses:
        for other in response.tension:
            assert by_id[other].action == response.action
            assert by_id[other].grade is not response.grade


def test_organisations_bring_every_guide() -> None:
    brought = {o.playbook for o in shelf.library().organisations}
    assert brought == set(shelf.playbook_ids())


def test_one_incident_is_judged_differently() -> None:
    """The same lost laptop: the five guides do not want the same."""
    made = generate(shelf.scenarios()["loss-train-laptop"], 7, shelf.library())
    wanted = {}
    for playbook_id in shelf.playbook_ids():
        guide = shelf.playbook(playbook_id)
        wanted[playbook_id] = frozenset(r.action for r in guide.responses_for(made.type) if r.grade is Grade.REQUIRED)
    assert len(set(wanted.values())) == len(wanted)


@pytest.mark.parametrize("name", ["ipa", "nra", "checklist", "corp", "pref"])
def test_the_five_guides_are_there(name: str) -> None:
    assert name in shelf.playbook_ids()
