"""Conditions in words: natural phrases in both languages, from whatever a condition is made of."""

from __future__ import annotations

import pytest

from leaksim.domain.catalogue import Action, ActionCatalogue
from leaksim.domain.condition_words import ConditionWords, describe
from leaksim.domain.conditions import AllOf, AnyOf, Condition, EstablishedTest, FactTest, HappenedTest, NoneOf
from leaksim.domain.facts import FactKind, FactSpec, FactVocabulary, MarkSpec
from leaksim.domain.kinds import Language, Phase
from leaksim.domain.text import Text

COLOURS = {"red": Text("赤", "Red"), "blue": Text("青", "Blue"), "grey": Text("灰", "Grey")}
WORDS = ConditionWords(
    vocabulary=FactVocabulary(
        facts=(
            FactSpec(id="wet", kind=FactKind.FLAG, label=Text("濡れている", "It is wet")),
            FactSpec(
                id="cold",
                kind=FactKind.FLAG,
                label=Text("寒い", "Cold"),
                phrases={"yes": Text("寒い", "it is cold"), "no": Text("寒くない", "it is not cold")},
            ),
            FactSpec(
                id="persons",
                kind=FactKind.NUMBER,
                label=Text("本人の数", "Number of persons"),
                unit=Text("人", "persons"),
            ),
            FactSpec(id="colour", kind=FactKind.CHOICE, label=Text("色", "Colour"), values=COLOURS),
            FactSpec(
                id="paints",
                kind=FactKind.SET,
                label=Text("塗料", "Paints"),
                values=COLOURS,
                phrases={
                    "any": Text("{value}を使う", "the paints include: {value}"),
                    "every": Text("塗料を使う", "paint is used"),
                    "grey": Text("灰色に塗る", "it is painted grey"),
                },
            ),
        ),
        marks=(MarkSpec(id="called", label=Text("電話があった", "Somebody called")),),
    ),
    catalogue=ActionCatalogue(
        topics=(),
        actions=(Action(id="stop", label=Text("止める", "Stop it"), phase=Phase.INVESTIGATE, topic="t"),),
    ),
)
WET, COLD = FactTest(fact="wet"), FactTest(fact="cold")
MANY = FactTest(fact="persons", more_than=1000)


@pytest.mark.parametrize(
    ("condition", "japanese", "english"),
    [
        (None, "", ""),
        (WET, "濡れているとき", "when it is wet"),
        (
            FactTest(fact="wet", equals=False),
            "「濡れている」に当たらないとき",
            "when it is not the case that it is wet",
        ),
        (FactTest(fact="cold", equals=False), "寒くないとき", "when it is not cold"),
        (MANY, "本人の数が1,000人を超えるとき", "when the number of persons is more than 1,000"),
        (
            FactTest(fact="persons", at_least=5, less_than=9),
            "本人の数が5人以上である、かつ本人の数が9人未満であるとき",
            None,
        ),
        (FactTest(fact="colour", equals="red"), "色が「赤」であるとき", "when “Colour” is “Red”"),
        (FactTest(fact="colour", one_of=("red", "blue")), "色が「赤」か「青」であるとき", None),
        (FactTest(fact="paints", includes="red"), "赤を使うとき", "when the paints include red"),
        (FactTest(fact="paints", includes="grey"), "灰色に塗るとき", "when it is painted grey"),
        (
            FactTest(fact="paints", includes_any=("red", "grey")),
            "赤か灰を使うとき",
            "when the paints include: red or grey",
        ),
        (FactTest(fact="paints", includes_any=tuple(COLOURS)), "塗料を使うとき", "when paint is used"),
        (EstablishedTest(established="colour"), "「色」が分かっているとき", "when this is established: colour"),
        (EstablishedTest(established="wet", equals=True), "濡れていることが分かっているとき", None),
        (HappenedTest(happened="called"), "電話があったとき", "when somebody called"),
        (
            HappenedTest(happened="called", times=2),
            "電話があったことが2回以上あるとき",
            "when somebody called at least 2 times",
        ),
        (HappenedTest(happened="stop"), "「止める」を行ったとき", "when this has been done: “Stop it”"),
        (AnyOf(any_of=(WET, COLD)), "濡れているとき、または寒いとき", "when it is wet, or when it is cold"),
        (AllOf(all_of=(WET, COLD)), "濡れている場合で、寒いとき", "when it is wet, and it is cold"),
        (
            AllOf(all_of=(MANY, AnyOf(any_of=(WET, COLD)))),
            "濡れている場合か、寒い場合で、本人の数が1,000人を超えるとき",
            "when the number of persons is more than 1,000, and either it is wet or it is cold",
        ),
        (
            AllOf(all_of=(AnyOf(any_of=(WET, COLD, HappenedTest(happened="called"))), MANY)),
            "本人の数が1,000人を超える場合で、次のいずれかに当てはまるとき（濡れている／寒い／電話があった）",
            "when the number of persons is more than 1,000, "
            "and one of these holds (it is wet; it is cold; somebody called)",
        ),
        (NoneOf(none_of=(WET,)), "濡れているときを除く", "unless it is wet"),
        (
            AllOf(all_of=(COLD, NoneOf(none_of=(WET,)))),
            "寒いとき（濡れているときを除く）",
            "when it is cold, unless it is wet",
        ),
        (AllOf(all_of=(NoneOf(none_of=(WET,)),)), "濡れているときを除く", None),
    ],
)
def test_phrases(condition: Condition | None, japanese: str, english: str | None) -> None:
    assert describe(condition, WORDS, Language.JA) == japanese
    if english is not None:
        assert describe(condition, WORDS, Language.EN) == english


def test_a_name_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        describe(HappenedTest(happened="nothing"), WORDS, Language.EN)
