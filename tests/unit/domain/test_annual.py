"""The fold of an annual training, and the numbers of certificates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaksim.domain.annual import (
    Choice,
    Drawn,
    Event,
    HandedOut,
    Line,
    Paper,
    Passed,
    Question,
    Read,
    Replied,
    Training,
    apply,
    fold,
)
from leaksim.domain.certificates import ALPHABET, NUMBERS, looks_like_number, make_number, read_number
from leaksim.domain.kinds import Certainty, IncidentType
from leaksim.domain.situations import Objective, Standing, in_order
from leaksim.domain.text import same
from leaksim.errors import IllegalEvent

ONE = Question(
    id="1.1.recognise",
    objective=Objective.RECOGNISE,
    choices=(Choice(id="a", label=same("A"), right=True), Choice(id="b", label=same("B"), right=False)),
)
TWO = Question(
    id="1.1.known_unknown",
    objective=Objective.KNOWN_UNKNOWN,
    lines=tuple(Line(id=name, label=same(name), standing=Standing.OPEN, how=same("how")) for name in ("x", "y")),
)
DRAWN = Drawn(
    versions={"content": "1"},
    papers=(
        Paper(
            situation="s",
            slot=1,
            family="f",
            difficulty=1,
            type=IncidentType.P2P,
            lead=same("lead"),
            text=same("text"),
            why=same("why"),
            questions=(ONE, TWO),
        ),
    ),
)
CHOSEN = Replied(question=ONE.id, choice="b")
MARKED = Replied(question=TWO.id, lines={"x": Certainty.UNKNOWN, "y": Certainty.CONFIRMED})
WHOLE: tuple[Event, ...] = (DRAWN, CHOSEN, Read(question=ONE.id), MARKED, Read(question=TWO.id))
PASSED = Passed(number="LS", percent=50, first_percent=50, attempts=1)


def test_the_open_question_stays_until_its_explanation_was_read() -> None:
    expected = (ONE.id, ONE.id, TWO.id, TWO.id, None)
    for count, question in enumerate(expected, start=1):
        attempt = fold(WHOLE[:count]).attempt
        assert attempt is not None
        assert (attempt.at[1].id if attempt.at else None) == question
    state = fold((*WHOLE, PASSED, HandedOut(sha256="ab")))
    assert (state.passed, state.files) == (PASSED, ("ab",))
    assert fold(()) == Training()


@pytest.mark.parametrize(
    ("before", "event"),
    [
        ((), CHOSEN),
        ((), Read(question=ONE.id)),
        ((), PASSED),
        ((), HandedOut(sha256="ab")),
        ((DRAWN,), DRAWN),
        ((DRAWN,), MARKED),
        ((DRAWN,), PASSED),
        ((DRAWN,), Read(question=ONE.id)),
        ((DRAWN,), Replied(question=ONE.id, choice="z")),
        ((DRAWN,), Replied(question=ONE.id)),
        ((DRAWN,), Replied(question=ONE.id, lines={"x": Certainty.UNKNOWN})),
        ((DRAWN, CHOSEN), Replied(question=ONE.id, choice="a")),
        (WHOLE[:3], Replied(question=TWO.id, lines={"x": Certainty.UNKNOWN})),
        (WHOLE[:3], Replied(question=TWO.id, choice="x")),
        (WHOLE[:3], Read(question=ONE.id)),
        ((*WHOLE, PASSED), DRAWN),
        ((*WHOLE, PASSED), PASSED),
        ((*WHOLE, PASSED), CHOSEN),
    ],
)
def test_what_could_not_have_come_then_is_refused(before: tuple[Event, ...], event: Event) -> None:
    state = fold(before)
    with pytest.raises(IllegalEvent):
        apply(state, event)


def test_objectives_stand_in_the_order_of_the_report() -> None:
    assert in_order([Objective.KNOWN_UNKNOWN, Objective.FIRST_ACT, Objective.KNOWN_UNKNOWN]) == (
        Objective.FIRST_ACT,
        Objective.KNOWN_UNKNOWN,
    )


numbers = st.integers(0, NUMBERS - 1).map(make_number)


@given(numbers)
def test_a_number_is_found_however_it_is_typed(number: str) -> None:
    assert read_number(number) == number
    assert read_number(f" {number.lower().replace('-', ' ')} ") == number
    assert read_number(number[:2] + number[2:].replace("0", "O").replace("1", "l")) == number


@given(numbers, st.data())
def test_a_slip_shows(number: str, data: st.DataObject) -> None:
    places = [place for place in range(3, len(number)) if number[place] != "-"]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from(ALPHABET.replace(number[place], "")))
    slipped = number[:place] + other + number[place + 1 :]
    assert read_number(slipped) is None
    assert looks_like_number(slipped)
    signs = number.replace("-", "")
    first = data.draw(st.integers(2, len(signs) - 3))
    swapped = signs[:first] + signs[first + 1] + signs[first] + signs[first + 2 :]
    assert (read_number(swapped) is None) == (swapped != signs)


def test_numbers_are_all_different() -> None:
    assert len({make_number(n) for n in (*range(2000), *range(NUMBERS - 2000, NUMBERS))}) == 4000


@pytest.mark.parametrize("text", ["", "LS", "certificate.pdf", "LS-1234", "XX-0000-0000-0000-0"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert read_number(text) is None
    assert not looks_like_number(text)
