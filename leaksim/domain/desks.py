"""The desk where the people of an organisation really report an incident. It is no part of any exercise."""

from __future__ import annotations

from .kinds import Language
from .records import record
from .text import Text

#: Characters; pages, certificates and minutes have one line for each entry.
LONGEST_DESK_ENTRY = 120


@record
class ReportingDesk:
    """Where people really report, in the organisation’s own words. What is not known is empty."""

    name: str = ""
    extension: str = ""
    out_of_hours: str = ""
    deputy: str = ""

    def entries(self) -> tuple[tuple[str, str], ...]:
        """(what it is, what was given), without what is empty."""
        return tuple((name, text) for name, text in vars(self).items() if text)


@record
class BilingualDesk:
    """Where people really report, in both languages. Numbers are texts: they may begin with 0 or hold words."""

    name: Text
    extension: str
    out_of_hours: str
    deputy: Text

    def in_(self, language: Language | str) -> ReportingDesk:
        return ReportingDesk(
            name=self.name.in_(language),
            extension=self.extension,
            out_of_hours=self.out_of_hours,
            deputy=self.deputy.in_(language),
        )
