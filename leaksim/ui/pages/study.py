"""The learner's page: what to do now, exercises, the daily review, progress; and where a learner begins."""

from __future__ import annotations

from collections.abc import Callable

from leaksim.domain.kinds import FeedbackMode
from leaksim.domain.study_views import ReviewOutcome, ReviewView, StudyView
from leaksim.errors import Conflict, LeaksimError
from leaksim.i18n import translate
from leaksim.ui import messages, present, present_study
from leaksim.ui.address import Address
from leaksim.ui.component import Component
from leaksim.ui.pages.frame import Page
from leaksim.ui.parts import ReviewCard, StudyHome
from leaksim.ui.study_service import Learner, StudyService


class StudyBeginPage(Page):
    """Choose an organisation and get a page of one's own."""

    name = "study"

    def __init__(self, service: StudyService, address: Address) -> None:
        super().__init__(address.language)
        self.service = service
        self.address = address
        self.form = StudyHome(self._data(), language=self.language, receive=self._on_begin, failed=self.report_failure)
        self.put(self.form)

    def refresh(self) -> None:
        super().refresh()
        self.form.show(self._data(), self.language)

    def _data(self) -> present.Data:
        return present_study.begin_form(self.service.organisations(self.language), self.language, self.address)

    def _on_begin(self, part: Component, message: messages.Message) -> None:
        offered = {one for one, _label, _guide in self.service.organisations(self.language)}
        if not isinstance(message, messages.BeginStudy) or message.organisation not in offered:
            part.refuse(message.serial, translate("error.bad_message", self.language))
            return
        token = self.service.begin(self.language, message.organisation)
        part.send({"type": "go", "address": self.address.of_study(self.language, token)})


class StudyPage(Page):
    """One learner's page: the overview, or one question of the review."""

    name = "study"

    def __init__(self, learner: Learner, address: Address) -> None:
        super().__init__(address.language)
        self.learner = learner
        self.address = address
        self.fresh = False
        self.view: StudyView = learner.home(self.language)
        self.question: ReviewView | None = None
        self.outcome: ReviewOutcome | None = None
        self.part: Component
        self._show_home()

    def _show_home(self) -> None:
        self.question = self.outcome = None
        self.view = self.learner.home(self.language)
        self._draw(StudyHome, self._home_data, self._on_home)

    def _draw(
        self,
        kind: type[Component],
        data: Callable[[], present.Data],
        receive: Callable[[Component, messages.Message], None],
    ) -> None:
        self.part = kind(data(), language=self.language, receive=receive, failed=self.report_failure)
        self.data = data
        self.put(self.part)

    def refresh(self) -> None:
        super().refresh()
        self.view = self.learner.home(self.language)
        if self.question is not None and self.outcome is None:
            self.question = self.learner.review(self.language, fresh=self.fresh)
        if self.question is not None and self.outcome is not None:
            # The question has been answered and would now be another one: its words stay as they were.
            self.part.language = self.language
            return
        self.part.show(self.data(), self.language)

    def _home_data(self) -> present.Data:
        return present_study.study_home(self.view, self.language, self.address)

    def _review_data(self) -> present.Data:
        assert self.question is not None
        return present_study.review_card(
            self.question, self.outcome, self.language, self.address, self.view.playbook, fresh=self.fresh
        )

    # --- what the browser asks for --------------------------------------------------------------------------

    def _on_home(self, part: Component, message: messages.Message) -> None:
        match message:
            case messages.Practise():
                self._practise(part, message)
            case messages.BeginReview():
                self._next_question(message.fresh)
            case _:
                part.refuse(message.serial, translate("error.bad_message", self.language))

    def _practise(self, part: Component, message: messages.Practise) -> None:
        offered = {kind.value for kind, _label in self.view.types}
        if message.mode not in set(FeedbackMode) or message.incident_type not in {None, *offered}:
            part.refuse(message.serial, translate("error.bad_message", self.language))
            return
        try:
            token = self.learner.start(message.incident_type, message.mode)
        except Conflict:
            self.learner.reload()
            part.refuse(message.serial, translate("error.conflict", self.language))
            self.refresh()
            return
        except LeaksimError:
            part.refuse(message.serial, translate("error.not_startable", self.language))
            return
        part.send({"type": "go", "address": self.address.of_run(token, self.language)})

    def _next_question(self, fresh: bool) -> None:
        self.fresh = fresh
        self.outcome = None
        self.question = self.learner.review(self.language, fresh=fresh)
        if self.question is None:
            self._show_home()
        else:
            self._draw(ReviewCard, self._review_data, self._on_review)

    def _on_review(self, part: Component, message: messages.Message) -> None:
        match message:
            case messages.Pick():
                self._answer(part, message)
            case messages.BeginReview():
                self._next_question(message.fresh)
            case messages.LeaveReview():
                self._show_home()

    def _answer(self, part: Component, message: messages.Pick) -> None:
        if self.question is None or self.outcome is not None or message.turn != self.question.turn:
            part.refuse(message.serial, translate("error.not_now", self.language))
            return
        if message.option not in {option.id for option in self.question.options}:
            part.refuse(message.serial, translate("error.bad_message", self.language))
            return
        try:
            self.outcome = self.learner.answer(message.turn, message.option, self.language, fresh=self.fresh)
        except LeaksimError:
            # Somebody answered it in another window.
            self.learner.reload()
            part.refuse(message.serial, translate("error.conflict", self.language))
            self._next_question(self.fresh)
            return
        part.confirm(message)
        part.show(self._review_data(), self.language)
