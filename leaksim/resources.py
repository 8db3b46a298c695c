"""Where the shipped content lies: notebooks, scenarios and answers.

A wheel carries the three folders under ``leaksim/_data``; in a checkout (an editable install) they stand at
the top of the repository. Every function returns an absolute path, or raises ``FileNotFoundError`` where
there is no content at all.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_FOLDERS = ("notebooks", "scenarios", "answers")


def content_root() -> Path:
    """Folder that holds ``notebooks/``, ``scenarios/`` and ``answers/``."""
    candidates = (_PACKAGE / "_data", _PACKAGE.parent)
    for candidate in candidates:
        if all((candidate / name).is_dir() for name in _FOLDERS):
            return candidate
    looked = ", ".join(str(candidate) for candidate in candidates)
    raise FileNotFoundError(f"leaksim's content ({', '.join(_FOLDERS)}) is in none of: {looked}. Reinstall leaksim.")


def notebooks_folder() -> Path:
    """Folder of the notebooks that Voila serves."""
    return content_root() / "notebooks"


def scenarios_folder() -> Path:
    """Folder of the scenarios that come with leaksim."""
    return content_root() / "scenarios"


def answers_folder() -> Path:
    """Folder of the actions, the questions and the playbooks."""
    return content_root() / "answers"
