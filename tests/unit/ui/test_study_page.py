"""The learner's page and the lessons: what a browser may ask for, and that no question tells its answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from leaksim.errors import NotFound
from leaksim.services.lessons import open_lessons
from leaksim.services.study import Learner, Studies, open_study
from leaksim.ui.address import Address, read_address
from leaksim.ui.pages import opening
from leaksim.ui.pages.lesson import LessonPage
from leaksim.ui.pages.study import StudyBeginPage, StudyPage
from leaksim.ui.parts import ReviewCard, StudyHome

from .conftest import Wire

HERE = Address(base="/", token="", language="ja")


@pytest.fixture
def studies(tmp_path: Path) -> Studies:
    return open_study(f"sqlite:///{tmp_path / 'runs.db'}")


@pytest.fixture
def learner(studies: Studies) -> Learner:
    return studies.resume(studies.begin("ja", playbook="ipa"))


@pytest.fixture
def page(learner: Learner, wire: Wire) -> StudyPage:
    return StudyPage(learner, HERE)


def say(page: StudyPage | StudyBeginPage, **content: Any) -> None:
    part = page.part if isinstance(page, StudyPage) else page.form
    part._handle_custom_msg({"serial": 1, **content}, [])


def test_a_learner_begins_with_an_organisation(studies: Studies, wire: Wire) -> None:
    page = StudyBeginPage(studies, HERE)
    assert {one["id"] for one in page.form.data["begin"]} >= {"company", "prefecture"}
    say(page, type="begin_study", organisation="nowhere")
    say(page, type="begin_study", organisation="prefecture")
    refused, gone = wire.replies(page.form)
    assert refused["type"] == "refused"
    assert gone["type"] == "go"
    token = gone["address"].removeprefix("/study/").partition("?")[0]
    assert studies.resume(token).guide.id == "pref"


def test_a_new_learner_is_told_what_to_do(page: StudyPage) -> None:
    assert isinstance(page.part, StudyHome)
    data = page.part.data
    assert (data["due"], data["waiting"], data["runs"], data["open"]) == (0, 0, [], "")
    assert data["weakest"]["label"]
    assert len(data["lessons"]) == 7
    assert data["lessons"][0]["links"][0]["address"].startswith("/lesson/loss_theft/discover_report?guide=ipa")


@pytest.mark.parametrize(
    "content",
    [
        {"type": "practise", "incident_type": "fire", "mode": "exam"},
        {"type": "practise", "incident_type": None, "mode": "none"},
        {"type": "practise", "incident_type": None},
        {"type": "review", "fresh": "yes"},
        {"type": "pick", "turn": "x", "option": "o1"},
        {"type": "begin_study", "organisation": "company"},
        {"type": "start"},
    ],
)
def test_other_wishes_are_refused(page: StudyPage, learner: Learner, wire: Wire, content: dict[str, Any]) -> None:
    say(page, **content)
    assert [reply["type"] for reply in wire.replies(page.part)] == ["refused"]
    assert learner.study.runs == ()


def test_a_run_is_begun_and_can_be_gone_on_with(page: StudyPage, learner: Learner, wire: Wire) -> None:
    say(page, type="practise", incident_type="loss_theft", mode="exam")
    [gone] = wire.replies(page.part)
    assert gone == {"type": "go", "address": f"/exercise/{learner.run_token(1)}?lang=ja"}
    page.refresh()
    assert page.part.data["open"] == gone["address"]


def test_a_question_does_not_tell_its_answer(page: StudyPage, learner: Learner) -> None:
    say(page, type="review", fresh=True)
    assert isinstance(page.part, ReviewCard)
    asked = learner._next(fresh=True)
    assert asked is not None
    sent = json.dumps(page.part.get_state()["data"], ensure_ascii=False)
    action = asked.question.card.rpartition("/")[2]
    assert asked.question.card.startswith("act/")
    assert action not in sent
    assert asked.question.statement.ja not in sent
    assert not [c.reason.ja for c in asked.question.choices if c.reason.ja and c.reason.ja in sent]
    assert page.part.data["outcome"] is None
    assert {option["id"] for option in page.part.data["options"]} == {c.id for c in asked.question.choices}


def test_an_answer_is_stored_once_and_explained(page: StudyPage, learner: Learner, wire: Wire) -> None:
    say(page, type="review", fresh=True)
    turn = page.part.data["turn"]
    say(page, type="pick", turn=turn, option="o99")
    say(page, type="pick", turn="0" * 16, option="o1")
    assert [reply["type"] for reply in wire.replies(page.part)] == ["refused", "refused"]
    say(page, type="pick", turn=turn, option="o1")
    assert wire.replies(page.part)[-1] == {"type": "saved", "serial": 1}
    outcome = page.part.data["outcome"]
    assert outcome["expected"]
    assert outcome["clauses"][0]["address"].startswith("/guide?")
    assert outcome["lesson"].startswith("/lesson/")
    assert not {"type", "phase"} & outcome.keys()
    say(page, type="pick", turn=turn, option="o2")
    assert len(learner.study.reviewed) == 1
    say(page, type="review", fresh=True)
    assert page.part.data["turn"] != turn
    say(page, type="leave_review")
    assert isinstance(page.part, StudyHome)
    assert page.part.data["done"] == 1


def test_the_language_changes_everywhere(page: StudyPage) -> None:
    page.top_bar._handle_custom_msg({"type": "language", "language": "en"}, [])
    assert page.part.data["text"]["title"] == "Your study page"
    say(page, type="review", fresh=True)
    turn = page.part.data["turn"]
    page.top_bar._handle_custom_msg({"type": "language", "language": "ja"}, [])
    assert page.part.data["turn"] == turn
    assert page.part.data["text"]["answer"] == "答える"


def test_a_lesson_by_its_address(wire: Wire) -> None:
    variables = {"SCRIPT_NAME": "/x/lesson/malware/investigate", "QUERY_STRING": "guide=pref&lang=en"}
    address = read_address(variables)
    assert (address.base, address.token) == ("/x/", "")
    page = LessonPage(open_lessons(), address)
    assert page.reader.data["type"] == "Malware infection"
    assert page.reader.data["phase"] == "Investigation"
    assert page.reader.data["in_guide"].startswith("/x/guide?lang=en&playbook=pref&type=malware&phase=investigate")
    assert [step["here"] for step in page.reader.data["steps"]].index(True) == 2
    assert address.of_lesson("malware", "investigate", "pref", "en") == (
        "/x/lesson/malware/investigate?guide=pref&lang=en"
    )
    with pytest.raises(NotFound):
        LessonPage(open_lessons(), read_address(variables | {"SCRIPT_NAME": "/lesson/malware/never"}))


def test_the_learners_address() -> None:
    address = read_address({"SCRIPT_NAME": "/hub/study/" + "t" * 32, "QUERY_STRING": "lang=en"})
    assert (address.base, address.token, address.language) == ("/hub/", "t" * 32, "en")
    assert address.of_study("en", "t" * 32) == "/hub/study/" + "t" * 32 + "?lang=en"
    begin = read_address({"SCRIPT_NAME": "/hub/study"})
    assert (begin.base, begin.token) == ("/hub/", "")
    assert begin.of_study("ja") == "/hub/study?lang=ja"


def test_pages_open_by_name(monkeypatch: pytest.MonkeyPatch, studies: Studies, wire: Wire) -> None:
    monkeypatch.setattr(opening, "open_study", lambda: studies)
    for token, shown in (("", "begin"), (studies.begin(), "weakest")):
        root = opening.build("study", Address(base="/", token=token, language="ja"))
        states = json.dumps([child.get_state().get("data") for child in root.children], ensure_ascii=False)
        assert f'"{shown}"' in states
    root = opening.build("study", Address(base="/", token="z" * 32, language="ja"))
    states = json.dumps([child.get_state().get("data") for child in root.children], ensure_ascii=False)
    assert "見つかりません" in states
