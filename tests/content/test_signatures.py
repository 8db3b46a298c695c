"""For each type its signature consequence, both ways: the same incident with the bad act and with the good one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest

from leaksim.domain.consequences import news_mark
from leaksim.domain.events import Acted, PhaseClosed
from leaksim.domain.exercise import Exercise, begin
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import PHASES, FeedbackMode, IncidentType, Language, Phase
from leaksim.domain.knowledge import established_values
from leaksim.domain.views import view_for_trainee
from leaksim.services import shelf

Generate = Callable[[str, int], Incident]
Line = Mapping[Phase, Sequence[str]]

REPORT, RESPONSE, INVESTIGATION, NOTICE, RECOVERY, AFTER = PHASES
SEEDS = range(12)


def played(incident: Incident, line: Line) -> Exercise:
    """A run to its end with these acts, in the order given; no question is answered."""
    state = begin(incident)
    for phase in PHASES:
        for action in line.get(phase, ()):
            state = state.apply(Acted(action=action, phase=phase))
        state = state.apply(PhaseClosed(phase=phase))
    return state


def incidents(incident: Generate, incident_type: IncidentType, *consequences: str) -> Iterator[Incident]:
    """Of each scenario of the type the first incident in which all of these can come true."""
    for scenario in shelf.scenarios().values():
        if scenario.type is not incident_type:
            continue
        for seed in SEEDS:
            made = incident(scenario.id, seed)
            if set(consequences) <= {c.id for c in made.consequences}:
                yield made
                break


def happened(exercise: Exercise) -> set[str]:
    return {fired.consequence for fired in exercise.fired}


def heard(exercise: Exercise, consequence: str) -> bool:
    """Whether its news has arrived."""
    return any(release.inject == news_mark(consequence) for release in exercise.releases)


def told_in(exercise: Exercise, language: Language) -> list[str]:
    return [m.message for m in view_for_trainee(exercise, language, FeedbackMode.EXAM).messages]


def claimable(exercise: Exercise, fact: str) -> bool:
    return fact in established_values(exercise.incident, exercise.evidence())


def assert_both_ways(bad: Exercise, good: Exercise, ill: str, boon: str) -> None:
    """The bad line brings the one and the good line the other, and each trainee hears of theirs alone."""
    assert ill in happened(bad)
    assert ill not in happened(good)
    assert boon in happened(good)
    assert boon not in happened(bad)
    assert heard(bad, ill)
    assert not heard(bad, boon)
    assert heard(good, boon)
    assert not heard(good, ill)
    for language in Language:
        ill_words = bad.incident.inject_by_id(news_mark(ill)).message.in_(language)
        boon_words = good.incident.inject_by_id(news_mark(boon)).message.in_(language)
        assert ill_words in told_in(bad, language)
        assert ill_words not in told_in(good, language)
        assert boon_words in told_in(good, language)
        assert boon_words not in told_in(bad, language)


def many_enough(found: Sequence[Incident], incident_type: IncidentType) -> None:
    """A signature must be met in at least half of a type's scenarios."""
    scenarios = [s for s in shelf.scenarios().values() if s.type is incident_type]
    assert 2 * len(found) >= len(scenarios), [made.scenario for made in found]


def test_a_lost_thing_lives_on_in_ids_that_nobody_stopped(incident: Generate) -> None:
    ill, boon = "loss_ids_tried_overnight", "loss_lines_cut_in_time"
    found = list(incidents(incident, IncidentType.LOSS_THEFT, ill, boon))
    many_enough(found, IncidentType.LOSS_THEFT)
    for made in found:
        bad = played(made, {RESPONSE: ["keep_accounts_running"]})
        good = played(made, {RESPONSE: ["stop_leaked_accounts"]})
        assert_both_ways(bad, good, ill, boon)
        assert good.world.exposed < bad.world.exposed
        assert good.world.spread < bad.world.spread
        assert good.world.lost_minutes < bad.world.lost_minutes


def test_a_late_notice_of_a_loss_lets_callers_in_first(incident: Generate) -> None:
    ill, boon = "loss_persons_left_guessing", "loss_frank_notice"
    found = list(incidents(incident, IncidentType.LOSS_THEFT, ill, boon))
    many_enough(found, IncidentType.LOSS_THEFT)
    for made in found:
        bad = played(made, {NOTICE: ["delay_notice_until_blame_settled"], AFTER: ["notify_persons"]})
        good = played(made, {NOTICE: ["notify_persons"]})
        assert_both_ways(bad, good, ill, boon)
        assert good.world.exposed < bad.world.exposed
        assert good.world.trust > bad.world.trust


