"""What the parts of the learner's page and of a lesson draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from leaksim.domain.kinds import PHASES, FeedbackMode, IncidentType, Phase
from leaksim.domain.lesson_view import LessonView
from leaksim.domain.results import ClauseText
from leaksim.domain.study_views import HintView, ReviewOutcome, ReviewView, Share, StudyView
from leaksim.i18n import bundle, format_day, format_moment, translate

from .address import Address
from .present import Data, evidence_item


def begin_form(organisations: Sequence[tuple[str, str, str]], language: str, address: Address) -> Data:
    """Where a learner begins: the kinds of organisation, each with its guide."""
    return {
        "text": bundle("ui.study", language),
        "begin": [{"id": one, "label": label, "guide": guide} for one, label, guide in organisations],
        "home": address.of_start(language),
    }


def study_home(view: StudyView, language: str, address: Address) -> Data:
    runs = [
        {
            "number": run.number,
            "address": address.of_run(run.token, language),
            "type": run.type_label,
            "day": format_moment(run.begun_at, language),
            "percent": run.percent,
            "passed": run.passed,
            "hints": run.hints,
            "finished": run.finished,
        }
        for run in view.runs
    ]
    return {
        "text": bundle("ui.study", language),
        "organisation": view.organisation,
        "guide": view.playbook_title,
        "types": [{"id": kind.value, "label": label} for kind, label in view.types],
        "weakest": {"label": view.weakest_label, "reason": view.weakest_reason},
        "modes": [mode.value for mode in FeedbackMode],
        "runs": runs,
        "open": next((run["address"] for run in reversed(runs) if not run["finished"]), ""),
        "by_type": _shares(view.by_type),
        "by_phase": _shares(view.by_phase),
        "mark": view.pass_mark,
        "due": view.due,
        "done": view.done,
        "waiting": view.waiting,
        "known": view.known,
        "coming": [{"day": format_day(day, language), "n": n} for day, n in view.coming],
        "weak": [
            {"label": line.label, "due": "" if line.due <= view.today else format_day(line.due, language)}
            for line in view.weak
        ],
        "lessons": [
            {
                "label": label,
                "links": [
                    {"label": one.label, "address": address.of_lesson(one.type, one.phase, view.playbook, language)}
                    for one in links
                ],
            }
            for label, links in view.lessons
        ],
        "home": address.of_start(language),
    }


def _shares(shares: Iterable[Share]) -> list[Data]:
    return [{"label": share.label, "percent": share.percent, "runs": share.runs} for share in shares]


def review_card(
    view: ReviewView, outcome: ReviewOutcome | None, language: str, address: Address, guide: str, *, fresh: bool
) -> Data:
    """A review question; with its outcome once it is answered."""
    return {
        "text": bundle("ui.viewer", language) | bundle("ui.item", language) | bundle("ui.review", language),
        "fresh": fresh,
        "turn": view.turn,
        "number": view.number,
        "of": view.of,
        "place": view.place,
        "why": view.why,
        "prompt": view.prompt,
        "situation": view.situation,
        "things": [evidence_item(thing.id, thing.title, thing.document, language) for thing in view.things],
        "options": [{"id": option.id, "label": option.label} for option in view.options],
        "outcome": None if outcome is None else _outcome(outcome, language, address, guide),
    }


def _outcome(outcome: ReviewOutcome, language: str, address: Address, guide: str) -> Data:
    shown = asdict(outcome)
    kind, phase = shown.pop("type"), shown.pop("phase")
    return shown | {
        "clauses": clauses(outcome.clauses, language, address),
        "back_on": format_day(outcome.back_on, language),
        "lesson": address.of_lesson(kind, phase, guide, language),
    }


def clauses(texts: Iterable[ClauseText], language: str, address: Address) -> list[Data]:
    """Clauses with the addresses at which the guide view shows them."""
    return [
        asdict(clause)
        | {
            "address": address.of_guide(language, playbook=clause.playbook, section=clause.section)
            if clause.playbook
            else ""
        }
        for clause in texts
    ]


def hint_data(run: Any, language: str, address: Address) -> Data:
    """The hints taken in a run, by what they are for; nothing where the run offers none."""
    if not run.hints_offered:
        return {}
    views: Iterable[HintView] = run.hints(language)
    return {
        "hint_text": bundle("ui.item", language) | bundle("ui.hint", language),
        "hints": {
            view.of: {
                "lines": list(view.lines),
                "look_at": list(view.look_at),
                "clauses": clauses(view.clauses, language, address),
            }
            for view in views
        },
    }


def lesson(view: LessonView, titles: Sequence[tuple[str, str]], language: str, address: Address) -> Data:
    def linked(act: Any) -> Data:
        return asdict(act) | {"clause": clauses([act.clause], language, address)[0]}

    def at(kind: IncidentType, phase: Phase, guide: str = view.playbook) -> str:
        return address.of_lesson(kind, phase, guide, language)

    example: Data | None = None
    if view.example is not None:
        example = asdict(view.example) | {
            "acts": [linked(act) for act in view.example.acts],
            "arrived": [
                asdict(one) | {"at": format_moment(one.at, language), "things": list(one.things)}
                for one in view.example.arrived
            ],
            "says": [
                asdict(one) | {"word": translate(f"certainty.{one.certainty}", language)} for one in view.example.says
            ],
        }
    return {
        "text": bundle("ui.item", language) | bundle("ui.lesson", language),
        "type": view.type_label,
        "phase": view.phase_label,
        "guide": view.playbook_title,
        "purpose": list(view.purpose),
        "silence": view.silence,
        "elsewhere": [{"label": title, "address": at(view.type, view.phase, one)} for one, title in view.elsewhere],
        "expected": [linked(act) for act in view.expected],
        "more": view.more,
        "warnings": [
            asdict(one) | {"clause": clauses([one.clause], language, address)[0] if one.clause else None}
            for one in view.warnings
        ],
        "example": example,
        "guides": [
            {"label": title, "address": at(view.type, view.phase, one), "here": one == view.playbook}
            for one, title in titles
        ],
        "steps": [
            {"label": translate(f"phase.{p}", language), "address": at(view.type, p), "here": p is view.phase}
            for p in PHASES
        ],
        "in_guide": address.of_guide(language, playbook=view.playbook, type=view.type, phase=view.phase),
        "home": address.of_start(language),
    }
