"""Known ways of playing, as event lists: what a perfect trainee, an idle one and a guesser would do.

They measure the scoring (see docs/scoring.md) and show what a run looks like.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from enum import StrEnum

from ..domain.catalogue import Library, QuestionKind
from ..domain.events import Acted, Answered, PhaseClosed
from ..domain.exercise import AnswerValue, Exercise, begin
from ..domain.facts import FactValue
from ..domain.incident import AskedQuestion, Finding, Incident
from ..domain.kinds import PHASES, Certainty, Grade, Phase
from ..domain.knowledge import known
from ..domain.playbook import Playbook
from .acts import expect

MOST_ROUNDS = 8


class Strategy(StrEnum):
    PERFECT = "perfect"
    EMPTY = "empty"
    UNKNOWN = "unknown"
    EVERYTHING = "everything"
    RANDOM = "random"


def autoplay(strategy: Strategy, incident: Incident, playbook: Playbook, library: Library) -> Exercise:
    """The finished exercise that `strategy` leads to."""
    match strategy:
        case Strategy.PERFECT:
            return play_perfect(incident, playbook, library)
        case Strategy.EMPTY:
            return run_through(incident, lambda state, question: None, lambda state, phase: [])
        case Strategy.UNKNOWN:
            return run_through(incident, lambda state, question: _unknown(question), lambda state, phase: [])
        case Strategy.EVERYTHING:
            return run_through(
                incident,
                lambda state, question: _everything(question, state),
                lambda state, phase: [(c.action, False) for c in state.legal_actions().cards],
            )
        case Strategy.RANDOM:
            text = f"random|{incident.scenario}|{incident.seed}"
            chance = random.Random(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big"))
            return run_through(
                incident,
                lambda state, question: _at_random(question, state, chance),
                lambda state, phase: [(c.action, False) for c in state.legal_actions().cards if chance.random() < 0.4],
            )
    raise ValueError(strategy)


Answer = Callable[[Exercise, AskedQuestion], Answered | None]
Choose = Callable[[Exercise, Phase], list[tuple[str, bool]]]
Plan = dict[Phase, list[tuple[str, bool]]]


def run_through(incident: Incident, answer: Answer, choose: Choose) -> Exercise:
    """Play every phase: answer what is asked, choose acts, close."""
    state = begin(incident)
    for phase in PHASES:
        for question in state.legal_actions().questions:
            event = answer(state, question)
            if event is not None:
                state = state.apply(event)
        for action, first in choose(state, phase):
            state = state.apply(Acted(action=action, phase=phase, first=first))
        state = state.apply(PhaseClosed(phase=phase))
    return state


def play_perfect(incident: Incident, playbook: Playbook, library: Library) -> Exercise:
    """What is established confirmed, the rest 不明; every required and recommended act that holds, urgent ones first.

    What holds can depend on what happens, so the run is repeated until its acts no longer change.
    """
    plan: Plan = {}
    state = begin(incident)
    for _ in range(MOST_ROUNDS):
        state = run_through(incident, perfect_answer, _follow(plan))
        wanted = plan_acts(state, playbook, library)
        if wanted == plan:
            return state
        plan = wanted
    return state


def _follow(plan: Plan) -> Choose:
    return lambda state, phase: plan.get(phase, [])


def plan_acts(state: Exercise, playbook: Playbook, library: Library) -> Plan:
    """The acts that the guide wants given how `state` went, each in its card's phase."""
    incident = state.incident
    expectations = expect(playbook, library.catalogue, incident.type, state.situation())
    plan: Plan = {phase: [] for phase in PHASES}
    later: dict[str, Phase] = {}
    cards = {card.action: card for card in incident.cards()}
    for action_id, expectation in expectations.items():
        if expectation.grade not in (Grade.REQUIRED, Grade.RECOMMENDED) or action_id not in cards:
            continue
        clauses = [c for c in expectation.clauses if c.grade is expectation.grade and c.order is not None]
        urgent = any(c.order is not None and not c.order.actions for c in clauses)
        phase = cards[action_id].phase
        for clause in clauses:
            for follower in clause.order.actions if clause.order else ():
                later[follower] = max(phase, later.get(follower, phase), key=lambda p: p.position)
        plan[phase].append((action_id, urgent))
    for phase in PHASES:
        for action_id, first in list(plan[phase]):
            if action_id in later and later[action_id].position > phase.position:
                plan[phase].remove((action_id, first))
                plan[later[action_id]].append((action_id, first))
    return plan


def perfect_answer(state: Exercise, question: AskedQuestion) -> Answered:
    knowledge = known(state.incident, state.evidence()).get(question.fact)
    if knowledge is None or knowledge.established is None:
        return _unknown(question)
    return Answered(
        question=question.id,
        certainty=Certainty.CONFIRMED,
        value=value_of(question, knowledge.established),
    )


def value_of(question: AskedQuestion, finding: Finding) -> AnswerValue:
    """The answer that says what `finding` says; ValueError when the options cannot express it."""
    match question.kind:
        case QuestionKind.CHOICE:
            return _option(question, finding.value)
        case QuestionKind.MULTI_CHOICE:
            values = finding.value if isinstance(finding.value, tuple) else (finding.value,)
            return tuple(_option(question, value) for value in values)
    claim = finding.value if finding.value is not None else finding.low
    if isinstance(claim, int | str):
        return claim
    raise ValueError(f"finding {finding.id} does not answer {question.id}")


def _option(question: AskedQuestion, value: FactValue | None) -> str:
    for option in question.options:
        if option.value == value:
            return option.id
    raise ValueError(f"no option of {question.id} stands for {value!r}")


def _unknown(question: AskedQuestion) -> Answered:
    return Answered(question=question.id, certainty=Certainty.UNKNOWN)


def _everything(question: AskedQuestion, state: Exercise) -> Answered:
    """Every option where several may be chosen, else the first; always 確定."""
    value: AnswerValue
    match question.kind:
        case QuestionKind.CHOICE:
            value = question.options[0].id
        case QuestionKind.MULTI_CHOICE:
            value = tuple(option.id for option in question.options)
        case QuestionKind.NUMBER:
            value = 1
        case QuestionKind.MOMENT:
            value = state.incident.starts_at
    return Answered(question=question.id, certainty=Certainty.CONFIRMED, value=value)


def _at_random(question: AskedQuestion, state: Exercise, chance: random.Random) -> Answered | None:
    certainty = chance.choice((Certainty.CONFIRMED, Certainty.PRESUMED, Certainty.UNKNOWN, None))
    if certainty is None:
        return None
    if certainty is Certainty.UNKNOWN:
        return _unknown(question)
    value: AnswerValue
    match question.kind:
        case QuestionKind.CHOICE:
            value = chance.choice(question.options).id
        case QuestionKind.MULTI_CHOICE:
            value = tuple(o.id for o in question.options if chance.random() < 0.5) or (question.options[0].id,)
        case QuestionKind.NUMBER:
            value = chance.randint(1, 5000)
        case QuestionKind.MOMENT:
            value = state.incident.starts_at
    return Answered(question=question.id, certainty=certainty, value=value)
