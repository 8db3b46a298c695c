"""The guide page: what its address asks for, what a browser may change, and the links that lead to it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest

from leaksim.domain.guide_view import CoverageText, GuideSection, GuideView
from leaksim.domain.kinds import Coverage, IncidentType, Phase
from leaksim.domain.results import ClauseText, ItemText
from leaksim.ui import debrief
from leaksim.ui.address import Address, read_address
from leaksim.ui.pages import opening
from leaksim.ui.pages.guide import GuidePage

from .conftest import Wire

EMPTY = {"statements": (), "responses": (), "forms": (), "severity": ()}


class TwoGuides:
    ids = ("first", "second")

    def titles(self, language: str) -> tuple[tuple[str, str], ...]:
        return tuple((one, f"{one} in {language}") for one in self.ids)

    def view(self, guide_id: str, language: str) -> GuideView:
        part = GuideSection(id="1-1", number="1(1)", title="Part", page=None, parts=(), **EMPTY)
        silent = CoverageText(
            type=IncidentType.P2P,
            type_label="Leak",
            coverage=Coverage.NOT_STATED,
            label="Not stated",
            chapter="",
            note="",
        )
        return GuideView(
            id=guide_id,
            title=f"{guide_id} in {language}",
            publisher="P",
            published="",
            coverage=(silent,),
            sections=(GuideSection(id="1", number="1", title="One", page=4, parts=(part,), **EMPTY),),
        )


def open_page(**query: str) -> GuidePage:
    return GuidePage(TwoGuides(), Address(base="/", token="", language="en", query=query))


def say(page: GuidePage, **content: Any) -> None:
    page.reader._handle_custom_msg(content, [])


def test_the_address_says_what_to_show(wire: Wire) -> None:
    page = open_page(playbook="second", compare="first", type="p2p", phase="investigate", section="1-1")
    data = page.reader.data
    assert [guide["id"] for guide in data["guides"]] == ["second", "first"]
    assert data["asked"] == {"section": "1-1", "type": "p2p", "phase": "investigate"}
    assert data["missing"] is False
    # What says nothing is not sent, and a section is sent once.
    assert data["guides"][0]["sections"] == [
        {
            "id": "1",
            "number": "1",
            "title": "One",
            "page": 4,
            "parts": [{"id": "1-1", "number": "1(1)", "title": "Part"}],
        }
    ]


def test_without_a_wish_the_first_guide_is_shown(wire: Wire) -> None:
    data = open_page().reader.data
    assert [guide["id"] for guide in data["guides"]] == ["first"]
    assert data["missing"] is False


def test_unknown_wishes_are_left_out(wire: Wire) -> None:
    data = open_page(playbook="x", compare="first", type="x", phase="<img>", section="s" * 500).reader.data
    assert (data["first"], data["second"], data["missing"]) == ("first", None, True)
    assert (data["asked"]["type"], data["asked"]["phase"]) == ("", "")
    assert len(data["asked"]["section"]) <= 64


def test_a_reader_changes_the_guides(wire: Wire) -> None:
    page = open_page()
    say(page, type="guides", first="second", second="first", serial=1)
    assert [guide["id"] for guide in page.reader.data["guides"]] == ["second", "first"]
    say(page, type="guides", first="second", second="second", serial=2)
    assert [guide["id"] for guide in page.reader.data["guides"]] == ["second"]


@pytest.mark.parametrize(
    "content",
    [
        {"type": "guides", "first": "x", "second": None},
        {"type": "guides", "first": "first", "second": "../x"},
        {"type": "guides", "first": None, "second": None},
        {"type": "guides", "first": "first"},
        {"type": "start"},
    ],
)
def test_other_guides_cannot_be_asked_for(wire: Wire, content: dict[str, Any]) -> None:
    page = open_page()
    before = page.reader.data
    say(page, **content, serial=3)
    assert page.reader.data == before
    assert [reply["type"] for reply in wire.replies(page.reader)] == ["refused"]


def test_the_language_changes_everywhere(wire: Wire) -> None:
    page = open_page(playbook="second")
    page.top_bar._handle_custom_msg({"type": "language", "language": "ja"}, [])
    assert page.reader.data["guides"][0]["title"] == "second in ja"
    assert page.reader.data["text"]["heading"] == "ガイドを見る"


def test_it_opens_by_name(monkeypatch: pytest.MonkeyPatch, wire: Wire) -> None:
    monkeypatch.setattr(opening, "open_guides", TwoGuides)
    root = opening.build("guide", Address(base="/", token="", language="ja"))
    states = json.dumps([child.get_state().get("data") for child in root.children], ensure_ascii=False)
    assert "first in ja" in states


def test_guide_addresses() -> None:
    variables = {"SCRIPT_NAME": "/hub/user/guide", "QUERY_STRING": "lang=en&playbook=a&section=3.1%2F2&section=4"}
    address = read_address(variables)
    assert (address.base, address.token, address.language) == ("/hub/user/", "", "en")
    assert address.query == {"playbook": "a", "section": "4"}
    assert address.of_guide("ja", playbook="a", section="3.1(2)&") == (
        "/hub/user/guide?lang=ja&playbook=a&section=3.1%282%29%26"
    )


def test_clauses_lead_to_the_guide() -> None:
    clause = ClauseText(document="D", number="3", title="T", page=None, section="s-3", playbook="ipa")
    nowhere = ClauseText(document="D", number="3", title="T", page=None, section="s-3")
    texts = dict.fromkeys(ItemText.__dataclass_fields__, "")
    item = ItemText(**{**texts, "kind": "action", "points": 0, "max": 1, "clauses": (clause, nowhere), "evidence": ()})
    address = Address(base="/x/", token="", language="ja")
    shown = debrief.feedback((item,), Phase.INVESTIGATE, "en", address)["items"][0]
    addresses = [one["address"] for one in shown["clauses"]]
    assert addresses == ["/x/guide?lang=en&playbook=ipa&section=s-3", ""]
    assert asdict(item)["clauses"][0]["playbook"] == "ipa"
