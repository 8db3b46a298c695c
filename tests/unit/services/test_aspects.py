"""Principles, objectives and confidence in words; and runs stored before there were any."""

from __future__ import annotations

import json
import zlib

import pytest

from leaksim.domain.events import Answered
from leaksim.domain.exercise import Exercise, replay
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import Certainty, Language
from leaksim.engine import generate
from leaksim.i18n import translate
from leaksim.scoring import Strategy, autoplay, score
from leaksim.services import shelf
from leaksim.services.aspects import MOST_COSTLY
from leaksim.services.exchange import scorecard_json
from leaksim.services.freezing import FORMAT, freeze, thaw
from leaksim.services.results import result_view

SCENARIO, GUIDE = "loss-train-laptop", "ipa"


@pytest.fixture(scope="module")
def made() -> Incident:
    return generate(shelf.scenario(SCENARIO), 3, shelf.library())


def played(made: Incident, strategy: Strategy) -> Exercise:
    return autoplay(strategy, made, shelf.playbook(GUIDE), shelf.library())


@pytest.mark.parametrize("language", list(Language))
def test_the_result_tells_points_by_principle_and_objective(made: Incident, language: Language) -> None:
    guide, library = shelf.playbook(GUIDE), shelf.library()
    run = played(made, Strategy.EVERYTHING)
    card = score(run, guide, library)
    shown = result_view(run, card, guide, library, language)
    principles = [one for one in shown.aspects if one.aspect == "principle"]
    objectives = [one for one in shown.aspects if one.aspect == "objective"]
    assert [one.label for one in principles] == [p.label.in_(language) for p in guide.principles]
    assert [one.label for one in objectives] == [o.label.in_(language) for o in library.objectives]
    assert sum(one.points for one in objectives) == card.total
    for one in principles:
        assert guide.section(one.section).number in one.clause
    titles = {i.title.in_(language): i for i in card.items}
    worst = max(objectives, key=lambda one: one.harmful)
    assert worst.harmful
    assert len(worst.costly) == MOST_COSTLY
    assert titles[worst.costly[0]].harmful  # harm is named before what merely cost points
    assert all(titles[name].points < 0 for one in shown.aspects for name in one.costly)


def test_how_sure_is_told_over_the_run_and_changes_no_score(made: Incident) -> None:
    guide, library = shelf.playbook(GUIDE), shelf.library()
    run = played(made, Strategy.PERFECT)
    card = score(run, guide, library)
    shown = result_view(run, card, guide, library, Language.JA).calibration
    assert shown is not None
    confirmed, presumed, unknown = shown.rows
    judged = {q.id for q in made.questions if q.question in guide.asks(made.type)}
    given = [e.certainty for e in run.events if isinstance(e, Answered) and e.question in judged]
    assert [row.right for row in shown.rows] == [given.count(c) for c in Certainty]
    assert confirmed.partly == confirmed.off == presumed.answers == unknown.off == 0
    assert shown.sentence == f"「確定」と答えた{confirmed.right}件のうち{confirmed.right}件が、資料のとおりでした。"
    assert len(shown.rounds) == 2
    assert shown.advice == translate("calibration.advice.fitting", "ja")
    assert score(run, guide, library) == card


@pytest.mark.parametrize(
    ("strategy", "sentence", "advice"),
    [(Strategy.EVERYTHING, "confirmed", "bold"), (Strategy.UNKNOWN, "unknown", "cautious")],
)
def test_what_stands_out_is_told(made: Incident, strategy: Strategy, sentence: str, advice: str) -> None:
    guide, library = shelf.playbook(GUIDE), shelf.library()
    run = played(made, strategy)
    shown = result_view(run, score(run, guide, library), guide, library, Language.EN).calibration
    assert shown is not None
    first = next(row for row in shown.rows if row.answers)
    assert shown.sentence == translate(f"calibration.sentence.{sentence}", "en", of=first.answers, right=first.right)
    assert shown.advice == translate(f"calibration.advice.{advice}", "en")


def test_without_answers_nothing_is_told_of_certainty(made: Incident) -> None:
    guide, library = shelf.playbook(GUIDE), shelf.library()
    run = played(made, Strategy.EMPTY)
    assert result_view(run, score(run, guide, library), guide, library, Language.EN).calibration is None


def test_a_run_stored_without_principles_and_objectives_still_opens(made: Incident) -> None:
    guide, library = shelf.playbook(GUIDE), shelf.library()
    body = json.loads(zlib.decompress(freeze(made, guide, library)))
    assert [p["id"] for p in body["playbook"]["principles"]] == [p.id for p in guide.principles]
    del body["playbook"]["principles"], body["playbook"]["principles_note"], body["library"]["objectives"]
    old = thaw(zlib.compress(json.dumps(body).encode()), FORMAT)
    run = replay(old.incident, played(made, Strategy.PERFECT).events)
    card = score(run, old.playbook, old.library)
    shown = result_view(run, card, old.playbook, old.library, Language.JA)
    assert (card.percent, shown.aspects, shown.principles_note) == (100, (), "")
    now = thaw(freeze(made, guide, library), FORMAT)
    assert result_view(run, card, now.playbook, now.library, Language.JA).aspects


def test_the_json_has_both_and_its_structure_knows_no_language(made: Incident) -> None:
    guide, library = shelf.playbook(GUIDE), shelf.library()
    run = played(made, Strategy.RANDOM)
    card = score(run, guide, library)
    ja, en = (scorecard_json(card, run, language) for language in (Language.JA, Language.EN))
    for key, ids in (
        ("by_principle", [p.id for p in guide.principles]),
        ("by_objective", [o.id for o in library.objectives]),
    ):
        assert list(ja[key]) == list(en[key]) == ids
        for name in ids:
            assert {**ja[key][name], "label": ""} == {**en[key][name], "label": ""}
            assert ja[key][name]["label"] != en[key][name]["label"]
            assert set(ja[key][name]["items"]) <= {item["id"] for item in ja["items"]}
    assert sum(one["points"] for one in ja["by_objective"].values()) == ja["total"]
    assert sum(one["max"] for one in ja["by_objective"].values()) == ja["max"]
