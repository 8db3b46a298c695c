"""What a scenario gives to read fits the minutes that it states."""

from __future__ import annotations

from leaksim.domain.documents import Log, Table
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import Language
from leaksim.engine import generate
from leaksim.scoring.difficulty import CHARACTERS_PER_MINUTE, document_characters, reading_characters
from leaksim.services import shelf

SEEDS = range(4)
EMPLOYEE_CHARACTERS = 300
#: Cards and questions are gone over, not studied: half their characters; feedback doubles what was answered.
SKIMMED = 0.5


def minutes_of_reading(made: Incident) -> float:
    asked = sum(len(q.prompt.ja) + sum(len(o.label.ja) for o in q.options) for q in made.questions)
    offered = sum(len(card.label.ja) for decision in made.decisions for card in decision.cards)
    feedback = (asked + offered) * SKIMMED
    return (reading_characters(made) + (asked + offered) * SKIMMED + feedback) / CHARACTERS_PER_MINUTE


def test_everything_can_be_read_in_the_stated_minutes(scenario_id: str) -> None:
    scenario = shelf.scenario(scenario_id)
    for seed in SEEDS:
        needed = minutes_of_reading(generate(scenario, seed, shelf.library()))
        assert needed <= scenario.minutes, f"{scenario_id} seed {seed}: {needed:.1f} of {scenario.minutes} minutes"


def test_nothing_for_employees_is_long(scenario_id: str) -> None:
    """Tables and logs are counted with the page's tools; everything else is read."""
    scenario = shelf.scenario(scenario_id)
    if "employee" not in scenario.audience:
        return
    long: dict[str, int] = {}
    for seed in SEEDS:
        for piece in generate(scenario, seed, shelf.library()).evidence:
            document = piece.documents[Language.JA]
            if not isinstance(document, Table | Log) and document_characters(document) > EMPLOYEE_CHARACTERS:
                long[piece.id] = max(long.get(piece.id, 0), document_characters(document))
    assert not long
