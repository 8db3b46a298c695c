"""Lessons: every guide, type and phase has one, or it says that the guide is silent. Short, in both languages."""

from __future__ import annotations

from functools import cache

import pytest

from leaksim.domain.kinds import PHASES, Certainty, Coverage, Grade, IncidentType, Language
from leaksim.domain.lesson_view import LessonView
from leaksim.errors import NotFound
from leaksim.services import shelf
from leaksim.services.lessons import open_lessons

LONGEST = {Language.JA: 1800, Language.EN: 4500}


@cache
def lessons(playbook_id: str, language: Language) -> tuple[LessonView, ...]:
    shown = open_lessons()
    return tuple(shown.view(playbook_id, kind, phase, language) for kind in IncidentType for phase in PHASES)


@pytest.mark.parametrize("language", list(Language))
def test_every_lesson_says_something_and_not_too_much(playbook_id: str, language: Language) -> None:
    guide, library = shelf.playbook(playbook_id), shelf.library()
    for view in lessons(playbook_id, language):
        where = (view.type, view.phase)
        assert len(view.body()) <= LONGEST[language], where
        assert view.purpose[0], where
        stated = guide.states(view.type) is not Coverage.NOT_STATED
        expected = [r for r in guide.responses_for(view.type) if r.phase is view.phase]
        wanted = {r.action for r in expected if r.grade is not Grade.PROHIBITED}
        assert len(view.expected) + view.more == len(wanted), where
        if not expected:
            assert view.silence, where
        if not stated:
            assert not view.warnings, where
            assert view.example is None, where
            assert view.elsewhere, where  # some guide speaks of every type
        names = {a.label.in_(language) for a in library.catalogue.actions if a.id in wanted}
        assert {act.act for act in view.expected} <= names, where


def test_every_example_says_what_is_known_and_what_is_not(playbook_id: str) -> None:
    for view in lessons(playbook_id, Language.JA):
        if view.example is None:
            continue
        where = (view.type, view.phase)
        assert view.example.arrived, where
        assert [s.certainty for s in view.example.says].count(Certainty.UNKNOWN) == 1, where
        assert all(s.why for s in view.example.says), where
        assert all(act.why for act in view.example.acts), where


def test_required_acts_come_before_the_others(playbook_id: str) -> None:
    order = [Grade.REQUIRED, Grade.RECOMMENDED, Grade.PERMITTED]
    for view in lessons(playbook_id, Language.JA):
        grades = [order.index(Grade(act.grade)) for act in view.expected]
        assert grades == sorted(grades)


def test_no_lesson_calls_wrong_what_its_guide_asks_for(playbook_id: str) -> None:
    guide, library = shelf.playbook(playbook_id), shelf.library()
    corrections = {m.correction.ja: m for m in library.misconceptions}
    for view in lessons(playbook_id, Language.JA):
        asked = {r.action for r in guide.responses_for(view.type) if r.grade is Grade.REQUIRED}
        for warning in view.warnings:
            if warning.clause is None:
                assert set(corrections[warning.text].does) - asked


def test_what_there_is_not_is_not_found() -> None:
    shown = open_lessons()
    for names in (("nobody", "p2p", "investigate"), ("ipa", "fire", "investigate"), ("ipa", "p2p", "tomorrow")):
        with pytest.raises(NotFound):
            shown.view(*names, "ja")
