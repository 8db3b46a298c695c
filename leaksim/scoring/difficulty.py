"""How hard an incident is under a guide, so that variants can be made equally hard."""

from __future__ import annotations

from ..domain.catalogue import ActionCatalogue
from ..domain.conditions import Situation
from ..domain.documents import Alert, Chart, Document, Log, Mail, Memo, Page, Paper, Table, Thread, Tracking
from ..domain.incident import Incident, Status
from ..domain.kinds import Grade, Language
from ..domain.knowledge import established_values, known
from ..domain.playbook import Playbook
from ..domain.records import record
from .acts import expect

#: What one unit of each part adds to `points`; docs/scoring.md says why.
CONDITIONAL_POINTS, READING_POINTS, MISLEADING_POINTS, OPEN_POINTS = 3, 2, 4, 3
#: Japanese characters that are read in a minute; of tables and logs a trainee reads the first rows and then counts.
CHARACTERS_PER_MINUTE, ROWS_READ = 400, 20


@record
class Difficulty:
    """`points` sums up the rest: required or recommended acts that depend on the facts and hold, minutes of reading
    (rounded up), findings that mislead (they point elsewhere than the truth), asked facts that nothing settles."""

    points: int
    conditional: int
    reading_minutes: int
    misleading: int
    open: int


def measure_difficulty(incident: Incident, playbook: Playbook, catalogue: ActionCatalogue) -> Difficulty:
    everything = [e.id for e in incident.evidence]
    end = Situation(
        truth=incident.facts,
        established=established_values(incident, everything),
        happened=tuple(mark for inject in incident.injects if inject.when is None for mark in inject.marks),
    )
    expectations = expect(playbook, catalogue, incident.type, end)
    wanted = (Grade.REQUIRED, Grade.RECOMMENDED)
    conditional = sum(e.grade in wanted and e.conditional for e in expectations.values())
    reading = -(-reading_characters(incident) // CHARACTERS_PER_MINUTE)
    misleading = sum(
        f.status is Status.INDICATED and f.value is not None and f.value != incident.facts.get(f.fact)
        for f in incident.findings
    )
    settled = {fact for fact, what in known(incident, everything).items() if what.established is not None}
    asked = {question.fact for question in incident.questions}
    unsettled = len(asked - settled)
    points = (
        CONDITIONAL_POINTS * conditional
        + READING_POINTS * reading
        + MISLEADING_POINTS * misleading
        + OPEN_POINTS * unsettled
    )
    return Difficulty(
        points=points, conditional=conditional, reading_minutes=reading, misleading=misleading, open=unsettled
    )


def reading_characters(incident: Incident) -> int:
    """Japanese characters of everything that arrives, briefing and messages included."""
    texts = [incident.briefing.ja, *(inject.message.ja for inject in incident.injects)]
    return sum(map(len, texts)) + sum(document_characters(e.documents[Language.JA]) for e in incident.evidence)


def document_characters(document: Document) -> int:
    """Characters of one document that are read rather than counted."""
    match document:
        case Mail():
            return len(document.subject) + len(document.body)
        case Memo():
            return len(document.note) + _labelled(document.fields)
        case Alert():
            return len(document.headline) + _labelled(document.fields)
        case Table():
            rows = document.rows[:ROWS_READ]
            return len(document.caption) + len(document.note) + sum(len(str(cell)) for row in rows for cell in row) // 4
        case Log():
            return len(document.caption) + len(document.note) + 10 * min(len(document.lines), ROWS_READ)
        case Thread():
            return sum(len(post.body) for post in document.posts)
        case Page():
            return sum(map(len, document.paragraphs))
        case Paper():
            clauses = (text for clause in document.clauses for text in (clause.heading, *clause.paragraphs))
            return sum(map(len, (*document.paragraphs, *clauses, *document.closing))) + _labelled(document.head)
        case Chart():
            return sum(len(box.label) for box in document.boxes)
        case Tracking():
            return _labelled(document.fields) + sum(len(step.place) + len(step.state) for step in document.steps)


def _labelled(fields: tuple[tuple[str, str], ...]) -> int:
    return sum(len(label) + len(value) for label, value in fields)
