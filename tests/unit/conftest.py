"""A very small incident, guide and library, made by hand so that every point can be counted."""

from __future__ import annotations

import pytest

from leaksim.domain.catalogue import (
    Action,
    ActionCatalogue,
    ActionKind,
    Harm,
    Library,
    Misconception,
    QuestionGroup,
    QuestionKind,
    Topic,
)
from leaksim.domain.conditions import AllOf, FactTest, HappenedTest, NoneOf
from leaksim.domain.documents import Memo
from leaksim.domain.facts import FactKind, FactSpec, FactVocabulary, MarkSpec
from leaksim.domain.incident import (
    AskedQuestion,
    Card,
    Decision,
    Evidence,
    Finding,
    Incident,
    Inject,
    Option,
    Organisation,
    Status,
)
from leaksim.domain.kinds import Coverage, Grade, IncidentType, Language, Phase, Round
from leaksim.domain.playbook import (
    ExpectedResponse,
    Order,
    OrderKind,
    Playbook,
    PlaybookQuestion,
    Section,
    TypeCoverage,
)
from leaksim.domain.text import Text, same

LOSS = IncidentType.LOSS_THEFT
ONE, TWO, THREE = Phase.DISCOVER_REPORT, Phase.INITIAL_RESPONSE, Phase.INVESTIGATE


def make_action(action_id: str, phase: Phase, kind: ActionKind = ActionKind.RESPONSE, **more: object) -> Action:
    return Action(id=action_id, label=same(action_id), phase=phase, topic="all", kind=kind, minutes=10, **more)  # type: ignore[arg-type]


ACTIONS = (
    make_action("report", ONE),
    make_action("stop_first", TWO),
    make_action("ask_police", TWO),
    make_action("notify", THREE),
    make_action("optional", THREE),
    make_action("unmentioned", THREE),
    make_action("extra", THREE),
    make_action("forbidden", THREE),
    make_action("early_site", THREE),
    make_action("hide", ONE, ActionKind.WRONG, harm=Harm.GRAVE, voids=("report",), why=same("hiding")),
    make_action("dawdle", ONE, ActionKind.OMISSION, harm=Harm.MINOR, why=same("dawdling")),
)


def response(number: str, action: str, phase: Phase, grade: Grade, **more: object) -> ExpectedResponse:
    return ExpectedResponse(
        id=number, action=action, phase=phase, grade=grade, section="1", statement=same(f"statement {number}"), **more
    )  # type: ignore[arg-type]


RESPONSES = (
    response("r1", "report", ONE, Grade.REQUIRED),
    response("r2", "stop_first", TWO, Grade.REQUIRED, order=Order(kind=OrderKind.IMMEDIATELY)),
    response("r3", "ask_police", TWO, Grade.REQUIRED, when=FactTest(fact="crime_suspected")),
    response(
        "r4",
        "notify",
        THREE,
        Grade.REQUIRED,
        when=FactTest(fact="info_classes", includes="personal"),
        order=Order(kind=OrderKind.BEFORE, actions=("optional",)),
    ),
    response("r5", "optional", THREE, Grade.PERMITTED),
    response("r6", "extra", THREE, Grade.RECOMMENDED),
    response("r7", "forbidden", THREE, Grade.PROHIBITED, voids=("notify",)),
    response(
        "r8",
        "early_site",
        THREE,
        Grade.PROHIBITED,
        when=NoneOf(none_of=(HappenedTest(happened="route_identified"),)),
    ),
)


@pytest.fixture
def playbook() -> Playbook:
    return Playbook(
        id="mini",
        version="1",
        title=same("Mini guide"),
        publisher=same("Nobody"),
        published="2026",
        coverage={LOSS: TypeCoverage(coverage=Coverage.OWN_CHAPTER, chapter="1")},
        sections=(Section(id="1", number="1", title=same("Only section")),),
        responses=RESPONSES,
        questions=(PlaybookQuestion(question="count", section="1"), PlaybookQuestion(question="kinds", section="1")),
    )


