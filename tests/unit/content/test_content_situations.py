"""Situations of the annual training: what is wrong is told by file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaksim.content import check_paths, load_annual, load_library
from leaksim.errors import ContentError, NotFound

ROLES = """\
version: "1"
roles:
  - id: employee
    label: {ja: 従業員, en: Employee}
    lead: {ja: あなたの件です。, en: Yours.}
    acts: [report_now]
    sure: [report_now]
reports: [report_now]
tempting_reports: [wait]
"""
SITUATION = """\
situations:
  - id: stick
    family: things
    difficulty: 1
    type: p2p
    parameters: {found: {integer: [1, 9]}}
    text: {ja: "{{ p.found }}個です。", en: "{{ p.found }} of them."}
    why: {ja: 兆しです。, en: A sign.}
    facts: {persons: {param: found}}
    first: [report_now]
    tempting: [wait]
    claims:
      - {text: {ja: ある, en: There}, standing: established, how: {ja: 見た, en: Seen}}
  - id: drill
    family: things
    difficulty: 1
    text: {ja: 訓練です。, en: A drill.}
    why: {ja: 予告済み。, en: Announced.}
"""


@pytest.fixture
def folder(content) -> Path:
    made = content.root / "scenarios" / "situations"
    made.mkdir()
    (made / "roles.yaml").write_text(ROLES, encoding="utf-8")
    (made / "things.yaml").write_text(SITUATION, encoding="utf-8")
    return made


def found(folder: Path, old: str, new: str, name: str = "things.yaml") -> list[tuple[str, int, int]]:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    findings = check_paths([folder])
    assert all(f.path.name == name for f in findings), findings
    return [(str(f.code), f.line, f.column) for f in findings]


def test_what_is_right_loads_and_is_no_scenario(content, folder) -> None:
    assert check_paths([folder]) == []
    assert not [f for f in content.check() if "situations" in str(f.path)]
    loaded = load_annual(content.root, load_library(content.root))
    assert [s.is_sign for s in loaded.situations] == [True, False]
    assert (loaded.version, loaded.families, loaded.role("employee").acts) == ("1", ("things",), ("report_now",))
    with pytest.raises(KeyError):
        loaded.role("nobody")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("first: [report_now]", "first: [report_nwo]", ("LK020", 10, 13)),
        ("tempting: [wait]", "tempting: [report_now]", ("LK006", 11, 16)),
        ("    tempting: [wait]\n", "", ("LK004", 2, 5)),
        ("{{ p.found }}個です。", "{{ p.fuond }}個です。", ("LK060", 7, 16)),
        ("facts: {persons:", "facts: {person:", ("LK020", 9, 13)),
        ("facts: {persons: {param: found}}", "facts: {encrypted: 3}", ("LK041", 9, 24)),
        ("standing: established", "standing: sure", ("LK006", 13, 47)),
        ("id: drill", "id: stick", ("LK021", 14, 9)),
        ("en: A drill.", "en: See leak-info.com", ("LK070", 17, 27)),
        ("difficulty: 1\n    text: {ja: 訓練", "difficulty: 3\n    text: {ja: 訓練", ("LK006", 16, 17)),
        ("text: {ja: 訓練です。,", f"text: {{ja: {'長' * 351},", ("LK006", 17, 16)),
        ("    why: {ja: 予告済み。", "    first: [report_now]\n    why: {ja: 予告済み。", ("LK003", 18, 5)),
        ("    why: {ja: 予告", "    wy: {ja: 予告", ("LK003", 18, 5)),
    ],
)
def test_mistakes_are_told_where_they_stand(folder, old, new, expected) -> None:
    assert expected in found(folder, old, new)


def test_roles_name_acts_that_exist(folder) -> None:
    assert found(folder, "acts: [report_now]", "acts: [report_then]", "roles.yaml") == [("LK020", 6, 12)]


def test_what_is_broken_does_not_load(content, folder) -> None:
    library = load_library(content.root)
    found(folder, "first: [report_now]", "first: [report_nwo]")
    with pytest.raises(ContentError, match=r"things\.yaml:10:13"):
        load_annual(content.root, library)
    (folder / "roles.yaml").unlink()
    with pytest.raises(NotFound):
        load_annual(content.root, library)
