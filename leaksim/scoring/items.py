"""Items of a scorecard: one answer or one act, its verdict and points, with the clauses that say so."""

from __future__ import annotations

from ..domain.catalogue import Harm, Library
from ..domain.exercise import Exercise
from ..domain.facts import FactVocabulary
from ..domain.incident import AskedQuestion, Finding, Incident
from ..domain.knowledge import released_evidence
from ..domain.playbook import ExpectedResponse, Playbook
from ..domain.scorecard import Citation, Item, ItemKind, Verdict
from ..domain.text import Text
from .acts import ActJudgement
from .answers import answer_text, judge_answer
from .weights import PENALTY_CONDITION, PENALTY_GRAVE, PENALTY_MINOR, PENALTY_PROHIBITED, out_of_order

SCORED = {Verdict.DONE, Verdict.OUT_OF_ORDER, Verdict.VOIDED, Verdict.MISSED}


def answer_item(
    exercise: Exercise,
    question: AskedQuestion,
    section: str,
    points: int,
    playbook: Playbook,
    vocabulary: FactVocabulary,
) -> Item:
    incident = exercise.incident
    record = dict(exercise.answers).get(question.id)
    judgement = judge_answer(incident, question, record, points, _at_hand(exercise, question))
    finding = judgement.finding
    expected = finding_text(finding, question, vocabulary) if finding else None
    return Item(
        id=question.id,
        kind=ItemKind.ANSWER,
        phase=question.round.phase,
        title=question.prompt,
        verdict=judgement.verdict,
        points=judgement.points,
        max=points,
        reason=judgement.reason,
        citations=(cite(playbook, section),),
        given=answer_text(question, record.event.value) if record else None,
        expected=expected,
        evidence=finding.evidence if finding else (),
        how=finding.how if finding else None,
    )


def _at_hand(exercise: Exercise, question: AskedQuestion) -> frozenset[str]:
    """Evidence that had come by the phase in which the question is asked."""
    asked = question.round.phase.position
    came = released_evidence(exercise.incident, (r.inject for r in exercise.releases if r.phase.position <= asked))
    return came.difference(exercise.lost)


def finding_text(finding: Finding, question: AskedQuestion, vocabulary: FactVocabulary) -> Text:
    """What a finding lets one claim, as people read it."""
    if finding.value is not None:
        return vocabulary.value_text(question.fact, finding.value)
    low, high = finding.low, finding.high
    unit = question.unit or Text("", "")
    if isinstance(low, int) or isinstance(high, int):
        return Text(f"{low or 0:,}～{high:,}{unit.ja}", f"{low or 0:,} to {high:,} {unit.en}".strip())
    return Text(f"{low}～{high}", f"{low} to {high}")


def act_item(
    judgement: ActJudgement, points: dict[str, int], playbook: Playbook, incident: Incident, library: Library
) -> Item:
    expectation = judgement.expectation
    action = expectation.action
    top = points.get(action.id, 0) if judgement.verdict in SCORED else 0
    earned = {
        Verdict.DONE: top,
        Verdict.OUT_OF_ORDER: out_of_order(top),
        Verdict.PROHIBITED: -PENALTY_PROHIBITED,
        Verdict.DISTRACTOR: -(PENALTY_GRAVE if action.harm is Harm.GRAVE else PENALTY_MINOR),
        Verdict.CONDITION_FAILS: -PENALTY_CONDITION,
    }.get(judgement.verdict, 0)
    clauses = judgement.clauses
    lead: ExpectedResponse | None = clauses[0] if clauses else None
    label = next((c.label for c in incident.cards() if c.action == action.id), action.label)
    misconception = next((m.id for m in library.misconceptions if shows(m.types, m.does, action.id, incident)), None)
    wrong = judgement.verdict in (Verdict.PROHIBITED, Verdict.DISTRACTOR)
    return Item(
        id=action.id,
        kind=ItemKind.ACTION,
        phase=judgement.act.phase if judgement.act and judgement.verdict not in SCORED else expectation.phase,
        title=label,
        verdict=judgement.verdict,
        points=earned,
        max=top,
        reason=judgement.reason,
        citations=tuple(cite(playbook, section) for section in dict.fromkeys(c.section for c in clauses)),
        statement=lead.statement if lead else action.why if wrong else None,
        caution=lead.caution if lead else None,
        grade=expectation.grade,
        harmful=judgement.harmful,
        misconception=misconception if wrong else None,
    )


def shows(types: tuple[object, ...], does: tuple[str, ...], action: str, incident: Incident) -> bool:
    return action in does and (not types or incident.type in types)


def cite(playbook: Playbook, section_id: str) -> Citation:
    """A citation that resolves to the playbook's section index; KeyError when it does not."""
    section = playbook.section(section_id)
    return Citation(
        playbook=playbook.id,
        document=playbook.title,
        section=section.id,
        number=section.number,
        title=section.title,
        page=section.page,
    )
