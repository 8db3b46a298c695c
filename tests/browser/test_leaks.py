"""The keys stay on the server: the page, every state a client can ask for and every frame are searched for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk import Desk
from secrets_of_a_run import (
    found_texts,
    found_words,
    hidden_numbers,
    key_names,
    quoted_types,
    released_text,
    unreleased_texts,
    verdict_texts,
)
from watch import Watch

from leaksim.domain.events import Event, PhaseClosed
from leaksim.domain.kinds import PHASES, Phase
from leaksim.services.runs import Run, Runs

Plan = Callable[..., tuple[Event, ...]]
SEED = 730_519_284_610_957_000  # long enough to stand nowhere by chance


def part_of(desk: Desk) -> dict[str, Any]:
    return desk.watch.data()


def leaves(thing: Any) -> list[str]:
    """Numbers and texts in the data of the page's parts."""
    if isinstance(thing, dict):
        return [leaf for value in thing.values() for leaf in leaves(value)]
    if isinstance(thing, list):
        return [leaf for value in thing for leaf in leaves(value)]
    return [str(thing)]


def check_keys_are_absent(run: Run, watch: Watch) -> None:
    everything = watch.everything()
    assert found_words(key_names(run), everything) == []
    assert quoted_types(everything) == []
    data = watch.data()
    assert found_words(hidden_numbers(run), "\n".join(leaves(data))) == []
    for group in data.get("QuestionForm", {}).get("groups", []):
        for question in group["questions"]:
            assert set(question) <= {"id", "kind", "prompt", "help", "unit", "options", "answer", "topic", "level"}
            values = {
                str(option.value)
                for asked in run.exercise.incident.questions
                if asked.id == question["id"]
                for option in asked.options
            }
            for option in question["options"]:
                assert set(option) == {"id", "label"}
                assert option["id"] not in values
    cards = data.get("ActionCards", {"decisions": [], "earlier": []})
    for card in [*cards["earlier"], *(card for decision in cards["decisions"] for card in decision["cards"])]:
        assert set(card) == {"id", "label", "minutes", "chosen", "first"}


def test_exam_with_a_hidden_type_holds_no_key_before_the_end(desk: Desk, runs: Runs, plan: Plan) -> None:
    # A type picked by the seed; the first seed whose incident has a count that the first material does not tell.
    tokens = (runs.start(mode="exam", seed=SEED + n) for n in range(100))
    token = next(token for token in tokens if hidden_numbers(runs.resume(token)))
    run = runs.resume(token)
    desk.open_run(token)
    incident = run.exercise.incident
    events = list(plan(run))
    searched = {"texts": 0, "numbers": 0}
    for phase in PHASES:
        end = next(i for i, event in enumerate(events) if isinstance(event, PhaseClosed) and event.phase is phase)
        if phase in (Phase.DISCOVER_REPORT, Phase.INVESTIGATE):  # choosing and saving tells nothing either
            desk.play(incident, events[:end])
        desk.page.locator(".ls-inbox [data-key=d1]").click()
        run.reload()
        unreleased, verdicts = unreleased_texts(run), verdict_texts(run)
        searched["texts"] += len(unreleased)
        searched["numbers"] += len(hidden_numbers(run))
        everything = desk.watch.everything()
        assert run.view("ja").messages[-1].message.splitlines()[0] in everything  # the search does find things
        assert found_texts(unreleased, everything) == []
        assert found_texts(verdicts, everything) == []
        assert "Feedback" not in part_of(desk)
        assert "ResultPage" not in part_of(desk)
        check_keys_are_absent(run, desk.watch)
        desk.play(incident, [events[end]])
        events = events[end + 1 :]
    assert searched["texts"] > 100
    assert searched["numbers"] > 0
    assert "ResultPage" in part_of(desk)


def test_feedback_after_each_phase_tells_of_closed_phases_only(desk: Desk, runs: Runs, plan: Plan) -> None:
    # A guide with a chapter of its own expects something in every phase, so there is feedback on each.
    token = runs.start(incident_type="loss_theft", organisation="company")
    run = runs.resume(token)
    desk.open_run(token)
    closed: list[str] = []
    for phase in PHASES[:-1]:
        desk.close_phase()
        closed.append(phase.value)
        desk.page.locator(".ls-feedback").wait_for()
        run.reload()
        items = part_of(desk)["Feedback"]["items"]
        assert items
        assert {item["phase"] for item in items} == {phase.value}
        everything = desk.watch.everything()
        told = released_text(run) + "\n".join(leaves(items))
        assert [text for text in found_texts(unreleased_texts(run), everything) if text not in told] == []
        titles = {
            run.exercise.incident.evidence_by_id(name).title.in_("ja")
            for inject in run.exercise.incident.injects
            for name in inject.evidence
            if inject.id not in {release.inject for release in run.exercise.releases}
        }
        assert titles & {title for item in items for title in item["evidence"]} == set()
        desk.go_on()
        run.reload()
        assert found_words(key_names(run), "\n".join(leaves(part_of(desk)["ActionCards"]))) == []


def test_start_page_knows_no_scenario(desk: Desk, runs: Runs) -> None:
    from leaksim.services import shelf

    desk.open_start()
    everything = desk.watch.everything()
    titles = [scenario.title.in_(language) for scenario in shelf.scenarios().values() for language in ("ja", "en")]
    assert found_texts(titles, everything) == []
    assert found_words(shelf.scenarios(), everything) == []
    assert found_words([action.id for action in shelf.library().catalogue.actions], everything) == []


def test_finished_run_shows_its_result_and_no_key(desk: Desk, runs: Runs, plan: Plan) -> None:
    """A result may tell everything that is about this run; ids of the catalogue and the seed stay inside."""
    token = runs.start(incident_type="loss_theft")
    run = runs.resume(token)
    for phase in PHASES:
        run.close_phase(phase)
    desk.open_run(token)
    everything = desk.watch.everything()
    assert found_words([run.exercise.incident.scenario, str(run.exercise.incident.seed)], everything) == []
