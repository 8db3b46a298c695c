"""Where a participant stands, what the register says, and which attempt counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from leaksim.domain.campaign import (
    COLUMNS,
    Campaign,
    CountedAttempt,
    Detail,
    Progress,
    RecordsRule,
    RegisterState,
    RosterEntry,
    Standing,
    beginning_of,
    columns_for,
    counted_attempt,
    end_of,
    register_row,
    standing,
)
from leaksim.domain.desks import BilingualDesk
from leaksim.domain.text import same

CAMPAIGN = Campaign(
    id="a",
    title=same("a"),
    organisation="company",
    opens="2026-11-24",
    closes="2026-12-18",
    reporting_desk=BilingualDesk(name=same("d"), extension="1", out_of_hours="2", deputy=same("e")),
    records=RecordsRule(keep_until="2027-03-31"),
)
OPENS = datetime(2026, 11, 23, 15, tzinfo=UTC)  # midnight in Japan
CLOSES = datetime(2026, 12, 18, 15, tzinfo=UTC)
TICK = timedelta(microseconds=1)
BEGUN = Progress(begun_at=OPENS)
PASSED = Progress(
    begun_at=OPENS,
    passed_at=CLOSES - TICK,
    attempts=3,
    first_percent=53,
    passed_percent=93,
    content_version="1",
    playbook="ipa",
    playbook_version="2",
    certificate="LS-1",
)


@pytest.mark.parametrize(
    ("exempt", "progress", "now", "expected"),
    [
        (False, None, OPENS - TICK, Standing.NOT_OPEN),
        (False, None, OPENS, Standing.INVITED),
        (False, BEGUN, OPENS, Standing.RUNNING),
        (False, BEGUN, CLOSES - TICK, Standing.RUNNING),
        (False, BEGUN, CLOSES, Standing.CLOSED),
        (False, None, CLOSES, Standing.CLOSED),
        (False, PASSED, CLOSES, Standing.DONE),
        (True, None, OPENS - TICK, Standing.EXEMPT),
        (True, BEGUN, CLOSES, Standing.EXEMPT),
        (True, PASSED, CLOSES, Standing.DONE),
    ],
)
def test_standing(exempt: bool, progress: Progress | None, now: datetime, expected: Standing) -> None:
    assert standing(CAMPAIGN, exempt, progress, now) is expected


def test_a_date_is_the_whole_day_in_japan() -> None:
    assert beginning_of("2026-11-24") == OPENS
    assert end_of("2026-12-18") == CLOSES
    assert end_of("2026-12-18T18:00+09:00") == datetime(2026, 12, 18, 9, tzinfo=UTC)
    for wrong in ("2026-12-18T18:00", "18:00", "2026-13-01", ""):
        with pytest.raises(ValueError, match=r"."):
            end_of(wrong)


def test_which_attempt_counts() -> None:
    assert counted_attempt(PASSED, CountedAttempt.FIRST_PASSED) == (3, 93)
    assert counted_attempt(PASSED, CountedAttempt.FIRST) == (1, 53)
    at_once = replace(PASSED, attempts=1, first_percent=100, passed_percent=None)
    for rule in CountedAttempt:
        assert counted_attempt(at_once, rule) == (1, 100)


def test_a_row_of_somebody_done() -> None:
    row = register_row(CAMPAIGN, RosterEntry(id="E-1", role="manager"), OPENS, PASSED)
    assert (row.state, row.done_at, row.late) == (RegisterState.DONE, CLOSES - TICK, False)
    assert (row.attempt, row.percent, row.attempts, row.certificate) == (3, 93, 3, "LS-1")
    late = register_row(CAMPAIGN, RosterEntry(id="E-1"), OPENS, replace(PASSED, passed_at=CLOSES))
    assert late.late


@pytest.mark.parametrize("progress", [None, BEGUN])
def test_nothing_is_told_of_who_has_not_passed(progress: Progress | None) -> None:
    row = register_row(CAMPAIGN, RosterEntry(id="E-1"), OPENS, progress)
    assert row.state is RegisterState.OUTSTANDING
    shown = {"roster_id", "role", "state", "late", "invited_at"}
    assert all(getattr(row, name) is None for name in COLUMNS if name not in shown)


def test_an_exemption_keeps_its_reason_even_where_somebody_took_part() -> None:
    entry = RosterEntry(id="E-1", exempt="leave")
    assert register_row(CAMPAIGN, entry, OPENS, BEGUN).state is RegisterState.EXEMPT
    done = register_row(CAMPAIGN, entry, OPENS, PASSED)
    assert (done.state, done.exempt_reason) == (RegisterState.DONE, "leave")


def test_who_sees_completion_sees_no_result() -> None:
    seen = set(columns_for(Detail.COMPLETION))
    assert seen == {"roster_id", "role", "state", "done_at", "late"}
    assert not {"percent", "attempts"} & set(columns_for(Detail.REGISTER))
    assert seen < set(columns_for(Detail.REGISTER)) < set(columns_for(Detail.RESULT)) == set(COLUMNS)
