"""What the start page asks, and the notices that stand in for a page, as data for the components."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leaksim.i18n import bundle, translate

from .present import Data, described

#: Ways to train beside a run of one's own, as the start page offers them.
WAYS = ("training", "study", "session")


def start_form(choices: Any, language: str, guides: str) -> Data:
    """`guides` is the address of the guide view."""
    return {
        "text": bundle("ui.start", language),
        "guides": guides,
        "ways": [
            {"id": mode, "title": translate(f"way.{mode}", language), "help": translate(f"way_help.{mode}", language)}
            for mode in WAYS
        ],
        "organisations": [
            {"id": organisation, "label": label, "playbook": playbook}
            for organisation, label, playbook in choices.organisations
        ],
        "types": [{"id": kind, "label": label, "notes": _notes(notes)} for kind, label, notes in choices.types],
        "roles": [described("role", role, language) for role in choices.roles],
        "modes": [described("mode", mode, language) for mode in choices.modes],
    }


def _notes(notes: Any) -> dict[str, str]:
    """What a guide says of a type, by organisation; one note for all stands under "*"."""
    return dict(notes) if isinstance(notes, Mapping) else {"*": str(notes or "")}


def notice_line(language: str, message: str, reference: str) -> Data:
    return {
        "text": bundle("ui.notice", language),
        "kind": "line",
        "message": message,
        "reference": reference,
    }


def notice_page(language: str, name: str, home: str, reference: str = "") -> Data:
    """A page that says why there is nothing else: `name` is not_found or failed."""
    return {
        "text": bundle("ui.notice", language),
        "kind": "page",
        "title": translate(f"notice.{name}.title", language),
        "message": translate(f"notice.{name}.text", language),
        "reference": reference,
        "home": home,
    }
