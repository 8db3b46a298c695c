"""The measure of difficulty answers to each of its parts."""

from __future__ import annotations

from dataclasses import replace

from leaksim.domain.incident import Incident, Status
from leaksim.engine import generate
from leaksim.scoring import measure_difficulty
from leaksim.scoring.difficulty import reading_characters
from leaksim.services import shelf


def incident(seed: int = 7) -> Incident:
    return generate(shelf.scenario("loss-train-laptop"), seed, shelf.library())


def measured(made: Incident):
    return measure_difficulty(made, shelf.playbook("ipa"), shelf.library().catalogue)


def test_less_to_read_is_easier() -> None:
    made = incident()
    shorter = replace(made, evidence=made.evidence[:3])
    assert reading_characters(shorter) < reading_characters(made)
    assert measured(shorter).reading_minutes < measured(made).reading_minutes


def test_finding_that_points_elsewhere_counts_as_misleading_and_one_that_points_right_does_not() -> None:
    made = incident()
    guess = next(f for f in made.findings if f.status is Status.INDICATED and f.value not in (None, made.facts[f.fact]))
    others = tuple(f for f in made.findings if f is not guess)
    right = replace(guess, value=made.facts[guess.fact])
    assert measured(replace(made, findings=others)).misleading == measured(made).misleading - 1
    assert measured(replace(made, findings=(*others, right))).misleading == measured(made).misleading - 1


def test_question_that_nothing_settles_makes_it_harder() -> None:
    made = incident()
    settled = {f.fact for f in made.findings if f.status is Status.ESTABLISHED}
    fact = next(q.fact for q in made.questions if q.fact in settled)
    without = replace(made, findings=tuple(f for f in made.findings if f.fact != fact))
    assert measured(without).open == measured(made).open + 1


def test_points_add_up() -> None:
    for seed in range(20):
        found = measured(incident(seed))
        assert found.points == 3 * found.conditional + 2 * found.reading_minutes + 4 * found.misleading + 3 * found.open
    assert len({measured(incident(seed)).points for seed in range(20)}) > 5
