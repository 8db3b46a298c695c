"""Today's law beside a guide, in one language: for the result page and for JSON."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from ..domain.conditions import Situation, evaluate
from ..domain.current_law import CurrentLaw, DatedNote, LawFinding, RuleKind, SourceCertainty, apply_law
from ..domain.exercise import Exercise
from ..domain.facts import FactValue
from ..domain.kinds import Language, Truth
from ..domain.law_marks import LawMark, LawResult, mark_by_law
from ..domain.results import DatedText, LawMarkText, LawResultText, LawText
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
        done=not set(rule.acts).isdisjoint(done) if rule.kind is RuleKind.DUTY and rule.acts else None,
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
        _dated_text(note, language)
        for note in law.dated
        if note.playbook == playbook and evaluate(note.when, situation) is not Truth.NO
    )


def dated_by_section(
    law: CurrentLaw | None, playbook: str, facts: Mapping[str, FactValue], language: Language
) -> dict[str, tuple[DatedText, ...]]:
    """The same notes by each section of the guide that they are about."""
    found: dict[str, tuple[DatedText, ...]] = {}
    for note in dated_texts(law, playbook, facts, language):
        for section in note.sections:
            found[section] = (*found.get(section, ()), note)
    return found


def _dated_text(note: DatedNote, language: Language) -> DatedText:
    return DatedText(
        sections=note.sections,
        document_says=note.document_says.in_(language),
        today=note.today.in_(language),
        source=translate("law.source", language, source=note.source.in_(language), as_of=note.as_of),
        needs_checking=translate("law.needs_checking", language) if note.certainty is SourceCertainty.C else "",
    )


def law_result(law: CurrentLaw | None, exercise: Exercise) -> LawResult | None:
    """A run measured by today's law; None where there is no law to measure by."""
    if law is None:
        return None
    offered = {card.action for card in exercise.incident.cards()}
    done: dict[str, str] = {}
    for act in exercise.acts:
        done.setdefault(act.action, act.at)
    return mark_by_law(law, exercise.incident.facts, done, offered)


def law_result_text(result: LawResult | None, exercise: Exercise, language: Language) -> LawResultText | None:
    if result is None:
        return None
    labels = {card.action: card.label.in_(language) for card in exercise.incident.cards()}
    count = len(result.marks)
    key = "some" if count else "none"
    return LawResultText(
        met=result.met,
        of=count,
        sentence=translate(f"law.result.{key}", language, met=result.met, of=count),
        marks=tuple(_mark_text(mark, labels, language) for mark in result.marks),
    )


def _mark_text(mark: LawMark, labels: Mapping[str, str], language: Language) -> LawMarkText:
    rule = mark.finding.rule
    named = labels.get(mark.act, "")
    wanted = translate("list.comma", language).join(labels[act] for act in rule.acts if act in labels)
    at = format_moment(mark.at, language) if mark.at else ""
    until = format_moment(mark.until, language) if mark.until else ""
    dated = "dated" if mark.until else "undated"
    reason = translate(f"law.mark.{mark.verdict}.{dated}", language, act=named, at=at, until=until, wanted=wanted)
    return LawMarkText(
        id=rule.id,
        verdict=mark.verdict,
        verdict_text=translate(f"law.verdict.{mark.verdict}", language),
        title=rule.title.in_(language),
        reason=reason,
        substitute=mark.substitute.label.in_(language) if mark.substitute else "",
        triggers=tuple(t.label.in_(language) for t in mark.finding.triggers),
        source=translate("law.source", language, source=rule.source.in_(language), as_of=rule.as_of),
        address=rule.address,
        needs_checking=translate("law.needs_checking", language) if rule.certainty is SourceCertainty.C else "",
    )


def law_result_json(result: LawResult | None, exercise: Exercise, language: Language) -> dict[str, Any] | None:
    """A run's own result by today's law: how many of the duties that were due it met in time, and why."""
    shown = law_result_text(result, exercise, language)
    if result is None or shown is None:
        return None
    return {
        "met": shown.met,
        "of": shown.of,
        "rules": [
            {
                "rule": text.id,
                "verdict": mark.verdict.value,
                "trigger": [t.id for t in mark.finding.triggers],
                "act": mark.act or None,
                "at": mark.at or None,
                "until": mark.until or None,
                "substitute": mark.substitute.id if mark.substitute else None,
                "reason": text.reason,
                "source": mark.finding.rule.source.in_(language),
                "address": text.address,
                "as_of": mark.finding.rule.as_of,
                "certainty": mark.finding.rule.certainty.value,
            }
            for mark, text in zip(result.marks, shown.marks, strict=True)
        ],
    }


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
