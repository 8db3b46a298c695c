"""Points by principle and objective, counted by hand on a small guide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaksim.domain.catalogue import ActionCatalogue, Library, Objective, QuestionGroup, Topic
from leaksim.domain.events import Acted, Event, PhaseClosed
from leaksim.domain.exercise import Exercise, replay
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import PHASES, Coverage
from leaksim.domain.playbook import Playbook, Principle, TypeCoverage
from leaksim.domain.scorecard import AspectKind, AspectScore, Scorecard
from leaksim.domain.text import same
from leaksim.scoring import Strategy, autoplay, score, score_aspects

PRINCIPLES = (
    Principle(id="tell", section="1", label=same("tell"), topics=("telling",)),
    Principle(id="know", section="1", label=same("know"), question_groups=(QuestionGroup.DETAILS,)),
    Principle(
        id="both", section="1", label=same("both"), actions=("notify",), question_groups=(QuestionGroup.DETAILS,)
    ),
    Principle(id="idle", section="1", label=same("idle"), actions=("optional",)),
)
OBJECTIVES = (
    Objective(id="say", label=same("say"), topics=("telling",)),
    Objective(id="learn", label=same("learn"), topics=("all",), question_groups=tuple(QuestionGroup)),
)
TELLING = ("report", "notify", "hide")


@pytest.fixture
def guide(playbook: Playbook) -> Playbook:
    return replace(playbook, principles=PRINCIPLES)


@pytest.fixture
def shared(library: Library) -> Library:
    actions = tuple(replace(a, topic="telling") if a.id in TELLING else a for a in library.catalogue.actions)
    topics = (*library.catalogue.topics, Topic(id="telling", label=same("Telling")))
    return replace(library, catalogue=ActionCatalogue(topics=topics, actions=actions), objectives=OBJECTIVES)


def hidden(incident: Incident) -> Exercise:
    """Somebody hides it first, then reports and notifies."""
    acts: dict[str, tuple[str, ...]] = {"discover_report": ("hide", "report"), "investigate": ("notify", "optional")}
    events: list[Event] = []
    for phase in PHASES:
        events += [Acted(action=name, phase=phase) for name in acts.get(phase, ())]
        events.append(PhaseClosed(phase=phase))
    return replay(incident, events)


def put_together(
    run: Exercise, guide: Playbook, shared: Library
) -> tuple[Scorecard, dict[tuple[AspectKind, str], AspectScore]]:
    card = score(run, guide, shared)
    found = score_aspects(card, run.incident, guide, shared)
    return card, {(one.aspect, one.id): one for one in found}


def test_an_item_counts_under_every_principle_that_names_it(
    incident: Incident, guide: Playbook, shared: Library
) -> None:
    card, found = put_together(autoplay(Strategy.PERFECT, incident, guide, shared), guide, shared)
    worth = {i.id: i.max for i in card.items}
    answers = tuple(q.id for q in incident.questions)
    assert found[AspectKind.PRINCIPLE, "tell"].items == ("report", "notify")
    assert found[AspectKind.PRINCIPLE, "tell"].max == worth["report"] + worth["notify"]
    assert set(found[AspectKind.PRINCIPLE, "know"].items) == set(answers)
    both = found[AspectKind.PRINCIPLE, "both"]
    assert set(both.items) == {*answers, "notify"}
    assert both.points == both.max == sum(worth[name] for name in both.items)
    assert [one.section for one in found.values()] == ["1"] * 4 + [""] * 2


def test_objectives_share_everything_among_them(incident: Incident, guide: Playbook, shared: Library) -> None:
    for run in (hidden(incident), *(autoplay(s, incident, guide, shared) for s in Strategy)):
        card, found = put_together(run, guide, shared)
        objectives = [one for (kind, _), one in found.items() if kind is AspectKind.OBJECTIVE]
        assert [sum(o.points for o in objectives), sum(o.max for o in objectives)] == [card.total, card.max]
        assert sum(o.harmful for o in objectives) == sum(i.harmful for i in card.items)


def test_a_harmful_act_costs_where_it_belongs(incident: Incident, guide: Playbook, shared: Library) -> None:
    _, found = put_together(hidden(incident), guide, shared)
    tell, know = found[AspectKind.PRINCIPLE, "tell"], found[AspectKind.PRINCIPLE, "know"]
    assert (tell.harmful, know.harmful) == (1, 0)
    assert "hide" in tell.items
    assert tell.points < tell.max
    # what was left to judgement is worth nothing: the principle shows as not scored
    idle = found[AspectKind.PRINCIPLE, "idle"]
    assert (idle.points, idle.max, idle.items) == (0, 0, ())


def test_a_silent_guide_has_nothing_to_put_together(incident: Incident, guide: Playbook, shared: Library) -> None:
    silent = replace(guide, coverage={incident.type: TypeCoverage(coverage=Coverage.NOT_STATED)})
    assert put_together(hidden(incident), silent, shared)[1] == {}


def test_runs_from_before_have_neither(incident: Incident, playbook: Playbook, library: Library) -> None:
    assert put_together(hidden(incident), playbook, library)[1] == {}
