"""Hints: an event that changes nothing but the record, and words that do not give the answer away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaksim.domain.catalogue import Library, QuestionKind
from leaksim.domain.events import Acted, Answered, Event, PhaseClosed
from leaksim.domain.exercise import Exercise, begin, replay
from leaksim.domain.hints import HintTaken, decision_hint, gives_away, hints_taken, question_hint
from leaksim.domain.incident import Finding, Incident
from leaksim.domain.kinds import PHASES, Certainty
from leaksim.domain.playbook import Playbook, Statement, StatementKind
from leaksim.domain.text import Text, same
from leaksim.errors import IllegalEvent
from leaksim.scoring import Strategy, autoplay, score

ONE, TWO, THREE = PHASES[:3]
QUESTION = HintTaken(phase=ONE, question="count@first_report")
DECISION = HintTaken(phase=ONE, decision="d0")


def without_record(state: Exercise) -> Exercise:
    return replace(state, events=())


def test_a_hint_is_recorded_and_changes_nothing_else(incident: Incident) -> None:
    before = begin(incident)
    after = before.apply(QUESTION).apply(DECISION)
    assert without_record(after) == without_record(before)
    assert [event.kind for event in after.events] == ["hinted", "hinted"]
    assert after.events[0].seq == 1


@pytest.mark.parametrize(
    "event",
    [
        HintTaken(phase=TWO, question="count@first_report"),
        HintTaken(phase=ONE, question="count@after_investigation"),
        HintTaken(phase=ONE, decision="d1"),
        HintTaken(phase=ONE),
        HintTaken(phase=ONE, question="count@first_report", decision="d0"),
    ],
)
def test_a_hint_is_for_one_thing_that_is_open(incident: Incident, event: HintTaken) -> None:
    with pytest.raises(IllegalEvent):
        begin(incident).apply(event)


def test_a_hint_taken_twice_counts_once(incident: Incident) -> None:
    state = begin(incident).apply(QUESTION).apply(QUESTION)
    assert len(hints_taken(state)) == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.integers(min_value=0, max_value=40), max_size=6))
def test_hints_never_change_a_score(places: list[int], make_case: tuple[Incident, Playbook, Library]) -> None:
    incident, playbook, library = make_case
    plain = autoplay(Strategy.PERFECT, incident, playbook, library)
    events: list[Event] = list(plain.events)
    for place in sorted(places, reverse=True):
        at = min(place, len(events) - 1)
        phase = replay(incident, events[:at]).phase
        wanted = {ONE: QUESTION, THREE: HintTaken(phase=THREE, question="kinds@after_investigation")}
        if phase in wanted:
            events.insert(at, wanted[phase])
    hinted = replay(incident, events)
    assert score(hinted, playbook, library) == score(plain, playbook, library)


@pytest.fixture
def make_case(incident: Incident, playbook: Playbook, library: Library) -> tuple[Incident, Playbook, Library]:
    return incident, playbook, library


def test_a_question_hint_points_to_what_bears_on_it(incident: Incident) -> None:
    state = begin(incident)
    hint = question_hint(state, incident.question_by_id("count@first_report"))
    assert hint.evidence == ("memo",)
    # Nothing tells of the classes yet: the hint reads like any other, and points to what has arrived.
    silent = question_hint(state, incident.question_by_id("kinds@after_investigation"))
    assert silent.evidence == ("memo",)
    for phase in (ONE, TWO):
        state = state.apply(PhaseClosed(phase=phase))
    assert question_hint(state, incident.question_by_id("count@after_investigation")).evidence == ("ledger",)


def test_how_to_read_is_left_out_where_it_tells(incident: Incident) -> None:
    number = incident.question_by_id("count@first_report")
    finding = Finding(id="f", fact="persons", evidence=("memo",), value=1000)
    assert not gives_away(Text("番号を数える", "count the numbers"), finding, number)
    assert gives_away(Text("1000件と書いてある", "it says so"), finding, number)
    kinds = incident.question_by_id("kinds@after_investigation")
    assert kinds.kind is QuestionKind.MULTI_CHOICE
    labelled = replace(
        kinds,
        options=tuple(
            replace(option, label=label)
            for option, label in zip(
                kinds.options,
                (Text("一般情報", "General"), Text("個人情報", "Personal data"), Text("企業秘密", "Trade secret")),
                strict=True,
            )
        ),
    )
    settled = Finding(id="g", fact="info_classes", evidence=("ledger",), value=("personal",))
    assert gives_away(Text("個人の名が並ぶ", "names"), settled, labelled)
    assert gives_away(Text("名が並ぶ", "personal names"), settled, labelled)
    assert not gives_away(Text("見出しを読む", "read the heading"), settled, labelled)
    between_two = replace(labelled, options=labelled.options[:2])
    assert gives_away(Text("見出しを読む", "read the heading"), settled, between_two)


def test_a_decision_hint_names_clauses_and_no_card(incident: Incident, playbook: Playbook) -> None:
    telling = Statement(id="s1", kind=StatementKind.PRINCIPLE, section="1", text=same("always stop_first"), phase=TWO)
    general = Statement(id="s2", kind=StatementKind.STEP, section="1", text=same("keep it from spreading"), phase=TWO)
    elsewhere = Statement(id="s3", kind=StatementKind.PRINCIPLE, section="1", text=same("later"), phase=THREE)
    guide = replace(playbook, statements=(telling, general, elsewhere))
    hint = decision_hint(begin(incident), guide, "d1")
    assert [section.id for section in hint.sections] == ["1"]
    assert hint.principle == general


def test_answers_can_be_changed_after_a_hint(incident: Incident) -> None:
    state = begin(incident).apply(Answered(question="count@first_report", certainty=Certainty.UNKNOWN))
    state = state.apply(QUESTION)
    state = state.apply(Answered(question="count@first_report", certainty=Certainty.PRESUMED, value=900))
    assert dict(state.answers)["count@first_report"].event.value == 900
    assert state.apply(Acted(action="report", phase=ONE)).planned == (("report", False),)
