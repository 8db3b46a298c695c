"""Today's law applied to cases: limits exact, omitted facts undecided, relief where the text gives it."""

from __future__ import annotations

import pytest

from leaksim.content import load_library
from leaksim.domain.current_law import CurrentLaw, LawFinding, SourceCertainty, acts_required_by_law, apply_law
from leaksim.domain.facts import FactValue
from leaksim.domain.kinds import Truth

CASE: dict[str, FactValue] = {
    "info_classes": ("personal",),
    "leak_state": "feared",
    "organisation_kind": "company",
    "items": ("mail", "name"),
    "persons": 10,
    "malicious_purpose": False,
    "credentials": "none",
    "protection": ("plain",),
    "key_safe": False,
}


@pytest.fixture(scope="module")
def law() -> CurrentLaw:
    law = load_library().law
    assert law is not None
    return law


def finding(law: CurrentLaw, rule: str, **changes: FactValue) -> LawFinding:
    return next(f for f in apply_law(law, {**CASE, **changes}) if f.rule.id == rule)


@pytest.mark.parametrize(
    ("changes", "due", "triggers"),
    [
        ({}, Truth.NO, []),
        ({"persons": 1000}, Truth.NO, []),
        ({"persons": 1001}, Truth.YES, ["over_1000"]),
        ({"items": ("name", "special_care")}, Truth.YES, ["special_care"]),
        ({"items": ("card_number", "name")}, Truth.YES, ["property_damage"]),
        ({"persons": 3, "malicious_purpose": True}, Truth.YES, ["malicious"]),
        ({"persons": 1001, "leak_state": "suspected"}, Truth.YES, ["over_1000"]),
        ({"persons": 5000, "protection": ("encrypted",), "key_safe": True}, Truth.NO, []),
        ({"persons": 5000, "protection": ("encrypted",), "key_safe": False}, Truth.YES, ["over_1000"]),
        ({"persons": 5000, "info_classes": ("trade_secret",)}, Truth.NO, []),
        ({"persons": 5000, "organisation_kind": "municipality"}, Truth.NO, []),
    ],
)
def test_the_preliminary_report(
    law: CurrentLaw, changes: dict[str, FactValue], due: Truth, triggers: list[str]
) -> None:
    found = finding(law, "ppc-preliminary", **changes)
    assert found.due is due
    assert [t.id for t in found.triggers] == triggers
    assert (found.days, found.latest_days) == (3, 5)


@pytest.mark.parametrize(("persons", "due"), [(100, Truth.NO), (101, Truth.YES)])
def test_public_bodies_have_a_lower_limit(law: CurrentLaw, persons: int, due: Truth) -> None:
    found = finding(law, "public-body-report", persons=persons, organisation_kind="prefecture")
    assert found.due is due
    assert finding(law, "notify-persons", persons=persons, organisation_kind="prefecture").due is due


def test_the_final_report_has_sixty_days_where_malice_is_likely(law: CurrentLaw) -> None:
    assert finding(law, "ppc-final", persons=1001).days == 30
    assert finding(law, "ppc-final", persons=1001, malicious_purpose=True).days == 60


def test_an_omitted_number_leaves_it_undecided(law: CurrentLaw) -> None:
    facts = {k: v for k, v in CASE.items() if k != "persons"}
    found = next(f for f in apply_law(law, facts) if f.rule.id == "ppc-preliminary")
    assert found.due is Truth.UNKNOWN
    assert [t.id for t in found.possible] == ["over_1000"]


def test_entrusted_data_concern_both_sides(law: CurrentLaw) -> None:
    assert finding(law, "entrusted-both", owners=("client_entrusted",)).due is Truth.YES
    assert finding(law, "entrusted-both", owners=("own",)).due is Truth.NO


def test_finance_reports_whatever_the_number(law: CurrentLaw) -> None:
    found = finding(law, "finance", persons=1, sector="finance", data_subjects=("customers",))
    assert found.due is Truth.YES


def test_acts_that_law_requires(law: CurrentLaw) -> None:
    assert "report_to_privacy_commission" in acts_required_by_law(law, {**CASE, "persons": 1001})
    assert "report_to_privacy_commission" not in acts_required_by_law(law, CASE)
    assert acts_required_by_law(None, CASE) == frozenset()


