"""Imports inside leaksim point downward only, and each outside library stays in its layer."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "leaksim"

# From the top down. A part may import what stands in a later row; parts of one row never import one another.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli",),
    ("ui", "serving"),
    ("services",),
    ("content", "engine", "scoring", "store", "reports"),
    ("domain", "i18n", "resources"),
    ("errors",),
    ("__init__",),
)
RANK = {part: row for row, parts in enumerate(LAYERS) for part in parts}
WIDGET_LIBRARIES = {"ipywidgets", "anywidget"}


def part_of(module: str) -> str:
    """The part of leaksim that a dotted module name belongs to; the package itself is ``__init__``."""
    pieces = module.split(".")
    return pieces[1] if len(pieces) > 1 else "__init__"


def module_name(path: Path, package: Path = PACKAGE) -> str:
    pieces = [package.name, *path.relative_to(package).with_suffix("").parts]
    return ".".join(pieces[:-1] if pieces[-1] == "__init__" else pieces)


def imported_modules(source: str, module: str, *, is_package: bool) -> Iterator[tuple[int, str]]:
    """Every (line, dotted module) that a source imports anywhere in it, relative ones made absolute."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                pieces = module.split(".")
                keep = len(pieces) - node.level + (1 if is_package else 0)
                base = ".".join([*pieces[:keep], *([node.module] if node.module else [])])
            if base == "leaksim":
                # `from leaksim import engine` names a part, `from leaksim import __version__` does not.
                for alias in node.names:
                    yield node.lineno, f"leaksim.{alias.name}" if alias.name in RANK else base
            else:
                yield node.lineno, base


def breaches(source: str, module: str, *, is_package: bool = False) -> list[str]:
    """What a module imports against the rules, as ``line: sentence``."""
    own = part_of(module)
    found = []
    for line, imported in imported_modules(source, module, is_package=is_package):
        top = imported.split(".")[0]
        if top == "leaksim":
            other = part_of(imported)
            if other not in RANK:
                found.append(f"{line}: {imported} belongs to no layer")
            elif other != own and RANK[other] <= RANK[own]:
                found.append(f"{line}: {own} imports {other}, which is not below it")
            elif own == "domain" and other not in {"domain", "errors"}:
                found.append(f"{line}: domain imports {other}")
        elif top in WIDGET_LIBRARIES and own != "ui":
            found.append(f"{line}: {own} imports {top}; only ui does")
        elif own in {"domain", "errors"} and top not in sys.stdlib_module_names:
            found.append(f"{line}: {own} imports {top}, which is not in the standard library")
    return found


def test_imports_point_downward() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        name = module_name(path)
        found += [
            f"{path.relative_to(ROOT)}:{breach}"
            for breach in breaches(source, name, is_package=path.name == "__init__.py")
        ]
    assert not found, "\n".join(found)


def test_every_part_of_the_package_has_its_layer() -> None:
    parts = {path.stem for path in PACKAGE.glob("*.py")} | {path.parent.name for path in PACKAGE.glob("*/*.py")}
    assert parts <= set(RANK), f"give these a row in LAYERS: {sorted(parts - set(RANK))}"


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("from leaksim.services import play", "leaksim.engine.generate"),
        ("import leaksim.store.runs", "leaksim.scoring.acts"),
        ("from ..engine import generate", "leaksim.scoring.acts"),
        ("from leaksim import ui", "leaksim.serving.app"),
        ("def late():\n    from leaksim.content import load", "leaksim.domain.facts"),
        ("import pydantic", "leaksim.domain.facts"),
        ("from leaksim.i18n import text", "leaksim.domain.facts"),
        ("import ipywidgets as widgets", "leaksim.services.play"),
        ("from anywidget import AnyWidget", "leaksim.serving.app"),
        ("from leaksim.nowhere import x", "leaksim.cli"),
    ],
)
def test_a_breach_is_seen(source: str, module: str) -> None:
    assert breaches(source, module)


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("from leaksim import __version__", "leaksim.engine.generate"),
        ("from leaksim.domain.facts import Facts", "leaksim.engine.generate"),
        ("from .facts import Facts", "leaksim.domain.incident"),
        ("from ..errors import LeaksimError", "leaksim.domain.incident"),
        ("import ipywidgets", "leaksim.ui.pages.start"),
        ("from leaksim.services.play import start", "leaksim.ui.pages.start"),
    ],
)
def test_a_downward_import_passes(source: str, module: str) -> None:
    assert breaches(source, module) == []


def test_every_imported_library_is_declared() -> None:
    """What leaksim imports stands in pyproject.toml, not merely in another library's wake."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {canonical(re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0]) for line in project["dependencies"]}
    distributions = importlib.metadata.packages_distributions()
    missing = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        is_package = path.name == "__init__.py"
        imports = imported_modules(path.read_text(encoding="utf-8"), module_name(path), is_package=is_package)
        for line, imported in imports:
            top = imported.split(".")[0]
            if top == "leaksim" or top in sys.stdlib_module_names:
                continue
            # One import name can be shared by several distributions (namespace packages).
            if not declared & {canonical(name) for name in distributions.get(top, [top])}:
                missing.add(f"{path.relative_to(ROOT)}:{line}: {top}")
    assert not missing, "\n".join(sorted(missing))


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
