"""The trail of what was known when, as the result page shows it."""

from __future__ import annotations

from leaksim.domain.events import PhaseClosed
from leaksim.domain.exercise import replay
from leaksim.domain.incident import Status
from leaksim.domain.kinds import PHASES, Language
from leaksim.engine import generate
from leaksim.i18n import format_moment, translate
from leaksim.services import shelf
from leaksim.services.trails import trails


def test_each_asked_fact_has_its_steps_in_time_and_the_last_settled_one_is_true() -> None:
    library = shelf.library()
    made = generate(shelf.scenario("loss-train-laptop"), 3, library)
    run = replay(made, [PhaseClosed(phase=phase) for phase in PHASES])
    shown = trails(run, library, Language.EN)
    asked = list(dict.fromkeys(question.fact for question in made.questions))
    assert [trail.fact for trail in shown] == [library.vocabulary.spec(fact).label.en for fact in asked]
    for fact, trail in zip(asked, shown, strict=True):
        assert [step.at for step in trail.steps] == sorted(step.at for step in trail.steps)
        settled = [step for step in trail.steps if step.certainty == translate("certainty.confirmed", "en")]
        known = [f for f in made.findings if f.fact == fact and f.status is Status.ESTABLISHED]
        assert bool(settled) == bool(known), fact
    persons = shown[asked.index("persons")]
    first, last = persons.steps[0], persons.steps[-1]
    assert (first.certainty, last.certainty) == tuple(
        translate(f"certainty.{c}", "en") for c in ("presumed", "confirmed")
    )
    assert f"{made.facts['persons']:,}" in last.value
    assert first.at < last.at
    occurred = shown[asked.index("occurred_at")].steps[-1].value
    assert occurred == format_moment(str(made.facts["occurred_at"]), "en", year=True)
    assert last.how


def test_what_has_not_arrived_leaves_no_step() -> None:
    library = shelf.library()
    made = generate(shelf.scenario("loss-train-laptop"), 3, library)
    early = trails(replay(made, []), library, Language.JA)
    late = trails(replay(made, [PhaseClosed(phase=phase) for phase in PHASES]), library, Language.JA)
    assert sum(len(trail.steps) for trail in early) < sum(len(trail.steps) for trail in late)
    assert any(not trail.steps for trail in early)
