"""Campaigns by their services: links once and hashes only, nothing changed by chance, nothing kept too long."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from campaigning import BEFORE, CLOSED, EXPIRED, OPEN, Office, campaign_file

from leaksim.domain.campaign import RegisterState, Standing
from leaksim.domain.kinds import Language
from leaksim.errors import ContentError, IllegalEvent, NotFound, UnreadableInput
from leaksim.services import shelf
from leaksim.services.campaign_records import training_token
from leaksim.services.campaign_texts import register_document
from leaksim.services.campaigns import Opened
from leaksim.services.participants import Participants

NAME = "annual-2026"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(f"sqlite:///{tmp_path / 'a.db'}")


def raw(tmp_path: Path) -> bytes:
    """Every byte of the database’s files."""
    connection = sqlite3.connect(tmp_path / "a.db")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return b"".join(path.read_bytes() for path in tmp_path.glob("a.db*"))


def tokens(opened: Opened) -> dict[str, str]:
    return {link.roster_id: link.token for link in opened.links}


def test_links_are_given_once_and_only_their_hashes_are_stored(office: Office, tmp_path: Path) -> None:
    opened = office.open_campaign(tmp_path)
    given = tokens(opened)
    assert list(given) == ["E-1", "E-2"]
    assert opened.exempt == ("E-3",)
    assert len(set(given.values())) == 2
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", token) for token in given.values())
    office.clock.now = OPEN
    training = office.participants.begin(given["E-1"])
    stored = raw(tmp_path)
    for secret in (*given.values(), training):
        assert secret.encode() not in stored
    assert b"E-1" in stored


def test_opening_again_adds_who_is_new_and_changes_nothing_else(office: Office, tmp_path: Path) -> None:
    first = tokens(office.open_campaign(tmp_path))
    before = office.campaigns.status(NAME).campaign
    again = office.open_campaign(
        tmp_path, ["E-4", "E-1,manager", "E-3,manager,休職中"], pass_mark="10", title="{ja: 別, en: Other}"
    )
    assert not again.created
    assert list(tokens(again)) == ["E-4"]
    assert again.unchanged == 2
    assert again.differs == ("title", "pass_mark", "roster E-1: role", "roster E-2: not in the file")
    assert office.campaigns.status(NAME).campaign == before
    assert office.campaigns.status(NAME).invited == 4
    for token in (*first.values(), *tokens(again).values()):
        assert office.participants.visit(token).role == "employee"
    assert office.open_campaign(tmp_path, ["E-1"]).links == ()


def test_links_that_could_not_be_handed_over_are_not_stored(office: Office, tmp_path: Path) -> None:
    def full_disk(_opened: Opened) -> None:
        raise UnreadableInput("no space left")

    with pytest.raises(UnreadableInput):
        office.campaigns.open_file(campaign_file(tmp_path), full_disk)
    assert office.campaigns.names() == ()


def test_a_campaign_that_is_over_cannot_be_opened(office: Office, tmp_path: Path) -> None:
    office.clock.now = CLOSED
    with pytest.raises(IllegalEvent, match="closed already"):
        office.open_campaign(tmp_path)


def test_a_wrong_file_opens_nothing(office: Office, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"roster\.csv:2:1: "):
        office.open_campaign(tmp_path, ["山田"])
    assert office.campaigns.names() == ()


def test_a_participants_way(office: Office, tmp_path: Path) -> None:
    token = tokens(office.open_campaign(tmp_path))["E-1"]
    visit = office.participants.visit
    assert visit(token).standing is Standing.NOT_OPEN
    with pytest.raises(IllegalEvent):
        office.participants.begin(token)
    office.clock.now = OPEN
    assert visit(token).standing is Standing.INVITED
    training = office.participants.begin(token, "en")
    begun = office.trainings.resume(training)
    terms = begun.terms
    assert begun.attempts == 1
    assert (terms.organisation, terms.playbook, terms.role) == ("company", "ipa", "employee")
    assert (terms.pass_mark, terms.language, terms.campaign_name, terms.roster_id) == (80, "en", NAME, "E-1")
    assert terms.reporting_desk is not None
    assert terms.organisation_name == "Kaku Trading Co. (fictional)"
    assert (terms.reporting_desk.name, terms.reporting_desk.extension) == ("Information Security Office", "0119")
    assert visit(token).standing is Standing.RUNNING
    assert office.participants.begin(token) == training
    certificate = office.finish(training).certificate
    assert certificate
    assert (visit(token).standing, visit(token).certificate) == (Standing.DONE, certificate)
    office.clock.now = CLOSED
    assert visit(token).standing is Standing.DONE
    assert office.participants.begin(token) == training


def test_the_training_follows_from_the_personal_link_and_not_the_other_way(office: Office, tmp_path: Path) -> None:
    given = tokens(office.open_campaign(tmp_path))
    office.clock.now = OPEN
    one, two = (office.participants.begin(given[name]) for name in ("E-1", "E-2"))
    assert (one, two) == (training_token(given["E-1"]), training_token(given["E-2"]))
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", one)
    with pytest.raises(NotFound):
        office.participants.visit(one)
    with pytest.raises(NotFound):
        office.participants.visit(training_token(one))


def test_two_windows_share_one_training(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second window saw none begun, and comes too late: nothing is begun twice, and both get the same."""
    token = tokens(office.open_campaign(tmp_path))["E-1"]
    office.clock.now = OPEN
    seen = office.participants.visit(token)
    first = office.participants.begin(token)
    monkeypatch.setattr(Participants, "visit", lambda *_: seen)
    assert office.participants.begin(token) == first
    with office.store.unit(write=False) as unit:
        (journal,) = unit.journals.of_participant(unit.campaigns.participant(token).id)
        assert unit.journals.by_token(first) == journal


