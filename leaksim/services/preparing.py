"""A run before it is stored: the incident generated, the guide chosen, everything frozen."""

from __future__ import annotations

import secrets

from ..domain.kinds import FeedbackMode, IncidentType, Language
from ..engine import ENGINE_VERSION, generate
from ..errors import IllegalEvent
from ..scoring import PASS_MARK
from ..store import NewRun
from . import shelf
from .choosing import ROLES, ask_by, avoided_names, choose_organisation, choose_scenario
from .freezing import FORMAT, freeze
from .sheets import with_sheets


def prepare_run(
    *,
    language: Language | str = Language.JA,
    organisation: str | None = None,
    incident_type: IncidentType | str | None = None,
    role: str = "employee",
    mode: FeedbackMode | str = FeedbackMode.EACH_PHASE,
    scenario: str | None = None,
    seed: int | None = None,
    mark_law: bool = False,
    hints: bool = False,
) -> NewRun:
    """Generate an incident and freeze it with its guide. What is not chosen is drawn.

    `mark_law`: the result also says, apart from the score, what today's law would have asked for. `hints`: the page
    offers them; they are recorded and cost nothing.
    """
    if role not in ROLES:
        raise IllegalEvent(f"there is no role {role!r}")
    seed = secrets.randbelow(2**63) if seed is None else seed
    chosen = choose_scenario(scenario, incident_type, organisation, seed)
    organisation = organisation or choose_organisation(chosen, seed)
    incident = generate(chosen, seed, shelf.library(), organisation, avoided_names())
    preset = next(p for p in shelf.library().organisations if p.id == incident.organisation.preset)
    guide = shelf.playbook(preset.playbook)
    incident = ask_by(with_sheets(incident, guide, shelf.library().vocabulary), guide)
    return NewRun(
        scenario=incident.scenario,
        scenario_version=str(incident.version),
        playbook=guide.id,
        playbook_version=guide.version,
        engine_version=ENGINE_VERSION,
        seed=seed,
        language=Language(language),
        mode=FeedbackMode(mode),
        role=role,
        organisation=preset.id,
        pass_mark=PASS_MARK,
        frozen=freeze(incident, guide, shelf.library(), law_marked=mark_law, hints=hints),
        frozen_format=FORMAT,
    )
