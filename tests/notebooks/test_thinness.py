"""Notebooks are doors, not rooms: clean, short, and all logic in the package."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
FOUND = sorted(path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
NOTEBOOKS = [path for path in FOUND if path.parent.name != "lessons"]  # lessons: test_lessons.py
MAX_CODE_CELLS = 3
MAX_LINES_PER_CELL = 5


def faults(notebook: nbformat.NotebookNode) -> list[str]:
    """What makes a notebook more than a door, one sentence each."""
    found = []
    code_cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if not 1 <= len(code_cells) <= MAX_CODE_CELLS:
        found.append(f"{len(code_cells)} code cells; 1 to {MAX_CODE_CELLS} are right")
    for number, cell in enumerate(code_cells, start=1):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        if not lines:
            found.append(f"code cell {number} is empty")
        if len(lines) > MAX_LINES_PER_CELL:
            found.append(f"code cell {number} has {len(lines)} lines; at most {MAX_LINES_PER_CELL}")
        if cell.outputs:
            found.append(f"code cell {number} holds outputs")
        if cell.execution_count is not None:
            found.append(f"code cell {number} holds an execution count")
    try:
        tree = ast.parse("\n".join(cell.source for cell in code_cells))
    except SyntaxError as error:
        return [*found, f"is not plain Python: {error.msg}"]
    imports = [
        node
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "leaksim")
        or (isinstance(node, ast.Import) and any(a.name.split(".")[0] == "leaksim" for a in node.names))
    ]
    if len(imports) != 1:
        found.append(f"{len(imports)} imports from leaksim; exactly one is right")
    if any(isinstance(node, ast.Attribute) and node.attr == "path" for node in ast.walk(tree)):
        found.append("edits sys.path")
    if any(isinstance(node, ast.FunctionDef | ast.ClassDef | ast.For | ast.While) for node in ast.walk(tree)):
        found.append("holds logic (a function, a class or a loop)")
    return found


def notebook_of(*sources: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_notebook_is_thin(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert faults(notebook) == []


def test_a_thin_notebook_has_no_fault() -> None:
    assert faults(notebook_of("from leaksim.ui import show_page", 'show_page("start")')) == []


def test_faults_are_seen() -> None:
    door = 'from leaksim.ui import show_page\nshow_page("start")'
    with_output = notebook_of(door)
    with_output.cells[0].outputs = [nbformat.v4.new_output("stream", text="left over")]
    counted = notebook_of(door)
    counted.cells[0].execution_count = 1
    for notebook in (
        with_output,
        counted,
        notebook_of(),
        notebook_of(door, "1", "2", "3"),
        notebook_of(door + "\na = 1\nb = 2\nc = 3\nd = 4"),
        notebook_of("print(1)"),
        notebook_of(door, "import leaksim.engine"),
        notebook_of("import sys\nsys.path.insert(0, '..')\n" + door),
        notebook_of(door + "\nfor i in range(3):\n    print(i)"),
        notebook_of(door + "\nnot Python at all"),
    ):
        assert faults(notebook), notebook.cells
