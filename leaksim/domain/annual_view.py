"""What a page shows of an annual training, in one language: plain strings, and no key before the answer."""

from __future__ import annotations

from typing import Literal

from .records import record

Stage = Literal["intro", "question", "feedback", "missed", "passed"]


@record
class Option:
    id: str
    label: str


@record
class QuestionView:
    """The open field: one of `options`, or a certainty for each of `lines`. `number` of `total` in this attempt."""

    id: str
    number: int
    total: int
    heading: str
    prompt: str
    situation: str  # “situation 2 of 3”
    lead: str
    text: str
    options: tuple[Option, ...] = ()
    lines: tuple[Option, ...] = ()


@record
class LineFeedback:
    """How a line of the first report fares: what was given, what fits, and by what."""

    label: str
    given: str
    fitting: str
    how: str
    met: bool


@record
class FeedbackView:
    """The explanation of an answer that stands. Texts are empty where there is nothing to say."""

    question: str
    met: bool
    verdict: str
    given: str = ""
    why: str = ""
    right: str = ""
    explanation: str = ""
    clause: str = ""
    playbook: str = ""
    section: str = ""
    lines: tuple[LineFeedback, ...] = ()


@record
class ReportField:
    """A field of the first report as filled so far."""

    heading: str
    entry: str
    met: bool


@record
class MissedView:
    """What is taken again: the objective, and what it is about."""

    heading: str
    explanation: str


@record
class BeliefView:
    label: str
    correction: str


@record
class DeskView:
    """The reporting desk as (label, text); `named` is false where the organisation gave none."""

    named: bool
    rows: tuple[tuple[str, str], ...]


@record
class AnnualView:
    """The page. `percent` counts what is met by now, `first_percent` the first attempt alone."""

    stage: Stage
    attempt: int
    organisation: str
    role: str
    guide: str
    desk: DeskView
    percent: int = 0
    first_percent: int = 0
    question: QuestionView | None = None
    feedback: FeedbackView | None = None
    report: tuple[ReportField, ...] = ()
    missed: tuple[MissedView, ...] = ()
    beliefs: tuple[BeliefView, ...] = ()
    number: str = ""
