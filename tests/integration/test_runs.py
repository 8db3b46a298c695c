"""Runs on real databases: started, left, resumed, finished; nothing lost and nothing shown too early."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from leaksim.domain.events import Acted, Answered
from leaksim.domain.kinds import PHASES, Certainty, Phase
from leaksim.errors import Conflict, IllegalEvent, NotFound
from leaksim.scoring import Strategy, autoplay
from leaksim.services import shelf
from leaksim.services.runs import Run, Runs, open_runs

ONE = Phase.DISCOVER_REPORT


@pytest.fixture(params=["sqlite", "postgresql"])
def runs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Runs]:
    if request.param == "sqlite":
        yield open_runs(f"sqlite:///{tmp_path / 'runs.db'}")
    else:
        yield open_runs(request.getfixturevalue("postgres_url"))


def start(runs: Runs, mode: str = "each_phase", scenario: str = "loss-train-laptop") -> tuple[str, Run]:
    token = runs.start(language="ja", scenario=scenario, seed=7, mode=mode)
    return token, runs.resume(token)


def play_perfectly(run: Run) -> None:
    """Replay the perfect run through the same doors that a page uses."""
    incident, library = run.exercise.incident, shelf.library()
    best = autoplay(Strategy.PERFECT, incident, shelf.playbook(run.playbook), library)
    cards = {card.action: card.id for card in incident.cards()}
    for event in best.events:
        if isinstance(event, Answered):
            run.answer(event.question, event.certainty, event.value)
        elif isinstance(event, Acted):
            run.choose(cards[event.action], event.first)
        else:
            run.close_phase(PHASES[len(run.view().closed)])


def test_a_run_is_resumed_where_it_was_left(runs: Runs) -> None:
    token, run = start(runs)
    question = run.view().questions[0]
    run.answer(question.id, Certainty.PRESUMED, question.options[0].id)
    card = run.view().decisions[0].cards[0]
    run.choose(card.id, first=True)
    again = runs.resume(token)
    assert again.view() == run.view()
    assert again.view().questions[0].answer is not None
    assert again.view().decisions[0].cards[0].first
    run.unchoose(card.id)
    run.withdraw_answer(question.id)
    assert runs.resume(token).view().questions[0].answer is None


FIRST_OF_TYPE = {kind: name for name, kind in reversed(shelf.scenario_types().items())}


@pytest.mark.parametrize(
    "scenario",
    [
        pytest.param(name, marks=[] if name in FIRST_OF_TYPE.values() else [pytest.mark.slow])
        for name in shelf.scenario_types()
    ],
)
def test_a_perfect_run_through_the_doors_of_the_page(runs: Runs, scenario: str) -> None:
    token, run = start(runs, scenario=scenario)
    play_perfectly(run)
    result = runs.resume(token).result("en")
    assert (result.percent, result.passed, result.rating) == (100, True, "P")
    assert all(item.clauses for item in result.items if item.max)
    assert result.changes == ()
    assert result.timeline


@pytest.mark.parametrize("organisation", [o.id for o in shelf.library().organisations])
def test_the_organisation_brings_its_guide(tmp_path: Path, organisation: str) -> None:
    runs = open_runs(f"sqlite:///{tmp_path / 'runs.db'}")
    preset = next(o for o in shelf.library().organisations if o.id == organisation)
    for scenario in ("missend-open-window", "p2p-distant-lights"):
        run = runs.resume(runs.start(scenario=scenario, organisation=organisation, seed=5))
        assert run.playbook == preset.playbook
        play_perfectly(run)
        result = run.result("ja")
        silent = run.exercise.incident.type not in shelf.stated_types(shelf.playbook(preset.playbook))
        assert (result.percent, result.rating) == ((None, "not_stated") if silent else (100, "P"))


def test_chance_prefers_a_guide_that_says_something(tmp_path: Path) -> None:
    runs = open_runs(f"sqlite:///{tmp_path / 'runs.db'}")
    for seed in range(30):
        run = runs.resume(runs.start(scenario="p2p-distant-lights", seed=seed))
        assert run.exercise.incident.type in shelf.stated_types(shelf.playbook(run.playbook))


def test_two_windows_on_one_run(runs: Runs) -> None:
    token, first = start(runs)
    second = runs.resume(token)
    question = first.view().questions[0]
    first.answer(question.id, Certainty.UNKNOWN)
    with pytest.raises(Conflict):
        second.answer(question.id, Certainty.CONFIRMED, question.options[0].id)
    second.reload()
    assert second.view() == first.view()
    second.answer(question.id, Certainty.CONFIRMED, question.options[0].id)
    first.reload()
    assert first.view().questions[0].answer is not None


def test_no_verdict_before_its_time(runs: Runs) -> None:
    _, run = start(runs)
    assert run.feedback(ONE) == ()
    with pytest.raises(IllegalEvent):
        run.result()
    run.close_phase(ONE)
    assert run.feedback(ONE)
    assert all(item.phase is ONE for item in run.feedback(ONE))
    assert run.feedback(Phase.INITIAL_RESPONSE) == ()


def test_exam_mode_keeps_verdicts_to_the_end(runs: Runs) -> None:
    _, run = start(runs, mode="exam")
    for phase in PHASES:
        assert run.feedback(ONE) == ()
        run.close_phase(phase)
    assert run.feedback(ONE)
    assert run.result().percent == 0


def test_an_unknown_token_opens_nothing(runs: Runs) -> None:
    for token in ("", "x" * 32, "../../etc/passwd", "\ud800"):
        with pytest.raises(NotFound):
            runs.resume(token)


def test_a_closed_phase_takes_nothing_more(runs: Runs) -> None:
    token, run = start(runs)
    question = run.view().questions[0]
    run.close_phase(ONE)
    with pytest.raises(IllegalEvent):
        run.answer(question.id, Certainty.UNKNOWN)
    with pytest.raises(IllegalEvent):
        run.close_phase(ONE)
    with pytest.raises(IllegalEvent):
        run.choose("c-not-there")
    assert len(runs.resume(token).exercise.events) == 1


def test_new_content_does_not_change_a_run_that_has_begun(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    token, run = start(runs)
    play_perfectly(run)
    before = run.result()

    def fail(*_: object) -> None:
        raise AssertionError("a run reads shipped content")

    for name in ("library", "playbook", "scenarios", "find_scenario"):
        monkeypatch.setattr(shelf, name, fail)
    assert runs.resume(token).result() == before


def test_a_wish_that_cannot_be_met_is_refused(runs: Runs) -> None:
    with pytest.raises(NotFound):
        runs.start(scenario="not-there")
    with pytest.raises(IllegalEvent):
        runs.start(role="king")
    with pytest.raises(ValueError, match="not_a_type"):
        runs.start(incident_type="not_a_type")


def test_nothing_chosen_gives_something_to_play(runs: Runs) -> None:
    seen = {runs.resume(runs.start()).exercise.incident.type for _ in range(12)}
    assert len(seen) > 1


def test_todays_law_has_a_result_of_its_own_where_a_run_asks_for_it(runs: Runs) -> None:
    shown = []
    for wanted in (False, True):
        token = runs.start(language="ja", scenario="loss-train-laptop", organisation="clinic", seed=7, mark_law=wanted)
        run = runs.resume(token)
        assert run.law_marked is wanted
        for phase in PHASES:
            run.close_phase(phase)
        shown.append(runs.resume(token).result("ja"))
    plain, marked = shown
    assert plain.law_result is None
    assert marked.law_result is not None
    assert marked.law_result.of == len(marked.law_result.marks)
    assert replace(marked, law_result=None) == plain