def test_a_lost_link_is_replaced_and_nothing_else_is_lost(office: Office, tmp_path: Path) -> None:
    old = tokens(office.open_campaign(tmp_path))["E-1"]
    office.clock.now = OPEN
    before = office.participants.begin(old)
    new = office.campaigns.relink(NAME, "E-1").token
    assert office.participants.visit(new).standing is Standing.RUNNING
    after = office.participants.begin(new)
    with office.store.unit(write=False) as unit:
        journal = unit.journals.by_token(after)
        assert unit.journals.of_participant(unit.campaigns.participant(new).id) == (journal,)
        for gone in (before, old):
            with pytest.raises(NotFound):
                unit.journals.by_token(gone)
    with pytest.raises(NotFound):
        office.participants.visit(old)
    with pytest.raises(NotFound, match="not on the roster"):
        office.campaigns.relink(NAME, "E-9")


def test_exemptions_come_and_go(office: Office, tmp_path: Path) -> None:
    token = tokens(office.open_campaign(tmp_path))["E-1"]
    office.clock.now = OPEN
    office.campaigns.exempt(NAME, "E-1", " 長期出張中 ")
    visit = office.participants.visit(token)
    assert (visit.standing, visit.exempt_reason) == (Standing.EXEMPT, "長期出張中")
    assert office.campaigns.status(NAME).exempt == 2
    with pytest.raises(IllegalEvent):
        office.participants.begin(token)
    office.campaigns.exempt(NAME, "E-1", None)
    assert office.participants.visit(token).standing is Standing.INVITED
    for reason in ("", " ", "x" * 201):
        with pytest.raises(UnreadableInput):
            office.campaigns.exempt(NAME, "E-1", reason)


def test_the_register(office: Office, tmp_path: Path) -> None:
    given = tokens(office.open_campaign(tmp_path, pass_mark="100"))
    office.clock.now = OPEN
    training = office.finish(office.participants.begin(given["E-2"]), miss_first=True)
    assert (training.attempts, training.percent) == (2, 100)
    status = office.campaigns.status(NAME)
    assert (status.invited, status.done, status.outstanding, status.exempt, status.open_now) == (3, 1, 1, 1, True)
    register = office.campaigns.register(NAME, "auditors")
    assert [(row.roster_id, row.state) for row in register.rows] == [
        ("E-1", RegisterState.OUTSTANDING),
        ("E-2", RegisterState.DONE),
        ("E-3", RegisterState.EXEMPT),
    ]
    english = register_document(register, OPEN, Language.EN)
    row = dict(zip(english.headings, english.rows[1], strict=True))
    assert row["Completed at"] == OPEN
    assert (row["Attempt that counts"], row["Certificate number"]) == (2, training.certificate)
    assert row["Content version"] == shelf.annual().version
    assert (row["Playbook"], row["Playbook version"]) == ("ipa", shelf.playbook("ipa").version)
    assert "Attempts" not in english.headings
    assert english.rows[2][english.headings.index("Reason of exemption")] == "休職中"
    about = dict(english.about)
    assert (about["Invited"], about["Done"], about["For"]) == ("3", "1", "Internal Audit")


def test_personnel_sees_completion_only(office: Office, tmp_path: Path) -> None:
    given = tokens(office.open_campaign(tmp_path))
    office.clock.now = OPEN
    office.finish(office.participants.begin(given["E-2"]))
    document = register_document(office.campaigns.register(NAME, "hr"), OPEN, Language.JA)
    assert document.headings == ("名簿の番号", "役割", "状態", "修了日時", "締め切り後")
    with pytest.raises(NotFound, match="there are: hr, auditors"):
        office.campaigns.register(NAME, "boss")


