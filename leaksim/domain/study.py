"""Self-study: what one learner did over days, as the fold of a journal's entries.

Two kinds of cards come back for review: an act of a guide in a type of incident (`act/<type>/<action>`), and a kind of
question (`ask/<question>`). A finished run says of each card how well it was recalled; so does each review.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Literal

from .hints import HintTaken
from .incident import Incident
from .kinds import PHASES, FeedbackMode, IncidentType, Phase
from .records import record
from .scorecard import Item, ItemKind, Scorecard, Verdict

JOURNAL = "study"
DAY_ZONE = timezone(timedelta(hours=9))  # a learner's days are those of Japan
RECENT_RUNS = 3
ESTABLISHED_ONLY = "ask/established"  # claim only what is established

_GUESSED = {Verdict.UNSUPPORTED_CLAIM, Verdict.UNSUPPORTED_PRESUMPTION}
_FORGOTTEN = {Verdict.MISSED, Verdict.VOIDED, Verdict.PROHIBITED, Verdict.DISTRACTOR}


class Recall(StrEnum):
    """How well something was known: not, with help or half, well."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"


WORST_FIRST = tuple(Recall)


@record
class CardResult:
    card: str
    recall: Recall


@record
class PhaseMark:
    phase: Phase
    points: int
    max: int


@record
class RunBegun:
    """Run `number` of this learner (from 1) was begun. `weakest`: its type was found to need practice most."""

    kind: Literal["run_begun"] = "run_begun"
    at: str
    number: int
    type: IncidentType
    mode: FeedbackMode
    scenario: str
    weakest: bool = False


@record
class RunMarked:
    """Run `number` was finished at `at` (UTC): its score, and what it says of each card."""

    kind: Literal["run_marked"] = "run_marked"
    at: str
    number: int
    percent: int | None
    passed: bool
    hints: int
    phases: tuple[PhaseMark, ...]
    results: tuple[CardResult, ...]


@record
class Reviewed:
    """A card was answered in a review."""

    kind: Literal["reviewed"] = "reviewed"
    at: str
    card: str
    recall: Recall


Entry = RunBegun | RunMarked | Reviewed


@record
class StudyRun:
    """A run of the learner; `mark` once it is finished."""

    begun: RunBegun
    mark: RunMarked | None = None


@record
class Recalled:
    """One recall of a card, at an aware moment in UTC."""

    at: datetime
    recall: Recall


@record
class Study:
    """The state after a journal's entries."""

    runs: tuple[StudyRun, ...] = ()
    recalls: dict[str, tuple[Recalled, ...]]  # by card, in order of time
    reviewed: tuple[Reviewed, ...] = ()

    @property
    def open_runs(self) -> tuple[StudyRun, ...]:
        return tuple(run for run in self.runs if run.mark is None)

    def reviewed_on(self, day: date) -> tuple[Reviewed, ...]:
        return tuple(r for r in self.reviewed if day_of(datetime.fromisoformat(r.at)) == day)


def study_of(entries: Iterable[Entry]) -> Study:
    """The fold of a journal. A run's results count from when it was finished, however late the entry was made."""
    begun: dict[int, RunBegun] = {}
    marks: dict[int, RunMarked] = {}
    reviewed: list[Reviewed] = []
    recalls: dict[str, list[Recalled]] = {}
    for entry in entries:
        at = datetime.fromisoformat(entry.at)
        match entry:
            case RunBegun():
                begun[entry.number] = entry
            case RunMarked() if entry.number not in marks:
                marks[entry.number] = entry
                for result in entry.results:
                    recalls.setdefault(result.card, []).append(Recalled(at=at, recall=result.recall))
            case Reviewed():
                reviewed.append(entry)
                recalls.setdefault(entry.card, []).append(Recalled(at=at, recall=entry.recall))
    return Study(
        runs=tuple(StudyRun(begun=one, mark=marks.get(number)) for number, one in begun.items()),
        recalls={card: tuple(sorted(found, key=lambda r: r.at)) for card, found in recalls.items()},
        reviewed=tuple(reviewed),
    )


