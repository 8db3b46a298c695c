"""Playing as somebody who brings a misconception along."""

from __future__ import annotations

from dataclasses import replace

from leaksim.domain.catalogue import Misconception, QuestionKind
from leaksim.domain.events import Acted, Answered, Event, PhaseClosed
from leaksim.domain.exercise import AnswerValue
from leaksim.domain.incident import AskedQuestion, Incident
from leaksim.domain.kinds import Certainty
from leaksim.scoring import Strategy, autoplay
from leaksim.services import shelf


def misled(made: Incident, misconception: Misconception, playbook_id: str) -> list[Event]:
    """The perfect run as somebody with the misconception would have played it."""
    run = autoplay(Strategy.PERFECT, made, shelf.playbook(playbook_id), shelf.library())
    offered = {c.action: c for c in made.cards()}
    events: list[Event] = []
    for event in run.events:
        if isinstance(event, Acted) and event.action in misconception.omits:
            continue
        if isinstance(event, Answered) and misconception.claims_guesses and event.certainty is Certainty.UNKNOWN:
            event = replace(event, certainty=Certainty.CONFIRMED, value=guess(made.question_by_id(event.question)))
        if isinstance(event, PhaseClosed):
            events += [
                Acted(action=action, phase=event.phase)
                for action in misconception.does
                if action in offered and offered[action].phase is event.phase
            ]
        events.append(event)
    return events


def guess(question: AskedQuestion) -> AnswerValue:
    match question.kind:
        case QuestionKind.CHOICE:
            return question.options[0].id
        case QuestionKind.MULTI_CHOICE:
            return (question.options[0].id,)
        case QuestionKind.NUMBER:
            return 500
        case QuestionKind.MOMENT:
            return "2026-11-20T09:00+09:00"
    raise AssertionError(question.kind)
