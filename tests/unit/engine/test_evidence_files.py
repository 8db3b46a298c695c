"""Exported evidence: what it says can be counted again from the files alone."""

from __future__ import annotations

import csv
import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from leaksim.domain.catalogue import Library
from leaksim.domain.documents import EXERCISE_MARK, Mail, Table
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import Language
from leaksim.domain.scenario import Scenario
from leaksim.engine import generate
from leaksim.reports.evidence_files import evidence_file, mail_bytes, table_bytes, table_frame, write_evidence

SEEDS = (1, 4, 9, 16)


@pytest.fixture(scope="module", params=SEEDS)
def exported(
    request: pytest.FixtureRequest, every_family: Scenario, library: Library, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Incident, dict[str, Path]]:
    incident = generate(every_family, request.param, library)
    return incident, write_evidence(incident, Language.JA, tmp_path_factory.mktemp("files"))


def read_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.reader(handle))


def test_persons_rows_and_period_from_the_table(exported: tuple[Incident, dict[str, Path]]) -> None:
    incident, files = exported
    header, *rows = read_rows(files["list"])
    assert len({row[0] for row in rows}) == incident.facts["persons"]
    assert len(rows) == incident.facts["records"]
    assert all(len(row) == len(header) for row in rows)
    repeated = {tuple(row) for row in rows}
    assert len(repeated) == incident.facts["persons"]
    days = [row[header.index("登録日")] for row in rows]
    occurred = str(incident.facts["occurred_at"])[:10]
    assert max(days) == occurred
    assert min(days) < occurred


def test_readers_and_accesses_from_the_log(exported: tuple[Incident, dict[str, Path]]) -> None:
    incident, files = exported
    path = f"/files/{incident.parameters['code']}.csv"
    pattern = re.compile(r'^(\S+) \S+ \S+ \[([^\]]+)\] "GET (\S+) HTTP/1.1" (\d+) (\d+) "[^"]*" "[^"]*"$')
    lines = [line for line in files["access"].read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found = [m.groups() for m in map(pattern.match, lines) if m]
    assert len(found) == len(lines)
    office = re.compile(r"203\.0\.113\.(24\d|25[0-4])$")
    counted = [entry for entry in found if entry[2] == path and entry[3] == "200" and not office.match(entry[0])]
    assert len(counted) == incident.facts["accesses"]
    assert len({entry[0] for entry in counted}) == incident.facts["readers"]
    occurred = str(incident.facts["occurred_at"])
    assert counted[0][1].startswith(occurred[8:10] + "/")
    assert occurred[11:16] in counted[0][1]
    assert len([e for e in found if e[2] == path]) == len(counted) + 6


def test_rows_read_from_the_audit_log(exported: tuple[Incident, dict[str, Path]]) -> None:
    incident, files = exported
    lines = [line for line in files["audit"].read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    entries = list(csv.DictReader(lines))
    read = [int(entry["rows"]) for entry in entries if entry["object"] == "members"]
    assert sum(read) == incident.facts["persons"]
    assert len({entry["account"] for entry in entries if entry["object"] == "members"}) == 1
    assert [entry["time"] for entry in entries] == sorted(entry["time"] for entry in entries)


def test_mails_read_back(exported: tuple[Incident, dict[str, Path]]) -> None:
    incident, files = exported
    mail = incident.evidence_by_id("notice").documents[Language.JA]
    assert isinstance(mail, Mail)
    parsed = message_from_bytes(files["notice"].read_bytes(), policy=default)
    assert parsed["Subject"] == mail.subject
    assert [a.addr_spec for a in parsed["Cc"].addresses] == [x.rpartition("<")[2].rstrip(">") for x in mail.cc]
    assert len(parsed["Cc"].addresses) == 26
    assert parsed["Message-ID"] == mail.message_id
    assert parsed["X-Exercise"] == EXERCISE_MARK
    assert parsed["Date"].datetime.isoformat(timespec="minutes") == mail.sent_at
    body = parsed.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == mail.body
    assert [part.get_filename() for part in parsed.iter_attachments()] == list(mail.attachments)
    assert mail_bytes(mail) == mail_bytes(mail)


def test_every_file_carries_the_mark_inside(exported: tuple[Incident, dict[str, Path]], tmp_path: Path) -> None:
    incident, files = exported
    assert set(files) == {evidence.id for evidence in incident.evidence}
    assert len(set(files.values())) == len(files)
    english = write_evidence(incident, Language.EN, tmp_path)
    for path in (*files.values(), *english.values()):
        assert EXERCISE_MARK.encode() in path.read_bytes(), path.name


def test_formulas_stay_text(exported: tuple[Incident, dict[str, Path]]) -> None:
    _, files = exported
    rows = read_rows(files["ledger"])
    assert rows[1][2] == "'=1+1"
    assert rows[2][2] == "'-"


def test_file_names_stay_in_their_folder() -> None:
    table = Table(caption="", file_name="../../etc/pass wd", columns=("a",), rows=(("\t=x",),))
    name, content = evidence_file(table)
    assert name == "pass_wd.csv"
    assert b"'\t=x" in content
    assert table_bytes(table).startswith(b"\xef\xbb\xbf")


def test_pages_are_escaped(exported: tuple[Incident, dict[str, Path]]) -> None:
    _, files = exported
    text = files["shot"].read_text(encoding="utf-8")
    assert "&lt;公開&gt;" in text
    assert "<公開>" not in text


def test_frames(exported: tuple[Incident, dict[str, Path]]) -> None:
    incident, _ = exported
    table = incident.evidence_by_id("list").documents[Language.EN]
    assert isinstance(table, Table)
    frame = table_frame(table)
    assert frame.shape == (incident.facts["records"], len(table.columns))
    assert frame["No."].nunique() == incident.facts["persons"]
