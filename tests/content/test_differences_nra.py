"""Where the nra guide differs from the others: what it asks for, in which order, and where it is silent."""

from __future__ import annotations

import pytest

from leaksim.domain.catalogue import Library
from leaksim.domain.facts import FactValue
from leaksim.domain.judging import JudgeCase, JudgedAction
from leaksim.domain.kinds import Coverage, Grade, IncidentType, Truth
from leaksim.domain.playbook import OrderKind, Playbook, StatementKind
from leaksim.domain.scorecard import Verdict
from leaksim.scoring import judge_case
from leaksim.scoring.judge import CaseJudgement, JudgedExpectation, JudgedVerdict
from leaksim.services import shelf

TYPES = tuple(IncidentType)
TRIGGERS: tuple[dict[str, FactValue], ...] = (
    {"scale": "large"},
    {"economic_damage": True},
    {"law_breach_feared": True},
)
NO_TRIGGER: dict[str, FactValue] = {"scale": "small", "economic_damage": False, "law_breach_feared": False}


@pytest.fixture(scope="module")
def nra() -> Playbook:
    return shelf.playbook("nra")


@pytest.fixture(scope="module")
def library() -> Library:
    return shelf.library()


def judged(incident_type: IncidentType | str, *actions: str, **facts: FactValue) -> CaseJudgement:
    case = JudgeCase(
        facts={"type": str(incident_type), **facts},
        actions=tuple(JudgedAction(action=a) for a in actions) or None,
    )
    return judge_case(case, shelf.playbook("nra"), shelf.library())


def verdict(judgement: CaseJudgement, action: str) -> JudgedVerdict:
    return next(v for v in judgement.verdicts if v.action == action)


def clauses(judgement: CaseJudgement, action: str, holds: Truth = Truth.YES) -> list[JudgedExpectation]:
    return [e for e in judgement.expected if e.action == action and e.holds is holds]


def grades(judgement: CaseJudgement, action: str) -> set[Grade]:
    return {e.grade for e in clauses(judgement, action)}


def cited(judgement: CaseJudgement, action: str) -> set[str]:
    return {c.section for c in verdict(judgement, action).citations}


def assert_silent(incident_type: IncidentType | str, action: str, **facts: FactValue) -> None:
    found = verdict(judged(incident_type, action, **facts), action)
    assert (found.verdict, found.grade, found.citations) == (Verdict.NOT_STATED, None, ())


@pytest.mark.parametrize("kind", TYPES)
def test_c01_a_call_or_mail_comes_first_and_the_form_after(kind: IncidentType) -> None:
    good = judged(kind, "report_by_phone_first", "report_with_sheet")
    assert verdict(good, "report_by_phone_first").verdict is Verdict.DONE
    assert cited(good, "report_by_phone_first") == {"2-2"}
    turned = judged(kind, "report_with_sheet", "report_by_phone_first")
    assert verdict(turned, "report_by_phone_first").verdict is Verdict.OUT_OF_ORDER
    paper_only = judged(kind, "report_with_sheet")
    assert verdict(paper_only, "report_by_phone_first").verdict is Verdict.MISSED
    assert verdict(paper_only, "report_with_sheet").verdict is Verdict.DONE
    call_only = judged(kind, "report_by_phone_first")
    assert verdict(call_only, "report_by_phone_first").verdict is Verdict.DONE
    assert verdict(call_only, "report_with_sheet").grade is Grade.RECOMMENDED  # better to have, not demanded


def test_c02_it_goes_to_the_person_responsible_or_the_deputy() -> None:
    case = judged("loss_theft", "report_by_phone_first", "report_to_deputy", "report_to_secretariat")
    (clause,) = clauses(case, "report_by_phone_first")
    assert clause.who is not None
    assert "管理責任者" in clause.who.ja
    assert verdict(case, "report_to_deputy").verdict is Verdict.PERMITTED
    assert cited(case, "report_to_deputy") == {"2-2"}
    assert verdict(case, "report_to_secretariat").verdict is Verdict.NOT_STATED
    assert_silent("loss_theft", "inform_security_committee")
    assert_silent("loss_theft", "consult_committee_on_response")


