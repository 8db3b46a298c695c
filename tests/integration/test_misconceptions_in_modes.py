"""Each misconception, brought into self-study and into a committee’s session: it fails and is named first.

The exercise itself is tried in tests/content/test_learning.py, the annual training in tests/content/test_annual.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from misled import misled

from leaksim.domain.catalogue import Misconception
from leaksim.domain.committee_entries import Stage
from leaksim.domain.events import Acted, Answered, PhaseClosed
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import IncidentType
from leaksim.domain.study import Recall
from leaksim.engine import generate
from leaksim.services import shelf
from leaksim.services.committee import open_sessions
from leaksim.services.runs import open_runs
from leaksim.services.study import open_study

SEED = 7
ALL = {one.id: one for one in shelf.library().misconceptions}
ORGANISATION = next(o.id for o in shelf.library().organisations if o.playbook == "ipa")


def play_misled(run: Any, incident: Incident, misconception: Misconception) -> None:
    """Through the doors that a page uses."""
    cards = {card.action: card.id for card in incident.cards()}
    for event in misled(incident, misconception, "ipa"):
        match event:
            case Answered():
                run.answer(event.question, event.certainty, event.value)
            case Acted():
                run.choose(cards[event.action], event.first)
            case PhaseClosed():
                run.close_phase(event.phase)


def check(run: Any, misconception: Misconception) -> None:
    shown = run.result("ja")
    assert not shown.passed
    assert shown.misconceptions[0].label == misconception.label.ja
    assert shown.changes[0].id in misconception.does


def offers(incident: Incident, misconception: Misconception) -> bool:
    return not {card.action for card in incident.cards()}.isdisjoint(misconception.does)


@pytest.mark.parametrize("name", ALL)
def test_in_self_study(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what it got wrong comes back for review."""
    monkeypatch.setattr("secrets.randbelow", lambda limit: SEED)
    misconception, url = ALL[name], f"sqlite:///{tmp_path / 'runs.db'}"
    studies, runs = open_study(url), open_runs(url)
    learner = studies.resume(studies.begin("ja", organisation=ORGANISATION))
    for kind in misconception.types or tuple(IncidentType):
        run = runs.resume(learner.start(kind))
        incident = run.exercise.incident
        if offers(incident, misconception):
            break
    else:
        pytest.fail("no incident of self-study offers what this misconception does")
    play_misled(run, incident, misconception)
    check(run, misconception)
    learner.reload()
    again = {card.rpartition("/")[2] for card, all_ in learner.study.recalls.items() if all_[-1].recall is Recall.AGAIN}
    assert again.intersection((*misconception.does, *misconception.omits)), again


@pytest.mark.parametrize("name", ALL)
def test_in_a_committees_session(name: str, tmp_path: Path) -> None:
    misconception = ALL[name]
    types = misconception.types or tuple(IncidentType)
    chosen = next(
        scenario
        for scenario in shelf.scenarios().values()
        if scenario.type in types
        and "committee" in scenario.audience
        and ORGANISATION in scenario.organisations
        and offers(generate(scenario, SEED, shelf.library(), ORGANISATION), misconception)
    )
    sessions = open_sessions(f"sqlite:///{tmp_path / 'runs.db'}")
    session = sessions.resume(sessions.begin(language="ja", organisation=ORGANISATION, scenario=chosen.id, seed=SEED))
    session.set_up(preset=60, organisation=ORGANISATION)
    session.enter(Stage.PLAY)
    play_misled(session.run, session.run.exercise.incident, misconception)
    session.enter(Stage.HOT_WASH)
    check(session.run, misconception)
