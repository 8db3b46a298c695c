"""Checking a filled form field by field: is it complete, and does the evidence bear it out? It never scores."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from ..domain.events import Answered
from ..domain.exercise import AnswerRecord, Exercise
from ..domain.facts import FactVocabulary
from ..domain.filling import SheetEntry
from ..domain.incident import Finding, Incident, Sheet, SheetField
from ..domain.kinds import Certainty
from ..domain.knowledge import known, released_evidence
from ..domain.records import record
from ..domain.scorecard import Reason, Verdict
from ..domain.text import Text
from .answers import answer_text, judge_answer
from .items import finding_text

BORNE_OUT = frozenset(
    {Verdict.CORRECT, Verdict.CORRECT_PRESUMED, Verdict.HONEST_UNKNOWN, Verdict.SUPPORTED_PRESUMPTION}
)
NOT_KNOWN = Text("不明（調査中）", "not known yet")
_PLACE = re.compile(r"\{(\w+)\}")


@record
class FieldCheck:
    """One field. `verdict` is None in a free field, which is kept and never marked; `model` stands beside it."""

    field: str
    label: Text
    required: bool
    complete: bool
    certainty: Certainty | None = None
    given: Text | None = None
    verdict: Verdict | None = None
    reason: Reason | None = None
    expected: Text | None = None
    model: Text | None = None


@record
class FormCheck:
    """`complete` of `fields` required ones are filled or said to be unknown; evidence bears out `true` of `checked`."""

    form: str
    fields: tuple[FieldCheck, ...]

    @property
    def required(self) -> int:
        return sum(f.required for f in self.fields)

    @property
    def complete(self) -> int:
        return sum(f.required and f.complete for f in self.fields)

    @property
    def checked(self) -> int:
        return sum(f.verdict is not None for f in self.fields)

    @property
    def borne_out(self) -> int:
        return sum(f.verdict in BORNE_OUT for f in self.fields)


def check_form(exercise: Exercise, sheet: Sheet, vocabulary: FactVocabulary) -> FormCheck:
    """Check each entry against what was established when it was written, and word a model for each free field.

    An empty field is told what the evidence up to the close of the form would have settled.
    """
    last = sheet.until.position
    at_hand = released_evidence(exercise.incident, (r.inject for r in exercise.releases if r.phase.position <= last))
    entries = dict(exercise.filled)
    fields = tuple(
        _check_field(exercise, field, entries.get((sheet.id, field.id)), at_hand, vocabulary) for field in sheet.fields
    )
    return FormCheck(form=sheet.id, fields=fields)


def entry_text(field: SheetField, entry: SheetEntry | None) -> Text | None:
    """An entry as people read it; None where nothing was written or it is unknown."""
    if entry is None:
        return None
    event = entry.event
    if event.text is not None:
        return Text(event.text, event.text)
    return answer_text(field.control, event.value) if field.control is not None else None


def _check_field(
    exercise: Exercise,
    field: SheetField,
    entry: SheetEntry | None,
    at_hand: frozenset[str],
    vocabulary: FactVocabulary,
) -> FieldCheck:
    checked = FieldCheck(
        field=field.id,
        label=field.label,
        required=field.required,
        complete=entry is not None,
        certainty=entry.event.certainty if entry else None,
        given=entry_text(field, entry),
    )
    if field.control is None:
        if field.model is None:
            return checked
        return replace(checked, model=model_text(field.model, exercise.incident, at_hand, vocabulary))
    incident = asked_as_flag(exercise.incident, field)
    answer = None
    if entry is not None and entry.event.certainty is not None:
        answered = Answered(question=field.control.id, certainty=entry.event.certainty, value=entry.event.value)
        answer = AnswerRecord(event=answered, evidence=entry.evidence)
    elif not field.required:
        return checked
    judged = judge_answer(incident, field.control, answer, 100, at_hand)
    finding = judged.finding
    expected = None
    if finding is not None:
        flag = next((o.label for o in field.control.options if field.includes and o.value == finding.value), None)
        expected = flag or finding_text(finding, field.control, vocabulary)
    return replace(checked, verdict=judged.verdict, reason=judged.reason, expected=expected)


def asked_as_flag(incident: Incident, field: SheetField) -> Incident:
    """The incident as seen by a field that asks whether something is among a fact's values."""
    control = field.control
    if not field.includes or control is None:
        return incident

    def flagged(finding: Finding) -> Finding:
        if finding.fact != control.fact or finding.value is None:
            return finding
        values = finding.value if isinstance(finding.value, tuple) else (finding.value,)
        return replace(finding, value=any(value in field.includes for value in values))

    return replace(incident, findings=tuple(flagged(f) for f in incident.findings))


def model_text(template: Text, incident: Incident, evidence: Collection[str], vocabulary: FactVocabulary) -> Text:
    """The template with what the evidence establishes; what it does not stands as not known."""
    knowledge = known(incident, evidence)
    values: dict[str, Text] = {"organisation": incident.organisation.name, "title": incident.title}
    for name in _PLACE.findall(template.ja + template.en):
        settled = knowledge[name].established if name in knowledge else None
        if settled is not None:
            values[name] = _said(settled, incident, vocabulary)
    return Text(_filled(template.ja, values, "ja"), _filled(template.en, values, "en"))


def _said(finding: Finding, incident: Incident, vocabulary: FactVocabulary) -> Text:
    question = next((q for q in incident.questions if q.fact == finding.fact), None)
    if question is not None:
        return finding_text(finding, question, vocabulary)
    if finding.value is not None:
        return vocabulary.value_text(finding.fact, finding.value)
    return Text(f"{finding.low}～{finding.high}", f"{finding.low} to {finding.high}")


def _filled(template: str, values: Mapping[str, Text], language: str) -> str:
    def said(match: re.Match[str]) -> str:
        text = values.get(match.group(1), NOT_KNOWN)
        return text.ja if language == "ja" else text.en

    return _PLACE.sub(said, template)
