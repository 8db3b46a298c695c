"""The page of an annual training: one question at a time, its explanation, what to take again, the certificate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Protocol

from leaksim.domain.annual_view import AnnualView
from leaksim.domain.kinds import Certainty
from leaksim.errors import Conflict, IllegalEvent, NotFound
from leaksim.i18n import bundle, translate
from leaksim.ui import annual_messages as said
from leaksim.ui import present
from leaksim.ui.address import Address
from leaksim.ui.component import Component
from leaksim.ui.messages import Message
from leaksim.ui.pages.frame import Page
from leaksim.ui.parts import AnnualTraining


class Training(Protocol):
    """What the page needs of the service that keeps trainings; every change is stored before its method returns."""

    def reload(self) -> None: ...
    def view(self, language: str) -> AnnualView: ...
    def start(self) -> None: ...
    def retake(self) -> None: ...
    def answer(self, question: str, choice: str) -> None: ...
    def mark(self, question: str, lines: dict[str, Certainty]) -> None: ...
    def read(self, question: str) -> None: ...
    def certificate_file(self, language: str) -> tuple[str, str, bytes]: ...


class TrainingPage(Page):
    name = "training"

    def __init__(self, training: Training, address: Address) -> None:
        super().__init__(address.language)
        self.training = training
        self.address = address
        self.part = AnnualTraining(
            self._data(), language=self.language, receive=self._on_message, failed=self.report_failure
        )
        self.put(self.part)

    def refresh(self) -> None:
        super().refresh()
        self.part.show(self._data(), self.language)

    def _data(self) -> present.Data:
        language = self.language
        view = self.training.view(language)
        told = view.feedback
        link = ""
        if told is not None and told.section:
            link = self.address.of_guide(language, playbook=told.playbook, section=told.section)
        return {
            "text": bundle("ui.annual", language),
            "certainties": [{"id": one.value, "label": translate(f"certainty.{one}", language)} for one in Certainty],
            "clause_link": link,
            **asdict(view),
        }

    def _on_message(self, part: Component, message: Message) -> None:
        act = self._act(part, message)
        if act is None:
            part.refuse(message.serial, translate("error.bad_message", self.language))
            return
        try:
            act()
        except IllegalEvent:
            part.refuse(message.serial, translate("error.not_now", self.language))
        except Conflict:
            self.training.reload()
            part.refuse(message.serial, translate("error.conflict", self.language))
        else:
            part.confirm(message)
        self.refresh()

    def _act(self, part: Component, message: Message) -> Callable[[], None] | None:
        """What a message asks for; None where it asks for something that there is not."""
        match message:
            case said.BeginTraining():
                return self.training.start
            case said.TakeAgain():
                return self.training.retake
            case said.ChooseOption():
                return partial(self.training.answer, message.question, message.choice)
            case said.MarkLines():
                if not set(message.lines.values()) <= set(Certainty):
                    return None
                lines = {line: Certainty(given) for line, given in message.lines.items()}
                return partial(self.training.mark, message.question, lines)
            case said.ReadOn():
                return partial(self.training.read, message.question)
            case said.SaveCertificate():
                return partial(self._hand_over, part)
        return None

    def _hand_over(self, part: Component) -> None:
        if isinstance(part, AnnualTraining):
            part.hand_over(*self.training.certificate_file(self.language))


def open_training(address: Address) -> Page:
    """Raises NotFound where the address names no training."""
    from leaksim.services.annual import open_trainings

    if not address.token:
        raise NotFound("the address names no training")
    return TrainingPage(open_trainings().resume(address.token), address)
