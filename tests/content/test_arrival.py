"""What is found out in the investigation arrives while it lasts: nobody is asked about what comes after."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from leaksim.domain.exercise import PhaseClosed, replay
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import Phase
from leaksim.scoring import Strategy, autoplay
from leaksim.services import shelf

SEEDS = (1, 2, 3)
Generated = Callable[[str, int], Incident]


def late(made: Incident, playbook_id: str) -> list[str]:
    """Injects with evidence of the investigation that the perfect run has not met when it closes that phase."""
    run = autoplay(Strategy.PERFECT, made, shelf.playbook(playbook_id), shelf.library())
    closed = (n for n, e in enumerate(run.events) if isinstance(e, PhaseClosed) and e.phase is Phase.INVESTIGATE)
    place = next(closed)
    met = {release.inject for release in replay(made, list(run.events[:place])).releases}
    due = [i for i in made.injects if i.phase is Phase.INVESTIGATE and i.when is None and i.evidence]
    return [inject.id for inject in due if inject.id not in met]


@pytest.mark.one_guide_each_time
def test_evidence_of_the_investigation_arrives_within_it(
    scenario_id: str, playbook_id: str, incident: Generated
) -> None:
    assert {seed: missed for seed in SEEDS if (missed := late(incident(scenario_id, seed), playbook_id))} == {}


def test_every_scenario_has_something_to_investigate(scenario_id: str, incident: Generated) -> None:
    made = incident(scenario_id, SEEDS[0])
    assert any(i.phase is Phase.INVESTIGATE and i.evidence and i.when is None for i in made.injects)
