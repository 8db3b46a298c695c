"""The page behind a personal link: it says everything before the button, and opens nothing that is closed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from leaksim.domain.campaign import (
    Campaign,
    Detail,
    RecordsRule,
    Standing,
    Viewer,
)
from leaksim.domain.desks import BilingualDesk
from leaksim.domain.text import Text, same
from leaksim.errors import IllegalEvent, NotFound
from leaksim.i18n import LANGUAGES, messages
from leaksim.services.participants import Visit
from leaksim.ui.address import Address, read_address
from leaksim.ui.pages import opening
from leaksim.ui.pages.campaign import CampaignPage
from leaksim.ui.present_campaign import ENTERED, campaign_card

from .conftest import MARKUP, TOKEN, Wire

CAMPAIGN = Campaign(
    id="SECRET_ID",
    title=Text("年次訓練", "Annual training"),
    organisation="company",
    opens="2026-11-24",
    closes="2026-12-18T18:00+09:00",
    reporting_desk=BilingualDesk(
        name=Text("窓口甲", "Desk A"), extension="0119", out_of_hours="03-0000-0119", deputy=same("Deputy B")
    ),
    records=RecordsRule(
        keep_until="2027-03-31",
        viewers=(
            Viewer(id="hr", who=Text("人事部", "HR"), sees=Detail.COMPLETION),
            Viewer(id="board", who=Text("役員会", "Board"), sees=Detail.RESULT),
        ),
        purpose=same(MARKUP),
        questions_to=Text("総務部", "General Affairs"),
    ),
)
VISIT = Visit(
    campaign=CAMPAIGN,
    playbook="Guide",
    role="employee",
    standing=Standing.INVITED,
    exempt_reason=None,
    certificate=None,
    passed_late=False,
)


class OneLink:
    def __init__(self, visit: Visit = VISIT) -> None:
        self.now = visit
        self.begun: list[tuple[str, str]] = []

    def visit(self, token: str, language: str) -> Visit:
        if token != TOKEN:
            raise NotFound("x")
        return self.now

    def begin(self, token: str, language: str) -> str:
        self.begun.append((token, language))
        if self.now.standing not in ENTERED:
            raise IllegalEvent("closed")
        return "n" * 32


def words(visit: Visit, language: str) -> str:
    return json.dumps(campaign_card(visit, language), ensure_ascii=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terms_are_on_the_page(language: str) -> None:
    shown = words(VISIT, language)
    told = {
        "ja": (
            "人事部に見えるもの",
            "役員会に見えるもの",
            "2026年11月24日(火)",
            "2026年12月18日(金) 18:00",
            "2027年3月31日(水)",
        ),
        "en": ("What HR sees", "What Board sees", "Tue 24 Nov 2026", "Fri 18 Dec 2026, 18:00", "Wed 31 Mar 2027"),
    }[language]
    for text in (*told, "0119", "03-0000-0119", "Deputy B", "100"):
        assert text in shown
    sees = messages()
    card = campaign_card(VISIT, language)
    by_label = {row["label"]: row["text"] for row in card["records"]}
    assert by_label[told[0]] == sees["campaign.sees.completion"][language]
    assert by_label[told[1]] == sees["campaign.sees.result"][language]
    assert "SECRET_ID" not in shown


@pytest.mark.parametrize("standing", list(Standing))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_says_what_to_do(standing: Standing, language: str) -> None:
    state = campaign_card(replace(VISIT, standing=standing), language)["state"]
    assert state["heading"]
    assert state["body"]
    assert "{" not in state["body"]
    assert bool(state["button"]) is (standing in ENTERED)


def test_an_exemption_tells_its_reason_and_nobody_elses_state_does() -> None:
    exempt = replace(VISIT, standing=Standing.EXEMPT, exempt_reason="REASON")
    assert campaign_card(exempt, "ja")["state"]["reason"] == "REASON"
    done = replace(VISIT, standing=Standing.DONE, exempt_reason="REASON", certificate="LS-1", passed_late=True)
    state = campaign_card(done, "ja")["state"]
    assert (state["reason"], state["certificate"]) == ("", "LS-1")
    assert state["note"]


def test_beginning_leads_to_the_training(wire: Wire) -> None:
    link = OneLink()
    page = CampaignPage(link, Address(base="/x/", token=TOKEN, language="en"))
    assert link.begun == []
    page.card._handle_custom_msg({"type": "campaign_enter", "serial": 1}, [])
    assert link.begun == [(TOKEN, "en")]
    assert wire.replies(page.card) == [{"type": "go", "address": f"/x/training/{'n' * 32}?lang=en"}]


def test_a_campaign_that_closed_meanwhile_says_so(wire: Wire) -> None:
    link = OneLink()
    page = CampaignPage(link, Address(base="/", token=TOKEN, language="ja"))
    link.now = replace(VISIT, standing=Standing.CLOSED)
    page.card._handle_custom_msg({"type": "campaign_enter", "serial": 1}, [])
    assert page.card.data["state"]["kind"] == "closed"
    (reply,) = wire.replies(page.card)
    assert reply["type"] == "refused"


@pytest.mark.parametrize("content", [{}, {"type": "campaign_enter", "token": "x"}, {"type": "start"}, "enter", None])
def test_other_messages_begin_nothing(wire: Wire, content: Any) -> None:
    link = OneLink()
    page = CampaignPage(link, Address(base="/", token=TOKEN, language="ja"))
    page.card._handle_custom_msg(content, [])
    assert link.begun == []


def test_the_language_changes_in_place(wire: Wire) -> None:
    page = CampaignPage(OneLink(), Address(base="/", token=TOKEN, language="ja"))
    page.top_bar._handle_custom_msg({"type": "language", "language": "en"}, [])
    assert page.card.data["title"] == "Annual training"


def test_a_link_that_opens_nothing_is_a_friendly_page(monkeypatch: pytest.MonkeyPatch, wire: Wire) -> None:
    monkeypatch.setattr(opening, "open_participants", OneLink)
    root = opening.build("campaign", Address(base="/", token="y" * 32, language="ja"))
    shown = json.dumps([w.get_state("data") for w in root.children if hasattr(w, "data")], ensure_ascii=False)
    assert messages()["notice.not_found.title"]["ja"] in shown


def test_the_address_of_a_personal_link() -> None:
    found = read_address({"SCRIPT_NAME": f"/sub/c/{TOKEN}", "QUERY_STRING": "lang=en"})
    assert (found.base, found.token, found.language) == ("/sub/", TOKEN, "en")
