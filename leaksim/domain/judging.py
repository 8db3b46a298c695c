"""A case to judge: facts, what happened and what was done, without a generated incident."""

from __future__ import annotations

from collections.abc import Mapping

from .facts import FactValue
from .kinds import Phase
from .records import record


@record
class JudgedAction:
    """One act taken; `at` is a moment (ISO 8601) where it is known, and the order of a list stands where not."""

    action: str
    at: str | None = None
    phase: Phase | None = None


@record
class JudgeCase:
    """`facts` holds at least `type`; what it lacks is unknown. `happened` and `actions`: None is "nothing known"."""

    facts: Mapping[str, FactValue]
    happened: tuple[str, ...] | None = None
    actions: tuple[JudgedAction, ...] | None = None
