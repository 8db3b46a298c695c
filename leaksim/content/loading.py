"""Loading the shipped or any other content folder: `answers/` and `scenarios/` below a root."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..domain.catalogue import Library
from ..domain.consequences import ConsequenceFile
from ..domain.kinds import IncidentType
from ..domain.playbook import Playbook
from ..domain.scenario import Scenario
from ..errors import NotFound, UnreadableInput
from ..resources import content_root
from .checks import suites
from .checks.aftermath import file_key
from .checks.walking import Issue
from .findings import Code, Finding, Severity, errors_in, refuse
from .joining import Joined
from .parts import CONSEQUENCES, FOLDER, join_parts, part_path, used_parts
from .shapes import PART_KEYS, SHAPES
from .sources import Source, read_source
from .validating import Document, validate

LIBRARY_FILES = ("facts", "actions", "questions", "organisations", "misconceptions", "objectives", "current_law")
#: Files that a content folder may do without.
_OPTIONAL = {"misconceptions", "objectives", "current_law"}
#: The folder of the annual training, below scenarios/.
SITUATIONS = "situations"
_PLACES = {"current_law": Path("current_law") / "current_law.yaml"}


@dataclass(frozen=True)
class Loaded:
    """A record (None when its shape is wrong), its document, and what is wrong so far."""

    record: Any | None
    document: Document | None
    findings: tuple[Finding, ...]

    def located(self, issues: Iterable[Issue]) -> list[Finding]:
        """Issues about the record as findings in its file."""
        document = self.document
        if document is None:
            return []
        found = [document.finding(i.code, i.loc, i.message, severity=i.severity, key=i.key) for i in issues]
        if isinstance(document.source, Joined):  # cases of a part may be there for the other scenarios that use it
            main = document.source.main.path
            found = [finding for finding in found if finding.code is not Code.IDLE_CASE or finding.path == main]
        return found


def is_shipped(path: Path) -> bool:
    """Whether a path lies in the content that comes with leaksim."""
    try:
        root = content_root()
    except FileNotFoundError:
        return False
    resolved = path.resolve()
    return any(resolved.is_relative_to(root / name) for name in ("answers", "scenarios"))


def read_document(kind: str, path: Path) -> Loaded:
    """One file as the record of its kind."""
    shipped = is_shipped(path)
    source = _read(path, shipped)
    if source.problems:
        fatal = [p for p in source.problems if p.code is Code.SYNTAX]
        crumb = f"{kind} {source.data['id']}" if _has_id(source.data) else kind
        findings = source.own_findings(crumb)
        if fatal:
            return Loaded(None, None, tuple(findings))
    else:
        findings = []
    whole: Source | Joined = source
    if kind == "scenario" and used_parts(source.data):
        whole, more = _with_parts(source, shipped)
        findings += more
        if errors_in(more):
            return Loaded(None, None, tuple(findings))
    document = Document(kind, whole)
    record, more = validate(document, SHAPES[kind], translations=_translations(shipped))
    if isinstance(record, Scenario):
        more = [*more, *_misplaced(record, path, document)]
    elif isinstance(record, ConsequenceFile) and file_key(record) != f"{CONSEQUENCES}/{path.stem}":
        message = f"the file is called '{path.stem}': `types` must name that type alone (in any.yaml: none)"
        more = [*more, document.finding(Code.BAD_VALUE, ("types",), message)]
    return Loaded(record, document, (*findings, *more))


def _misplaced(scenario: Scenario, path: Path, document: Document) -> list[Finding]:
    """In a content folder, file and folder name tell id and type without reading the file."""
    if path.resolve().parent.parent.name != "scenarios":
        return []
    found = []
    for key, told, name in (("id", scenario.id, path.stem), ("type", scenario.type.value, path.resolve().parent.name)):
        if told != name:
            what = "file" if key == "id" else "folder"
            message = f"the {key} '{told}' is not the name of its {what}, '{name}'"
            found.append(document.finding(Code.BAD_VALUE, (key,), message))
    return found


def _with_parts(scenario: Source, shipped: bool) -> tuple[Joined, list[Finding]]:
    """The scenario and the parts that it uses; a part that is not there is a finding at its name."""
    parts, findings = [], []
    for index, name in enumerate(used_parts(scenario.data)):
        path = part_path(scenario.path, name)
        if not path.is_file():
            known = ", ".join(sorted(other.stem for other in path.parent.glob("*.yaml"))) or "none"
            message = f"there is no part '{name}' ({path.name} in scenarios/{FOLDER}); known: {known}"
            crumb = f"scenario {scenario.data.get('id', '')} > uses"
            findings.append(scenario.finding(Code.DANGLING_ID, ("uses", index), message, breadcrumb=crumb))
            continue
        parts.append(_read(path, shipped))
    joined, more = join_parts(scenario, parts)
    return joined, [*findings, *more]


def read_playbook(folder: Path) -> Loaded:
    """The files of one playbook's folder as one record."""
    shipped = is_shipped(folder)
    main = _read(folder / "playbook.yaml", shipped)
    findings = main.own_findings("playbook")
    if any(p.code is Code.SYNTAX for p in main.problems):
        return Loaded(None, None, tuple(findings))
    joined = Joined(main=main, data=main.data)
    if isinstance(main.data, dict):
        joined.data = dict(main.data)
        for path in sorted(folder.glob("*.yaml")):
            if path.name != "playbook.yaml":
                findings += _join(joined, _read(path, shipped))
        joined.data.setdefault("responses", [])
    document = Document("playbook", joined)
    record, more = validate(document, Playbook, translations=_translations(shipped))
    findings += more
    if record is not None and record.id != folder.name:
        findings.append(
            document.finding(
                Code.BAD_VALUE, ("id",), f"the id '{record.id}' is not the name of its folder, '{folder.name}'"
            )
        )
    return Loaded(record, document, tuple(findings))


