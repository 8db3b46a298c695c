"""The debrief of consequences in one language: the world, what followed, what if, and the best end within reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..domain.aftermath_texts import AftermathText, BestText, FollowedText, MeasureText, StepText, WhatIfText
from ..domain.catalogue import Library
from ..domain.consequences import Consequence, Fired
from ..domain.course import moment
from ..domain.exercise import Exercise
from ..domain.incident import Incident
from ..domain.kinds import Coverage, Grade, Language
from ..domain.playbook import Playbook
from ..domain.scorecard import Item, Scorecard
from ..i18n import translate
from ..scoring.best_line import BestLine, find_best_line
from ..scoring.outcomes import Counterfactual, Line, Outcome, counterfactuals, outcome_meter
from .results import clause_texts

MOST_OTHERS = 6
_GUIDED = {Grade.REQUIRED, Grade.RECOMMENDED}


def aftermath_text(
    exercise: Exercise, card: Scorecard, guide: Playbook, library: Library, language: Language
) -> AftermathText:
    """Takes about a second: every weighty decision is played anew."""
    incident = exercise.incident
    measure = outcome_meter(incident, library)
    start, end = measure(Exercise(incident=incident, world=incident.world)), measure(exercise)
    changes = counterfactuals(exercise, library)
    by_weight = sorted(changes, key=lambda one: (-abs(one.gain), one.action))
    best = None
    if guide.states(incident.type) is not Coverage.NOT_STATED:
        best = find_best_line(incident, guide, library)
    items = {item.id: item for item in card.items}
    return AftermathText(
        measures=_measures(start, end, language),
        followed=tuple(_followed(fired, incident, items, measure, language) for fired in exercise.fired),
        mattered=tuple(_what_if(one, end, incident, language) for one in by_weight[:2]),
        others=tuple(_what_if(one, end, incident, language) for one in by_weight[2 : 2 + MOST_OTHERS]),
        best=None if best is None else _best(best, end, incident, language),
    )


def _measures(start: Outcome, end: Outcome, language: Language) -> tuple[MeasureText, ...]:
    found = []
    for name, high_is_bad in (("exposed", True), ("spread", True), ("evidence", False), ("trust", False)):
        before, after = getattr(start, name), getattr(end, name)
        better = None if before == after else (after < before) == high_is_bad
        found.append(
            MeasureText(
                id=name,
                label=translate(f"aftermath.measure.{name}", language),
                help=translate(f"aftermath.measure_help.{name}", language),
                before=_value(name, start, language),
                after=_value(name, end, language),
                better=better,
            )
        )
    hours, none = _hours(end.lost_minutes, language), _hours(0, language)
    label, help_text = (translate(f"aftermath.{kind}.lost_minutes", language) for kind in ("measure", "measure_help"))
    worse = False if end.lost_minutes else None
    found.append(MeasureText(id="lost_minutes", label=label, help=help_text, before=none, after=hours, better=worse))
    if end.deadlines:
        found.append(
            MeasureText(
                id="deadlines",
                label=translate("aftermath.measure.deadlines", language),
                help=translate("aftermath.measure_help.deadlines", language),
                before=translate("aftermath.deadlines", language, met=0, of=end.deadlines),
                after=translate("aftermath.deadlines", language, met=end.deadlines_met, of=end.deadlines),
                better=end.deadlines_met > 0 or None,
            )
        )
    return tuple(found)


def _value(name: str, outcome: Outcome, language: Language) -> str:
    value = getattr(outcome, name)
    if name == "exposed" and outcome.exposed_persons is not None:
        return translate("aftermath.value.persons", language, n=f"{outcome.exposed_persons:,}", percent=value)
    return translate(f"aftermath.value.{name}", language, n=f"{value:,}")


def _hours(minutes: int, language: Language) -> str:
    return translate("aftermath.value.lost_minutes", language, h=minutes // 60, m=minutes % 60)


def _followed(
    fired: Fired, incident: Incident, items: dict[str, Item], measure: Callable[[Exercise], Outcome], language: Language
) -> FollowedText:
    consequence = _consequence(incident, fired.consequence)
    before = measure(Exercise(incident=incident, world=fired.before)).burden
    after = measure(Exercise(incident=incident, world=fired.after)).burden
    item = items.get(fired.cause)
    guided = item is not None and item.grade in _GUIDED
    tension = ""
    if guided and after > before:
        note = consequence.guide_note.in_(language) if consequence.guide_note else ""
        said = translate("aftermath.tension", language)
        tension = f"{said} {note}".strip()
    return FollowedText(
        at=moment(incident, fired.minutes),
        title=consequence.title.in_(language),
        cause=_cause(fired, incident, language),
        why=consequence.why.in_(language),
        good=after < before or (after == before and not fired.lost),
        lost=tuple(incident.evidence_by_id(e).title.in_(language) for e in fired.lost),
        tension=tension,
        clauses=clause_texts(item.citations, language) if item is not None and tension else (),
    )


def _cause(fired: Fired, incident: Incident, language: Language) -> str:
    label = next((c.label.in_(language) for c in incident.cards() if c.action == fired.cause), "")
    return translate("aftermath.cause_act", language, act=label) if label else ""


def _consequence(incident: Incident, consequence_id: str) -> Consequence:
    return next(c for c in incident.consequences if c.id == consequence_id)


def _what_if(one: Counterfactual, actual: Outcome, incident: Incident, language: Language) -> WhatIfText:
    label = next(c.label.in_(language) for c in incident.cards() if c.action == one.action)
    phase = translate(f"phase.{one.phase}", language)
    return WhatIfText(
        change=translate(f"aftermath.change.{one.change}", language, act=label, phase=phase),
        helped=one.gain < 0,
        differences=_differences(actual, one.outcome, language),
        avoided=_titles(one.avoided, incident, language),
        brought=_titles(one.brought, incident, language),
    )


def _titles(names: Iterable[str], incident: Incident, language: Language) -> tuple[str, ...]:
    return tuple(_consequence(incident, name).title.in_(language) for name in names)


def _differences(actual: Outcome, other: Outcome, language: Language) -> tuple[str, ...]:
    """What would have ended otherwise, measure by measure."""
    lines = []
    for name in ("exposed", "spread", "evidence", "trust"):
        if getattr(actual, name) != getattr(other, name):
            values = {"was": _value(name, actual, language), "would": _value(name, other, language)}
            label = translate(f"aftermath.measure.{name}", language)
            lines.append(translate("aftermath.difference", language, label=label, **values))
    if actual.lost_minutes != other.lost_minutes:
        label = translate("aftermath.measure.lost_minutes", language)
        values = {"was": _hours(actual.lost_minutes, language), "would": _hours(other.lost_minutes, language)}
        lines.append(translate("aftermath.difference", language, label=label, **values))
    if actual.deadlines_met != other.deadlines_met:
        label = translate("aftermath.measure.deadlines", language)
        values = {
            "was": translate("aftermath.deadlines", language, met=actual.deadlines_met, of=actual.deadlines),
            "would": translate("aftermath.deadlines", language, met=other.deadlines_met, of=other.deadlines),
        }
        lines.append(translate("aftermath.difference", language, label=label, **values))
    return tuple(lines)


def _best(best: BestLine, actual: Outcome, incident: Incident, language: Language) -> BestText:
    if actual.burden <= best.best.burden:
        key = "reached"
    elif best.gain > 0:
        key = "beyond_perfect"
    else:
        key = "perfect"
    return BestText(
        sentence=translate(f"aftermath.best.{key}", language),
        differences=_differences(actual, best.best, language),
        steps=_steps(best, incident, language),
    )


def _steps(best: BestLine, incident: Incident, language: Language) -> tuple[StepText, ...]:
    """The weighty acts of the best line, in its order."""
    weighty = {name for c in incident.consequences for name in c.on}
    fired = {f.cause for f in best.exercise.fired} | weighty
    labels = {c.action: c.label.in_(language) for c in incident.cards()}
    return tuple(
        StepText(phase=translate(f"phase.{phase}", language), text=labels[action])
        for phase, action in _in_order(best.line)
        if action in fired
    )


def _in_order(line: Line) -> Iterable[tuple[str, str]]:
    for phase, acts in line:
        for action, _first in sorted(acts, key=lambda pair: not pair[1]):
            yield phase, action
