"""What released evidence lets people claim: the middle layer between truth and what a trainee says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from .facts import FactValue
from .incident import Finding, Incident, Status
from .records import record


@record
class Knowledge:
    """What can be claimed about one fact: the finding that settles it, or those that merely point somewhere."""

    fact: str
    established: Finding | None = None
    indicated: tuple[Finding, ...] = ()


def known(incident: Incident, evidence: Collection[str]) -> Mapping[str, Knowledge]:
    """Per fact, what the given evidence ids (those released) allow; facts without any finding are absent."""
    at_hand = frozenset(evidence)
    if at_hand not in incident.known_before:  # every answer and every clause that is judged asks for it
        incident.known_before[at_hand] = _work_out(incident, at_hand)
    return incident.known_before[at_hand]


def _work_out(incident: Incident, at_hand: frozenset[str]) -> dict[str, Knowledge]:
    available = [f for f in incident.findings if at_hand.issuperset(f.evidence)]
    superseded = {old for f in available for old in f.supersedes}
    current: dict[str, list[Finding]] = {}
    for finding in available:
        if finding.id not in superseded:
            current.setdefault(finding.fact, []).append(finding)
    result: dict[str, Knowledge] = {}
    for fact, findings in current.items():
        settled = [f for f in findings if f.status is Status.ESTABLISHED]
        result[fact] = Knowledge(
            fact=fact,
            established=settled[-1] if settled else None,
            indicated=tuple(f for f in findings if f.status is Status.INDICATED),
        )
    return result


def established_values(incident: Incident, evidence: Collection[str]) -> dict[str, FactValue]:
    """The established layer as plain values, for conditions; ranges stand with their lower end."""
    values: dict[str, FactValue] = {}
    for fact, knowledge in known(incident, evidence).items():
        finding = knowledge.established
        if finding is None:
            continue
        value = finding.value if finding.value is not None else finding.low
        if value is not None:
            values[fact] = value
    return values


def released_evidence(incident: Incident, released: Iterable[str]) -> frozenset[str]:
    """Evidence ids that came with the given injects."""
    wanted = set(released)
    return frozenset(e for inject in incident.injects if inject.id in wanted for e in inject.evidence)
