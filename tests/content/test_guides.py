"""Every shipped guide can be read: all of it is in the view, in words, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict

import pytest

from leaksim.domain.condition_words import ConditionWords, describe
from leaksim.domain.conditions import leaves
from leaksim.domain.guide_view import GuideSection, GuideView
from leaksim.domain.kinds import IncidentType, Language
from leaksim.services import shelf
from leaksim.services.guide import guide_view

LARGEST_BYTES = 300_000
# An id has an underscore, or is a lower-case word that Japanese text would not hold.
ID = re.compile(r"[a-z]+_[a-z_]+|\{|\}|None|True|False")
LATIN_WORD = re.compile(r"(?<![A-Za-z])[a-z]{3,}(?![A-Za-z])")


def words() -> ConditionWords:
    library = shelf.library()
    return ConditionWords(vocabulary=library.vocabulary, catalogue=library.catalogue)


def all_sections(sections: tuple[GuideSection, ...]) -> Iterator[GuideSection]:
    for section in sections:
        yield section
        yield from all_sections(section.parts)


@pytest.mark.parametrize("language", Language)
def test_every_condition_reads_as_a_phrase(playbook_id: str, language: Language) -> None:
    guide = shelf.playbook(playbook_id)
    conditions = [r.when for r in (*guide.responses, *guide.severity) if r.when is not None]
    assert conditions
    for condition in conditions:
        phrase = describe(condition, words(), language)
        assert not ID.search(phrase), phrase
        if language is Language.JA:
            assert re.search(r"(とき|を除く)(（.+）)*$", phrase), phrase
            assert not LATIN_WORD.search(phrase), phrase
        else:
            assert phrase.startswith(("when ", "unless ")), phrase
            assert not re.search(r"[ぁ-んァ-ヶ一-龠]|  ", phrase), phrase
        names = {getattr(leaf, "fact", None) or getattr(leaf, "happened", "") for leaf in leaves(condition)}
        assert not [name for name in names if "_" in name and name in phrase], phrase


@pytest.mark.parametrize("language", Language)
def test_the_view_holds_the_whole_guide(playbook_id: str, language: Language) -> None:
    guide = shelf.playbook(playbook_id)
    view: GuideView = guide_view(guide, shelf.library(), language)
    sections = list(all_sections(view.sections))
    assert {s.id for s in sections} == {s.id for s in guide.sections}
    assert sum(len(s.responses) for s in sections) == len(guide.responses)
    assert sum(len(s.statements) for s in sections) == len(guide.statements)
    assert sum(len(s.forms) for s in sections) == len(guide.forms)
    assert sum(len(s.severity) for s in sections) == len(guide.severity)
    assert [c.type for c in view.coverage] == list(IncidentType)
    data = asdict(view)
    assert len(json.dumps(data, ensure_ascii=False).encode()) < LARGEST_BYTES
    acts = {action.id for action in shelf.library().catalogue.actions if "_" in action.id}
    assert not [act for act in acts if f'"{act}"' in json.dumps(data)]
