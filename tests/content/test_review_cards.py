"""Review questions: every card that can be asked has one right way and others that are not, by its own guide."""

from __future__ import annotations

import pytest

from leaksim.domain.catalogue import ActionKind
from leaksim.domain.documents import Table
from leaksim.domain.kinds import Grade, IncidentType, Language
from leaksim.domain.study import ESTABLISHED_ONLY, Recall, act_card, ask_card
from leaksim.engine import generate
from leaksim.engine.streams import Stream
from leaksim.services import shelf
from leaksim.services.extracts import persons_extract
from leaksim.services.reviewing import build_question, can_ask, fresh_cards


def test_every_act_card_has_a_question(playbook_id: str) -> None:
    guide, catalogue = shelf.playbook(playbook_id), shelf.library().catalogue
    asked = 0
    for kind in IncidentType:
        spoken = {r.action for r in guide.responses_for(kind) if r.grade is not Grade.PROHIBITED}
        for action in catalogue.actions:
            card = act_card(kind, action.id)
            if not action.fits(kind) or not can_ask(card, guide):
                continue
            question = build_question(card, guide, f"1|{card}")
            assert question is not None, card
            asked += 1
            assert len(question.right) == 1, card
            assert question.right[0].label == action.label
            assert len(question.choices) >= 3, card
            labels = {a.label: a for a in catalogue.actions}
            others = [labels[c.label] for c in question.choices if c.recall is not Recall.GOOD]
            if action.id in spoken and action.kind is ActionKind.RESPONSE:
                # what is offered beside it is nothing that the guide asks for or allows
                assert not spoken.intersection(other.id for other in others), card
            assert len({c.id for c in question.choices}) == len(question.choices)
            assert question.citations or action.kind is not ActionKind.RESPONSE, card
    assert asked > 100


def test_a_guide_is_not_asked_about_a_type_it_does_not_state(playbook_id: str) -> None:
    guide = shelf.playbook(playbook_id)
    silent = set(IncidentType) - set(shelf.stated_types(guide))
    cards = [act_card(kind, action.id) for kind in silent for action in shelf.library().catalogue.actions]
    assert not [card for card in cards if can_ask(card, guide)]
    assert not can_ask("act/fire/run", guide)
    assert not can_ask("nonsense", guide)


@pytest.mark.parametrize("question", ["established", "type", "persons", "items", "discovered_at"])
def test_question_cards_are_judged_as_the_exercise_judges(playbook_id: str, question: str) -> None:
    guide = shelf.playbook(playbook_id)
    card = ask_card(question)
    if not can_ask(card, guide):
        assert all(question not in guide.asks(kind) for kind in shelf.stated_types(guide))
        return
    for name in ("1", "2", "3"):
        made = build_question(card, guide, name)
        assert made is not None
        assert made == build_question(card, guide, name)
        assert made.card == card
        assert made.evidence
        assert 1 <= len(made.right) <= 2
        assert {c.recall for c in made.choices} > {Recall.GOOD}
        unknown = [c for c in made.choices if "不明" in c.label.ja]
        assert len(unknown) == 1
        if card == ESTABLISHED_ONLY:
            assert unknown[0].recall is Recall.GOOD
            assert all(c.recall is Recall.AGAIN for c in made.choices if c.label.ja.startswith("確定"))


def test_persons_are_fewer_than_rows_in_an_extract() -> None:
    found = 0
    for name in list(shelf.scenario_types())[::4]:
        extract = persons_extract(generate(shelf.scenario(name), 5, shelf.library()), Stream("test", name))
        if extract is None:
            continue
        found += 1
        evidence, persons, rows = extract
        for language in Language:
            table = evidence.documents[language]
            assert isinstance(table, Table)
            assert len(table.rows) == rows > persons == len(set(table.rows))
            assert table.recipe is None
    assert found


def test_fresh_cards_can_be_asked(playbook_id: str) -> None:
    guide = shelf.playbook(playbook_id)
    kind = shelf.stated_types(guide)[0]
    cards = list(fresh_cards(kind, guide, ()))
    assert len(cards) >= 5
    assert all(can_ask(card, guide) for card in cards)
    assert cards[0] not in list(fresh_cards(kind, guide, cards[:1]))
