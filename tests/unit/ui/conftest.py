"""An incident full of secrets, a service that keeps runs in memory, and a record of all that is sent to browsers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import ipywidgets
import pytest

from leaksim.domain.aftermath_texts import AftermathText, ClockText, FollowedText
from leaksim.domain.catalogue import ActionKind, QuestionGroup, QuestionKind
from leaksim.domain.documents import Mail, Memo
from leaksim.domain.events import Acted, Answered, CarriedOut, Event, PhaseClosed, Withdrawn
from leaksim.domain.exercise import begin
from leaksim.domain.hints import HintTaken, hints_taken
from leaksim.domain.incident import (
    AskedQuestion,
    Card,
    Decision,
    Evidence,
    Incident,
    Inject,
    Option,
    Organisation,
)
from leaksim.domain.kinds import PHASES, Certainty, FeedbackMode, IncidentType, Language, Phase, Round
from leaksim.domain.results import AspectText, CalibrationText, ConfidenceText, ItemText, PhaseText, ResultView
from leaksim.domain.study_views import HintView
from leaksim.domain.text import Text, same
from leaksim.domain.views import TraineeView, view_for_trainee
from leaksim.errors import Conflict, NotFound
from leaksim.services.choosing import StartChoices
from leaksim.ui.address import Address
from leaksim.ui.component import Component

TOKEN = "t" * 32
SECRETS = ("SECRET_FACT", "SECRET_VALUE", "SECRET_ACTION", "SECRET_EVIDENCE", "SECRET_PARAMETER", "SECRET_LATER")
MARKUP = "<img src=x onerror=alert(1)>"


def _question(name: str, kind: QuestionKind, round_: Round) -> AskedQuestion:
    return AskedQuestion(
        id=f"{name}@{round_}",
        question=name,
        round=round_,
        fact="SECRET_FACT",
        kind=kind,
        group=QuestionGroup.DETAILS,
        prompt=Text(f"{name}は？", f"{name}?"),
        unit=Text("人", "persons"),
        options=tuple(Option(id=f"o{n}", label=same(f"label {n}"), value="SECRET_VALUE") for n in (1, 2, 3)),
    )


def _inject(name: str, phase: Phase, evidence: str, message: str) -> Inject:
    return Inject(
        id=f"SECRET_EVIDENCE_{name}",
        phase=phase,
        minutes=0,
        moment="",
        method="mail",
        sender=same("Sender"),
        message=same(message),
        evidence=(evidence,),
    )


def make_incident() -> Incident:
    memo = Memo(heading="Memo", fields=(("Caller", "Station"),), note=MARKUP)
    mail = Mail(
        sender="a <a@example.jp>",
        to=("b <b@example.jp>",),
        subject="SECRET_LATER",
        sent_at="2026-11-20T09:22:00+09:00",
        message_id="<1@example.jp>",
        body="SECRET_LATER",
    )
    kinds = {
        "what": QuestionKind.CHOICE,
        "which": QuestionKind.MULTI_CHOICE,
        "count": QuestionKind.NUMBER,
        "when": QuestionKind.MOMENT,
    }
    return Incident(
        scenario="SECRET_PARAMETER",
        version=1,
        engine_version="1",
        seed=1,
        type=IncidentType.LOSS_THEFT,
        title=Text("終電の網棚", "The last train"),
        briefing=Text("あなたは窓口です。", "You are the contact."),
        organisation=Organisation(preset="c", kind="company", sector="trade", name=same("Hinata"), domain="example.jp"),
        starts_at="2026-11-20T09:15:00+09:00",
        phase_minutes={},
        facts={"SECRET_FACT": "SECRET_VALUE"},
        findings=(),
        evidence=(
            Evidence(
                id="SECRET_EVIDENCE_memo",
                title=same("Memo"),
                icon="memo",
                documents=dict.fromkeys(Language, memo),
            ),
            Evidence(
                id="SECRET_EVIDENCE_mail",
                title=same("SECRET_LATER"),
                icon="mail",
                documents=dict.fromkeys(Language, mail),
            ),
        ),
        injects=(
            _inject("a", Phase.DISCOVER_REPORT, "SECRET_EVIDENCE_memo", "first"),
            _inject("b", Phase.INVESTIGATE, "SECRET_EVIDENCE_mail", "SECRET_LATER"),
        ),
        questions=tuple(_question(name, kind, r) for name, kind in kinds.items() for r in Round),
        decisions=tuple(
            Decision(
                id=f"t{n}",
                phase=phase,
                heading=same(f"Decision {n}"),
                cards=tuple(
                    Card(
                        id=f"c{n}{k}",
                        action=f"SECRET_ACTION_{n}{k}",
                        label=same(f"card {n}{k}" if n < 3 else f"SECRET_LATER {n}{k}"),
                        phase=phase,
                        topic="SECRET_PARAMETER",
                        kind=ActionKind.WRONG,
                        minutes=10,
                    )
                    for k in range(4)
                ),
            )
            for n, phase in enumerate(PHASES)
        ),
        parameters={"SECRET_PARAMETER": 1},
    )


class MemoryRun:
    """A run without a database; `conflict` and `broken` make the next change fail."""

    def __init__(self, mode: FeedbackMode) -> None:
        self.language = "ja"
        self.law_marked = True
        self.hints_offered = True
        self.mode = mode
        self.role = "committee"
        self.organisation = "clinic"
        self.scenario = "played"
        self.exercise = begin(make_incident())
        self.conflict = False
        self.broken = False
        self.reloads = 0

    def _append(self, event: Event) -> None:
        if self.broken:
            raise RuntimeError("SECRET_VALUE")
        if self.conflict:
            self.conflict = False
            raise Conflict("SECRET_VALUE")
        self.exercise = self.exercise.apply(event)

    def reload(self) -> None:
        self.reloads += 1

    def view(self, language: str) -> TraineeView:
        return view_for_trainee(self.exercise, Language(language), self.mode)

    def answer(self, question_id: str, certainty: str, value: Any) -> None:
        self._append(Answered(question=question_id, certainty=Certainty(certainty), value=value))

    def withdraw_answer(self, question_id: str) -> None:
        self._append(Withdrawn(question=question_id))

    def _action(self, card_id: str) -> str:
        return next(c.action for c in self.exercise.incident.cards() if c.id == card_id)

    def choose(self, card_id: str, first: bool) -> None:
        assert self.exercise.phase is not None
        self._append(Acted(action=self._action(card_id), phase=self.exercise.phase, first=first))

    def unchoose(self, card_id: str) -> None:
        self._append(Withdrawn(action=self._action(card_id)))

    def carry_out(self, phase: str) -> None:
        self._append(CarriedOut(phase=Phase(phase)))

    def clocks(self, language: str) -> tuple[ClockText, ...]:
        return (ClockText(title="x", deadline="x", until="x", left="x", over=False, done=False),)

    def aftermath(self, language: str) -> AftermathText:
        if self.broken:
            raise RuntimeError("SECRET_VALUE")
        happened = FollowedText(
            at=self.exercise.now, title="x", cause="", why="x", good=True, lost=(), tension="", clauses=()
        )
        return AftermathText(measures=(), followed=(happened,), mattered=(), others=(), best=None)

    def hint(self, question: str | None, decision: str | None) -> None:
        assert self.exercise.phase is not None
        self._append(HintTaken(phase=self.exercise.phase, question=question, decision=decision))

    def hints(self, language: str) -> tuple[HintView, ...]:
        taken = hints_taken(self.exercise)
        return tuple(HintView(of=h.question or h.decision or "", lines=("look there",)) for h in taken)

    def close_phase(self, phase: str) -> None:
        self._append(PhaseClosed(phase=Phase(phase)))

    def feedback(self, phase: str, language: str) -> tuple[ItemText, ...]:
        return (_item(Phase(phase)),)

    def result(self, language: str) -> ResultView:
        item = _item(Phase.DISCOVER_REPORT)
        return ResultView(
            title="x",
            type_label="x",
            percent=50,
            total=50,
            max=100,
            pass_mark=70,
            passed=False,
            rating="M",
            rating_text="x",
            rating_rule="x",
            sentence="x",
            playbook_title="x",
            coverage_text="",
            misconceptions=(),
            phases=tuple(PhaseText(phase=p, label=p, points=1, max=2, percent=50) for p in PHASES),
            timeline=(),
            limited=(item,),
            changes=(item,),
            items=(item,),
            not_stated=(),
            study_next=(),
            aspects=(_aspect("principle", "1"), _aspect("objective", "")),
            calibration=CalibrationText(
                sentence="one of two",
                advice="well",
                rows=(_confidence(),),
                rounds=(),
            ),
        )


def _confidence() -> ConfidenceText:
    return ConfidenceText(certainty="confirmed", label="sure", text="sure 1 of 2", answers=2, right=1, partly=0, off=1)


def _aspect(kind: str, section: str) -> AspectText:
    return AspectText(
        aspect=kind,
        id=kind,
        label=kind,
        playbook="ipa" if section else "",
        section=section,
        clause=section,
        points=-1,
        max=2,
        percent=0,
        harmful=1,
        count=2,
        costly=(MARKUP,),
        costly_more=0,
    )


def _item(phase: Phase) -> ItemText:
    return ItemText(
        id="what",
        kind="answer",
        phase=phase,
        title="what?",
        verdict="correct",
        verdict_text="ok",
        verdict_sign="✓",
        tone="good",
        points=1,
        max=1,
        given="a",
        expected="a",
        reason="r",
        statement="",
        caution="",
        clauses=(),
        evidence=(),
        how="",
    )


class MemoryRuns:
    """The service that pages see; `started` records what was asked for."""

    def __init__(self, mode: FeedbackMode = FeedbackMode.EACH_PHASE) -> None:
        self.run = MemoryRun(mode)
        self.started: list[dict[str, Any]] = []

    def choices(self, language: str) -> StartChoices:
        return StartChoices(
            organisations=(("company", "Company", "Guide"),),
            types=(("loss_theft", "Loss", {}), ("insider", "Insider", {"company": "No chapter"})),
            roles=("employee", "person_in_charge", "committee"),
            modes=("each_phase", "exam"),
        )

    def start(self, **wishes: Any) -> str:
        self.started.append(wishes)
        return "n" * 32

    def resume(self, token: str) -> MemoryRun:
        if token != TOKEN:
            raise NotFound(token)
        return self.run


@pytest.fixture
def service() -> MemoryRuns:
    return MemoryRuns()


@pytest.fixture
def address() -> Address:
    return Address(base="/", token=TOKEN, language="ja")


class Wire:
    """Everything that went to the browser, in order, as (sender, message)."""

    def __init__(self) -> None:
        self.messages: list[tuple[Any, dict[str, Any]]] = []

    def text(self) -> str:
        return json.dumps([message for _, message in self.messages], ensure_ascii=False)

    def replies(self, part: Component) -> list[dict[str, Any]]:
        return [m["content"] for w, m in self.messages if w is part and m.get("method") == "custom"]


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    """Records what widgets send. State is also what a browser can ask for at any time: see `all_state`."""
    record = Wire()

    def send(self: Any, message: dict[str, Any], buffers: Any = None) -> None:
        record.messages.append((self, json.loads(json.dumps(message))))

    monkeypatch.setattr(ipywidgets.Widget, "_send", send)
    return record


@pytest.fixture(autouse=True)
def _no_widgets_left(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("leaksim.services.failures.failure_log_path", lambda: tmp_path / "failures.log")
    ipywidgets.Widget.close_all()
    yield
    ipywidgets.Widget.close_all()
