"""Campaign files and rosters: what is wrong is said with its line and column; what comes with leaksim is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from leaksim.content import check_paths, load_campaign, schema
from leaksim.content.roster import read_roster
from leaksim.content.sources import read_source
from leaksim.domain.campaign import USUAL_VIEWERS, Detail
from leaksim.errors import ContentError, NotFound
from leaksim.services import shelf

ROLES = [role.id for role in shelf.annual().roles.roles]
EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "examples" / "campaign.yaml"
ROSTER = EXAMPLE.with_name("roster.csv")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Copies of the example to spoil."""
    campaign, roster = tmp_path / "campaign.yaml", tmp_path / "roster.csv"
    campaign.write_bytes(EXAMPLE.read_bytes())
    roster.write_bytes(ROSTER.read_bytes())
    return campaign, roster


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def load(path: Path):
    return load_campaign(path, shelf.library(), shelf.playbook_ids(), ROLES)


def test_the_example_is_right() -> None:
    assert check_paths([EXAMPLE]) == []
    read = load(EXAMPLE)
    assert read.campaign is not None
    assert read.campaign.opens_at.isoformat() == "2026-11-24T00:00:00+09:00"
    assert read.campaign.closes_at.isoformat() == "2026-12-18T18:00:00+09:00"
    assert read.campaign.kept_until.isoformat() == "2027-04-01T00:00:00+09:00"
    assert [(entry.id, entry.role) for entry in read.roster][2:4] == [("E-0003", "manager"), ("E-0004", "it_staff")]
    assert read.roster[4].exempt == "今年度は休職中のため"
    assert not list(Draft202012Validator(schema("campaign")).iter_errors(read_source(EXAMPLE).data))