@pytest.mark.parametrize(("counts", "attempt"), [("first", 1), ("first_passed", 2)])
def test_results_are_shown_where_the_file_says_so_and_answers_never(
    office: Office, tmp_path: Path, counts: str, attempt: int
) -> None:
    given = tokens(office.open_campaign(tmp_path, sees="result", counts=counts, pass_mark="100"))
    office.clock.now = OPEN
    training = office.finish(office.participants.begin(given["E-2"]), miss_first=True)
    document = register_document(office.campaigns.register(NAME, "auditors"), OPEN, Language.EN)
    row = dict(zip(document.headings, document.rows[1], strict=True))
    percent = training.first_percent if attempt == 1 else training.percent
    assert (row["Attempts"], row["Attempt that counts"], row["Percent of that attempt"]) == (2, attempt, percent)
    assert training.first_percent < training.percent
    shown = str(document)
    for paper, question in training.state.attempts[0].questions:
        assert paper.situation not in shown
        assert question.id not in document.rows[1]
        assert all(choice.label.en not in shown for choice in question.choices)


def test_the_end_moves_later_and_only_within_what_was_promised(office: Office, tmp_path: Path) -> None:
    token = tokens(office.open_campaign(tmp_path))["E-1"]
    office.clock.now = CLOSED
    assert office.participants.visit(token).standing is Standing.CLOSED
    assert office.campaigns.extend(NAME, "2026-12-25").closes == "2026-12-25"
    assert office.participants.visit(token).standing is Standing.INVITED
    for wrong in ("2026-12-20", "2027-04-01"):
        with pytest.raises(IllegalEvent):
            office.campaigns.extend(NAME, wrong)
    with pytest.raises(UnreadableInput):
        office.campaigns.extend(NAME, "soon")


@pytest.mark.parametrize("asked", ["status", "visit", "expired", "open"])
def test_records_go_when_their_time_is_over(office: Office, tmp_path: Path, asked: str) -> None:
    given = tokens(office.open_campaign(tmp_path))
    office.clock.now = OPEN
    training = office.participants.begin(given["E-2"])
    certificate = office.finish(training).certificate
    assert certificate is not None
    office.clock.now = EXPIRED - timedelta(seconds=1)
    assert office.participants.visit(given["E-2"]).standing is Standing.DONE
    office.clock.now = EXPIRED
    match asked:
        case "status":
            office.campaigns.status(NAME)
        case "visit":
            with pytest.raises(NotFound):
                office.participants.visit(given["E-2"])
        case "expired":
            assert office.campaigns.forget_expired() == (NAME,)
        case "open":
            with pytest.raises(IllegalEvent, match=r"deleted on 2027-04-01, as participants were told"):
                office.open_campaign(tmp_path)
    with office.store.unit(write=False) as unit:
        (stored,) = unit.campaigns.all()
        assert unit.campaigns.participants(stored.id) == ()
        assert stored.body["summary"]["done"] == 1
        for lost in (unit.journals.by_token, unit.campaigns.participant):
            with pytest.raises(NotFound):
                lost(training)
        with pytest.raises(NotFound):
            unit.certificates.by_number(certificate)
    status = office.campaigns.status(NAME)
    assert (status.invited, status.done, status.outstanding, status.exempt) == (3, 1, 1, 1)
    assert status.summary is not None
    with pytest.raises(IllegalEvent, match="were deleted"):
        office.campaigns.register(NAME, "auditors")
    stored_bytes = raw(tmp_path)
    for personal in (b"E-2", certificate.encode(), "休職中".encode(), json.dumps("休職中").encode()):
        assert personal not in stored_bytes


def test_forgetting_early_is_asked_for_twice(office: Office, tmp_path: Path) -> None:
    office.open_campaign(tmp_path)
    with pytest.raises(IllegalEvent, match="to be kept until 2027-03-31"):
        office.campaigns.forget(NAME)
    summary = office.campaigns.forget(NAME, early=True)
    assert (summary.invited, summary.forgotten_at) == (3, BEFORE)
    assert office.campaigns.forget(NAME) == summary


def test_other_campaigns_and_trainings_are_left_alone(office: Office, tmp_path: Path) -> None:
    office.open_campaign(tmp_path)
    kept = tokens(office.open_campaign(tmp_path, ["E-1"], id="other", keep_until="2028-03-31"))["E-1"]
    with office.store.unit() as unit:
        own = unit.journals.add("study", {}, "t" * 32)
    office.clock.now = OPEN
    training = office.participants.begin(kept)
    office.clock.now = EXPIRED
    assert office.campaigns.forget_expired() == (NAME,)
    assert office.participants.visit(kept).standing is Standing.CLOSED
    with office.store.unit(write=False) as unit:
        assert unit.journals.by_token("t" * 32) == own
        assert unit.journals.by_token(training)


def test_names_that_do_not_exist(office: Office, tmp_path: Path) -> None:
    office.open_campaign(tmp_path)
    with pytest.raises(NotFound, match=f"there are: {NAME}"):
        office.campaigns.status("nothing")
    with pytest.raises(NotFound):
        office.participants.visit("x" * 32)