def _join(joined: Joined, source: Source) -> list[Finding]:
    """Add one further file to a playbook; returns what is wrong with it as a whole."""
    crumb = f"playbook {joined.data.get('id', '')}".strip()
    findings = source.own_findings(crumb)
    if any(p.code is Code.SYNTAX for p in source.problems):
        return findings
    if not isinstance(source.data, dict):
        message = f"a mapping with {', '.join(PART_KEYS)} is needed here"
        return [*findings, source.finding(Code.WRONG_TYPE, (), message, breadcrumb=crumb)]
    for key, part in source.data.items():
        if key not in PART_KEYS:
            message = f"the key '{key}' is unknown here; known: {', '.join(PART_KEYS)}"
            findings.append(source.finding(Code.UNKNOWN_KEY, (key,), message, key=True, breadcrumb=crumb))
        elif not isinstance(part, list):
            findings.append(source.finding(Code.WRONG_TYPE, (key,), "a list is needed here", breadcrumb=crumb))
        else:
            before = joined.data.get(key)
            before = list(before) if isinstance(before, list) else []
            for index in range(len(part)):
                joined.origins[(key, len(before) + index)] = (source, index)
            joined.data[key] = [*before, *part]
    return findings


def _read(path: Path, shipped: bool) -> Source:
    try:
        return read_source(path, cached=shipped)
    except FileNotFoundError:
        raise NotFound(f"there is no file {path}") from None
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror or error}") from None


def _translations(shipped: bool) -> Severity:
    return Severity.ERROR if shipped else Severity.NOTE


def _has_id(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get("id"), str)


# --- what others call -----------------------------------------------------------------------------------------


def read_library(root: Path) -> tuple[Library | None, dict[str, Loaded]]:
    """The shared content below `root`, and each of its files; misconceptions, objectives and law may be absent."""
    answers = root / "answers"
    loaded = {}
    for kind in LIBRARY_FILES:
        path = answers / _PLACES.get(kind, f"{kind}.yaml")
        if kind in _OPTIONAL and not path.exists():
            continue
        loaded[kind] = read_document(kind, path)
    for path in sorted((root / "scenarios" / CONSEQUENCES).glob("*.yaml")):
        loaded[f"{CONSEQUENCES}/{path.stem}"] = read_document(CONSEQUENCES, path)
    records: dict[str, Any] = {kind: one.record for kind, one in loaded.items()}
    if None in records.values():
        return None, loaded
    misconceptions, objectives = records.get("misconceptions"), records.get("objectives")
    library = Library(
        vocabulary=records["facts"],
        catalogue=records["actions"],
        questions=records["questions"].questions,
        organisations=records["organisations"].organisations,
        misconceptions=misconceptions.misconceptions if misconceptions is not None else (),
        law=records.get("current_law"),
        objectives=objectives.objectives if objectives is not None else (),
        consequences=tuple(record for kind, record in records.items() if kind.startswith(f"{CONSEQUENCES}/")),
    )
    return library, loaded


def load_library(root: Path | None = None) -> Library:
    """Facts, acts, questions, organisations and misconceptions; raises ContentError with all findings."""
    library, loaded = read_library(root or content_root())
    findings = [finding for one in loaded.values() for finding in one.findings]
    if library is not None:
        for kind, issues in suites.library_issues(library, None).items():
            if kind in loaded:
                findings += loaded[kind].located(issues)
    refuse(findings)
    assert library is not None
    return library


def list_playbooks(root: Path | None = None) -> tuple[str, ...]:
    """Ids of the playbooks below a root, in alphabetical order."""
    return tuple(path.parent.name for path in sorted((root or content_root()).glob("answers/*/playbook.yaml")))


def load_playbook(root: Path | None, playbook_id: str) -> Playbook:
    """One guide, from all files of its folder; raises NotFound, or ContentError with all findings."""
    base = root or content_root()
    known = list_playbooks(base)
    if playbook_id not in known:
        raise NotFound(f"there is no playbook '{playbook_id}'; known: {', '.join(known) or 'none'}")
    loaded = read_playbook(base / "answers" / playbook_id)
    refuse(loaded.findings)
    assert isinstance(loaded.record, Playbook)
    refuse(loaded.located(suites.playbook_names(loaded.record)))
    return loaded.record


def scenario_paths(root: Path | None = None) -> tuple[Path, ...]:
    """The scenario files below a root, by type and name."""
    types = {kind.value for kind in IncidentType}
    found = (root or content_root()).glob("scenarios/*/*.yaml")
    return tuple(sorted(path for path in found if path.parent.name in types))


def load_scenario(path: Path, library: Library) -> Scenario:
    """One scenario whose names all exist in `library`; raises NotFound, or ContentError with all findings."""
    loaded = read_document("scenario", Path(path))
    refuse(loaded.findings)
    assert isinstance(loaded.record, Scenario)
    refuse(loaded.located(suites.scenario_issues(loaded.record, library)))
    return loaded.record
