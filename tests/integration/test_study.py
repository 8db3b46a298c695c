"""A learner over days: runs, what they leave to review, reviews, progress; all of it from the journal alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leaksim.domain.events import Acted, Answered
from leaksim.domain.kinds import PHASES, IncidentType
from leaksim.domain.study import ESTABLISHED_ONLY, Recall
from leaksim.errors import Conflict, IllegalEvent, NotFound
from leaksim.scoring import Strategy, autoplay
from leaksim.services.runs import Run, Runs
from leaksim.services.study import REVIEW_SIZE, Learner, Studies
from leaksim.store import open_store


class Days:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture(params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path, days: Days) -> Iterator[tuple[Studies, Runs]]:
    sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path / 'runs.db'}" if sqlite else request.getfixturevalue("postgres_url")
    with open_store(url, clock=days) as store:
        yield Studies(store, days), Runs(store)


@pytest.fixture
def sqlite_opened(tmp_path: Path, days: Days) -> Iterator[tuple[Studies, Runs]]:
    with open_store(f"sqlite:///{tmp_path / 'runs.db'}", clock=days) as store:
        yield Studies(store, days), Runs(store)


def play(run: Run, *, hint: bool = False, skip: str = "") -> None:
    """The perfect run through the doors that a page uses; a hint for the first question, an act left out."""
    frozen = run._frozen
    best = autoplay(Strategy.PERFECT, frozen.incident, frozen.playbook, frozen.library)
    cards = {card.action: card.id for card in frozen.incident.cards()}
    if hint:
        run.hint(question=run.view().questions[0].id)
    for event in best.events:
        if isinstance(event, Answered):
            run.answer(event.question, event.certainty, event.value)
        elif isinstance(event, Acted):
            if event.action != skip:
                run.choose(cards[event.action], event.first)
        else:
            run.close_phase(PHASES[len(run.view().closed)])


def an_act(run: Run) -> str:
    """An act of the first phase that the perfect run takes."""
    frozen = run._frozen
    best = autoplay(Strategy.PERFECT, frozen.incident, frozen.playbook, frozen.library)
    return next(event.action for event in best.events if isinstance(event, Acted))


def right_option(learner: Learner) -> str:
    review = learner._next(fresh=True)
    assert review is not None
    return review.question.right[0].id


def wrong_option(learner: Learner) -> str:
    review = learner._next(fresh=True)
    assert review is not None
    return next(c.id for c in review.question.choices if c.recall is Recall.AGAIN)


def test_a_learner_over_two_runs_and_four_days(opened: tuple[Studies, Runs], days: Days) -> None:
    studies, runs = opened
    token = studies.begin("ja", playbook="ipa")
    learner = studies.resume(token)
    home = learner.home()
    assert (home.runs, home.due, home.known) == ((), 0, 0)
    assert home.playbook == "ipa"

    # Day 1: a run with a hint and an act left out.
    first = runs.resume(learner.start())
    assert first.hints_offered
    missed = an_act(first)
    kind = first.exercise.incident.type
    play(first, hint=True, skip=missed)
    percent = first.scorecard().percent
    assert percent is not None
    learner.reload()
    home = learner.home()
    assert [(run.percent, run.hints, run.finished) for run in home.runs] == [(percent, 1, True)]
    assert home.due == 0  # it comes back on another day
    hinted = "ask/" + first.exercise.incident.questions[0].question
    assert learner.memories[f"act/{kind}/{missed}"].last is Recall.AGAIN
    assert learner.memories[hinted].last is Recall.HARD
    assert {line.card for line in home.weak} >= {f"act/{kind}/{missed}", hinted}
    assert home.coming[0][0] == "2026-04-02"

    # Day 2: both return, the missed one first.
    days.pass_days(1)
    learner = studies.resume(token)
    queue = learner.queue()
    assert queue[0] == f"act/{kind}/{missed}"
    assert hinted in queue
    due = len(queue)
    assert learner.home().due == due
    question = learner.review()
    assert question is not None
    assert (question.number, question.of) == (1, due)
    assert learner.review() == question  # until it is answered it stays the same, after a reload too
    assert studies.resume(token).review() == question
    outcome = learner.answer(question.turn, right_option(learner))
    assert outcome.right
    assert outcome.clauses
    assert outcome.back_on > "2026-04-02"
    with pytest.raises(IllegalEvent):
        learner.answer(question.turn, "o1")  # answered already
    while (question := learner.review()) is not None:
        learner.answer(question.turn, right_option(learner))
    home = learner.home()
    assert (home.due, home.done) == (0, due)

    # Day 4: a second run, perfect and without hints; progress shows both.
    days.pass_days(2)
    learner = studies.resume(token)
    second = runs.resume(learner.start(kind, "exam"))
    assert second.scenario != first.scenario  # nobody plays the same story again while there are others
    play(second)
    learner.reload()
    home = learner.home("en")
    assert [run.percent for run in home.runs] == [percent, 100]
    assert home.runs[1].passed
    played = next(share for share in home.by_type if share.id == kind)
    assert played.percent == (percent + 100) // 2
    assert played.runs == 2
    assert home.weakest is not kind  # passed; something else is next
    assert studies.resume(token).home("en") == home  # the journal is all there is


def test_hints_cost_nothing(sqlite_opened: tuple[Studies, Runs]) -> None:
    studies, runs = sqlite_opened
    learner = studies.resume(studies.begin("ja", playbook="pref"))
    run = runs.resume(learner.start(IncidentType.LOSS_THEFT))
    question, decision = run.view().questions[0].id, run.view().decisions[0].id
    run.hint(question=question)
    run.hint(decision=decision)
    assert [hint.of for hint in run.hints("en")] == [question, decision]
    assert all(hint.lines for hint in run.hints("en"))
    with pytest.raises(IllegalEvent):
        run.hint(question="nonsense")
    play(run)
    assert run.scorecard().percent == 100


def test_a_plain_run_offers_no_hints(sqlite_opened: tuple[Studies, Runs]) -> None:
    _studies, runs = sqlite_opened
    run = runs.resume(runs.start(scenario="loss-train-laptop", seed=3))
    assert not run.hints_offered
    with pytest.raises(IllegalEvent):
        run.hint(question=run.view().questions[0].id)


def test_what_is_missed_in_a_review_is_back_tomorrow(sqlite_opened: tuple[Studies, Runs], days: Days) -> None:
    studies, _runs = sqlite_opened
    learner = studies.resume(studies.begin("ja", playbook="nra"))
    assert learner.review() is None
    question = learner.review(fresh=True)
    assert question is not None
    outcome = learner.answer(question.turn, wrong_option(learner), fresh=True)
    assert not outcome.right
    assert outcome.back_on == "2026-04-02"
    card = next(iter(learner.memories))
    assert learner.queue() == ()
    days.pass_days(1)
    assert learner.queue() == (card,)
    again = learner.review()
    assert again is not None
    assert again.turn != question.turn


def test_options_that_are_not_offered_are_refused(sqlite_opened: tuple[Studies, Runs]) -> None:
    studies, _runs = sqlite_opened
    learner = studies.resume(studies.begin())
    question = learner.review(fresh=True)
    assert question is not None
    for turn, option in ((question.turn, "o99"), ("0" * 16, "o1"), (question.turn, "right")):
        with pytest.raises(IllegalEvent):
            learner.answer(turn, option, fresh=True)
    assert learner.study.reviewed == ()


def test_two_windows_do_not_answer_twice(sqlite_opened: tuple[Studies, Runs]) -> None:
    studies, _runs = sqlite_opened
    token = studies.begin()
    here, there = studies.resume(token), studies.resume(token)
    question = here.review(fresh=True)
    assert question is not None
    here.answer(question.turn, right_option(here), fresh=True)
    with pytest.raises(Conflict):
        there.answer(question.turn, right_option(there), fresh=True)
    there.reload()
    assert len(there.study.reviewed) == 1


def test_runs_are_opened_by_the_learner_and_by_nobody_else(sqlite_opened: tuple[Studies, Runs]) -> None:
    studies, runs = sqlite_opened
    token, other = studies.begin(), studies.begin()
    learner = studies.resume(token)
    started = learner.start()
    assert started == learner.run_token(1)
    assert learner.home().runs[0].token == started
    with pytest.raises(NotFound):
        runs.resume(studies.resume(other).run_token(1))
    with pytest.raises(NotFound):
        studies.resume("x" * 32)
    with pytest.raises(NotFound):
        studies.resume(started)  # the token of a run is not that of a learner


def test_the_organisation_brings_the_guide(sqlite_opened: tuple[Studies, Runs]) -> None:
    studies, _runs = sqlite_opened
    learner = studies.resume(studies.begin("en", organisation="prefecture"))
    assert (learner.organisation, learner.guide.id, learner.language) == ("prefecture", "pref", "en")
    with pytest.raises(IllegalEvent):
        studies.begin(organisation="prefecture", playbook="ipa")
    silent = studies.resume(studies.begin(playbook="checklist"))
    assert IncidentType.P2P not in silent.types
    with pytest.raises(IllegalEvent):
        silent.start(IncidentType.P2P)


def test_guessing_brings_back_the_rule_that_only_what_is_established_is_claimed(
    sqlite_opened: tuple[Studies, Runs], days: Days
) -> None:
    studies, runs = sqlite_opened
    learner = studies.resume(studies.begin(playbook="ipa"))
    run = runs.resume(learner.start(IncidentType.LOSS_THEFT))
    persons = next(q for q in run.view().questions if q.id.startswith("persons@"))
    run.answer(persons.id, "confirmed", 123456)
    while run.view().phase is not None:
        run.close_phase(PHASES[len(run.view().closed)])
    learner.reload()
    assert learner.memories[ESTABLISHED_ONLY].last is Recall.AGAIN
    # A run with hardly an act leaves a great deal; a day asks for ten of it, and for more only on demand.
    days.pass_days(1)
    home = learner.home()
    assert home.due == REVIEW_SIZE
    assert home.waiting == len(learner.queue()) - REVIEW_SIZE > 0
    for _ in range(REVIEW_SIZE):
        question = learner.review()
        assert question is not None
        assert question.of == REVIEW_SIZE
        learner.answer(question.turn, right_option(learner))
    assert learner.review() is None
    assert learner.review(fresh=True) is not None
    assert (learner.home().due, learner.home().done) == (0, REVIEW_SIZE)
