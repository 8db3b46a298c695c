"""What a trainee reads after a phase and at the end, in one language: plain strings and numbers."""

from __future__ import annotations

from .kinds import Phase
from .records import record


@record
class ClauseText:
    document: str
    number: str
    title: str
    page: int | None
    section: str
    playbook: str = ""


@record
class ItemText:
    """One judged item, ready to be read. `sign` is a short symbol, so that colour is never the only sign."""

    id: str
    kind: str
    phase: Phase
    title: str
    verdict: str
    verdict_text: str
    verdict_sign: str
    tone: str  # good, fair, poor, harm, note
    points: int
    max: int
    given: str
    expected: str
    reason: str
    statement: str
    caution: str
    clauses: tuple[ClauseText, ...]
    evidence: tuple[str, ...]
    how: str
    dated: tuple[DatedText, ...] = ()  # where the clauses have been overtaken


@record
class PhaseText:
    phase: Phase
    label: str
    points: int
    max: int
    percent: int | None


@record
class TimelineText:
    """One line of the story: what arrived, what was done, what the guide expected and was not done.

    `playbook` and `section` say where its clause stands; empty where there is none. `phase` is the name of the
    phase in which an act was done or expected; empty for what arrived.
    """

    at: str
    kind: str  # arrived, did, expected
    text: str
    clause: str
    playbook: str = ""
    section: str = ""
    phase: str = ""


@record
class MisconceptionText:
    label: str
    correction: str


@record
class LawText:
    """A rule of today's law applied to the case. `done`: whether an act that fulfils a duty was chosen."""

    id: str
    kind: str
    due: str
    due_text: str
    title: str
    statement: str
    triggers: tuple[str, ...]
    possible: tuple[str, ...]
    deadline: str
    done: bool | None
    source: str
    address: str
    needs_checking: str


@record
class DatedText:
    """Where a guide's wording, in these sections of it, has been overtaken."""

    sections: tuple[str, ...]
    document_says: str
    today: str
    source: str
    needs_checking: str


@record
class LawMarkText:
    """What came of one duty under today's law. `substitute` says why another act stood in; mostly empty."""

    id: str
    verdict: str  # met, late, missed
    verdict_text: str
    title: str
    reason: str
    substitute: str
    triggers: tuple[str, ...]
    source: str
    address: str
    needs_checking: str


@record
class LawResultText:
    """The separate result by today's law: `met` of the `of` duties that were due."""

    met: int
    of: int
    sentence: str
    marks: tuple[LawMarkText, ...]


@record
class TrailStepText:
    """From `at` (ISO 8601) on, `value` could be claimed with this certainty from this evidence."""

    at: str
    certainty: str
    value: str
    evidence: tuple[str, ...]
    how: str


@record
class TrailText:
    """The steps by which one fact became known; none where nothing ever told."""

    fact: str
    steps: tuple[TrailStepText, ...]


@record
class AspectText:
    """Points by one principle of the guide or one objective. `clause`, `section`, `playbook`: where the principle
    stands; empty for objectives. `count`: items that were worth or cost points. `costly` names the acts that cost
    most, `costly_more` counts the others.
    """

    aspect: str  # principle, objective
    id: str
    label: str
    playbook: str
    section: str
    clause: str
    points: int
    max: int
    percent: int | None
    harmful: int
    count: int
    costly: tuple[str, ...]
    costly_more: int


@record
class ConfidenceText:
    """Answers given with one certainty: how many were right, partly right and not so; `text` says it in few words."""

    certainty: str
    label: str
    text: str
    answers: int
    right: int
    partly: int
    off: int


@record
class CalibrationText:
    """How sure the player was and how often that was right; `rounds` says it for each time of asking."""

    sentence: str
    advice: str
    rows: tuple[ConfidenceText, ...]
    rounds: tuple[str, ...]


@record
class LessonText:
    """A lesson to read next: that of the guide on one phase of the type."""

    incident_type: str
    phase: str
    playbook: str
    label: str


@record
class ResultView:
    """The result page, in the order in which it is read."""

    title: str
    type_label: str
    percent: int | None
    total: int
    max: int
    pass_mark: int
    passed: bool
    rating: str
    rating_text: str
    rating_rule: str
    sentence: str
    playbook_title: str
    coverage_text: str
    misconceptions: tuple[MisconceptionText, ...]
    phases: tuple[PhaseText, ...]
    timeline: tuple[TimelineText, ...]
    limited: tuple[ItemText, ...]
    changes: tuple[ItemText, ...]
    items: tuple[ItemText, ...]
    not_stated: tuple[str, ...]
    study_next: tuple[str, ...]
    law: tuple[LawText, ...] = ()
    dated: tuple[DatedText, ...] = ()
    law_result: LawResultText | None = None
    trails: tuple[TrailText, ...] = ()
    aspects: tuple[AspectText, ...] = ()
    principles_note: str = ""
    calibration: CalibrationText | None = None
    lessons: tuple[LessonText, ...] = ()
