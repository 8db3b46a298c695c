"""The guide page: one guide by its sections, or two side by side; search and filters work in the browser."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from leaksim.domain.kinds import PHASES, IncidentType, Phase
from leaksim.i18n import bundle, translate
from leaksim.ui import present
from leaksim.ui.address import Address
from leaksim.ui.component import Component
from leaksim.ui.messages import ID_LENGTH, ShowGuides
from leaksim.ui.pages.frame import Page
from leaksim.ui.parts import GuideReader
from leaksim.ui.service import GuideService


class GuidePage(Page):
    """Query: playbook, compare (a second one), section, type, phase. What is unknown there is left out."""

    name = "guide"

    def __init__(self, guides: GuideService, address: Address) -> None:
        super().__init__(address.language)
        self.guides = guides
        self.address = address
        wished = address.query.get("playbook", "")
        self.missing = bool(wished) and wished not in guides.ids
        self.first = wished if wished in guides.ids else guides.ids[0]
        self.second = self._other(address.query.get("compare"))
        self.reader = GuideReader(
            self._data(), language=self.language, receive=self._on_show, failed=self.report_failure
        )
        self.put(self.reader)

    def _other(self, guide_id: str | None) -> str | None:
        """`guide_id` where it can stand beside the first guide."""
        return guide_id if guide_id in self.guides.ids and guide_id != self.first else None

    def refresh(self) -> None:
        super().refresh()
        self.reader.show(self._data(), self.language)

    def _data(self) -> present.Data:
        language, query = self.language, self.address.query
        return {
            "text": bundle("ui.guide", language) | bundle("ui.dated", language),
            "home": self.address.of_start(language),
            "address": self.address.of_guide(language),
            "playbooks": [{"id": one, "title": title} for one, title in self.guides.titles(language)],
            "types": [{"id": one.value, "label": translate(f"incident_type.{one}", language)} for one in IncidentType],
            "phases": [{"id": one.value, "label": translate(f"phase.{one}", language)} for one in PHASES],
            "asked": {
                "section": query.get("section", "")[:ID_LENGTH],
                "type": query.get("type", "") if query.get("type") in set(IncidentType) else "",
                "phase": query.get("phase", "") if query.get("phase") in set(Phase) else "",
            },
            "missing": self.missing,
            "first": self.first,
            "second": self.second,
            "guides": [
                _without_blanks(asdict(self.guides.view(one, language))) for one in (self.first, self.second) if one
            ],
        }

    def _on_show(self, part: Component, message: ShowGuides) -> None:
        known = self.guides.ids
        if message.first not in known or (message.second is not None and message.second not in known):
            part.refuse(message.serial, translate("error.bad_message", self.language))
            return
        self.missing = False
        self.first = message.first
        self.second = self._other(message.second)
        self.refresh()


def _without_blanks(value: Any) -> Any:
    """The same tree without empty texts and lists: half of a guide's fields say nothing."""
    if isinstance(value, dict):
        return {key: _without_blanks(part) for key, part in value.items() if part not in ("", None, ())}
    if isinstance(value, list | tuple):
        return [_without_blanks(part) for part in value]
    return value
