"""A guide in one language: sections as a tree, responses in words, what is not stated marked as such."""

from __future__ import annotations

import pytest

from leaksim.domain.catalogue import Action, ActionCatalogue, Library
from leaksim.domain.conditions import FactTest
from leaksim.domain.facts import FactKind, FactSpec, FactVocabulary
from leaksim.domain.kinds import Coverage, Grade, IncidentType, Language, Phase
from leaksim.domain.playbook import (
    Deadline,
    ExpectedResponse,
    Form,
    FormField,
    Order,
    OrderKind,
    Playbook,
    Section,
    SeverityRule,
    Statement,
    StatementKind,
    TypeCoverage,
)
from leaksim.domain.text import Text, same
from leaksim.errors import NotFound
from leaksim.services import shelf
from leaksim.services.guide import Guides, guide_view, open_guides


def _act(name: str) -> Action:
    return Action(id=name, label=Text(f"{name}をする", f"Do {name}"), phase=Phase.INVESTIGATE, topic="t")


LIBRARY = Library(
    vocabulary=FactVocabulary(
        facts=(FactSpec(id="wet", kind=FactKind.FLAG, label=Text("濡れている", "It is wet")),), marks=()
    ),
    catalogue=ActionCatalogue(topics=(), actions=(_act("a"), _act("b"), _act("c"))),
    questions=(),
    organisations=(),
)


def _response(name: str, section: str, grade: Grade = Grade.REQUIRED, order: Order | None = None) -> ExpectedResponse:
    return ExpectedResponse(
        id=f"r-{name}",
        action=name,
        phase=Phase.INVESTIGATE,
        grade=grade,
        section=section,
        statement=Text(f"{name}の説明", f"About {name}"),
        order=order,
        when=FactTest(fact="wet") if name == "a" else None,
        who=Text("担当者", "The person in charge") if name == "a" else None,
        deadline=Deadline(text=Text("早く", "Soon")) if name == "a" else None,
        tension=("r-b",) if name == "a" else (),
    )


GUIDE = Playbook(
    id="small",
    version="1",
    title=Text("小さなガイド", "A small guide"),
    publisher=same("P"),
    published="n.d.",
    coverage={
        IncidentType.P2P: TypeCoverage(coverage=Coverage.OWN_CHAPTER, chapter="2"),
        IncidentType.MALWARE: TypeCoverage(coverage=Coverage.GENERAL_CHAPTER_ONLY, note=Text("注記", "A note")),
    },
    sections=(
        Section(id="1", number="1", title=Text("総則", "General"), page=3),
        Section(id="2", number="2", title=Text("各論", "Types")),
        Section(id="1-1", number="1(1)", title=Text("報告", "Report"), parent="1"),
    ),
    responses=(
        _response("a", "1-1", order=Order(kind=OrderKind.BEFORE, actions=("b", "c"))),
        _response("b", "2", Grade.PERMITTED, Order(kind=OrderKind.IMMEDIATELY)),
        _response("c", "2", Grade.PROHIBITED),
    ),
    statements=(
        Statement(id="s1", kind=StatementKind.CASE, section="2", text=Text("例", "Case"), number="3"),
        Statement(id="s2", kind=StatementKind.CASE, section="2", text=Text("例", "Case"), number="own-3"),
    ),
    forms=(Form(id="f", section="2", title=same("F"), fields=(FormField(id="x", label=Text("欄", "Field")),)),),
    severity=(
        SeverityRule(level="l", label=Text("大", "Large"), section="1", when=FactTest(fact="wet")),
        SeverityRule(level="s", label=Text("小", "Small"), section="1"),
    ),
)


def test_sections_stand_as_a_tree() -> None:
    view = guide_view(GUIDE, LIBRARY, Language.JA)
    assert [(s.number, s.page, [p.number for p in s.parts]) for s in view.sections] == [
        ("1", 3, ["1(1)"]),
        ("2", None, []),
    ]
    assert view.title == "小さなガイド"
    assert view.published == ""


def test_a_response_is_all_words() -> None:
    response = guide_view(GUIDE, LIBRARY, Language.EN).sections[0].parts[0].responses[0]
    assert (response.grade_label, response.act, response.statement) == ("Required", "Do a", "About a")
    assert (response.condition, response.who, response.deadline) == ("when it is wet", "The person in charge", "Soon")
    assert response.order == "This comes before: “Do b”, “Do c”"
    assert [(d.section, d.number) for d in response.differs] == [("2", "2")]
    japanese = guide_view(GUIDE, LIBRARY, Language.JA).sections[0].parts[0].responses[0]
    assert japanese.order == "次のことより前に行います：「bをする」「cをする」"
    assert japanese.sign == "●"


def test_statements_forms_and_severity() -> None:
    general, types = guide_view(GUIDE, LIBRARY, Language.EN).sections
    assert [(s.label, s.condition) for s in general.severity] == [("Large", "when it is wet"), ("Small", "")]
    assert [(s.kind_label, s.text, s.number) for s in types.statements] == [("Case", "Case", "3"), ("Case", "Case", "")]
    assert types.forms[0].fields == ("Field",)
    assert [r.order for r in types.responses] == ["This is done at once.", ""]


def test_what_a_guide_does_not_speak_of_is_not_stated() -> None:
    coverage = {c.type: c for c in guide_view(GUIDE, LIBRARY, Language.EN).coverage}
    assert set(coverage) == set(IncidentType)
    assert coverage[IncidentType.P2P].chapter == "2"
    assert coverage[IncidentType.MALWARE].note == "A note"
    assert coverage[IncidentType.INSIDER].coverage is Coverage.NOT_STATED
    assert coverage[IncidentType.INSIDER].label == "Not stated"


def test_guides_by_id() -> None:
    guides = Guides(LIBRARY, ["small"], {"small": GUIDE}.__getitem__)
    assert guides.titles("en") == (("small", "A small guide"),)
    assert guides.view("small", "ja").id == "small"
    installed = open_guides()
    assert installed.ids == shelf.playbook_ids()
    with pytest.raises(NotFound):
        installed.view("no-such-guide", "ja")
