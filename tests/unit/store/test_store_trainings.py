"""Journals, campaigns and certificates: what goes in comes out, and nothing is written twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from leaksim.errors import Conflict, NotFound
from leaksim.store import NewRun, Store, new_token, open_store
from leaksim.store.migrations.versions import m0001_runs_and_events as first


def test_a_journal_and_its_entries_come_back(store: Store) -> None:
    token = new_token()
    with store.unit() as unit:
        journal = unit.journals.add("study", {"language": "ja"}, token)
        unit.journals.append(journal.id, 0, [{"kind": "seen", "n": 1}, {"kind": "seen", "n": 2}])
    with store.unit(write=False) as unit:
        assert unit.journals.by_token(token) == unit.journals.by_id(journal.id) == journal
        found = unit.journals.entries(journal.id)
        assert [(e.seq, e.kind, e.payload["n"]) for e in found] == [(1, "seen", 1), (2, "seen", 2)]
        assert unit.journals.entries(journal.id, after=1) == found[1:]
    assert journal.body == {"language": "ja"}
    assert journal.participant_id is None


def test_two_writers_of_a_journal_collide(store: Store) -> None:
    with store.unit() as unit:
        journal = unit.journals.add("annual", {}, new_token())
        unit.journals.append(journal.id, 0, [{"kind": "answered"}])
    with pytest.raises(Conflict), store.unit() as unit:
        unit.journals.append(journal.id, 0, [{"kind": "answered"}])
    with store.unit(write=False) as unit:
        assert len(unit.journals.entries(journal.id)) == 1


def test_an_entry_needs_a_kind_and_a_journal(store: Store) -> None:
    with store.unit() as unit:
        journal = unit.journals.add("annual", {}, new_token())
    with pytest.raises(ValueError, match="kind"), store.unit() as unit:
        unit.journals.append(journal.id, 0, [{"at": "x"}])
    with pytest.raises(NotFound), store.unit() as unit:
        unit.journals.append(journal.id + 1, 0, [{"kind": "x"}])


def test_a_campaign_and_its_participants(store: Store) -> None:
    token, other = new_token(), new_token()
    with store.unit() as unit:
        campaign = unit.campaigns.add("autumn", {"pass_mark": 70})
        somebody = unit.campaigns.invite(campaign.id, "E-001", {"role": "employee"}, token)
        unit.campaigns.invite(campaign.id, "E-002", {}, other)
    with store.unit() as unit:
        unit.campaigns.set_body(somebody.id, {"role": "manager"})
        journal = unit.journals.add("annual", {}, new_token(), participant_id=somebody.id)
    with store.unit(write=False) as unit:
        assert unit.campaigns.all() == (campaign,) == (unit.campaigns.by_name("autumn"),)
        assert unit.campaigns.by_id(campaign.id) == campaign
        assert unit.campaigns.participant(token).body == {"role": "manager"}
        assert [p.roster_id for p in unit.campaigns.participants(campaign.id)] == ["E-001", "E-002"]
        assert unit.journals.of_participant(somebody.id) == (journal,)


def test_names_and_roster_ids_are_taken_once(store: Store) -> None:
    with store.unit() as unit:
        campaign = unit.campaigns.add("autumn", {})
        unit.campaigns.invite(campaign.id, "E-001", {}, new_token())
    with pytest.raises(Conflict), store.unit() as unit:
        unit.campaigns.add("autumn", {})
    with pytest.raises(Conflict), store.unit() as unit:
        unit.campaigns.invite(campaign.id, "E-001", {}, new_token())


def test_tokens_change_and_the_old_ones_open_nothing(store: Store) -> None:
    old, new, training, other = (new_token() for _ in range(4))
    with store.unit() as unit:
        campaign = unit.campaigns.add("autumn", {})
        somebody = unit.campaigns.invite(campaign.id, "E-001", {}, old)
        journal = unit.journals.add("annual", {}, training, participant_id=somebody.id)
        unit.campaigns.set_token(somebody.id, new)
        unit.journals.set_token(journal.id, other)
    with store.unit(write=False) as unit:
        assert unit.campaigns.participant(new) == unit.campaigns.participant_named(campaign.id, "E-001") == somebody
        assert unit.journals.by_token(other) == journal
        for ask, gone in ((unit.campaigns.participant, old), (unit.journals.by_token, training)):
            with pytest.raises(NotFound):
                ask(gone)
    for change in ("campaigns", "journals"):
        with pytest.raises(NotFound), store.unit() as unit:
            getattr(unit, change).set_token(99, new_token())


def test_what_belongs_to_a_campaign_is_read_and_removed_together(store: Store) -> None:
    with store.unit() as unit:
        journals = []
        for name in ("spring", "autumn"):
            campaign = unit.campaigns.add(name, {})
            somebody = unit.campaigns.invite(campaign.id, "E-001", {}, new_token())
            journals.append(unit.journals.add("annual", {}, new_token(), participant_id=somebody.id))
            unit.journals.append(journals[-1].id, 0, [{"kind": "seen"}, {"kind": "passed", "of": name}])
            unit.certificates.add(f"LS-{name}", journals[-1].id, {})
        own = unit.journals.add("study", {}, new_token())
    spring, autumn = journals
    with store.unit() as unit:
        (first, second) = unit.campaigns.all()
        assert unit.journals.of_campaign(first.id) == (spring,)
        assert [e.payload["of"] for e in unit.journals.entries_of_campaign(first.id, "passed")] == ["spring"]
        assert {key: c.number for key, c in unit.certificates.of_campaign(first.id).items()} == {spring.id: "LS-spring"}
        assert unit.campaigns.remove_participants(first.id) == 1
        unit.campaigns.set_terms(first.id, {"gone": True})
    with store.unit(write=False) as unit:
        assert unit.campaigns.by_name("spring").body == {"gone": True}
        assert unit.campaigns.participants(first.id) == ()
        assert unit.journals.entries(spring.id) == ()
        assert unit.certificates.of_journal(spring.id) is None
        assert unit.journals.by_id(own.id) == own
        assert unit.journals.by_id(autumn.id) == autumn
        assert len(unit.journals.entries(autumn.id)) == 2
        assert unit.certificates.by_number("LS-autumn")
        assert len(unit.campaigns.participants(second.id)) == 1
    with store.unit() as unit:
        unit.journals.remove(autumn.id)
        assert unit.campaigns.held("autumn") == second
    with store.unit(write=False) as unit, pytest.raises(NotFound):
        unit.journals.by_id(autumn.id)


def test_a_journal_has_one_certificate(store: Store) -> None:
    with store.unit() as unit:
        journal = unit.journals.add("annual", {}, new_token())
        certificate = unit.certificates.add("LS-1", journal.id, {"percent": 90})
    with pytest.raises(Conflict), store.unit() as unit:
        unit.certificates.add("LS-2", journal.id, {})
    with store.unit(write=False) as unit:
        assert unit.certificates.by_number("LS-1") == unit.certificates.of_journal(journal.id) == certificate


@pytest.mark.parametrize("wrong", ["", "x", "\ud800", "' OR 1=1 --"])
def test_what_is_not_there_is_not_found(store: Store, wrong: str) -> None:
    with store.unit(write=False) as unit:
        for ask in (unit.journals.by_token, unit.campaigns.participant):
            with pytest.raises(NotFound):
                ask(wrong)
        assert unit.certificates.of_journal(1) is None


def test_reading_units_write_nothing(store: Store) -> None:
    with store.unit(write=False) as unit, pytest.raises(RuntimeError):
        unit.journals.add("annual", {}, new_token())


def test_a_database_of_the_first_version_keeps_its_runs(
    sqlite_url: str, tmp_path: Path, make_run: Callable[..., NewRun], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made by the first migration alone, filled, then opened by this version."""
    monkeypatch.setattr("leaksim.store.schema.SCHEMA_REVISION", first.revision)
    token = new_token()
    with open_store(sqlite_url) as store, store.unit() as unit:
        run = unit.runs.add(make_run(), token)
    left = sqlite3.connect(tmp_path / "data" / "leaksim.db")
    assert not left.execute("SELECT name FROM sqlite_master WHERE name = 'journals'").fetchall()
    left.close()
    monkeypatch.undo()
    with open_store(sqlite_url) as store, store.unit() as unit:
        assert unit.runs.by_token(token) == unit.runs.by_id(run.id) == run
        assert unit.journals.add("study", {}, new_token()).kind == "study"
        assert sa.inspect(store._engine).has_table("certificates")
