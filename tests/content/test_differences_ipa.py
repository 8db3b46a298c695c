"""Where IPA's guide parts from the others, in small cases; the prefecture's reading stands beside it where both speak.

Each row: type, facts, what happened, the acts in order, and how one of them fares under each of the two guides.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from leaksim.domain.judging import JudgeCase, JudgedAction
from leaksim.domain.kinds import Grade, IncidentType
from leaksim.domain.scorecard import Verdict
from leaksim.scoring import CaseJudgement, judge_case
from leaksim.services import shelf

Facts = dict[str, Any]

PERSONAL: Facts = {"info_classes": ("personal",)}
LEAKED: Facts = {**PERSONAL, "leak_state": "confirmed"}
DRAWINGS: Facts = {"info_classes": ("trade_secret",), "leak_state": "confirmed", "owners": ("own",)}
SPREADS: Facts = {**LEAKED, "publication_spreads": True}
NO_CRIME: Facts = {"crime_suspected": False, "demand": "none"}
SUSPECTED: Facts = {**PERSONAL, "leak_state": "suspected", "still_reachable": False, "still_in_use": False}
CAUSE, ROUTE = "cause_identified", "route_identified"

DONE, PERMITTED, SILENT, FAILS = Verdict.DONE, Verdict.PERMITTED, Verdict.NOT_STATED, Verdict.CONDITION_FAILS
PROHIBITED, WRONG, OPEN, LATE = Verdict.PROHIBITED, Verdict.DISTRACTOR, Verdict.UNDECIDED, Verdict.OUT_OF_ORDER


@cache
def judged(
    guide_id: str, kind: str, acts: tuple[str, ...], happened: tuple[str, ...], *facts: tuple[str, Any]
) -> CaseJudgement:
    case = JudgeCase(
        facts={"type": kind, **dict(facts)},
        happened=happened,
        actions=tuple(JudgedAction(action=a) for a in acts),
    )
    return judge_case(case, shelf.playbook(guide_id), shelf.library())


def verdict(guide_id: str, kind: str, act: str, facts: Facts, happened: str = "", ahead: str = "") -> Verdict:
    """How `act` fares after the acts named in `ahead`."""
    result = judged(guide_id, kind, (*ahead.split(), act), tuple(happened.split()), *sorted(facts.items()))
    return next(v.verdict for v in result.verdicts if v.action == act)


@pytest.mark.parametrize(
    ("kind", "act", "facts", "ipa", "pref"),
    [
        # the first report: in writing, or by telephone
        ("loss_theft", "report_orally_only", {}, PROHIBITED, WRONG),
        ("loss_theft", "report_by_phone_first", {}, SILENT, PERMITTED),
        ("loss_theft", "report_promptly_with_unknowns", {}, DONE, SILENT),
        # a lost device: its accounts matter if account information was in it; loss and theft are different papers
        ("loss_theft", "stop_leaked_accounts", {"items": ("login_id",)}, DONE, DONE),
        ("loss_theft", "stop_leaked_accounts", {"items": ("name",), "credentials": "none"}, FAILS, FAILS),
        ("loss_theft", "stop_leaked_accounts", {}, OPEN, OPEN),
        ("loss_theft", "file_lost_property_report", {"loss_or_theft": "loss"}, DONE, DONE),
        ("loss_theft", "file_theft_report", {"loss_or_theft": "loss"}, FAILS, FAILS),
        ("loss_theft", "report_to_police", {"loss_or_theft": "loss"}, PERMITTED, PERMITTED),
        # police with malware: only where there is a crime
        ("malware", "report_to_police", NO_CRIME, FAILS, FAILS),
        ("malware", "report_to_police", {"crime_suspected": False, "demand": "money"}, PERMITTED, DONE),
        ("malware", "file_damage_report", {"crime_suspected": False, "demand": "money"}, DONE, PERMITTED),
        # no number of persons brings in the commission
        ("unauthorized_access", "report_to_privacy_commission", {**LEAKED, "persons": 1_000}, SILENT, SILENT),
        ("unauthorized_access", "report_to_privacy_commission", {**LEAKED, "persons": 1_001}, SILENT, SILENT),
        (
            "insider",
            "report_to_privacy_commission",
            {**LEAKED, "malicious_purpose": True, "persons": 3},
            SILENT,
            SILENT,
        ),
        # notice: feared is enough after a loss; file sharing has no such condition; drawings are nobody's personal data
        ("loss_theft", "notify_persons", {**PERSONAL, "leak_state": "feared"}, DONE, DONE),
        ("loss_theft", "notify_persons", {**PERSONAL, "leak_state": "none"}, FAILS, FAILS),
        ("p2p", "notify_persons", PERSONAL, DONE, DONE),
        ("insider", "notify_persons", DRAWINGS, FAILS, FAILS),
        ("insider", "make_management_decision", DRAWINGS, DONE, SILENT),
        ("loss_theft", "report_to_partner", {"owners": ("client_entrusted",)}, DONE, SILENT),
        # encryption is asked for and excuses nothing
        ("loss_theft", "skip_report_as_protected", {"protection": ("encrypted",)}, WRONG, WRONG),
        ("loss_theft", "leave_out_police", {"protection": ("encrypted",)}, WRONG, WRONG),
        # publication: done or considered
        ("insider", "publish_on_website", {"scale": "large"}, DONE, PERMITTED),
        ("insider", "consider_publication", {"scale": "large"}, DONE, DONE),
        ("insider", "consider_publication", {"scale": "small"}, FAILS, FAILS),
        ("unauthorized_access", "consider_publication", {"scale": "large"}, DONE, DONE),
        # held back for file sharing, while the persons are told; nobody has to hold back
        ("p2p", "postpone_publication", SPREADS, DONE, PERMITTED),
        ("p2p", "publish_on_website", SPREADS, PERMITTED, PERMITTED),
        ("p2p", "postpone_publication", {"publication_spreads": False}, FAILS, FAILS),
        ("p2p", "notify_persons", SPREADS, DONE, DONE),
        ("missend_web", "postpone_publication", SPREADS, DONE, SILENT),
        # file sharing
        ("p2p", "search_with_file_sharing_software", {}, PROHIBITED, PROHIBITED),
        ("p2p", "wait_for_files_to_fade", {}, DONE, PERMITTED),
        ("p2p", "survey_file_sharing_use", {}, DONE, SILENT),
        # boards: no rebuttal; the poster is not called
        ("sns_rumor", "rebut_on_board", {"posted_by": "third_party"}, PROHIBITED, WRONG),
        ("sns_rumor", "contact_poster_directly", {"posted_by": "third_party"}, SILENT, SILENT),
        ("sns_rumor", "have_staff_post_deleted", {"posted_by": "staff"}, DONE, SILENT),
        # a suspicion of intrusion cuts the network in the prefecture only
        ("unauthorized_access", "disconnect_machine", SUSPECTED, FAILS, DONE),
        # malware: reinstalling is better, erasing evidence is not
        ("malware", "reinstall_from_os", {}, DONE, DONE),
        ("malware", "wipe_without_records", {}, PROHIBITED, PROHIBITED),
        ("malware", "contact_ipa_or_jpcert", {}, PERMITTED, SILENT),
        ("p2p", "contact_ipa_or_jpcert", {}, PERMITTED, SILENT),
        # an insider who may still be inside; a contractor counts in the prefecture
        ("insider", "guard_against_destruction", {"insider_possible": "yes"}, DONE, DONE),
        (
            "insider",
            "guard_against_destruction",
            {"insider_possible": "no", "party_relation": "contractor"},
            FAILS,
            DONE,
        ),
        # a demand
        ("insider", "record_demand", {"discovery": "demand", "demand": "money"}, DONE, SILENT),
        ("insider", "buy_back_list", {"discovery": "demand", "demand": "money"}, WRONG, WRONG),
        # discipline, redress, apology, cards, copies, fax
        ("loss_theft", "discipline_staff", {"cause_kinds": ("human_error",)}, FAILS, FAILS),
        ("missend_web", "discipline_staff", {"cause_kinds": ("rule_broken",)}, DONE, DONE),
        ("missend_web", "compensate_victims", {"secondary_damage": False, "economic_damage": False}, DONE, FAILS),
        ("malware", "compensate_victims", {"secondary_damage": False, "economic_damage": False}, PERMITTED, FAILS),
        ("missend_web", "let_person_apologise", {}, SILENT, SILENT),
        ("unauthorized_access", "inform_card_company", {"items": ("card_number",)}, DONE, SILENT),
        ("missend_web", "inform_card_company", {"items": ("card_number",)}, SILENT, SILENT),
        ("missend_web", "urge_persons_to_stop", {"items": ("card_number",)}, DONE, SILENT),
        ("missend_web", "delete_search_cache", {"channels": ("web",)}, DONE, SILENT),
        ("missend_web", "ask_recipient_to_delete", {"channels": ("fax",), "recipient_known": True}, DONE, PERMITTED),
    ],
)
def test_the_same_act_under_the_two_guides(kind: str, act: str, facts: Facts, ipa: Verdict, pref: Verdict) -> None:
    assert (verdict("ipa", kind, act, facts), verdict("pref", kind, act, facts)) == (ipa, pref)


@pytest.mark.parametrize("guide_id", ["ipa", "pref"])
@pytest.mark.parametrize(
    ("happened", "expected"), [("", FAILS), (CAUSE, FAILS), (ROUTE, FAILS), (f"{CAUSE} {ROUTE}", PERMITTED)]
)
def test_another_site_only_once_cause_and_route_are_known(guide_id: str, happened: str, expected: Verdict) -> None:
    assert verdict(guide_id, "unauthorized_access", "launch_alternative_site", {}, happened) is expected


@pytest.mark.parametrize(
    ("guide_id", "kind", "ahead", "act", "facts", "expected"),
    [
        ("ipa", "missend_web", "publish_on_website", "notify_persons", {**LEAKED, "scale": "large"}, LATE),
        ("pref", "missend_web", "publish_on_website", "notify_persons", {**LEAKED, "scale": "large"}, DONE),
        ("ipa", "unauthorized_access", "notify_persons", "determine_leaked_information", LEAKED, LATE),
        ("pref", "unauthorized_access", "notify_persons", "determine_leaked_information", LEAKED, LATE),
        # at once: not after looking into it; but two emergency measures do not delay one another
        ("ipa", "malware", "disconnect_machine", "stop_service", {"leak_state": "feared"}, DONE),
        ("ipa", "malware", "identify_information_and_protection", "stop_service", {"leak_state": "feared"}, LATE),
        # what a guide is silent about breaks no order
        ("ipa", "malware", "back_up_with_specialist_advice", "stop_service", {"leak_state": "feared"}, DONE),
        ("pref", "unauthorized_access", "back_up_as_evidence", "disconnect_machine", {}, DONE),
    ],
)
def test_order_counts_where_a_clause_states_it(
    guide_id: str, kind: str, ahead: str, act: str, facts: Facts, expected: Verdict
) -> None:
    assert verdict(guide_id, kind, act, facts, ahead=ahead) is expected


@pytest.mark.parametrize("kind", IncidentType)
def test_the_general_steps_hold_for_every_type(kind: str) -> None:
    expected = {
        "report_with_sheet": {"2-1", "4"},
        "form_response_team": {"2-1"},
        "set_up_headquarters": {"2-2"},
        "decide_immediate_policy": {"2-2"},
        "take_emergency_measures": {"2-2"},
        "organise_5w1h": {"2-3"},
        "secure_supporting_evidence": {"2-3"},
        "weigh_outside_notices": {"2-4"},
        "contain_according_to_severity": {"2-5"},
        "open_consultation_desk": {"2-5"},
        "report_to_management": {"2-6"},
        "implement_recurrence_prevention": {"2-6"},
    }
    guide = shelf.playbook("ipa")
    for act, sections in expected.items():
        clauses = [
            r
            for r in guide.responses_for(IncidentType(kind))
            if r.action == act and r.grade is Grade.REQUIRED and r.when is None
        ]
        assert sections <= {r.section for r in clauses}, act


def test_the_first_report_and_the_team_are_quick() -> None:
    stated = {r.id: r.deadline for r in shelf.playbook("ipa").responses}
    assert stated["ipa-2-1-structure"] is not None
    assert stated["ipa-ref-1-promptly"] is not None
