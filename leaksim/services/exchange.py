"""The JSON objects that the command line prints: stable names, wording in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, is_dataclass
from enum import Enum
from typing import Any

from ..domain.documents import as_shown
from ..domain.exercise import Exercise, moment
from ..domain.incident import Incident
from ..domain.kinds import IncidentType, Language
from ..domain.playbook import Playbook
from ..domain.scorecard import Citation, Scorecard
from ..domain.text import Text
from ..i18n import translate
from ..scoring import CaseJudgement, score_aspects
from . import shelf
from .aftermath_json import aftermath_json
from .overlay import law_result, law_result_json, overlay_json
from .results import reason_text

Json = dict[str, Any]


def plain(value: Any, language: Language) -> Any:
    """Records as plain JSON values: texts in one language, enums as their values, absent optionals as null."""
    if isinstance(value, Text):
        return value.in_(language)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name), language) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(k, language)): plain(v, language) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v, language) for v in value]
    return value


def list_json(what: str, language: Language) -> Json:
    """The ids there are, with labels: types, playbooks, scenarios, actions or questions."""
    rows: list[Json]
    match what:
        case "types":
            rows = [{"id": t.value, "label": translate(f"incident_type.{t}", language)} for t in IncidentType]
        case "playbooks":
            guides = [shelf.playbook(p) for p in shelf.playbook_ids()]
            rows = [
                {
                    "id": g.id,
                    "version": g.version,
                    "title": g.title.in_(language),
                    "coverage": {t.value: g.states(t).value for t in IncidentType},
                }
                for g in guides
            ]
        case "scenarios":
            rows = [
                {
                    "id": s.id,
                    "type": s.type.value,
                    "version": s.version,
                    "title": s.title.in_(language),
                    "summary": s.summary.in_(language),
                    "plays": s.plays,
                    "difficulty": s.difficulty,
                    "minutes": s.minutes,
                    "audience": list(s.audience),
                }
                for s in shelf.scenarios().values()
            ]
        case "actions":
            rows = [
                {
                    "id": a.id,
                    "label": a.label.in_(language),
                    "phase": a.phase.value,
                    "topic": a.topic,
                    "kind": a.kind.value,
                    "types": [t.value for t in a.types] or [t.value for t in IncidentType],
                    "minutes": a.minutes,
                }
                for a in shelf.library().catalogue.actions
            ]
        case "questions":
            rows = [
                {
                    "id": q.id,
                    "fact": q.fact,
                    "kind": q.kind.value,
                    "group": q.group.value,
                    "rounds": [r.value for r in q.rounds],
                    "prompt": q.prompt.in_(language),
                    "prompts": {t.value: v.prompt.in_(language) for t, v in q.variants.items() if v.prompt is not None},
                    "types": [t.value for t in q.types] or [t.value for t in IncidentType],
                }
                for q in shelf.library().questions
            ]
        case _:
            raise ValueError(what)
    return {what: rows}


def incident_json(incident: Incident, language: Language, *, truth: bool = False) -> Json:
    """An incident as trainees may get it; with `truth` also its facts and what could be established when."""
    released = {e: (i.id, i.moment) for i in reversed(incident.injects) for e in i.evidence}
    result: Json = {
        "scenario": incident.scenario,
        "version": incident.version,
        "engine_version": incident.engine_version,
        "seed": incident.seed,
        "type": incident.type.value,
        "title": incident.title.in_(language),
        "briefing": incident.briefing.in_(language),
        "organisation": plain(incident.organisation, language),
        "starts_at": incident.starts_at,
        "injects": [
            {
                "id": i.id,
                "phase": i.phase.value,
                "released_at": i.moment,
                "method": i.method,
                "sender": i.sender.in_(language),
                "message": i.message.in_(language),
                "evidence": list(i.evidence),
            }
            for i in incident.injects
        ],
        "evidence": [
            {
                "id": e.id,
                "title": e.title.in_(language),
                "kind": e.documents[language].kind,
                "inject": released[e.id][0] if e.id in released else None,
                "released_at": released[e.id][1] if e.id in released else None,
                "document": plain(as_shown(e.documents[language]), language),
            }
            for e in incident.evidence
        ],
        "questions": [
            {
                "id": q.id,
                "question": q.question,
                "round": q.round.value,
                "kind": q.kind.value,
                "group": q.group.value,
                "prompt": q.prompt.in_(language),
                "unit": q.unit.in_(language) if q.unit else None,
                "options": [{"id": o.id, "label": o.label.in_(language)} for o in q.options],
            }
            for q in incident.questions
        ],
        "actions": [
            {"id": c.action, "label": c.label.in_(language), "phase": c.phase.value, "minutes": c.minutes}
            for c in incident.cards()
        ],
    }
    if truth:
        moments = {e: at for e, (_, at) in released.items()}
        result["facts"] = plain(dict(incident.facts), language)
        result["established"] = [
            {
                "fact": f.fact,
                "status": f.status.value,
                "moment": max((moments[e] for e in f.evidence if e in moments), default=None),
                "value": plain(f.value, language),
                "low": f.low,
                "high": f.high,
                "evidence": list(f.evidence),
                "supersedes": list(f.supersedes),
                "how": f.how.in_(language) if f.how else None,
            }
            for f in incident.findings
        ]
        result["parameters"] = plain(dict(incident.parameters), language)
    return result


def citation_json(citations: Iterable[Citation], language: Language) -> list[Json]:
    return [plain(c, language) for c in citations]


def scorecard_json(card: Scorecard, exercise: Exercise, language: Language, *, law_marked: bool = False) -> Json:
    """A played run: score, items with reason and clause, and the events that led to it.

    `by_principle` and `by_objective` are put together by the guide and the objectives now in use.
    `law_marked` adds `overlay_score`, the separate result by today's law; otherwise it is null.
    """
    incident = exercise.incident
    law = shelf.library().law
    return {
        "scenario": incident.scenario,
        "version": incident.version,
        "seed": incident.seed,
        "type": incident.type.value,
        "playbook": card.playbook,
        "playbook_version": card.playbook_version,
        "coverage": card.coverage.value,
        "percent": card.percent,
        "total": card.total,
        "max": card.max,
        "pass_mark": card.pass_mark,
        "passed": card.passed,
        "facts_shown": card.facts_shown,
        "rating": card.rating.value,
        "rating_reason": reason_text(card.rating_reason, language),
        **_aspects_json(card, exercise, language),
        "by_phase": {p.phase.value: {"points": p.points, "max": p.max} for p in card.phases},
        "items": [
            {
                "id": i.id,
                "kind": i.kind.value,
                "phase": i.phase.value,
                "title": i.title.in_(language),
                "verdict": i.verdict.value,
                "points": i.points,
                "max": i.max,
                "grade": i.grade.value if i.grade else None,
                "harmful": i.harmful,
                "given": i.given.in_(language) if i.given else None,
                "expected": i.expected.in_(language) if i.expected else None,
                "reason": reason_text(i.reason, language),
                "statement": i.statement.in_(language) if i.statement else None,
                "citation": plain(i.citations[0], language) if i.citations else None,
                "citations": citation_json(i.citations, language),
                "evidence": list(i.evidence),
                "misconception": i.misconception,
            }
            for i in card.items
        ],
        "misconceptions": [plain(m, language) for m in card.misconceptions],
        "not_stated": list(card.not_stated),
        "overlay": overlay_json(law, incident.facts, language),
        "overlay_score": law_result_json(law_result(law, exercise), exercise, language) if law_marked else None,
        **aftermath_json(exercise, language),
        "events": [_event_json(e) for e in exercise.events],
        "finished": exercise.finished,
        "released": [
            {"inject": r.inject, "at": moment(incident, r.minutes), "minutes": r.minutes} for r in exercise.releases
        ],
    }


def _aspects_json(card: Scorecard, exercise: Exercise, language: Language) -> Json:
    made: Json = {"by_principle": {}, "by_objective": {}}
    for score in score_aspects(card, exercise.incident, shelf.playbook(card.playbook), shelf.library()):
        entry = plain(score, language)
        made[f"by_{entry.pop('aspect')}"][entry.pop("id")] = entry
    return made


def _event_json(event: Any) -> Json:
    return {k: v.value if isinstance(v, Enum) else v for k, v in asdict(event).items() if v is not None}


def judgement_json(judged: CaseJudgement, guide: Playbook, language: Language) -> Json:
    """What a guide expects of a case, and how its acts fare."""
    return {
        "playbook": judged.playbook,
        "title": guide.title.in_(language),
        "type": judged.type.value,
        "coverage": judged.coverage.value,
        "note": judged.note.in_(language) if judged.note else None,
        "expected": [
            {
                "id": e.id,
                "action": e.action,
                "phase": e.phase.value,
                "grade": e.grade.value,
                "holds": e.holds.value,
                "statement": e.statement.in_(language),
                "order": plain(e.order, language),
                "deadline": plain(e.deadline, language),
                "who": e.who.in_(language) if e.who else None,
                "caution": e.caution.in_(language) if e.caution else None,
                "citation": plain(e.citation, language),
            }
            for e in judged.expected
        ],
        "verdicts": [
            {
                "action": v.action,
                "phase": v.phase.value,
                "verdict": v.verdict.value,
                "grade": v.grade.value if v.grade else None,
                "harmful": v.harmful,
                "reason": reason_text(v.reason, language),
                "why": v.why.in_(language) if v.why else None,
                "citation": plain(v.citations[0], language) if v.citations else None,
            }
            for v in judged.verdicts
        ],
        "severity": plain(judged.severity, language),
        "overlay": overlay_json(shelf.library().law, judged.facts, language),
        "not_stated": list(judged.not_stated),
    }
