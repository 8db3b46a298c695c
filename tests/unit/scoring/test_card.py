"""The scorecard, counted by hand on a small guide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaksim.domain.catalogue import Library
from leaksim.domain.conditions import FactTest
from leaksim.domain.current_law import CurrentLaw, LawRule, RuleKind, SourceCertainty
from leaksim.domain.events import Acted, Answered, Event, PhaseClosed
from leaksim.domain.exercise import replay
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import PHASES, Certainty, Coverage, Grade, IncidentType, Phase
from leaksim.domain.playbook import Playbook, TypeCoverage
from leaksim.domain.scorecard import Item, Rating, Scorecard, Verdict
from leaksim.domain.text import same
from leaksim.scoring import Strategy, autoplay, score
from leaksim.scoring.weights import budgets, share

ONE, TWO, THREE = PHASES[:3]
FIRST, AFTER, KINDS = "count@first_report", "count@after_investigation", "kinds@after_investigation"


class Play:
    """A run written as phases of answers and acts."""

    def __init__(self, incident: Incident, playbook: Playbook, library: Library) -> None:
        self.incident, self.playbook, self.library = incident, playbook, library

    def __call__(self, answers: dict[str, tuple[Certainty, object]] | None = None, **acts: list[str]) -> Scorecard:
        events: list[Event] = []
        for number, phase in enumerate(PHASES, start=1):
            for question, (certainty, value) in (answers or {}).items():
                if self.incident.question_by_id(question).round.phase is phase:
                    events.append(Answered(question=question, certainty=certainty, value=value))  # type: ignore[arg-type]
            for name in acts.get(f"p{number}", []):
                events.append(Acted(action=name.removesuffix("!"), phase=phase, first=name.endswith("!")))
            events.append(PhaseClosed(phase=phase))
        return score(replay(self.incident, events), self.playbook, self.library)


@pytest.fixture
def play(incident: Incident, playbook: Playbook, library: Library) -> Play:
    return Play(incident, playbook, library)


def item(card: Scorecard, name: str) -> Item:
    return next(i for i in card.items if i.id == name)


PERFECT = {"p1": ["report"], "p2": ["stop_first!"], "p3": ["notify", "extra"]}
CONFIRMED, PRESUMED, UNKNOWN = Certainty.CONFIRMED, Certainty.PRESUMED, Certainty.UNKNOWN
BEST = {FIRST: (UNKNOWN, None), AFTER: (CONFIRMED, 1000), KINDS: (CONFIRMED, ("oy", "ox"))}


def test_perfect_is_one_hundred_and_adds_up(play: Play) -> None:
    card = play(BEST, **PERFECT)
    assert (card.percent, card.total, card.max, card.passed, card.rating) == (100, 1000, 1000, True, Rating.P)
    assert sum(p.points for p in card.phases) == card.total
    assert all(i.citations for i in card.items)


def test_autoplay_perfect_finds_it(incident: Incident, playbook: Playbook, library: Library) -> None:
    run = autoplay(Strategy.PERFECT, incident, playbook, library)
    assert score(run, playbook, library).percent == 100


@pytest.mark.parametrize(
    ("question", "answer", "verdict", "earns"),
    [
        (FIRST, (UNKNOWN, None), Verdict.HONEST_UNKNOWN, 1.0),
        (FIRST, (PRESUMED, 900), Verdict.SUPPORTED_PRESUMPTION, 1.0),
        (FIRST, (PRESUMED, 1000), Verdict.UNSUPPORTED_PRESUMPTION, 0.0),
        (FIRST, (CONFIRMED, 1000), Verdict.UNSUPPORTED_CLAIM, 0.0),
        (FIRST, (CONFIRMED, 900), Verdict.UNSUPPORTED_CLAIM, 0.0),
        (AFTER, (CONFIRMED, 1000), Verdict.CORRECT, 1.0),
        (AFTER, (PRESUMED, 1000), Verdict.CORRECT_PRESUMED, 0.8),
        (AFTER, (UNKNOWN, None), Verdict.NOT_YET_FOUND, 0.0),
        (AFTER, (CONFIRMED, 900), Verdict.WRONG, 0.0),
        (KINDS, (CONFIRMED, ("ox",)), Verdict.PARTLY, 0.5),
        (KINDS, (CONFIRMED, ("ox", "oy", "oz")), Verdict.WRONG, 0.0),
    ],
)
def test_answers_are_judged_by_what_was_established_then(
    play: Play, question: str, answer: tuple[Certainty, object], verdict: Verdict, earns: float
) -> None:
    got = item(play({**BEST, question: answer}, **PERFECT), question)
    assert got.verdict is verdict
    assert got.points == int(got.max * earns)


def test_no_answer_is_not_a_wrong_answer(play: Play) -> None:
    missing = item(play({}, **PERFECT), AFTER)
    assert missing.verdict is Verdict.NO_ANSWER
    assert missing.expected is not None
    assert (missing.expected.en, missing.evidence) == ("1,000 persons", ("ledger",))
    first = item(play({}, **PERFECT), FIRST)
    assert (first.expected, first.evidence) == (None, ())


def test_required_acts_carry_most_and_recommended_ones_little(play: Play) -> None:
    card = play(BEST, **PERFECT)
    required = sum(i.max for i in card.items if i.grade is Grade.REQUIRED)
    recommended = sum(i.max for i in card.items if i.grade is Grade.RECOMMENDED)
    assert required > 500
    assert recommended < 100
    assert play(BEST, **{**PERFECT, "p3": ["notify"]}).passed


def test_what_is_optional_or_not_mentioned_costs_nothing(play: Play) -> None:
    card = play(BEST, **{**PERFECT, "p3": ["notify!", "extra", "optional", "unmentioned"]})
    assert card.percent == 100
    assert item(card, "optional").verdict is Verdict.PERMITTED
    assert item(card, "unmentioned").verdict is Verdict.NOT_STATED
    assert card.not_stated == ("unmentioned",)


def test_a_condition_that_fails_costs_little(play: Play) -> None:
    card = play(BEST, **{**PERFECT, "p2": ["stop_first!", "ask_police"]})
    assert item(card, "ask_police").verdict is Verdict.CONDITION_FAILS
    assert card.total == 985
    assert card.passed


def test_a_condition_that_holds_makes_the_act_required(play: Play, incident: Incident) -> None:
    play.incident = replace(incident, facts={**incident.facts, "crime_suspected": True})
    assert item(play(BEST, **PERFECT), "ask_police").verdict is Verdict.MISSED
    assert item(play(BEST, **{**PERFECT, "p2": ["stop_first!", "ask_police"]}), "ask_police").verdict is Verdict.DONE


def test_an_omitted_fact_leaves_the_act_undecided(play: Play, incident: Incident) -> None:
    facts = {k: v for k, v in incident.facts.items() if k != "crime_suspected"}
    play.incident = replace(incident, facts=facts)
    card = play(BEST, **PERFECT)
    assert item(card, "ask_police").verdict is Verdict.UNDECIDED
    assert card.percent == 100


def test_a_prohibited_act_costs_voids_and_bars_the_pass(play: Play) -> None:
    card = play(BEST, **{**PERFECT, "p3": ["notify", "extra", "forbidden"]})
    assert item(card, "forbidden").points < 0
    assert item(card, "notify").verdict is Verdict.VOIDED
    assert not card.passed
    assert card.rating is Rating.M


def test_a_grave_distractor_bars_the_pass_and_names_the_misconception(play: Play) -> None:
    card = play(BEST, **{**PERFECT, "p1": ["report", "hide"]})
    assert item(card, "hide").verdict is Verdict.DISTRACTOR
    assert item(card, "report").verdict is Verdict.VOIDED
    assert not card.passed
    assert [m.id for m in card.misconceptions] == ["hider"]


def test_a_minor_distractor_costs_and_does_not_bar(play: Play) -> None:
    card = play(BEST, **{**PERFECT, "p1": ["report", "dawdle"]})
    assert item(card, "dawdle").points == -20
    assert card.passed


def test_what_the_guide_says_overrides_the_mark(play: Play, playbook: Playbook) -> None:
    allowed = replace(playbook.responses[0], id="r9", action="dawdle", grade=Grade.PERMITTED)
    play.playbook = replace(playbook, responses=(*playbook.responses, allowed))
    assert play(BEST, **{**PERFECT, "p1": ["report", "dawdle"]}).percent == 100


@pytest.mark.parametrize(
    ("p2", "p3", "verdict"),
    [
        (["stop_first!"], ["notify", "extra"], Verdict.DONE),
        (["stop_first!", "ask_police"], ["notify", "extra"], Verdict.DONE),
        (["stop_first", "ask_police"], ["notify", "extra"], Verdict.OUT_OF_ORDER),
        (["stop_first", "ask_police!"], ["notify", "extra"], Verdict.OUT_OF_ORDER),
        ([], ["stop_first!", "notify", "extra"], Verdict.OUT_OF_ORDER),
    ],
)
def test_immediately_means_ahead_of_the_rest_and_not_later(
    play: Play, p2: list[str], p3: list[str], verdict: Verdict
) -> None:
    got = item(play(BEST, p1=["report"], p2=p2, p3=p3), "stop_first")
    assert got.verdict is verdict
    assert 0 < got.points <= got.max


def test_before_is_broken_only_by_the_other_coming_first(play: Play) -> None:
    assert item(play(BEST, **{**PERFECT, "p3": ["notify", "optional"]}), "notify").verdict is Verdict.DONE
    broken = item(play(BEST, **{**PERFECT, "p3": ["notify", "optional!"]}), "notify")
    assert broken.verdict is Verdict.OUT_OF_ORDER


def test_another_phase_than_the_stated_one_is_not_wrong_by_itself(play: Play) -> None:
    assert item(play(BEST, p2=["stop_first!", "report"], p3=["notify", "extra"]), "report").verdict is Verdict.DONE


def test_what_forbids_is_judged_by_the_time_of_the_act(play: Play) -> None:
    late = play(BEST, **{**PERFECT, "p4": ["early_site"]})
    assert item(late, "early_site").verdict is Verdict.NOT_STATED
    assert late.passed


def test_both_readings_pass_where_the_guide_contradicts_itself(play: Play, playbook: Playbook) -> None:
    must = playbook.responses[0]
    may = replace(must, id="r1b", grade=Grade.PERMITTED, tension=("r1",))
    play.playbook = replace(playbook, responses=(*playbook.responses, may))
    assert play(BEST, **{**PERFECT, "p1": []}).percent == 100
    assert play(BEST, **PERFECT).percent == 100


def test_a_silent_guide_gives_no_score(play: Play, playbook: Playbook) -> None:
    play.playbook = replace(playbook, coverage={})
    card = play(BEST, **PERFECT)
    assert (card.percent, card.rating, card.coverage) == (None, Rating.NOT_STATED, Coverage.NOT_STATED)


def test_a_general_chapter_leaves_out_type_responses(play: Play, playbook: Playbook) -> None:
    typed = replace(playbook.responses[0], types=(IncidentType.LOSS_THEFT,))
    general = {IncidentType.LOSS_THEFT: TypeCoverage(coverage=Coverage.GENERAL_CHAPTER_ONLY)}
    play.playbook = replace(playbook, responses=(typed, *playbook.responses[1:]), coverage=general)
    assert "report" not in [i.id for i in play(BEST, p2=["stop_first!"]).items]


def test_rating_follows_missed_and_harmful_not_percent(play: Play) -> None:
    assert play({}, **PERFECT).rating is Rating.P
    assert play(BEST, p2=["stop_first!"], p3=["notify"]).rating is Rating.M
    assert play(BEST).rating is Rating.U


def test_an_empty_run_scores_nothing(play: Play) -> None:
    card = play()
    assert (card.percent, card.total) == (0, 0)


def test_shares_are_integers_that_add_up() -> None:
    assert share(100, [1, 1, 1]) == [34, 33, 33]
    assert share(10, []) == []
    assert sum(share(560, [2, 3, 2, 2, 3])) == 560
    assert sum(budgets(True, True, True)) == sum(budgets(False, True, False)) == 1000


def test_phase_enum_positions() -> None:
    assert [p.position for p in Phase] == [0, 1, 2, 3, 4, 5]


def test_what_todays_law_requires_never_costs(play: Play, library: Library) -> None:
    rule = LawRule(
        id="duty",
        kind=RuleKind.DUTY,
        title=same("duty"),
        statement=same("duty"),
        when=FactTest(fact="info_classes", includes="personal"),
        acts=("forbidden", "dawdle"),
        source=same("source"),
        address="example.jp",
        as_of="2026-11",
        certainty=SourceCertainty.A,
    )
    play.library = replace(library, law=CurrentLaw(version="1", rules=(rule,)))
    card = play(BEST, p1=["report", "dawdle"], p2=["stop_first!"], p3=["notify", "extra", "forbidden"])
    assert (card.percent, card.passed) == (100, True)
    assert item(card, "forbidden").reason.key == "reason.required_by_law"