def day_of(moment: datetime) -> date:
    """The learner's day in which an aware moment lies."""
    return moment.astimezone(DAY_ZONE).date()


def act_card(kind: IncidentType, action: str) -> str:
    return f"act/{kind}/{action}"


def ask_card(question: str) -> str:
    return f"ask/{question}"


def results_of_run(card: Scorecard, incident: Incident, hints: Collection[HintTaken]) -> tuple[CardResult, ...]:
    """What a finished run says of each card, the worse of two rounds. What was hinted at is known with help at best."""
    asked = {hint.question for hint in hints if hint.question}
    helped = {c.action for d in incident.decisions if any(h.decision == d.id for h in hints) for c in d.cards}
    found: dict[str, Recall] = {}

    def note(name: str, recall: Recall, hinted: bool) -> None:
        if hinted and recall is Recall.GOOD:
            recall = Recall.HARD
        found[name] = min(recall, found.get(name, recall), key=WORST_FIRST.index)

    for item in card.items:
        if item.kind is ItemKind.ANSWER:
            hinted = item.id in asked
            note(ask_card(item.id.partition("@")[0]), _recall_of_answer(item), hinted)
            if item.verdict in _GUESSED:
                note(ESTABLISHED_ONLY, Recall.AGAIN, hinted)
            elif item.verdict is Verdict.HONEST_UNKNOWN:
                note(ESTABLISHED_ONLY, Recall.GOOD, hinted)
        else:
            recall = _recall_of_act(item)
            if recall is not None:
                note(act_card(incident.type, item.id), recall, item.id in helped)
    return tuple(CardResult(card=name, recall=recall) for name, recall in found.items())


def _recall_of_answer(item: Item) -> Recall:
    if item.points >= item.max:
        return Recall.GOOD
    return Recall.HARD if item.points > 0 else Recall.AGAIN


def _recall_of_act(item: Item) -> Recall | None:
    """None where the act says nothing about what should be known: optional, not called for, not stated."""
    if item.verdict is Verdict.DONE:
        return Recall.GOOD
    if item.verdict is Verdict.OUT_OF_ORDER:
        return Recall.HARD
    return Recall.AGAIN if item.verdict in _FORGOTTEN else None


def average_percent(study: Study, kind: IncidentType) -> int | None:
    """The mean of the last scores in a type; None where no run of it is finished."""
    scores = [
        run.mark.percent
        for run in study.runs
        if run.begun.type is kind and run.mark is not None and run.mark.percent is not None
    ]
    recent = scores[-RECENT_RUNS:]
    return sum(recent) // len(recent) if recent else None


def weakest_type(study: Study, types: Sequence[IncidentType], pass_mark: int) -> IncidentType:
    """The type to practise next: the played one with the lowest recent score below the pass mark; where all are
    passed, one not played yet; else the lowest. Ties go to the one that was begun longest ago."""
    last = {run.begun.type: number for number, run in enumerate(study.runs)}
    scores = {kind: average_percent(study, kind) for kind in types}

    def weakness(kind: IncidentType) -> tuple[int, int, int]:
        score = scores[kind]
        if score is None:
            return (1, 0, last.get(kind, -1))
        return (0 if score < pass_mark else 2, score, last.get(kind, -1))

    return min(types, key=weakness)


def phase_totals(study: Study) -> tuple[PhaseMark, ...]:
    """Points and maxima per phase over the last finished runs of every type."""
    marks = [run.mark for run in study.runs if run.mark is not None][-2 * RECENT_RUNS :]
    return tuple(
        PhaseMark(
            phase=phase,
            points=sum(p.points for mark in marks for p in mark.phases if p.phase is phase),
            max=sum(p.max for mark in marks for p in mark.phases if p.phase is phase),
        )
        for phase in PHASES
    )
