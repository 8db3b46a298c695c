"""A run measured by today's law: a result of its own, which never touches the guide's score."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from .conditions import Situation, evaluate
from .current_law import CurrentLaw, LawFinding, RuleKind, Substitute, apply_law
from .facts import FactValue
from .kinds import Truth
from .records import record


class LawVerdict(StrEnum):
    MET = "met"
    LATE = "late"
    MISSED = "missed"


@record
class LawMark:
    """What came of a duty that is due. `act` was done at `at` (ISO 8601); `until` is the last moment in time.

    Empty: nothing was done, or the law names no day. `substitute` is set where the act only stands in for another.
    """

    finding: LawFinding
    verdict: LawVerdict
    act: str = ""
    at: str = ""
    until: str = ""
    substitute: Substitute | None = None


@record
class LawResult:
    """The duties that were due, and how many of them were met in time."""

    marks: tuple[LawMark, ...]

    @property
    def met(self) -> int:
        return sum(mark.verdict is LawVerdict.MET for mark in self.marks)


def mark_by_law(
    law: CurrentLaw, facts: Mapping[str, FactValue], done: Mapping[str, str], offered: Collection[str]
) -> LawResult:
    """Each duty that is due and that one of the `offered` acts could meet. `done`: act -> moment, ISO 8601."""
    return mark_duties(duties_due(law, facts, offered), facts, done)


def duties_due(
    law: CurrentLaw, facts: Mapping[str, FactValue], offered: Collection[str]
) -> tuple[tuple[LawFinding, Mapping[str, Substitute]], ...]:
    """The duties that are due and that an offered act could meet, each with the acts that may stand in."""
    duties = []
    for finding in apply_law(law, facts):
        if finding.rule.kind is RuleKind.DUTY and finding.due is Truth.YES:
            stand_ins = _stand_ins(finding, facts)
            if not set(offered).isdisjoint((*finding.rule.acts, *stand_ins)):
                duties.append((finding, stand_ins))
    return tuple(duties)


def mark_duties(
    duties: tuple[tuple[LawFinding, Mapping[str, Substitute]], ...],
    facts: Mapping[str, FactValue],
    done: Mapping[str, str],
) -> LawResult:
    return LawResult(marks=tuple(_mark(finding, facts, done, stand_ins) for finding, stand_ins in duties))


def _stand_ins(finding: LawFinding, facts: Mapping[str, FactValue]) -> dict[str, Substitute]:
    situation = Situation(truth=facts)
    return {
        act: substitute
        for substitute in finding.rule.substitutes
        if evaluate(substitute.when, situation) is Truth.YES
        for act in substitute.acts
    }


def _mark(
    finding: LawFinding, facts: Mapping[str, FactValue], done: Mapping[str, str], stand_ins: Mapping[str, Substitute]
) -> LawMark:
    until = last_moment(finding, facts)
    fitting = [act for act in dict.fromkeys((*finding.rule.acts, *stand_ins)) if act in done]
    if not fitting:
        return LawMark(finding=finding, verdict=LawVerdict.MISSED, until=until)
    act = min(fitting, key=lambda one: datetime.fromisoformat(done[one]))
    late = bool(until) and datetime.fromisoformat(done[act]) > datetime.fromisoformat(until)
    return LawMark(
        finding=finding,
        verdict=LawVerdict.LATE if late else LawVerdict.MET,
        act=act,
        at=done[act],
        until=until,
        substitute=None if act in finding.rule.acts else stand_ins[act],
    )


def last_moment(finding: LawFinding, facts: Mapping[str, FactValue]) -> str:
    """The moment up to which a duty is met in time, ISO 8601; empty where no day is given or knowing has no date."""
    days = finding.days if finding.latest_days is None else finding.latest_days
    since = facts.get(finding.rule.since) if finding.rule.since else None
    if days is None or not isinstance(since, str):
        return ""
    return (datetime.fromisoformat(since) + timedelta(days=days)).isoformat(timespec="minutes")