def test_c03_nothing_is_said_of_what_to_do_first_with_a_lost_device() -> None:
    for action in ("confirm_really_lost", "contact_place_manager", "stop_accounts_of_device"):
        assert_silent("loss_theft", action)


@pytest.mark.parametrize("kind", TYPES)
def test_c04_the_local_police_are_told_whatever_the_type(kind: IncidentType) -> None:
    missed = judged(kind, "report_by_phone_first")
    assert verdict(missed, "report_to_police").verdict is Verdict.MISSED
    assert cited(missed, "report_to_police") == {"3-3"}
    assert verdict(judged(kind, "report_to_police"), "report_to_police").verdict is Verdict.DONE


def test_c04_which_paper_is_filed_is_left_open() -> None:
    for action in ("file_lost_property_report", "file_theft_report"):
        assert verdict(judged("loss_theft", action), action).verdict is Verdict.PERMITTED


@pytest.mark.parametrize("kind", TYPES)
def test_c08_the_competent_authority_is_told_without_condition(kind: IncidentType) -> None:
    case = judged(kind, "report_by_phone_first")
    assert grades(case, "report_to_authority") == {Grade.REQUIRED}
    assert verdict(case, "report_to_authority").verdict is Verdict.MISSED
    assert_silent(kind, "report_to_ministry_on_form")


@pytest.mark.parametrize("persons", [1000, 1001])
def test_c09_no_threshold_and_no_commission(nra: Playbook, persons: int) -> None:
    case = judged("missend_web", "report_to_privacy_commission", persons=persons, info_classes=("personal",))
    assert verdict(case, "report_to_privacy_commission").verdict is Verdict.NOT_STATED
    assert not any(r.deadline for r in nra.responses)


@pytest.mark.parametrize("kind", TYPES)
def test_c10_those_concerned_are_contacted_to_keep_the_damage_from_spreading(kind: IncidentType) -> None:
    for state in ("suspected", "feared", "confirmed"):
        case = judged(kind, "notify_persons", info_classes=("personal",), leak_state=state)
        assert verdict(case, "notify_persons").verdict is Verdict.DONE
        assert cited(case, "notify_persons") == {"3-4"}
    drawings = judged(kind, info_classes=("general", "trade_secret"))
    assert not clauses(drawings, "notify_persons")
    assert not clauses(judged(kind), "notify_persons")
    assert clauses(judged(kind), "notify_persons", Truth.UNKNOWN)


def test_c11_protection_is_not_asked_and_frees_from_nothing(nra: Playbook) -> None:
    assert not {"protection", "party", "place"} & set(nra.asks(IncidentType.LOSS_THEFT))
    sealed = judged(
        "loss_theft",
        "skip_report_as_protected",
        "skip_outside_reports_as_protected",
        info_classes=("personal",),
        protection=("encrypted",),
        key_safe=True,
    )
    for action in ("report_by_phone_first", "report_to_authority", "report_to_police", "notify_persons"):
        assert verdict(sealed, action).verdict is Verdict.MISSED
    assert verdict(sealed, "skip_report_as_protected").verdict is Verdict.DISTRACTOR
    assert verdict(sealed, "skip_outside_reports_as_protected").verdict is Verdict.DISTRACTOR


@pytest.mark.parametrize("kind", TYPES)
def test_c12_course_and_results_are_published_by_default_and_an_apology_advertised(kind: IncidentType) -> None:
    small = judged(kind, "report_by_phone_first", **NO_TRIGGER)
    assert verdict(small, "publish_on_website").grade is Grade.REQUIRED
    assert cited(small, "publish_on_website") == {"3-5"}
    assert verdict(small, "place_apology_advertisement").grade is Grade.RECOMMENDED
    large = judged(kind, "report_by_phone_first", scale="large")
    for action in ("publish_on_website", "issue_press_release", "place_apology_advertisement"):
        assert verdict(large, action).grade is Grade.REQUIRED