def test_a_wrong_recipient_who_is_asked_helps_and_who_is_not_asks_others(incident: Generate) -> None:
    ill, boon = "missend_recipient_left_wondering", "missend_recipient_helps"
    found = [
        made
        for made in incidents(incident, IncidentType.MISSEND_WEB, ill, boon)
        if "recipient_did_not_answer" not in {mark for inject in made.injects for mark in inject.marks}
        and "third_party_refuses" not in {mark for inject in made.injects for mark in inject.marks}
    ]
    assert len(found) >= 3, [made.scenario for made in found]
    for made in found:
        bad = played(made, {RESPONSE: ["recall_without_contact"]})
        good = played(made, {RESPONSE: ["ask_recipient_to_delete"]})
        assert_both_ways(bad, good, ill, boon)
        assert good.world.exposed < bad.world.exposed
        assert good.world.spread < bad.world.spread
        assert good.world.trust > bad.world.trust


def test_erasing_the_record_of_a_sending_leaves_its_time_unknown(incident: Generate) -> None:
    found = [
        made
        for made in incidents(incident, IncidentType.MISSEND_WEB, "missend_traces_erased")
        if claimable(played(made, {}), "occurred_at") and lost_on(made, "missend_traces_erased")
    ]
    many_enough(found, IncidentType.MISSEND_WEB)
    unknowable = 0
    for made in found:
        bad = played(made, {REPORT: ["erase_sending_traces"]})
        good = played(made, {})
        assert bad.lost
        assert not good.lost
        assert set(bad.lost).isdisjoint(bad.evidence())
        assert bad.world.evidence < good.world.evidence
        assert_said_instead(bad, "missend_traces_erased")
        unknowable += not claimable(bad, "occurred_at") or not claimable(bad, "readers")
    assert unknowable * 2 >= len(found)


def test_asking_a_suspect_before_the_records_are_secured_costs_the_records(incident: Generate) -> None:
    ill, boon = "insider_word_gets_ahead", "insider_records_kept"
    found = list(incidents(incident, IncidentType.INSIDER, ill, boon))
    many_enough(found, IncidentType.INSIDER)
    for made in found:
        bad = played(made, {RESPONSE: ["confront_suspect", "secure_insiders_devices"]})
        good = played(made, {RESPONSE: ["secure_insiders_devices", "confront_suspect"]})
        assert_both_ways(bad, good, ill, boon)
        assert bad.lost
        assert not good.lost
        assert bad.world.evidence < good.world.evidence
        assert bad.world.lost_minutes > good.world.lost_minutes
        assert_said_instead(bad, ill)
        assert claimable(good, "media") or not claimable(bad, "media")
    assert any(
        claimable(played(made, {}), "media") and not claimable(played(made, {RESPONSE: ["confront_suspect"]}), "media")
        for made in found
    )


def test_announcing_files_in_a_sharing_network_multiplies_them(incident: Generate) -> None:
    ill, boon = "p2p_announcement_multiplies", "p2p_quiet_lets_it_fade"
    found = list(incidents(incident, IncidentType.P2P, ill, boon))
    many_enough(found, IncidentType.P2P)
    for made in found:
        stopped = ["stop_file_sharing_use"]
        bad = played(made, {RESPONSE: stopped, NOTICE: ["publish_on_website"]})
        good = played(made, {RESPONSE: stopped, NOTICE: ["notify_persons", "postpone_publication"]})
        assert_both_ways(bad, good, ill, boon)
        assert bad.world.spread >= 4 * good.world.spread
        assert bad.world.exposed > good.world.exposed
        waited = played(made, {RESPONSE: stopped, NOTICE: ["postpone_publication"], AFTER: ["publish_on_website"]})
        assert ill not in happened(waited)
        assert waited.world.spread == good.world.spread


def test_where_nothing_can_be_had_any_more_an_announcement_multiplies_nothing(incident: Generate) -> None:
    made = [
        one
        for scenario in shelf.scenarios().values()
        if scenario.type is IncidentType.P2P
        for one in (incident(scenario.id, seed) for seed in SEEDS)
        if one.facts.get("still_reachable") is False
    ]
    assert made
    for one in made:
        told = played(one, {NOTICE: ["publish_on_website"]})
        quiet = played(one, {})
        assert told.world.spread == quiet.world.spread


def test_a_machine_wiped_before_it_is_copied_tells_nothing_any_more(incident: Generate) -> None:
    ill, boon = "malware_wiped_before_copy", "malware_copy_speaks"
    found = [
        made
        for made in incidents(incident, IncidentType.MALWARE, ill, boon)
        if claimable(played(made, {}), "malware_identifiable")
    ]
    many_enough(found, IncidentType.MALWARE)
    for made in found:
        bad = played(made, {RESPONSE: ["wipe_without_records", "back_up_with_specialist_advice"]})
        good = played(made, {RESPONSE: ["back_up_with_specialist_advice", "remove_malware"]})
        assert_both_ways(bad, good, ill, boon)
        assert bad.lost
        assert not good.lost
        assert not claimable(bad, "malware_identifiable")
        assert claimable(good, "malware_identifiable")
        assert bad.world.evidence <= good.world.evidence - 60
        assert_said_instead(bad, ill)


