"""What a hostile browser can say, and what becomes of it."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaksim.ui import messages
from leaksim.ui.messages import BadMessage, read_message, serial_of

EVERY = (
    messages.Open,
    messages.Answer,
    messages.Withdraw,
    messages.Choose,
    messages.Unchoose,
    messages.Close,
    messages.Continue,
    messages.Again,
    messages.ChangeLanguage,
    messages.Start,
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            {"type": "answer", "question": "q", "certainty": "confirmed", "value": ["o1", "o2"], "serial": 3},
            messages.Answer(question="q", certainty="confirmed", value=("o1", "o2"), serial=3),
        ),
        (
            {"type": "answer", "question": "q", "certainty": "unknown", "value": None},
            messages.Answer(question="q", certainty="unknown", value=None),
        ),
        (
            {"type": "answer", "question": "q", "certainty": "presumed", "value": 0},
            messages.Answer(question="q", certainty="presumed", value=0),
        ),
        ({"type": "choose", "card": "c1", "first": True}, messages.Choose(card="c1", first=True)),
        ({"type": "continue", "serial": 1}, messages.Continue(serial=1)),
        (
            {
                "type": "start",
                "organisation": None,
                "incident_type": "p2p",
                "role": "employee",
                "mode": "exam",
                "mark_law": True,
            },
            messages.Start(organisation=None, incident_type="p2p", role="employee", mode="exam", mark_law=True),
        ),
    ],
)
def test_what_pages_send_is_read(content: dict[str, Any], message: messages.Message) -> None:
    assert read_message(content, EVERY) == message


@pytest.mark.parametrize(
    "content",
    [
        None,
        "answer",
        7,
        [],
        {},
        {"type": "score"},
        {"type": ["answer"]},
        {"type": "answer"},
        {"type": "answer", "question": "q", "certainty": "confirmed"},
        {"type": "answer", "question": "q", "certainty": "confirmed", "value": 1, "at": "2020-01-01"},
        {"type": "answer", "question": 5, "certainty": "confirmed", "value": 1},
        {"type": "answer", "question": "q" * 65, "certainty": "confirmed", "value": 1},
        {"type": "answer", "question": "q", "certainty": "confirmed", "value": True},
        {"type": "answer", "question": "q", "certainty": "confirmed", "value": -1},
        {"type": "answer", "question": "q", "certainty": "confirmed", "value": 10**10},
        {"type": "answer", "question": "q", "certainty": "confirmed", "value": 1.5},
        {"type": "answer", "question": "q", "certainty": "confirmed", "value": "x" * 1_000_000},
        {"type": "answer", "question": "q", "certainty": "confirmed", "value": ["o1"] * 65},
        {"type": "answer", "question": "q", "certainty": "confirmed", "value": [["o1"]]},
        {"type": "answer", "question": "q", "certainty": "confirmed", "value": {"o1": 1}},
        {"type": "open", "thing": "d1\x00"},
        {"type": "open", "thing": ""},
        {"type": "choose", "card": "c1", "first": 1},
        {"type": "choose", "card": "c1", "first": "yes"},
        {"type": "close", "phase": "discover_report", "serial": -1},
        {"type": "close", "phase": "discover_report", "serial": "1"},
        {"type": "close", "phase": "discover_report", "serial": True},
    ],
)
def test_anything_else_is_refused(content: object) -> None:
    with pytest.raises(BadMessage):
        read_message(content, EVERY)


def test_a_part_takes_only_its_own_messages() -> None:
    with pytest.raises(BadMessage):
        read_message({"type": "close", "phase": "discover_report"}, (messages.Answer,))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=80),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from(["type", "serial", "question", "certainty", "value", "card", "first"]), json_values)
)
def test_reading_never_fails_otherwise(content: dict[str, Any]) -> None:
    serial_of(content)
    with contextlib.suppress(BadMessage):
        read_message(content, EVERY)
