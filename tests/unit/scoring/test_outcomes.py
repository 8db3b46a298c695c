"""Outcomes: what a changed decision would have changed, and the best end among runs with full marks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaksim.domain.catalogue import Library
from leaksim.domain.conditions import HappenedTest, NoneOf
from leaksim.domain.consequences import Consequence, Due, Effect, Measure
from leaksim.domain.events import Acted, CarriedOut, PhaseClosed
from leaksim.domain.exercise import Exercise, begin
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import PHASES
from leaksim.domain.playbook import Playbook
from leaksim.domain.text import same
from leaksim.scoring import score
from leaksim.scoring.best_line import find_best_line, scores_full
from leaksim.scoring.outcomes import Change, Outcome, counterfactuals, line_of, outcome_of, play_line

ONE, TWO, THREE = PHASES[:3]


@pytest.fixture
def lively(incident: Incident) -> Incident:
    """Hiding spreads it; telling the persons before `extra` calms; no `unmentioned` act within three hours exposes."""
    return replace(
        incident,
        consequences=(
            Consequence(
                id="spreads",
                title=same("spreads"),
                on=("hide",),
                effects=(Effect(measure=Measure.SPREAD, percent=800),),
                why=same("why"),
            ),
            Consequence(
                id="calms",
                title=same("calms"),
                on=("notify",),
                when=NoneOf(none_of=(HappenedTest(happened="extra"),)),
                effects=(Effect(measure=Measure.TRUST, add=20),),
                why=same("why"),
            ),
            Consequence(
                id="exposes",
                title=same("exposes"),
                due=Due(minutes=180),
                when=NoneOf(none_of=(HappenedTest(happened="unmentioned"),)),
                effects=(Effect(measure=Measure.EXPOSED, add=10),),
                why=same("why"),
            ),
        ),
        world=replace(incident.world, exposed=50),
    )


def finish(state: Exercise, *acts: tuple[str, str]) -> Exercise:
    for phase in PHASES:
        for action, where in acts:
            if where == phase:
                state = state.apply(Acted(action=action, phase=phase))
        state = state.apply(PhaseClosed(phase=phase))
    return state


def test_a_line_played_again_ends_the_same(lively: Incident, library: Library) -> None:
    state = begin(lively).apply(Acted(action="hide", phase=ONE)).apply(CarriedOut(phase=ONE))
    state = finish(state, ("report", ONE), ("ask_police", TWO), ("notify", THREE))
    again = play_line(lively, line_of(state))
    assert (again.world, again.acts, again.fired) == (state.world, state.acts, state.fired)
    assert outcome_of(again, library) == outcome_of(state, library)


def test_what_was_missed_and_what_harmed_are_both_found(lively: Incident, library: Library) -> None:
    state = finish(begin(lively), ("hide", ONE), ("extra", THREE), ("notify", THREE))
    found = {one.action: one for one in counterfactuals(state, library)}
    assert found["hide"].change is Change.LEFT_OUT
    assert found["hide"].avoided == ("spreads",)
    assert found["unmentioned"].change is Change.DONE
    assert found["unmentioned"].outcome.exposed == 50
    assert found["notify"].change is Change.SOONER
    assert found["notify"].brought == ("calms",)
    assert all(one.gain > 0 for one in found.values())


def test_what_helped_is_told_as_well(lively: Incident, library: Library) -> None:
    state = finish(begin(lively), ("notify", THREE), ("extra", THREE))
    found = {one.action: one for one in counterfactuals(state, library)}
    assert (found["notify"].change, found["notify"].gain < 0) == (Change.LEFT_OUT, True)
    assert "hide" not in found  # that one could also have hidden it teaches nothing


def test_the_best_line_scores_full_and_is_better_where_order_matters(
    lively: Incident, playbook: Playbook, library: Library
) -> None:
    best = find_best_line(lively, playbook, library)
    assert scores_full(best.exercise, playbook, library)
    assert best.gain > 0
    order = [action for _, acts in best.line for action, _ in acts]
    assert order.index("notify") < order.index("extra")
    assert "unmentioned" in order  # the guide is silent about it, so that it costs nothing
    card = score(best.exercise, playbook, library)
    assert [item.id for item in card.items if item.kind == "action" and item.points < item.max] == []


def test_without_consequences_the_perfect_run_is_the_best(
    incident: Incident, playbook: Playbook, library: Library
) -> None:
    best = find_best_line(incident, playbook, library)
    assert (best.gain, best.best) == (0, best.perfect)


def test_every_part_of_the_burden_counts() -> None:
    world = {"persons": 100, "exposed": 0, "spread": 0, "evidence": 100, "trust": 100}
    best = Outcome(**world, lost_minutes=0, minutes=0, deadlines_met=2, deadlines=2)
    assert best.burden == 0
    worse = [
        {"exposed": 1},
        {"spread": 1},
        {"evidence": 99},
        {"trust": 99},
        {"lost_minutes": 60},
        {"deadlines_met": 1},
    ]
    assert all(replace(best, **change).burden > 0 for change in worse)
    assert replace(best, exposed=30).exposed_persons == 30