def test_every_rule_names_its_source_and_how_sure_it_is(law: CurrentLaw) -> None:
    for rule in law.rules:
        assert rule.source.ja
        assert rule.address
        assert rule.as_of
    assert {r.certainty.value for r in law.rules} == {"A", "B", "C"}


@pytest.mark.parametrize(
    ("rule", "applies", "does_not"),
    [
        ("ppc-final", {"persons": 1001}, {"persons": 1000}),
        (
            "my-number",
            {"items": ("my_number",), "persons": 101},
            {"items": ("my_number",), "persons": 100, "spread": "one_place"},
        ),
        ("my-number", {"items": ("my_number",), "malicious_purpose": True}, {"malicious_purpose": True}),
        ("encryption-relief", {"protection": ("encrypted",), "key_safe": True}, {"protection": ("encrypted",)}),
        ("entrusted-to-contractor", {"cause_kinds": ("contractor",)}, {"cause_kinds": ("human_error",)}),
        ("finance", {"sector": "finance", "data_subjects": ("customers",)}, {"sector": "retail"}),
        (
            "finance",
            {"sector": "finance", "data_subjects": ("customers",)},
            {"sector": "finance", "data_subjects": ("employees",)},
        ),
        ("card-merchant", {"items": ("card_number",)}, {"items": ("bank_account",)}),
        (
            "telecom",
            {"sector": "telecom", "items": ("purchase",), "data_subjects": ("customers",)},
            {"sector": "telecom", "items": ("salary",), "data_subjects": ("employees",)},
        ),
        (
            "critical-infrastructure",
            {"sector": "energy", "type": "malware", "affects": ("public_infrastructure",)},
            {"sector": "retail", "type": "malware", "affects": ("public_infrastructure",)},
        ),
        (
            "data-being-collected",
            {"type": "unauthorized_access", "channels": ("web",)},
            {"type": "loss_theft", "channels": ("web",)},
        ),
        ("ransomware-is-loss", {"type": "malware", "demand": "money"}, {"type": "malware", "demand": "none"}),
        ("where-to-file", {}, {"info_classes": ("trade_secret",)}),
        ("amendment-2026", {}, {"info_classes": ("trade_secret",)}),
        ("privacy-mark", {}, {"organisation_kind": "prefecture"}),
        ("local-body-form", {"organisation_kind": "municipality"}, {}),
        ("police-contact", {"crime_suspected": True}, {"crime_suspected": False}),
        ("ipa-contact", {"type": "malware"}, {"type": "missend_web"}),
        ("platform-contact", {"type": "sns_rumor"}, {"type": "malware"}),
        ("platform-seven-days", {"type": "sns_rumor"}, {"type": "malware"}),
        ("common-forms", {"type": "malware"}, {"type": "loss_theft"}),
        ("national-cyber-office", {"type": "p2p"}, {"type": "loss_theft"}),
        ("unauthorized-access-penalty", {"type": "unauthorized_access"}, {"type": "insider"}),
        (
            "trade-secret-presumption",
            {"type": "insider", "info_classes": ("trade_secret",)},
            {"type": "insider", "info_classes": ("personal",)},
        ),
        ("ten-threats", {"type": "malware"}, {"type": "loss_theft"}),
        ("forensics-optional", {"type": "insider"}, {"type": "loss_theft"}),
    ],
)
def test_each_rule_applies_and_does_not(
    law: CurrentLaw, rule: str, applies: dict[str, FactValue], does_not: dict[str, FactValue]
) -> None:
    assert finding(law, rule, **applies).due is Truth.YES
    assert finding(law, rule, **does_not).due is Truth.NO


def test_what_could_not_be_confirmed_is_marked(law: CurrentLaw) -> None:
    weak = {r.id for r in law.rules if r.certainty is SourceCertainty.C}
    assert weak == {"local-body-form", "platform-seven-days"}
    assert {n.id for n in law.dated if n.certainty is SourceCertainty.C} == {"pref-ministry"}
