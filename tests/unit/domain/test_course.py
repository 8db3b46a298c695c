"""The course of events: what follows from acts, when news arrives, what is gone for good."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaksim.domain.conditions import HappenedTest, NoneOf
from leaksim.domain.consequences import (
    Consequence,
    Due,
    Effect,
    Loss,
    Measure,
    World,
    affect,
    news_mark,
)
from leaksim.domain.events import Acted, Answered, CarriedOut, Event, Paused, PhaseClosed, Resumed, Withdrawn
from leaksim.domain.exercise import Exercise, replay
from leaksim.domain.incident import Incident, Inject
from leaksim.domain.kinds import PHASES, Certainty, FeedbackMode, Language
from leaksim.domain.text import same
from leaksim.domain.views import view_for_trainee
from leaksim.errors import IllegalEvent

ONE, TWO, THREE = PHASES[:3]


def news(consequence: str, delay_minutes: int) -> Inject:
    mark = news_mark(consequence)
    return Inject(
        id=mark,
        phase=ONE,
        minutes=0,
        moment="2026-11-20T09:00+09:00",
        method="phone",
        sender=same("caller"),
        message=same(f"news of {consequence}"),
        after=Due(of=mark, minutes=delay_minutes),
    )


@pytest.fixture
def lively(incident: Incident) -> Incident:
    """Hiding it feeds rumours at once; dawdling before the report destroys the ledger; no report for an hour: fraud."""
    consequences = (
        Consequence(
            id="rumours",
            title=same("rumours"),
            on=("hide",),
            effects=(Effect(measure=Measure.TRUST, add=-30), Effect(measure=Measure.SPREAD, percent=300)),
            marks=("everybody_talks",),
            news=news_mark("rumours"),
            why=same("hiding"),
        ),
        Consequence(
            id="press",
            title=same("press"),
            on=("everybody_talks",),
            effects=(Effect(measure=Measure.MINUTES, add=30),),
            why=same("rumours"),
        ),
        Consequence(
            id="wiped",
            title=same("wiped"),
            on=("dawdle",),
            when=NoneOf(none_of=(HappenedTest(happened="report"),)),
            effects=(Effect(measure=Measure.EVIDENCE, add=-60),),
            loss=Loss(evidence=("ledger",), message=same("the ledger is gone")),
            why=same("dawdling"),
        ),
        Consequence(
            id="fraud",
            title=same("fraud"),
            due=Due(minutes=60),
            when=NoneOf(none_of=(HappenedTest(happened="report"),)),
            effects=(Effect(measure=Measure.EXPOSED, add=20),),
            news=news_mark("fraud"),
            why=same("late"),
        ),
        Consequence(
            id="calm",
            title=same("calm"),
            due=Due(of="report", minutes=5),
            effects=(Effect(measure=Measure.TRUST, add=10),),
            why=same("early"),
        ),
    )
    return replace(
        incident,
        news=(news("rumours", 60), news("fraud", 0)),
        world=World(exposed=90, spread=2),
        consequences=consequences,
    )


def play(incident: Incident, *events: Event) -> Exercise:
    return replay(incident, events)


def names(state: Exercise) -> list[str]:
    return [fired.consequence for fired in state.fired]


def test_an_act_has_consequences_and_those_have_some_of_their_own(lively: Incident) -> None:
    state = play(lively, Acted(action="hide", phase=ONE), PhaseClosed(phase=ONE))
    assert names(state) == ["rumours", "press", "fraud"]  # the half hour lost to the press makes it 10:10
    assert (state.world.trust, state.world.spread) == (40, 6)
    assert state.clock == state.minutes + 30 == 70
    assert [f.cause for f in state.fired] == ["hide", "everybody_talks", ""]


def test_news_comes_later_and_never_in_a_past_already_seen(lively: Incident) -> None:
    state = play(lively, Acted(action="hide", phase=ONE), PhaseClosed(phase=ONE))
    arrived = {r.inject: r.minutes for r in state.releases}
    assert arrived[news_mark("rumours")] == 60
    assert state.clock == 70
    late = play(lively, Acted(action="hide", phase=ONE), CarriedOut(phase=ONE))
    assert news_mark("rumours") not in {r.inject for r in late.releases}  # it is 9:40
    assert late.clock == 40


def test_the_order_of_acts_decides(lively: Incident) -> None:
    worse = play(lively, Acted(action="dawdle", phase=ONE), Acted(action="report", phase=ONE), PhaseClosed(phase=ONE))
    better = play(lively, Acted(action="report", phase=ONE), Acted(action="dawdle", phase=ONE), PhaseClosed(phase=ONE))
    first = play(
        lively, Acted(action="dawdle", phase=ONE), Acted(action="report", phase=ONE, first=True), PhaseClosed(phase=ONE)
    )
    assert "wiped" in names(worse)
    assert "wiped" not in names(better)
    assert "wiped" not in names(first)


def test_what_is_destroyed_before_it_was_seen_stays_unknown(lively: Incident) -> None:
    closing = [PhaseClosed(phase=phase) for phase in (ONE, TWO)]
    state = play(lively, Acted(action="dawdle", phase=ONE), *closing)
    assert "ledger" not in state.evidence()
    (release,) = [r for r in state.releases if r.inject == "i2"]
    assert release.without == ("ledger",)
    view = view_for_trainee(state, Language.EN, FeedbackMode.EXAM)
    (message,) = [m for m in view.messages if m.sender == "B"]
    assert (message.message, message.things) == ("the ledger is gone", ())
    assert state.happened == ("dawdle", "route_identified")  # a score still counts on the mark
    assert "persons" in (state.situation().established or {})


def test_what_was_seen_before_cannot_be_lost(lively: Incident) -> None:
    closing = [PhaseClosed(phase=phase) for phase in (ONE, TWO)]
    state = play(lively, *closing, Acted(action="dawdle", phase=THREE), PhaseClosed(phase=THREE))
    assert "wiped" in names(state)
    assert "ledger" in state.evidence()
    assert state.lost == ()


def test_what_is_due_happens_at_its_time_unless_it_was_prevented(lively: Incident) -> None:
    idle = play(lively, PhaseClosed(phase=ONE), PhaseClosed(phase=TWO))
    assert [(f.consequence, f.minutes) for f in idle.fired] == [("fraud", 60)]
    assert idle.world.exposed == 100  # 90 and 20, but no more than all
    quick = play(lively, Acted(action="report", phase=ONE), PhaseClosed(phase=ONE), PhaseClosed(phase=TWO))
    assert [(f.consequence, f.minutes) for f in quick.fired] == [("calm", 5)]


def test_the_end_tells_what_was_still_to_come(lively: Incident) -> None:
    state = play(replace(lively, phase_minutes={}), *(PhaseClosed(phase=phase) for phase in PHASES))
    assert (state.clock, state.finished) == (0, True)
    assert [(f.consequence, f.minutes) for f in state.fired] == [("fraud", 60)]
    assert news_mark("fraud") in {r.inject for r in state.releases}


def test_acts_can_be_carried_out_while_the_phase_stays_open(lively: Incident) -> None:
    state = play(lively, Acted(action="report", phase=ONE), CarriedOut(phase=ONE))
    assert (state.phase, state.clock, state.planned) == (ONE, 10, ())
    assert [a.action for a in state.acts] == ["report"]
    assert "calm" in names(state)
    with pytest.raises(IllegalEvent, match="not planned"):
        state.apply(Withdrawn(action="report"))
    with pytest.raises(IllegalEvent, match="no act"):
        state.apply(CarriedOut(phase=ONE))
    with pytest.raises(IllegalEvent, match="not open"):
        state.apply(CarriedOut(phase=TWO))


def test_acts_carried_out_earlier_rank_before_those_put_first_later(lively: Incident) -> None:
    state = play(
        lively,
        Acted(action="dawdle", phase=ONE),
        CarriedOut(phase=ONE),
        Acted(action="report", phase=ONE, first=True),
        PhaseClosed(phase=ONE),
    )
    ranks = {act.action: act.rank for act in state.acts}
    assert ranks["dawdle"] < ranks["report"]
    assert "wiped" in names(state)


def test_a_pause_stops_everything_and_loses_nothing(lively: Incident) -> None:
    running = play(lively, Acted(action="report", phase=ONE))
    paused = running.apply(Paused())
    assert not paused.legal_actions().can_close
    assert paused.legal_actions().cards == ()
    for event in (
        PhaseClosed(phase=ONE),
        Answered(question="count@first_report", certainty=Certainty.UNKNOWN),
        Paused(),
    ):
        with pytest.raises(IllegalEvent, match="paused"):
            paused.apply(event)
    resumed = paused.apply(Resumed())
    assert replace(resumed, events=()) == replace(running, events=())
    with pytest.raises(IllegalEvent, match="not paused"):
        resumed.apply(Resumed())


@pytest.mark.parametrize(
    ("effect", "measure", "value"),
    [
        (Effect(measure=Measure.TRUST, add=-100), "trust", 0),
        (Effect(measure=Measure.TRUST, add=100), "trust", 100),
        (Effect(measure=Measure.EXPOSED, percent=50), "exposed", 50),
        (Effect(measure=Measure.SPREAD, percent=10**9), "spread", 1_000_000),
        (Effect(measure=Measure.EVIDENCE, add=-10), "evidence", 90),
        (Effect(measure=Measure.MINUTES, add=-5), "lost_minutes", 0),
        (Effect(measure=Measure.MINUTES, add=90), "lost_minutes", 90),
    ],
)
def test_every_measure_stays_within_its_bounds(effect: Effect, measure: str, value: int) -> None:
    assert getattr(affect(World(), (effect,)), measure) == value
