"""Self-study as a fold: what entries add up to, what a run says of each card, which type is the weakest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from leaksim.domain.catalogue import Library
from leaksim.domain.events import Acted, Answered, Event, PhaseClosed
from leaksim.domain.exercise import replay
from leaksim.domain.hints import HintTaken
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import PHASES, Certainty, FeedbackMode, IncidentType, Phase
from leaksim.domain.playbook import Playbook
from leaksim.domain.study import (
    ESTABLISHED_ONLY,
    CardResult,
    Entry,
    PhaseMark,
    Recall,
    Reviewed,
    RunBegun,
    RunMarked,
    average_percent,
    phase_totals,
    results_of_run,
    study_of,
    weakest_type,
)
from leaksim.scoring import score

LOSS, MALWARE, P2P = IncidentType.LOSS_THEFT, IncidentType.MALWARE, IncidentType.P2P
TYPES = (LOSS, MALWARE, P2P)
ONE, TWO, THREE = PHASES[:3]


def begun(number: int, kind: IncidentType) -> RunBegun:
    at = f"2026-04-{number:02d}T09:00:00+00:00"
    return RunBegun(at=at, number=number, type=kind, mode=FeedbackMode.EACH_PHASE, scenario="s")


def marked(number: int, percent: int, *results: CardResult, day: int | None = None) -> RunMarked:
    return RunMarked(
        at=f"2026-04-{day or number:02d}T10:00:00+00:00",
        number=number,
        percent=percent,
        passed=percent >= 70,
        hints=0,
        phases=(PhaseMark(phase=ONE, points=percent, max=100),),
        results=results,
    )


def played(*runs: tuple[IncidentType, int]) -> list[Entry]:
    entries: list[Entry] = []
    for number, (kind, percent) in enumerate(runs, start=1):
        entries += [begun(number, kind), marked(number, percent)]
    return entries


def test_a_journal_adds_up() -> None:
    entries: list[Entry] = [
        begun(1, LOSS),
        begun(2, MALWARE),
        Reviewed(at="2026-04-05T09:00:00+00:00", card="ask/persons", recall=Recall.GOOD),
        # taken in late, though it was finished before the review
        marked(1, 40, CardResult(card="ask/persons", recall=Recall.AGAIN), day=3),
        marked(1, 90, CardResult(card="ask/persons", recall=Recall.GOOD), day=3),  # the same run again counts once
    ]
    study = study_of(entries)
    assert [run.begun.number for run in study.open_runs] == [2]
    assert [r.recall for r in study.recalls["ask/persons"]] == [Recall.AGAIN, Recall.GOOD]
    assert study.runs[0].mark is not None
    assert study.runs[0].mark.percent == 40


def test_a_day_ends_at_midnight_in_japan() -> None:
    late = Reviewed(at="2026-04-05T14:59:00+00:00", card="ask/items", recall=Recall.GOOD)  # 23:59 in Japan
    early = replace(late, at="2026-04-05T15:01:00+00:00")
    study = study_of([late, early])
    assert study.reviewed_on(date(2026, 4, 5)) == (late,)
    assert study.reviewed_on(date(2026, 4, 6)) == (early,)


@pytest.mark.parametrize(
    ("runs", "weakest"),
    [
        ([], LOSS),  # nothing played: the first one
        ([(LOSS, 50)], LOSS),  # below the pass mark goes before what was never played
        ([(LOSS, 90)], MALWARE),  # passed: something new
        ([(LOSS, 60), (MALWARE, 40)], MALWARE),
        ([(LOSS, 90), (MALWARE, 80), (P2P, 95)], MALWARE),  # all passed: the lowest
        ([(LOSS, 10), (LOSS, 90), (LOSS, 90), (LOSS, 90), (MALWARE, 85), (P2P, 95)], MALWARE),  # old scores fade
        ([(LOSS, 50), (MALWARE, 50)], LOSS),  # a tie: what lies longest back
    ],
)
def test_the_weakest_type(runs: list[tuple[IncidentType, int]], weakest: IncidentType) -> None:
    assert weakest_type(study_of(played(*runs)), TYPES, 70) is weakest


def test_averages_and_totals() -> None:
    study = study_of(played((LOSS, 50), (LOSS, 71), (MALWARE, 100)))
    assert average_percent(study, LOSS) == 60
    assert average_percent(study, P2P) is None
    first = phase_totals(study)[0]
    assert (first.phase, first.points, first.max) == (ONE, 221, 300)


def run_of(events: list[Event], incident: Incident, playbook: Playbook, library: Library) -> dict[str, Recall]:
    state = replay(incident, [*events])
    while state.phase is not None:
        state = state.apply(PhaseClosed(phase=state.phase))
    hints = [event for event in state.events if isinstance(event, HintTaken)]
    found = results_of_run(score(state, playbook, library), incident, hints)
    return {one.card: one.recall for one in found}


def test_a_run_says_how_well_each_card_was_known(incident: Incident, playbook: Playbook, library: Library) -> None:
    claim = Answered(question="count@first_report", certainty=Certainty.CONFIRMED, value=900)
    found = run_of([claim, Acted(action="hide", phase=ONE)], incident, playbook, library)
    assert found["ask/count"] is Recall.AGAIN
    assert found[ESTABLISHED_ONLY] is Recall.AGAIN  # it was claimed without evidence
    assert found["act/loss_theft/hide"] is Recall.AGAIN
    assert found["act/loss_theft/report"] is Recall.AGAIN  # missed
    assert "act/loss_theft/optional" not in found  # nobody has to know what is optional


def test_what_was_hinted_at_is_known_with_help_at_best(
    incident: Incident, playbook: Playbook, library: Library
) -> None:
    honest = Answered(question="count@first_report", certainty=Certainty.UNKNOWN)
    act = Acted(action="report", phase=ONE)
    plain = run_of([honest, act], incident, playbook, library)
    assert plain[ESTABLISHED_ONLY] is Recall.GOOD
    assert plain["act/loss_theft/report"] is Recall.GOOD
    hints = [HintTaken(phase=ONE, question="count@first_report"), HintTaken(phase=ONE, decision="d0")]
    helped = run_of([*hints, honest, act], incident, playbook, library)
    assert helped[ESTABLISHED_ONLY] is Recall.HARD
    assert helped["act/loss_theft/report"] is Recall.HARD
    assert helped["act/loss_theft/stop_first"] is Recall.AGAIN  # another decision: missed, hint or not


def test_the_worse_of_two_rounds_counts(incident: Incident, playbook: Playbook, library: Library) -> None:
    first = Answered(question="count@first_report", certainty=Certainty.UNKNOWN)
    later = Answered(question="count@after_investigation", certainty=Certainty.CONFIRMED, value=7)
    events: list[Event] = [first, PhaseClosed(phase=ONE), PhaseClosed(phase=TWO), later]
    assert run_of(events, incident, playbook, library)["ask/count"] is Recall.AGAIN


def test_phases_are_all_there() -> None:
    assert [total.phase for total in phase_totals(study_of([]))] == list(Phase)
