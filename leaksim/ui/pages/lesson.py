"""A lesson: what a guide expects in one phase of one type, on a short page with an example."""

from __future__ import annotations

from leaksim.ui import present, present_study
from leaksim.ui.address import Address
from leaksim.ui.pages.frame import Page
from leaksim.ui.parts import LessonReader
from leaksim.ui.study_service import LessonService


class LessonPage(Page):
    """Address: type and phase; query: guide (the first one unless told). Raises NotFound for what there is not."""

    name = "lesson"

    def __init__(self, lessons: LessonService, address: Address) -> None:
        super().__init__(address.language)
        self.lessons = lessons
        self.address = address
        wished = address.query.get("guide", "")
        self.guide = wished if wished in lessons.guides else lessons.guides[0]
        self.reader = LessonReader(self._data(), language=self.language, failed=self.report_failure)
        self.put(self.reader)

    def refresh(self) -> None:
        super().refresh()
        self.reader.show(self._data(), self.language)

    def _data(self) -> present.Data:
        kind, phase = self.address.query.get("type", ""), self.address.query.get("phase", "")
        view = self.lessons.view(self.guide, kind, phase, self.language)
        return present_study.lesson(view, self.lessons.titles(self.language), self.language, self.address)
