"""A run measured by today's law: what was due, in time or not, and what may stand in for it."""

from __future__ import annotations

import pytest

from leaksim.content import load_library
from leaksim.domain.current_law import CurrentLaw
from leaksim.domain.facts import FactValue
from leaksim.domain.law_marks import LawMark, LawResult, LawVerdict, mark_by_law

CASE: dict[str, FactValue] = {
    "info_classes": ("personal",),
    "leak_state": "confirmed",
    "organisation_kind": "company",
    "items": ("name",),
    "persons": 1001,
    "malicious_purpose": False,
    "credentials": "none",
    "protection": ("plain",),
    "key_safe": False,
    "owners": ("own",),
    "notification_difficult": False,
    "sector": "retail",
    "type": "missend_web",
    "discovered_at": "2026-11-02T09:00+09:00",
}
OFFERED = (
    "report_to_privacy_commission",
    "notify_persons",
    "report_to_partner",
    "publish_on_website",
    "report_to_authority",
)
REPORTED = {"report_to_privacy_commission": "2026-11-04T09:00+09:00", "notify_persons": "2026-11-20T09:00+09:00"}


@pytest.fixture(scope="module")
def law() -> CurrentLaw:
    law = load_library().law
    assert law is not None
    return law


def measured(law: CurrentLaw, done: dict[str, str], **changes: FactValue) -> LawResult:
    return mark_by_law(law, {**CASE, **changes}, done, OFFERED)


def mark(result: LawResult, rule: str) -> LawMark:
    return next(m for m in result.marks if m.finding.rule.id == rule)


def test_all_that_is_due_was_done_in_time(law: CurrentLaw) -> None:
    result = measured(law, REPORTED)
    assert {m.finding.rule.id for m in result.marks} == {"ppc-preliminary", "notify-persons"}
    assert result.met == len(result.marks) == 2
    assert mark(result, "ppc-preliminary").until == "2026-11-07T09:00+09:00"
    assert mark(result, "notify-persons").until == ""


def test_nothing_done_meets_nothing(law: CurrentLaw) -> None:
    result = measured(law, {})
    assert result.met == 0
    assert {m.verdict for m in result.marks} == {LawVerdict.MISSED}


def test_exactly_a_thousand_persons_ask_for_nothing(law: CurrentLaw) -> None:
    assert measured(law, {}, persons=1000).marks == ()


@pytest.mark.parametrize(
    ("at", "verdict"),
    [("2026-11-07T09:00+09:00", LawVerdict.MET), ("2026-11-07T09:01+09:00", LawVerdict.LATE)],
)
def test_the_fifth_day_is_the_last_in_time(law: CurrentLaw, at: str, verdict: LawVerdict) -> None:
    result = measured(law, {"report_to_privacy_commission": at})
    assert mark(result, "ppc-preliminary").verdict is verdict


def test_a_contractor_is_released_by_telling_its_client(law: CurrentLaw) -> None:
    told = {"report_to_partner": "2026-11-03T09:00+09:00"}
    released = mark(measured(law, told, owners=("client_entrusted",)), "ppc-preliminary")
    assert released.verdict is LawVerdict.MET
    assert released.substitute is not None
    assert mark(measured(law, told, owners=("client_entrusted", "own")), "ppc-preliminary").verdict is LawVerdict.MISSED


def test_publication_stands_in_for_notice_only_where_notice_is_difficult(law: CurrentLaw) -> None:
    published = {"publish_on_website": "2026-11-03T09:00+09:00"}
    assert mark(measured(law, published, notification_difficult=True), "notify-persons").verdict is LawVerdict.MET
    assert mark(measured(law, published), "notify-persons").verdict is LawVerdict.MISSED


def test_what_was_not_on_offer_is_not_asked_for(law: CurrentLaw) -> None:
    assert mark_by_law(law, CASE, {}, ()).marks == ()
