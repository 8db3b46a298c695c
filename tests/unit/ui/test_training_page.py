"""The page of an annual training: what it sends, what it accepts, and that no answer is told before it is given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from annual_sitting import right, wrong

from leaksim.services.annual import Training, Trainings, open_trainings
from leaksim.ui import annual_messages as said
from leaksim.ui import parts
from leaksim.ui.address import Address, read_address
from leaksim.ui.messages import BadMessage, read_message
from leaksim.ui.pages.training import TrainingPage

from .conftest import Wire

HOME = Address(base="/", token="", language="ja")


@pytest.fixture
def trainings(tmp_path: Path) -> Iterator[Trainings]:
    opened = open_trainings(f"sqlite:///{tmp_path}/leaksim.db")
    yield opened
    opened._store.close()


@pytest.fixture
def training(trainings: Trainings) -> Training:
    return trainings.resume(trainings.begin(organisation="company", seed=5, reporting_desk={"name": "<b>窓口</b>"}))


def say(page: TrainingPage, **content: Any) -> dict[str, Any]:
    page.part._handle_custom_msg({"serial": 1, **content}, [])
    return dict(page.part.data)


def answer_open(page: TrainingPage, training: Training, *, rightly: bool = True) -> dict[str, Any]:
    attempt = training.state.attempt
    assert attempt is not None
    assert attempt.at is not None
    paper, question = attempt.at
    reply = (right if rightly else wrong)(paper, question)
    if reply.lines is not None:
        lines = {line: certainty.value for line, certainty in reply.lines.items()}
        return say(page, type="annual_mark", question=question.id, lines=lines)
    return say(page, type="annual_choose", question=question.id, choice=reply.choice)


def test_a_training_from_its_page(training: Training, wire: Wire) -> None:
    page = TrainingPage(training, HOME)
    assert page.part.data["stage"] == "intro"
    data = say(page, type="annual_begin")
    for number in range(1, 10):
        assert (data["stage"], data["question"]["number"], data["question"]["total"]) == ("question", number, 9)
        data = answer_open(page, training, rightly=number != 2)
        assert data["stage"] == "feedback"
        assert data["feedback"]["met"] is (number != 2)
        data = say(page, type="annual_read", question=data["question"]["id"])
    assert data["stage"] == "missed"
    data = say(page, type="annual_again")
    while data["stage"] == "question":
        answer_open(page, training)
        data = say(page, type="annual_read", question=data["question"]["id"])
    assert (data["stage"], data["number"]) == ("passed", training.certificate)
    say(page, type="annual_certificate")
    assert "JVBERi" in wire.text()  # %PDF in Base64


def test_no_key_reaches_the_browser_before_the_answer(training: Training, wire: Wire) -> None:
    page = TrainingPage(training, HOME)
    data = say(page, type="annual_begin")
    attempt = training.state.attempt
    assert attempt is not None
    while attempt.at is not None:
        paper, question = attempt.at
        sent = json.dumps(data, ensure_ascii=False)
        for secret in ("right", "harm", "standing", "difficulty", "family", paper.situation):
            assert f'"{secret}": ' not in sent.replace(f'"{secret}": "{data["text"].get(secret)}"', "")
        explained = [
            paper.why,
            question.statement,
            *(c.why for c in question.choices),
            *(n.how for n in question.lines),
        ]
        assert not [text.ja for text in explained if text is not None and text.ja in sent]
        later = [p.text.ja for p in attempt.papers if p.slot > paper.slot]
        assert not [text for text in later if text in sent]
        assert not [c.act for c in question.choices if c.act and c.act in sent]
        answer_open(page, training)
        data = say(page, type="annual_read", question=question.id)
        attempt = training.state.attempt
        assert attempt is not None


@pytest.mark.parametrize(
    "content",
    [
        {"type": "annual_choose", "question": "1.1.recognise", "choice": "o-none"},
        {"type": "annual_choose", "question": "1.3.known_unknown", "choice": "sign"},
        {"type": "annual_mark", "question": "1.1.recognise", "lines": {"x": "unknown"}},
        {"type": "annual_mark", "question": "1.1.recognise", "lines": {"x": "certainly"}},
        {"type": "annual_read", "question": "1.1.recognise"},
        {"type": "annual_again"},
        {"type": "annual_begin"},
        {"type": "annual_certificate"},
        {"type": "annual_choose", "question": 3, "choice": "sign"},
        {"type": "open", "thing": "d1"},
    ],
)
def test_what_a_page_does_not_offer_changes_nothing(training: Training, wire: Wire, content: dict[str, Any]) -> None:
    page = TrainingPage(training, HOME)
    say(page, type="annual_begin")
    before = training.state
    say(page, **content)
    assert training.state == before
    assert '"refused"' in wire.text()


def test_messages_are_read_strictly() -> None:
    accepted = parts.AnnualTraining.accepts
    assert read_message(
        {"type": "annual_mark", "question": "q", "lines": {"x": "unknown"}}, accepted
    ) == said.MarkLines(question="q", lines={"x": "unknown"})
    for lines in ({}, [], None, {"x": 3}, {"": "unknown"}, {f"l{n}": "unknown" for n in range(9)}):
        with pytest.raises(BadMessage):
            read_message({"type": "annual_mark", "question": "q", "lines": lines}, accepted)


def test_another_window_moved_on(trainings: Trainings, wire: Wire) -> None:
    token = trainings.begin(seed=5)
    one, other = (TrainingPage(trainings.resume(token), HOME) for _ in range(2))
    say(one, type="annual_begin")
    data = say(other, type="annual_begin")
    assert '"refused"' in wire.text()
    assert data["stage"] == "question"  # what is stored is shown


def test_language_and_address(training: Training) -> None:
    page = TrainingPage(training, HOME)
    page.top_bar._handle_custom_msg({"type": "language", "language": "en", "serial": 1}, [])
    assert page.part.data["role"] == "Employee"
    token = "t" * 32
    found = read_address({"SCRIPT_NAME": f"/site/training/{token}", "QUERY_STRING": "lang=en"})
    assert (found.base, found.token) == ("/site/", token)
    assert found.of_training(token, "ja") == f"/site/training/{token}?lang=ja"
