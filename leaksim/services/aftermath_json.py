"""What came of a run, as JSON: the world, what followed from what, and what other decisions would have changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ..domain.catalogue import Library
from ..domain.course import moment
from ..domain.exercise import Exercise
from ..domain.kinds import Coverage, Language
from ..domain.playbook import Playbook
from ..scoring.best_line import find_best_line
from ..scoring.outcomes import Outcome, counterfactuals, outcome_of

Json = dict[str, Any]


def aftermath_json(exercise: Exercise, language: Language) -> Json:
    """`world` at the start and at the end, and `consequences` in the order in which they came true."""
    incident = exercise.incident
    titles = {c.id: c.title.in_(language) for c in incident.consequences}
    return {
        "world": {"start": asdict(incident.world), "end": asdict(exercise.world)},
        "consequences": [
            {
                "id": fired.consequence,
                "at": moment(incident, fired.minutes),
                "minutes": fired.minutes,
                "cause": fired.cause or None,
                "title": titles[fired.consequence],
                "lost": list(fired.lost),
                "after": asdict(fired.after),
            }
            for fired in exercise.fired
        ],
    }


def what_if_json(exercise: Exercise, guide: Playbook, library: Library) -> Json:
    """How it ended, each single decision that counted, and the best end among runs with full marks."""
    found = counterfactuals(exercise, library)
    stated = guide.states(exercise.incident.type) is not Coverage.NOT_STATED
    best = find_best_line(exercise.incident, guide, library) if stated else None
    return {
        "outcome": _outcome(outcome_of(exercise, library)),
        "decisions": [
            {
                "action": one.action,
                "change": one.change.value,
                "phase": one.phase.value,
                "gain": one.gain,
                "outcome": _outcome(one.outcome),
                "avoided": list(one.avoided),
                "brought": list(one.brought),
            }
            for one in sorted(found, key=lambda one: (-abs(one.gain), one.action))
        ],
        "perfect": None if best is None else _outcome(best.perfect),
        "best": None if best is None else _outcome(best.best),
        "best_line": None
        if best is None
        else [
            {"phase": phase.value, "acts": [{"action": action, "first": first} for action, first in acts]}
            for phase, acts in best.line
        ],
    }


def _outcome(outcome: Outcome) -> Json:
    return {**asdict(outcome), "exposed_persons": outcome.exposed_persons, "burden": outcome.burden}
