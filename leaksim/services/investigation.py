"""An incident's evidence as files and DataFrames, for looking into with pandas in JupyterLab.

A lesson is never recorded. What is asked can be worked out from the files alone; a case keeps only salted hashes of the
right answers, so that neither the notebook nor the case shows them.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..domain.documents import EXERCISE_MARK, Log, Table
from ..domain.incident import Evidence, Incident, Status
from ..domain.kinds import Language
from ..domain.recipes import rows_of
from ..engine import generate
from ..errors import NotFound, UnreadableInput
from ..i18n import known_language, translate
from ..reports.evidence_files import write_evidence
from . import shelf

if TYPE_CHECKING:
    import pandas

#: Facts that are numbers and can be counted, with the kind of document that they are counted in.
COUNTED = {"persons": Table, "records": Table, "readers": Log, "accesses": Log}
PERIOD = "period"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_COMBINED = re.compile(
    r'(?P<client>\S+) \S+ \S+ \[(?P<time>[^\]]+)\] "(?P<method>\S+) (?P<path>\S+)[^"]*" '
    r'(?P<status>\d{3}) (?P<bytes>\S+)(?: "[^"]*" "(?P<agent>[^"]*)")?'
)


class Case:
    """`files` by evidence id, `tables` and `logs` as DataFrames, and what to find out.

    A log's frame has the columns client, time (aware), method, path, status, bytes and agent.
    """

    def __init__(self, title: str, language: str, files: Mapping[str, Path], keys: Mapping[str, bytes], salt: bytes):
        self.title = title
        self.language = language
        self.files = dict(files)
        self.tasks = tuple(keys)
        self._keys, self._salt = dict(keys), salt

    @property
    def tables(self) -> dict[str, pandas.DataFrame]:
        return {name: _read_table(path) for name, path in self.files.items() if path.suffix == ".csv"}

    @property
    def logs(self) -> dict[str, pandas.DataFrame]:
        import pandas

        frames = {}
        for name, path in self.files.items():
            if path.suffix != ".log":
                continue
            lines = (_COMBINED.match(line) for line in path.read_text(encoding="utf-8").splitlines())
            rows = [found.groupdict() for found in lines if found]
            if rows:
                frame = pandas.DataFrame(rows)
                frame["time"] = [datetime.strptime(stamp, "%d/%b/%Y:%H:%M:%S %z") for stamp in frame["time"]]
                frame["status"] = frame["status"].astype(int)
                frames[name] = frame
        return frames

    def show(self) -> None:
        """Print what there is and what is asked."""
        print(self.title)
        for name, path in self.files.items():
            print(f"  {name:<20} {path.name}")
        print()
        for task in self.tasks:
            print(f"  {task:<10} {translate(f'investigation.task.{task}', self.language)}")

    def check(self, task: str, answer: Any) -> None:
        """Print whether `answer` is right. A number for counts; for the period the first and the last day."""
        if task not in self.tasks:
            raise NotFound(f"there is no task {task!r}; there are: {', '.join(self.tasks)}")
        if answer is ...:
            print(translate("investigation.blank", self.language))
        elif hmac.compare_digest(_hashed(normal_form(answer), self._salt + task.encode()), self._keys[task]):
            print(translate("investigation.right", self.language))
        else:
            print(translate(f"investigation.hint.{task}", self.language))

    def __repr__(self) -> str:
        return f"<Case {self.title}: {', '.join(self.tasks)}>"


def _read_table(path: Path) -> pandas.DataFrame:
    """A CSV file without its comment lines at the top and without the column that only carries the mark."""
    import pandas

    lines = path.read_text(encoding="utf-8-sig").splitlines()
    comments = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return pandas.read_csv(path, skiprows=comments).drop(columns=EXERCISE_MARK, errors="ignore")


def open_case(
    scenario: str, seed: int, *, language: Language | str = Language.JA, folder: Path | str | None = None
) -> Case:
    """The evidence of an incident, written to `folder` (a temporary one unless told).

    Raises UnreadableInput when nothing can be counted in this incident, NotFound for an unknown scenario.
    """
    incident = generate(shelf.find_scenario(scenario), seed, shelf.library())
    language = Language(known_language(str(language)))
    right = right_answers(incident, language)
    if not right:
        raise UnreadableInput(f"in {scenario}, seed {seed}, nothing can be counted; try another seed")
    where = Path(folder) if folder is not None else Path(tempfile.mkdtemp(prefix="leaksim-case-"))
    files = write_evidence(incident, language, where)
    salt = hashlib.sha256(f"{incident.scenario}/{incident.seed}".encode()).digest()
    keys = {task: _hashed(normal_form(answer), salt + task.encode()) for task, answer in right.items()}
    return Case(incident.title.in_(language), language.value, files, keys, salt)


def right_answers(incident: Incident, language: Language) -> dict[str, Any]:
    """What the files of this incident let one count, by task."""
    found: dict[str, Any] = {}
    for fact, kind in COUNTED.items():
        if isinstance(incident.facts.get(fact), int) and _counted_in(incident, fact, kind, language):
            found[fact] = incident.facts[fact]
    for table in _counted_in(incident, PERIOD, Table, language):
        bounds = _registered(table)
        if bounds is not None:
            found[PERIOD] = bounds
    return found


def _counted_in(incident: Incident, fact: str, kind: type, language: Language) -> list[Any]:
    """Documents of a kind that settle a fact in the end."""
    settled = [f for f in incident.findings if f.fact == fact and f.status is Status.ESTABLISHED]
    superseded = {old for f in settled for old in f.supersedes}
    last = [f for f in settled if f.id not in superseded and f.value is not None]
    pieces: Iterable[Evidence] = (incident.evidence_by_id(name) for f in last[-1:] for name in f.evidence)
    return [e.documents[language] for e in pieces if isinstance(e.documents[language], kind)]


def _registered(table: Table) -> tuple[date, date] | None:
    """First and last day of the last column that holds days only (a date of birth stands before it)."""
    rows = list(table.rows if table.recipe is None else rows_of(table.recipe))
    for index in reversed(range(len(table.columns))):
        cells = [row[index] for row in rows]
        if cells and all(isinstance(cell, str) and _DAY.match(cell) for cell in cells):
            days = [date.fromisoformat(str(cell)) for cell in cells]
            return min(days), max(days)
    return None


def normal_form(answer: Any) -> str:
    """Numbers and days as text: 1,200 and 1200.0 are the same, and so are a date and its ISO form."""
    if isinstance(answer, tuple | list):
        return "|".join(normal_form(part) for part in answer)
    if hasattr(answer, "isoformat"):
        return str(answer.isoformat())[:10]
    text = str(answer).strip().replace(",", "")
    try:
        number = float(text)
    except ValueError:
        return text[:10]
    return str(int(number)) if number == int(number) else str(number)


def _hashed(text: str, salt: bytes) -> bytes:
    # Slow on purpose: a count is soon guessed otherwise.
    return hashlib.scrypt(text.encode(), salt=salt, n=2**13, r=8, p=1)
