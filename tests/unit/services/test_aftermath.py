"""The debrief of consequences and the clocks of today's law, on shipped content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from leaksim.domain.events import PhaseClosed
from leaksim.domain.exercise import begin
from leaksim.domain.kinds import PHASES, IncidentType, Language
from leaksim.domain.knowledge import established_values
from leaksim.engine import generate
from leaksim.scoring import score
from leaksim.scoring.strategies import Strategy, autoplay
from leaksim.services import shelf
from leaksim.services.aftermath import aftermath_text
from leaksim.services.clocks import statutory_clocks

CASES = [(kind, strategy) for kind in IncidentType for strategy in (Strategy.PERFECT, Strategy.EVERYTHING)]


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from texts(getattr(value, name))


@pytest.mark.parametrize(("kind", "strategy"), CASES)
def test_the_debrief_tells_what_followed_and_what_else_could_have(kind: IncidentType, strategy: Strategy) -> None:
    library = shelf.library()
    incident = generate(shelf.scenario_for_type(kind, 3), 3, library)
    preset = next(p for p in library.organisations if p.id == incident.organisation.preset)
    guide = shelf.playbook(preset.playbook)
    exercise = autoplay(strategy, incident, guide, library)
    card = score(exercise, guide, library)
    languages = Language if strategy is Strategy.EVERYTHING else (Language.JA,)
    told = {lang: aftermath_text(exercise, card, guide, library, lang) for lang in languages}
    assert len({tuple(f.at for f in one.followed) for one in told.values()}) == 1
    assert len(told[Language.JA].followed) == len(exercise.fired)
    assert exercise.fired or not exercise.acts
    assert len(told[Language.JA].mattered) == 2
    weights = [one.helped for one in told[Language.JA].mattered]
    assert strategy is Strategy.PERFECT or not all(weights)
    for lang, one in told.items():
        assert not any("{" in text or "aftermath." in text for text in texts(one)), lang
    if strategy is Strategy.EVERYTHING:
        assert any(not event.good for event in told[Language.JA].followed)
        assert told[Language.JA].best is None or told[Language.JA].best.differences


def test_clocks_run_in_scenario_time_and_use_only_what_is_known() -> None:
    library = shelf.library()
    incident = generate(shelf.scenario("loss-train-laptop"), 4, library, "company")
    state = begin(incident)
    clocks = statutory_clocks(state, library.law, Language.EN)
    assert clocks
    assert not any(clock.over or clock.done for clock in clocks)
    # facts that are still to be found out do not change which clocks are shown
    hidden = {k: v for k, v in incident.facts.items() if k in ("organisation_kind", "sector", "type")}
    blank = replace(state, incident=replace(incident, facts=hidden))
    assert [c.title for c in statutory_clocks(blank, library.law, Language.EN)] == [c.title for c in clocks]
    for phase in PHASES:
        state = state.apply(PhaseClosed(phase=phase))
    later = statutory_clocks(state, library.law, Language.EN)
    assert [c.title for c in later] == [c.title for c in clocks]
    assert [c.left for c in later] != [c.left for c in clocks]
    found = established_values(incident, state.evidence())
    assert datetime.fromisoformat(str(found.get("discovered_at", incident.starts_at)))
