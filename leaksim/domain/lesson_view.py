"""A lesson as it is read, in one language: what a guide expects in one phase of one type, and an example."""

from __future__ import annotations

from .kinds import Certainty, IncidentType, Phase
from .records import record
from .results import ClauseText


@record
class LessonAct:
    """An act the guide speaks of. `details`: when, in which order, who, by when. `why`: what the guide says of it."""

    act: str
    grade: str
    grade_label: str
    details: tuple[str, ...]
    clause: ClauseText
    why: str = ""


@record
class LessonWarning:
    """What not to do and why; `clause` where the guide says so, None for a common misconception."""

    title: str
    text: str
    clause: ClauseText | None = None


@record
class LessonArrival:
    at: str  # ISO 8601
    sender: str
    message: str
    things: tuple[str, ...]


@record
class LessonSaying:
    """One answer of the example: what is asked, what one says of it and why."""

    asked: str
    certainty: Certainty
    claim: str
    why: str


@record
class LessonExample:
    title: str
    organisation: str
    arrived: tuple[LessonArrival, ...]
    acts: tuple[LessonAct, ...]
    more_acts: int
    says: tuple[LessonSaying, ...]


@record
class LessonView:
    """A short page. Where the guide is silent, `silence` says so and `elsewhere` has (id, title) of those that speak.

    `more` and `more_warnings` count what only the guide view shows.
    """

    type: IncidentType
    phase: Phase
    playbook: str
    playbook_title: str
    type_label: str
    phase_label: str
    purpose: tuple[str, ...]
    expected: tuple[LessonAct, ...] = ()
    more: int = 0
    warnings: tuple[LessonWarning, ...] = ()
    more_warnings: int = 0
    example: LessonExample | None = None
    silence: str = ""
    elsewhere: tuple[tuple[str, str], ...] = ()

    def body(self) -> str:
        """Everything there is to read, for counting."""
        parts: list[str] = [*self.purpose, self.silence]
        example_acts = self.example.acts if self.example else ()
        for act in (*self.expected, *example_acts):
            parts += [act.act, act.grade_label, *act.details, act.why, act.clause.number, act.clause.title]
        for warning in self.warnings:
            parts += [warning.title, warning.text]
        if self.example is not None:
            parts += [self.example.title, self.example.organisation]
            for arrival in self.example.arrived:
                parts += [arrival.sender, arrival.message, *arrival.things]
            for saying in self.example.says:
                parts += [saying.asked, saying.claim, saying.why]
        return "\n".join(part for part in parts if part)