@pytest.fixture
def library() -> Library:
    return Library(
        vocabulary=FactVocabulary(
            facts=(
                FactSpec(id="persons", kind=FactKind.NUMBER, label=same("persons"), unit=Text("人", "persons")),
                FactSpec(
                    id="info_classes",
                    kind=FactKind.SET,
                    label=same("classes"),
                    values={"personal": same("personal"), "general": same("general"), "secret": same("secret")},
                ),
                FactSpec(id="crime_suspected", kind=FactKind.FLAG, label=same("crime")),
            ),
            marks=(MarkSpec(id="route_identified", label=same("route")),),
        ),
        catalogue=ActionCatalogue(topics=(Topic(id="all", label=same("All")),), actions=ACTIONS),
        questions=(),
        organisations=(),
        misconceptions=(
            Misconception(id="hider", label=same("hides it"), does=("hide",), correction=same("telling helps")),
        ),
    )


def document() -> Memo:
    return Memo(heading="memo", fields=(("a", "b"),))


def asked(
    question: str, round_: Round, kind: QuestionKind, fact: str, options: tuple[Option, ...] = ()
) -> AskedQuestion:
    return AskedQuestion(
        id=f"{question}@{round_}",
        question=question,
        round=round_,
        fact=fact,
        kind=kind,
        group=QuestionGroup.DETAILS,
        prompt=same(question),
        unit=Text("人", "persons") if kind is QuestionKind.NUMBER else None,
        options=options,
    )


KINDS = (
    Option(id="ox", label=same("general"), value="general"),
    Option(id="oy", label=same("personal"), value="personal"),
    Option(id="oz", label=same("secret"), value="secret"),
)


@pytest.fixture
def incident() -> Incident:
    """The memo only hints at 900 persons; the ledger of the third phase settles 1,000."""
    things = {
        name: Evidence(id=name, title=same(name), icon="memo", documents={lang: document() for lang in Language})
        for name in ("memo", "ledger")
    }
    return Incident(
        scenario="mini",
        version=1,
        engine_version="1",
        seed=1,
        type=LOSS,
        title=same("Mini"),
        briefing=same("Briefing"),
        organisation=Organisation(preset="c", kind="company", sector="retail", name=same("X"), domain="x.example"),
        starts_at="2026-11-20T09:00+09:00",
        phase_minutes={Phase.DISCOVER_REPORT: 0, Phase.INITIAL_RESPONSE: 40, Phase.INVESTIGATE: 120},
        facts={
            "type": "loss_theft",
            "persons": 1000,
            "info_classes": ("general", "personal"),
            "crime_suspected": False,
        },
        findings=(
            Finding(id="f1", fact="persons", evidence=("memo",), status=Status.INDICATED, value=900),
            Finding(id="f2", fact="persons", evidence=("ledger",), value=1000, supersedes=("f1",)),
            Finding(id="f3", fact="info_classes", evidence=("ledger",), value=("general", "personal")),
        ),
        evidence=tuple(things.values()),
        injects=(
            Inject(
                id="i1",
                phase=ONE,
                minutes=0,
                moment="2026-11-20T09:00+09:00",
                method="phone",
                sender=same("A"),
                message=same("first"),
                evidence=("memo",),
            ),
            Inject(
                id="i2",
                phase=THREE,
                minutes=120,
                moment="2026-11-20T11:00+09:00",
                method="mail",
                sender=same("B"),
                message=same("second"),
                evidence=("ledger",),
                marks=("route_identified",),
            ),
            Inject(
                id="i3",
                phase=THREE,
                minutes=0,
                moment="2026-11-20T11:00+09:00",
                method="mail",
                sender=same("C"),
                message=same("only if the police were asked"),
                when=AllOf(all_of=(HappenedTest(happened="ask_police"),)),
            ),
        ),
        questions=(
            asked("count", Round.FIRST_REPORT, QuestionKind.NUMBER, "persons"),
            asked("count", Round.AFTER_INVESTIGATION, QuestionKind.NUMBER, "persons"),
            asked("kinds", Round.AFTER_INVESTIGATION, QuestionKind.MULTI_CHOICE, "info_classes", KINDS),
        ),
        decisions=tuple(
            Decision(
                id=f"d{phase.position}",
                phase=phase,
                heading=same("All"),
                cards=tuple(
                    Card(
                        id=f"c-{a.id}",
                        action=a.id,
                        label=a.label,
                        phase=phase,
                        topic="all",
                        kind=a.kind,
                        minutes=a.minutes,
                    )
                    for a in ACTIONS
                    if a.phase is phase
                ),
            )
            for phase in (ONE, TWO, THREE)
        ),
    )
