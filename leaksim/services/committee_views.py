"""A session in words: the log of decisions made from its run, its clock, and its result in short."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ..domain.committee import SessionState
from ..domain.committee_entries import DECISION_POINTS, DecisionPoint, Preset, Stage, preset_of
from ..domain.committee_views import ActionLine, ClockView, LogLine, ResultLine, SessionView
from ..domain.exercise import Exercise
from ..domain.kinds import PHASES, Certainty, Language, Phase
from ..domain.results import ResultView
from ..errors import IllegalEvent
from ..i18n import format_moment, translate
from ..scoring.answers import answer_text
from .committee_runs import SessionRun
from .committee_statement import statement_view


def session_view(
    state: SessionState, run: SessionRun, closed_at: Mapping[Phase, datetime], now: datetime, language: Language
) -> SessionView:
    """`closed_at`: when each phase was closed in real time."""
    if state.set_up is None:
        raise IllegalEvent("the session is not set up yet")
    exercise = run.exercise
    preset = preset_of(state.set_up.preset)
    paused = ""
    if state.paused is not None:
        paused = "real_incident" if state.paused.real_incident else "break"
    notes = state.notes
    looking_back = state.stage in (Stage.HOT_WASH, Stage.CLOSED)
    return SessionView(
        stage=state.stage,
        paused=paused,
        team=state.set_up.team,
        seats=state.set_up.seats,
        preset=preset,
        desk=state.set_up.desk,
        clock=_clock(state, preset, now),
        guide_title=run.guide.title.in_(language),
        guide=run.playbook,
        log=_log(state, exercise, closed_at, language),
        statement=statement_view(state, run, language),
        went_well=notes.went_well if notes else "",
        to_change=notes.to_change if notes else "",
        missing=notes.missing if notes else "",
        actions=tuple(
            ActionLine(number=number, action=one.action, owner=one.owner, due=one.due) for number, one in state.actions
        ),
        left=() if exercise.phase is None else _labels(PHASES[exercise.phase.position :], language),
        result=_result(run.result(language), language) if looking_back and exercise.finished else None,
    )


def _clock(state: SessionState, preset: Preset, now: datetime) -> ClockView:
    return ClockView(
        running=state.paused is None and state.stage is not Stage.CLOSED,
        stage_seconds=state.seconds(now, state.stage),
        stage_minutes=preset.minutes_of(state.stage),
        total_seconds=state.seconds(now),
        total_minutes=preset.minutes,
    )


def _labels(phases: tuple[Phase, ...], language: Language) -> tuple[str, ...]:
    return tuple(translate(f"phase.{phase}", language) for phase in phases)


def _log(
    state: SessionState, exercise: Exercise, closed_at: Mapping[Phase, datetime], language: Language
) -> tuple[LogLine, ...]:
    """A line for each decision whose phase has begun."""
    written = dict(state.log)
    closes = {event.phase: event.at for event in exercise.events if event.kind == "phase_closed"}
    lines = []
    for point in DECISION_POINTS:
        if exercise.phase is not None and point.phase.position > exercise.phase.position:
            continue
        entry = written.get(point.id)
        moment = closed_at.get(point.phase)
        lines.append(
            LogLine(
                id=point.id,
                phase=point.phase,
                label=_label(point, language),
                facts=point.round is not None,
                open=point.phase is exercise.phase,
                chosen=_known(point, exercise, language) if point.round else _acts(point, exercise, language),
                owner=entry.owner if entry else "",
                rationale=entry.rationale if entry else "",
                dissent=entry.dissent if entry else "",
                scenario_at=closes.get(point.phase, ""),
                session_seconds=state.seconds(moment) if moment is not None else None,
            )
        )
    return tuple(lines)


def _label(point: DecisionPoint, language: Language) -> str:
    if point.round is None:
        return translate("committee.log.acts", language, phase=translate(f"phase.{point.phase}", language))
    return translate(f"committee.log.{point.round}", language)


def _acts(point: DecisionPoint, exercise: Exercise, language: Language) -> tuple[str, ...]:
    """The acts of a phase in their order: those done, then those chosen so far; what comes first is said to."""
    chosen = [(act.action, act.first) for act in exercise.acts if act.phase is point.phase]
    if point.phase is exercise.phase:
        chosen += sorted(exercise.planned, key=lambda pair: not pair[1])
    labels = {card.action: card.label.in_(language) for card in exercise.incident.cards()}
    return tuple(
        translate("committee.log.first", language, act=labels[action]) if first else labels[action]
        for action, first in chosen
        if action in labels
    )


def _known(point: DecisionPoint, exercise: Exercise, language: Language) -> tuple[str, ...]:
    """What the team answered, each with how certain it said to be."""
    answers = dict(exercise.answers)
    lines = []
    for question in exercise.incident.questions:
        if question.round is not point.round or question.id not in answers:
            continue
        event = answers[question.id].event
        certainty = translate(f"certainty.{event.certainty}", language)
        said = certainty
        if event.certainty is not Certainty.UNKNOWN and event.value is not None:
            text = answer_text(question, event.value)
            value = text.in_(language) if text is not None else ""
            said = translate("committee.log.answer", language, value=_dated(value, language), certainty=certainty)
        lines.append(translate("committee.log.known", language, prompt=question.prompt.in_(language), said=said))
    return tuple(lines)


def _dated(text: str, language: Language) -> str:
    """An ISO moment as people write it; any other text as it is."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return text
    return format_moment(text, language, year=True) if "T" in text else text


def _result(result: ResultView, language: Language) -> ResultLine:
    if result.percent is None:
        headline = result.rating_text
    else:
        verdict = translate(f"committee.result.{'passed' if result.passed else 'failed'}", language)
        headline = translate(
            "committee.result.headline", language, percent=result.percent, verdict=verdict, mark=result.pass_mark
        )
    return ResultLine(
        headline=headline,
        rating=result.rating_text if result.percent is not None else "",
        sentence=result.sentence,
        changes=tuple(item.title for item in result.changes),
        phases=tuple((phase.label, f"{phase.points} / {phase.max}") for phase in result.phases),
    )
