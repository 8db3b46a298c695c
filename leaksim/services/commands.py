"""What the command line does, apart from printing: generate, play, judge, compare."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from ..content import load_answers_file, load_judge_file
from ..domain.events import Event
from ..domain.exercise import Exercise, begin
from ..domain.incident import Incident
from ..domain.kinds import IncidentType, Language
from ..domain.records import record
from ..domain.scorecard import Scorecard
from ..engine import generate
from ..errors import IllegalEvent, UnreadableInput
from ..reports.evidence_files import write_evidence
from ..scoring import CaseJudgement, Difficulty, Strategy, autoplay, judge_case, measure_difficulty, score
from . import shelf
from .aftermath_json import what_if_json
from .sheets import with_sheets

MAX_SEED = 2**63 - 1


@record
class Variant:
    seed: int
    difficulty: Difficulty


def make_incident(
    scenario: str | None,
    incident_type: IncidentType | None,
    seed: int,
    organisation: str | None = None,
    avoid: Collection[str] = (),
) -> Incident:
    """The incident of a scenario (id or file), or of the scenario that the seed picks among a type's."""
    if not 0 <= seed <= MAX_SEED:
        raise UnreadableInput(f"a seed is a whole number from 0 to {MAX_SEED}")
    if scenario is not None and incident_type is None:
        chosen = shelf.find_scenario(scenario)
    elif incident_type is not None and scenario is None:
        chosen = shelf.scenario_for_type(incident_type, seed)
    else:
        raise UnreadableInput("name either a scenario or a type (--type), and only one of them")
    return generate(chosen, seed, shelf.library(), organisation, avoid)


def find_variants(
    scenario: str, count: int, first_seed: int, playbook: str, like: int | None, band_percent: int
) -> list[Variant]:
    """`count` seeds of equal difficulty from `first_seed` on: within `band_percent` of the incident of seed `like`.

    No `like`: of the median of a hundred incidents. UnreadableInput when not enough are found among 200 per variant.
    """
    if not 0 <= first_seed <= MAX_SEED:
        raise UnreadableInput(f"a seed is a whole number from 0 to {MAX_SEED}")
    chosen, guide = shelf.find_scenario(scenario), shelf.playbook(playbook)

    def measured(seed: int) -> Variant:
        incident = generate(chosen, seed, shelf.library())
        return Variant(seed=seed, difficulty=measure_difficulty(incident, guide, shelf.library().catalogue))

    if like is not None:
        target = measured(like).difficulty.points
    else:
        points = sorted(measured(seed).difficulty.points for seed in range(first_seed, first_seed + 100))
        target = points[len(points) // 2]
    found: list[Variant] = []
    for seed in range(first_seed, first_seed + 200 * count):
        variant = measured(seed)
        if 100 * abs(variant.difficulty.points - target) <= band_percent * target:
            found.append(variant)
            if len(found) == count:
                return found
    raise UnreadableInput(
        f"only {len(found)} of {count} incidents lie within {band_percent} % of difficulty {target}; "
        "widen --band or choose another --like"
    )


def export_evidence(incident: Incident, language: Language, folder: Path) -> list[Path]:
    """Write the evidence as the files it would be; returns their paths."""
    return list(write_evidence(incident, language, folder).values())


def play_strategy(incident: Incident, strategy: Strategy, playbook: str) -> tuple[Exercise, Scorecard]:
    guide = shelf.playbook(playbook)
    exercise = autoplay(strategy, incident, guide, shelf.library())
    return exercise, score(exercise, guide, shelf.library())


def play_file(incident: Incident, path: Path, playbook: str) -> tuple[Exercise, Scorecard]:
    """Replay the events of a file; UnreadableInput names the first event that the exercise does not allow."""
    guide = shelf.playbook(playbook)
    incident = with_sheets(incident, guide, shelf.library().vocabulary)
    exercise = _replay(incident, load_answers_file(path), path)
    return exercise, score(exercise, guide, shelf.library())


def what_if(exercise: Exercise, playbook: str) -> dict[str, Any]:
    """What other decisions would have changed, and the best end that full marks allow."""
    return what_if_json(exercise, shelf.playbook(playbook), shelf.library())


def _replay(incident: Incident, events: Sequence[Event], path: Path) -> Exercise:
    exercise = begin(incident)
    for number, event in enumerate(events, start=1):
        try:
            exercise = exercise.apply(event)
        except IllegalEvent as error:
            raise UnreadableInput(f"{path}: event {number} is not possible: {error}") from None
    return exercise


def judge_file(path: Path, playbook: str) -> CaseJudgement:
    """What a guide says about the case in a file."""
    case = load_judge_file(path, shelf.library().vocabulary)
    known = {a.id for a in shelf.library().catalogue.actions}
    unknown = [a.action for a in case.actions or () if a.action not in known]
    if unknown:
        raise UnreadableInput(
            f"{path}: unknown acts: {', '.join(unknown)}; `leaksim list actions` shows those there are"
        )
    return judge_case(case, shelf.playbook(playbook), shelf.library())


def compare_file(path: Path) -> list[CaseJudgement]:
    """The same case under every guide there is."""
    return [judge_file(path, playbook) for playbook in shelf.playbook_ids()]
