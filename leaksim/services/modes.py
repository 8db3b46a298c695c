"""The other ways to train, begun from the start page: each gives the token of its own page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..domain.kinds import Language
from ..errors import NotFound


def begin_mode(mode: str, language: Language | str) -> str:
    """Begin in the given mode with nothing chosen and give the token of its page; NotFound for another mode."""
    if mode not in BEGINNINGS:
        raise NotFound(f"there is no mode {mode!r}; there are: {', '.join(BEGINNINGS)}")
    return BEGINNINGS[mode](Language(language))


# Each is imported when it is wanted: a start page opens without them.
def _training(language: Language) -> str:
    from .annual import open_trainings

    return open_trainings().begin(language=language)


def _study(language: Language) -> str:
    from .study import open_study

    return open_study().begin(language=language)


def _session(language: Language) -> str:
    from .committee import open_sessions

    return open_sessions().begin(language=language)


BEGINNINGS: Mapping[str, Callable[[Language], str]] = {"training": _training, "study": _study, "session": _session}
