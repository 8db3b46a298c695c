"""The notebook stage of `make test` can fail: nbval reports a notebook that does not run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import nbformat

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def run_nbval(folder: Path, *sources: str) -> tuple[int, str]:
    """Runs nbval as `make notebooks` does over one notebook of these cells; returns (exit code, output)."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, folder / "page.ipynb")
    options = ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=60", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "page.ipynb"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_sound_notebook_passes(tmp_path: Path) -> None:
    code, output = run_nbval(tmp_path, "1 + 1")
    assert code == 0, output
    assert re.search(r"\b1 passed\b", output)


def test_a_cell_that_raises_fails(tmp_path: Path) -> None:
    code, output = run_nbval(tmp_path, "raise RuntimeError('broken on purpose')")
    assert code == 1, output
    assert "broken on purpose" in output


def test_an_import_that_is_missing_fails(tmp_path: Path) -> None:
    code, output = run_nbval(tmp_path, "from leaksim.ui import no_such_name")
    assert code == 1, output
    assert "no_such_name" in output


def test_a_page_that_cannot_be_shown_fails(tmp_path: Path) -> None:
    """Friendly failure lines belong to the served app; here the error has to reach nbval."""
    code, output = run_nbval(tmp_path, 'from leaksim.ui import show_page\nshow_page("there-is-no-such-page")')
    assert code == 1, output
    assert "there-is-no-such-page" in output
