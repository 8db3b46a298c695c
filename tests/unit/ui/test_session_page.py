"""The page of a session as a browser meets it: only what fits is taken, and nothing secret is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets
import pytest

from leaksim.domain.committee_entries import Stage
from leaksim.services.committee import Session, Sessions, open_sessions
from leaksim.ui import parts, session_messages
from leaksim.ui.address import Address
from leaksim.ui.messages import BadMessage, read_message
from leaksim.ui.pages import opening
from leaksim.ui.pages import session as session_page
from leaksim.ui.pages.session import SessionPage, SetUpPage

from .conftest import Wire
from .test_pages import all_state, all_widgets, part, say

SET_UP = {
    "type": "session_set_up",
    "team": "",
    "preset": 60,
    "mode": "exam",
    "organisation": "company",
    "incident_type": "loss_theft",
    "seats": [["Chair", ""], ["Recorder", "B"]],
    "desk": ["Desk", "1234", "", ""],
}


@pytest.fixture
def sessions(tmp_path: Path) -> Sessions:
    return open_sessions(f"sqlite:///{tmp_path / 'runs.db'}")


@pytest.fixture
def token(sessions: Sessions) -> str:
    return sessions.begin(seed=3)


def open_page(sessions: Sessions, token: str) -> Any:
    """The page as the server would open it now."""
    address = Address(base="/", token=token, language="en")
    session = sessions.resume(token)
    if session.state.stage is Stage.SETUP:
        return SetUpPage(sessions, session, address)
    return SessionPage(None, session, address)  # type: ignore[arg-type]  # no other run is started from here


def convene(sessions: Sessions, token: str) -> SessionPage:
    say(part(open_page(sessions, token), parts.SessionSetUp), **SET_UP)
    ipywidgets.Widget.close_all()
    page = open_page(sessions, token)
    assert isinstance(page, SessionPage)
    return page


def playing(sessions: Sessions, token: str) -> SessionPage:
    page = convene(sessions, token)
    say(part(page, parts.SessionBrief), type="session_stage", stage="play")
    return page


def close_phases(page: SessionPage, count: int) -> None:
    for _ in range(count):
        say(part(page, parts.ClosePanel), type="close", phase=page.view.phase.value)  # type: ignore[union-attr]


def test_setting_up_leads_to_the_briefing(sessions: Sessions, token: str, wire: Wire) -> None:
    page = open_page(sessions, token)
    form = part(page, parts.SessionSetUp)
    assert [preset["id"] for preset in form.data["presets"]] == [120, 90, 60]
    say(form, **SET_UP)
    assert wire.replies(form)[-1] == {"type": "go", "address": f"/session/{token}?lang=en"}
    state = sessions.resume(token).state
    assert (state.stage, state.set_up.preset, len(state.set_up.seats)) == (Stage.BRIEF, 60, 2)  # type: ignore[union-attr]
    say(form, **SET_UP)  # a second press finds it done
    assert sessions.resume(token).state == state


@pytest.mark.parametrize(
    "wish",
    [
        {"preset": 45},
        {"preset": True},
        {"mode": "peek"},
        {"organisation": "nobody"},
        {"incident_type": "x"},
        {"seats": [["Chair"]]},
        {"seats": [["", "A"]]},
        {"seats": [["x" * 61, ""]]},
        {"seats": [["Chair", ""]] * 13},
        {"desk": ["Desk"]},
        {"team": "\x00"},
        {"team": None},
    ],
)
def test_a_wrong_setup_changes_nothing(sessions: Sessions, token: str, wire: Wire, wish: dict[str, Any]) -> None:
    form = part(open_page(sessions, token), parts.SessionSetUp)
    say(form, **SET_UP | wish)
    assert wire.replies(form)[-1]["type"] == "refused"
    assert sessions.resume(token).state.count == 0


@pytest.mark.parametrize(
    "content",
    [
        {"type": "session_action", "number": 0, "action": "", "owner": "", "due": ""},
        {"type": "session_action", "number": 41, "action": "", "owner": "", "due": ""},
        {"type": "session_note", "went_well": "x" * 4001, "to_change": "", "missing": ""},
        {"type": "session_note", "went_well": 1, "to_change": "", "missing": ""},
        {"type": "session_note", "went_well": ""},
        {"type": "session_pause"},
    ],
)
def test_a_message_that_no_part_sends_is_bad(content: dict[str, Any]) -> None:
    with pytest.raises(BadMessage):
        read_message(content, (session_messages.NameAction, session_messages.NoteHotWash))


def test_the_briefing_comes_before_the_desk(sessions: Sessions, token: str, wire: Wire) -> None:
    page = convene(sessions, token)
    brief = part(page, parts.SessionBrief)
    assert sum(row["minutes"] for row in brief.data["split"]) == 60
    assert "/guide?" in brief.data["guide_address"]
    assert part(page, parts.SessionBar).data["stage_minutes"] == 6
    say(brief, type="session_stage", stage="nowhere")
    assert wire.replies(part(page, parts.SessionBrief))[-1]["type"] == "refused"
    say(part(page, parts.SessionBrief), type="session_stage", stage="play")
    assert part(page, parts.SessionBar).data["stage_minutes"] == 37
    assert part(page, parts.DecisionLog).data["lines"][0]["open"]


def test_a_pause_takes_the_desk_away_and_brings_it_back(sessions: Sessions, token: str, wire: Wire) -> None:
    page = playing(sessions, token)
    cards = part(page, parts.ActionCards)
    card = cards.data["decisions"][0]["cards"][0]
    say(cards, type="choose", card=card["id"], first=False)
    assert part(page, parts.DecisionLog).data["lines"][1]["chosen"] == [card["label"]]
    say(part(page, parts.SessionBar), type="session_pause")
    assert cards.comm is None
    assert part(page, parts.Standstill).data["real"] is False
    all_state(page.root)
    say(part(page, parts.Standstill), type="session_go_on")
    assert part(page, parts.ActionCards).data["decisions"][0]["cards"][0]["chosen"]
    say(part(page, parts.SessionBar), type="session_stop")
    shown = part(page, parts.Standstill).data
    assert shown["real"] is True
    assert [line["value"] for line in shown["desk"]] == ["Desk", "1234"]


def test_a_pause_in_another_window_is_followed(sessions: Sessions, token: str, wire: Wire) -> None:
    page = playing(sessions, token)
    sessions.resume(token).pause()
    cards = part(page, parts.ActionCards)
    say(cards, type="choose", card=cards.data["decisions"][0]["cards"][0]["id"], first=False, serial=4)
    assert wire.replies(cards)[-1]["type"] == "refused"
    assert part(page, parts.Standstill)
    assert page.run.exercise.events == ()


def test_owner_and_reason_are_stored_before_the_page_says_so(sessions: Sessions, token: str, wire: Wire) -> None:
    page = playing(sessions, token)
    log = part(page, parts.DecisionLog)
    written = {"owner": "Chair", "rationale": "<b>because</b>", "dissent": ""}
    say(log, type="session_log", decision="discover_report", serial=7, **written)
    assert {"type": "saved", "serial": 7} in wire.replies(log)
    line = sessions.resume(token).view("en").log[1]
    assert (line.owner, line.rationale) == ("Chair", "<b>because</b>")
    assert part(page, parts.PhaseHeader).data["sections"][-1] == {
        "id": "decisions",
        "label": "Decision log",
        "total": 2,
        "done": 1,
    }
    say(log, type="session_log", decision="post_incident", serial=8, **written)
    assert wire.replies(log)[-1] == {"type": "refused", "serial": 8, "message": wire.replies(log)[-1]["message"]}


def test_the_end_of_the_run_opens_the_hot_wash(sessions: Sessions, token: str, wire: Wire) -> None:
    page = playing(sessions, token)
    assert not any(isinstance(widget, parts.StatementDraft) for widget in all_widgets(page.root))
    close_phases(page, 3)
    draft = part(page, parts.StatementDraft)
    assert not draft.data["outlined"]
    say(draft, type="session_draft", text="Dear all")
    assert part(page, parts.StatementDraft).data["outlined"]
    close_phases(page, 3)
    assert sessions.resume(token).state.stage is Stage.HOT_WASH
    assert part(page, parts.ResultPage).data["beside"] is True
    assert part(page, parts.StatementDraft).data["open"] is False
    wash = part(page, parts.HotWash)
    assert wash.data["numbers"] == [1, 2]
    assert wash.data["without"] == ["Chair", "Recorder"]
    say(wash, type="session_action", number=1, action="call tree", owner="Chair", due="2026-12-01")
    assert part(page, parts.HotWash).data["without"] == ["Recorder"]
    wrap = part(page, parts.WrapUp)
    for file in ("docx", "pdf", "csv", "exe"):
        say(wrap, type="session_record", file=file, serial=3)
    given = [reply for reply in wire.replies(wrap) if reply["type"] == "file"]
    assert [reply["name"].rsplit(".", 1)[1] for reply in given] == ["docx", "pdf", "csv"]
    assert wire.replies(wrap)[-1]["type"] == "refused"
    say(part(page, parts.WrapUp), type="session_stage", stage="closed")
    assert part(page, parts.HotWash).data["readonly"]
    assert part(page, parts.HotWash).data["numbers"] == [1]
    assert not any(isinstance(w, parts.SessionBar) for w in page.root.children)


def test_nothing_of_the_key_is_sent_while_playing(sessions: Sessions, token: str, wire: Wire) -> None:
    page = playing(sessions, token)
    close_phases(page, 4)
    say(part(page, parts.StatementDraft), type="session_draft", text="x")
    seen = all_state(page.root) + wire.text()
    incident = page.run.exercise.incident
    assert incident.scenario not in seen
    assert not any(card.action in seen for card in incident.cards() if "_" in card.action)
    later = [inject for inject in incident.injects if inject.id not in {r.inject for r in page.run.exercise.releases}]
    assert not any(inject.message.en in seen for inject in later)
    assert "verdict" not in all_state(page.root)


def test_every_stage_can_be_opened_again_and_in_both_languages(sessions: Sessions, token: str, wire: Wire) -> None:
    page = playing(sessions, token)

    def check(kind: type[Any]) -> Session:
        ipywidgets.Widget.close_all()
        again = open_page(sessions, token)
        before = part(again, kind).data["text"]
        say(part(again, parts.TopBar), type="language", language="ja")
        assert part(again, kind).data["text"] != before
        return again.session

    close_phases(page, 1)
    check(parts.DecisionLog).pause()
    check(parts.Standstill).go_on()
    session = check(parts.SessionBar)
    session.enter("hot_wash")
    session = check(parts.HotWash)
    session.enter("closed")
    check(parts.WrapUp)


def test_an_unknown_session_gets_a_friendly_page(
    monkeypatch: pytest.MonkeyPatch, sessions: Sessions, wire: Wire
) -> None:
    monkeypatch.setattr(session_page, "open_sessions", lambda: sessions)
    for token in ("u" * 32, ""):
        state = all_state(opening.build("session", Address(base="/", token=token, language="ja")))
        assert "見つかりません" in state
        ipywidgets.Widget.close_all()