def test_removing_malware_before_its_kind_is_looked_up_leaves_no_sample(incident: Generate) -> None:
    removed = "malware_removed_with_its_name"
    for made in incidents(incident, IncidentType.MALWARE, removed):
        bad = played(made, {RESPONSE: ["remove_malware", "use_malware_information"]})
        good = played(made, {RESPONSE: ["use_malware_information", "remove_malware"]})
        assert removed in happened(bad)
        assert removed not in happened(good)
        assert not claimable(bad, "malware_identifiable")
        assert good.world.evidence > bad.world.evidence
        assert next(c for c in made.consequences if c.id == removed).guide_note is not None


def test_who_opens_before_mending_is_entered_again(incident: Generate) -> None:
    ill, boon = "access_intruder_returns", "access_opened_once"
    found = list(incidents(incident, IncidentType.UNAUTHORIZED_ACCESS, ill, boon))
    many_enough(found, IncidentType.UNAUTHORIZED_ACCESS)
    for made in found:
        bad = played(made, {RECOVERY: ["reopen_before_measures"]})
        good = played(made, {RECOVERY: ["fix_vulnerabilities", "resume_after_measures"]})
        assert_both_ways(bad, good, ill, boon)
        assert bad.world.exposed > good.world.exposed or bad.world.exposed == 100
        assert bad.world.spread > good.world.spread
        assert bad.world.lost_minutes >= good.world.lost_minutes + 480
        assert bad.world.trust < good.world.trust


def test_cleared_logs_leave_the_time_of_an_intrusion_unknown(incident: Generate) -> None:
    ill, boon = "access_traces_cleared", "access_records_speak"
    found = [
        made
        for made in incidents(incident, IncidentType.UNAUTHORIZED_ACCESS, ill, boon)
        if claimable(played(made, {}), "occurred_at")
    ]
    many_enough(found, IncidentType.UNAUTHORIZED_ACCESS)
    for made in found:
        bad = played(made, {RESPONSE: ["restart_and_clear_logs"], INVESTIGATION: ["preserve_machine_records"]})
        good = played(made, {INVESTIGATION: ["preserve_machine_records"]})
        assert_both_ways(bad, good, ill, boon)
        assert bad.lost
        assert not good.lost
        assert not claimable(bad, "occurred_at")
        assert claimable(good, "occurred_at")
        assert_said_instead(bad, ill)


def test_a_rebuttal_feeds_a_rumour_and_calm_lets_it_pass(incident: Generate) -> None:
    ill, boon = "rumor_rebuttal_feeds_it", "rumor_calm_colleagues"
    found = list(incidents(incident, IncidentType.SNS_RUMOR, ill, boon))
    many_enough(found, IncidentType.SNS_RUMOR)
    for made in found:
        bad = played(made, {RESPONSE: ["rebut_on_board", "tell_staff_not_to_rebut"]})
        good = played(made, {RESPONSE: ["tell_staff_not_to_rebut"]})
        assert_both_ways(bad, good, ill, boon)
        assert bad.world.spread >= 3 * good.world.spread
        assert bad.world.trust < good.world.trust


@pytest.mark.parametrize("incident_type", list(IncidentType))
def test_an_early_word_gathers_people_and_a_late_one_costs_hours(
    incident: Generate, incident_type: IncidentType
) -> None:
    ill, boon = "any_word_travels_slowly", "any_first_word_gathers_people"
    made = next(incidents(incident, incident_type, ill, boon))
    bad = played(made, {REPORT: ["wait_for_all_facts", "report_promptly_with_unknowns"]})
    good = played(made, {REPORT: ["report_promptly_with_unknowns"]})
    assert_both_ways(bad, good, ill, boon)
    assert bad.world.lost_minutes >= good.world.lost_minutes + 60
    assert bad.clock > good.clock


@pytest.mark.parametrize("incident_type", list(IncidentType))
def test_many_voices_breed_contradictions_and_one_window_calms(incident: Generate, incident_type: IncidentType) -> None:
    ill, boon = "any_accounts_differ", "any_one_window_calms"
    made = next(incidents(incident, incident_type, ill, boon))
    bad = played(made, {RESPONSE: ["everyone_answers_outside"]})
    good = played(made, {RESPONSE: ["unify_information_window"]})
    assert_both_ways(bad, good, ill, boon)
    assert bad.world.trust < good.world.trust


def lost_on(incident: Incident, consequence: str) -> tuple[str, ...]:
    """The evidence that this consequence takes away unless it has been seen."""
    loss = next(c.loss for c in incident.consequences if c.id == consequence)
    return () if loss is None else loss.evidence


def assert_said_instead(exercise: Exercise, consequence: str) -> None:
    """Where material is gone, its sender says so, and nothing of it arrives later."""
    loss = next(c.loss for c in exercise.incident.consequences if c.id == consequence)
    assert loss is not None
    for language in Language:
        assert any(loss.message.in_(language) in words for words in told_in(exercise, language))
    arrived = {e for release in exercise.releases for e in release.without}
    assert arrived & set(exercise.lost)
