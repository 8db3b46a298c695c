"""What could be claimed of each asked fact, from when on and from which evidence."""

from __future__ import annotations

from ..domain.catalogue import Library, QuestionKind
from ..domain.exercise import Exercise, moment
from ..domain.incident import AskedQuestion, Finding, Status
from ..domain.kinds import Certainty, Language
from ..domain.results import TrailStepText, TrailText
from ..i18n import format_moment, translate
from ..scoring.items import finding_text

_WORDS = {Status.ESTABLISHED: Certainty.CONFIRMED, Status.INDICATED: Certainty.PRESUMED}


def trails(exercise: Exercise, library: Library, language: Language) -> tuple[TrailText, ...]:
    """Per asked fact its findings in the order in which this exercise brought their evidence.

    A finding stands at the moment at which the last of its evidence had arrived. A fact without any has no steps.
    """
    incident = exercise.incident
    arrived: dict[str, int] = {}
    for release in exercise.releases:
        for evidence in set(incident.inject_by_id(release.inject).evidence).difference(release.without):
            arrived.setdefault(evidence, release.minutes)
    asked = {question.fact: question for question in incident.questions}
    found = []
    for fact, question in asked.items():
        steps = []
        for finding in incident.findings:
            if finding.fact != fact or not arrived.keys() >= set(finding.evidence):
                continue
            minutes = max(arrived[evidence] for evidence in finding.evidence)
            step = TrailStepText(
                at=moment(incident, minutes),
                certainty=translate(f"certainty.{_WORDS[finding.status]}", language),
                value=_value(finding, question, library, language),
                evidence=tuple(incident.evidence_by_id(e).title.in_(language) for e in finding.evidence),
                how="" if finding.how is None else finding.how.in_(language),
            )
            steps.append((minutes, finding.status is Status.ESTABLISHED, step))
        steps.sort(key=lambda entry: entry[:2])
        label = library.vocabulary.spec(fact).label.in_(language)
        found.append(TrailText(fact=label, steps=tuple(step for _, _, step in steps)))
    return tuple(found)


def _value(finding: Finding, question: AskedQuestion, library: Library, language: Language) -> str:
    if question.kind is QuestionKind.MOMENT and isinstance(finding.value, str):
        return format_moment(finding.value, language, year=True)
    return finding_text(finding, question, library.vocabulary).in_(language)