def test_by_default_personnel_sees_completion_only(files) -> None:
    campaign, _ = files
    text = campaign.read_text(encoding="utf-8")
    start, end = text.index("  viewers:"), text.index("  questions_to:")
    campaign.write_text(text[:start] + text[end:], encoding="utf-8")
    read = load(campaign)
    assert read.campaign is not None
    assert read.campaign.records.viewers == USUAL_VIEWERS
    assert next(v for v in USUAL_VIEWERS if v.id == "hr").sees is Detail.COMPLETION
    assert all(v.sees is not Detail.RESULT for v in USUAL_VIEWERS)


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("opens: 2026-11-24", "opens: tomorrow", "tomorrow", "neither a date"),
        ("opens: 2026-11-24", "opens: 2026-11-24T09:00", "2026-11-24T09", "zone"),
        ("opens: 2026-11-24", "opens: 9999-12-31", "2026-12-18T18", "before it opens"),
        ("closes: 2026-12-18T18:00+09:00", "closes: 9999-12-31", "9999-12-31", "neither a date"),
        ("keep_until: 2027-03-31", "keep_until: 2026-12-17", "2026-12-17", "deleted before it closes"),
        ("pass_mark: 80", "pass_mark: 0", "0", "1 to 100"),
        ("pass_mark: 80", "pass_mark: all", "all", "whole number"),
        ("organisation: company", "organisation: companies", "companies", "did you mean 'company'"),
        ("playbook: ipa", "playbook: isa", "isa", "there is no playbook 'isa'"),
        ("counts: first_passed", "counts: last", "last", "first_passed, first"),
        ("sees: completion", "sees: answers", "answers", "completion, register, result"),
        ("id: auditors", "id: hr", "hr\n      who: {ja: 内", "twice"),
        ("id: annual-2026", "id: 訓練", "訓練", "is no id"),
        ('extension: "0119"', "extension: 0119", "0119", "put it in quotes"),
        ('extension: "0119"', 'extension: " "', '" "', "needs to be told"),
        ('extension: "0119"', 'extension: "0\\n1"', '"0', "one line"),
        ("name: {ja: 情報セキュリティ室", "name: {ja: " + "室" * 121, "室" * 121, "at most 120"),
        ("language: ja", "language: fr", "fr", "none of ja, en"),
        ("roster: roster.csv", "roster: people.csv", "people.csv", "there is no file"),
        ("roster: roster.csv", "roster: []", "[]", "nobody is on the roster"),
        ("roster: roster.csv", "roster: [{id: a@example.jp}]", "a@example", "mail address"),
        ("roster: roster.csv", "roster: [{id: A1}, {id: A1}]", "A1}]", "on the roster twice"),
        ("roster: roster.csv", 'roster: [{id: A1, exempt: ""}]', '""', "needs its reason"),
        ("roster: roster.csv", "roster: [{id: A1, name: Hanako}]", "name: Hanako", "the key 'name' is unknown"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(files, old: str, new: str, at: str, said: str) -> None:
    campaign, _ = files
    edit(campaign, old, new)
    with pytest.raises(ContentError) as caught:
        load(campaign)
    text = campaign.read_text(encoding="utf-8")
    before = text[: text.index(new) + new.index(at) if at in new else text.index(at)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    (message,) = str(caught.value).splitlines()
    assert message.startswith(f"{campaign}:{line}:{column}: "), message
    assert said in message


@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        ("id,role\nE-1,employe\n", (2, 1), "did you mean 'employee'"),
        ("id,role\nE-1,employee\nE-1,manager\n", (3, 1), "twice"),
        ("role,id\nemployee,E-1\nemployee,山田太郎\n", (3, 10), "no roster id"),
        ('role,exempt,id\n,"long, ""leave""\nsince May",E-1\n,,x@example.jp\n', (4, 3), "mail address"),
        ("id,role\n=E1,employee\n", (2, 1), "no roster id"),
        ("id,role,氏名\nE-1,employee,x\n", (1, 9), "remove the column"),
        ("id,rolle\nE-1,employee\n", (1, 4), "did you mean 'role'"),
        ("id,id\nE-1,E-2\n", (1, 4), "twice"),
        ("role\nemployee\n", (1, 1), "the column 'id' is missing"),
        ("id\nE-1,employee\n", (2, 5), "2 cells"),
        ("role,id\nemployee\n", (2, 1), "no roster id"),
        ("", (1, 1), "empty"),
        ('id\n"E-1\n', (1, 1), "not readable CSV"),
    ],
)
def test_a_roster_says_what_is_wrong_with_it(files, content: str, place: tuple[int, int], said: str) -> None:
    campaign, roster = files
    roster.write_text(content, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load(campaign)
    assert f"{roster}:{place[0]}:{place[1]}: " in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_rosters_as_spreadsheets_save_them(files, encoding: str, newline: str) -> None:
    campaign, roster = files
    lines = ["ID,Role,Exempt", "", 'E-1,,"出向中, 戻りは来春"', ",,", "E-2,manager", ""]
    roster.write_bytes(newline.join(lines).encode(encoding))
    entries = load(campaign).roster
    assert [(e.id, e.role, e.exempt) for e in entries] == [
        ("E-1", "employee", "出向中, 戻りは来春"),
        ("E-2", "manager", None),
    ]


def test_a_binary_roster_is_refused(files) -> None:
    campaign, roster = files
    roster.write_bytes(b"PK\x03\x04\xff\xfe\x81")
    with pytest.raises(ContentError, match="neither UTF-8 nor"):
        load(campaign)


@given(content=st.binary(max_size=80) | st.text('id,role\r\n"E1= \t@', max_size=40).map(str.encode))
@example(content=b'id\n"a\nb",c\n')
@example(content=b"\xef\xbb\xbfid\x00\n")
def test_any_bytes_are_a_roster_or_say_why_not(tmp_path_factory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    entries, findings = read_roster(path)
    assert entries or findings or b"id" in content.lower()
    for finding in findings:
        assert finding.line >= 1
        assert finding.column >= 1


def test_check_knows_a_campaign(files) -> None:
    campaign, roster = files
    edit(campaign, "playbook: ipa", "playbook: ipb")
    roster.write_text("id,role\nE-1,boss\n", encoding="utf-8")
    found = check_paths([campaign])
    assert {(f.path, f.line, f.column) for f in found} == {(campaign, 8, 11), (roster, 2, 1)}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        load(tmp_path / "none.yaml")
