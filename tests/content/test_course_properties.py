"""Whatever anybody does in whatever order: time, what has arrived, the score and the replay keep their promises."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaksim.domain.events import Acted, Answered, CarriedOut, Event, Paused, PhaseClosed, Resumed, Withdrawn
from leaksim.domain.exercise import FIRST_CARDS_PER_DECISION, Exercise, begin, decision_of, replay
from leaksim.domain.hints import HintTaken
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import Certainty
from leaksim.engine import generate
from leaksim.scoring import score
from leaksim.services import shelf
from leaksim.services.freezing import event_adapter

SETTINGS = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SCENARIOS = [
    "malware-quiet-shelves",
    "p2p-distant-lights",
    "loss-train-laptop",
    "missend-busy-week",
    "access-third-letter",
]


@cache
def incident(name: str) -> Incident:
    return generate(shelf.scenario(name), 7, shelf.library())


def draw_event(state: Exercise, draw: st.DataObject) -> Event:
    """Any legal event. Phases are closed seldom, so that much happens inside them."""
    if state.paused:
        return Resumed()
    legal = state.legal_actions()
    assert state.phase is not None
    kinds = ["act", "act", "act", "act", "answer", "close", "pause", "hint"]
    kinds += ["carry", "withdraw"] if state.planned else []
    match draw.draw(st.sampled_from(kinds)):
        case "act" if legal.cards:
            card = draw.draw(st.sampled_from(legal.cards))
            beside = {c.action for c in decision_of(state.incident, card.action).cards} - {card.action}
            full = sum(first for action, first in state.planned if action in beside) >= FIRST_CARDS_PER_DECISION
            return Acted(action=card.action, phase=state.phase, first=not full and draw.draw(st.booleans()))
        case "answer" if legal.questions:
            question = draw.draw(st.sampled_from(legal.questions))
            if question.options and question.kind.value == "choice" and draw.draw(st.booleans()):
                value = draw.draw(st.sampled_from(question.options)).id
                certainty = draw.draw(st.sampled_from([Certainty.CONFIRMED, Certainty.PRESUMED]))
                return Answered(question=question.id, certainty=certainty, value=value)
            return Answered(question=question.id, certainty=Certainty.UNKNOWN)
        case "carry":
            return CarriedOut(phase=state.phase)
        case "withdraw":
            return Withdrawn(action=draw.draw(st.sampled_from(state.planned))[0])
        case "pause":
            return Paused()
        case "hint" if legal.questions:
            return HintTaken(question=draw.draw(st.sampled_from(legal.questions)).id, phase=state.phase)
    return PhaseClosed(phase=state.phase)


def play(start: Exercise, draw: st.DataObject, steps: int = 60) -> list[Exercise]:
    """The states of a run, the first one included."""
    states = [start]
    for _ in range(steps):
        if states[-1].finished:
            break
        states.append(states[-1].apply(draw_event(states[-1], draw)))
    return states


@pytest.mark.parametrize("name", SCENARIOS)
@SETTINGS
@given(data=st.data())
def test_any_sequence_keeps_the_invariants(name: str, data: st.DataObject) -> None:
    states = play(begin(incident(name)), data)
    guide = shelf.playbook(data.draw(st.sampled_from(shelf.playbook_ids())))
    for before, after in pairwise(states):
        assert after.clock >= before.clock
        assert after.minutes >= before.minutes
        assert after.releases[: len(before.releases)] == before.releases  # nothing that arrived disappears
        assert after.occurred[: len(before.occurred)] == before.occurred
        assert after.evidence() >= before.evidence()  # what was seen cannot be lost
        assert after.world.lost_minutes >= before.world.lost_minutes
        for percent in (after.world.exposed, after.world.evidence, after.world.trust):
            assert 0 <= percent <= 100
        assert len({f.consequence for f in after.fired}) == len(after.fired)
    end = states[-1]
    arrivals = [r.minutes for r in end.releases]
    assert arrivals == sorted(arrivals)
    card = score(end, guide, shelf.library())
    assert card.percent is None or 0 <= card.percent <= 100
    assert card.total <= card.max


@pytest.mark.parametrize("name", SCENARIOS)
@SETTINGS
@given(data=st.data())
def test_stored_events_give_the_same_state_and_score(name: str, data: st.DataObject) -> None:
    """Through JSON and back, and reloaded in the middle."""
    end = play(begin(incident(name)), data)[-1]
    adapter = event_adapter()
    stored = [adapter.dump_json(event) for event in end.events]
    cut = data.draw(st.integers(0, len(stored)))
    events = [adapter.validate_json(text) for text in stored]
    half = replay(incident(name), events[:cut])
    for event in events[cut:]:
        half = half.apply(event)
    assert half == replay(incident(name), events) == end
    guide = shelf.playbook("ipa")
    assert score(half, guide, shelf.library()) == score(end, guide, shelf.library())


@pytest.mark.parametrize("name", SCENARIOS[:3])
@SETTINGS
@given(data=st.data())
def test_pauses_and_hints_change_nothing(name: str, data: st.DataObject) -> None:
    end = play(begin(incident(name)), data)[-1]
    without = [event for event in end.events if not isinstance(event, Paused | Resumed | HintTaken)]
    same = replay(incident(name), without)
    assert replace(end, events=(), answers=(), paused=False) == replace(same, events=(), answers=())
    certain = {question: record.event.certainty for question, record in end.answers}
    assert certain == {question: record.event.certainty for question, record in same.answers}
    assert score(end, shelf.playbook("ipa"), shelf.library()) == score(same, shelf.playbook("ipa"), shelf.library())


@pytest.mark.parametrize("name", SCENARIOS)
@SETTINGS
@given(data=st.data())
def test_consequences_never_change_what_acts_score(name: str, data: st.DataObject) -> None:
    """The same choices in a world where nothing follows: every act has the same verdict and points."""
    end = play(begin(incident(name)), data)[-1]
    calm = replay(replace(incident(name), consequences=(), news=()), end.events)
    for guide_id in shelf.playbook_ids():
        guide = shelf.playbook(guide_id)
        lively_card, calm_card = (score(state, guide, shelf.library()) for state in (end, calm))
        acts = [[i for i in card.items if i.kind == "action"] for card in (lively_card, calm_card)]
        assert acts[0] == acts[1]
        assert lively_card.max == calm_card.max
        unknown = all(record.event.certainty is Certainty.UNKNOWN for _, record in end.answers)
        if not end.lost and unknown:
            assert lively_card.percent == calm_card.percent
