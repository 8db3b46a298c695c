"""Every form of every guide in the scenarios that it fits: fields resolve, can be checked, and say nothing unproven."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaksim.domain.events import PhaseClosed
from leaksim.domain.exercise import Exercise, begin
from leaksim.domain.facts import FactKind
from leaksim.domain.filling import FormFilled
from leaksim.domain.incident import Incident, Sheet, SheetField
from leaksim.domain.kinds import PHASES, Certainty, Language
from leaksim.domain.knowledge import known
from leaksim.domain.scorecard import Verdict
from leaksim.engine import generate
from leaksim.errors import IllegalEvent
from leaksim.scoring import Strategy, autoplay, score
from leaksim.scoring.answers import agreement
from leaksim.scoring.forms import asked_as_flag, check_form, model_text
from leaksim.services import shelf
from leaksim.services.sheets import with_sheets

LIBRARY = shelf.library()
VOCABULARY = LIBRARY.vocabulary
# One scenario of each type is enough: a form depends on the type, not on the story.
SCENARIOS = {s.type: s.id for s in shelf.scenarios().values()}
CASES = [
    pytest.param(scenario, guide, id=f"{scenario}-{guide}")
    for scenario in SCENARIOS.values()
    for guide in shelf.playbook_ids()
]


def offered(scenario: str, guide: str, seed: int) -> Incident:
    incident = generate(shelf.scenarios()[scenario], seed, LIBRARY)
    return with_sheets(incident, shelf.playbook(guide), VOCABULARY)


def right_entry(state: Exercise, sheet: Sheet, field: SheetField) -> FormFilled:
    """What the evidence released by now allows in this field."""
    place = FormFilled(form=sheet.id, field=field.id)
    if field.control is None:
        return replace(place, text="書いたもの")
    incident = asked_as_flag(state.incident, field)
    knowledge = known(incident, state.evidence()).get(field.control.fact)
    finding = knowledge.established if knowledge else None
    if finding is None:
        return replace(place, certainty=Certainty.UNKNOWN)
    value = finding.value if finding.value is not None else finding.low
    if field.control.options:
        wanted = value if isinstance(value, tuple) else (value,)
        ids = tuple(o.id for o in field.control.options if o.value in wanted)
        value = ids if field.control.kind == "multi_choice" else ids[0]
        assert agreement(field.control, value, finding) == 1
    assert isinstance(value, int | str | tuple)
    return replace(place, certainty=Certainty.CONFIRMED, value=value)


@pytest.mark.parametrize(("scenario", "guide"), CASES)
def test_every_form_can_be_filled_in_truly_and_is_borne_out(scenario: str, guide: str) -> None:
    incident = offered(scenario, guide, 3)
    state = begin(incident)
    for phase in PHASES:
        for sheet in incident.sheets:
            if sheet.until is phase:
                for field in sheet.fields:
                    state = state.apply(right_entry(state, sheet, field))
        state = state.apply(PhaseClosed(phase=phase))
    for sheet in incident.sheets:
        check = check_form(state, sheet, VOCABULARY)
        assert check.complete == check.required
        assert check.borne_out == check.checked == sum(f.control is not None for f in sheet.fields), [
            (f.field, f.verdict) for f in check.fields
        ]


@pytest.mark.parametrize(("scenario", "guide"), CASES)
def test_model_texts_say_only_what_is_established(scenario: str, guide: str) -> None:
    for seed in (1, 2, 3):
        incident = offered(scenario, guide, seed)
        nothing = frozenset[str]()
        for sheet in incident.sheets:
            for field in sheet.fields:
                if field.model is None:
                    continue
                for evidence in (nothing, frozenset(e.id for e in incident.evidence)):
                    text = model_text(field.model, incident, evidence, VOCABULARY)
                    for language in Language:
                        assert text.in_(language)
                        assert "{" not in text.in_(language)
                bare = model_text(field.model, incident, nothing, VOCABULARY)
                other = model_text(field.model, replace(incident, facts={}), nothing, VOCABULARY)
                assert bare == other  # without evidence the truth has no way in


@pytest.mark.parametrize("guide", shelf.playbook_ids())
def test_every_free_field_of_a_page_has_a_model_and_includes_name_values(guide: str) -> None:
    for form in shelf.playbook(guide).forms:
        for field in form.fields if form.phase else ():
            if field.includes:
                assert field.fact is not None
                assert set(field.includes) <= VOCABULARY.spec(field.fact).values.keys()
            if field.fact is None:
                assert field.model is not None, (form.id, field.id)
        if form.until is not None and form.phase is not None:
            assert form.phase.position <= form.until.position


def test_a_form_never_tells_the_type_before_it_is_asked() -> None:
    """A sheet for some types only opens no earlier than the investigation."""
    for guide in shelf.playbook_ids():
        for form in shelf.playbook(guide).forms:
            if form.phase is not None and form.types:
                assert form.phase.position >= 2


def test_a_field_never_shows_options_before_the_questions_do() -> None:
    for scenario in SCENARIOS.values():
        for guide in shelf.playbook_ids():
            for sheet in offered(scenario, guide, 3).sheets:
                for field in sheet.fields:
                    assert field.opens.position <= sheet.until.position, (sheet.id, field.id)
                    if field.control is not None and field.control.question:
                        assert field.opens is field.control.round.phase


def test_forms_never_change_the_score() -> None:
    incident = offered(SCENARIOS[next(iter(SCENARIOS))], "ipa", 5)
    guide = shelf.playbook("ipa")
    plain = autoplay(Strategy.PERFECT, incident, guide, LIBRARY)
    sheet = incident.sheets[0]
    state = begin(incident)
    for field in sheet.fields:
        if field.opens is sheet.phase:
            state = state.apply(right_entry(state, sheet, field))
    for event in plain.events:
        state = state.apply(event)
    assert score(state, guide, LIBRARY) == score(plain, guide, LIBRARY)


def test_a_claim_beyond_the_evidence_is_told_apart_from_honest_unknown() -> None:
    incident = offered(SCENARIOS[next(iter(SCENARIOS))], "ipa", 5)
    sheet = incident.sheets[0]
    state = begin(incident)
    settled = known(incident, state.evidence())
    field = next(
        f
        for f in sheet.fields
        if f.control and f.control.options and f.control.fact not in settled and f.opens is sheet.phase
    )
    assert field.control is not None
    first = field.control.options[0].id
    value = (first,) if field.control.kind == "multi_choice" else first
    claimed = state.apply(FormFilled(form=sheet.id, field=field.id, certainty=Certainty.CONFIRMED, value=value))
    unknown = state.apply(FormFilled(form=sheet.id, field=field.id, certainty=Certainty.UNKNOWN))

    def verdict(exercise: Exercise) -> Verdict | None:
        return next(f.verdict for f in check_form(exercise, sheet, VOCABULARY).fields if f.field == field.id)

    assert verdict(claimed) is Verdict.UNSUPPORTED_CLAIM
    assert verdict(unknown) is Verdict.HONEST_UNKNOWN
    assert verdict(state) is (Verdict.NO_ANSWER if field.required else None)


def test_entries_that_do_not_fit_are_refused() -> None:
    incident = offered(SCENARIOS[next(iter(SCENARIOS))], "ipa", 5)
    sheet = incident.sheets[0]
    free = next(f for f in sheet.fields if f.control is None)
    typed = next(f for f in sheet.fields if f.control is not None)
    late = next(s for s in incident.sheets if s.phase.position > 0)
    state = begin(incident)
    bad = (
        FormFilled(form="nothing", field="x", text="a"),
        FormFilled(form=sheet.id, field="nothing", text="a"),
        FormFilled(form=sheet.id, field=free.id, text="a" * 4001),
        FormFilled(form=sheet.id, field=free.id, text="  "),
        FormFilled(form=sheet.id, field=free.id, text="a\x00"),
        FormFilled(form=sheet.id, field=free.id, value="a", certainty=Certainty.CONFIRMED),
        FormFilled(form=sheet.id, field=typed.id, text="a"),
        FormFilled(form=sheet.id, field=typed.id, certainty=Certainty.CONFIRMED, value=True),
        FormFilled(form=late.id, field=late.fields[0].id, text="a"),
    )
    for event in bad:
        with pytest.raises(IllegalEvent):
            state.apply(event)
    filled = state.apply(FormFilled(form=sheet.id, field=free.id, text="件名"))
    assert len(filled.filled) == 1
    assert not filled.apply(FormFilled(form=sheet.id, field=free.id)).filled


def test_facts_in_words_without_a_question_are_free_text() -> None:
    incident = offered(SCENARIOS[next(iter(SCENARIOS))], "ipa", 5)
    asked = {q.fact for q in incident.questions}
    for form in shelf.playbook("ipa").forms:
        for field in form.fields if form.phase else ():
            if field.fact and VOCABULARY.spec(field.fact).kind is FactKind.TEXT and field.fact not in asked:
                sheet = next(s for s in incident.sheets if s.id == form.id)
                assert sheet.field(field.id).control is None
