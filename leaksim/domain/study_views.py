"""What a learner's page shows, in one language: no key of a question, no verdict before the answer."""

from __future__ import annotations

from .catalogue import QuestionKind
from .kinds import FeedbackMode, IncidentType, Phase
from .records import record
from .results import ClauseText
from .views import OptionView, ThingView


@record
class HintView:
    """A hint that was asked for. `of` is the id of the question or decision; `look_at` are things that arrived."""

    of: str
    lines: tuple[str, ...]
    look_at: tuple[str, ...] = ()
    clauses: tuple[ClauseText, ...] = ()


@record
class RunLine:
    """One run of the learner, oldest first. `percent` is None while it is open."""

    number: int
    token: str
    type: IncidentType
    type_label: str
    mode: FeedbackMode
    begun_at: str  # ISO 8601
    percent: int | None
    passed: bool
    hints: int
    finished: bool


@record
class Share:
    """A name and how much of it was right, in percent; None where there is nothing yet. `runs`: of how many runs."""

    id: str
    label: str
    percent: int | None
    runs: int = 0


@record
class CardLine:
    """A card by its name, and the day on which it comes back (ISO date)."""

    card: str
    label: str
    due: str
    recall: str


@record
class LessonLink:
    type: IncidentType
    phase: Phase
    label: str


@record
class StudyView:
    """The learner's page. `due` counts what today's review still holds, `waiting` what is due besides,
    `done` what was reviewed today.

    `coming` are (ISO date, number of cards) of the days ahead, `weak` the cards last missed or known with help only.
    """

    today: str
    organisation: str
    playbook: str
    playbook_title: str
    types: tuple[tuple[IncidentType, str], ...]
    weakest: IncidentType
    weakest_label: str
    weakest_reason: str
    runs: tuple[RunLine, ...]
    by_type: tuple[Share, ...]
    by_phase: tuple[Share, ...]
    pass_mark: int
    due: int
    waiting: int
    done: int
    known: int
    coming: tuple[tuple[str, int], ...]
    weak: tuple[CardLine, ...]
    lessons: tuple[tuple[str, tuple[LessonLink, ...]], ...]


@record
class ReviewView:
    """One question of a review. `turn` is opaque: the card's name would tell what is right.

    `place` says where in an incident it stands, `situation` when the guide's clause applies.
    """

    turn: str
    number: int
    of: int
    place: str
    why: str
    prompt: str
    situation: str
    things: tuple[ThingView, ...]
    kind: QuestionKind
    options: tuple[OptionView, ...]


@record
class ReviewOutcome:
    """What came of a review question. `back_on` is the ISO date on which it returns."""

    recall: str
    right: bool
    given: str
    expected: str
    reason: str
    statement: str
    details: tuple[str, ...]
    how: str
    clauses: tuple[ClauseText, ...]
    back_on: str
    type: IncidentType
    phase: Phase