@pytest.mark.parametrize("kind", TYPES)
def test_c13_no_exception_holds_publication_back(kind: IncidentType) -> None:
    held = judged(kind, "postpone_publication", info_classes=("personal",), publication_spreads=True)
    assert verdict(held, "postpone_publication").verdict is Verdict.NOT_STATED
    assert verdict(held, "publish_on_website").verdict is Verdict.MISSED
    assert verdict(held, "notify_persons").verdict is Verdict.MISSED


def test_c14_to_c16_file_sharing_is_not_mentioned() -> None:
    for action in ("wait_for_files_to_fade", "survey_file_sharing_use", "stop_file_sharing_use"):
        assert_silent("p2p", action)


def test_c17_personal_data_on_a_board_is_deleted_and_rebuttal_is_not_mentioned(nra: Playbook) -> None:
    case = judged("sns_rumor", "rebut_on_board", info_classes=("personal",), posted_by="third_party")
    assert verdict(case, "ask_board_administrator_to_delete").verdict is Verdict.MISSED
    assert cited(case, "ask_board_administrator_to_delete") == {"3-4"}
    assert verdict(case, "rebut_on_board").verdict is Verdict.DISTRACTOR
    assert verdict(case, "rebut_on_board").citations == ()
    assert not {"rebut_on_board", "tell_staff_not_to_rebut"} & {r.action for r in nra.responses}
    direct = judged("sns_rumor", "contact_poster_directly", info_classes=("personal",), posted_by="third_party")
    assert verdict(direct, "contact_poster_directly").verdict is Verdict.PERMITTED


def test_c18_a_post_by_staff_is_deleted_by_its_author() -> None:
    case = judged("sns_rumor", "have_staff_post_deleted", info_classes=("personal",), posted_by="staff")
    assert verdict(case, "have_staff_post_deleted").verdict is Verdict.DONE
    assert not any(v.action == "ask_board_administrator_to_delete" for v in case.verdicts)


def test_c19_to_c24_systems_are_left_to_the_experts_it_convenes() -> None:
    for kind, action in (
        ("malware", "remove_malware"),
        ("malware", "back_up_important_data"),
        ("malware", "reinstall_from_os"),
        ("unauthorized_access", "launch_alternative_site"),
        ("unauthorized_access", "disconnect_machine"),
        ("insider", "secure_insiders_devices"),
    ):
        assert_silent(kind, action)
    assert clauses(judged("malware"), "convene_experts")[0].citation.section == "3-1"


def test_c25_a_contractors_leak_is_sign_twelve_and_has_its_own_lesson(nra: Playbook) -> None:
    sign = next(s for s in nra.statements if s.id == "nra-sign-12")
    assert sign.number == "12"
    assert "委託先" in sign.text.ja
    by_contractor = judged("loss_theft", "end_contractor_only", cause_kinds=("contractor",))
    assert verdict(by_contractor, "review_whole_outsourcing").verdict is Verdict.MISSED
    assert cited(by_contractor, "review_whole_outsourcing") == {"4"}
    assert verdict(by_contractor, "end_contractor_only").verdict is Verdict.DISTRACTOR
    own = judged("loss_theft", cause_kinds=("human_error",), party_relation="employee")
    assert not clauses(own, "review_whole_outsourcing")


def test_c26_discipline_is_not_mentioned() -> None:
    for kind in TYPES:
        assert_silent(kind, "discipline_staff")


def test_c27_claims_are_answered_and_sympathy_money_is_given() -> None:
    small = judged("missend_web", "report_by_phone_first", **NO_TRIGGER)
    assert verdict(small, "compensate_victims").grade is Grade.REQUIRED
    assert verdict(small, "pay_sympathy_money").grade is Grade.RECOMMENDED
    harmed = judged("missend_web", "pay_sympathy_money", economic_damage=True)
    assert verdict(harmed, "pay_sympathy_money").grade is Grade.REQUIRED
    assert cited(harmed, "pay_sympathy_money") == {"3-6"}


def test_c28_an_apology_by_the_person_responsible_is_not_mentioned() -> None:
    assert_silent("missend_web", "let_person_apologise")


