"""What the parts of a committee’s session draw: plain JSON in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from leaksim.domain.committee_entries import PRESETS, Preset, Stage
from leaksim.domain.committee_views import LogLine, SessionView, StatementView
from leaksim.domain.desks import ReportingDesk
from leaksim.domain.kinds import FeedbackMode
from leaksim.domain.results import ClauseText
from leaksim.domain.views import TraineeView
from leaksim.i18n import bundle, format_moment, translate

from .address import Address
from .present import Data

SEATS = ("chair", "recorder", "it", "pr", "legal", "management")
SUGGESTED = (*SEATS, "staff", "personnel")
RULES = range(1, 7)
OBJECTIVES = range(1, 5)
DESK = tuple(field.name for field in fields(ReportingDesk))


def set_up(choices: Any, wishes: Any, language: str) -> Data:
    """The form in which a session is set up; `wishes` stand as chosen; a named scenario is settled."""
    return {
        "text": bundle("ui.convene", language),
        "fixed": translate("committee.fixed", language) if wishes.scenario is not None else "",
        "chosen": {
            "preset": wishes.preset,
            "organisation": wishes.organisation or "",
            "incident_type": wishes.incident_type or "",
            "mode": FeedbackMode.EXAM.value,
        },
        "seats": [translate(f"committee.seat.{seat}", language) for seat in SEATS],
        "suggestions": [translate(f"committee.seat.{seat}", language) for seat in SUGGESTED],
        "presets": [_preset(preset, language) for preset in PRESETS],
        "organisations": [
            {"id": one, "label": label, "playbook": guide} for one, label, guide in choices.organisations
        ],
        "types": [{"id": one, "label": label, "notes": dict(notes)} for one, label, notes in choices.types],
        "modes": [
            {"id": mode, "label": translate(f"mode.{mode}", language), "help": translate(f"mode_help.{mode}", language)}
            for mode in choices.modes
        ],
    }


def _preset(preset: Preset, language: str) -> Data:
    return {
        "id": preset.minutes,
        "label": translate("committee.preset.label", language, n=preset.minutes),
        "help": translate("committee.preset.help", language, **asdict(preset)),
    }


def bar(session: SessionView, language: str, *, focus: bool = False) -> Data:
    """The clock, as it stood when this was made; the browser lets it run on. `focus` brings a reader to it."""
    return {
        "text": bundle("ui.sessionbar", language),
        "label": translate(f"committee.stage.{session.stage}", language),
        "next": Stage.HOT_WASH.value if session.stage is Stage.PLAY else "",
        **asdict(session.clock),
        "focus": focus,
    }


def brief(session: SessionView, view: TraineeView, language: str, address: Address) -> Data:
    preset = session.preset
    minutes = {
        Stage.BRIEF.value: preset.brief,
        Stage.PLAY.value: preset.play,
        Stage.HOT_WASH.value: preset.hot_wash,
        "spare": preset.spare,
    }
    return {
        "text": bundle("ui.brief", language),
        "title": view.title,
        "organisation": view.organisation,
        "team": session.team,
        "briefing": view.briefing,
        "guide": session.guide_title,
        "guide_address": address.of_guide(language, playbook=session.guide),
        "split": [
            {"label": translate(f"committee.stage.{stage}", language), "minutes": n} for stage, n in minutes.items()
        ],
        "seats": [f"{seat.role}　{seat.who}".strip() for seat in session.seats],
        "rules": [
            {
                "title": translate(f"committee.rule.{n}.title", language),
                "text": translate(f"committee.rule.{n}.text", language),
            }
            for n in RULES
        ],
        "objectives": [translate(f"committee.objective.{n}", language) for n in OBJECTIVES],
    }


def standstill(session: SessionView, language: str) -> Data:
    return {
        "text": bundle("ui.standstill", language),
        "real": session.paused == "real_incident",
        "desk": _desk(session.desk, language),
        "stage": translate(f"committee.stage.{session.stage}", language),
        "minutes": session.clock.total_seconds // 60,
    }


def _desk(desk: ReportingDesk, language: str) -> list[Data]:
    return [{"label": translate(f"ui.convene.desk_{name}", language), "value": value} for name, value in desk.entries()]


def decisions(session: SessionView, language: str) -> Data:
    return {
        "text": bundle("ui.decisions", language),
        "title": translate("committee.decisions.title", language),
        "readonly": session.stage is Stage.CLOSED,
        "owners": owners(session),
        "lines": [_line(line, language) for line in session.log],
    }


def owners(session: SessionView) -> list[str]:
    return list(dict.fromkeys(seat.role for seat in session.seats))


def _line(line: LogLine, language: str) -> Data:
    times = ""
    if line.scenario_at and line.session_seconds is not None:
        scenario = format_moment(line.scenario_at, language)
        times = translate("committee.times", language, scenario=scenario, n=line.session_seconds // 60)
    return {
        "id": line.id,
        "label": line.label,
        "facts": line.facts,
        "open": line.open,
        "chosen": list(line.chosen),
        "owner": line.owner,
        "rationale": line.rationale,
        "dissent": line.dissent,
        "times": times,
    }


def statement(shown: StatementView, language: str, address: Address, *, open_: bool) -> Data:
    return {
        "text": bundle("ui.statement", language) | {"opens": translate("ui.item.opens", language)},
        "open": open_,
        "value": shown.text,
        "unknown": list(shown.unknown),
        "presumed": list(shown.presumed),
        "unfounded": list(shown.unfounded),
        "outlined": shown.outlined,
        "outline": [
            {
                "text": point.text,
                "model": point.model,
                "clause": _clause(point.clause),
                "address": address.of_guide(language, playbook=point.clause.playbook, section=point.clause.section),
            }
            for point in shown.outline
        ],
    }


def _clause(clause: ClauseText) -> str:
    return " ".join(filter(None, (clause.document, clause.number, clause.title)))


def hot_wash(session: SessionView, language: str, *, focus: bool) -> Data:
    """One action for each seat is asked for; those named besides stand below. In the end, only what was named."""
    closed = session.stage is Stage.CLOSED
    given = [one.number for one in session.actions]
    numbers = given if closed else list(range(1, max([len(session.seats), 1, *given]) + 1))
    named = {one.owner for one in session.actions if one.action.strip()}
    return {
        "text": bundle("ui.hotwash", language),
        "readonly": closed,
        "numbers": numbers,
        "owners": owners(session),
        "without": [] if closed else [role for role in owners(session) if role not in named],
        "left": list(session.left),
        "back": bool(session.left) and session.stage is Stage.HOT_WASH,
        "values": {"went_well": session.went_well, "to_change": session.to_change, "missing": session.missing},
        "actions": [asdict(one) for one in session.actions],
        "focus": focus,
    }


def wrap_up(session: SessionView, language: str, address: Address) -> Data:
    return {
        "text": bundle("ui.wrapup", language),
        "open": session.stage is Stage.HOT_WASH,
        "home": address.of_start(language),
    }


def log_section(lines: Sequence[LogLine], language: str) -> Data:
    """The log among the sections of a phase: how many of its decisions have an owner and a reason."""
    own = [line for line in lines if line.open]
    done = sum(bool(line.owner.strip() and line.rationale.strip()) for line in own)
    label = translate("committee.decisions.title", language)
    return {"id": "decisions", "label": label, "total": len(own), "done": done}
