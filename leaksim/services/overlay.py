"""Today's law beside a guide, in one language: for the result page and for JSON."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from ..domain.conditions import Situation, evaluate
from ..domain.current_law import CurrentLaw, LawFinding, RuleKind, SourceCertainty, apply_law
from ..domain.facts import FactValue
from ..domain.kinds import Language, Truth
from ..domain.results import DatedText, LawText
from ..i18n import format_moment, translate


def law_texts(
    law: CurrentLaw | None, facts: Mapping[str, FactValue], done: Collection[str], language: Language
) -> tuple[LawText, ...]:
    """The rules that matter to a case: due or undecided, and whether an act that fulfils them was done."""
    if law is None:
        return ()
    return tuple(
        _law_text(finding, facts, done, language) for finding in apply_law(law, facts) if finding.due is not Truth.NO
    )


def _law_text(
    finding: LawFinding, facts: Mapping[str, FactValue], done: Collection[str], language: Language
) -> LawText:
    rule = finding.rule
    by = deadline_moments(finding, facts)
    deadline = rule.deadline.in_(language) if rule.deadline else ""
    if by:
        moments = " – ".join(format_moment(moment, language) for moment in by)
        guide = translate("law.by", language, moments=moments)
        deadline = f"{deadline} ({guide})"
    source = rule.source.in_(language)
    return LawText(
        id=rule.id,
        kind=rule.kind,
        due=finding.due,
        due_text=translate(f"law.due.{rule.kind}.{finding.due}", language),
        title=rule.title.in_(language),
        statement=rule.statement.in_(language),
        triggers=tuple(t.label.in_(language) for t in finding.triggers),
        possible=tuple(t.label.in_(language) for t in finding.possible),
        deadline=deadline,
        done=bool(rule.acts) and not set(rule.acts).isdisjoint(done) if rule.kind is RuleKind.DUTY else None,
        source=translate("law.source", language, source=source, as_of=rule.as_of),
        address=rule.address,
        needs_checking=translate("law.needs_checking", language) if rule.certainty is SourceCertainty.C else "",
    )


def deadline_moments(finding: LawFinding, facts: Mapping[str, FactValue]) -> list[str]:
    """The days by which a duty is to be met, as ISO 8601; empty where no day is given or knowing has no date."""
    since = facts.get(finding.rule.since) if finding.rule.since else None
    if finding.due is not Truth.YES or not isinstance(since, str):
        return []
    start = datetime.fromisoformat(since)
    days = [d for d in (finding.days, finding.latest_days) if d is not None]
    return [(start + timedelta(days=d)).isoformat(timespec="minutes") for d in days]


def dated_texts(
    law: CurrentLaw | None, playbook: str, facts: Mapping[str, FactValue], language: Language
) -> tuple[DatedText, ...]:
    """Where the guide's wording has been overtaken, as far as it matters to the case."""
    if law is None:
        return ()
    situation = Situation(truth=facts)
    return tuple(
        DatedText(
            section=note.section,
            document_says=note.document_says.in_(language),
            today=note.today.in_(language),
            source=translate("law.source", language, source=note.source.in_(language), as_of=note.as_of),
            needs_checking=translate("law.needs_checking", language) if note.certainty is SourceCertainty.C else "",
        )
        for note in law.dated
        if note.playbook == playbook and evaluate(note.when, situation) is not Truth.NO
    )


def overlay_json(law: CurrentLaw | None, facts: Mapping[str, FactValue], language: Language) -> list[dict[str, Any]]:
    """Every rule with its verdict on the case, due or not."""
    if law is None:
        return []
    return [
        {
            "rule": finding.rule.id,
            "kind": finding.rule.kind.value,
            "title": finding.rule.title.in_(language),
            "statement": finding.rule.statement.in_(language),
            "due": finding.due.value,
            "trigger": [t.id for t in finding.triggers],
            "possible_triggers": [t.id for t in finding.possible],
            "deadline": {
                "text": finding.rule.deadline.in_(language) if finding.rule.deadline else None,
                "since": finding.rule.since,
                "days": finding.days,
                "latest_days": finding.latest_days,
                "moments": deadline_moments(finding, facts),
            },
            "acts": list(finding.rule.acts),
            "source": finding.rule.source.in_(language),
            "address": finding.rule.address,
            "as_of": finding.rule.as_of,
            "certainty": finding.rule.certainty.value,
            "needs_checking": finding.rule.certainty is SourceCertainty.C,
        }
        for finding in apply_law(law, facts)
    ]
