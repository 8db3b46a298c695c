"""What the checklist says where the guides disagree: one test per point on which it differs or is silent."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from leaksim.content import load_library, load_playbook
from leaksim.domain.catalogue import Library
from leaksim.domain.judging import JudgeCase, JudgedAction
from leaksim.domain.kinds import Coverage, Grade, IncidentType, Phase, Truth
from leaksim.domain.playbook import OrderKind, Playbook
from leaksim.domain.scorecard import Verdict
from leaksim.resources import content_root
from leaksim.scoring import judge_case
from leaksim.scoring.judge import CaseJudgement, JudgedExpectation

LOSS = "loss_theft"
MISSEND = "missend_web"
INSIDER = "insider"
MALWARE = "malware"
ACCESS = "unauthorized_access"
STATED = (LOSS, MISSEND, INSIDER, MALWARE, ACCESS)
ATTACKS = (MALWARE, ACCESS)

PERSONAL: dict[str, Any] = {"info_classes": ("personal",)}
PLAIN_PERSONAL: dict[str, Any] = {
    **PERSONAL,
    "persons": 3,
    "items": ("name", "address"),
    "economic_damage": False,
    "malicious_purpose": False,
}


@cache
def library() -> Library:
    return load_library(content_root())


@cache
def guide() -> Playbook:
    return load_playbook(content_root(), "checklist")


def judge(kind: str, *actions: str, happened: tuple[str, ...] | None = None, **facts: Any) -> CaseJudgement:
    case = JudgeCase(
        facts={"type": kind, **facts},
        happened=happened,
        actions=tuple(JudgedAction(action=a) for a in actions) or None,
    )
    return judge_case(case, guide(), library())


def clauses(judged: CaseJudgement, action: str) -> list[JudgedExpectation]:
    return [e for e in judged.expected if e.action == action]


def holding(judged: CaseJudgement, action: str) -> list[JudgedExpectation]:
    return [e for e in clauses(judged, action) if e.holds is Truth.YES]


def required(judged: CaseJudgement, action: str) -> bool:
    return any(e.grade is Grade.REQUIRED for e in holding(judged, action))


def grades(judged: CaseJudgement, action: str) -> set[Grade]:
    return {e.grade for e in holding(judged, action)}


def sections(judged: CaseJudgement, action: str) -> set[str]:
    return {e.citation.section for e in holding(judged, action)}


def verdict(judged: CaseJudgement, action: str) -> Verdict | None:
    found = [v.verdict for v in judged.verdicts if v.action == action]
    return found[0] if found else None


def silent(kind: str, *actions: str) -> bool:
    """Whether no clause of the guide speaks of any of the acts for this type."""
    for action in actions:
        library().catalogue.action(action)  # a misspelt id must not pass for silence
    return not any(clauses(judge(kind), action) for action in actions)


def firsts(kind: str) -> dict[str, str]:
    """Acts that come first, with the section that says so."""
    return {
        r.action: r.section
        for r in guide().responses_for(IncidentType(kind))
        if r.order is not None and r.order.kind is OrderKind.FIRST
    }


@pytest.mark.parametrize("kind", STATED)
def test_c01_c02_nothing_is_said_of_a_report_inside_or_of_whom_to_report_to(kind: str) -> None:
    assert silent(
        kind,
        "report_with_sheet",
        "report_by_phone_first",
        "report_promptly_with_unknowns",
        "report_to_secretariat",
        "report_to_deputy",
        "inform_security_committee",
    )
    assert verdict(judge(kind, "report_with_sheet", happened=()), "report_with_sheet") is Verdict.NOT_STATED


def test_c03_stopping_the_accounts_of_the_lost_object_comes_first_whatever_was_inside() -> None:
    assert firsts(LOSS) == {"stop_accounts_of_device": "loss-first"}
    for inside in ((), ("name",), ("login_id",)):
        assert required(judge(LOSS, items=inside, credentials="none"), "stop_accounts_of_device")
    assert silent(LOSS, "confirm_really_lost")
    good = judge(LOSS, "stop_accounts_of_device", "identify_information_and_protection")
    assert verdict(good, "stop_accounts_of_device") is Verdict.DONE
    late = judge(LOSS, "identify_information_and_protection", "stop_accounts_of_device")
    assert verdict(late, "stop_accounts_of_device") is Verdict.OUT_OF_ORDER


@pytest.mark.parametrize(("what", "paper"), [("loss", "file_lost_property_report"), ("theft", "file_theft_report")])
def test_c04_the_police_are_told_of_loss_and_theft_only_in_the_summary(what: str, paper: str) -> None:
    for protection in (("plain",), ("encrypted",)):
        judged = judge(LOSS, loss_or_theft=what, protection=protection)
        assert required(judged, paper)
        assert sections(judged, paper) == {"loss-summary"}


@pytest.mark.parametrize("kind", [MALWARE, ACCESS, INSIDER])
def test_c05_c06_c07_the_police_as_needed_in_attacks_and_insider_cases(kind: str) -> None:
    judged = judge(kind, crime_suspected=True, demand="money")
    assert grades(judged, "consult_police_early") == {Grade.PERMITTED}
    assert grades(judged, "call_police_and_specialists") == {Grade.PERMITTED}
    assert silent(kind, "file_damage_report")


def test_c06_an_evident_intrusion_does_not_make_the_police_a_duty() -> None:
    assert grades(judge(ACCESS, leak_state="confirmed"), "consult_police_on_intrusion") == {Grade.PERMITTED}


@pytest.mark.parametrize("kind", STATED)
def test_c08_the_supervising_authority_as_needed_with_the_financial_agency_as_example(kind: str) -> None:
    assert grades(judge(kind), "report_to_authority") == {Grade.PERMITTED}
    assert grades(judge(kind, items=("card_number",)), "report_to_financial_agency") == {Grade.PERMITTED}
    assert not holding(judge(kind, items=("name",)), "report_to_financial_agency")
    assert silent(kind, "report_to_ministry_on_form")


@pytest.mark.parametrize("kind", STATED)
@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"persons": 1000}, False),
        ({"persons": 1001}, True),
        ({"items": ("name", "special_care")}, True),
        ({"items": ("name", "card_number")}, True),
        ({"economic_damage": True}, True),
        ({"malicious_purpose": True}, True),
        ({"persons": 5000, "info_classes": ("trade_secret",), "malicious_purpose": True}, False),
        ({"persons": 1001, "protection": ("encrypted",), "key_safe": True}, True),
    ],
)
def test_c09_four_tests_make_a_report_to_the_commission_a_duty(kind: str, facts: dict[str, Any], due: bool) -> None:
    judged = judge(kind, **{**PLAIN_PERSONAL, **facts})
    assert required(judged, "report_to_privacy_commission") is due
    if due:
        assert {c.split("-")[1] for c in sections(judged, "report_to_privacy_commission")} == {"initial", "publish"}


def test_c09_the_number_of_persons_left_out_leaves_the_duty_open() -> None:
    facts = {k: v for k, v in PLAIN_PERSONAL.items() if k != "persons"}
    duty = [c for c in clauses(judge(LOSS, **facts), "report_to_privacy_commission") if c.grade is Grade.REQUIRED]
    assert [c.holds for c in duty] == [Truth.UNKNOWN]


@pytest.mark.parametrize("kind", STATED)
def test_c09_the_prompt_report_has_a_limit_of_three_to_five_days_without_a_start(kind: str) -> None:
    duty = next(c for c in clauses(judge(kind), "report_to_privacy_commission") if c.grade is Grade.REQUIRED)
    assert duty.deadline is not None
    assert duty.deadline.minutes == 5 * 24 * 60
    assert duty.deadline.since is None
    assert "3日から5日" in duty.deadline.text.ja


@pytest.mark.parametrize("kind", STATED)
def test_c09_duty_and_as_needed_stand_side_by_side_and_neither_reading_is_punished(kind: str) -> None:
    small = {**PLAIN_PERSONAL, "persons": 1001, "scale": "small", "social_impact": "small"}
    assert grades(judge(kind, **small), "report_to_privacy_commission") == {Grade.REQUIRED, Grade.PERMITTED}
    done = judge(kind, "report_to_privacy_commission", happened=(), **small)
    assert verdict(done, "report_to_privacy_commission") is Verdict.PERMITTED
    left = judge(kind, "judge_severity", happened=(), **small)
    assert verdict(left, "report_to_privacy_commission") is None
    # where scale and impact call for it as well, both readings say the same
    large = {**small, "persons": 50_000, "scale": "large", "social_impact": "large"}
    assert verdict(judge(kind, "judge_severity", **large), "report_to_privacy_commission") is Verdict.MISSED
    # below the tests it stays a matter of need
    few = judge(kind, "report_to_privacy_commission", **PLAIN_PERSONAL)
    assert verdict(few, "report_to_privacy_commission") is Verdict.PERMITTED


@pytest.mark.parametrize("kind", STATED)
def test_c10_the_person_is_told_whenever_personal_information_is_included(kind: str) -> None:
    for state in ("suspected", "feared", "confirmed"):
        assert required(judge(kind, leak_state=state, **PERSONAL), "notify_persons")
    assert not required(judge(kind, info_classes=("general",)), "notify_persons")


@pytest.mark.parametrize("kind", STATED)
def test_c11_encryption_is_asked_about_and_removes_nothing(kind: str) -> None:
    facts = {**PLAIN_PERSONAL, "persons": 1001, "protection": ("encrypted",), "key_safe": True}
    judged = judge(kind, "skip_outside_reports_as_protected", **facts)
    assert required(judged, "notify_persons")
    assert required(judged, "report_to_privacy_commission")
    assert verdict(judged, "skip_outside_reports_as_protected") is Verdict.DISTRACTOR
    assert "protection" in guide().asks(IncidentType(kind))


@pytest.mark.parametrize("kind", STATED)
def test_c12_publication_when_the_effect_on_society_is_large(kind: str) -> None:
    assert required(judge(kind, social_impact="large"), "publish_on_website")
    assert not required(judge(kind, social_impact="small", scale="large"), "publish_on_website")
    assert silent(kind, "issue_press_release", "hear_wishes_before_publication")


@pytest.mark.parametrize("kind", STATED)
def test_c13_holding_publication_back_finds_no_support(kind: str) -> None:
    assert silent(kind, "postpone_publication")
    judged = judge(kind, "postpone_publication", publication_spreads=True, **PERSONAL)
    assert verdict(judged, "postpone_publication") is Verdict.NOT_STATED
    assert required(judged, "notify_persons")


@pytest.mark.parametrize("kind", ["p2p", "sns_rumor"])
def test_c14_to_c18_c46_file_sharing_and_posts_are_not_stated(kind: str) -> None:
    judged = judge(kind, "notify_persons", **PERSONAL)
    assert judged.coverage is Coverage.NOT_STATED
    assert judged.note is not None
    assert judged.expected == ()
    assert judged.severity is None
    assert verdict(judged, "notify_persons") is Verdict.NOT_STATED
    assert guide().asks(IncidentType(kind)) == {}


@pytest.mark.parametrize("kind", ATTACKS)
def test_c19_isolate_and_keep_evidence_while_removal_is_not_named(kind: str) -> None:
    judged = judge(kind)
    assert required(judged, "disconnect_machine")
    assert required(judged, "back_up_as_evidence")
    assert required(judged, "hold_restart_until_clear")
    assert silent(kind, "remove_malware", "remove_malware_with_specialists")


@pytest.mark.parametrize("kind", [MALWARE, ACCESS, INSIDER])
def test_c20_the_backup_is_evidence_and_is_checked_before_it_is_used(kind: str) -> None:
    judged = judge(kind)
    assert sections(judged, "back_up_as_evidence") == {
        "insider-investigate" if kind == INSIDER else "attack-investigate"
    }
    (check,) = holding(judged, "scan_backup_then_restore")
    assert check.order is not None
    assert (check.order.kind, check.order.actions) == (OrderKind.BEFORE, ("resume_after_measures",))
    early = judge(kind, "resume_after_measures", "scan_backup_then_restore")
    assert verdict(early, "scan_backup_then_restore") is Verdict.OUT_OF_ORDER
    assert silent(kind, "back_up_with_specialist_advice")


@pytest.mark.parametrize("kind", [MALWARE, ACCESS, INSIDER])
def test_c21_recovery_after_measures_without_a_rule_to_reinstall(kind: str) -> None:
    assert required(judge(kind), "resume_after_measures")
    assert silent(kind, "reinstall_from_os", "reinstall_programs", "initialise_with_specialist_advice")


@pytest.mark.parametrize("kind", [MALWARE, ACCESS, INSIDER])
def test_c22_no_restart_before_the_actual_state_is_clear(kind: str) -> None:
    for act in ("resume_during_investigation", "reopen_before_measures"):
        assert verdict(judge(kind, act, happened=()), act) is Verdict.PROHIBITED
    assert required(judge(kind), "hold_restart_until_clear")


def test_c22_another_site_is_wrong_only_before_cause_and_route_are_known() -> None:
    act = "launch_alternative_site"
    assert verdict(judge(ACCESS, act, happened=()), act) is Verdict.PROHIBITED
    assert verdict(judge(ACCESS, act, happened=("cause_identified",)), act) is Verdict.PROHIBITED
    known = ("cause_identified", "route_identified")
    assert verdict(judge(ACCESS, act, happened=known), act) is Verdict.NOT_STATED


@pytest.mark.parametrize("kind", ATTACKS)
def test_c23_isolation_comes_first_without_a_condition(kind: str) -> None:
    assert firsts(kind) == {"stop_service": "attack-first", "disconnect_machine": "attack-first"}
    for state in ("suspected", "feared", "confirmed"):
        assert required(judge(kind, leak_state=state), "disconnect_machine")


def test_c24_the_insiders_device_comes_first_together_with_stopping_the_site() -> None:
    assert firsts(INSIDER) == {
        "restrict_target_access": "insider-first",
        "secure_insiders_devices": "insider-first",
    }
    late = judge(INSIDER, "back_up_as_evidence", "secure_insiders_devices", "restrict_target_access")
    assert verdict(late, "secure_insiders_devices") is Verdict.OUT_OF_ORDER
    assert silent(INSIDER, "engage_forensic_experts")


@pytest.mark.parametrize(
    ("facts", "assumed", "guarded"),
    [
        ({"insider_possible": "unknown", "culprit_identified": False}, True, True),
        ({"insider_possible": "unknown"}, True, True),
        ({"culprit_identified": False}, True, True),
        ({"insider_possible": "yes", "culprit_identified": True}, False, True),
        ({"insider_possible": "no", "culprit_identified": True}, False, False),
    ],
)
def test_c25_who_cannot_be_identified_is_assumed_to_be_still_inside(
    facts: dict[str, Any], assumed: bool, guarded: bool
) -> None:
    judged = judge(INSIDER, "assume_insider_has_left", **facts)
    assert required(judged, "assume_insider_is_inside") is assumed
    assert required(judged, "guard_against_destruction") is guarded
    assert (verdict(judged, "assume_insider_has_left") is Verdict.PROHIBITED) is guarded


@pytest.mark.parametrize("kind", STATED)
@pytest.mark.parametrize("owner", ["partner", "client_entrusted", "contractor"])
def test_c25_a_contractors_or_clients_information_has_an_owner_to_be_told(kind: str, owner: str) -> None:
    assert required(judge(kind, owners=("own", owner)), "contact_information_owner")
    assert not required(judge(kind, owners=("own",)), "contact_information_owner")


def test_c26_discipline_only_for_mistaken_sending_and_publishing() -> None:
    assert required(judge(MISSEND, cause_kinds=("rule_broken",)), "discipline_staff")
    assert not required(judge(MISSEND, cause_kinds=("human_error",), management_problems=()), "discipline_staff")
    for kind in (LOSS, INSIDER, MALWARE, ACCESS):
        assert silent(kind, "discipline_staff")


def test_c27_compensation_as_needed_after_attacks_and_insiders_only() -> None:
    for kind in (MALWARE, ACCESS, INSIDER):
        assert grades(judge(kind, economic_damage=True), "compensate_victims") == {Grade.PERMITTED}
    for kind in (LOSS, MISSEND):
        assert silent(kind, "compensate_victims")


@pytest.mark.parametrize("kind", STATED)
def test_c28_c29_no_apology_by_the_person_no_sympathy_money_no_desk(kind: str) -> None:
    assert silent(kind, "let_person_apologise", "pay_sympathy_money", "open_consultation_desk")


@pytest.mark.parametrize("kind", STATED)
def test_c30_severity_by_the_four_tests_then_by_the_effect_on_society(kind: str) -> None:
    def level(**facts: Any) -> str:
        severity = judge(kind, **facts).severity
        assert severity is not None
        return severity.level

    harmless = {**PLAIN_PERSONAL, "social_impact": "small"}
    assert level(**{**harmless, "persons": 1001}) == "duty_to_report"
    assert level(**{**harmless, "persons": 1000}) == "to_judge"
    assert level(**{**harmless, "social_impact": "large"}) == "large_impact"
    assert required(judge(kind), "judge_severity")
    asked = guide().asks(IncidentType(kind))
    assert {"persons", "items", "economic_damage", "malicious_purpose", "protection"} <= set(asked)
    assert "affects" not in asked


def test_c31_each_chapter_is_itself_a_form() -> None:
    forms = {f.section: [field.id for field in f.fields] for f in guide().forms}
    assert set(forms) == {"missend", "loss", "attack", "insider"}
    tests = ["personal", "persons", "special_care", "property", "purpose"]
    for fields in forms.values():
        start = fields.index("personal")
        assert fields[start : start + 5] == tests
        assert "protection" in fields
    assert {"serial", "features", "container"} <= set(forms["loss"])
    assert {"still_inside", "storage"} <= set(forms["insider"])


@pytest.mark.parametrize(
    ("kind", "noted", "not_asked"),
    [
        (MISSEND, ["recipient", "outsider"], ["self_report"]),
        (LOSS, ["police", "finder"], ["self_report"]),
        (MALWARE, ["outsider", "partner"], ["monitoring", "demand"]),
        (ACCESS, ["outsider", "customer"], ["monitoring", "demand"]),
        (INSIDER, ["customer", "media"], ["demand", "monitoring"]),
    ],
)
def test_c32_whose_contact_is_noted_depends_on_the_type(kind: str, noted: list[str], not_asked: list[str]) -> None:
    for who in noted:
        assert required(judge(kind, discovery=who), "record_informant_contact"), who
    for who in not_asked:
        assert not required(judge(kind, discovery=who), "record_informant_contact"), who


def test_c32_a_loss_reported_by_the_person_leads_to_the_railway_or_shop() -> None:
    judged = judge(LOSS, discovery="self_report", place_kind="train")
    assert sections(judged, "contact_place_manager") == {"loss-discover", "loss-initial", "loss-summary"}


@pytest.mark.parametrize("kind", STATED)
def test_c33_the_card_company_in_every_type_and_the_persons_too(kind: str) -> None:
    judged = judge(kind, items=("name", "card_number"))
    assert required(judged, "inform_card_company")
    assert required(judged, "urge_persons_to_stop")
    none = judge(kind, items=("name", "login_id"))
    assert not required(none, "inform_card_company")
    assert not required(none, "urge_persons_to_stop")


def test_c34_search_copies_are_deleted_after_publication_on_the_web() -> None:
    assert required(judge(MISSEND, channels=("web",)), "delete_search_cache")
    assert not required(judge(MISSEND, channels=("mail",)), "delete_search_cache")


def test_c35_delete_on_our_own_site_and_request_deletion_on_somebody_elses() -> None:
    own = judge(MISSEND, channels=("web",), site_owner="own")
    assert required(own, "remove_published_information")
    assert not required(own, "ask_other_site_to_delete")
    other = judge(MISSEND, channels=("web",), site_owner="other")
    assert required(other, "ask_other_site_to_delete")
    assert not required(other, "remove_published_information")
    (request,) = holding(other, "ask_other_site_to_delete")
    assert request.order is not None
    assert request.order.kind is OrderKind.IMMEDIATELY


def test_c36_mail_and_web_only_nothing_on_post_or_fax() -> None:
    assert required(judge(MISSEND, channels=("mail",)), "ask_recipient_to_delete")
    assert firsts(MISSEND)["ask_recipient_to_delete"] == "missend-first"
    for channel in ("fax", "post"):
        assert not holding(judge(MISSEND, channels=(channel,)), "ask_recipient_to_delete")
    assert silent(MISSEND, "collect_letter_in_person")


@pytest.mark.parametrize("kind", STATED)
def test_c37_the_owner_is_told_and_separately_the_partner_whose_wishes_count(kind: str) -> None:
    partner = judge(kind, owners=("partner",))
    assert required(partner, "contact_information_owner")
    assert required(partner, "report_to_partner")
    client = judge(kind, owners=("client_entrusted",))
    assert required(client, "contact_information_owner")
    assert not required(client, "report_to_partner")


def test_c38_nothing_on_reading_access_logs_after_publication() -> None:
    assert silent(MISSEND, "count_readers_from_access_log", "count_accesses_from_log")
    assert "readers" not in guide().asks(IncidentType.MISSEND_WEB)


def test_c39_secondary_damage_only_for_loss_and_mistakes() -> None:
    for kind in (LOSS, MISSEND):
        assert required(judge(kind), "confirm_secondary_damage")
    for kind in (INSIDER, MALWARE, ACCESS):
        assert silent(kind, "confirm_secondary_damage")
        (clause,) = holding(judge(kind), "judge_severity")
        assert "深刻" in clause.statement.ja


@pytest.mark.parametrize("kind", [MALWARE, ACCESS, INSIDER])
def test_c40_jpcert_and_jnsa_are_those_to_ask_for_an_investigation_as_needed(kind: str) -> None:
    (clause,) = holding(judge(kind), "commission_specialists")
    assert clause.grade is Grade.PERMITTED
    assert clause.caution is not None
    assert "JPCERT" in clause.caution.ja
    assert "JNSA" in clause.caution.ja
    assert silent(kind, "contact_ipa_or_jpcert")


@pytest.mark.parametrize("kind", STATED)
def test_c41_c42_no_rules_for_the_media_and_nothing_on_telling_employees(kind: str) -> None:
    assert silent(kind, "meet_press_in_person", "prepare_press_answers", "unify_information_window")
    assert silent(kind, "share_with_employees")


@pytest.mark.parametrize("kind", [LOSS, INSIDER, MALWARE, ACCESS])
def test_c43_c44_recurrence_in_line_with_ones_own_policy_comes_after_the_incident(kind: str) -> None:
    (clause,) = holding(judge(kind), "implement_recurrence_prevention")
    assert clause.phase is Phase.POST_INCIDENT
    assert "方針" in clause.statement.ja


def test_c43_discipline_belongs_to_what_follows_the_incident() -> None:
    (clause,) = holding(judge(MISSEND, cause_kinds=("rule_broken",)), "discipline_staff")
    assert clause.phase is Phase.POST_INCIDENT


@pytest.mark.parametrize("kind", STATED)
def test_c45_the_sheet_takes_the_place_of_5w1h(kind: str) -> None:
    assert silent(kind, "organise_5w1h")
    asked = set(guide().asks(IncidentType(kind)))
    assert asked.isdisjoint({"party", "occurred_at", "period"})
    assert {"discovery", "owners", "discovered_at"} <= asked


def test_c45_protection_has_five_answers_for_insiders_and_three_elsewhere() -> None:
    texts = {s.id: s.text.ja for s in guide().statements}
    assert "五つ" in texts["checklist-insider-initial-protection"]
    for chapter in ("missend", "loss", "attack"):
        assert "三つ" in texts[f"checklist-{chapter}-initial-protection"]


def test_c46_malware_and_unauthorised_access_share_one_chapter() -> None:
    for kind in (IncidentType.MALWARE, IncidentType.UNAUTHORIZED_ACCESS):
        entry = guide().coverage[kind]
        assert (entry.coverage, entry.chapter) == (Coverage.OWN_CHAPTER, "attack")
        assert entry.note is not None
    assert not [r.id for r in guide().responses if not r.types], "there is no general chapter"


def test_c47_loss_has_no_recovery_and_no_compensation() -> None:
    judged = judge(LOSS)
    assert "loss-recover" not in {s.id for s in guide().sections}
    assert silent(LOSS, "restore_from_copies", "resume_after_measures", "compensate_victims")
    assert Phase.CONTAIN_RECOVER not in {e.phase for e in judged.expected if e.action != "urge_persons_to_stop"}


def test_b6_the_printed_slips_are_noted_where_they_could_mislead() -> None:
    texts = {s.id: s.text.ja for s in guide().statements}
    assert "JPA" in texts["checklist-insider-investigate-misprint-jpa"]
    for chapter in ("attack", "insider"):
        assert "警察庁" in texts[f"checklist-{chapter}-investigate-misprint-police"]
    every_text = " ".join([*texts.values(), *(r.statement.ja for r in guide().responses)])
    assert "鞆" not in every_text
    assert "アクセス件" not in every_text
