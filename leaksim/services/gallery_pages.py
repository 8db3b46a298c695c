"""One page of the gallery: a scenario and its sample incident in words, ready to be drawn."""

from __future__ import annotations

from pathlib import Path

from ..domain.condition_words import ConditionWords, describe
from ..domain.facts import FactKind, FactValue
from ..domain.incident import Incident, Status
from ..domain.kinds import PHASES, Coverage, Language
from ..domain.playbook import Playbook, Statement, StatementKind, TypeCoverage
from ..domain.scenario import Scenario
from ..i18n import format_moment, translate
from ..reports import gallery as pages
from . import shelf
from .gallery_parameters import varying


def preset_for(scenario: Scenario, playbook: str | None) -> str | None:
    """The first organisation of the scenario that follows the guide; None lets the seed draw."""
    followed = {preset.id: preset.playbook for preset in shelf.library().organisations}
    return next((one for one in scenario.organisations if playbook is not None and followed[one] == playbook), None)


def _played_case(plays: str) -> tuple[Playbook, Statement] | None:
    """The case example that `plays` names as guide/number, and its guide; None where no guide counts it so."""
    name, _, number = plays.partition("/")
    if name not in shelf.playbook_ids():
        return None
    guide = shelf.playbook(name)
    cases = (one for one in guide.statements if one.kind is StatementKind.CASE and one.number == number)
    found = next(cases, None)
    return None if found is None else (guide, found)


