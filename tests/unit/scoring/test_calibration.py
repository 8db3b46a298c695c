"""How sure against how often right, counted by hand; and that no score looks at it."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import leaksim.scoring
from leaksim.domain.catalogue import Library
from leaksim.domain.events import Answered, Event, PhaseClosed
from leaksim.domain.exercise import Exercise, replay
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import PHASES, Certainty, Round
from leaksim.domain.playbook import Playbook
from leaksim.domain.scorecard import Leaning
from leaksim.scoring import calibrate, score

FIRST, AFTER, KINDS = "count@first_report", "count@after_investigation", "kinds@after_investigation"
CONFIRMED, PRESUMED, UNKNOWN = Certainty.CONFIRMED, Certainty.PRESUMED, Certainty.UNKNOWN
Given = dict[str, tuple[Certainty, object]]
RIGHT_SET, PART_OF_SET = ("oy", "ox"), ("ox",)


def played(incident: Incident, given: Given) -> Exercise:
    events: list[Event] = []
    for phase in PHASES:
        for question, (certainty, value) in given.items():
            if incident.question_by_id(question).round.phase is phase:
                events.append(Answered(question=question, certainty=certainty, value=value))  # type: ignore[arg-type]
        events.append(PhaseClosed(phase=phase))
    return replay(incident, events)


@pytest.mark.parametrize(
    ("given", "rows", "leaning"),
    [
        ({}, [(0, 0, 0), (0, 0, 0), (0, 0, 0)], Leaning.NO_ANSWERS),
        (
            {FIRST: (UNKNOWN, None), AFTER: (CONFIRMED, 1000), KINDS: (CONFIRMED, RIGHT_SET)},
            [(2, 0, 0), (0, 0, 0), (1, 0, 0)],
            Leaning.FITTING,
        ),
        (
            {FIRST: (PRESUMED, 900), AFTER: (CONFIRMED, 1000), KINDS: (CONFIRMED, PART_OF_SET)},
            [(1, 1, 0), (1, 0, 0), (0, 0, 0)],
            Leaning.FITTING,
        ),
        # true in the end, and nothing said so at the first report
        (
            {FIRST: (CONFIRMED, 1000), AFTER: (CONFIRMED, 900), KINDS: (CONFIRMED, RIGHT_SET)},
            [(1, 0, 2), (0, 0, 0), (0, 0, 0)],
            Leaning.BOLD,
        ),
        (
            {FIRST: (PRESUMED, 1000), AFTER: (UNKNOWN, None), KINDS: (PRESUMED, RIGHT_SET)},
            [(0, 0, 0), (1, 0, 1), (0, 0, 1)],
            Leaning.CAUTIOUS,
        ),
    ],
)
def test_counted_by_hand(
    incident: Incident,
    playbook: Playbook,
    library: Library,
    given: Given,
    rows: list[tuple[int, int, int]],
    leaning: Leaning,
) -> None:
    run = played(incident, given)
    found = calibrate(run, score(run, playbook, library))
    assert [one.certainty for one in found.overall] == [CONFIRMED, PRESUMED, UNKNOWN]
    assert [(one.right, one.partly, one.off) for one in found.overall] == rows
    assert found.leaning is leaning
    assert sum(one.answers for one in found.overall) == len(given)
    for place, one in enumerate(found.overall):
        assert one.answers == sum(found.rounds[asked][place].answers for asked in Round)
    assert sum(one.answers for one in found.rounds[Round.FIRST_REPORT]) == (FIRST in given)


def test_what_the_guide_does_not_ask_is_not_counted(incident: Incident, playbook: Playbook, library: Library) -> None:
    run = played(incident, {AFTER: (CONFIRMED, 1000), KINDS: (CONFIRMED, PART_OF_SET)})
    card = score(run, playbook, library)
    fewer = replace(playbook, questions=playbook.questions[:1])
    overall = calibrate(run, score(run, fewer, library)).overall
    assert sum(one.answers for one in overall) == 1
    assert sum(one.answers for one in calibrate(run, card).overall) == 2


def test_it_reads_only_and_no_score_reads_it(incident: Incident, playbook: Playbook, library: Library) -> None:
    run = played(incident, {FIRST: (CONFIRMED, 1000), AFTER: (CONFIRMED, 900)})
    before = score(run, playbook, library)
    calibrate(run, before)
    assert score(run, playbook, library) == before
    for path in Path(leaksim.scoring.__file__).parent.glob("*.py"):
        imported = {
            node.module for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)
        }
        assert path.stem == "__init__" or "calibration" not in imported, path.name
