"""Today's law beside the guides: duties with their triggers and deadlines, and notes where a guide is dated.

It has verdicts of its own and is never mixed into a guide's score, with one exception in the trainee's favour: an act
that today's law requires never costs points.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from .conditions import AllOf, Condition, NoneOf, Situation, evaluate
from .facts import FactValue
from .kinds import Truth
from .records import record
from .text import Text


class SourceCertainty(StrEnum):
    """A: official text read. B: a secondary text that quotes it. C: weak, shown as 要確認."""

    A = "A"
    B = "B"
    C = "C"


class RuleKind(StrEnum):
    DUTY = "duty"
    RELIEF = "relief"  # what lifts or shifts a duty
    CONTACT = "contact"  # whom to call today
    NOTE = "note"  # how a duty is read, or what is good to know beside it


@record
class LawTrigger:
    """One of the circumstances that set a duty off."""

    id: str
    label: Text
    when: Condition


@record
class Substitute:
    """Acts that stand in for those of a duty where `when` holds; `label` says why."""

    id: str
    label: Text
    when: Condition
    acts: tuple[str, ...]


@record
class LawRule:
    """A rule of today's law or practice.

    A duty is due when `when` holds, `unless` does not, and one of `triggers` holds (if there are any). Its deadline
    counts from `since` (a fact that is a moment): `days` to `latest_days` of it, or `later_days` where `later_when`
    holds. `acts` are the catalogue acts that fulfil it; one of them is enough.
    """

    id: str
    kind: RuleKind
    title: Text
    statement: Text
    when: Condition | None = None
    unless: Condition | None = None
    triggers: tuple[LawTrigger, ...] = ()
    deadline: Text | None = None
    since: str | None = None
    days: int | None = None
    latest_days: int | None = None
    later_days: int | None = None
    later_when: Condition | None = None
    acts: tuple[str, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    source: Text
    address: str
    as_of: str
    certainty: SourceCertainty


@record
class DatedNote:
    """Where a guide's wording has been overtaken: what it says, and what holds today.

    It says so in `section`, and in the same way in the sections `also`.
    """

    id: str
    playbook: str
    section: str
    also: tuple[str, ...] = ()
    document_says: Text
    today: Text
    source: Text
    as_of: str
    certainty: SourceCertainty
    when: Condition | None = None

    @property
    def sections(self) -> tuple[str, ...]:
        return (self.section, *self.also)


@record
class CurrentLaw:
    version: str
    rules: tuple[LawRule, ...]
    dated: tuple[DatedNote, ...] = ()


@record
class LawFinding:
    """A rule applied to a case: whether it is due, what set it off, and from when to when."""

    rule: LawRule
    due: Truth
    triggers: tuple[LawTrigger, ...]
    possible: tuple[LawTrigger, ...]
    days: int | None
    latest_days: int | None


def apply_law(law: CurrentLaw, facts: Mapping[str, FactValue]) -> tuple[LawFinding, ...]:
    """Every rule applied to the facts of a case; omitted facts leave a duty undecided."""
    situation = Situation(truth=facts)
    return tuple(_apply(rule, situation) for rule in law.rules)


def _apply(rule: LawRule, situation: Situation) -> LawFinding:
    parts: list[Condition] = [] if rule.when is None else [rule.when]
    if rule.unless is not None:
        parts.append(NoneOf(none_of=(rule.unless,)))
    due = evaluate(AllOf(all_of=tuple(parts)), situation)
    states = [(trigger, evaluate(trigger.when, situation)) for trigger in rule.triggers]
    if rule.triggers and due is not Truth.NO:
        if all(state is Truth.NO for _, state in states):
            due = Truth.NO
        elif all(state is not Truth.YES for _, state in states):
            due = Truth.UNKNOWN
    later = rule.later_when is not None and evaluate(rule.later_when, situation) is Truth.YES
    return LawFinding(
        rule=rule,
        due=due,
        triggers=tuple(t for t, state in states if state is Truth.YES) if due is not Truth.NO else (),
        possible=tuple(t for t, state in states if state is Truth.UNKNOWN) if due is not Truth.NO else (),
        days=rule.later_days if later else rule.days,
        latest_days=None if later else rule.latest_days,
    )


def acts_required_by_law(law: CurrentLaw | None, facts: Mapping[str, FactValue]) -> frozenset[str]:
    """Acts that fulfil a duty that is due."""
    if law is None:
        return frozenset()
    return frozenset(
        act
        for finding in apply_law(law, facts)
        if finding.rule.kind is RuleKind.DUTY and finding.due is Truth.YES
        for act in finding.rule.acts
    )
