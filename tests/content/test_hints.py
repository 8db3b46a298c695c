"""Hints of shipped content: no answer in them, no card, the same shape whether or not something can be known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from leaksim.domain.events import PhaseClosed
from leaksim.domain.exercise import Exercise, begin
from leaksim.domain.hints import HintTaken
from leaksim.domain.incident import AskedQuestion, Incident
from leaksim.domain.kinds import PHASES, IncidentType, Language, Phase
from leaksim.domain.knowledge import known
from leaksim.domain.study_views import HintView
from leaksim.services import shelf
from leaksim.services.hints import hint_views


def first_of_each_type() -> list[str]:
    names = shelf.scenario_types()
    return [next(name for name, one in names.items() if one is kind) for kind in IncidentType if kind in names.values()]


def hinted(incident: Incident, playbook_id: str, language: Language) -> Iterator[tuple[Phase, Exercise, HintView]]:
    """Every hint there is, phase by phase."""
    guide = shelf.playbook(playbook_id)
    state = begin(incident)
    for phase in PHASES:
        for question in state.legal_actions().questions:
            state = state.apply(HintTaken(phase=phase, question=question.id))
        for decision in incident.decisions:
            if decision.phase is phase:
                state = state.apply(HintTaken(phase=phase, decision=decision.id))
        for view in hint_views(state, guide, language):
            yield phase, state, view
        state = state.apply(PhaseClosed(phase=phase))


def spoken(view: HintView) -> str:
    return "\n".join([*view.lines, *view.look_at, *(clause.title for clause in view.clauses)])


def answers(state: Exercise, question: AskedQuestion, language: Language) -> list[str]:
    """What evidence at hand lets one say, as the page would show it."""
    knowledge = known(state.incident, state.evidence()).get(question.fact)
    if knowledge is None:
        return []
    findings = [f for f in (knowledge.established, *knowledge.indicated) if f is not None]
    values = {part for f in findings for part in (f.value if isinstance(f.value, tuple) else (f.value,))}
    if question.options:
        return [o.label.in_(language) for o in question.options if o.value in values and len(question.options) > 2]
    return [str(value) for value in values if value is not None]


@pytest.mark.parametrize("scenario", first_of_each_type())
@pytest.mark.parametrize("language", list(Language))
def test_no_hint_holds_the_answer_or_names_a_card(
    scenario: str, language: Language, incident: Callable[[str, int], Incident]
) -> None:
    for seed in (1, 2):
        made = incident(scenario, seed)
        labels = {card.label.in_(language) for card in made.cards()}
        questions = {q.id: q for q in made.questions}
        for playbook_id in shelf.playbook_ids():
            for _phase, state, view in hinted(made, playbook_id, language):
                text = spoken(view)
                assert not [label for label in labels if label in text], (playbook_id, view.of)
                if view.of in questions:
                    numbers = set(re.findall(r"\d+", text.replace(",", "")))
                    for answer in answers(state, questions[view.of], language):
                        assert answer not in text, (playbook_id, view.of, answer)
                        assert not (answer.isdigit() and answer in numbers), (playbook_id, view.of, answer)
            if playbook_id == shelf.playbook_ids()[0]:
                statements = {r.statement.in_(language) for r in shelf.playbook(playbook_id).responses}
                for _phase, _state, view in hinted(made, playbook_id, language):
                    assert not [one for one in statements if one in spoken(view)]


@pytest.mark.parametrize("scenario", first_of_each_type())
def test_a_hint_does_not_tell_whether_something_can_be_known(
    scenario: str, incident: Callable[[str, int], Incident]
) -> None:
    made = incident(scenario, 1)
    questions = {q.id for q in made.questions}
    closing = {
        view.lines[-1]
        for _phase, _state, view in hinted(made, shelf.playbook_ids()[0], Language.JA)
        if view.of in questions
    }
    assert len(closing) == 1
    for _phase, _state, view in hinted(made, shelf.playbook_ids()[0], Language.JA):
        assert view.look_at or view.of not in questions  # there is always somewhere to look
        assert view.lines
