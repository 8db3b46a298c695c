"""Annual training over every situation, role and guide: always answerable, short enough, and no belief gets through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random

import pytest
from annual_sitting import Sitting, right, wrong
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from leaksim.content import schema
from leaksim.content.sources import read_source
from leaksim.domain.annual import Paper, Question, Replied, fold
from leaksim.domain.annual_view import AnnualView
from leaksim.domain.catalogue import Misconception
from leaksim.domain.kinds import Certainty, IncidentType, Language
from leaksim.domain.situations import OBJECTIVES, Objective, Standing
from leaksim.engine.situations import annual_stream, tell
from leaksim.i18n import bundle
from leaksim.resources import content_root
from leaksim.scoring.annual import answer_key, is_harmful, is_met, score_training
from leaksim.services import shelf

GUIDES = shelf.playbook_ids()
ROLES = tuple(role.id for role in shelf.annual().roles.roles)
SITUATIONS = {s.id: s for s in shelf.annual().situations}
LIMIT_JA = 4000  # characters
LIMIT_EN = 1700  # words; twelve minutes at an unhurried 140 a minute
SEEDS = range(30)


def test_there_is_enough_to_draw_from() -> None:
    content = shelf.annual()
    types = Counter(s.type for s in content.situations)
    assert all(types[kind] >= 3 for kind in IncidentType)
    assert types[None] >= 4
    for guide in GUIDES:
        stated = shelf.stated_types(shelf.playbook(guide))
        for family in content.families:
            for difficulty in (1, 2):
                fitting = [s for s in content.situations if (s.family, s.difficulty) == (family, difficulty)]
                assert sum(s.type in stated for s in fitting if s.is_sign) >= 2, (guide, family, difficulty)
                assert sum(not s.is_sign for s in fitting) >= 2, (guide, family, difficulty)


FILES = sorted((content_root() / "scenarios" / "situations").glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_editors_accept_what_comes_with_leaksim(path: Path) -> None:
    made = schema("training-roles" if path.stem == "roles" else "situations")
    assert list(Draft202012Validator(made).iter_errors(read_source(path).data)) == []


@pytest.mark.parametrize("name", [s.id for s in SITUATIONS.values() if s.is_sign])
def test_every_role_finds_a_right_and_a_wrong_answer_by_every_guide(name: str) -> None:
    situation, content, library = SITUATIONS[name], shelf.annual(), shelf.library()
    for guide in map(shelf.playbook, GUIDES):
        if situation.type not in shelf.stated_types(guide):
            continue
        for role in content.roles.roles:
            facts = tell(situation, library.organisations[0], library, annual_stream(3, 1)).facts
            key = answer_key(situation, facts, role, content.roles, guide, library)
            where = (guide.id, role.id)
            assert key.first, where
            assert key.proper, where
            assert len(key.wrong) >= 2, where
            assert len(key.wrong_reports) >= 3, where
            assert {k.act for k in key.proper} <= {*role.acts, *role.sure}, where
            assert not {k.act for k in key.proper} & {k.act for k in (*key.wrong, *key.wrong_reports)}, where
            assert all(k.clause is not None and k.statement is not None for k in (*key.first, *key.reports)), where
    standings = {claim.standing for claim in situation.claims}
    assert standings >= {Standing.ESTABLISHED, Standing.OPEN}


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("role", ROLES)
def test_every_question_has_one_right_answer_and_a_wrong_one(guide: str, role: str) -> None:
    harmless, places = 0, Counter[int]()
    for seed in SEEDS:
        sitting = Sitting(shelf.playbook(guide), role, seed, right)
        score = sitting.attempt()
        assert score.percent == score.first_percent == 100
        assert not score.missed
        assert not score.beliefs
        papers = sitting.state.attempts[0].papers
        assert len(papers) == 3
        assert len({p.family for p in papers}) == 3
        assert sum(p.type is None for p in papers[:2]) == 1
        assert tuple(q.objective for q in papers[2].questions) == OBJECTIVES
        harmless += papers[0].type is None
        for _, question in sitting.state.attempts[0].questions:
            if question.lines:
                assert len(question.lines) == 3
                continue
            assert sum(c.right for c in question.choices) == 1
            assert len(question.choices) >= 2
            assert len({c.label.ja for c in question.choices}) == len(question.choices)
            assert len({c.id for c in question.choices}) == len(question.choices)
            if question.objective is not Objective.RECOGNISE:
                places[next(n for n, c in enumerate(question.choices) if c.right)] += 1
    assert 5 <= harmless <= len(SEEDS) - 5  # no place gives it away
    assert len(places) == 4


def seen_texts(sitting: Sitting) -> Iterator[str]:
    """All that somebody reads on the way: each page once, a situation once, and not what is folded away."""
    words = bundle("ui.annual", sitting.language.value)
    told: set[str] = set()
    for view in sitting.views:
        yield from _page(view, words, told)


def _page(view: AnnualView, words: dict[str, str], told: set[str]) -> Iterator[str]:
    if view.stage == "intro":
        keys = ("title", "lead", "points_time", "points_feedback", "points_retake", "role", "guide", "organisation")
        yield from (words[key] for key in (*keys, "record", "begin"))
        yield from (view.organisation, view.role, view.guide)
    elif view.stage == "question":
        assert view.question is not None
        if view.question.text not in told:
            told.add(view.question.text)
            yield from (view.question.lead, view.question.text)
        yield from (view.question.situation, words["progress"], view.question.heading, view.question.prompt)
        yield words["lines_first" if view.question.lines else "choose_first"]
        yield from (option.label for option in view.question.options)
        for line in view.question.lines:
            yield line.label
            yield "確定見込み不明" if any("ぁ" <= c <= "ん" for c in words["next"]) else "Confirmed Presumed Unknown"
        yield words["send"]
    elif view.stage == "feedback":
        assert view.question is not None
        assert view.feedback is not None
        yield from (view.question.situation, view.question.heading)
        shown = asdict(view.feedback)
        lines = shown.pop("lines")
        yield from (
            text
            for name, text in shown.items()
            if isinstance(text, str) and name not in ("question", "playbook", "section")
        )
        yield from (words[key] for key in ("given", "right") if shown[key])
        for line in lines:
            yield from (line["label"], line["given"], line["how"])
            if not line["met"]:
                yield words["fits"].format(fitting=line["fitting"])
        yield words["next"]
    elif view.stage == "missed":
        yield from (words[key] for key in ("missed_title", "missed_lead", "retake"))
        yield from (text for one in view.beliefs for text in (words["belief"], one.label, one.correction))
        yield from (text for one in view.missed for text in (one.heading, one.explanation))
    else:
        yield from (words[key] for key in ("passed_title", "passed_lead", "desk_title", "number", "save"))
        yield from (text for row in view.desk.rows for text in row)
        yield view.number


def read_length(sitting: Sitting) -> int:
    texts = list(seen_texts(sitting))
    if sitting.language is Language.EN:
        return sum(len(text.split()) for text in texts)
    return sum(len("".join(text.split())) for text in texts)


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("language", "limit"), [(Language.JA, LIMIT_JA), (Language.EN, LIMIT_EN)])
@pytest.mark.parametrize("seeds", [range(8), pytest.param(range(8, 60), marks=pytest.mark.slow)], ids=str)
def test_the_whole_training_is_short(guide: str, role: str, language: Language, limit: int, seeds: range) -> None:
    """Even for somebody who misses everything, with the longest explanations; and with a retake of one thing."""
    longest = 0
    for seed in seeds:
        sitting = Sitting(shelf.playbook(guide), role, seed, wrong, language=language, watched=True)
        sitting.attempt()
        longest = max(longest, read_length(sitting))
        once = Sitting(shelf.playbook(guide), role, seed, miss_one, language=language, watched=True)
        once.attempt()
        once.answer = right
        once.attempt()
        once.finish()
        longest = max(longest, read_length(once))
    assert longest <= limit, longest


def miss_one(paper: Paper, question: Question) -> Replied:
    return (wrong if paper.slot == 3 and question.objective is Objective.FIRST_ACT else right)(paper, question)


@pytest.mark.parametrize("guide", GUIDES)
def test_a_retake_asks_what_was_missed_in_another_situation_as_hard(guide: str) -> None:
    for seed in range(8):
        sitting = Sitting(shelf.playbook(guide), ROLES[seed % len(ROLES)], seed, wrong)
        before = sitting.attempt()
        for _ in range(5):
            last = sitting.state.attempts[-1].papers
            after = sitting.attempt()
            papers = sitting.state.attempts[-1].papers
            for paper, missed in zip(papers, before.missed, strict=True):
                old = next(p for p in last if p.slot == paper.slot)
                assert (paper.slot, paper.family, paper.difficulty) == (old.slot, old.family, old.difficulty)
                assert tuple(q.objective for q in paper.questions) == missed.objectives
                assert paper.situation != old.situation
                assert paper.text != old.text
            assert after.missed == before.missed  # still wrong: asked again, without limit
        sitting.answer = right
        done = sitting.attempt()
        assert (done.percent, done.missed, done.barred) == (100, (), False)
        assert done.first_percent == 0


def test_being_asked_again_whether_it_is_a_sign_gives_no_answer_away() -> None:
    def miss_recognition(paper: Paper, question: Question) -> Replied:
        return (wrong if question.objective is Objective.RECOGNISE else right)(paper, question)

    kinds = Counter[tuple[bool, bool]]()
    for seed in range(40):
        sitting = Sitting(shelf.playbook("ipa"), "employee", seed, miss_recognition)
        sitting.attempt()
        first = {paper.slot: paper for paper in sitting.state.attempts[0].papers}
        sitting.attempt()
        kinds.update((first[p.slot].type is None, p.type is None) for p in sitting.state.attempts[1].papers)
    assert len(kinds) == 4
    assert min(kinds.values()) >= 10


def believing(one: Misconception) -> tuple[list[str], object]:
    """Answers as somebody with the misconception gives them, and where it showed."""
    slips: list[str] = []

    def answer(paper: Paper, question: Question) -> Replied:
        if one.types and paper.type not in one.types:
            return right(paper, question)
        given = right(paper, question)
        if question.lines and one.claims_guesses:
            given = Replied(question=question.id, lines={line.id: Certainty.CONFIRMED for line in question.lines})
        for choice in question.choices:
            if choice.act in one.does and question.objective is not Objective.NOT_TO_DO:
                given = Replied(question=question.id, choice=choice.id)
            elif choice.act in one.does and choice.right:
                others = sorted(question.choices, key=lambda c: (c.right, c.act not in one.omits))
                given = Replied(question=question.id, choice=others[0].id)
        if not is_met(question, given):
            slips.append("harm" if is_harmful(question, given) else "miss")
        return given

    return slips, answer


@pytest.mark.parametrize("one", shelf.library().misconceptions, ids=lambda m: m.id)
def test_a_misconception_fails_where_it_shows_and_is_named_first(one: Misconception) -> None:
    shown = 0
    for seed in range(400):
        guide = shelf.playbook(GUIDES[seed % len(GUIDES)])
        slips, answer = believing(one)
        sitting = Sitting(guide, ROLES[seed % len(ROLES)], seed, answer)  # type: ignore[arg-type]
        score = sitting.attempt()
        if not slips:
            assert score.passes(100)
            continue
        shown += 1
        assert not score.passes(100)
        assert score.passes(1) is ("harm" not in slips)  # harm bars a pass at any pass mark
        assert score.beliefs[0].id == one.id
        view = sitting.view()
        assert (view.stage, view.beliefs[0].label) == ("missed", one.label.ja)
        assert view.missed
        if shown == 6:
            return
    raise AssertionError(f"it showed only {shown} times")


@given(seed=st.integers(0, 10_000), chance=st.randoms(use_true_random=False), rounds=st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_whatever_is_answered_the_training_stays_sound(seed: int, chance: Random, rounds: int) -> None:
    """Any answers: replaying gives the same state and score, the first percentage stands, and harm never passes."""

    def answer(_paper: Paper, question: Question) -> Replied:
        if question.lines:
            marked = {line.id: chance.choice(list(Certainty)) for line in question.lines}
            return Replied(question=question.id, lines=marked)
        return Replied(question=question.id, choice=chance.choice(question.choices).id)

    sitting = Sitting(shelf.playbook(chance.choice(GUIDES)), chance.choice(ROLES), seed, answer)
    score = sitting.attempt()
    first = score.percent
    for _ in range(rounds):
        again = fold(sitting.events)
        assert again == sitting.state
        assert score_training(again, shelf.library().misconceptions) == score
        assert 0 <= score.percent <= 100
        assert score.first_percent == first
        assert (score.percent == 100) is (not score.missed)
        assert score.passes(100) is (not score.missed)
        assert not (score.barred and score.passes(1))
        if not score.missed:
            return
        before, score = score, sitting.attempt()
        assert score.percent >= before.percent  # only what was missed is asked again: nothing met is lost


BLIND = {
    "always a sign": lambda q: next((c for c in q.choices if c.id == "sign"), None),
    "never a sign": lambda q: next((c for c in q.choices if c.id == "harmless"), None),
    "the first option": lambda q: q.choices[0] if q.choices else None,
    "the longest option": lambda q: max(q.choices, key=lambda c: len(c.label.ja)) if q.choices else None,
    "unknown everywhere": lambda q: None,
}


@pytest.mark.parametrize("strategy", BLIND)
def test_answers_given_blindly_do_not_pass(strategy: str) -> None:
    """Whatever a strategy does not answer is answered rightly: none of them may be enough by itself."""

    def answer(paper: Paper, question: Question) -> Replied:
        if question.lines and strategy == "unknown everywhere":
            return Replied(question=question.id, lines={line.id: Certainty.UNKNOWN for line in question.lines})
        choice = BLIND[strategy](question)
        return right(paper, question) if choice is None else Replied(question=question.id, choice=choice.id)

    for seed in range(30):
        sitting = Sitting(shelf.playbook(GUIDES[seed % len(GUIDES)]), "employee", seed, answer)
        assert not sitting.attempt().passes(100)