class PageWriter:
    """Writes one scenario and its sample in one language."""

    def __init__(self, scenario: Scenario, incident: Incident, language: Language, playbook: str | None) -> None:
        self.scenario = scenario
        self.incident = incident
        self.language = language
        self.playbook = playbook
        self.library = shelf.library()
        self.presets = {preset.id: preset for preset in self.library.organisations}
        self.anchors = {one.id: f"e{n}" for n, one in enumerate(incident.evidence, start=1)}

    def page(self, files: dict[str, Path], filters: tuple[pages.Filter, ...], *, truth: bool) -> pages.Scenario:
        one, language = self.scenario, self.language
        rows, details = varying(one, self.library.vocabulary, language)
        guides = self.guides()
        kind = translate(f"incident_type.{one.type}", language)
        audience = tuple(translate(f"gallery.audience_{a}", language) for a in one.audience)
        said = {
            "type": {kind},
            "difficulty": {translate(f"gallery.level_{one.difficulty}", language)},
            "audience": set(audience),
            "guide": {guide.title for guide in guides if guide.stated},
        }
        return pages.Scenario(
            id=one.id,
            version=one.version,
            href=pages.href(f"scenarios/{one.id}.html"),
            title=one.title.in_(language),
            summary=one.summary.in_(language),
            type=kind,
            case=self.case(),
            objectives=tuple(text.in_(language) for text in one.objectives),
            difficulty=translate(f"gallery.difficulty_{one.difficulty}", language),
            minutes=one.minutes,
            audience=audience,
            organisations=tuple(self.presets[name].label.in_(language) for name in one.organisations),
            guides=guides,
            varying=rows,
            details=details,
            codes=tuple(c.code for f in filters for c in f.choices if c.label in said[f.name]),
            sample=self.sample(files, truth=truth),
        )

    def case(self) -> pages.PlayedCase | None:
        if not self.scenario.plays:
            return None
        found = _played_case(self.scenario.plays)
        if found is None:
            return pages.PlayedCase(guide="", section="", text=self.scenario.plays)
        guide, statement = found
        section = guide.section(statement.section)
        return pages.PlayedCase(
            guide=guide.title.in_(self.language),
            section=f"{section.number} {section.title.in_(self.language)}".strip(),
            text=statement.text.in_(self.language),
        )

    def guides(self) -> tuple[pages.GuideFit, ...]:
        """Every guide, the chosen one first."""
        order = sorted(shelf.playbook_ids(), key=lambda name: name != self.playbook)
        return tuple(self.fit(shelf.playbook(name)) for name in order)

    def fit(self, guide: Playbook) -> pages.GuideFit:
        kind = self.scenario.type
        entry = guide.coverage.get(kind, TypeCoverage(coverage=Coverage.NOT_STATED))
        bringing = (self.presets[name] for name in self.scenario.organisations)
        return pages.GuideFit(
            id=guide.id,
            title=guide.title.in_(self.language),
            stated=entry.coverage is not Coverage.NOT_STATED,
            label=translate(f"coverage_word.{entry.coverage}", self.language),
            chapter=entry.chapter or "",
            note=entry.note.in_(self.language) if entry.note else "",
            organisations=tuple(p.label.in_(self.language) for p in bringing if p.playbook == guide.id),
            chosen=guide.id == self.playbook,
        )

    def sample(self, files: dict[str, Path], *, truth: bool) -> pages.Sample:
        incident, language = self.incident, self.language
        preset = incident.organisation.preset
        organisation = f" --organisation {preset}" if self.playbook and preset_for(self.scenario, self.playbook) else ""
        return pages.Sample(
            seed=incident.seed,
            organisation=incident.organisation.name.in_(language),
            preset=self.presets[preset].label.in_(language),
            starts_at=incident.starts_at,
            briefing=incident.briefing.in_(language),
            command=f"leaksim generate {incident.scenario} --seed {incident.seed}{organisation} --lang {language}",
            phases=self.phases(),
            things=tuple(self.thing(one.id, files[one.id]) for one in incident.evidence),
            facts=self.facts() if truth else (),
        )

    def phases(self) -> tuple[pages.PhaseOfSample, ...]:
        words = ConditionWords(vocabulary=self.library.vocabulary, catalogue=self.library.catalogue)
        shown = []
        for phase in PHASES:
            arrivals = tuple(
                pages.Arrival(
                    at="" if one.when else one.moment,
                    method=translate(f"method.{one.method}", self.language),
                    sender=one.sender.in_(self.language),
                    message=one.message.in_(self.language),
                    condition=describe(one.when, words, self.language),
                    things=tuple(
                        pages.Link(label=self.titled(name), href=f"#{self.anchors[name]}") for name in one.evidence
                    ),
                )
                for one in sorted(self.incident.injects, key=lambda inject: inject.moment)
                if one.phase is phase
            )
            if arrivals:
                shown.append(pages.PhaseOfSample(label=translate(f"phase.{phase}", self.language), arrivals=arrivals))
        return tuple(shown)

    def titled(self, evidence: str) -> str:
        return self.incident.evidence_by_id(evidence).title.in_(self.language)

    def thing(self, evidence: str, path: Path) -> pages.Thing:
        return pages.Thing(
            anchor=self.anchors[evidence],
            title=self.titled(evidence),
            document=self.incident.evidence_by_id(evidence).documents[self.language],
            file=pages.Link(label=path.name, href=pages.href(f"{path.parent.name}/{path.name}")),
            size=_size(path.stat().st_size),
        )

    def facts(self) -> tuple[pages.FactRow, ...]:
        vocabulary, incident = self.library.vocabulary, self.incident
        settled: dict[str, list[str]] = {}
        for finding in incident.findings:
            if finding.status is Status.ESTABLISHED and finding.value in (None, incident.facts.get(finding.fact)):
                settled.setdefault(finding.fact, []).extend(self.titled(name) for name in finding.evidence)
        return tuple(
            pages.FactRow(
                label=vocabulary.spec(fact).label.in_(self.language),
                value=self.true_value(fact, value),
                settled_by=tuple(dict.fromkeys(settled.get(fact, ()))),
            )
            for fact, value in incident.facts.items()
        )

    def true_value(self, fact: str, value: FactValue) -> str:
        if self.library.vocabulary.spec(fact).kind is FactKind.MOMENT and isinstance(value, str):
            return format_moment(value, self.language, year=True)
        return self.library.vocabulary.value_text(fact, value).in_(self.language)


def _size(size: int) -> str:
    return f"{size} B" if size < 1000 else f"{size / 1000:,.0f} KB" if size < 1_000_000 else f"{size / 1e6:,.1f} MB"
