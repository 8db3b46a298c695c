"""Notes where a guide is dated, and who tells whom: every guide has them, and they stand where the guide says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaksim.domain.guide_view import GuideSection
from leaksim.domain.kinds import Language
from leaksim.services import exchange, shelf
from leaksim.services.commands import compare_file
from leaksim.services.guide import guide_view


def test_every_guide_has_notes_and_each_points_at_its_sections(playbook_id: str) -> None:
    law = shelf.library().law
    assert law is not None
    notes = [n for n in law.dated if n.playbook == playbook_id]
    assert notes
    sections = {s.id for s in shelf.playbook(playbook_id).sections}
    assert [n.id for n in notes if not set(n.sections) <= sections] == []


@pytest.mark.parametrize("language", Language)
def test_the_guide_view_shows_each_note_at_each_of_its_sections(playbook_id: str, language: Language) -> None:
    law = shelf.library().law
    assert law is not None
    view = guide_view(shelf.playbook(playbook_id), shelf.library(), language)

    def dated(sections: tuple[GuideSection, ...]) -> list[tuple[str, str]]:
        here = [(s.id, note.today) for s in sections for note in s.dated]
        return here + [entry for s in sections for entry in dated(s.parts)]

    wanted = [(s, n.today.in_(language)) for n in law.dated if n.playbook == playbook_id for s in n.sections]
    assert sorted(dated(view.sections)) == sorted(wanted)


def test_every_guide_says_who_tells_whom(playbook_id: str) -> None:
    guide = shelf.playbook(playbook_id)
    assert guide.roles
    assert guide.chain
    named = {name for step in guide.chain for name in (step.reporter, step.to)}
    assert {role.id for role in guide.roles} == named, "a role that nobody tells and that tells nobody"
    assert {role.outside for role in guide.roles} == {True, False}


CASES = {
    "a thousand": ("persons: 1000", False, False),
    "one more": ("persons: 1001", True, False),
    "three, with malice": ("persons: 3\nmalicious_purpose: true", True, False),
    "encrypted": ("persons: 5000\nprotection: [encrypted]\nkey_safe: true", False, False),
    "a public body, 100": ("persons: 100\norganisation_kind: municipality", False, False),
    "a public body, 101": ("persons: 101\norganisation_kind: municipality", False, True),
}


@pytest.mark.parametrize("case", CASES)
def test_todays_law_stands_beside_all_five_guides(case: str, tmp_path: Path) -> None:
    text, commission, public_body = CASES[case]
    facts = {
        "type": "loss_theft",
        "info_classes": "[personal]",
        "leak_state": "feared",
        "organisation_kind": "company",
        "items": "[name]",
        "credentials": "none",
        "protection": "[plain]",
        "key_safe": "false",
        "malicious_purpose": "false",
    }
    facts |= dict(line.split(": ", 1) for line in text.splitlines())
    path = tmp_path / "case.yaml"
    path.write_text("facts:\n" + "".join(f"  {k}: {v}\n" for k, v in facts.items()), encoding="utf-8")
    judged = compare_file(path)
    assert len(judged) == 5
    for one in judged:
        shown = exchange.judgement_json(one, shelf.playbook(one.playbook), Language.JA)["overlay"]
        due = {rule["rule"]: rule["due"] == "yes" for rule in shown}
        assert (due["ppc-preliminary"], due["public-body-report"]) == (commission, public_body)
        assert due["notify-persons"] is (commission or public_body)
