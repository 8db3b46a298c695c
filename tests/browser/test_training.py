"""The annual training on a telephone: one thing missed, explained, taken again, passed, certified and verified."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from annual_sitting import right, wrong
from axe_playwright_python.sync_playwright import Axe
from desk import Desk
from live_server import LiveServer
from playwright.sync_api import Page, expect

from leaksim.services.annual import Training, Trainings, open_trainings

DESK = {"name": "情報セキュリティ室", "extension": "4321", "out_of_hours": "090-1234-5678", "deputy": "総務部長"}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def trainings(served: tuple[LiveServer, str]) -> Iterator[Trainings]:
    opened = open_trainings(served[1])
    yield opened
    opened._store.close()


def at_stage(page: Page, stage: str) -> None:
    expect(page.locator(f".ls-annual-page[data-stage={stage}]")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), stage


def check_axe(page: Page) -> None:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [rule["id"] for rule in found if rule["impact"] in ("serious", "critical")] == []


def check_targets(page: Page) -> None:
    small = page.evaluate(
        """() => [...document.querySelectorAll(".ls-annual button, .ls-annual summary, .ls-annual label")]
        .map((one) => one.getBoundingClientRect()).filter((box) => box.height > 0 && box.height < 43.5).length"""
    )
    assert small == 0


def answer(page: Page, training: Training, *, rightly: bool = True) -> None:
    """Answer the open question with the controls on the screen, and see that it is stored."""
    training.reload()
    attempt = training.state.attempt
    assert attempt is not None
    assert attempt.at is not None
    paper, question = attempt.at
    reply = (right if rightly else wrong)(paper, question)
    expect(page.locator("[data-key=send]")).to_be_disabled()
    if reply.lines is not None:
        for line, certainty in reply.lines.items():
            page.locator(f"[data-key='l-{line}-{certainty}']").check(force=True)
    else:
        page.locator(f"[data-key='o-{reply.choice}']").check()
    page.locator("[data-key=send]").click()
    at_stage(page, "feedback")
    training.reload()
    assert training.state.attempt is not None
    assert question.id in training.state.attempt.replies


def test_from_a_miss_to_a_certificate_on_a_telephone(
    open_desk: Callable[..., Desk], trainings: Trainings, served: tuple[LiveServer, str], tmp_path: Path
) -> None:
    training = trainings.resume(token := trainings.begin(organisation="company", seed=5, reporting_desk=DESK))
    desk = open_desk(**PHONE)
    page = desk.page
    page.goto(f"{desk.address}training/{token}?lang=ja", wait_until="commit")
    at_stage(page, "intro")
    page.locator("[data-key=begin]").click()
    at_stage(page, "question")
    check_axe(page)
    check_targets(page)
    for number in range(1, 10):
        answer(page, training, rightly=number != 2)
        if number == 2:
            attempt = training.state.attempt
            assert attempt is not None
            _, question = attempt.questions[1]
            given = attempt.replies[question.id].choice
            why = next(choice.why for choice in question.choices if choice.id == given)
            assert why is not None
            expect(page.get_by_text(why.ja)).to_be_visible()
            assert question.clause is not None
            expect(page.locator(".ls-annual-clause")).to_contain_text(question.clause.number)
            check_axe(page)
            check_targets(page)
            page.reload(wait_until="commit")  # nothing is lost anywhere
            at_stage(page, "feedback")
            expect(page.get_by_text(why.ja)).to_be_visible()
        page.locator("[data-key=next]").click()
        at_stage(page, "question" if number < 9 else "missed")
    first = training.state.attempts[0].papers
    check_targets(page)
    page.locator("[data-key=retake]").click()
    at_stage(page, "question")
    training.reload()
    (again,) = training.state.attempts[1].papers
    assert [q.objective for q in again.questions] == ["first_act"]
    assert again.situation not in {paper.situation for paper in first}
    assert again.difficulty == first[again.slot - 1].difficulty
    expect(page.get_by_text(again.text.ja)).to_be_visible()
    answer(page, training)
    page.locator("[data-key=next]").click()
    at_stage(page, "passed")
    training.reload()
    number = training.certificate
    assert number is not None
    expect(page.locator(".ls-annual-desk")).to_contain_text("090-1234-5678")
    expect(page.get_by_text(number)).to_be_visible()
    check_axe(page)
    check_targets(page)
    with page.expect_download() as waiting:
        page.locator("[data-key=certificate]").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    for given in (number, str(file)):
        options = ["verify", given, "--json", "--database", served[1]]
        told = subprocess.run(
            [sys.executable, "-c", "from leaksim.cli.main import main; main()", *options],
            capture_output=True,
            text=True,
            check=True,
        )
        assert json.loads(told.stdout)["valid"] is True


def test_the_keyboard_alone_and_both_languages(open_desk: Callable[..., Desk], trainings: Trainings) -> None:

    training = trainings.resume(token := trainings.begin(organisation="prefecture", role="public_body", seed=4))
    desk = open_desk()
    page = desk.page
    page.goto(f"{desk.address}training/{token}?lang=en", wait_until="commit")
    at_stage(page, "intro")

    def press_until(key: str) -> None:
        for _ in range(30):
            if page.evaluate("() => document.activeElement?.dataset?.key") == key:
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {key}")

    press_until("begin")
    page.keyboard.press("Enter")
    at_stage(page, "question")
    training.reload()
    expect(page.locator("h1")).to_be_focused()
    press_until("o-sign")
    page.keyboard.press("Space")
    press_until("send")
    page.keyboard.press("Enter")
    at_stage(page, "feedback")
    expect(page.locator("h1")).to_be_focused()
    page.locator(".ls-topbar").get_by_role("button", name="日本語").click()
    expect(page.locator("[data-key=next]")).to_contain_text("次へ")
