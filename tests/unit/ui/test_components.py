"""The browser's half: self-contained modules that load nothing and never read text as markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import leaksim.ui
from leaksim.ui import parts
from leaksim.ui.component import Component, module_text

FOLDER = Path(leaksim.ui.__file__).parent / "components"
CLASSES = [
    c for c in vars(parts).values() if isinstance(c, type) and issubclass(c, Component) and c._esm != Component._esm
]


@pytest.mark.parametrize("part", CLASSES, ids=lambda part: part.__name__)
def test_a_module_stands_alone(part: type[Component]) -> None:
    module = part._esm
    assert not re.search(r"^\s*import\b", module, re.MULTILINE)
    assert module.count("export default") == 1
    assert not re.search(r"^export (?!default)", module, re.MULTILINE)
    assert len(module) < 40_000


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.js")), ids=lambda path: path.name)
def test_text_is_never_markup_and_nothing_is_fetched(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "import("):
        assert forbidden not in source
    assert set(re.findall(r"https?://[^\"'\s]+", source)) <= {"http://www.w3.org/2000/svg"}
    assert ".save_changes" not in source


def test_common_code_comes_once() -> None:
    assert module_text("result").count("function fill(") == 1
    assert module_text("result").count("function itemCard(") == 1


def test_every_module_belongs_to_a_part() -> None:
    shared = {
        "aftermath",
        "aspects",
        "chain",
        "common",
        "dated",
        "documents",
        "hint",
        "items",
        "kept",
        "moment",
        "papers",
        "saving",
        "tables",
    }
    used = {path.stem for path in FOLDER.glob("*.js")} - shared
    drawn = {name for name in used if any(module_text(name) == part._esm for part in CLASSES)}
    assert used == drawn
