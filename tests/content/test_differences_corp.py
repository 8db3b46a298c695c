"""Where the corporation's manual differs from other guides, is silent or at odds with itself: one test per point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from leaksim.domain.judging import JudgeCase, JudgedAction
from leaksim.domain.kinds import Coverage, Grade, IncidentType, Phase, Truth
from leaksim.domain.playbook import OrderKind, Playbook, StatementKind
from leaksim.domain.scorecard import Verdict
from leaksim.scoring import judge_case
from leaksim.scoring.judge import CaseJudgement, JudgedExpectation
from leaksim.services import shelf

REQUIRED, PERMITTED, PROHIBITED = Grade.REQUIRED, Grade.PERMITTED, Grade.PROHIBITED
OWN_CHAPTERS = tuple(t for t in IncidentType if t is not IncidentType.P2P)
PERSONAL: dict[str, Any] = {"info_classes": ("personal",), "leak_state": "confirmed"}


@dataclass(frozen=True)
class Case:
    judged: CaseJudgement

    def clauses(self, action: str) -> list[JudgedExpectation]:
        """The clauses on an act that hold."""
        return [e for e in self.judged.expected if e.action == action and e.holds is Truth.YES]

    def grades(self, action: str) -> set[Grade]:
        return {clause.grade for clause in self.clauses(action)}

    def cites(self, action: str, grade: Grade = REQUIRED) -> set[str]:
        """The sections, as printed, of the clauses on an act that hold with a grade."""
        return {clause.citation.number for clause in self.clauses(action) if clause.grade is grade}

    def at_once(self, action: str) -> bool:
        orders = [clause.order for clause in self.clauses(action)]
        return any(order is not None and order.kind is OrderKind.IMMEDIATELY for order in orders)

    def verdict(self, action: str) -> Verdict:
        return next(v.verdict for v in self.judged.verdicts if v.action == action)


@pytest.fixture(scope="module")
def corp() -> Playbook:
    return shelf.playbook("corp")


def case(incident_type: str, *actions: str, happened: tuple[str, ...] | None = None, **facts: Any) -> Case:
    asked = JudgeCase(
        facts={"type": incident_type, **facts},
        happened=happened,
        actions=tuple(JudgedAction(action=a) for a in actions) or None,
    )
    return Case(judge_case(asked, shelf.playbook("corp"), shelf.library()))


def said(playbook: Playbook) -> str:
    """All that the encoded guide says, in Japanese."""
    texts = [r.statement.ja for r in playbook.responses]
    texts += [r.caution.ja for r in playbook.responses if r.caution]
    return "\n".join([*texts, *(s.text.ja for s in playbook.statements)])


def mentioned(playbook: Playbook) -> set[str]:
    return {r.action for r in playbook.responses}


def test_c01_the_first_report_goes_with_the_sheet_and_a_call_does_not_replace_it() -> None:
    for kind in OWN_CHAPTERS:
        asked = case(kind)
        assert asked.grades("report_to_secretariat") == {REQUIRED}
        assert asked.at_once("report_to_secretariat")
        assert asked.grades("report_with_sheet") == {REQUIRED}
    called = case("loss_theft", "report_by_phone_first", happened=())
    assert called.verdict("report_by_phone_first") is Verdict.NOT_STATED
    assert called.verdict("report_with_sheet") is Verdict.MISSED


def test_c02_the_report_goes_to_the_secretariat_and_from_it_to_the_board(corp: Playbook) -> None:
    assert case("p2p").cites("report_to_secretariat") == {"第1 1(1)"}
    (to_board,) = case("p2p").clauses("report_to_board")
    assert to_board.who is not None
    assert to_board.who.ja == "事務局"
    assert not mentioned(corp) & {"inform_security_committee", "report_to_deputy", "report_to_management"}


def test_c03_a_lost_device_police_and_place_at_once_accounts_only_if_they_were_in_it(corp: Playbook) -> None:
    lost = case("loss_theft", loss_or_theft="loss", place_kind="train", items=("name",), credentials="none")
    for action in ("file_lost_property_report", "contact_place_manager"):
        assert lost.cites(action) >= {"第2 3(2)"}
        assert lost.at_once(action)
    assert lost.grades("stop_leaked_accounts") == set()
    with_login = case("loss_theft", items=("login_id",))
    assert with_login.at_once("stop_leaked_accounts")
    assert not mentioned(corp) & {"confirm_really_lost", "stop_accounts_of_device"}


def test_c04_police_for_loss_and_for_theft_at_once() -> None:
    assert case("loss_theft", loss_or_theft="loss").at_once("file_lost_property_report")
    stolen = case("loss_theft", loss_or_theft="theft")
    assert stolen.at_once("file_theft_report")
    assert stolen.grades("report_to_police") == {PERMITTED}
    encrypted = case("loss_theft", loss_or_theft="theft", protection=("encrypted",), key_safe=True)
    assert encrypted.grades("file_theft_report") == {REQUIRED}


def test_c05_malware_police_and_specialists_at_once_and_a_damage_report() -> None:
    infected = case("malware")
    assert infected.cites("call_police_and_specialists") == {"第5 3(4)"}
    assert infected.at_once("call_police_and_specialists")
    assert infected.cites("file_damage_report") == {"第5 5(2)"}


def test_c06_unauthorised_access_the_police_follow_from_the_general_chapter() -> None:
    intrusion = case("unauthorized_access", happened=())
    assert intrusion.cites("file_damage_report") == {"第1 4(3)"}
    assert intrusion.grades("call_police_and_specialists") == set()
    infected = case("unauthorized_access", happened=("malware_confirmed",))
    assert infected.cites("call_police_and_specialists") == {"第5 3(4)"}


def test_c07_insider_police_and_specialists_already_when_it_is_possible() -> None:
    for facts in ({"leak_state": "suspected"}, {"crime_suspected": False}, {}):
        suspected = case("insider", **facts)
        assert suspected.cites("call_police_and_specialists") == {"第4 3(5)"}
        assert suspected.at_once("call_police_and_specialists")
    assert "第4 5(2)" in case("insider").cites("file_damage_report")


def test_c08_the_authority_as_needed_and_not_at_all_for_loss() -> None:
    chapters = {"missend_web": "第3 5(2)", "insider": "第4 5(3)", "malware": "第5 5(3)", "sns_rumor": "第6 5(2)"}
    for kind, section in chapters.items():
        assert case(kind, **PERSONAL).grades("report_to_authority") == {PERMITTED}
        assert case(kind).cites("report_to_authority", PERMITTED) == {section}
    for kind in ("loss_theft", "p2p"):
        assert case(kind, "report_to_authority", **PERSONAL).verdict("report_to_authority") is Verdict.NOT_STATED


def test_c09_no_commission_no_thresholds_no_days(corp: Playbook) -> None:
    assert not mentioned(corp) & {"report_to_privacy_commission", "report_to_financial_agency"}
    words = ("個人情報保護委員会", "速報", "確報", "1000", "1,000", "千人", "3～5日")
    assert not any(word in said(corp) for word in words)
    for persons in (1000, 1001):
        counted = case("loss_theft", persons=persons, **PERSONAL)
        assert counted.grades("report_to_authority") == set()


def test_c10_who_is_notified_and_how_fast() -> None:
    lost = case("loss_theft", info_classes=("personal",), leak_state="suspected")
    assert "第2 5(1)" in lost.cites("notify_persons")
    assert lost.at_once("notify_persons")
    chapters = {"missend_web": "第3 5(1)", "insider": "第4 5(1)", "malware": "第5 5(1)", "sns_rumor": "第6 5(1)"}
    for kind, section in chapters.items():
        asked = case(kind, posted_by="staff", **PERSONAL)
        assert asked.cites("notify_persons") == {"第1 4(2)", section}
        assert not asked.at_once("notify_persons")
    assert case("loss_theft", info_classes=("general",), leak_state="confirmed").grades("notify_persons") == set()


def test_c10_a_post_by_a_third_party_both_readings_of_notice_pass() -> None:
    told = case("sns_rumor", "notify_persons", happened=(), posted_by="third_party", **PERSONAL)
    assert told.verdict("notify_persons") is Verdict.PERMITTED
    silent = case("sns_rumor", "report_with_sheet", happened=(), posted_by="third_party", **PERSONAL)
    assert not [v for v in silent.judged.verdicts if v.action == "notify_persons"]
    by_staff = case("sns_rumor", "report_with_sheet", happened=(), posted_by="staff", **PERSONAL)
    assert by_staff.verdict("notify_persons") is Verdict.MISSED


def test_c11_encryption_is_asked_and_excuses_nothing(corp: Playbook) -> None:
    protected: dict[str, Any] = {"protection": ("encrypted", "password"), "key_safe": True, "loss_or_theft": "theft"}
    plain: dict[str, Any] = {"protection": ("plain",), "key_safe": False, "loss_or_theft": "theft"}
    for kind in IncidentType:
        safe, bare = case(kind, **PERSONAL, **protected), case(kind, **PERSONAL, **plain)
        assert [e.holds for e in safe.judged.expected] == [e.holds for e in bare.judged.expected]
        assert corp.asks(kind)["protection"] == "annex-1"
    skipped = case("loss_theft", "skip_report_as_protected", happened=(), **PERSONAL, **protected)
    assert skipped.verdict("skip_report_as_protected") is Verdict.DISTRACTOR


def test_c12_publication_of_a_loss_when_there_are_many_else_as_needed() -> None:
    assert "第2 5(2)" in case("loss_theft", scale="large", **PERSONAL).cites("publish_on_website")
    for scale, grades in (("grey", {PERMITTED}), ("small", set())):
        fewer = case("loss_theft", scale=scale, social_impact="small", **PERSONAL)
        assert fewer.grades("publish_on_website") == grades
    for kind in ("missend_web", "insider", "malware", "sns_rumor"):
        asked = case(kind, scale="large", social_impact="small", notification_difficult=False)
        assert asked.grades("publish_on_website") == {PERMITTED}


def test_c12_publication_when_not_everybody_can_be_told_or_the_public_is_affected() -> None:
    for facts in ({"notification_difficult": True}, {"social_impact": "large"}):
        for kind in IncidentType:
            asked = case(kind, publication_spreads=False, **facts)
            assert "第1 4(4)" in asked.cites("publish_on_website")


def test_c13_publication_may_be_held_back_where_it_spreads_the_damage_but_notice_may_not() -> None:
    shared = case("p2p", publication_spreads=True, social_impact="large", **PERSONAL)
    assert shared.cites("postpone_publication") == {"第1 4(4)"}
    assert shared.grades("publish_on_website") == set()
    assert REQUIRED in shared.grades("notify_persons")
    assert case("p2p", publication_spreads=False).grades("postpone_publication") == set()


def test_c14_c15_c16_nothing_on_file_sharing(corp: Playbook) -> None:
    own_to_p2p = {
        "wait_for_files_to_fade", "warn_all_staff_of_file_sharing", "survey_file_sharing_use", "stop_file_sharing_use",
        "limit_carrying_out", "review_carry_out_rules",
    }  # fmt: skip
    assert not mentioned(corp) & own_to_p2p
    assert all(e.citation.number.startswith("第1") for e in case("p2p").judged.expected)


def test_c17_the_poster_is_asked_first_and_the_administrator_where_that_fails() -> None:
    facts: dict[str, Any] = {
        "posted_by": "third_party",
        "culprit_identified": True,
        "social_impact": "small",
        "items": ("name",),
    }
    calm = case("sns_rumor", happened=(), **facts, info_classes=("personal",))
    assert calm.cites("contact_poster_directly") == {"第6 3(3)", "第6 3(5)"}
    assert calm.grades("ask_board_administrator_to_delete") == set()
    refused = case("sns_rumor", happened=("third_party_refuses",), **facts, info_classes=("personal",))
    assert refused.cites("ask_board_administrator_to_delete") == {"第6 3(5)"}
    unknown_poster = case("sns_rumor", happened=(), **(facts | {"culprit_identified": False}))
    assert unknown_poster.grades("ask_board_administrator_to_delete") == {REQUIRED}
    assert unknown_poster.cites("seek_sender_disclosure") == {"第6 6(2)"}
    assert calm.grades("seek_sender_disclosure") == set()
    urgent = case("sns_rumor", happened=(), **(facts | {"items": ("name", "special_care")}))
    assert urgent.grades("ask_board_administrator_to_delete") == {REQUIRED}
    assert calm.cites("interview_poster") == {"第6 4(2)"}


def test_c17_asking_the_administrator_ahead_of_the_poster_breaks_the_order() -> None:
    facts: dict[str, Any] = {
        "posted_by": "third_party", "social_impact": "small", "items": ("name",), "info_classes": ("personal",),
        "culprit_identified": True,
    }  # fmt: skip
    acts = ["contact_poster_directly", "ask_board_administrator_to_delete"]
    happened = ("third_party_refuses",)
    right = case("sns_rumor", *acts, happened=happened, **facts)
    assert right.verdict("contact_poster_directly") is Verdict.DONE
    wrong = case("sns_rumor", *reversed(acts), happened=happened, **facts)
    assert wrong.verdict("contact_poster_directly") is Verdict.OUT_OF_ORDER
    urgent = case("sns_rumor", *reversed(acts), happened=(), **(facts | {"social_impact": "large"}))
    assert urgent.verdict("contact_poster_directly") is Verdict.DONE


def test_c17_rebutting_is_not_mentioned(corp: Playbook) -> None:
    assert not mentioned(corp) & {"rebut_on_board", "tell_staff_not_to_rebut"}


def test_c18_own_people_delete_their_post_at_once_and_may_be_left_to_apologise() -> None:
    own = case("sns_rumor", posted_by="staff", **PERSONAL)
    assert own.cites("have_staff_post_deleted") == {"第6 3(2)"}
    assert own.at_once("have_staff_post_deleted")
    assert own.grades("stop_posting_account") == {PERMITTED}
    assert own.grades("let_person_apologise") == {PERMITTED}
    assert own.grades("contact_poster_directly") == set()
    assert case("sns_rumor", posted_by="third_party").grades("have_staff_post_deleted") == set()


def test_c19_removal_comes_with_specialists_at_recovery_and_not_as_a_first_step(corp: Playbook) -> None:
    infected = case("malware", networked=True)
    first = ("stop_service", "disconnect_machine", "keep_off_infected_system", "back_up_with_specialist_advice")
    for action in (*first, "call_police_and_specialists"):
        assert {c.phase for c in infected.clauses(action)} == {Phase.INITIAL_RESPONSE}, action
    (removal,) = infected.clauses("remove_malware_with_specialists")
    assert (removal.phase, removal.citation.number) == (Phase.CONTAIN_RECOVER, "第5 6(2)")
    assert "remove_malware" not in mentioned(corp)
    for kind, action in (("malware", "wipe_without_records"), ("unauthorized_access", "restart_and_clear_logs")):
        assert case(kind).grades(action) == {PROHIBITED}


def test_c20_the_backup_belongs_to_the_first_steps_and_needs_specialist_advice() -> None:
    infected = case("malware")
    (backup,) = infected.clauses("back_up_with_specialist_advice")
    assert (backup.phase, backup.grade, backup.citation.number) == (Phase.INITIAL_RESPONSE, REQUIRED, "第5 3(5)")
    assert infected.grades("back_up_important_data") == {PERMITTED}
    assert infected.grades("use_backup_medium_freely") == {PROHIBITED}


def test_c21_machines_are_initialised_with_specialist_advice(corp: Playbook) -> None:
    assert case("malware").cites("initialise_with_specialist_advice") == {"第5 6(4)"}
    assert not mentioned(corp) & {"reinstall_from_os", "reinstall_programs", "scan_backup_then_restore"}


def test_c22_nothing_on_an_alternative_site(corp: Playbook) -> None:
    early = case("unauthorized_access", "launch_alternative_site", happened=())
    assert early.verdict("launch_alternative_site") is Verdict.NOT_STATED
    assert "代替サイト" not in said(corp)


def test_c23_isolation_where_it_can_be_reached_from_outside_or_is_infected() -> None:
    open_site = case("unauthorized_access", happened=(), still_reachable=True)
    assert open_site.cites("disconnect_machine") == {"第1 2(2)"}
    assert case("unauthorized_access", happened=(), still_reachable=False).grades("disconnect_machine") == set()
    assert case("malware", still_reachable=False).cites("disconnect_machine") == {"第5 3(2)"}


def test_c24_the_insiders_device_only_once_the_person_is_identified() -> None:
    known = case("insider", happened=(), culprit_identified=True)
    assert known.cites("secure_insiders_devices") == {"第4 3(3)"}
    assert case("insider", happened=(), culprit_identified=False).grades("secure_insiders_devices") == set()


def test_c25_the_possibility_of_an_insider_is_enough_to_restrict(corp: Playbook) -> None:
    for possible in ("yes", "unknown"):
        asked = case("insider", still_reachable=False, insider_possible=possible)
        assert asked.cites("restrict_target_access") == {"第4 3(2)"}
        assert asked.grades("guard_against_destruction") == {REQUIRED}
    ruled_out = case("insider", still_reachable=False, insider_possible="no")
    assert ruled_out.grades("restrict_target_access") == set()
    assert "assume_insider_is_inside" not in mentioned(corp)


def test_c26_discipline_is_drafted_by_the_secretariat_and_decided_by_the_board() -> None:
    insider = case("insider", happened=(), culprit_identified=True)
    (draft,) = insider.clauses("draft_discipline")
    (decision,) = insider.clauses("board_decides_discipline")
    assert draft.who is not None
    assert decision.who is not None
    assert (draft.who.ja, draft.citation.number) == ("事務局", "第4 7(3)")
    assert (decision.who.ja, decision.citation.number) == ("理事及び監事", "第4 7(5)")
    for kind, section in (("malware", "第5 7(3)"), ("sns_rumor", "第6 7(2)")):
        assert case(kind).cites("draft_discipline", PERMITTED) == {section}
    for kind in ("loss_theft", "missend_web"):
        assert case(kind).grades("draft_discipline") == set()
        assert case(kind, cause_kinds=("rule_broken",)).cites("discipline_staff") == {"第1 6(3)"}


def test_c26_the_decision_follows_the_report() -> None:
    acts = ["draft_discipline", "report_to_board", "board_decides_discipline"]
    right = case("insider", *acts, happened=(), culprit_identified=True)
    assert right.verdict("report_to_board") is Verdict.DONE
    wrong = case("insider", *reversed(acts), happened=(), culprit_identified=True)
    assert wrong.verdict("report_to_board") is Verdict.OUT_OF_ORDER


def test_c27_compensation_is_for_the_board_whatever_the_type() -> None:
    for kind in IncidentType:
        harmed = case(kind, secondary_damage=True)
        assert harmed.cites("compensate_victims") == {"第1 6(3)"}
        assert {c.who.ja for c in harmed.clauses("compensate_victims") if c.who} == {"理事及び監事"}
        unharmed = case(kind, secondary_damage=False, economic_damage=False)
        assert unharmed.grades("compensate_victims") == {PERMITTED}


def test_c28_the_person_may_be_left_to_apologise_in_three_chapters_only() -> None:
    facts: dict[str, Any] = {**PERSONAL, "posted_by": "staff", "channels": ("mail",)}
    for kind in ("loss_theft", "missend_web", "sns_rumor"):
        assert case(kind, **facts).grades("let_person_apologise") == {PERMITTED}
    for kind in ("insider", "malware", "unauthorized_access", "p2p"):
        assert case(kind, **facts).clauses("let_person_apologise") == []


def test_c29_a_desk_only_where_the_damage_is_large() -> None:
    for kind in IncidentType:
        assert case(kind, scale="large").cites("open_consultation_desk") == {"第1 5(2)"}
        assert case(kind, scale="grey").grades("open_consultation_desk") == {PERMITTED}
        assert case(kind, scale="small").grades("open_consultation_desk") == set()


def test_c30_importance_and_damage_are_judged_by_annex_2_without_levels_of_its_own(corp: Playbook) -> None:
    for kind, section in {"loss_theft": "第2 4(2)", "missend_web": "第3 4(3)", "sns_rumor": "第6 4(3)"}.items():
        assert case(kind).cites("judge_severity") == {section}
    headings = [s.title.ja for s in corp.sections if s.parent == "annex-2"]
    assert len(headings) == 7
    influences = [s for s in corp.statements if "-influence-" in s.id]
    assert {s.section for s in influences} == {f"annex-2-{n}" for n in range(1, 8)}
    assert len(influences) == 13
    severe = case("loss_theft", scale="small", social_impact="small", items=("name", "special_care")).judged.severity
    assert severe is not None
    assert (severe.level, severe.citation.section) == ("grave_content", "annex-2-2")
    assert not set(corp.asks(IncidentType.LOSS_THEFT)) & {"document_class", "affected_groups", "affects"}


def test_c31_the_sheet_has_ten_fields_with_protection_and_without_the_one_who_caused_it(corp: Playbook) -> None:
    sheet = next(f for f in corp.forms if f.section == "annex-1")
    # The one box for contents and number is filled in two fields, each checked by itself.
    boxes = ["content" if field.fact in ("items", "persons") else field.id for field in sheet.fields]
    assert len(set(boxes)) == 10
    assert boxes.count("content") == 2
    facts = {field.fact for field in sheet.fields}
    assert "protection" in facts
    assert not facts & {"party", "party_department", "demand"}
    assert sheet.fields[-1].fact == "protection"


def test_c32_name_and_contact_of_an_informant_are_recorded() -> None:
    told = case("insider", discovery="outsider").clauses("record_informant_contact")
    assert [c.citation.number for c in told] == ["第1 1(3)"]
    assert "氏名" in told[0].statement.ja
    assert "連絡先" in told[0].statement.ja
    assert case("insider", happened=(), discovery="monitoring").clauses("record_informant_contact") == []


def test_c33_own_credentials_are_changed_and_third_parties_urged(corp: Playbook) -> None:
    for kind in OWN_CHAPTERS:
        own = case(kind, items=("login_id",), credentials="own")
        assert own.at_once("stop_leaked_accounts")
        assert own.grades("change_own_credentials") == {REQUIRED}
        assert own.at_once("change_own_credentials")
        assert own.grades("urge_third_party_to_change") == set()
        third = case(kind, items=("card_number",), credentials="third_party")
        assert third.at_once("urge_third_party_to_change")
        assert third.grades("change_own_credentials") == set()
    assert "inform_card_company" not in mentioned(corp)


def test_c34_c35_no_search_cache_and_no_site_of_others(corp: Playbook) -> None:
    assert not mentioned(corp) & {"delete_search_cache", "ask_other_site_to_delete", "check_reposts"}


def test_c36_post_of_importance_is_recovered_in_person_mail_and_fax_are_deleted() -> None:
    letter: dict[str, Any] = {"channels": ("post",), "recipient_known": True, "info_classes": ("personal",)}
    heavy = case("missend_web", **letter, items=("name", "bank_account"))
    assert heavy.cites("collect_letter_in_person") == {"第3 3(2)"}
    assert case("missend_web", **letter, items=("name",)).grades("collect_letter_in_person") == {PERMITTED}
    for channel in ("mail", "fax"):
        sent = case("missend_web", channels=(channel,), recipient_known=True)
        assert sent.cites("ask_recipient_to_delete") == {"第3 3(2)"}
        assert sent.grades("collect_letter_in_person") == set()
    nobody = case("missend_web", channels=("mail",), recipient_known=False)
    assert nobody.grades("ask_recipient_to_delete") == set()


def test_c37_partners_are_only_considered_in_the_general_chapter(corp: Playbook) -> None:
    for kind in IncidentType:
        partner = case(kind, owners=("partner",))
        assert partner.cites("report_to_partner", PERMITTED) == {"第1 4(1)"}
        assert partner.grades("report_to_partner") == {PERMITTED}
        assert partner.cites("weigh_outside_notices") == {"第1 4(1)"}
    assert not mentioned(corp) & {"contact_information_owner", "hear_wishes_before_publication"}


def test_c38_accesses_are_counted_not_readers(corp: Playbook) -> None:
    assert case("missend_web", channels=("web",)).cites("count_accesses_from_log") == {"第3 4(2)"}
    assert case("missend_web", channels=("mail",)).grades("count_accesses_from_log") == set()
    assert "count_readers_from_access_log" not in mentioned(corp)
    assert corp.asks(IncidentType.MISSEND_WEB)["accesses"] == "3-4-2"
    assert "readers" not in corp.asks(IncidentType.MISSEND_WEB)


def test_c39_secondary_damage_is_prevented_and_victims_are_asked_to_report_it(corp: Playbook) -> None:
    for kind in OWN_CHAPTERS:
        asked = case(kind, posted_by="staff", **PERSONAL)
        assert asked.grades("prevent_secondary_damage") == {REQUIRED}
        assert asked.grades("ask_persons_to_report_damage") == {REQUIRED}
    assert "confirm_secondary_damage" not in mentioned(corp)


def test_c40_specialists_are_not_named(corp: Playbook) -> None:
    assert not mentioned(corp) & {"contact_ipa_or_jpcert", "use_malware_information", "commission_specialists"}
    assert not any(name in said(corp) for name in ("JPCERT", "IPA", "JNSA"))


def test_c41_c42_no_rules_for_the_media_or_for_staff(corp: Playbook) -> None:
    assert not mentioned(corp) & {
        "meet_press_in_person", "prepare_press_answers", "unify_information_window", "share_with_employees",
        "place_apology_advertisement", "publish_updates", "consult_head_and_divisions",
    }  # fmt: skip


def test_c43_discipline_belongs_to_the_follow_up() -> None:
    insider = case("insider", happened=(), culprit_identified=True, cause_kinds=("rule_broken",))
    for action in ("draft_discipline", "board_decides_discipline", "discipline_staff"):
        assert {c.phase for c in insider.clauses(action)} == {Phase.POST_INCIDENT}


def test_c44_improvements_are_examined_and_reported_to_the_board() -> None:
    for kind in OWN_CHAPTERS:
        asked = case(kind)
        assert asked.grades("examine_cause_and_controls") == {REQUIRED}
        assert len(asked.cites("report_to_board")) == 2
    kept_back = case("missend_web", "examine_cause_and_controls", happened=())
    assert kept_back.verdict("report_to_board") is Verdict.MISSED


def test_c45_six_questions_and_the_object_only_where_a_chapter_identifies_it(corp: Playbook) -> None:
    for kind in IncidentType:
        assert {"occurred_at", "place", "party", "items", "cause"} <= set(corp.asks(kind))
    assert {k for k in IncidentType if "media" in corp.asks(k)} == {"loss_theft", "malware", "unauthorized_access"}
    assert {k for k in IncidentType if "period" in corp.asks(k)} == set()


def test_c46_types_covered(corp: Playbook) -> None:
    chapters = {kind: corp.coverage[kind].chapter for kind in IncidentType}
    assert chapters == {
        "loss_theft": "2", "missend_web": "3", "insider": "4", "p2p": None,
        "malware": "5", "unauthorized_access": "5", "sns_rumor": "6",
    }  # fmt: skip
    assert corp.states(IncidentType.P2P) is Coverage.GENERAL_CHAPTER_ONLY
    assert all(corp.states(kind) is Coverage.OWN_CHAPTER for kind in OWN_CHAPTERS)
    assert corp.coverage[IncidentType.UNAUTHORIZED_ACCESS].note is not None


def test_c46_an_intrusion_alone_asks_for_nothing_that_presupposes_an_infection() -> None:
    intrusion = case("unauthorized_access", happened=(), still_reachable=False)
    infection = {
        "stop_service", "disconnect_machine", "keep_off_infected_system", "identify_infected_machines",
        "back_up_with_specialist_advice", "remove_malware_with_specialists", "initialise_with_specialist_advice",
    }  # fmt: skip
    assert not infection & {e.action for e in intrusion.judged.expected if e.holds is not Truth.NO}


def test_c47_every_chapter_has_all_six_steps(corp: Playbook) -> None:
    for kind in OWN_CHAPTERS:
        chapter = [r for r in corp.responses if kind in r.types]
        assert {r.phase for r in chapter} == set(Phase), kind


def test_b5_the_slips_of_the_print_are_told(corp: Playbook) -> None:
    cautions = {s.section for s in corp.statements if s.kind is StatementKind.CAUTION}
    assert {"3-7-1", "5-3-3", "5-7-3", "6-7-2", "5"} <= cautions
    assert any("社会の落ち度" in s.text.ja for s in corp.statements if s.section == "annex-2-6")
    cases = [s for s in corp.statements if s.kind is StatementKind.CASE]
    assert len(cases) == 13
