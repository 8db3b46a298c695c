"""The fold of a session’s journal, and a clock that stands while anything pauses it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaksim.domain.committee import SessionState, fold
from leaksim.domain.committee_entries import (
    ACTIONS_LIMIT,
    DECISION_POINTS,
    LABEL_LIMIT,
    PRESETS,
    SEATS_LIMIT,
    TEXT_LIMIT,
    ActionNamed,
    DecisionLogged,
    Entry,
    HotWashNoted,
    Paused,
    Resumed,
    Seat,
    SetUp,
    Stage,
    StageEntered,
    StatementDrafted,
)
from leaksim.domain.kinds import Phase
from leaksim.errors import IllegalEvent

START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def at(minutes: float) -> str:
    return (START + timedelta(minutes=minutes)).isoformat()


def moment(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def set_up(minutes: float = 0) -> SetUp:
    return SetUp(at=at(minutes), run=1, preset=120, seats=(Seat(role="Chair"),))


def playing() -> SessionState:
    return fold([set_up(), StageEntered(at=at(10), stage=Stage.PLAY)])


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: str(preset.minutes))
def test_a_preset_adds_up(preset: object) -> None:
    assert isinstance(preset, type(PRESETS[0]))
    assert preset.brief + preset.play + preset.hot_wash + preset.spare == preset.minutes
    assert min(preset.brief, preset.play, preset.hot_wash, preset.spare) > 0
    assert preset.minutes_of(Stage.PLAY) == preset.play
    assert preset.minutes_of(Stage.CLOSED) == 0


def test_the_presets_are_those_promised() -> None:
    assert [preset.minutes for preset in PRESETS] == [120, 90, 60]
    assert vars(PRESETS[0]) == {"minutes": 120, "brief": 10, "play": 80, "hot_wash": 25, "spare": 5}


def test_there_are_eight_decisions_in_the_order_of_the_phases() -> None:
    assert len(DECISION_POINTS) == len({point.id for point in DECISION_POINTS}) == 8
    positions = [point.phase.position for point in DECISION_POINTS]
    assert positions == sorted(positions)
    assert {point.phase for point in DECISION_POINTS} == set(Phase)


def test_the_clock_counts_each_stage_and_all_of_them() -> None:
    state = fold(
        [
            set_up(),
            StageEntered(at=at(12), stage=Stage.PLAY),
            StageEntered(at=at(92), stage=Stage.HOT_WASH),
            StageEntered(at=at(112), stage=Stage.CLOSED),
        ]
    )
    now = moment(500)
    assert [state.seconds(now, stage) // 60 for stage in (Stage.BRIEF, Stage.PLAY, Stage.HOT_WASH)] == [12, 80, 20]
    assert state.seconds(now) == 112 * 60  # a closed session’s clock stands


def test_a_pause_stops_the_clock_and_nothing_bursts_after_it() -> None:
    state = playing()
    before = state.seconds(moment(30))
    paused = state.apply(Paused(at=at(30)))
    assert not paused.playing
    assert paused.seconds(moment(30 + 24 * 60)) == before
    on = paused.apply(Resumed(at=at(30 + 24 * 60)))
    assert on.playing
    assert on.seconds(moment(30 + 24 * 60)) == before
    assert on.seconds(moment(35 + 24 * 60)) == before + 300
    assert (on.stage, on.log, on.statement, on.actions) == (state.stage, state.log, state.statement, state.actions)
    assert on.count == state.count + 2


def test_something_real_in_a_break_keeps_the_clock_standing() -> None:
    state = playing().apply(Paused(at=at(20))).apply(Paused(at=at(25), real_incident=True))
    assert state.paused is not None
    assert state.paused.real_incident
    assert state.apply(Resumed(at=at(60))).seconds(moment(61)) == 21 * 60


def test_going_back_to_play_adds_to_what_was_played() -> None:
    state = playing()
    state = state.apply(StageEntered(at=at(50), stage=Stage.HOT_WASH)).apply(StageEntered(at=at(60), stage=Stage.PLAY))
    assert state.seconds(moment(65), Stage.PLAY) == 45 * 60


def test_a_clock_that_is_set_back_does_not_run_backwards() -> None:
    state = playing().apply(Paused(at=at(5)))  # five minutes before the play began
    assert state.seconds(moment(100)) == 10 * 60
    assert state.seconds(moment(0)) == 0


@pytest.mark.parametrize(
    "entry",
    [
        Paused(at=at(20)),
        StageEntered(at=at(20), stage=Stage.HOT_WASH),
        DecisionLogged(at=at(20), decision="investigate", owner="Chair"),
        StatementDrafted(at=at(20), text="x"),
        HotWashNoted(at=at(20), went_well="x"),
        ActionNamed(at=at(20), number=1, action="x"),
    ],
    ids=lambda entry: entry.kind,
)
def test_nothing_can_be_done_in_a_pause(entry: Entry) -> None:
    with pytest.raises(IllegalEvent):
        playing().apply(Paused(at=at(15))).apply(entry)


@pytest.mark.parametrize(
    "entry",
    [
        set_up(20),
        SetUp(at=at(20), run=1, preset=120),
        Resumed(at=at(20)),
        StageEntered(at=at(20), stage=Stage.BRIEF),
        StageEntered(at=at(20), stage=Stage.CLOSED),
        StageEntered(at="2026-11-20T10:00:00", stage=Stage.HOT_WASH),
        DecisionLogged(at=at(20), decision="lunch"),
        DecisionLogged(at=at(20), decision="investigate", owner="x" * (LABEL_LIMIT + 1)),
        DecisionLogged(at=at(20), decision="investigate", rationale="\x00"),
        StatementDrafted(at=at(20), text="x" * (TEXT_LIMIT + 1)),
        HotWashNoted(at=at(20), went_well="early"),
        ActionNamed(at=at(20), number=1, action="early"),
    ],
)
def test_what_does_not_fit_is_refused_while_playing(entry: Entry) -> None:
    with pytest.raises(IllegalEvent):
        playing().apply(entry)


@pytest.mark.parametrize(
    "entry",
    [
        SetUp(at=at(0), run=1, preset=45),
        SetUp(at=at(0), run=1, preset=60, seats=(Seat(role="Chair"),) * (SEATS_LIMIT + 1)),
        SetUp(at=at(0), run=1, preset=60, seats=(Seat(role=" "),)),
        SetUp(at=at(0), run=1, preset=60, team="x" * (LABEL_LIMIT + 1)),
        StageEntered(at=at(0), stage=Stage.PLAY),
        Paused(at=at(0)),
    ],
)
def test_what_does_not_fit_is_refused_at_first(entry: Entry) -> None:
    with pytest.raises(IllegalEvent):
        SessionState().apply(entry)


def test_the_last_words_stand_and_an_empty_action_is_taken_back() -> None:
    state = playing().apply(DecisionLogged(at=at(11), decision="investigate", owner="A"))
    state = state.apply(DecisionLogged(at=at(12), decision="investigate", owner="B", rationale="because"))
    assert [(key, entry.owner) for key, entry in state.log] == [("investigate", "B")]
    state = state.apply(StatementDrafted(at=at(13), text="one")).apply(StatementDrafted(at=at(14), text="two"))
    assert state.statement == "two"
    state = state.apply(StageEntered(at=at(15), stage=Stage.HOT_WASH))
    state = state.apply(ActionNamed(at=at(16), number=2, action="later", due="2026-12-01"))
    state = state.apply(ActionNamed(at=at(16), number=1, action="first"))
    assert [number for number, _ in state.actions] == [1, 2]
    assert [n for n, _ in state.apply(ActionNamed(at=at(17), number=1)).actions] == [2]
    for wrong in (ActionNamed(at=at(17), number=ACTIONS_LIMIT + 1), ActionNamed(at=at(17), number=1, due="soon")):
        with pytest.raises(IllegalEvent):
            state.apply(wrong)


STEPS = st.lists(
    st.tuples(st.sampled_from(["pause", "real", "resume", "play", "hot_wash", "closed", "log"]), st.integers(0, 5000)),
    max_size=25,
)


@given(STEPS)
def test_any_legal_course_keeps_its_promises(steps: list[tuple[str, int]]) -> None:
    """Time never runs back or while paused, and the journal alone makes the state."""
    entries: list[Entry] = [set_up()]
    state = fold(entries)
    seconds = 0.0
    for name, wait in steps:
        before = state.seconds(START + timedelta(seconds=seconds))
        seconds += wait
        now = START + timedelta(seconds=seconds)
        ran = state.seconds(now) - before
        assert ran == (0 if state.paused or state.stage is Stage.CLOSED else wait)
        stamp = now.isoformat()
        entry: Entry = {
            "pause": Paused(at=stamp),
            "real": Paused(at=stamp, real_incident=True),
            "resume": Resumed(at=stamp),
            "log": DecisionLogged(at=stamp, decision="investigate", owner="A"),
        }.get(name) or StageEntered(at=stamp, stage=Stage(name) if name in set(Stage) else Stage.PLAY)
        try:
            moved = state.apply(entry)
        except IllegalEvent:
            continue
        entries.append(entry)
        assert moved.seconds(now) == state.seconds(now)  # no entry makes time jump
        state = moved
        assert fold(entries) == state