@pytest.mark.parametrize("kind", TYPES)
def test_c29_a_temporary_desk_is_opened_whatever_the_damage(kind: IncidentType) -> None:
    case = judged(kind, "report_by_phone_first", **NO_TRIGGER)
    assert verdict(case, "open_consultation_desk").verdict is Verdict.MISSED
    assert cited(case, "open_consultation_desk") == {"3-4"}


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda t: next(iter(t)))
@pytest.mark.parametrize("kind", TYPES)
def test_c30_each_of_three_triggers_calls_for_the_whole_organisation(
    kind: IncidentType, trigger: dict[str, FactValue]
) -> None:
    case = judged(kind, "report_by_phone_first", **{**NO_TRIGGER, **trigger})
    assert case.severity is not None
    assert case.severity.level == "organisation_wide"
    assert case.severity.citation.section == "3"
    assert verdict(case, "set_up_headquarters").verdict is Verdict.MISSED
    assert verdict(case, "set_up_investigation_committee").grade is Grade.REQUIRED


def test_c30_without_a_trigger_it_is_open_and_many_has_no_number() -> None:
    small = judged("missend_web", "set_up_headquarters", **NO_TRIGGER)
    assert small.severity is not None
    assert small.severity.level == "ordinary"
    assert verdict(small, "set_up_headquarters").verdict is Verdict.PERMITTED
    grey = judged("missend_web", **{**NO_TRIGGER, "scale": "grey"})
    assert grey.severity is not None
    assert grey.severity.level == "to_judge"
    counted = judged("missend_web", persons=5000)
    assert counted.severity is not None
    assert "organisation_wide" in counted.severity.possible


def test_c31_its_report_form_is_named_but_not_printed(nra: Playbook) -> None:
    (form,) = [s for s in nra.statements if s.kind is StatementKind.FORM]
    assert form.section == "2-2"
    assert "載っていません" in form.text.ja
    assert {f.section for f in nra.forms} == {"2-1", "3", "3-2"}  # lists of items, no report form
    facts = next(f for f in nra.forms if f.id == "nra-facts")
    assert not {field.fact for field in facts.fields} & {"protection", "party"}


def test_c33_cards_are_not_mentioned() -> None:
    assert_silent("missend_web", "inform_card_company", items=("card_number",))


def test_c34_search_engines_copies_are_not_mentioned() -> None:
    assert_silent("missend_web", "delete_search_cache")
    assert_silent("sns_rumor", "delete_search_cache")


def test_c37_partners_appear_only_as_a_sign(nra: Playbook) -> None:
    assert_silent("loss_theft", "report_to_partner", owners=("partner", "client_entrusted"))
    assert_silent("loss_theft", "contact_information_owner", owners=("partner",))
    assert "取引先" in next(s for s in nra.statements if s.number == "12" and s.kind is StatementKind.TRIGGER).text.ja


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("unauthorized_access", {}),
        ("malware", {"crime_suspected": True}),
        ("malware", {"demand": "money"}),
    ],
)
def test_c40_high_tech_crime_is_reported_to_jpcert_and_ipa(kind: str, facts: dict[str, FactValue]) -> None:
    case = judged(kind, "report_by_phone_first", **facts)
    assert verdict(case, "contact_ipa_or_jpcert").verdict is Verdict.MISSED
    assert cited(case, "contact_ipa_or_jpcert") == {"3-3"}


def test_c40_a_lost_bag_is_no_high_tech_crime() -> None:
    assert grades(judged("loss_theft"), "contact_ipa_or_jpcert") == {Grade.PERMITTED}


def test_c41_release_conference_and_advertisement_but_no_rules_for_meeting_the_press() -> None:
    case = judged("insider", "issue_press_release", "meet_press_in_person", "prepare_press_answers", scale="large")
    assert verdict(case, "issue_press_release").verdict is Verdict.DONE
    assert verdict(case, "meet_press_in_person").verdict is Verdict.PERMITTED
    assert verdict(case, "prepare_press_answers").verdict is Verdict.NOT_STATED


