"""Points on which the checklist, the corporation's manual and the article part ways on one and the same case."""

from __future__ import annotations

from typing import Any

import pytest

from leaksim.domain.judging import JudgeCase, JudgedAction
from leaksim.domain.playbook import OrderKind
from leaksim.domain.scorecard import Verdict
from leaksim.scoring import judge_case
from leaksim.services import shelf

V = Verdict
PERSONAL: dict[str, Any] = {"info_classes": ("personal",), "leak_state": "confirmed"}
LINE_BY_LINE = (
    "report_to_secretariat",
    "report_with_sheet",
    "identify_information_and_protection",
    "contact_place_manager",
    "file_lost_property_report",
    "stop_leaked_accounts",
    "judge_severity",
    "weigh_outside_notices",
    "notify_persons",
    "contain_according_to_severity",
    "change_own_credentials",
    "report_to_board",
)


def verdicts(playbook: str, kind: str, *actions: str, **facts: Any) -> dict[str, Verdict]:
    case = JudgeCase(facts={"type": kind, **facts}, happened=(), actions=tuple(JudgedAction(action=a) for a in actions))
    judged = judge_case(case, shelf.playbook(playbook), shelf.library())
    return {v.action: v.verdict for v in judged.verdicts}


@pytest.mark.parametrize(
    ("kind", "facts", "act", "nra", "checklist", "corp"),
    [
        ("loss_theft", PERSONAL, "report_by_phone_first", V.DONE, V.NOT_STATED, V.NOT_STATED),
        ("loss_theft", PERSONAL, "report_with_sheet", V.DONE, V.NOT_STATED, V.DONE),
        ("loss_theft", {"info_classes": ("trade_secret",)}, "make_management_decision",
         V.NOT_STATED, V.DONE, V.NOT_STATED),
        ("loss_theft", {"info_classes": ("trade_secret",), "persons": 5000}, "report_to_privacy_commission",
         V.NOT_STATED, V.CONDITION_FAILS, V.NOT_STATED),
        ("loss_theft", {"owners": ("client_entrusted",)}, "contact_information_owner",
         V.NOT_STATED, V.DONE, V.NOT_STATED),
        ("loss_theft", PERSONAL, "let_person_apologise", V.NOT_STATED, V.NOT_STATED, V.PERMITTED),
        ("insider", PERSONAL, "let_person_apologise", V.NOT_STATED, V.NOT_STATED, V.NOT_STATED),
        ("insider", {"insider_possible": "unknown"}, "assume_insider_has_left",
         V.DISTRACTOR, V.PROHIBITED, V.DISTRACTOR),
        ("insider", {"culprit_identified": False}, "secure_insiders_devices",
         V.NOT_STATED, V.DONE, V.CONDITION_FAILS),
        ("malware", {"demand": "money"}, "contact_ipa_or_jpcert", V.DONE, V.NOT_STATED, V.NOT_STATED),
        ("malware", {"demand": "money"}, "file_damage_report", V.PERMITTED, V.NOT_STATED, V.DONE),
        ("malware", {}, "renew_antivirus_software", V.NOT_STATED, V.DONE, V.NOT_STATED),
        ("unauthorized_access", {}, "renew_antivirus_software", V.NOT_STATED, V.DONE, V.NOT_STATED),
        ("unauthorized_access", {}, "launch_alternative_site", V.NOT_STATED, V.PROHIBITED, V.NOT_STATED),
        ("missend_web", {"channels": ("web",)}, "check_web_display", V.NOT_STATED, V.DONE, V.NOT_STATED),
        ("missend_web", {}, "review_handling_procedures", V.NOT_STATED, V.DONE, V.NOT_STATED),
        ("p2p", {"publication_spreads": True}, "postpone_publication", V.NOT_STATED, V.NOT_STATED, V.DONE),
        ("sns_rumor", {"posted_by": "third_party"}, "contact_poster_directly", V.PERMITTED, V.NOT_STATED, V.DONE),
        ("sns_rumor", {"posted_by": "third_party"}, "rebut_on_board", V.DISTRACTOR, V.DISTRACTOR, V.DISTRACTOR),
        ("loss_theft", {**PERSONAL, "special_reason": True}, "withhold_notice_for_reason",
         V.DISTRACTOR, V.DISTRACTOR, V.PERMITTED),
        ("loss_theft", {**PERSONAL, "special_reason": False}, "withhold_notice_for_reason",
         V.DISTRACTOR, V.DISTRACTOR, V.DISTRACTOR),
    ],
)  # fmt: skip
def test_one_act_three_guides(
    kind: str, facts: dict[str, Any], act: str, nra: Verdict, checklist: Verdict, corp: Verdict
) -> None:
    found = {p: verdicts(p, kind, act, **facts)[act] for p in ("nra", "checklist", "corp")}
    assert found == {"nra": nra, "checklist": checklist, "corp": corp}


def test_holding_back_publication_never_holds_back_the_notice() -> None:
    for playbook in ("nra", "corp"):
        facts = {**PERSONAL, "publication_spreads": True}
        assert verdicts(playbook, "p2p", "postpone_publication", **facts)["notify_persons"] is Verdict.MISSED


def test_a_board_is_asked_to_delete_only_where_there_is_a_board() -> None:
    asked = "ask_board_administrator_to_delete"
    assert asked not in verdicts("nra", "loss_theft", "notify_persons", channels=("device",), **PERSONAL)
    posted = verdicts("nra", "sns_rumor", "notify_persons", channels=("board",), posted_by="third_party", **PERSONAL)
    assert posted[asked] is Verdict.MISSED


def test_to_follow_the_manual_line_by_line_breaks_no_order() -> None:
    facts = {"loss_or_theft": "loss", "place_kind": "train", "credentials": "own", **PERSONAL}
    found = verdicts("corp", "loss_theft", *LINE_BY_LINE, **facts)
    assert {found[a] for a in LINE_BY_LINE} == {Verdict.DONE}
    late = verdicts("corp", "loss_theft", "judge_severity", "file_lost_property_report", **facts)
    assert late["file_lost_property_report"] is Verdict.OUT_OF_ORDER


def test_an_act_that_a_guide_does_not_mention_breaks_no_order() -> None:
    for playbook, kind, act in (
        ("checklist", "loss_theft", "stop_accounts_of_device"),
        ("nra", "malware", "take_emergency_measures"),
        ("corp", "loss_theft", "report_to_secretariat"),
    ):
        guide = shelf.playbook(playbook)
        urgent = [r for r in guide.responses if r.action == act and r.order and r.order.kind is not OrderKind.BEFORE]
        assert urgent
        assert all(r.action != "confirm_really_lost" for r in guide.responses)
        assert verdicts(playbook, kind, "confirm_really_lost", act)[act] is Verdict.DONE
