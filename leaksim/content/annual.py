"""Loading and checking what annual training draws from: the files of `scenarios/situations/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..domain.catalogue import ActionKind, Library
from ..domain.situations import AnnualContent, RolesFile, Situation, SituationFile
from ..domain.templates import ORG_ATTRIBUTES
from ..resources import content_root
from .checks import references, suites, texts, values
from .checks.walking import Issue, Names
from .findings import Code, Finding, refuse
from .loading import SITUATIONS, read_document

ROLES = "roles.yaml"
#: Every text of a training is read on a telephone within minutes.
LONGEST_SITUATION = {"ja": 350, "en": 700}


def kind_of_situations(path: Path) -> str:
    """Which kind of file stands at a path of that folder."""
    return "training-roles" if path.name == ROLES else "situations"


def load_annual(root: Path | None, library: Library) -> AnnualContent:
    """Roles and situations below a root; raises ContentError with all findings, NotFound without the file of roles."""
    folder = (root or content_root()) / "scenarios" / SITUATIONS
    paths = [folder / ROLES, *(p for p in sorted(folder.glob("*.yaml")) if p.name != ROLES)]
    records: list[Any] = []
    findings: list[Finding] = []
    for path in paths:
        loaded = read_document(kind_of_situations(path), path)
        findings += loaded.findings
        if loaded.record is not None:
            findings += loaded.located(_issues(loaded.record, library))
        records.append(loaded.record)
    refuse(findings)
    situations = tuple(situation for record in records[1:] for situation in record.situations)
    return AnnualContent(roles=records[0], situations=situations)


def training_roles(root: Path) -> tuple[str, ...]:
    """Ids of the roles that train below a root; ContentError or NotFound where their file cannot be used."""
    loaded = read_document("training-roles", root / "scenarios" / SITUATIONS / ROLES)
    refuse(loaded.findings)
    assert isinstance(loaded.record, RolesFile)
    return tuple(role.id for role in loaded.record.roles)


def check_situations(kind: str, path: Path, library: Library | None) -> list[Finding]:
    """Everything that is wrong with one file of the folder."""
    loaded = read_document(kind, path)
    findings = list(loaded.findings)
    if loaded.document is None:
        return findings
    data = loaded.document.source.data
    findings += loaded.located(suites.unsafe_texts(data))
    if loaded.record is None or library is None:
        return findings
    findings += loaded.located(_issues(loaded.record, library))
    if isinstance(loaded.record, SituationFile):
        findings += loaded.located(_texts(loaded.record, data, library))
    return findings


def _issues(record: SituationFile | RolesFile, library: Library) -> Iterator[Issue]:
    names = references.library_names(library)
    yield from references.repeated(record)
    if isinstance(record, RolesFile):
        yield from references.dangling(record, names)
        return
    for index, situation in enumerate(record.situations):
        for issue in _situation(situation, names, library):
            yield issue.below(("situations", index))


def _situation(situation: Situation, names: Names, library: Library) -> Iterator[Issue]:
    yield from references.dangling(situation, {**names, "parameter": frozenset(situation.parameters)})
    yield from values.unfit_facts(situation.facts, situation.parameters, library.vocabulary)
    needed = {"first": situation.first, "tempting": situation.tempting, "claims": situation.claims}
    for key, given in needed.items():
        if situation.is_sign and not given:
            yield Issue(Code.MISSING_KEY, (), f"the key '{key}' is missing: a situation with a type asks for it")
        if not situation.is_sign and given:
            message = f"'{key}' has no meaning here: a situation without a type is harmless, and nothing is to be done"
            yield Issue(Code.UNKNOWN_KEY, (key,), message, key=True)
    for index, name in enumerate(situation.tempting):
        action = next((a for a in library.catalogue.actions if a.id == name), None)
        if action is None:
            continue
        if action.kind is ActionKind.RESPONSE:
            yield Issue(Code.BAD_VALUE, ("tempting", index), f"'{name}' is an act that guides ask for, not a wrong one")
        elif situation.type is not None and not action.fits(situation.type):
            yield Issue(Code.BAD_VALUE, ("tempting", index), f"'{name}' is no act of the type '{situation.type}'")


def _texts(file: SituationFile, data: Any, library: Library) -> Iterator[Issue]:
    facts = references.library_names(library)["fact"]
    for index, situation in enumerate(file.situations):
        names = {
            "p": tuple(situation.parameters),
            "cast": tuple(situation.cast),
            "org": ORG_ATTRIBUTES,
            "m": (),
            "f": tuple(situation.facts),
        }
        for issue in texts.bad_templates(data["situations"][index], names, facts):
            yield issue.below(("situations", index))
        for issue in texts.uneven_variants(situation):
            yield issue.below(("situations", index))
        for language, limit in LONGEST_SITUATION.items():
            written = getattr(situation.text, language)
            for text in (written,) if isinstance(written, str) else written:
                if len(text) > limit:
                    message = f"{len(text)} characters; a situation has at most {limit} in {language}"
                    yield Issue(Code.BAD_VALUE, ("situations", index, "text", language), message)
