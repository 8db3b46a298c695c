"""How answers of an annual training fare: no claim beyond what is known, and harm that no percentage outweighs."""

from __future__ import annotations

import pytest

from leaksim.domain.annual import Choice, Drawn, Event, Line, Paper, Question, Read, Replied, fold
from leaksim.domain.catalogue import Misconception
from leaksim.domain.kinds import Certainty, IncidentType
from leaksim.domain.situations import Objective, Standing
from leaksim.domain.text import same
from leaksim.scoring.annual import is_harmful, is_met, score_training

CONFIRMED, PRESUMED, UNKNOWN = Certainty.CONFIRMED, Certainty.PRESUMED, Certainty.UNKNOWN


def line(standing: Standing, name: str = "x") -> Line:
    return Line(id=name, label=same(name), standing=standing, how=same("how"))


def lines(*standings: Standing, slot: int = 1, attempt: int = 1) -> Question:
    return Question(
        id=f"{attempt}.{slot}.lines",
        objective=Objective.KNOWN_UNKNOWN,
        lines=tuple(line(standing, f"l{n}") for n, standing in enumerate(standings)),
    )


def choice(objective: Objective, slot: int, attempt: int = 1, *, right: str = "good", wrong: str = "bad") -> Question:
    return Question(
        id=f"{attempt}.{slot}.{objective}",
        objective=objective,
        choices=(
            Choice(id="r", label=same("R"), right=True, act=right),
            Choice(id="w", label=same("W"), right=False, act=wrong, harm=wrong == "grave"),
        ),
    )


def paper(slot: int, *questions: Question, kind: IncidentType | None = IncidentType.P2P) -> Paper:
    return Paper(
        situation=f"s{slot}",
        slot=slot,
        family="f",
        difficulty=slot,
        type=kind,
        lead=same(""),
        text=same(""),
        why=same(""),
        questions=questions,
    )


def attempt(papers: tuple[Paper, ...], answers: str) -> list[Event]:
    """`answers`: r or w for each question in turn."""
    events: list[Event] = [Drawn(versions={}, papers=papers)]
    for question, given in zip((q for p in papers for q in p.questions), answers, strict=True):
        events += [Replied(question=question.id, choice=given), Read(question=question.id)]
    return events


@pytest.mark.parametrize(
    ("standing", "met", "harmful"),
    [
        (Standing.ESTABLISHED, {CONFIRMED, PRESUMED}, set()),
        (Standing.INDICATED, {PRESUMED, UNKNOWN}, {CONFIRMED}),
        (Standing.OPEN, {UNKNOWN}, {CONFIRMED}),
    ],
)
def test_a_line_may_claim_what_is_supported(standing: Standing, met: set[Certainty], harmful: set[Certainty]) -> None:
    question = lines(standing)
    replies = {one: Replied(question=question.id, lines={"l0": one}) for one in Certainty}
    assert {one for one, reply in replies.items() if is_met(question, reply)} == met
    assert {one for one, reply in replies.items() if is_harmful(question, reply)} == harmful


def test_one_wrong_line_misses_the_field() -> None:
    question = lines(Standing.ESTABLISHED, Standing.OPEN)
    assert is_met(question, Replied(question=question.id, lines={"l0": CONFIRMED, "l1": UNKNOWN}))
    assert not is_met(question, Replied(question=question.id, lines={"l0": CONFIRMED, "l1": PRESUMED}))
    assert not is_met(question, Replied(question=question.id, lines={"l0": UNKNOWN, "l1": UNKNOWN}))


def test_only_what_is_missed_stays_and_the_first_percentage_stands() -> None:
    first = (
        paper(1, choice(Objective.RECOGNISE, 1), choice(Objective.FIRST_ACT, 1)),
        paper(2, choice(Objective.NOT_TO_DO, 2), choice(Objective.RECOGNISE, 2)),
    )
    events = attempt(first, "rwwr")
    score = score_training(fold(events), ())
    assert (score.percent, score.first_percent) == (50, 50)
    assert [(m.slot, m.difficulty, m.objectives) for m in score.missed] == [
        (1, 1, (Objective.FIRST_ACT,)),
        (2, 2, (Objective.NOT_TO_DO,)),
    ]
    again = (
        paper(1, choice(Objective.FIRST_ACT, 1, 2)),
        paper(2, choice(Objective.NOT_TO_DO, 2, 2)),
    )
    events += attempt(again, "rw")
    score = score_training(fold(events), ())
    assert (score.percent, score.first_percent) == (75, 50)
    assert [m.slot for m in score.missed] == [2]
    assert score.passes(75)
    assert not score.passes(76)


def test_harm_bars_a_pass_until_it_is_made_good() -> None:
    events = attempt((paper(1, choice(Objective.FIRST_ACT, 1, wrong="grave"), choice(Objective.RECOGNISE, 1)),), "wr")
    score = score_training(fold(events), ())
    assert (score.percent, score.barred) == (50, True)
    assert not score.passes(1)
    events += attempt((paper(1, choice(Objective.FIRST_ACT, 1, 2)),), "r")
    assert score_training(fold(events), ()).passes(100)


def test_unanswered_questions_count_as_not_met() -> None:
    events = attempt((paper(1, choice(Objective.RECOGNISE, 1), choice(Objective.FIRST_ACT, 1)),), "rr")[:3]
    score = score_training(fold(events), ())
    assert (score.percent, score.barred) == (50, False)
    assert score_training(fold(()), ()).percent == 0


def misconception(name: str, **changes: object) -> Misconception:
    values = {"id": name, "label": same(name), "does": (name,), "correction": same("c"), **changes}
    return Misconception(**values)  # type: ignore[arg-type]


def test_beliefs_show_by_wrong_acts_and_by_wrong_acts_that_are_spared() -> None:
    known = (
        misconception("hides"),
        misconception("rushes"),
        misconception("elsewhere", does=("rushes",), types=(IncidentType.MALWARE,)),
        misconception("guesses", claims_guesses=True),
    )
    papers = (
        paper(1, choice(Objective.FIRST_ACT, 1, wrong="rushes"), choice(Objective.WHOM_TO_TELL, 1, wrong="rushes")),
        paper(2, choice(Objective.NOT_TO_DO, 2, right="hides", wrong="proper")),
    )
    assert [b.id for b in score_training(fold(attempt(papers, "www")), known).beliefs] == ["rushes", "hides"]
    assert [b.id for b in score_training(fold(attempt(papers, "rrw")), known).beliefs] == ["hides"]
    assert score_training(fold(attempt(papers, "rrr")), known).beliefs == ()
    question = lines(Standing.OPEN)
    events: list[Event] = [
        Drawn(versions={}, papers=(paper(1, question),)),
        Replied(question=question.id, lines={"l0": CONFIRMED}),
        Read(question=question.id),
    ]
    assert [b.id for b in score_training(fold(events), known).beliefs] == ["guesses"]
