"""Hints: asked for freely, recorded as an event, and without any effect on state or score.

A hint says where to look and by which principle. It never holds the answer: what would tell it is left out here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from ..errors import IllegalEvent
from .catalogue import QuestionKind
from .incident import AskedQuestion, Finding, Incident
from .kinds import Language, Phase
from .knowledge import known
from .playbook import ExpectedResponse, Playbook, Section, Statement, StatementKind
from .records import record
from .text import Text

if TYPE_CHECKING:
    from .exercise import Exercise

MOST_PLACES = 2
MOST_SECTIONS = 3
PRINCIPLES = (StatementKind.PRINCIPLE, StatementKind.STEP, StatementKind.PURPOSE, StatementKind.DEFINITION)

_EN_WORD = re.compile(r"[a-z]{5,}")
_JA_RUN = re.compile(r"[一-龥々ァ-ヶーA-Za-z0-9]{2,}")


@record
class HintTaken:
    """A hint asked for in `phase`: for a question of it, or for a decision of it."""

    kind: Literal["hinted"] = "hinted"
    seq: int = 0
    at: str = ""
    phase: Phase
    question: str | None = None
    decision: str | None = None


@record
class QuestionHint:
    """Where to look for an answer: ids of released evidence, and how to read it where that does not tell it."""

    question: str
    evidence: tuple[str, ...]
    how: tuple[Text, ...] = ()


@record
class DecisionHint:
    """What to decide by: clauses of the guide that speak of the matter, and a principle it states."""

    decision: str
    sections: tuple[Section, ...]
    principle: Statement | None = None


def check_hint(incident: Incident, phase: Phase | None, event: HintTaken) -> None:
    """Raise IllegalEvent unless the hint is for exactly one question or decision of the open phase."""
    if event.phase is not phase:
        raise IllegalEvent(f"phase {event.phase} is not open")
    questions = {q.id for q in incident.questions if q.round.phase is phase}
    decisions = {d.id for d in incident.decisions if d.phase is phase}
    if (event.question is None) == (event.decision is None):
        raise IllegalEvent("a hint is for a question or for a decision")
    if event.question is not None and event.question not in questions:
        raise IllegalEvent(f"question {event.question!r} is not open")
    if event.decision is not None and event.decision not in decisions:
        raise IllegalEvent(f"decision {event.decision!r} is not open")


def hints_taken(exercise: Exercise) -> tuple[HintTaken, ...]:
    """Every hint taken so far, each question and decision once."""
    taken = [event for event in exercise.events if isinstance(event, HintTaken)]
    return tuple({(event.question, event.decision): event for event in taken}.values())


def question_hint(exercise: Exercise, question: AskedQuestion) -> QuestionHint:
    """The released evidence that bears on the question's fact; where none does, what arrived last.

    So a hint reads the same whether or not the matter can be settled yet.
    """
    knowledge = known(exercise.incident, exercise.evidence()).get(question.fact)
    findings: tuple[Finding, ...] = ()
    if knowledge is not None:
        findings = (knowledge.established,) if knowledge.established else knowledge.indicated
    places = list(dict.fromkeys(name for finding in findings for name in finding.evidence))
    if not places:
        released = exercise.evidence()
        incident = exercise.incident
        ordered = [name for r in exercise.releases for name in incident.inject_by_id(r.inject).evidence]
        places = [name for name in reversed(ordered) if name in released]
    how = tuple(f.how for f in findings if f.how is not None and not gives_away(f.how, f, question))
    return QuestionHint(question=question.id, evidence=tuple(places[:MOST_PLACES]), how=how[:1])


def gives_away(text: Text, finding: Finding, question: AskedQuestion) -> bool:
    """Whether `text` comes close to naming what the finding says. Where one of a few is right, any word may tell."""
    if question.kind is QuestionKind.CHOICE or (question.options and len(question.options) <= 2):
        return True
    if question.kind is QuestionKind.MULTI_CHOICE:
        values = finding.value if isinstance(finding.value, tuple) else (finding.value,)
        labels = [option.label for option in question.options if option.value in values]
        return any(_shares_words(text, label) for label in labels)
    return any(character.isdigit() for character in text.ja + text.en)


def _shares_words(text: Text, label: Text) -> bool:
    english = set(_EN_WORD.findall(text.en.lower())) & set(_EN_WORD.findall(label.en.lower()))
    pairs = {run[i : i + 2] for run in _JA_RUN.findall(label.ja) for i in range(len(run) - 1)}
    return bool(english) or label.en.lower() in text.en.lower() or any(pair in text.ja for pair in pairs)


def decision_hint(exercise: Exercise, playbook: Playbook, decision_id: str) -> DecisionHint:
    """The clauses and a principle of the guide for a decision; KeyError when the incident has no such decision."""
    decision = {d.id: d for d in exercise.incident.decisions}[decision_id]
    offered = {card.action for card in decision.cards}
    labels = [card.label for d in exercise.incident.decisions if d.phase is decision.phase for card in d.cards]
    responses = [r for r in playbook.responses_for(exercise.incident.type) if r.action in offered]
    named = dict.fromkeys(r.section for r in responses)
    sections = [s for s in playbook.sections if s.id in named and not _names_one(s.title, labels)]
    principle = next(_principles(playbook, exercise, decision.phase, responses, labels), None)
    return DecisionHint(decision=decision_id, sections=tuple(sections[:MOST_SECTIONS]), principle=principle)


def _principles(
    playbook: Playbook,
    exercise: Exercise,
    phase: Phase,
    responses: Collection[ExpectedResponse],
    labels: Collection[Text],
) -> Iterator[Statement]:
    """Principles for the phase, the nearest first: of the clauses themselves, of what stands above, of the phase."""
    parents = {section.id: section.parent for section in playbook.sections}
    distance: dict[str, int] = {}
    for response in responses:
        section: str | None = response.section
        steps = 0
        while section is not None:
            distance[section] = min(steps, distance.get(section, steps))
            section, steps = parents.get(section), steps + 1
    said = {response.statement for response in responses}
    fitting = [
        s
        for s in playbook.statements
        if s.kind in PRINCIPLES
        and (not s.types or exercise.incident.type in s.types)
        and (s.phase is phase or (s.phase is None and s.section in distance))
        and s.text not in said
        and not _names_one(s.text, labels)
    ]
    far = len(playbook.sections)
    fitting.sort(key=lambda s: (PRINCIPLES.index(s.kind) > 1, distance.get(s.section, far), PRINCIPLES.index(s.kind)))
    return iter(fitting)


def _names_one(text: Text, labels: Iterable[Text]) -> bool:
    """Whether the text holds the wording of a card."""
    return any(label.in_(one) in text.in_(one) for label in labels for one in Language)
