"""An annual training: what was drawn, what was answered, and where it stands. The state is a fold of events.

Neither moments nor the time somebody took are in it: real time decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from ..errors import IllegalEvent
from .kinds import Certainty, IncidentType
from .records import record
from .situations import Objective, Standing
from .text import Text


@record
class Clause:
    """Where a guide says it: ids of guide and section, and how the place is called."""

    playbook: str
    section: str
    number: str
    title: Text


@record
class Choice:
    """One thing to choose. `act` is an act of the catalogue, empty where it is none.

    `harm`: choosing it bars a pass until the objective was met in another situation.
    """

    id: str
    label: Text
    right: bool
    act: str = ""
    why: Text | None = None
    harm: bool = False


@record
class Line:
    """A line of the first report that is to be marked 確定, 見込み or 不明."""

    id: str
    label: Text
    standing: Standing
    how: Text


@record
class Question:
    """One field: `choices` of which one is right, or `lines` to mark. `statement` and `clause` explain it."""

    id: str
    objective: Objective
    choices: tuple[Choice, ...] = ()
    lines: tuple[Line, ...] = ()
    statement: Text | None = None
    clause: Clause | None = None
    note: Literal["", "not_stated", "general"] = ""


@record
class Paper:
    """One situation with its questions, complete and in both languages: no upgrade changes it."""

    situation: str
    slot: int
    family: str
    difficulty: int
    type: IncidentType | None
    lead: Text
    text: Text
    why: Text
    questions: tuple[Question, ...]


@record
class Drawn:
    """An attempt begins with these situations; `versions` are of content, playbook and engine."""

    kind: Literal["drawn"] = "drawn"
    versions: Mapping[str, str]
    papers: tuple[Paper, ...]


@record
class Replied:
    """An answer: the id of a choice, or the certainty of every line. It stands."""

    kind: Literal["replied"] = "replied"
    question: str
    choice: str | None = None
    lines: Mapping[str, Certainty] | None = None


@record
class Read:
    """The explanation of an answer was read."""

    kind: Literal["read"] = "read"
    question: str


@record
class Passed:
    """The pass mark was met; the certificate bears this number. `first_percent` is what the first attempt met."""

    kind: Literal["passed"] = "passed"
    number: str
    percent: int
    first_percent: int
    attempts: int


@record
class HandedOut:
    """A file of the certificate was given out."""

    kind: Literal["handed_out"] = "handed_out"
    sha256: str


Event = Drawn | Replied | Read | Passed | HandedOut


@record
class Attempt:
    """What was drawn, and how far it got."""

    versions: Mapping[str, str]
    papers: tuple[Paper, ...]
    replies: Mapping[str, Replied]
    read: frozenset[str]

    @property
    def questions(self) -> tuple[tuple[Paper, Question], ...]:
        return tuple((paper, question) for paper in self.papers for question in paper.questions)

    @property
    def at(self) -> tuple[Paper, Question] | None:
        """The question to answer, or the one whose explanation is to be read; None when all are done."""
        return next((pair for pair in self.questions if pair[1].id not in self.read), None)


@record
class Training:
    """Where a training stands."""

    attempts: tuple[Attempt, ...] = ()
    passed: Passed | None = None
    files: tuple[str, ...] = ()

    @property
    def attempt(self) -> Attempt | None:
        return self.attempts[-1] if self.attempts else None


def fold(events: Iterable[Event]) -> Training:
    """The state after these events; IllegalEvent for one that could not have come then."""
    training = Training()
    for event in events:
        training = apply(training, event)
    return training


def apply(training: Training, event: Event) -> Training:
    """The state after one more event; IllegalEvent where it does not fit."""
    attempt = training.attempt
    if isinstance(event, HandedOut):
        if training.passed is None:
            raise IllegalEvent("there is no certificate to hand out")
        return replace(training, files=(*training.files, event.sha256))
    if training.passed is not None:
        raise IllegalEvent("this training is passed")
    match event:
        case Drawn():
            if attempt is not None and attempt.at is not None:
                raise IllegalEvent("the attempt before is not finished")
            return replace(training, attempts=(*training.attempts, _fresh(event)))
        case Passed():
            if attempt is None or attempt.at is not None:
                raise IllegalEvent("the attempt is not finished")
            return replace(training, passed=event)
    if attempt is None:
        raise IllegalEvent("nothing was drawn yet")
    changed = _replied(attempt, event) if isinstance(event, Replied) else _read(attempt, event)
    return replace(training, attempts=(*training.attempts[:-1], changed))


def _fresh(event: Drawn) -> Attempt:
    return Attempt(versions=event.versions, papers=event.papers, replies={}, read=frozenset())


def _replied(attempt: Attempt, event: Replied) -> Attempt:
    open_now = attempt.at
    if open_now is None or open_now[1].id != event.question or event.question in attempt.replies:
        raise IllegalEvent("this is not the question that is open")
    question = open_now[1]
    if question.lines:
        fits = event.choice is None and set(event.lines or ()) == {line.id for line in question.lines}
    else:
        fits = event.lines is None and event.choice in {choice.id for choice in question.choices}
    if not fits:
        raise IllegalEvent("the answer does not fit the question")
    return replace(attempt, replies={**attempt.replies, event.question: event})


def _read(attempt: Attempt, event: Read) -> Attempt:
    open_now = attempt.at
    if open_now is None or open_now[1].id != event.question or event.question not in attempt.replies:
        raise IllegalEvent("this explanation is not on the page")
    return replace(attempt, read=attempt.read | {event.question})
