"""Three-valued conditions: what is omitted is unknown, not false."""

from __future__ import annotations

import pytest

from leaksim.domain.conditions import (
    AllOf,
    AnyOf,
    Condition,
    EstablishedTest,
    FactTest,
    HappenedTest,
    NoneOf,
    Situation,
    evaluate,
    leaves,
)
from leaksim.domain.kinds import Truth
from leaksim.domain.text import Text

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
SITUATION = Situation(
    truth={
        "persons": 1000,
        "info_classes": ("general", "personal"),
        "crime_suspected": False,
        "leak_state": "feared",
        "place": Text("駅", "Station"),
    },
    established={"persons": 800},
    happened=("interview_request", "report_with_sheet", "interview_request"),
)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (None, YES),
        (FactTest(fact="persons", more_than=1000), NO),
        (FactTest(fact="persons", at_least=1000), YES),
        (FactTest(fact="persons", at_least=1000, less_than=1000), NO),
        (FactTest(fact="persons", at_most=999), NO),
        (FactTest(fact="records", more_than=1), UNKNOWN),
        (FactTest(fact="leak_state", more_than=1), UNKNOWN),
        (FactTest(fact="info_classes", includes="personal"), YES),
        (FactTest(fact="info_classes", includes_any=("trade_secret", "public_interest")), NO),
        (FactTest(fact="leak_state", equals="feared"), YES),
        (FactTest(fact="leak_state", one_of=("suspected", "confirmed")), NO),
        (FactTest(fact="crime_suspected"), NO),
        (FactTest(fact="crime_suspected", equals=False), YES),
        (FactTest(fact="persons", equals=True), NO),
        (FactTest(fact="place", equals="駅"), YES),
        (EstablishedTest(established="persons"), YES),
        (EstablishedTest(established="persons", more_than=900), NO),
        (EstablishedTest(established="party"), NO),
        (HappenedTest(happened="interview_request", times=2), YES),
        (HappenedTest(happened="interview_request", times=3), NO),
        (HappenedTest(happened="demand_received"), NO),
    ],
)
def test_single_tests(condition: Condition | None, expected: Truth) -> None:
    assert evaluate(condition, SITUATION) is expected


def test_the_course_of_events_is_unknown_unless_given() -> None:
    blank = Situation(truth={})
    assert evaluate(HappenedTest(happened="demand_received"), blank) is UNKNOWN
    assert evaluate(EstablishedTest(established="persons"), blank) is UNKNOWN


YES_TEST = FactTest(fact="leak_state", equals="feared")
NO_TEST = FactTest(fact="crime_suspected")
UNKNOWN_TEST = FactTest(fact="demand", equals="money")


@pytest.mark.parametrize(
    ("parts", "all_of", "any_of", "none_of"),
    [
        ((YES_TEST, YES_TEST), YES, YES, NO),
        ((YES_TEST, NO_TEST), NO, YES, NO),
        ((NO_TEST, NO_TEST), NO, NO, YES),
        ((YES_TEST, UNKNOWN_TEST), UNKNOWN, YES, NO),
        ((NO_TEST, UNKNOWN_TEST), NO, UNKNOWN, UNKNOWN),
        ((UNKNOWN_TEST, UNKNOWN_TEST), UNKNOWN, UNKNOWN, UNKNOWN),
        ((), YES, NO, YES),
    ],
)
def test_combinations_follow_kleene(parts: tuple[Condition, ...], all_of: Truth, any_of: Truth, none_of: Truth) -> None:
    assert evaluate(AllOf(all_of=parts), SITUATION) is all_of
    assert evaluate(AnyOf(any_of=parts), SITUATION) is any_of
    assert evaluate(NoneOf(none_of=parts), SITUATION) is none_of


def test_leaves_finds_every_test() -> None:
    nested = AllOf(all_of=(YES_TEST, AnyOf(any_of=(NO_TEST, NoneOf(none_of=(UNKNOWN_TEST,))))))
    assert list(leaves(nested)) == [YES_TEST, NO_TEST, UNKNOWN_TEST]
    assert list(leaves(None)) == []
