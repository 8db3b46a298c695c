"""Where the prefecture's guide parts from the others: who is told first, what is cut off, what it leaves unsaid.

Each test judges small cases by this guide alone. An act it is silent about must come out as not stated, never as wrong.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from leaksim.content import load_library, load_playbook
from leaksim.domain.catalogue import Library
from leaksim.domain.judging import JudgeCase, JudgedAction
from leaksim.domain.kinds import Coverage, Grade, IncidentType, Phase, Truth
from leaksim.domain.playbook import ExpectedResponse, OrderKind, Playbook, StatementKind
from leaksim.domain.scorecard import Verdict
from leaksim.scoring import CaseJudgement, judge_case

Facts = dict[str, Any]

OWN = ("loss_theft", "missend_web", "insider", "p2p", "malware", "unauthorized_access")
EVERY = tuple(IncidentType)
CHAPTER = {
    "loss_theft": "3-1",
    "missend_web": "3-2",
    "insider": "3-3",
    "p2p": "3-4",
    "malware": "3-5",
    "unauthorized_access": "3-6",
}
LARGE: Facts = {"scale": "large", "social_impact": "large"}
SMALL: Facts = {"scale": "small", "social_impact": "small"}


@cache
def guide() -> Playbook:
    return load_playbook(None, "pref")


@cache
def library() -> Library:
    return load_library(None)


def judged(kind: str, *acts: str, happened: tuple[str, ...] | None = None, **facts: Any) -> CaseJudgement:
    case = JudgeCase(
        facts={"type": kind, **facts},
        happened=happened,
        actions=tuple(JudgedAction(action=a) for a in acts) or None,
    )
    return judge_case(case, guide(), library())


def verdict(act: str, kind: str, *others: str, happened: tuple[str, ...] | None = None, **facts: Any) -> Verdict:
    """How `act` fares when it is done after `others`."""
    result = judged(kind, *others, act, happened=happened, **facts)
    return next(v.verdict for v in result.verdicts if v.action == act)


def grades(act: str, kind: str, happened: tuple[str, ...] | None = None, **facts: Any) -> set[Grade]:
    """The grades of those clauses on `act` that hold."""
    expected = judged(kind, happened=happened, **facts).expected
    return {e.grade for e in expected if e.action == act and e.holds is Truth.YES}


def holds(clause: str, kind: str, happened: tuple[str, ...] | None = None, **facts: Any) -> Truth:
    return next(e.holds for e in judged(kind, happened=happened, **facts).expected if e.id == f"pref-{clause}")


def clauses(act: str, kind: str) -> list[ExpectedResponse]:
    return [r for r in guide().responses_for(IncidentType(kind)) if r.action == act]


def is_silent(act: str, *kinds: str) -> bool:
    return all(
        not clauses(act, kind) and verdict(act, kind) is Verdict.NOT_STATED
        for kind in kinds
        if library().catalogue.action(act).fits(IncidentType(kind))
    )


# --- reporting ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", EVERY)
def test_the_first_word_comes_first_and_a_telephone_call_will_do(kind: str) -> None:
    (word,) = clauses("inform_security_committee", kind)
    assert word.grade is Grade.REQUIRED
    assert word.order is not None
    assert word.order.kind is OrderKind.FIRST
    assert word.deadline is not None
    assert verdict("report_by_phone_first", kind) is Verdict.PERMITTED
    assert is_silent("report_with_sheet", kind)


def test_waiting_with_the_first_word_breaks_the_order() -> None:
    assert verdict("inform_security_committee", "loss_theft") is Verdict.DONE
    assert verdict("inform_security_committee", "loss_theft", "form_response_team") is Verdict.OUT_OF_ORDER


def test_making_sure_of_it_and_of_who_tells_us_is_no_waiting() -> None:
    told: Facts = {"discovery": "outsider"}
    assert verdict("inform_security_committee", "loss_theft", "confirm_really_lost") is Verdict.DONE
    assert verdict("inform_security_committee", "p2p", "record_informant_contact", **told) is Verdict.DONE


def test_what_it_does_not_mention_breaks_no_order() -> None:
    assert verdict("inform_security_committee", "malware", "report_with_sheet") is Verdict.DONE


@pytest.mark.parametrize("kind", EVERY)
def test_the_committee_is_told_and_the_head_of_the_office_builds_the_structure(kind: str) -> None:
    assert grades("consult_committee_on_response", kind) == {Grade.REQUIRED}
    (structure,) = clauses("form_response_team", kind)
    assert structure.grade is Grade.REQUIRED
    assert structure.who is not None
    assert "所属長" in structure.who.ja
    assert is_silent("report_to_secretariat", kind)


@pytest.mark.parametrize("kind", EVERY)
def test_the_ministry_gets_its_form_through_the_it_planning_division(kind: str) -> None:
    found = clauses("report_to_ministry_on_form", kind)
    assert {r.grade for r in found} == {Grade.REQUIRED}
    assert {"1-flow", "2-notify"} <= {r.section for r in found}
    assert all(r.who is not None and "情報企画課" in r.who.ja for r in found)
    assert ("3-1-4" in {r.section for r in found}) == (kind == "loss_theft")


@pytest.mark.parametrize("persons", [1_000, 1_001])
def test_no_number_of_persons_brings_in_the_privacy_commission(persons: int) -> None:
    facts: Facts = {
        "persons": persons,
        "items": ("special_care",),
        "malicious_purpose": True,
        "info_classes": ("personal",),
    }
    for kind in EVERY:
        assert verdict("report_to_privacy_commission", kind, **facts) is Verdict.NOT_STATED
    assert not any(r.deadline is not None and r.deadline.minutes is not None for r in guide().responses)


def test_the_ministry_s_form_is_named_but_not_printed() -> None:
    forms = {f.id: f for f in guide().forms}
    route = forms["pref-report-route"]
    assert {"ministry_form", "ministry_submitted"} <= {f.id for f in route.fields}
    assert any(s.kind is StatementKind.FORM and s.section == "1-flow" for s in guide().statements)


@pytest.mark.parametrize("kind", OWN)
def test_an_outsider_s_contact_is_always_taken(kind: str) -> None:
    act = "record_informant_contact"
    assert grades(act, kind, discovery="outsider") == {Grade.REQUIRED}
    assert holds("2-informant", kind, happened=(), discovery="self_report") is Truth.NO


def test_what_an_outsider_holds_is_shown_or_handed_over() -> None:
    assert grades("ask_informant_to_show_data", "insider", discovery="customer") == {Grade.REQUIRED}
    assert grades("ask_informant_details", "p2p", discovery="outsider") == {Grade.REQUIRED}
    assert grades("ask_informant_for_data", "p2p", discovery="outsider") == {Grade.RECOMMENDED}


# --- first handling and emergency measures ------------------------------------------------------------------------


def test_a_lost_device_is_checked_for_and_the_place_called_and_accounts_only_matter_if_it_held_any() -> None:
    assert grades("confirm_really_lost", "loss_theft") == {Grade.REQUIRED}
    assert grades("contact_place_manager", "loss_theft", loss_or_theft="loss") == {Grade.REQUIRED}
    accounts: Facts = {"credentials": "none", "items": ("name",)}
    assert grades("stop_leaked_accounts", "loss_theft", **accounts) == set()
    assert grades("stop_leaked_accounts", "loss_theft", credentials="own") == {Grade.REQUIRED}
    assert is_silent("stop_accounts_of_device", *OWN)


def test_the_police_are_told_of_a_loss_and_of_a_theft() -> None:
    for happening, paper in (("loss", "file_lost_property_report"), ("theft", "file_theft_report")):
        for protection in ("encrypted", "plain"):
            assert grades(paper, "loss_theft", loss_or_theft=happening, protection=(protection,)) == {Grade.REQUIRED}


def test_with_malware_the_police_come_in_only_by_the_general_step() -> None:
    assert {r.section for r in clauses("report_to_police", "malware")} == {"2-notify"}
    assert is_silent("call_police_and_specialists", "malware")
    quiet: Facts = {"crime_suspected": False, "demand": "none"}
    assert grades("report_to_police", "malware", **quiet) == set()
    assert grades("report_to_police", "malware", crime_suspected=False, demand="money") == {Grade.REQUIRED}


def test_an_evident_intrusion_takes_the_police_at_the_step_of_discovery() -> None:
    (consult,) = clauses("consult_police_on_intrusion", "unauthorized_access")
    assert consult.phase is Phase.DISCOVER_REPORT
    assert consult.section == "3-6-1"
    assert grades("consult_police_on_intrusion", "unauthorized_access", leak_state="confirmed") == {Grade.REQUIRED}
    evident: Facts = {"crime_suspected": False, "leak_state": "suspected"}
    assert grades("consult_police_on_intrusion", "unauthorized_access", **evident) == set()


def test_an_insider_s_act_that_may_become_a_crime_takes_the_police_early() -> None:
    assert grades("consult_police_early", "insider", crime_suspected=True) == {Grade.REQUIRED}
    assert grades("consult_police_early", "insider", crime_suspected=False, malicious_purpose=False) == set()


def test_protection_is_asked_for_and_excuses_no_report() -> None:
    locked: Facts = {
        "protection": ("encrypted",),
        "key_safe": True,
        "loss_or_theft": "loss",
        "info_classes": ("personal",),
    }
    assert verdict("skip_report_as_protected", "loss_theft", **locked) is Verdict.DISTRACTOR
    assert verdict("skip_outside_reports_as_protected", "loss_theft", **locked) is Verdict.DISTRACTOR
    assert verdict("leave_out_police", "loss_theft", **locked) is Verdict.DISTRACTOR
    assert grades("report_to_ministry_on_form", "loss_theft", **locked) == {Grade.REQUIRED}
    assert grades("notify_persons", "loss_theft", leak_state="suspected", **locked) == set()
    assert grades("notify_persons", "loss_theft", leak_state="feared", **locked) == {Grade.REQUIRED}


def test_malware_is_removed_at_once_but_never_by_erasing_evidence() -> None:
    assert grades("stop_service", "malware", happened=("malware_confirmed",)) == {Grade.REQUIRED}
    assert grades("remove_malware", "malware", happened=("malware_confirmed",)) >= {Grade.REQUIRED}
    assert verdict("poke_around_system", "malware") is Verdict.PROHIBITED
    assert verdict("wipe_without_records", "malware") is Verdict.PROHIBITED
    assert verdict("restart_and_clear_logs", "unauthorized_access") is Verdict.PROHIBITED


def test_on_the_prefecture_s_own_network_disconnecting_goes_ahead_of_consulting() -> None:
    for kind in ("malware", "unauthorized_access"):
        first, then = "disconnect_machine", "consult_committee_on_response"
        assert verdict(first, kind, networked=True) is Verdict.DONE
        assert verdict(then, kind, first, networked=True) is Verdict.DONE
        assert verdict(first, kind, then, networked=True) is Verdict.OUT_OF_ORDER
        assert verdict(first, kind, "inform_security_committee", networked=True) is Verdict.DONE


def test_a_suspicion_of_intrusion_is_enough_to_disconnect() -> None:
    suspected: Facts = {"leak_state": "suspected", "still_reachable": False, "still_in_use": False}
    assert grades("disconnect_machine", "unauthorized_access", happened=(), **suspected) == {Grade.REQUIRED}
    assert grades("stop_service", "unauthorized_access", happened=(), **suspected) == set()


def test_the_backup_is_taken_while_investigating_malware_and_while_recovering_from_an_intrusion() -> None:
    (copy,) = clauses("back_up_important_data", "malware")
    assert copy.phase is Phase.INVESTIGATE
    assert copy.caution is not None
    assert is_silent("back_up_with_specialist_advice", "malware")
    (server,) = clauses("back_up_intruded_server", "unauthorized_access")
    assert server.phase is Phase.CONTAIN_RECOVER
    assert server.order is not None
    assert server.order.actions == ("resume_after_measures",)


def test_recovery_reinstalls_and_restores_scanned_data_only() -> None:
    assert grades("reinstall_from_os", "malware") == {Grade.RECOMMENDED}
    assert grades("reinstall_programs", "malware") == {Grade.RECOMMENDED}
    assert grades("scan_backup_then_restore", "malware", backup_exists=True) == {Grade.REQUIRED}
    assert is_silent("initialise_with_specialist_advice", "malware")


def test_another_site_may_stand_in_once_cause_and_route_are_known() -> None:
    act, kind = "launch_alternative_site", "unauthorized_access"
    assert verdict(act, kind, happened=("cause_identified", "route_identified")) is Verdict.PERMITTED
    assert verdict(act, kind, happened=("cause_identified",)) is Verdict.CONDITION_FAILS
    assert verdict(act, kind, happened=()) is Verdict.CONDITION_FAILS


def test_an_insider_s_equipment_is_an_emergency_measure_done_with_forensics() -> None:
    (devices,) = clauses("secure_insiders_devices", "insider")
    assert devices.phase is Phase.INITIAL_RESPONSE
    assert devices.caution is not None
    assert grades("secure_insiders_devices", "insider", culprit_identified=True) == {Grade.REQUIRED}
    assert grades("engage_forensic_experts", "insider", culprit_identified=True) == {Grade.RECOMMENDED}
    assert all(c.order is None for c in clauses("secure_insiders_devices", "insider"))


def test_contractors_count_as_insiders() -> None:
    act = "guard_against_destruction"
    assert grades(act, "insider", insider_possible="no", party_relation="contractor") == {Grade.REQUIRED}
    assert grades(act, "insider", insider_possible="yes", party_relation="employee") == {Grade.REQUIRED}
    assert grades(act, "insider", insider_possible="unknown", party_relation="unknown") == set()
    assert is_silent("assume_insider_is_inside", "insider")
    assert any(s.kind is StatementKind.DEFINITION and s.section == "3-3" for s in guide().statements)


def test_the_request_to_delete_is_spelled_out_for_mail_only() -> None:
    act, kind = "ask_recipient_to_delete", "missend_web"
    assert grades(act, kind, channels=("mail",), recipient_known=True) == {Grade.REQUIRED}
    assert grades(act, kind, channels=("fax",), recipient_known=True) == {Grade.PERMITTED}
    assert is_silent("collect_letter_in_person", kind)
    cases = [s for s in guide().statements if s.kind is StatementKind.CASE and s.section == "3-2-1"]
    assert len(cases) == 6
    assert not any("FAX" in s.text.ja or "郵便" in s.text.ja for s in cases)


def test_what_was_published_by_mistake_goes_at_once() -> None:
    reachable: Facts = {"channels": ("web",), "still_reachable": True}
    orders = {r.order.kind for r in clauses("remove_published_information", "missend_web") if r.order}
    assert OrderKind.IMMEDIATELY in orders
    assert verdict("remove_published_information", "missend_web", **reachable) is Verdict.DONE
    late = verdict("remove_published_information", "missend_web", "identify_information_and_protection", **reachable)
    assert late is Verdict.OUT_OF_ORDER


def test_a_third_party_who_refuses_is_a_caution_and_not_an_act() -> None:
    assert is_silent("ask_other_site_to_delete", "missend_web")
    assert any(s.id == "pref-caution-web-refuses" and s.kind is StatementKind.CAUTION for s in guide().statements)


# --- investigation ------------------------------------------------------------------------------------------------


def test_people_are_counted_after_publishing_by_mistake() -> None:
    assert grades("count_readers_from_access_log", "missend_web", channels=("web",)) == {Grade.REQUIRED}
    assert is_silent("count_accesses_from_log", "missend_web")


def test_secondary_damage_is_foreseen_in_four_types() -> None:
    asked = {kind for kind in EVERY if clauses("confirm_secondary_damage", kind)}
    assert asked == {"loss_theft", "missend_web", "insider", "p2p"}


def test_severity_goes_by_classes_and_by_residents_administration_and_companies() -> None:
    for kind in OWN:
        assert grades("judge_severity", kind) == {Grade.REQUIRED}
        asks = guide().asks(IncidentType(kind))
        assert {"document_class", "affected_groups", "protection", "management_problems"} <= set(asks)
        assert asks["affected_groups"].startswith(CHAPTER[kind])
    levels = {
        ("personal",): "class_1",
        ("general", "personal"): "class_1",
        ("public_interest",): "class_2_3",
        ("trade_secret",): "class_2_3",
        ("general",): "class_4",
    }
    for classes, level in levels.items():
        severity = judged("loss_theft", info_classes=classes).severity
        assert severity is not None
        assert severity.level == level


def test_seven_questions_on_the_facts_but_six_for_file_sharing() -> None:
    seven = {"party", "media", "items", "occurred_at", "place", "cause", "discovery"}
    for kind in OWN:
        asked = seven & set(guide().asks(IncidentType(kind)))
        assert asked == (seven - {"media"} if kind == "p2p" else seven)
        form = next(f for f in guide().forms if f.id == f"pref-facts-{kind.replace('_', '-')}")
        assert len(form.fields) == (6 if kind == "p2p" else 7) + 5


def test_the_list_of_protections_differs_by_type() -> None:
    labels = {
        kind: next(f for form in guide().forms if form.id == f"pref-facts-{kind.replace('_', '-')}"
                   for f in form.fields if f.id == "protection").label.ja
        for kind in OWN
    }  # fmt: skip
    assert {kind for kind, label in labels.items() if "HDD" not in label} == {"missend_web"}
    assert {kind for kind, label in labels.items() if "認証" in label} == {"loss_theft"}
    contents = {k: clauses("identify_information_and_protection", k)[0].statement.ja for k in OWN}
    assert {kind for kind, text in contents.items() if "暗号化" not in text} == {"p2p"}


# --- notice and publication ---------------------------------------------------------------------------------------


def test_when_the_persons_are_told() -> None:
    personal: Facts = {"info_classes": ("personal",)}
    for kind, clause in (("loss_theft", "3-1-4-persons"), ("missend_web", "3-2-4-persons")):
        assert holds(clause, kind, leak_state="suspected", **personal) is Truth.NO
        assert holds(clause, kind, leak_state="feared", **personal) is Truth.YES
    for kind, clause in (("p2p", "3-4-4-persons"), ("malware", "3-5-4-persons")):
        assert holds(clause, kind, leak_state="suspected", **personal) is Truth.YES
    access = "unauthorized_access"
    assert holds("3-6-4-persons", access, leak_state="suspected", **personal) is Truth.YES
    told_early = verdict("determine_leaked_information", access, "notify_persons", **personal)
    assert told_early is Verdict.OUT_OF_ORDER
    assert holds("3-3-4-persons", "insider", happened=(), **personal) is Truth.NO
    assert holds("3-3-4-persons", "insider", happened=("targets_identified",), **personal) is Truth.YES
    assert all(grades("notify_persons", k, info_classes=("general",), leak_state="confirmed") == set() for k in EVERY)


def test_publication_is_done_for_some_types_and_considered_for_others() -> None:
    for kind in ("loss_theft", "missend_web", "malware"):
        assert Grade.REQUIRED in grades("publish_on_website", kind, **LARGE)
        assert Grade.REQUIRED in grades("issue_press_release", kind, **LARGE)
        assert grades("publish_on_website", kind, **SMALL) == {Grade.PERMITTED}
    for kind in ("insider", "unauthorized_access"):
        assert grades("publish_on_website", kind, **LARGE) == {Grade.PERMITTED}
        assert grades("issue_press_release", kind, **LARGE) == {Grade.PERMITTED}
        (considered,) = [r for r in clauses("publish_on_website", kind) if r.section.startswith(CHAPTER[kind])]
        assert considered.grade is Grade.PERMITTED
        assert "検討" in considered.statement.ja


def test_publication_may_be_held_back_for_file_sharing_but_never_the_notice() -> None:
    spreads: Facts = {"publication_spreads": True, "info_classes": ("personal",), "leak_state": "confirmed"}
    assert verdict("postpone_publication", "p2p", **spreads) is Verdict.PERMITTED
    assert grades("notify_persons", "p2p", **spreads) == {Grade.REQUIRED}
    assert verdict("postpone_publication", "p2p", publication_spreads=False) is Verdict.CONDITION_FAILS
    assert is_silent("postpone_publication", "loss_theft", "missend_web", "insider", "malware", "unauthorized_access")


def test_the_governor_is_consulted_ahead_of_the_press_and_divisions_help() -> None:
    act = "consult_head_and_divisions"
    for kind in EVERY:
        assert grades(act, kind) == {Grade.REQUIRED}
    assert verdict(act, "loss_theft", **LARGE) is Verdict.DONE
    assert verdict(act, "loss_theft", "issue_press_release", **LARGE) is Verdict.OUT_OF_ORDER
    assert is_silent("meet_press_in_person", *EVERY)
    assert is_silent("prepare_press_answers", *EVERY)


@pytest.mark.parametrize(
    "act",
    [
        "inform_card_company",
        "urge_persons_to_stop",
        "delete_search_cache",
        "report_to_partner",
        "contact_information_owner",
        "contact_ipa_or_jpcert",
        "share_with_employees",
        "let_person_apologise",
        "place_apology_advertisement",
        "pay_sympathy_money",
        "set_up_investigation_committee",
    ],
)
def test_what_others_ask_for_it_does_not_mention(act: str) -> None:
    assert is_silent(act, *EVERY)


# --- file sharing -------------------------------------------------------------------------------------------------


def test_waiting_for_the_files_to_vanish_is_at_times_the_wise_course() -> None:
    assert grades("wait_for_files_to_fade", "p2p") == {Grade.PERMITTED}


def test_staff_are_warned_but_not_surveyed() -> None:
    assert grades("warn_all_staff_of_file_sharing", "p2p") == {Grade.REQUIRED}
    assert grades("limit_carrying_out", "p2p") == {Grade.REQUIRED}
    assert "庁舎" in clauses("limit_carrying_out", "p2p")[0].statement.ja
    assert is_silent("survey_file_sharing_use", "p2p")
    assert is_silent("review_carry_out_rules", "p2p")


def test_leaked_ids_lose_their_access_rights_and_cards_are_not_mentioned() -> None:
    held: Facts = {"items": ("card_number", "login_id"), "credentials": "third_party"}
    assert grades("stop_leaked_accounts", "p2p", **held) == {Grade.RECOMMENDED}
    assert verdict("urge_persons_to_stop", "p2p", **held) is Verdict.NOT_STATED


# --- recovery and what follows ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", EVERY)
def test_a_desk_is_always_opened(kind: str) -> None:
    assert grades("open_consultation_desk", kind, **SMALL) == {Grade.REQUIRED}


@pytest.mark.parametrize("kind", EVERY)
def test_redress_responsibility_and_recurrence_stand_in_the_general_steps_alone(kind: str) -> None:
    after = [r for r in guide().responses_for(IncidentType(kind)) if r.phase is Phase.POST_INCIDENT]
    assert {r.section for r in after} == {"2-recurrence"}
    wanted = {
        "implement_recurrence_prevention",
        "submit_final_report_and_plan",
        "agree_plan_with_control_board",
        "compensate_victims",
        "discipline_staff",
    }
    assert {r.action for r in after} == wanted
    assert grades("submit_final_report_and_plan", kind) == {Grade.REQUIRED}
    assert grades("compensate_victims", kind, secondary_damage=True) == {Grade.REQUIRED}
    assert grades("discipline_staff", kind, cause_kinds=("rule_broken",)) == {Grade.REQUIRED}
    assert grades("discipline_staff", kind, cause_kinds=("human_error",), party_relation="employee") == set()


# --- coverage -----------------------------------------------------------------------------------------------------


def test_six_types_have_a_chapter_and_posts_have_none() -> None:
    for kind in OWN:
        covered = guide().coverage[IncidentType(kind)]
        assert covered.coverage is Coverage.OWN_CHAPTER
        assert covered.chapter == CHAPTER[kind]
    posts = guide().coverage[IncidentType.SNS_RUMOR]
    assert posts.coverage is Coverage.GENERAL_CHAPTER_ONLY
    assert posts.note is not None
    assert all(not r.section.startswith("3") for r in guide().responses_for(IncidentType.SNS_RUMOR))
    for act in ("have_staff_post_deleted", "contact_poster_directly", "ask_board_administrator_to_delete"):
        assert is_silent(act, "sns_rumor")
    assert verdict("rebut_on_board", "sns_rumor") is Verdict.DISTRACTOR


def test_no_chapter_goes_past_recovery_and_loss_stops_at_publication() -> None:
    numbers = {s.number for s in guide().sections}
    assert not any(f"{chapter}(6)" in numbers for chapter in CHAPTER.values())
    assert {c for c in CHAPTER.values() if f"{c}(5)" not in numbers} == {"3-1"}
    loss = [r for r in guide().responses_for(IncidentType.LOSS_THEFT) if r.section.startswith("3-1")]
    assert {r.phase for r in loss} <= {*list(Phase)[:4]}


def test_numbers_to_call_and_names_of_systems_are_left_out() -> None:
    texts = [t for s in guide().statements for t in (s.text.ja, s.text.en)]
    texts += [t for r in guide().responses for t in (r.statement.ja, r.statement.en)]
    assert not any("2255" in t or "090" in t or "GAIB" in t.upper() or "RENTAI" in t.upper() for t in texts)
    assert any(s.id == "pref-role-committee-contact" for s in guide().statements)
