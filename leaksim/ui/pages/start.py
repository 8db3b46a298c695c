"""The start page: one tap begins an exercise; choices are folded below."""

from __future__ import annotations

from collections.abc import Callable

from leaksim.domain.kinds import FeedbackMode, IncidentType
from leaksim.errors import LeaksimError
from leaksim.i18n import translate
from leaksim.services.modes import begin_mode
from leaksim.ui import present, present_start
from leaksim.ui.address import Address
from leaksim.ui.component import Component
from leaksim.ui.messages import Begin, Start
from leaksim.ui.pages.frame import Page
from leaksim.ui.parts import StartForm
from leaksim.ui.service import RunService


class StartPage(Page):
    name = "start"

    def __init__(
        self, service: RunService, address: Address, begin_mode: Callable[[str, str], str] = begin_mode
    ) -> None:
        super().__init__(address.language)
        self.begin_mode = begin_mode
        self.service = service
        self.address = address
        self.choices = service.choices(self.language)
        self.form = StartForm(
            self._form_data(),
            language=self.language,
            receive=self._on_start,
            failed=self.report_failure,
        )
        self.put(self.form)

    def refresh(self) -> None:
        super().refresh()
        self.choices = self.service.choices(self.language)
        self.form.show(self._form_data(), self.language)

    def _form_data(self) -> present.Data:
        return present_start.start_form(self.choices, self.language, self.address.of_guide(self.language))

    def _on_begin(self, part: Component, message: Begin) -> None:
        try:
            token = self.begin_mode(message.mode, self.language)
        except LeaksimError:
            part.refuse(message.serial, translate("error.not_startable", self.language))
            return
        part.send({"type": "go", "address": self.address.of_page(message.mode, token, self.language)})

    def _on_start(self, part: Component, message: Start | Begin) -> None:
        if isinstance(message, Begin):
            self._on_begin(part, message)
            return
        if not self._offered(message):
            part.refuse(message.serial, translate("error.bad_message", self.language))
            return
        try:
            token = self.service.start(
                language=self.language,
                organisation=message.organisation,
                incident_type=message.incident_type,
                role=message.role,
                mode=message.mode,
                mark_law=message.mark_law,
            )
        except LeaksimError:
            part.refuse(message.serial, translate("error.not_startable", self.language))
            return
        part.send({"type": "go", "address": self.address.of_run(token, self.language)})

    def _offered(self, message: Start) -> bool:
        organisations = {organisation for organisation, _label, _playbook in self.choices.organisations}
        types = {kind for kind, _label, _notes in self.choices.types}
        return (
            (message.organisation is None or message.organisation in organisations)
            and (message.incident_type is None or message.incident_type in types & set(IncidentType))
            and message.role in set(self.choices.roles)
            and message.mode in set(self.choices.modes) & set(FeedbackMode)
        )
