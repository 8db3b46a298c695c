"""A guide as a reader sees it, in one language: plain strings, section by section."""

from __future__ import annotations

from .kinds import Coverage, Grade, IncidentType, Phase
from .playbook import StatementKind
from .records import record
from .results import DatedText


@record
class CoverageText:
    """What the guide has to say about one type: `label` in a word, `note` in its own sentence (may be empty)."""

    type: IncidentType
    type_label: str
    coverage: Coverage
    label: str
    chapter: str
    note: str


@record
class SectionName:
    """A place of the guide, to be pointed at."""

    section: str
    number: str
    title: str


@record
class GuideStatement:
    """Something the guide says that is not an act. No `types`: it holds for every type."""

    kind: StatementKind
    kind_label: str
    text: str
    number: str
    types: tuple[IncidentType, ...]
    phase: Phase | None


@record
class GuideResponse:
    """An act the guide speaks of. Texts are empty where the guide gives none.

    `differs` are places of the same guide that expect the act with another strength.
    """

    grade: Grade
    grade_label: str
    sign: str
    act: str
    statement: str
    condition: str
    who: str
    order: str
    deadline: str
    caution: str
    types: tuple[IncidentType, ...]
    phase: Phase
    differs: tuple[SectionName, ...]


@record
class GuideForm:
    title: str
    fields: tuple[str, ...]


@record
class GuideSeverity:
    """A rule of severity; the rules of a guide are tried in order. No `condition`: whatever is left."""

    label: str
    condition: str


@record
class GuideSection:
    """One section with what stands in it and the sections below it."""

    id: str
    number: str
    title: str
    page: int | None
    statements: tuple[GuideStatement, ...]
    responses: tuple[GuideResponse, ...]
    forms: tuple[GuideForm, ...]
    severity: tuple[GuideSeverity, ...]
    parts: tuple[GuideSection, ...]
    dated: tuple[DatedText, ...] = ()


@record
class RoleText:
    """Somebody the guide names, and in which section."""

    id: str
    label: str
    duties: str
    outside: bool
    place: SectionName


@record
class ChainText:
    """One line of the reporting chain. `reporter` and `to` are ids of roles; `sentence` says it in words."""

    reporter: str
    to: str
    what: str
    means: str
    phase: Phase | None
    place: SectionName
    sentence: str


@record
class GuideView:
    """A whole guide. `published` is empty where it prints no date."""

    id: str
    title: str
    publisher: str
    published: str
    coverage: tuple[CoverageText, ...]
    sections: tuple[GuideSection, ...]
    roles: tuple[RoleText, ...] = ()
    chain: tuple[ChainText, ...] = ()
    chain_note: str = ""
