"""What the learner's page and the lessons need of the services."""

from __future__ import annotations

from typing import Any, Protocol

from leaksim.domain.lesson_view import LessonView
from leaksim.domain.study_views import ReviewOutcome, ReviewView, StudyView


class Learner(Protocol):
    """One learner. Changes are stored before a method returns; they raise IllegalEvent and Conflict as runs do."""

    def reload(self) -> None: ...
    def home(self, language: str) -> StudyView: ...
    def start(self, incident_type: str | None, mode: str) -> str: ...
    def review(self, language: str, *, fresh: bool = False) -> ReviewView | None: ...
    def answer(self, turn: str, option: str, language: str, *, fresh: bool = False) -> ReviewOutcome: ...


class StudyService(Protocol):
    """Where learners begin and come back. `resume` raises NotFound."""

    def begin(self, language: str, organisation: str | None = None) -> str: ...
    def resume(self, token: str) -> Any: ...
    def organisations(self, language: str) -> tuple[tuple[str, str, str], ...]: ...


class LessonService(Protocol):
    """The lessons. `view` raises NotFound."""

    @property
    def guides(self) -> tuple[str, ...]: ...
    def titles(self, language: str) -> tuple[tuple[str, str], ...]: ...
    def view(self, guide_id: str, kind: str, phase: str, language: str) -> LessonView: ...


def open_study() -> StudyService:
    """The learners of this installation; imported late, so that other pages open quickly."""
    from leaksim.services import study

    return study.open_study()


def open_lessons() -> LessonService:
    from leaksim.services import lessons

    return lessons.open_lessons()
