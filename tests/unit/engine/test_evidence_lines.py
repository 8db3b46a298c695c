"""Logs in columns, ledgers, flows and mailboxes: what they promise can be counted from the exported file alone."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from leaksim.domain.catalogue import Library
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import Language
from leaksim.domain.scenario import Scenario
from leaksim.domain.scenario_lines import CodeCell, EventLogSpec, LedgerSpec, PoolCell, TotalCell
from leaksim.engine import generate
from leaksim.engine.clock import JST, is_holiday
from leaksim.engine.evidence.timeline import moments_in_hours
from leaksim.engine.streams import Stream, parts_of
from leaksim.errors import ContentError
from leaksim.reports.evidence_files import write_evidence

Rows = list[dict[str, str]]
NEVER_STATED = timedelta(hours=9)


@pytest.fixture(scope="module", params=(1, 4, 9, 16))
def exported(
    request: pytest.FixtureRequest, every_family: Scenario, library: Library, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Incident, dict[str, Path]]:
    incident = generate(every_family, request.param, library)
    return incident, write_evidence(incident, Language.EN, tmp_path_factory.mktemp("files"))


def rows_of_file(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_planted_lines_are_counted_among_ordinary_ones(exported: tuple[Incident, dict[str, Path]]) -> None:
    incident, files = exported
    rows = rows_of_file(files["doors"])
    lines = {row["Event no."]: row for row in rows}
    assert len(rows) == len(lines) + 4  # four are repeated entirely
    assert all(row == lines[row["Event no."]] for row in rows)
    planted = [row for row in lines.values() if row["Document"].startswith("SEC-")]
    assert len(planted) == incident.facts["readers"]
    assert len(lines) == len(planted) + 300
    assert len({row["Document"] for row in planted}) == 3
    assert sum(int(row["Pages"]) for row in planted) == incident.facts["accesses"]
    who = {row["User"] for row in planted}
    assert len(who) == 1
    assert not who & {row["User"] for row in lines.values() if row not in planted}
    times = [row["Time"] for row in rows]
    assert times == sorted(times)


def test_a_clock_nine_hours_off_still_tells_the_truth(exported: tuple[Incident, dict[str, Path]]) -> None:
    incident, files = exported
    planted = [row for row in rows_of_file(files["doors"]) if row["Document"].startswith("SEC-")]
    occurred = datetime.fromisoformat(str(incident.facts["occurred_at"])).replace(tzinfo=None)
    assert datetime.fromisoformat(planted[0]["Time"]) == occurred - NEVER_STATED


def test_names_and_accounts_of_a_line_are_one_persons(exported: tuple[Incident, dict[str, Path]]) -> None:
    _, files = exported
    names: dict[str, set[str]] = {}
    for row in rows_of_file(files["doors"]):
        names.setdefault(row["User"], set()).add(row["Name"])
    assert {len(people) for people in names.values()} == {1}
    calls = rows_of_file(files["calls"])
    assert len(calls) < 30  # the last one is lost
    assert len({row["Number"] for row in calls}) in (20, 21)
    assert len({(row["Number"], row["Caller"], row["Address"]) for row in calls}) == len({r["Number"] for r in calls})


def test_a_ledger_counts_users_members_and_addresses(exported: tuple[Incident, dict[str, Path]]) -> None:
    _, files = exported
    rows = rows_of_file(files["devices"])
    members = {row["No."] for row in rows_of_file(files["list"])}
    filled = [row for row in rows if row["From"] != "'-"]
    assert (len(rows), len(filled)) == (51, 50)
    assert len({row["User"] for row in filled}) == 50
    assert len({row["Address"] for row in filled}) == 50
    assert len({row["Member"] for row in filled}) == 12
    assert {row["Member"] for row in filled} <= members
    assert len({row["From"] for row in filled}) == 9
    assert len({row["No."] for row in rows}) == 51


def test_bytes_sent_to_one_destination(exported: tuple[Incident, dict[str, Path]]) -> None:
    incident, files = exported
    rows = rows_of_file(files["flows"])
    sent = [row for row in rows if row["Destination"] == "198.51.100.77"]
    assert len(sent) == 4
    assert len(rows) == 204
    assert {row["Source"] for row in sent} == {"10.20.3.44"}
    assert sum(int(row["Bytes out"]) for row in sent) == incident.facts["persons"]
    assert sent[0]["Start"].startswith(str(incident.facts["occurred_at"])[:16].replace("T", " "))


def test_a_mailbox_lists_newest_first_with_states(exported: tuple[Incident, dict[str, Path]]) -> None:
    _, files = exported
    rows = rows_of_file(files["box"])
    assert len(rows) == 32
    assert [row["Received"] for row in rows] == sorted((row["Received"] for row in rows), reverse=True)
    assert [row["Subject"] for row in rows if "Forwarded" in row["State"]] == ["Please check"]
    assert [row["From"] for row in rows if "★" in row["State"]] == ["alert@mail.example"]


def test_papers_charts_and_parcels(exported: tuple[Incident, dict[str, Path]]) -> None:
    _, files = exported
    contract = files["contract"].read_text(encoding="utf-8")
    assert files["contract"].suffix == ".txt"
    assert re.findall(r"^Article \d \(\w+\)$", contract, re.M) == ["Article 1 (Purpose)", "Article 2 (Reports)"]
    assert "  1. Report at once.\n  2. Keep records." in contract
    assert "READ &lt;THIS&gt;" in files["ransom"].read_text(encoding="utf-8")
    assert files["report"].read_text(encoding="utf-8").count("## 1. Results") == 1
    tree = files["tree"].read_text(encoding="utf-8")
    assert tree.startswith("<svg ")
    assert tree.count("<rect") == 4  # the ground and three boxes
    assert tree.count("<path") == 1  # one box stands under another
    assert "Ext. &lt;2&gt;" in tree
    parcel = files["parcel"].read_text(encoding="utf-8")
    assert parcel.index("Accepted") < parcel.index("Being looked for")
    assert "Shares: " not in files["post"].read_text(encoding="utf-8")  # the counts bear their plain names
    assert re.search(r"shares: \d+  likes: 12", files["post"].read_text(encoding="utf-8"))


def changed(scenario: Scenario, evidence_id: str, **values: Any) -> Scenario:
    parts = tuple(replace(e, **values) if e.id == evidence_id else e for e in scenario.evidence)
    return replace(scenario, evidence=parts)


def cell_cases(scenario: Scenario) -> Iterator[tuple[str, object, str]]:
    yield "account", PoolCell(pool="accounts", distinct=400), "different values"
    yield "file", CodeCell(code="A-#", distinct=11), "11 different codes"
    yield "pages", TotalCell(total=7), "7 cannot be made of"


def test_what_cannot_be_had_is_said(every_family: Scenario, library: Library) -> None:
    spec = next(e for e in every_family.evidence if e.id == "doors")
    assert isinstance(spec, EventLogSpec)
    for name, cell, message in cell_cases(every_family):
        group = replace(spec.lines[0], cells={**spec.lines[0].cells, name: cell})
        with pytest.raises(ContentError, match=message):
            generate(changed(every_family, "doors", lines=(group,)), 1, library)
    group = replace(spec.lines[0], cells={"account": "x"})
    with pytest.raises(ContentError, match="cells and columns differ in door, file"):
        generate(changed(every_family, "doors", lines=(group,)), 1, library)
    with pytest.raises(ContentError, match="numbered"):
        generate(changed(every_family, "doors", numbered=None), 1, library)
    nodes = next(e for e in every_family.evidence if e.id == "tree").nodes  # type: ignore[union-attr]
    with pytest.raises(ContentError, match="desk"):
        generate(changed(every_family, "tree", nodes=(replace(nodes[1], under="desk"),)), 1, library)


def test_a_gap_leaves_numbers_out(every_family: Scenario, library: Library, tmp_path: Path) -> None:
    holed = changed(every_family, "doors", gap=("opened", "closed"), duplicates=0)
    rows = rows_of_file(write_evidence(generate(holed, 1, library), Language.EN, tmp_path)["doors"])
    assert len(rows) == 2  # the two groups' last lines, at the gap's end
    assert all(row["Event no."] for row in rows)


def test_groups_stay_in_order_when_asked(every_family: Scenario, library: Library, tmp_path: Path) -> None:
    spec = next(e for e in every_family.evidence if e.id == "devices")
    assert isinstance(spec, LedgerSpec)
    plain = changed(every_family, "devices", mixed=False)
    rows = rows_of_file(write_evidence(generate(plain, 1, library), Language.EN, tmp_path)["devices"])
    assert [n for n, row in enumerate(rows) if row["From"] == "'-"] == [50]


def test_parts_are_as_many_as_asked() -> None:
    for total, count in ((10, 10), (10, 1), (11, 9), (1_000_000, 700), (0, 0)):
        parts = parts_of(Stream("p", total, count), total, count)
        assert (sum(parts), len(parts)) == (total, count)
        assert all(part > 0 for part in parts)
    with pytest.raises(ValueError, match="3"):
        parts_of(Stream("p"), 3, 4)


def test_office_hours_leave_out_nights_weekends_and_holidays() -> None:
    first, last = (datetime(2026, *at, tzinfo=JST) for at in ((4, 24, 22), (5, 11, 7)))  # the May holidays lie between
    moments = moments_in_hours(Stream("h"), first, last, 400, (8, 19))
    assert (len(moments), moments[0], moments[-1]) == (400, first, last)
    assert moments == sorted(moments)
    for moment in moments[1:-1]:
        assert 8 <= moment.hour < 19
        assert moment.weekday() < 5
        assert not is_holiday(moment.date())