def test_c42_employees_are_told_which_is_not_speaking_outside() -> None:
    case = judged("malware", "share_with_employees", "everyone_answers_outside")
    assert verdict(case, "share_with_employees").verdict is Verdict.DONE
    assert cited(case, "share_with_employees") == {"3-5"}
    assert verdict(case, "everyone_answers_outside").verdict is Verdict.DISTRACTOR
    assert_silent("malware", "unify_information_window")


def test_c43_the_spread_of_damage_comes_before_causes_and_blame(nra: Playbook) -> None:
    blaming = judged("insider", "look_for_culprit_first", "delay_notice_until_blame_settled", "notify_persons")
    for action in ("look_for_culprit_first", "delay_notice_until_blame_settled"):
        assert verdict(blaming, action).verdict is Verdict.PROHIBITED
        assert cited(blaming, action) == {"3"}
    late = judged("insider", "find_root_cause", "take_emergency_measures")
    assert verdict(late, "take_emergency_measures").verdict is Verdict.OUT_OF_ORDER
    kinds = {r.order.kind for r in nra.responses if r.action == "take_emergency_measures" and r.order}
    assert kinds == {OrderKind.FIRST}


def test_c43_facts_first_and_spread_first_are_both_in_keeping() -> None:
    for order in (("take_emergency_measures", "organise_5w1h"), ("organise_5w1h", "take_emergency_measures")):
        case = judged("missend_web", *order)
        assert {verdict(case, action).verdict for action in order} == {Verdict.DONE}


def test_c43_hiding_and_explaining_away_are_forbidden_and_spoil_the_report() -> None:
    for action in ("keep_to_oneself", "decide_it_is_no_leak", "search_alone_first"):
        case = judged("loss_theft", action, "report_by_phone_first")
        assert verdict(case, action).verdict is Verdict.PROHIBITED
        assert verdict(case, "report_by_phone_first").verdict is Verdict.VOIDED


def test_c44_root_causes_all_outsourcing_retraining_and_near_misses() -> None:
    for kind in TYPES:
        case = judged(kind, "report_by_phone_first", near_miss=True)
        for action in (
            "implement_recurrence_prevention",
            "find_root_cause",
            "retrain_on_changed_rules",
            "learn_from_near_misses",
        ):
            found = verdict(case, action)
            assert (found.verdict, found.grade) == (Verdict.MISSED, Grade.REQUIRED)
            assert cited(case, action) == {"4"}
    turned = judged("insider", "implement_recurrence_prevention", "find_root_cause")
    assert verdict(turned, "find_root_cause").verdict is Verdict.OUT_OF_ORDER


def test_c45_it_asks_six_facts_and_three_triggers_of_every_type(nra: Playbook) -> None:
    asked = {kind: nra.asks(kind) for kind in TYPES}
    assert len({tuple(sorted(questions.items())) for questions in asked.values()}) == 1
    questions = asked[IncidentType.P2P]
    assert {q for q, section in questions.items() if section == "3"} == {
        "scale", "economic_damage", "law_breach_feared"
    }  # fmt: skip
    assert {"occurred_at", "items", "records", "spread", "cause", "secondary_damage"} <= set(questions)


@pytest.mark.parametrize("kind", TYPES)
def test_c46_only_general_chapters_and_none_by_type(nra: Playbook, kind: IncidentType) -> None:
    coverage = nra.coverage[kind]
    assert coverage.coverage is Coverage.GENERAL_CHAPTER_ONLY
    assert coverage.note is not None
    assert "タイプ別の章はありません" in coverage.note.ja
    assert judged(kind).coverage is Coverage.GENERAL_CHAPTER_ONLY


def test_c47_no_response_is_bound_to_a_type_chapter(nra: Playbook) -> None:
    assert not any(r.types for r in nra.responses)


def test_twelve_signs_stand_in_their_printed_order(nra: Playbook) -> None:
    signs = [s for s in nra.statements if s.id.startswith("nra-sign-")]
    assert [s.number for s in signs] == [str(n) for n in range(1, 13)]
    assert {(s.kind, s.section) for s in signs} == {(StatementKind.TRIGGER, "2-1")}
    assert len(next(f for f in nra.forms if f.id == "nra-signs").fields) == 12


