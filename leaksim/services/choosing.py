"""What a run starts with: what the start page offers, and what is drawn where nothing was chosen."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import replace

from ..domain.incident import Incident
from ..domain.kinds import Coverage, FeedbackMode, IncidentType, Language
from ..domain.playbook import Playbook
from ..domain.records import record
from ..errors import IllegalEvent
from ..i18n import translate
from . import shelf

ROLES = ("employee", "person_in_charge", "committee")


@record
class StartChoices:
    """What the start page offers, in one language.

    organisations: (id, label, title of the guide it brings); types: (id, label, notes by organisation id where the
    guide has no chapter of its own on the type).
    """

    organisations: tuple[tuple[str, str, str], ...]
    types: tuple[tuple[str, str, dict[str, str]], ...]
    roles: tuple[str, ...]
    modes: tuple[str, ...]


def start_choices(language: Language) -> StartChoices:
    """What there is to choose from, in a language; no scenario is read for it."""
    presets = shelf.library().organisations
    guides = {preset.id: shelf.playbook(preset.playbook) for preset in presets}
    played = set(shelf.scenario_types().values())
    return StartChoices(
        organisations=tuple((p.id, p.label.in_(language), guides[p.id].title.in_(language)) for p in presets),
        types=tuple(
            (kind.value, translate(f"incident_type.{kind}", language), _notes(guides, kind, language))
            for kind in IncidentType
            if kind in played
        ),
        roles=ROLES,
        modes=tuple(mode.value for mode in FeedbackMode),
    )


def avoided_names() -> tuple[str, ...]:
    """Family names that LEAKSIM_AVOID lists, separated by commas: nobody involved in a served incident bears them."""
    return tuple(name for name in re.split("[,、，]", os.environ.get("LEAKSIM_AVOID", "")) if name.strip())


def ask_by(incident: Incident, guide: Playbook) -> Incident:
    """The incident with only those questions that the guide asks; all of them where it is silent about the type."""
    asks = guide.asks(incident.type)
    if not asks:
        return incident
    return replace(incident, questions=tuple(q for q in incident.questions if q.question in asks))


def _notes(guides: dict[str, Playbook], kind: IncidentType, language: Language) -> dict[str, str]:
    return {
        preset: translate(f"coverage.{guide.states(kind)}", language)
        for preset, guide in guides.items()
        if guide.states(kind) is not Coverage.OWN_CHAPTER
    }


def choose_scenario(
    scenario: str | None, incident_type: IncidentType | str | None, organisation: str | None, seed: int
) -> shelf.Scenario:
    """The named scenario; else the first of the type, in the seed's order, that is written for the organisation."""
    if scenario is not None:
        return shelf.find_scenario(scenario)
    if incident_type is None:
        fitting = [
            t
            for t in dict.fromkeys(shelf.scenario_types().values())
            if organisation is None or t in _stated_for(organisation)
        ]
        incident_type = fitting[seed % len(fitting)]
    candidates = shelf.scenarios_for_type(IncidentType(incident_type), seed)
    if organisation is None:
        return next(candidates)
    first = next(candidates)
    return next((s for s in (first, *candidates) if organisation in s.organisations), first)


def choose_organisation(scenario: shelf.Scenario, seed: int) -> str:
    """One of the scenario's organisations, if possible with a guide that says something about its type."""
    stated = [o for o in scenario.organisations if scenario.type in _stated_for(o)]
    fitting = stated or list(scenario.organisations)
    digest = hashlib.sha256(f"organisation|{scenario.id}|{seed}".encode()).digest()
    return fitting[int.from_bytes(digest[:8], "big") % len(fitting)]


def _stated_for(organisation: str) -> tuple[IncidentType, ...]:
    for preset in shelf.library().organisations:
        if preset.id == organisation:
            return shelf.stated_types(shelf.playbook(preset.playbook))
    raise IllegalEvent(f"there is no organisation {organisation!r}")
