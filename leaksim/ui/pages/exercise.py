"""The exercise page: the desk while a run is open, the result when it is finished."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import ipywidgets

from leaksim.domain.kinds import Certainty, FeedbackMode, Phase
from leaksim.domain.views import TraineeView
from leaksim.errors import Conflict, IllegalEvent, LeaksimError
from leaksim.i18n import translate
from leaksim.ui import debrief, messages, parts, present, present_study, sheets
from leaksim.ui.address import Address
from leaksim.ui.component import Component
from leaksim.ui.pages.frame import Page, box, close_unused
from leaksim.ui.service import Run, RunService


class ExercisePage(Page):
    """Holds what is shown now and no more: the open phase's questions and cards, one opened document."""

    name = "exercise"

    def __init__(self, service: RunService, run: Run, address: Address) -> None:
        super().__init__(address.language)
        self.service = service
        self.run = run
        self.address = address
        self.view: TraineeView = run.view(self.language)
        self.opened = self.view.messages[0].id if self.view.messages else ""
        self.shown: dict[Component, Callable[[], present.Data]] = {}
        self.decide = box("decide")
        self._build()

    # --- building -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.top_bar.show(present.top_bar(self.language, self.view, page=self.name), self.language)
        if self.view.finished:
            self._build_result()
        else:
            self._build_desk()

    def _part(
        self,
        kind: type[Component],
        draw: Callable[[], present.Data],
        receive: Callable[[Component, Any], None] | None = None,
    ) -> Component:
        part = kind(draw(), language=self.language, receive=receive, failed=self.report_failure)
        self.shown[part] = draw
        return part

    def _build_desk(self) -> None:
        step = self._part(parts.Stepper, lambda: present.stepper(self.view, self.language))
        inbox = self._part(parts.Inbox, lambda: present.inbox(self.view, self.language, self.opened), self._on_open)
        viewer = self._part(parts.EvidenceViewer, lambda: present.viewer(self.view, self.language, self.opened))
        bottom = self._part(parts.BottomBar, lambda: present.bottom_bar(self.language))
        self._build_phase(focus=False)
        self.put(step, box("desk", (inbox, viewer, self.decide)), bottom)

    def _build_phase(self, *, focus: bool) -> None:
        """The open phase: heading, questions where it asks some, cards where it offers some, and its end."""
        header = self._part(
            parts.PhaseHeader,
            lambda: self._header_data(focus=focus),
        )
        children: list[Component] = [header]
        if self.view.questions:
            children.append(
                self._part(
                    parts.QuestionForm,
                    lambda: present.question_form(self.view, self.language) | self._hint_data(),
                    self._on_change,
                )
            )
        if self.view.decisions or self.view.earlier:
            children.append(
                self._part(
                    parts.ActionCards,
                    lambda: present.action_cards(self.view, self.language) | self._hint_data(),
                    self._on_cards,
                )
            )
        if self.view.sheets:
            children.append(self._part(parts.FormSheets, self._sheets_data, self._on_form))
        children += self._more_parts()
        children.append(
            self._part(parts.ClosePanel, lambda: present.close_panel(self.view, self.language), self._on_close)
        )
        self._decide(children)

    def _hint_data(self) -> present.Data:
        return present_study.hint_data(self.run, self.language, self.address)

    def _header_data(self, *, focus: bool) -> present.Data:
        return present.phase_header(
            self.view, self.language, role=self.run.role, focus=focus, clocks=self.run.clocks(self.language)
        )

    def _more_parts(self) -> list[Component]:
        """What a page of another kind puts between what is to decide and the end of the phase."""
        return []

    def _build_feedback(self, phase: Phase) -> None:
        draw = partial(self._feedback_data, phase)
        self._decide([self._part(parts.Feedback, draw, self._on_continue)])

    def _feedback_data(self, phase: Phase) -> present.Data:
        return debrief.feedback(self.run.feedback(phase.value, self.language), phase, self.language, self.address)

    def _build_result(self) -> None:
        self.shown.clear()
        result = self._part(
            parts.ResultPage,
            lambda: (
                debrief.result_page(self.run.result(self.language), self.view, self.language, self.address)
                | {"studied": self.run.hints_offered}
            ),
            self._on_result,
        )
        forms = (self._part(parts.FormSheets, self._sheets_data, self._on_form),) if self.view.sheets else ()
        self.put(result, *forms)

    def _sheets_data(self) -> present.Data:
        return sheets.form_sheets(self.view, self.run.forms(self.language), self.language, self.address)

    def _decide(self, children: Sequence[ipywidgets.Widget]) -> None:
        before = self.decide.children
        self.decide.children = tuple(children)
        close_unused(before, self.decide.children)
        for part in before:
            self.shown.pop(part, None)

    def refresh(self) -> None:
        """Read the view again and bring every shown part up to it."""
        self.view = self.run.view(self.language)
        self.top_bar.show(present.top_bar(self.language, self.view, page=self.name), self.language)
        for part, draw in list(self.shown.items()):
            part.show(draw(), self.language)

    # --- what the browser asks for --------------------------------------------------------------------------

    def _on_open(self, part: Component, message: messages.Open) -> None:
        released = {m.id for m in self.view.messages} | {t.id for m in self.view.messages for t in m.things}
        if message.thing not in released:
            part.refuse(message.serial, translate("error.bad_message", self.language))
            return
        self.opened = message.thing
        self.refresh()

    def _on_cards(self, part: Component, message: messages.Message) -> None:
        if not isinstance(message, messages.CarryOut):
            self._on_change(part, message)
            return
        if self.view.phase is None or message.phase != self.view.phase.value:
            part.refuse(message.serial, translate("error.not_now", self.language))
            return
        before = len(self.view.messages)
        if self._attempt(part, message, partial(self.run.carry_out, message.phase)):
            self.refresh()
            news = len(self.view.messages) - before
            text = translate(
                "ui.carry.news" if news else "ui.carry.no_news",
                self.language,
                n=news,
                time=present.clock(self.view, self.language),
            )
            part.send({"type": "carried", "serial": message.serial, "text": text})

    def _on_change(self, part: Component, message: messages.Message) -> None:
        if not self._offered(message):
            part.refuse(message.serial, translate("error.bad_message", self.language))
            return
        if self._attempt(part, message, partial(self._change, message)):
            part.confirm(message)
            self.refresh()

    def _change(self, message: messages.Message) -> None:
        match message:
            case messages.Answer():
                self.run.answer(message.question, message.certainty, message.value)
            case messages.Withdraw():
                self.run.withdraw_answer(message.question)
            case messages.Choose():
                self.run.choose(message.card, message.first)
            case messages.Unchoose():
                self.run.unchoose(message.card)
            case messages.TakeHint():
                self.run.hint(message.question, message.decision)

    def _on_form(self, part: Component, message: messages.FillField | messages.TakeOver | messages.SaveForm) -> None:
        """Fill, take over or save: only what is on the page can be named."""
        shown = next((sheet for sheet in self.view.sheets if sheet.id == message.form), None)
        fit = shown is not None
        match message:
            case messages.FillField():
                fit = fit and (message.certainty is None or message.certainty in set(Certainty))
                act = partial(
                    self.run.fill, message.form, message.field, message.certainty, message.value, message.text
                )
            case messages.TakeOver():
                act = partial(self.run.take_over, message.form)
            case messages.SaveForm():
                fit = fit and message.file in ("docx", "pdf")
                act = partial(self._save_form, part, message)
        if not fit:
            part.refuse(message.serial, translate("error.bad_message", self.language))
        elif self._attempt(part, message, act):
            part.confirm(message)
            self.refresh()

    def _save_form(self, part: Component, message: messages.SaveForm) -> None:
        if isinstance(part, parts.FormSheets):
            part.hand_over(*self.run.form_file(message.form, message.file, self.language))

    def _offered(self, message: messages.Message) -> bool:
        questions = {question.id for question in self.view.questions}
        cards = {card.id for decision in self.view.decisions for card in decision.cards}
        cards |= {card.id for card in self.view.earlier}
        match message:
            case messages.Answer():
                return message.question in questions and message.certainty in set(Certainty)
            case messages.Withdraw():
                return message.question in questions
            case messages.Choose() | messages.Unchoose():
                return message.card in cards
            case messages.TakeHint():
                decisions = {decision.id for decision in self.view.decisions}
                return self.run.hints_offered and (
                    message.question in questions
                    if message.decision is None
                    else message.question is None and message.decision in decisions
                )
        return False

    def _on_close(self, part: Component, message: messages.Close) -> None:
        phase = self.view.phase
        if phase is None or message.phase != phase.value:
            part.refuse(message.serial, translate("error.not_now", self.language))
            return
        if not self._attempt(part, message, partial(self.run.close_phase, message.phase)):
            return
        self.view = self.run.view(self.language)
        if self.view.finished:
            self._build()
        elif self.run.mode == FeedbackMode.EACH_PHASE:
            self._build_feedback(phase)
            self.refresh()
        else:
            self._build_phase(focus=True)
            self.refresh()

    def _on_continue(self, _part: Component, _message: messages.Continue) -> None:
        self._build_phase(focus=True)

    def _on_result(self, part: Component, message: messages.Message) -> None:
        if isinstance(message, messages.LookBack):
            told = debrief.aftermath(self.run.aftermath(self.language), self.language, self.address)
            part.send({"type": "aftermath", "serial": message.serial, "content": told})
        else:
            self._on_again(part, message)

    def _on_again(self, part: Component, message: messages.Message) -> None:
        try:
            token = self.service.start(
                language=self.language,
                organisation=self.run.organisation,
                role=self.run.role,
                mode=self.run.mode,
                scenario=self.run.scenario,
                mark_law=self.run.law_marked,
            )
        except LeaksimError:
            part.refuse(message.serial, translate("error.not_startable", self.language))
            return
        part.send({"type": "go", "address": self.address.of_run(token, self.language)})

    def _attempt(self, part: Component, message: messages.Message, act: Callable[[], None]) -> bool:
        """Do it and say True; a refusal is told to the sender, and the page shows what is stored."""
        try:
            act()
        except IllegalEvent:
            part.refuse(message.serial, translate("error.not_now", self.language))
            return False
        except Conflict:
            self.run.reload()
            part.refuse(message.serial, translate("error.conflict", self.language))
            self._rebuild()
            return False
        return True

    def _rebuild(self) -> None:
        """Draw the page anew after somebody else moved the run on."""
        before = self.view.phase
        self.view = self.run.view(self.language)
        if self.view.finished:
            self._build()
            return
        if self.view.phase is not before:
            self._build_phase(focus=True)
        self.refresh()
