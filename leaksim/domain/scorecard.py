"""The result of a run: items with verdict, points, reason and clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from .kinds import Certainty, Coverage, Grade, Phase, Round
from .records import record
from .text import Text


class Verdict(StrEnum):
    # answers
    CORRECT = "correct"
    CORRECT_PRESUMED = "correct_presumed"  # right, though the evidence would have carried 確定
    NOT_YET_FOUND = "not_yet_found"  # 不明 where evidence settles it: no points, no penalty
    HONEST_UNKNOWN = "honest_unknown"  # 不明 where nothing settles it: full
    SUPPORTED_PRESUMPTION = "supported_presumption"
    UNSUPPORTED_PRESUMPTION = "unsupported_presumption"
    UNSUPPORTED_CLAIM = "unsupported_claim"
    PARTLY = "partly"  # some of a set, nothing false in it
    WRONG = "wrong"
    NO_ANSWER = "no_answer"
    # acts
    DONE = "done"
    OUT_OF_ORDER = "out_of_order"
    MISSED = "missed"
    VOIDED = "voided"
    PERMITTED = "permitted"
    PROHIBITED = "prohibited"
    DISTRACTOR = "distractor"
    CONDITION_FAILS = "condition_fails"
    UNDECIDED = "undecided"  # the facts given leave the condition open
    NOT_STATED = "not_stated"


class ItemKind(StrEnum):
    ANSWER = "answer"
    ACTION = "action"


class Rating(StrEnum):
    """Performed without challenges, with some, with major ones, unable to be performed (HSEEP), or not stated."""

    P = "P"
    S = "S"
    M = "M"
    U = "U"
    NOT_STATED = "not_stated"


@record
class Citation:
    """The clause: document title, section number and title as in the playbook's index, page if printed."""

    playbook: str
    document: Text
    section: str
    number: str
    title: Text
    page: int | None = None


@record
class Reason:
    """A message key with its parameters; the reader's language is chosen when it is shown."""

    key: str
    params: Mapping[str, Text | str | int] = field(default_factory=dict)


@record
class Item:
    """One thing judged. `points` never exceed `max`; harmful acts have max 0 and points below it."""

    id: str
    kind: ItemKind
    phase: Phase
    title: Text
    verdict: Verdict
    points: int
    max: int
    reason: Reason
    citations: tuple[Citation, ...] = ()
    statement: Text | None = None
    caution: Text | None = None
    grade: Grade | None = None
    given: Text | None = None
    expected: Text | None = None
    evidence: tuple[str, ...] = ()
    how: Text | None = None
    harmful: bool = False
    misconception: str | None = None

    @property
    def lost(self) -> int:
        return self.max - self.points


@record
class PhaseScore:
    phase: Phase
    points: int
    max: int


class AspectKind(StrEnum):
    """By what else than phases the items are put together."""

    PRINCIPLE = "principle"  # of the guide; an item may show several, or none
    OBJECTIVE = "objective"  # of the exercise; every item shows exactly one


@record
class AspectScore:
    """The items that show one principle or objective. `section` is the principle's place in the guide."""

    aspect: AspectKind
    id: str
    label: Text
    points: int
    max: int
    harmful: int
    items: tuple[str, ...]  # those that are worth points or cost some
    section: str = ""


@record
class Confidence:
    """How often answers given with one certainty were right, in part right, or not. `settled`: of how many answers
    the evidence would have carried 確定.
    """

    certainty: Certainty
    right: int
    partly: int
    off: int
    settled: int

    @property
    def answers(self) -> int:
        return self.right + self.partly + self.off


class Leaning(StrEnum):
    """What stands out in how sure somebody was."""

    NO_ANSWERS = "no_answers"
    BOLD = "bold"  # more was confirmed than the evidence carried
    CAUTIOUS = "cautious"  # the evidence would have carried more than was said
    FITTING = "fitting"


@record
class Calibration:
    """How sure a player was and how often that was right: shown, and never part of a score."""

    overall: tuple[Confidence, ...]  # one per certainty, surest first
    rounds: Mapping[Round, tuple[Confidence, ...]]
    leaning: Leaning


@record
class MisconceptionFound:
    id: str
    label: Text
    correction: Text


@record
class Scorecard:
    """`percent` is floor(100 × total / max), never below 0; None where the guide does not state the type."""

    playbook: str
    playbook_version: str
    coverage: Coverage
    percent: int | None
    total: int
    max: int
    pass_mark: int
    passed: bool
    facts_shown: bool  # at least two thirds of the answers' points: without facts no run passes
    rating: Rating
    rating_reason: Reason
    phases: tuple[PhaseScore, ...]
    items: tuple[Item, ...]
    misconceptions: tuple[MisconceptionFound, ...] = ()
    not_stated: tuple[str, ...] = ()
