"""What incidents hold: consistent, bilingual, with answers that can be found."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from leaksim.content import load_scenario
from leaksim.domain.catalogue import ActionKind, Library, QuestionKind
from leaksim.domain.documents import EXERCISE_MARK, Log, Mail, Memo, Page, Table
from leaksim.domain.incident import Incident, Status
from leaksim.domain.kinds import Language, Phase
from leaksim.domain.knowledge import known, released_evidence
from leaksim.domain.scenario import Scenario
from leaksim.engine import generate
from leaksim.engine.clock import is_working_day
from leaksim.engine.wording import era_text

JA, EN = Language.JA, Language.EN


def test_facts_fit_the_vocabulary(incidents: list[Incident], library: Library) -> None:
    for incident in incidents:
        for fact, value in incident.facts.items():
            spec = library.vocabulary.spec(fact)
            if isinstance(value, tuple):
                assert list(value) == sorted(set(value))
            if spec.kind == "flag":
                assert isinstance(value, bool), fact
            if spec.kind == "moment":
                assert isinstance(value, str)
                assert value.endswith("+09:00")


def test_the_truth_is_among_the_options_and_options_are_opaque(incidents: list[Incident]) -> None:
    for incident in incidents:
        for question in incident.questions:
            assert question.fact in incident.facts
            if question.kind in (QuestionKind.NUMBER, QuestionKind.MOMENT):
                assert question.options == ()
                continue
            truth = incident.facts[question.fact]
            values = [option.value for option in question.options]
            parts = truth if question.kind is QuestionKind.MULTI_CHOICE and isinstance(truth, tuple) else (truth,)
            assert set(parts) <= set(values), question.id
            assert len(values) == len(set(values)) >= 2
            assert len({option.id for option in question.options}) == len(values)
            labels = [option.label for option in question.options]
            assert len({label.ja for label in labels}) == len({label.en for label in labels}) == len(labels)
            for option in question.options:
                assert str(option.value) not in option.id
    ids = [o.id for q in incidents[0].questions if q.round == "first_report" for o in q.options]
    assert len(ids) == len(set(ids))


def test_a_question_keeps_its_options_between_rounds(incidents: list[Incident]) -> None:
    for incident in incidents:
        seen: dict[str, tuple[object, ...]] = {}
        for question in incident.questions:
            assert seen.setdefault(question.question, question.options) == question.options


def test_findings_agree_with_the_truth_unless_declared_otherwise(
    train_laptop: Scenario, every_family: Scenario, library: Library
) -> None:
    for scenario in (train_laptop, every_family):
        declared = {finding.id: finding for finding in scenario.findings}
        for seed in range(40):
            incident = generate(scenario, seed, library)
            superseded = {old for finding in incident.findings for old in finding.supersedes}
            for finding in incident.findings:
                spec = declared[finding.id]
                if spec.value is None and spec.low is None and spec.high is None:
                    assert finding.value == incident.facts[finding.fact]
                elif finding.status is Status.ESTABLISHED and finding.id not in superseded and finding.value:
                    assert finding.value == incident.facts[finding.fact], (seed, finding.id)


def test_evidence_that_dropped_out_is_gone_everywhere(incidents: list[Incident]) -> None:
    for incident in incidents:
        present = {evidence.id for evidence in incident.evidence}
        for inject in incident.injects:
            assert set(inject.evidence) <= present
        for finding in incident.findings:
            assert set(finding.evidence) <= present
            assert set(finding.supersedes) <= {other.id for other in incident.findings}
    alarms = {
        ("alarm" in {e.id for e in i.evidence}) == i.parameters["fixed"] for i in incidents if "fixed" in i.parameters
    }
    assert alarms == {True}


def test_both_languages_hold_the_same(incidents: list[Incident]) -> None:
    for incident in incidents:
        for evidence in incident.evidence:
            ja, en = evidence.documents[JA], evidence.documents[EN]
            assert type(ja) is type(en)
            if isinstance(ja, Table) and isinstance(en, Table):
                assert len(ja.rows) == len(en.rows)
                assert len(ja.columns) == len(en.columns) == len(en.rows[0])
                assert ja.rows
                assert ja.file_name == en.file_name
            if isinstance(ja, Log) and isinstance(en, Log):
                assert ja.lines == en.lines
            if isinstance(ja, Mail) and isinstance(en, Mail):
                assert (ja.message_id, ja.sent_at, ja.headers) == (en.message_id, en.sent_at, en.headers)
                assert len(ja.cc) == len(en.cc)
            if isinstance(ja, Memo) and isinstance(en, Memo):
                assert len(ja.fields) == len(en.fields)


def test_english_documents_hold_no_japanese_but_the_mark(incidents: list[Incident]) -> None:
    for incident in incidents:
        for evidence in incident.evidence:
            text = repr(evidence.documents[EN]).replace(EXERCISE_MARK, "")
            assert not [sign for sign in text if "\u3040" <= sign <= "\u9fff"], evidence.id


def test_every_document_carries_the_mark(incidents: list[Incident]) -> None:
    for incident in incidents:
        for evidence in incident.evidence:
            for document in evidence.documents.values():
                assert EXERCISE_MARK in repr(document), evidence.id


def test_injects_come_in_order_and_never_before_their_phase(incidents: list[Incident]) -> None:
    for incident in incidents:
        start = datetime.fromisoformat(incident.starts_at)
        keys = [(inject.phase.position, inject.minutes) for inject in incident.injects]
        assert keys == sorted(keys)
        for inject in incident.injects:
            nominal = (datetime.fromisoformat(inject.moment) - start).total_seconds() / 60
            assert nominal >= incident.phase_minutes[inject.phase]
            assert nominal >= inject.minutes


def test_decisions_hold_at_most_eight_cards_and_every_act_that_fits(
    incidents: list[Incident], library: Library
) -> None:
    for incident in incidents:
        assert all(1 <= len(decision.cards) <= 8 for decision in incident.decisions)
        offered = [card.action for card in incident.cards()]
        assert sorted(offered) == sorted(a.id for a in library.catalogue.actions if a.fits(incident.type))
        ids = [card.id for card in incident.cards()]
        assert len(set(ids)) == len(ids)
        for phase in Phase:
            cards = [card for card in incident.cards() if card.phase is phase]
            distractors = [card for card in cards if card.kind is not ActionKind.RESPONSE]
            assert 3 * len(distractors) >= len(cards), (incident.type, phase)


def test_cast_names_differ_and_labels_read_in_each_language(incidents: list[Incident]) -> None:
    for incident in incidents:
        party = incident.facts["party"]
        options = [o.value for q in incident.questions if q.fact == "party" for o in q.options]
        assert party in options
        assert "," in party.en  # type: ignore[union-attr]


def test_the_first_count_is_wrong_and_the_list_puts_it_right(train_laptop: Scenario, library: Library) -> None:
    for seed in range(20):
        incident = generate(train_laptop, seed, library)
        first = released_evidence(incident, [i.id for i in incident.injects if i.phase is Phase.DISCOVER_REPORT])
        later = released_evidence(incident, [i.id for i in incident.injects if i.phase.position <= 2])
        early, late = known(incident, first)["persons"], known(incident, later)["persons"]
        assert early.established is None
        assert early.indicated[0].value != incident.facts["persons"]
        assert late.established is not None
        assert late.established.value == incident.facts["persons"]


def test_right_decisions_differ_by_seed(train_laptop: Scenario, library: Library) -> None:
    made = [generate(train_laptop, seed, library) for seed in range(120)]
    for fact in ("protection", "loss_or_theft", "items", "owners", "scale", "leak_state", "discovery", "finder_known"):
        assert len({incident.facts[fact] for incident in made}) >= 2, fact
    for fact in ("place", "cause", "period", "party", "media"):
        values = [incident.facts[fact] for incident in made]
        assert max(values.count(value) for value in values) < 0.6 * len(values), fact
    assert len({incident.briefing for incident in made}) > 60


def test_a_member_of_the_cast_can_stand_on_the_list(train_laptop: Scenario, library: Library) -> None:
    seen = 0
    for seed in range(30):
        incident = generate(train_laptop, seed, library)
        if not incident.parameters["suffers"]:
            continue
        seen += 1
        for language in Language:
            table = incident.evidence_by_id("people_list").documents[language]
            complaint = incident.evidence_by_id("complaint").documents[language]
            assert isinstance(table, Table)
            assert isinstance(complaint, Memo)
            assert complaint.fields[1][1].removesuffix("様") in {row[1] for row in table.rows}
    assert seen >= 5


def test_pages_and_tables_show_the_same_rows(every_family: Scenario, library: Library) -> None:
    incident = generate(every_family, 2, library)
    table = incident.evidence_by_id("list").documents[JA]
    page = incident.evidence_by_id("shot").documents[JA]
    assert isinstance(table, Table)
    assert isinstance(page, Page)
    assert page.rows == table.rows[:5]
    assert page.columns == table.columns


def test_parameters_may_be_called_anything(every_family: Scenario, library: Library) -> None:
    """`p.items` is the parameter, not a method of whatever holds parameters."""
    incident = generate(every_family, 0, library)
    slip = incident.evidence_by_id("slip").documents[EN]
    assert isinstance(slip, Memo)
    first, _, second = slip.fields[0][1].partition(" / ")
    assert first == second == library.vocabulary.value_text("items", incident.facts["items"]).en


def test_the_example_of_the_authors_guide_works(library: Library, tmp_path: Path) -> None:
    guide = (Path(__file__).parents[3] / "docs/scenarios.md").read_text(encoding="utf-8")
    example = guide.partition("## A small example, whole")[2].partition("```yaml\n")[2].partition("```")[0]
    path = tmp_path / "paper-in-a-taxi.yaml"
    path.write_text(example, encoding="utf-8")
    scenario = load_scenario(path, library)
    for seed in range(10):
        incident = generate(scenario, seed, library)
        assert len(incident.evidence) == 2
        asked = {question.question for question in incident.questions}
        assert asked == {q.id for q in library.questions if not q.types or scenario.type in q.types}


def test_years_are_counted_by_the_era_of_their_day() -> None:
    days = {"1989-01-08": "平成元年", "2019-04-30": "平成31年", "2019-05-01": "令和元年", "2026-11-20": "令和8年"}
    for day, told in days.items():
        assert era_text(datetime.fromisoformat(day), JA) == told
        assert era_text(datetime.fromisoformat(day), EN) == day[:4]


def test_incidents_begin_so_that_people_acted_on_working_days(tmp_path: Path, library: Library) -> None:
    guide = (Path(__file__).parents[3] / "docs/scenarios.md").read_text(encoding="utf-8")
    example = guide.partition("## A small example, whole")[2].partition("```yaml\n")[2].partition("```")[0]
    start, lost = "weekdays: [mon, wed], hour: 14, minutes: [0, 40]", "lost: {minutes: {integer: [-90, -40]}}"
    earlier = "lost: {days: -5, minutes: {integer: [-90, -40]}}"
    assert start in example
    assert lost in example
    days: dict[str, list[date]] = {}
    for name, working in (("any", ""), ("working", ", working: [lost]")):
        path = tmp_path / name / "paper-in-a-taxi.yaml"
        path.parent.mkdir()
        path.write_text(example.replace(start, start + working).replace(lost, earlier), encoding="utf-8")
        made = [generate(load_scenario(path, library), seed, library) for seed in range(60)]
        days[name] = [datetime.fromisoformat(str(m.facts["occurred_at"])).date() for m in made]
    assert not all(map(is_working_day, days["any"]))
    assert all(map(is_working_day, days["working"]))
    kept = [(a, b) for a, b in zip(days["any"], days["working"], strict=True) if is_working_day(a)]
    assert all(a == b for a, b in kept), "a day that will do is moved"
