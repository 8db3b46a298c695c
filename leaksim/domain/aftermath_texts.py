"""What the debrief tells of the world: what followed from what, and what another decision would have changed."""

from __future__ import annotations

from .records import record
from .results import ClauseText


@record
class MeasureText:
    """One measure of the world at the start and at the end. `better`: None where nothing changed."""

    id: str
    label: str
    help: str
    before: str
    after: str
    better: bool | None


@record
class FollowedText:
    """A consequence that came true at `at` (ISO 8601). `tension`: a guide's own step brought it about."""

    at: str
    title: str
    cause: str
    why: str
    good: bool
    lost: tuple[str, ...]
    tension: str
    clauses: tuple[ClauseText, ...]


@record
class WhatIfText:
    """One decision changed, everything else the same. `helped`: what was done was the better way."""

    change: str
    helped: bool
    differences: tuple[str, ...]
    avoided: tuple[str, ...]
    brought: tuple[str, ...]


@record
class StepText:
    phase: str
    text: str


@record
class BestText:
    """The best end that full marks allow. `steps`: where its acts stand otherwise than in the perfect run."""

    sentence: str
    differences: tuple[str, ...]
    steps: tuple[StepText, ...]


@record
class AftermathText:
    measures: tuple[MeasureText, ...]
    followed: tuple[FollowedText, ...]
    mattered: tuple[WhatIfText, ...]  # the two decisions that mattered most
    others: tuple[WhatIfText, ...]
    best: BestText | None


@record
class ClockText:
    """A period that today's law sets, running in scenario time. `over`: it has passed."""

    title: str
    deadline: str
    until: str
    left: str
    over: bool
    done: bool
