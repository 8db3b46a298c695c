"""`check`: everything that is wrong with files, folders or the shipped content, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..domain.catalogue import Library
from ..errors import NotFound, UnreadableInput
from ..resources import content_root
from .annual import check_situations, kind_of_situations, training_roles
from .campaigns import read_campaign
from .checks import aftermath, suites
from .findings import Code, Finding, Severity, errors_in, sorted_findings
from .loading import (
    LIBRARY_FILES,
    SITUATIONS,
    Loaded,
    list_playbooks,
    read_document,
    read_library,
    read_playbook,
    scenario_paths,
)
from .parts import CONSEQUENCES, FOLDER, used_parts
from .sources import read_source

#: Keys by which a file that stands anywhere shows what it is.
_SIGNS = {
    "scenario": {"injects", "findings", "parameters", "briefing", "moments"},
    "campaign": {"roster", "reporting_desk", "opens", "closes"},
}


@dataclass
class _Root:
    """A content folder, its library and the findings about it."""

    path: Path
    library: Library | None = None
    loaded: dict[str, Loaded] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> _Root:
        root = cls(path)
        try:
            root.library, root.loaded = read_library(path)
        except NotFound as error:
            answers = path / "answers"
            root.findings.append(Finding(Code.UNKNOWN_FILE, Severity.ERROR, answers, 1, 1, "", str(error)))
            return root
        for one in root.loaded.values():
            root.findings += one.findings
            if one is not root.loaded.get("current_law"):  # it cites real official sources
                root.findings += _unsafe(one)
        if root.library is not None:
            issues = suites.library_issues(root.library, list_playbooks(path))
            for kind, one in root.loaded.items():
                root.findings += one.located(issues.get(kind, ()))
                if kind.startswith(CONSEQUENCES) and one.document is not None:
                    root.findings += one.located(aftermath.bad_templates(one.document.source.data, root.library))
        return root


def check_paths(paths: Sequence[Path] | None = None) -> list[Finding]:
    """Findings about the given files and folders, or about all shipped content; by file and place.

    A scenario is checked against the library of the content folder that it lies in, else against the shipped
    one. Raises UnreadableInput for a path that is not there.
    """
    findings: list[Finding] = []
    roots: dict[Path, _Root] = {}
    for path in [content_root()] if paths is None else paths:
        given = Path(path)
        if not given.exists():
            raise UnreadableInput(f"there is no file or folder {given}")
        targets = list(_targets(given))
        if given.is_dir() and not targets:
            raise UnreadableInput(f"there is no YAML file in {given}")
        for kind, target in targets:
            base = _root_of(target)
            if base not in roots:
                roots[base] = _Root.read(base)
            findings += _check(kind, target, roots[base])
    return sorted_findings(findings)


def _check(kind: str, path: Path, root: _Root) -> Iterable[Finding]:
    if kind in LIBRARY_FILES or kind in (CONSEQUENCES, "library"):
        return [f for f in root.findings if kind == "library" or _same(f.path, path)]
    if kind == "unknown":
        return _unknown(path)
    if kind == "part":
        return _users_of(path, root)
    if kind in ("situations", "training-roles"):
        return check_situations(kind, path, root.library)
    broken = errors_in(root.findings) if root.library is None else []
    if kind == "campaign":
        if root.library is None:
            return broken
        roles = training_roles(root.path)
        return read_campaign(path, root.library, list_playbooks(root.path), roles).findings
    loaded = read_playbook(path) if kind == "playbook" else read_document("scenario", path)
    findings = [*broken, *loaded.findings, *_unsafe(loaded)]
    if loaded.record is None or root.library is None or loaded.document is None:
        return findings
    if kind == "playbook":
        return findings + loaded.located(suites.playbook_issues(loaded.record, root.library))
    issues = list(suites.scenario_issues(loaded.record, root.library))
    issues += suites.scenario_quality(loaded.record, root.library, loaded.document.source.data)
    if not any(issue.code is Code.DANGLING_ID for issue in issues):
        issues += suites.unreachable(loaded.record, root.library)
    return findings + loaded.located(issues)


def _unsafe(loaded: Loaded) -> list[Finding]:
    if loaded.document is None:
        return []
    return loaded.located(suites.unsafe_texts(loaded.document.source.data))


def _targets(path: Path) -> Iterator[tuple[str, Path]]:
    """Kind and path of everything to check at a path: a content folder, any folder, or one file."""
    if path.is_file():
        yield _kind_of(path)
    elif (path / "playbook.yaml").exists():
        yield "playbook", path
    elif (path / "answers").is_dir():
        yield "library", path / "answers"
        for playbook in list_playbooks(path):
            yield "playbook", path / "answers" / playbook
        for scenario in scenario_paths(path):
            yield "scenario", scenario
        for other in sorted((path / "scenarios" / SITUATIONS).glob("*.yaml")):
            yield kind_of_situations(other), other
    else:
        yield from dict.fromkeys(_kind_of(inner) for inner in sorted(path.rglob("*.y*ml")) if inner.is_file())


def _kind_of(path: Path) -> tuple[str, Path]:
    folder = path.resolve().parent
    if (folder / "playbook.yaml").exists():
        return "playbook", path.parent
    if folder.name in ("answers", "current_law") and path.stem in LIBRARY_FILES:
        return path.stem, path
    if folder.name == CONSEQUENCES and folder.parent.name == "scenarios":
        return CONSEQUENCES, path
    if folder.name == FOLDER and folder.parent.name == "scenarios":
        return "part", path
    if folder.name == SITUATIONS and folder.parent.name == "scenarios":
        return kind_of_situations(path), path
    source = read_source(path)
    fatal = any(problem.code is Code.SYNTAX for problem in source.problems)
    keys = set(source.data) if isinstance(source.data, dict) else set()
    if keys & _SIGNS["campaign"] and not keys & _SIGNS["scenario"]:
        return "campaign", path
    if fatal or keys & _SIGNS["scenario"] or "scenarios" in path.resolve().parts:
        return "scenario", path
    return "unknown", path


def _unknown(path: Path) -> list[Finding]:
    source = read_source(path)
    message = "this is neither a scenario nor a campaign nor part of a playbook or of answers/"
    return [*source.own_findings(), source.finding(Code.UNKNOWN_FILE, (), message)]


def _users_of(part: Path, root: _Root) -> list[Finding]:
    """What is wrong in a part shows in the scenarios that use it."""
    users = [path for path in scenario_paths(root.path) if part.stem in used_parts(read_source(path).data)]
    if not users:
        message = f"no scenario uses this part; name it under `uses: [{part.stem}]`"
        return [Finding(Code.UNUSED_PART, Severity.NOTE, part, 1, 1, "", message)]
    found = [finding for path in users for finding in _check("scenario", path, root)]
    return [finding for finding in dict.fromkeys(found) if _same(finding.path, part)]


def _root_of(path: Path) -> Path:
    """The content folder around a path, else the shipped one."""
    for folder in path.resolve().parents:
        if (folder / "answers" / "facts.yaml").exists():
            return folder
    return content_root()


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
