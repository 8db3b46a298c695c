"""Many seeds of every scenario: they generate, agree with themselves, and can be counted again from the files."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import digests
import pytest
from dates import dated_after

from leaksim.content.checks.safety import unsafe_parts
from leaksim.domain.catalogue import ActionKind, Library
from leaksim.domain.documents import EXERCISE_MARK, Document, Log, Table
from leaksim.domain.incident import Incident, Status
from leaksim.domain.kinds import PHASES, Coverage, Language, Phase
from leaksim.domain.playbook import Playbook
from leaksim.engine import generate
from leaksim.reports.evidence_files import evidence_file
from leaksim.scoring import Strategy, autoplay, score
from leaksim.services import shelf
from leaksim.services.exchange import incident_json

FEW, MANY = range(1000, 1002), range(2000, 2200)
#: The most that a way of playing may get, in percent.
LIMITS = {Strategy.EMPTY: 5, Strategy.UNKNOWN: 29, Strategy.EVERYTHING: 59, Strategy.RANDOM: 69}
RESIDUE = re.compile(r"\{\{|\}\}|\{%|\bundefined\b|Text\(|<[a-z_.]+ object")


def incidents(scenario_id: str, seeds: Iterable[int]) -> Iterable[Incident]:
    scenario = shelf.scenarios()[scenario_id]
    return (generate(scenario, seed, shelf.library()) for seed in seeds)


def check(made: Incident) -> None:
    where = f"{made.scenario} seed {made.seed}"
    facts = made.facts
    documents = [(e.id, d) for e in made.evidence for d in e.documents.values()]
    for name, document in documents:
        text = repr(document)
        assert not RESIDUE.search(text), f"{where}: {name} shows {RESIDUE.search(text)}"
    for evidence_id, document in documents:
        if not isinstance(document, Table | Log):
            assert not list(unsafe_parts(readable(document))), f"{where}: {evidence_id}"
    released = {e for inject in made.injects for e in inject.evidence}
    assert released == {e.id for e in made.evidence}, f"{where}: evidence that never arrives"
    assert any(i.phase is Phase.DISCOVER_REPORT and i.minutes == 0 for i in made.injects), f"{where}: nothing opens it"
    occurred, discovered = facts.get("occurred_at"), facts.get("discovered_at")
    if isinstance(occurred, str) and isinstance(discovered, str):
        assert datetime.fromisoformat(occurred) <= datetime.fromisoformat(discovered), f"{where}: found before it began"
        assert datetime.fromisoformat(discovered) <= datetime.fromisoformat(made.starts_at), f"{where}: not found yet"
    for finding in made.findings:
        assert finding.fact in facts, f"{where}: {finding.id} is about a fact that is not stated"
    for fact, finding in {f.fact: f for f in made.findings if f.status is Status.ESTABLISHED}.items():
        if finding.value is not None:  # the last word on each fact; what came before may be wrong on purpose
            assert finding.value == facts[fact], f"{where}: {finding.id} settles what is not true"
    for phase in PHASES:
        cards = [c for d in made.decisions if d.phase is phase for c in d.cards]
        wrong = [c for c in cards if c.kind is not ActionKind.RESPONSE]
        assert 3 * len(wrong) >= len(cards), f"{where}: too few distractors in {phase}"
    assert all(len(d.cards) <= 8 for d in made.decisions), where
    recount(made, where)
    for piece in incident_json(made, Language.JA)["evidence"]:
        arrives = datetime.fromisoformat(piece["released_at"])
        assert dated_after(piece["document"], arrives) == [], f"{where}: {piece['id']} arrives at {arrives}"


def test_what_is_dated_after_it_arrives_is_found() -> None:
    arrives = datetime.fromisoformat("2026-07-03T09:08+09:00")
    for late in (
        "2026年7月3日(金) 09:09",
        "2026-07-03T10:00:00",
        "[03/Jul/2026:09:30:00 +0900]",
        "7月4日(土) 8:00ごろ",
    ):
        assert dated_after({"rows": [["x", late]]}, arrives), late
    for fine in (
        "2026年7月3日(金) 09:08",
        "2026-07-02 23:59",
        "7月3日(金) 9:00",
        "7月4日(土) 06:30に予約",
        "12月31日 10:00",
    ):
        assert not dated_after([fine], arrives), fine


def readable(document: Document) -> str:
    return repr(document).replace("\\n", "\n")


def recount(made: Incident, where: str) -> None:
    """The number of persons, counted again from the exported tables alone, wherever a table settles it."""
    for finding in made.findings:
        if finding.fact != "persons" or finding.status is not Status.ESTABLISHED or not finding.value:
            continue
        tables = [
            made.evidence_by_id(e).documents[Language.JA]
            for e in finding.evidence
            if isinstance(made.evidence_by_id(e).documents[Language.JA], Table)
        ]
        if not tables:
            continue
        counts = set()
        for table in tables:
            _, content = evidence_file(table)
            assert EXERCISE_MARK in content.decode("utf-8-sig"), where
            rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
            counts |= {len({row[column] for row in rows}) for column in rows[0]} if rows else {0}
        assert finding.value in counts, f"{where}: {finding.value} persons, but the columns count {sorted(counts)}"


def test_a_few_incidents_agree_with_themselves(scenario_id: str) -> None:
    for made in incidents(scenario_id, FEW):
        check(made)


@pytest.mark.slow
def test_two_hundred_incidents_agree_with_themselves(scenario_id: str) -> None:
    for made in incidents(scenario_id, MANY):
        check(made)


@pytest.mark.slow
def test_two_hundred_incidents_are_the_same_in_another_process(scenario_id: str) -> None:
    """Another order of sets, another place on earth, another language of the machine."""
    other = {"PYTHONHASHSEED": "4711", "TZ": "America/New_York", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "1"}
    path = os.pathsep.join([str(Path(digests.__file__).parent), os.environ.get("PYTHONPATH", "")])
    command = f"from digests import digest; print(digest({scenario_id!r}, {MANY!r}))"
    done = subprocess.run(
        [sys.executable, "-c", command],
        env={**os.environ, **other, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == digests.digest(scenario_id, MANY), done.stderr


@pytest.mark.slow
def test_two_hundred_incidents_play_as_they_should(scenario_id: str) -> None:
    """Under every guide that states the type."""
    library, kind = shelf.library(), shelf.scenario(scenario_id).type
    guides = [g for g in map(shelf.playbook, shelf.playbook_ids()) if kind in shelf.stated_types(g)]
    assert guides
    for made in incidents(scenario_id, MANY):
        for guide in guides:
            play(made, guide, library)


def play(made: Incident, guide: Playbook, library: Library) -> None:
    where = f"{made.scenario} seed {made.seed} under {guide.id}"
    best = score(autoplay(Strategy.PERFECT, made, guide, library), guide, library)
    assert best.percent == 100, f"{where}: {[(i.id, i.verdict.value) for i in best.items if i.lost]}"
    assert best.passed, where
    for strategy, limit in LIMITS.items():
        card = score(autoplay(strategy, made, guide, library), guide, library)
        assert (card.percent or 0) <= limit, f"{where}: {strategy} gets {card.percent}"
        assert not card.passed, where


@pytest.mark.slow
def test_right_decisions_differ_between_seeds(scenario_id: str) -> None:
    """Over 100 seeds: many sets of wanted acts where a guide has a chapter on the type, several where it has not.

    A guide that has only general things to say hardly lets the incident decide what is to be done.
    """
    library, kind = shelf.library(), shelf.scenario(scenario_id).type
    guides = [g for g in map(shelf.playbook, shelf.playbook_ids()) if kind in shelf.stated_types(g)]
    seen: dict[str, set[frozenset[str]]] = {guide.id: set() for guide in guides}
    for made in incidents(scenario_id, range(100)):
        for guide in guides:
            run = autoplay(Strategy.PERFECT, made, guide, library)
            seen[guide.id].add(frozenset(a.action for a in run.acts))
    wanted = {guide.id: 10 if guide.states(kind) is Coverage.OWN_CHAPTER else 2 for guide in guides}
    assert {name: len(sets) for name, sets in seen.items() if len(sets) < wanted[name]} == {}
