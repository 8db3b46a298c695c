"""Guides to be read: every playbook in one language, with conditions and orders in words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from ..domain.catalogue import Library
from ..domain.condition_words import ConditionWords, describe
from ..domain.guide_view import (
    ChainText,
    CoverageText,
    GuideForm,
    GuideResponse,
    GuideSection,
    GuideSeverity,
    GuideStatement,
    GuideView,
    RoleText,
    SectionName,
)
from ..domain.kinds import Coverage, IncidentType, Language
from ..domain.playbook import (
    ChainStep,
    ExpectedResponse,
    GuideRole,
    Order,
    OrderKind,
    Playbook,
    Section,
    TypeCoverage,
)
from ..domain.text import Text
from ..i18n import translate
from . import shelf
from .overlay import dated_by_section

UNDATED = "n.d."  # how a playbook says that its guide prints no date


class Guides:
    """The guides there are. `view` raises NotFound for any other id."""

    def __init__(self, library: Library, ids: Iterable[str], load: Callable[[str], Playbook]) -> None:
        self._library = library
        self._load = load
        self.ids = tuple(ids)

    def titles(self, language: Language | str) -> tuple[tuple[str, str], ...]:
        """(id, title) of each guide."""
        return tuple((one, self._load(one).title.in_(language)) for one in self.ids)

    def view(self, guide_id: str, language: Language | str) -> GuideView:
        return guide_view(self._load(guide_id), self._library, Language(language))


def open_guides() -> Guides:
    """The guides of this installation."""
    return Guides(shelf.library(), shelf.playbook_ids(), shelf.playbook)


def guide_view(guide: Playbook, library: Library, language: Language) -> GuideView:
    """The guide with all that is said in each of its sections, in the order of its index."""
    below: dict[str | None, list[Section]] = defaultdict(list)
    for section in guide.sections:
        below[section.parent].append(section)
    writer = _Writer(guide, library, language)

    def tree(parent: str | None) -> tuple[GuideSection, ...]:
        return tuple(writer.section(section, tree(section.id)) for section in below[parent])

    return GuideView(
        id=guide.id,
        title=guide.title.in_(language),
        publisher=guide.publisher.in_(language),
        published="" if guide.published == UNDATED else guide.published,
        coverage=tuple(_coverage(guide, kind, language) for kind in IncidentType),
        sections=tree(None),
        roles=tuple(writer.role(role) for role in guide.roles),
        chain=tuple(writer.step(step) for step in guide.chain),
        chain_note=guide.chain_note.in_(language) if guide.chain_note else "",
    )


def _coverage(guide: Playbook, kind: IncidentType, language: Language) -> CoverageText:
    entry = guide.coverage.get(kind, TypeCoverage(coverage=Coverage.NOT_STATED))
    return CoverageText(
        type=kind,
        type_label=translate(f"incident_type.{kind}", language),
        coverage=entry.coverage,
        label=translate(f"coverage_word.{entry.coverage}", language),
        chapter=entry.chapter or "",
        note=entry.note.in_(language) if entry.note else "",
    )


class _Writer:
    """Writes the sections of one guide in one language."""

    def __init__(self, guide: Playbook, library: Library, language: Language) -> None:
        self.guide = guide
        self.catalogue = library.catalogue
        self.language = language
        self.words = ConditionWords(vocabulary=library.vocabulary, catalogue=library.catalogue)
        self.sections = {section.id: section for section in guide.sections}
        self.responses = {response.id: response for response in guide.responses}
        self.dated = dated_by_section(library.law, guide.id, {}, language)

    def said(self, text: Text | None) -> str:
        return text.in_(self.language) if text is not None else ""

    def section(self, section: Section, parts: tuple[GuideSection, ...]) -> GuideSection:
        return GuideSection(
            id=section.id,
            number=section.number,
            title=self.said(section.title),
            page=section.page,
            statements=tuple(
                GuideStatement(
                    kind=one.kind,
                    kind_label=translate(f"statement_kind.{one.kind}", self.language),
                    text=self.said(one.text),
                    number=_printed(one.number),
                    types=one.types,
                    phase=one.phase,
                )
                for one in self.guide.statements
                if one.section == section.id
            ),
            responses=tuple(self.response(one) for one in self.guide.responses if one.section == section.id),
            forms=tuple(
                GuideForm(title=self.said(form.title), fields=tuple(self.said(field.label) for field in form.fields))
                for form in self.guide.forms
                if form.section == section.id
            ),
            severity=tuple(
                GuideSeverity(label=self.said(rule.label), condition=describe(rule.when, self.words, self.language))
                for rule in self.guide.severity
                if rule.section == section.id
            ),
            parts=parts,
            dated=self.dated.get(section.id, ()),
        )

    def role(self, role: GuideRole) -> RoleText:
        return RoleText(
            id=role.id,
            label=self.said(role.label),
            duties=self.said(role.duties),
            outside=role.outside,
            place=self.place(role.section),
        )

    def step(self, step: ChainStep) -> ChainText:
        names = {role.id: self.said(role.label) for role in self.guide.roles}
        what = self.said(step.what)
        sentence = translate("guide.chain", self.language, reporter=names[step.reporter], to=names[step.to], what=what)
        return ChainText(
            reporter=step.reporter,
            to=step.to,
            what=what,
            means=self.said(step.means),
            phase=step.phase,
            place=self.place(step.section),
            sentence=sentence,
        )

    def place(self, section: str) -> SectionName:
        found = self.sections[section]
        return SectionName(section=section, number=found.number, title=self.said(found.title))

    def response(self, response: ExpectedResponse) -> GuideResponse:
        return GuideResponse(
            grade=response.grade,
            grade_label=translate(f"grade.{response.grade}", self.language),
            sign=translate(f"grade_sign.{response.grade}", self.language),
            act=self.act(response.action),
            statement=self.said(response.statement),
            condition=describe(response.when, self.words, self.language),
            who=self.said(response.who),
            order=self.order(response.order),
            deadline=self.said(response.deadline.text) if response.deadline else "",
            caution=self.said(response.caution),
            types=response.types,
            phase=response.phase,
            differs=self.differing(response),
        )

    def act(self, action: str) -> str:
        return self.said(self.catalogue.action(action).label)

    def order(self, order: Order | None) -> str:
        if order is None:
            return ""
        if order.kind is OrderKind.BEFORE:
            acts = [self.act(action) for action in order.actions]
            shown = "".join(f"「{act}」" for act in acts) if self.language is Language.JA else _quoted(acts)
            return translate("order.before", self.language, acts=shown)
        return translate(f"order.{order.kind}", self.language)

    def differing(self, response: ExpectedResponse) -> tuple[SectionName, ...]:
        """The sections of the responses in tension with this one, each once."""
        found = dict.fromkeys(self.responses[other].section for other in response.tension)
        return tuple(self.place(one) for one in found)


def _printed(number: str | None) -> str:
    """A number as a guide prints it; what a playbook only uses to tell its own cases apart is not shown."""
    return "" if number is None or re.search(r"[a-z]", number) else number


def _quoted(acts: Iterable[str]) -> str:
    return ", ".join(f"“{act}”" for act in acts)
