"""Campaigns on real databases and from the command line: hundreds of links, a register, and an end."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from campaigning import CLOSED, EXPIRED, OPEN, Office, campaign_file

from leaksim.cli import main
from leaksim.domain.campaign import Standing
from leaksim.domain.records import record
from leaksim.errors import NotFound
from leaksim.services.campaign_records import training_token
from leaksim.services.campaigns import open_campaigns
from leaksim.serving.retention import forget_expired

NAME = "annual-2026"
PROGRAM = Path(sys.executable).with_name("leaksim")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'a.db'}"
    else:
        yield request.getfixturevalue("postgres_url")


def test_a_campaign_from_its_opening_to_its_end(url: str, tmp_path: Path) -> None:
    office = Office(url)
    opened = office.open_campaign(tmp_path, pass_mark="100")
    given = {link.roster_id: link.token for link in opened.links}
    office.clock.now = OPEN
    office.finish(office.participants.begin(given["E-1"]), miss_first=True)
    second = office.participants.begin(given["E-2"])
    relinked = office.campaigns.relink(NAME, "E-2").token
    with pytest.raises(NotFound):
        office.trainings.resume(second)
    office.clock.now = CLOSED
    assert office.participants.visit(relinked).standing is Standing.CLOSED
    # Whoever has the training’s page open can end it; the register says that it was late.
    late = office.finish(training_token(relinked))
    register = office.campaigns.register(NAME, "auditors")
    assert [(r.roster_id, r.state.value, r.late, r.attempt) for r in register.rows] == [
        ("E-1", "done", False, 2),
        ("E-2", "done", True, 1),
        ("E-3", "exempt", False, None),
    ]
    assert register.rows[1].certificate == late.certificate
    office.clock.now = EXPIRED
    assert office.campaigns.forget_expired() == (NAME,)
    assert office.campaigns.status(NAME).done == 2
    for token in given.values():
        with pytest.raises(NotFound):
            office.participants.visit(token)


def test_five_hundred_people_in_a_few_seconds(url: str, tmp_path: Path) -> None:
    office = Office(url)
    started = time.monotonic()
    opened = office.open_campaign(tmp_path, [f"E-{n:04}" for n in range(500)])
    opening_seconds = time.monotonic() - started
    assert len({link.token for link in opened.links}) == 500
    office.clock.now = OPEN
    for link in opened.links[:3]:
        office.participants.begin(link.token)
    started = time.monotonic()
    assert len(office.campaigns.register(NAME, "auditors").rows) == 500
    register_seconds = time.monotonic() - started
    assert opening_seconds < 10
    assert register_seconds < 3


def test_two_that_delete_at_once_count_once(url: str, tmp_path: Path) -> None:
    offices = [Office(url) for _ in range(4)]
    offices[0].open_campaign(tmp_path)
    gate, summaries = threading.Barrier(len(offices)), []

    def forget(office: Office) -> None:
        gate.wait(10)
        summaries.append(office.campaigns.forget(NAME, early=True))

    threads = [threading.Thread(target=forget, args=(office,)) for office in offices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [summary.invited for summary in summaries] == [3] * len(offices)


def test_the_server_deletes_by_itself(url: str, tmp_path: Path) -> None:
    """What it runs once a day, on a campaign whose time is over by the real clock."""
    office = Office(url)
    office.clock.now = datetime(2020, 4, 1, tzinfo=UTC)
    token = (
        office.open_campaign(tmp_path, opens="2020-04-01", closes="2020-04-30", keep_until="2020-12-31").links[0].token
    )
    assert office.participants.visit(token).standing is Standing.INVITED
    assert forget_expired({"LEAKSIM_DATABASE_URL": url}).wait(60) == 0
    with pytest.raises(NotFound):
        office.participants.visit(token)


# --- the command line ---------------------------------------------------------------------------------------------


@record
class Said:
    stdout: str
    stderr: str


@pytest.fixture
def leaksim(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """The command as its entry point runs it, in this process: starting Python twenty times takes half a minute."""

    def run(*arguments: object, code: int = 0) -> Said:
        monkeypatch.setattr(sys, "argv", ["leaksim", "campaign", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        assert (ended.value.code or 0) == code, said.err
        return Said(stdout=said.out, stderr=said.err)

    return run


@pytest.fixture
def as_json(leaksim: Callable[..., Said]) -> Callable[..., dict[str, Any]]:
    def run(*arguments: object) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(leaksim(*arguments, "--json").stdout)
        return found

    return run


def test_commands(tmp_path: Path, leaksim: Callable[..., Said], as_json: Callable[..., dict[str, Any]]) -> None:
    database = ("--database", f"sqlite:///{tmp_path / 'a.db'}")
    days = {"opens": "2020-04-01", "closes": "2100-03-31", "keep_until": "2100-12-31"}
    file = campaign_file(tmp_path, ["E-1", "E-2"], **days)
    links = tmp_path / "links.csv"
    address = ("--address", "https://training.example/base/")
    told = as_json("open", file, "--out", links, *address, *database)
    assert (told["created"], told["invited"], told["links"], told["file"]) == (True, 2, [], str(links))
    assert stat.S_IMODE(links.stat().st_mode) == 0o600
    rows = list(csv.reader(io.StringIO(links.read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["roster_id", "link"]
    assert all(
        link.startswith("https://training.example/base/c/") and link.endswith("?lang=ja") for _, link in rows[1:]
    )

    again = leaksim("open", campaign_file(tmp_path, ["E-1", "E-2", "E-3,,休職中", "E-4"], **days), *database)
    ((_, _), (roster_id, link)) = csv.reader(io.StringIO(again.stdout))
    assert roster_id == "E-4"
    assert link.startswith("http://127.0.0.1:8866/c/")
    assert "1 links, 1 exempt, 2 unchanged" in again.stderr

    # A file of links is never overwritten, and links that found no place are not given to anybody.
    refused = leaksim("open", campaign_file(tmp_path, ["E-5"], **days), "--out", links, *database, code=2)
    assert "is there already" in refused.stderr
    assert as_json("status", NAME, *database)["invited"] == 4

    assert as_json("exempt", NAME, "E-1", "--reason", "=cmd|x", *database)["exempt"] is True
    assert list(csv.reader(io.StringIO(leaksim("relink", NAME, "E-1", *database).stdout)))[1][0] == "E-1"
    assert as_json("extend", NAME, "--closes", "2100-04-01", *database)["closes"] == "2100-04-01"
    status = as_json("status", NAME, *database)
    assert as_json("list", *database) == {"campaigns": [status]}
    counted = {key: status[key] for key in ("invited", "done", "outstanding", "exempt", "open_now", "closes")}
    assert counted == {
        "invited": 4,
        "done": 0,
        "outstanding": 2,
        "exempt": 2,
        "open_now": True,
        "closes": "2100-04-01",
    }
    book, table = tmp_path / "r.xlsx", tmp_path / "r.csv"
    assert as_json("register", NAME, "--out", book, *database)["rows"] == 4
    leaksim("register", NAME, "--out", table, "--viewer", "hr", "--lang", "en", *database)
    sheet = openpyxl.load_workbook(book).worksheets[0]
    assert [cell.value for cell in sheet["A"]] == ["名簿の番号", "E-1", "E-2", "E-3", "E-4"]
    assert "=cmd|x" in [cell.value for cell in sheet[2] if cell.data_type == "s"]
    header = table.read_text(encoding="utf-8-sig").splitlines()[0]
    assert header == "Roster id,Role,State,Completed at,After closing"
    assert stat.S_IMODE(table.stat().st_mode) == 0o600

    assert "to be kept until" in leaksim("forget", NAME, *database, code=2).stderr
    assert as_json("forget", "--expired", *database)["forgotten"] == []
    assert as_json("forget", NAME, "--yes", *database)["forgotten"] == [NAME]
    assert as_json("status", NAME, *database)["forgotten_at"] is not None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("status", "none"), "there is no campaign 'none'"),
        (("register", "none", "--out", "r.pdf"), ".xlsx or .csv"),
        (("exempt", "none", "E-1"), "either --reason TEXT or --undo"),
        (("forget",), "name a campaign, or give --expired"),
        (("open", "none.yaml"), "there is no file"),
        (("open", "none.yaml", "--address", "training.example"), "is no address"),
    ],
)
def test_usage(tmp_path: Path, leaksim: Callable[..., Said], arguments: tuple[str, ...], said: str) -> None:
    refused = leaksim(*arguments, "--database", f"sqlite:///{tmp_path / 'a.db'}", code=2)
    assert said in " ".join(refused.stderr.split())
    assert refused.stdout == ""


def test_a_wrong_file_is_said_with_its_places(tmp_path: Path, leaksim: Callable[..., Said]) -> None:
    file = campaign_file(tmp_path, ["E-1", "山田"], opens="soon")
    refused = leaksim("open", file, "--database", f"sqlite:///{tmp_path / 'a.db'}", code=2)
    assert f"{file}:11:8: " in refused.stderr
    assert f"{tmp_path / 'roster.csv'}:3:1: " in refused.stderr


def test_the_database_of_the_environment(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    open_campaigns(url)
    done = subprocess.run(
        [PROGRAM, "campaign", "status", "x"],
        env={**os.environ, "LEAKSIM_DATABASE_URL": url},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "there are: none" in done.stderr
