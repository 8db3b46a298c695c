"""Known ways of playing get the scores they deserve, for every scenario under every guide that states its type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

import pytest

from leaksim.domain.catalogue import ActionKind, QuestionKind
from leaksim.domain.events import Acted, Answered, Event
from leaksim.domain.exercise import Exercise, replay
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import Certainty
from leaksim.domain.playbook import ExpectedResponse, Grade, OrderKind, Playbook
from leaksim.domain.scorecard import Scorecard, Verdict
from leaksim.errors import IllegalEvent
from leaksim.scoring import Strategy, autoplay, score
from leaksim.services import shelf

SEEDS = (1, 2, 3, 20261121)
Generated = Callable[[str, int], Incident]


def judged(exercise: Exercise, playbook: Playbook) -> Scorecard:
    return score(exercise, playbook, shelf.library())


def percent(strategy: Strategy, made: Incident, playbook: Playbook) -> int:
    card = judged(autoplay(strategy, made, playbook, shelf.library()), playbook)
    assert card.percent is not None
    return card.percent


@pytest.mark.parametrize("seed", [SEEDS[0], *(pytest.param(seed, marks=pytest.mark.slow) for seed in SEEDS[1:])])
def test_strategies_score_as_they_should(scenario_id: str, playbook_id: str, seed: int, incident: Generated) -> None:
    made, playbook = incident(scenario_id, seed), shelf.playbook(playbook_id)
    best = judged(autoplay(Strategy.PERFECT, made, playbook, shelf.library()), playbook)
    assert (best.percent, best.passed, best.rating.value) == (100, True, "P"), [
        (i.id, i.verdict, i.reason) for i in best.items if i.lost
    ]
    assert percent(Strategy.EMPTY, made, playbook) <= 5
    assert percent(Strategy.UNKNOWN, made, playbook) < 30
    assert percent(Strategy.EVERYTHING, made, playbook) < 60
    assert percent(Strategy.RANDOM, made, playbook) < 70


@pytest.mark.one_guide_each_time
def test_random_play_is_seeded(scenario_id: str, playbook_id: str, incident: Generated) -> None:
    made, playbook = incident(scenario_id, 1), shelf.playbook(playbook_id)
    first, second = (autoplay(Strategy.RANDOM, made, playbook, shelf.library()).events for _ in range(2))
    assert first == second


@pytest.mark.one_guide_each_time
def test_all_required_without_any_recommended_passes(scenario_id: str, playbook_id: str, incident: Generated) -> None:
    made, playbook = incident(scenario_id, 1), shelf.playbook(playbook_id)
    run = autoplay(Strategy.PERFECT, made, playbook, shelf.library())
    card = judged(run, playbook)
    extra = {i.id for i in card.items if i.grade == "recommended"}
    kept = [e for e in run.events if not (isinstance(e, Acted) and e.action in extra)]
    assert judged(replay(made, kept), playbook).passed


@pytest.mark.one_guide_each_time
@pytest.mark.parametrize(
    ("seed", "every"),
    [(SEEDS[0], 8), *(pytest.param(seed, 1, marks=pytest.mark.slow) for seed in SEEDS[:2])],
)
def test_altering_any_one_item_of_the_perfect_run_costs_and_is_named(
    scenario_id: str, playbook_id: str, seed: int, every: int, incident: Generated
) -> None:
    """Each time every eighth alteration, begun at a place told by the scenario; all of them in the slow matrices."""
    made, playbook = incident(scenario_id, seed), shelf.playbook(playbook_id)
    run = autoplay(Strategy.PERFECT, made, playbook, shelf.library())
    best = judged(run, playbook)
    asked = {i.id for i in best.items}
    count = 0
    for events, name, what in islice(alterations(made, run.events, asked), len(scenario_id) % every, None, every):
        try:
            card = judged(replay(made, events), playbook)
        except IllegalEvent:
            pytest.fail(f"{what} is not possible")
        item = next((i for i in card.items if i.id == name), None)
        assert card.percent is not None
        if item is not None and item.verdict is Verdict.PERMITTED:  # the guide lets it be left or done
            assert what.startswith("adding"), what
            assert {r.grade for r in playbook.responses_for(made.type) if r.action == name} >= {Grade.PERMITTED}, what
            assert (card.total, item.citations == ()) == (best.total, False), what
            continue
        assert card.percent < 100, f"{what} costs nothing"
        assert card.total < best.total, f"{what} costs nothing"
        assert item is not None, f"{what}: the result does not name {name}"
        assert item.lost > 0, f"{what}: the result does not name {name}"
        count += 1
    assert count > 30 // every


def alterations(made: Incident, events: tuple[Event, ...], asked: set[str]) -> Iterator[tuple[list[Event], str, str]]:
    """Every run that differs from the perfect one in one item, with the id of that item."""
    for place, event in enumerate(events):
        rest = [*events[:place], *events[place + 1 :]]
        if isinstance(event, Answered) and event.question in asked:
            yield rest, event.question, f"leaving out {event.question}"
            for other in other_answers(made, event):
                yield [*events[:place], other, *events[place + 1 :]], event.question, f"{other} for {event}"
        elif isinstance(event, Acted):
            yield rest, event.action, f"leaving out {event.action}"
    chosen = {e.action for e in events if isinstance(e, Acted)}
    for card in made.cards():
        if card.kind is not ActionKind.RESPONSE and card.action not in chosen:
            act = Acted(action=card.action, phase=card.phase)
            place = next(n for n, e in enumerate(events) if e.kind == "phase_closed" and e.phase is card.phase)
            yield [*events[:place], act, *events[place:]], card.action, f"adding {card.action}"


def other_answers(made: Incident, event: Answered) -> Iterator[Answered]:
    question = made.question_by_id(event.question)
    if event.certainty is Certainty.UNKNOWN:
        value = wrong_value(made, event)
        yield replace(event, certainty=Certainty.CONFIRMED, value=value)
        return
    yield replace(event, certainty=Certainty.UNKNOWN, value=None)
    yield replace(event, certainty=Certainty.PRESUMED)
    if question.kind in (QuestionKind.CHOICE, QuestionKind.MULTI_CHOICE) and len(question.options) < 2:
        return
    yield replace(event, value=wrong_value(made, event))


def wrong_value(made: Incident, event: Answered) -> int | str | tuple[str, ...]:
    question = made.question_by_id(event.question)
    match question.kind:
        case QuestionKind.CHOICE:
            return next(o.id for o in question.options if o.id != event.value)
        case QuestionKind.MULTI_CHOICE:
            chosen = set(event.value) if isinstance(event.value, tuple) else set()
            return tuple(o.id for o in question.options if o.id not in chosen) or (question.options[0].id,)
        case QuestionKind.NUMBER:
            return event.value + 100_000 if isinstance(event.value, int) else 99_999_999
        case QuestionKind.MOMENT:
            return "2001-01-01T00:00+09:00"
    raise AssertionError(question.kind)


def unexcused(act: Acted, run: Exercise, playbook: Playbook) -> list[str]:
    """Whom an urgent act must not merely stand beside: what else is done in its phase and is asked for at leisure.

    Three kinds of neighbours excuse it: those that the guide calls urgent as well, those that it places in an earlier
    phase, and those on which it is silent.
    """
    stated: dict[str, list[ExpectedResponse]] = {}
    for response in playbook.responses_for(run.incident.type):
        stated.setdefault(response.action, []).append(response)
    urgent = {name for name, rs in stated.items() if any(r.order and r.order.kind is not OrderKind.BEFORE for r in rs)}
    due = max(r.phase.position for r in stated[act.action] if r.order)
    earlier = {name for name, rs in stated.items() if all(r.phase.position < due for r in rs)}
    beside = {other.action for other in run.acts if other.phase is act.phase} - {act.action}
    return sorted((beside & stated.keys()) - urgent - earlier)


def urgent_acts_set_back(made: Incident, playbook: Playbook) -> int:
    """Check each urgent act of the perfect run, not put first; how many of them had a neighbour to fall behind."""
    run = autoplay(Strategy.PERFECT, made, playbook, shelf.library())
    seen = 0
    for place, event in enumerate(run.events):
        if isinstance(event, Acted) and event.first:
            events = [*run.events[:place], replace(event, first=False), *run.events[place + 1 :]]
            card = judged(replay(made, events), playbook)
            item = next(i for i in card.items if i.id == event.action)
            behind = unexcused(event, run, playbook)
            where = (made.scenario, event.action, behind)
            assert item.verdict is (Verdict.OUT_OF_ORDER if behind else Verdict.DONE), where
            assert (item.lost > 0) is bool(behind), where
            seen += bool(behind)
    return seen


def test_order_counts_where_the_guide_states_it(playbook_id: str, incident: Generated) -> None:
    """An urgent act that is not put first loses part of its points, unless every neighbour excuses it."""
    one_of_each_type = {scenario.type: scenario.id for scenario in shelf.scenarios().values()}
    assert sum(urgent_acts_set_back(incident(i, 1), shelf.playbook(playbook_id)) for i in one_of_each_type.values())


@pytest.mark.slow
def test_order_counts_in_every_scenario(scenario_id: str, playbook_id: str, incident: Generated) -> None:
    for seed in SEEDS[:2]:
        urgent_acts_set_back(incident(scenario_id, seed), shelf.playbook(playbook_id))
