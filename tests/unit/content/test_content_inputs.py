"""The files of `judge` and `play --answers`."""

from __future__ import annotations

import json

import pytest

from leaksim.content import load_answers_file, load_judge_file, load_library
from leaksim.domain.events import Acted, Answered, PhaseClosed
from leaksim.domain.judging import JudgeCase, JudgedAction
from leaksim.domain.kinds import Certainty, Phase
from leaksim.domain.text import Text
from leaksim.errors import UnreadableInput

EVENTS = [
    {"kind": "answered", "question": "q@first_report", "certainty": "presumed", "value": ["o1", "o2"]},
    {"kind": "acted", "action": "report_now", "phase": "discover_report", "first": True, "seq": 2, "at": "x"},
    {"kind": "phase_closed", "phase": "discover_report"},
]


def write(tmp_path, text, name="file.yaml"):
    path = tmp_path / name
    path.write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")
    return path


@pytest.mark.parametrize("shape", ["list", "object", "result"])
def test_events_of_every_shape(tmp_path, shape) -> None:
    data = {"list": EVENTS, "object": {"events": EVENTS}, "result": {"percent": 3, "events": EVENTS, "items": []}}
    assert load_answers_file(write(tmp_path, data[shape], "a.json")) == (
        Answered(question="q@first_report", certainty=Certainty.PRESUMED, value=("o1", "o2")),
        Acted(action="report_now", phase=Phase.DISCOVER_REPORT, first=True, seq=2, at="x"),
        PhaseClosed(phase=Phase.DISCOVER_REPORT),
    )


def test_events_in_yaml(tmp_path) -> None:
    path = write(tmp_path, "- {kind: answered, question: q, certainty: unknown}\n")
    assert load_answers_file(path) == (Answered(question="q", certainty=Certainty.UNKNOWN),)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("- {kind: acted, action: x, phase: later}", "1:35", "'later' is none of discover_report"),
        ("events:\n  - {kind: act}\n", "2:12", "did you mean 'acted'"),
        ("events:\n  - {kind: acted, action: x, phase: investigate, frist: true}\n", "2:50", "did you mean 'first'"),
        ("event: []\n", "1:1", "'events' is missing"),
        ("a", "1:1", "a list is needed"),
        ("", "1:1", "empty"),
        ('{"events": [{"kind": "acted"}]}', "1:13", "the key 'action' is missing"),
    ],
)
def test_bad_events(tmp_path, text, place, words) -> None:
    with pytest.raises(UnreadableInput) as caught:
        load_answers_file(write(tmp_path, text))
    assert f"file.yaml:{place}: " in str(caught.value)
    assert words in str(caught.value)


def test_a_case(content, tmp_path) -> None:
    library = load_library(content.root)
    text = """\
facts:
  type: p2p
  persons: 3
  items: [phone, name]
  lost_at: 2026-11-20T09:40:00+09:00
  cause: {ja: 不明, en: unclear}
  encrypted: null
  medium: usb
happened: [called_back, report_now]
actions: [report_now, {action: wait, phase: investigate, at: "2026-11-20T10:00+09:00"}]
"""
    assert load_judge_file(write(tmp_path, text), library.vocabulary, library.catalogue) == JudgeCase(
        facts={
            "type": "p2p",
            "persons": 3,
            "items": ("name", "phone"),
            "lost_at": "2026-11-20T09:40:00+09:00",
            "cause": Text("不明", "unclear"),
            "medium": "usb",
        },
        happened=("called_back", "report_now"),
        actions=(
            JudgedAction(action="report_now"),
            JudgedAction(action="wait", phase=Phase.INVESTIGATE, at="2026-11-20T10:00+09:00"),
        ),
    )


def test_the_least_case_and_facts_without_a_heading(content, tmp_path) -> None:
    vocabulary = load_library(content.root).vocabulary
    least = JudgeCase(facts={"type": "p2p"})
    assert load_judge_file(write(tmp_path, "facts: {type: p2p}"), vocabulary) == least
    assert load_judge_file(write(tmp_path, "type: p2p\n"), vocabulary) == least
    assert load_judge_file(write(tmp_path, '{"facts": {"type": "p2p"}, "happened": []}'), vocabulary) == JudgeCase(
        facts={"type": "p2p"}, happened=()
    )


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("facts: {persons: 3}", "1:8", "the fact 'type' is missing"),
        ("facts: {type: p2q}", "1:15", "'p2q' is no value of 'type' (did you mean 'p2p'?)"),
        ("facts:\n  type: p2p\n  person: 3\n", "3:3", "did you mean 'persons'"),
        ("type: p2p\nperson: 3\n", "2:1", "did you mean 'persons'"),
        ("facts: {type: p2p, persons: many}", "1:29", "a whole number, 0 or more, is needed"),
        ("facts: {type: p2p, persons: -1}", "1:29", "a whole number, 0 or more, is needed"),
        ("facts: {type: p2p, encrypted: 1}", "1:31", "true or false is needed"),
        ("facts: {type: p2p, items: [name, age]}", "1:27", "'age' is no value of 'items'"),
        ("facts: {type: p2p, lost_at: yesterday}", "1:29", "ISO 8601"),
        ("facts: {type: p2p, lost_at: 2026-11-20T09:40}", "1:29", "ISO 8601"),
        ("facts: {type: p2p}\nhappend: []", "2:1", "did you mean 'happened'"),
        ("facts: {type: p2p}\nhappened: [call_back]", "2:12", "did you mean 'called_back'"),
        ("facts: {type: p2p}\nactions: [report]", "2:11", "did you mean 'report_now'"),
        ("facts: {type: p2p}\nactions: [{act: report_now}]", "2:11", "the key 'action' is missing"),
        ("facts: {type: p2p}\nactions: [{action: wait, at: soon}]", "2:30", "no moment"),
        ('{"facts": {"type": "p2p",\n "persons": 1.5}}', "2:13", "is needed here"),
        ("[]", "1:1", "'facts'"),
        ("facts: [\x07]", "1:9", "control character"),
    ],
)
def test_bad_cases(content, tmp_path, text, place, words) -> None:
    library = load_library(content.root)
    with pytest.raises(UnreadableInput) as caught:
        load_judge_file(write(tmp_path, text), library.vocabulary, library.catalogue)
    assert f"file.yaml:{place}: " in str(caught.value), str(caught.value)
    assert words in str(caught.value)


def test_no_such_file_and_a_folder(content, tmp_path) -> None:
    vocabulary = load_library(content.root).vocabulary
    with pytest.raises(UnreadableInput, match="there is no file"):
        load_judge_file(tmp_path / "none.yaml", vocabulary)
    with pytest.raises(UnreadableInput, match="cannot be read"):
        load_answers_file(tmp_path)