def test_b4_the_old_name_of_ipa_is_marked_as_such(nra: Playbook) -> None:
    note = next(s for s in nra.statements if s.id == "nra-3-3-old-names")
    assert note.kind is StatementKind.REFERENCE
    assert "当時の名" in note.text.ja


def test_every_act_it_names_is_in_the_catalogue_and_every_section_resolves(nra: Playbook, library: Library) -> None:
    for response in nra.responses:
        assert library.catalogue.action(response.action).id == response.action
        assert nra.section(response.section).id == response.section


@pytest.mark.parametrize(
    ("action", "section", "grade"),
    [
        ("decide_it_is_no_leak", "1", Grade.PROHIBITED),
        ("decide_it_is_no_leak", "2-1", Grade.PROHIBITED),
        ("practise_emergency_plan", "1", Grade.RECOMMENDED),
        ("prepare_for_early_detection", "2", Grade.REQUIRED),
        ("prepare_for_early_detection", "2-1", Grade.REQUIRED),
        ("prepare_for_early_detection", "2-2", Grade.RECOMMENDED),
        ("take_emergency_measures", "3-4", Grade.REQUIRED),
        ("judge_severity", "3", Grade.REQUIRED),
        ("contain_according_to_severity", "3", Grade.REQUIRED),
        ("form_response_team", "3-1", Grade.REQUIRED),
        ("convene_experts", "3-1", Grade.REQUIRED),
        ("set_up_investigation_committee", "3-1", Grade.RECOMMENDED),
        ("organise_5w1h", "3-2", Grade.REQUIRED),
        ("determine_leaked_information", "3-2", Grade.REQUIRED),
        ("trace_cause_and_route", "3-2", Grade.REQUIRED),
        ("confirm_secondary_damage", "3-2", Grade.REQUIRED),
        ("preserve_access_and_entry_records", "3-2", Grade.REQUIRED),
        ("secure_supporting_evidence", "3-2", Grade.REQUIRED),
        ("consult_lawyer", "3-3", Grade.REQUIRED),
        ("file_damage_report", "3-3", Grade.PERMITTED),
        ("consult_police_early", "3-3", Grade.PERMITTED),
        ("consult_police_on_intrusion", "3-3", Grade.PERMITTED),
        ("publish_updates", "3-5", Grade.REQUIRED),
        ("issue_press_release", "3-5", Grade.RECOMMENDED),
        ("learn_from_near_misses", "4", Grade.RECOMMENDED),
    ],
)
@pytest.mark.parametrize("kind", TYPES)
def test_general_chapters_hold_for_every_type(kind: IncidentType, action: str, section: str, grade: Grade) -> None:
    small = judged(kind, near_miss=False, **NO_TRIGGER)
    assert (section, grade) in {(e.citation.section, e.grade) for e in clauses(small, action)}


def test_personal_data_open_on_the_internet_is_removed_wherever_it_stands() -> None:
    facts: dict[str, FactValue] = {"info_classes": ("personal",), "channels": ("web",)}
    assert grades(judged("missend_web", **facts), "remove_published_information") == {Grade.REQUIRED}
    assert grades(judged("missend_web", site_owner="other", **facts), "ask_other_site_to_delete") == {Grade.REQUIRED}
    assert not clauses(judged("missend_web", site_owner="own", **facts), "ask_other_site_to_delete")
    by_mail = judged("missend_web", info_classes=("personal",), channels=("mail",))
    assert not clauses(by_mail, "remove_published_information")


def test_the_other_way_of_deleting_a_post_is_left_open() -> None:
    personal: dict[str, FactValue] = {"info_classes": ("personal",)}
    by_staff = judged("sns_rumor", posted_by="staff", **personal)
    assert grades(by_staff, "ask_board_administrator_to_delete") == {Grade.PERMITTED}
    by_others = judged("sns_rumor", posted_by="third_party", **personal)
    assert grades(by_others, "have_staff_post_deleted") == {Grade.PERMITTED}
