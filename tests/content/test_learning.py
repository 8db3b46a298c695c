"""What the kit must not reward: known misconceptions, and answers given without looking at the evidence."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from misled import misled

from leaksim.domain.catalogue import QuestionKind
from leaksim.domain.events import Acted, Answered, Event, PhaseClosed
from leaksim.domain.exercise import AnswerValue, replay
from leaksim.domain.incident import AskedQuestion, Incident
from leaksim.domain.kinds import PHASES, Certainty, IncidentType, Language
from leaksim.domain.scorecard import Scorecard
from leaksim.engine import generate
from leaksim.scoring import Strategy, autoplay, score
from leaksim.scoring.strategies import perfect_answer, run_through, value_of
from leaksim.services import shelf
from leaksim.services.results import result_view

EXAM = range(200, 202)
MOST_LIKELY = 3


def judged(made: Incident, events: list[Event] | tuple[Event, ...], playbook_id: str) -> Scorecard:
    return score(replay(made, list(events)), shelf.playbook(playbook_id), shelf.library())


MISCONCEPTIONS = [m.id for m in shelf.library().misconceptions]


def test_there_are_twenty_misconceptions() -> None:
    assert len(MISCONCEPTIONS) >= 20


@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", MISCONCEPTIONS)
def test_a_misconception_fails_where_it_matters_and_is_named_first(name: str, whole: bool) -> None:
    """Each time in two scenarios of each type; in all of them in the slow matrices."""
    misconception = next(m for m in shelf.library().misconceptions if m.id == name)
    types = misconception.types or tuple(IncidentType)
    played = 0
    tried: Counter[IncidentType] = Counter()
    for scenario in shelf.scenarios().values():
        if scenario.type not in types or (not whole and tried[scenario.type] == 2):
            continue
        made = generate(scenario, 7, shelf.library())
        if not {c.action for c in made.cards()}.intersection(misconception.does):
            continue
        tried[scenario.type] += 1
        run, guide = replay(made, misled(made, misconception, "ipa")), shelf.playbook("ipa")
        card = score(run, guide, shelf.library())
        assert not card.passed, (scenario.id, card.percent)
        shown = result_view(run, card, guide, shelf.library(), Language.JA)
        assert [m.label for m in shown.misconceptions] == [misconception.label.ja], scenario.id
        assert shown.changes[0].id in misconception.does, (scenario.id, shown.changes[0].id)
        played += 1
    assert played, "no scenario offers what this misconception does"


@pytest.mark.parametrize("training", [range(100, 103), pytest.param(range(100, 108), marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", list(IncidentType))
def test_the_best_fixed_answers_given_blind_to_the_evidence_fail(kind: IncidentType, training: range) -> None:
    """Learn from many incidents of the type what pays best on average, then play that without reading anything."""
    pool = [s for s in shelf.scenarios().values() if s.type is kind]
    runs = [
        (made := generate(s, seed, shelf.library()), best_answers(made), wanted_acts(made))
        for s in pool
        for seed in training
    ]
    answers = best_by_question(runs)
    acts = Counter(act for _, _, wanted in runs for act in wanted)
    chosen = {act for act, times in acts.items() if 2 * times > len(runs)}
    tried = 0
    for scenario in pool:
        for seed in EXAM:
            made = generate(scenario, seed, shelf.library())
            card = judged(made, play_blind(made, answers, chosen), "ipa")
            assert not card.passed, (scenario.id, seed, card.percent)
            tried += 1
    assert tried, "no scenario of this type"


Blind = tuple[Certainty, object]


def best_answers(made: Incident) -> dict[str, Blind]:
    """Per question, what would have been full marks in this incident, in terms that carry over to another one."""
    seen: dict[str, Blind] = {}

    def look(state: object, question: AskedQuestion) -> Answered:
        answer = perfect_answer(state, question)  # type: ignore[arg-type]
        seen[question.id] = (answer.certainty, portable(question, answer.value))
        return answer

    run_through(made, look, lambda state, phase: [])
    return seen


def portable(question: AskedQuestion, value: AnswerValue | None) -> object:
    """Option ids differ between incidents; the labels carry over."""
    if question.options and value is not None:
        ids = (value,) if isinstance(value, str) else value
        return tuple(o.label.ja for o in question.options if o.id in ids)  # type: ignore[operator]
    return value


def wanted_acts(made: Incident) -> list[str]:
    run = autoplay(Strategy.PERFECT, made, shelf.playbook("ipa"), shelf.library())
    return [e.action for e in run.events if isinstance(e, Acted)]


def best_by_question(runs: list[tuple[Incident, dict[str, Blind], list[str]]]) -> dict[str, Blind]:
    counts: dict[str, Counter[Blind]] = defaultdict(Counter)
    for _, answers, _ in runs:
        for question, blind in answers.items():
            counts[question][blind] += 1
    return {question: counter.most_common(1)[0][0] for question, counter in counts.items()}


def play_blind(made: Incident, answers: dict[str, Blind], acts: set[str]) -> list[Event]:
    urgent = {
        r.action for r in shelf.playbook("ipa").responses_for(made.type) if r.order is not None and not r.order.actions
    }
    events: list[Event] = []
    for phase in PHASES:
        for question in made.questions:
            if question.round.phase is not phase or question.id not in answers:
                continue
            certainty, wanted = answers[question.id]
            value = restore(question, wanted)
            if certainty is Certainty.UNKNOWN or value is None:
                events.append(Answered(question=question.id, certainty=Certainty.UNKNOWN))
            else:
                events.append(Answered(question=question.id, certainty=certainty, value=value))
        for decision in made.decisions:
            if decision.phase is not phase:
                continue
            mine = [c.action for c in decision.cards if c.action in acts]
            first = [a for a in mine if a in urgent][:MOST_LIKELY]
            events += [Acted(action=a, phase=phase, first=a in first) for a in mine]
        events.append(PhaseClosed(phase=phase))
    return events


def restore(question: AskedQuestion, wanted: object) -> AnswerValue | None:
    if not question.options:
        return wanted if isinstance(wanted, int | str) else None
    ids = tuple(o.id for o in question.options if isinstance(wanted, tuple) and o.label.ja in wanted)
    if question.kind is QuestionKind.CHOICE:
        return ids[0] if ids else None
    return ids or None


def test_always_the_longest_card_and_option_fails(scenario_id: str) -> None:
    for seed in EXAM:
        made = generate(shelf.scenarios()[scenario_id], seed, shelf.library())
        events: list[Event] = []
        for phase in PHASES:
            for question in made.questions:
                if question.round.phase is phase and question.options:
                    longest = max(question.options, key=lambda o: len(o.label.ja)).id
                    value = longest if question.kind is QuestionKind.CHOICE else (longest,)
                    events.append(Answered(question=question.id, certainty=Certainty.CONFIRMED, value=value))
            for decision in made.decisions:
                if decision.phase is phase:
                    longest_cards = sorted(decision.cards, key=lambda c: -len(c.label.ja))[:MOST_LIKELY]
                    events += [Acted(action=c.action, phase=phase) for c in longest_cards]
            events.append(PhaseClosed(phase=phase))
        card = judged(made, events, "ipa")
        assert not card.passed
        assert (card.percent or 0) < 60


def test_unknown_values_are_expressible(scenario_id: str) -> None:
    """Whatever a finding settles can be said with the options or fields that its question offers."""
    for seed in range(300, 306):
        made = generate(shelf.scenarios()[scenario_id], seed, shelf.library())
        for question in made.questions:
            for finding in made.findings:
                if finding.fact == question.fact:
                    assert value_of(question, finding) is not None
