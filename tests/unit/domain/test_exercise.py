"""The exercise: what is allowed when, what time does, what arrives."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaksim.domain.events import Acted, Answered, PhaseClosed, Withdrawn
from leaksim.domain.exercise import Exercise, begin, replay
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import PHASES, Certainty, FeedbackMode, Language, Phase
from leaksim.domain.views import view_for_trainee
from leaksim.errors import IllegalEvent

ONE, TWO, THREE = PHASES[:3]
COUNT = "count@first_report"


def close(state: Exercise, *phases: Phase) -> Exercise:
    for phase in phases:
        state = state.apply(PhaseClosed(phase=phase))
    return state


def test_it_opens_with_the_first_inject_only(incident: Incident) -> None:
    state = begin(incident)
    assert [r.inject for r in state.releases] == ["i1"]
    assert state.now == "2026-11-20T09:00+09:00"
    assert [q.id for q in state.legal_actions().questions] == [COUNT]


def test_closing_a_phase_costs_the_minutes_of_its_acts_or_waits_for_the_next_phase(incident: Incident) -> None:
    state = close(begin(incident), ONE)
    assert state.minutes == 40
    slow = replace(incident, phase_minutes={})
    state = begin(slow).apply(Acted(action="report", phase=ONE)).apply(Acted(action="dawdle", phase=ONE))
    assert close(state, ONE).minutes == 20


def test_acts_of_a_phase_follow_one_another_in_time(incident: Incident) -> None:
    state = begin(incident).apply(Acted(action="dawdle", phase=ONE))
    state = close(state.apply(Acted(action="report", phase=ONE, first=True)), ONE)
    assert [(a.action, a.at[11:16]) for a in state.acts] == [("report", "09:00"), ("dawdle", "09:10")]


def test_injects_wait_for_phase_time_and_condition(incident: Incident) -> None:
    assert [r.inject for r in close(begin(incident), ONE, TWO).releases] == ["i1", "i2"]
    state = close(begin(incident), ONE).apply(Acted(action="ask_police", phase=TWO))
    assert [r.inject for r in close(state, TWO).releases] == ["i1", "i2", "i3"]


def test_marks_and_acts_are_recorded_in_order(incident: Incident) -> None:
    state = begin(incident).apply(Acted(action="report", phase=ONE))
    state = close(state, ONE, TWO).apply(Acted(action="notify", phase=THREE))
    assert close(state, THREE).happened == ("report", "route_identified", "notify")


def test_replaying_the_events_gives_the_same_state(incident: Incident) -> None:
    state = begin(incident).apply(Answered(question=COUNT, certainty=Certainty.PRESUMED, value=900))
    state = close(state.apply(Acted(action="report", phase=ONE, first=True)), ONE)
    assert replay(incident, state.events) == state


def test_the_last_answer_counts_and_can_be_withdrawn(incident: Incident) -> None:
    state = begin(incident).apply(Answered(question=COUNT, certainty=Certainty.CONFIRMED, value=1))
    state = state.apply(Answered(question=COUNT, certainty=Certainty.UNKNOWN))
    assert dict(state.answers)[COUNT].event.certainty is Certainty.UNKNOWN
    assert state.apply(Withdrawn(question=COUNT)).answers == ()
    assert len(state.events) == 2


def test_an_act_left_undone_stays_on_offer_and_a_done_one_does_not(incident: Incident) -> None:
    state = close(begin(incident).apply(Acted(action="report", phase=ONE)), ONE)
    offered = {card.action for card in state.legal_actions().cards}
    assert "dawdle" in offered
    assert "report" not in offered
    assert state.apply(Acted(action="hide", phase=TWO)).planned == (("hide", False),)


@pytest.mark.parametrize(
    "event",
    [
        Answered(question="nothing", certainty=Certainty.UNKNOWN),
        Answered(question="count@after_investigation", certainty=Certainty.UNKNOWN),
        Answered(question=COUNT, certainty=Certainty.UNKNOWN, value=3),
        Answered(question=COUNT, certainty=Certainty.CONFIRMED),
        Answered(question=COUNT, certainty=Certainty.CONFIRMED, value=-1),
        Answered(question=COUNT, certainty=Certainty.CONFIRMED, value=True),
        Answered(question=COUNT, certainty=Certainty.CONFIRMED, value="7"),
        Answered(question=COUNT, certainty=Certainty.CONFIRMED, value=10**12),
        Acted(action="nothing", phase=ONE),
        Acted(action="notify", phase=ONE),
        Acted(action="report", phase=TWO),
        Withdrawn(action="report"),
        Withdrawn(question=COUNT),
        Withdrawn(),
        PhaseClosed(phase=TWO),
    ],
)
def test_what_is_not_allowed_is_refused_and_changes_nothing(incident: Incident, event: object) -> None:
    state = begin(incident)
    with pytest.raises(IllegalEvent):
        state.apply(event)  # type: ignore[arg-type]


def test_a_set_of_options_must_be_offered_ones(incident: Incident) -> None:
    state = close(begin(incident), ONE, TWO)
    question = "kinds@after_investigation"
    for value in ((), ("ox", "ox"), ("ox", "o?"), "ox"):
        with pytest.raises(IllegalEvent):
            state.apply(Answered(question=question, certainty=Certainty.CONFIRMED, value=value))
    state.apply(Answered(question=question, certainty=Certainty.CONFIRMED, value=("ox", "oy")))


def test_at_most_three_acts_of_a_decision_come_first(incident: Incident) -> None:
    state = close(begin(incident), ONE, TWO)
    for action in ("notify", "optional", "extra"):
        state = state.apply(Acted(action=action, phase=THREE, first=True))
    with pytest.raises(IllegalEvent):
        state.apply(Acted(action="unmentioned", phase=THREE, first=True))
    state = state.apply(Acted(action="optional", phase=THREE, first=False))
    assert state.apply(Acted(action="unmentioned", phase=THREE, first=True)).planned[-1] == ("unmentioned", True)


def test_a_finished_exercise_allows_nothing(incident: Incident) -> None:
    state = close(begin(incident), *PHASES)
    assert state.finished
    assert state.legal_actions().cards == ()
    with pytest.raises(IllegalEvent):
        state.apply(PhaseClosed(phase=PHASES[-1]))


def test_a_trainee_sees_only_what_was_released(incident: Incident) -> None:
    view = view_for_trainee(begin(incident), Language.EN, FeedbackMode.EACH_PHASE)
    assert [m.message for m in view.messages] == ["first"]
    assert [t.id for m in view.messages for t in m.things] == ["d1"]
    text = repr(view)
    for hidden in ("second", "ledger", "1000", "wrong", "harm"):
        assert hidden not in text


def test_the_answer_of_the_first_report_is_carried_as_a_draft(incident: Incident) -> None:
    state = begin(incident).apply(Answered(question=COUNT, certainty=Certainty.PRESUMED, value=900))
    view = view_for_trainee(close(state, ONE, TWO), Language.JA, FeedbackMode.EXAM)
    draft = view.questions[0].answer
    assert draft is not None
    assert (draft.value, draft.certainty, draft.carried) == (900, None, True)
