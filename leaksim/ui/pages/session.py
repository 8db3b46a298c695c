"""The page of a committee’s session: setting up, briefing, the exercise with its log, and the hot wash."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import ipywidgets

from leaksim.domain.committee_entries import Stage
from leaksim.domain.committee_views import SessionView
from leaksim.domain.kinds import FeedbackMode, IncidentType
from leaksim.errors import Conflict, IllegalEvent, LeaksimError, NotFound
from leaksim.i18n import translate
from leaksim.ui import debrief, parts, present, present_session
from leaksim.ui import session_messages as said
from leaksim.ui.address import Address
from leaksim.ui.component import Component
from leaksim.ui.messages import Message
from leaksim.ui.pages.exercise import ExercisePage
from leaksim.ui.pages.frame import Page, box
from leaksim.ui.service import open_service, open_sessions

if TYPE_CHECKING:
    from leaksim.services.committee import Session, Sessions
    from leaksim.ui.service import RunService


def open_session(address: Address) -> Page:
    """The page on which a session is set up, or the session itself. Raises NotFound where there is none."""
    if not address.token:
        raise NotFound("the address names no session")
    sessions = open_sessions()
    session = sessions.resume(address.token)
    if session.state.stage is Stage.SETUP:
        return SetUpPage(sessions, session, address)
    return SessionPage(open_service(), session, address)


class SetUpPage(Page):
    """What the team settles before the clock runs. Then the page is opened again, as the session."""

    name = "session"

    def __init__(self, sessions: Sessions, session: Session, address: Address) -> None:
        super().__init__(address.language)
        self.sessions = sessions
        self.session = session
        self.address = address
        self.form = parts.SessionSetUp(
            self._data(), language=self.language, receive=self._on_set_up, failed=self.report_failure
        )
        self.put(self.form)

    def _data(self) -> present.Data:
        self.choices = self.sessions.choices(self.language)
        return present_session.set_up(self.choices, self.session.wishes, self.language)

    def refresh(self) -> None:
        super().refresh()
        self.form.show(self._data(), self.language)

    def _on_set_up(self, part: Component, message: said.SetUpSession) -> None:
        if not self._offered(message):
            part.refuse(message.serial, translate("error.bad_message", self.language))
            return
        try:
            self.session.set_up(
                preset=message.preset,
                team=message.team.strip(),
                seats=message.seats,
                desk=dict(zip(present_session.DESK, (line.strip() for line in message.desk), strict=True)),
                organisation=message.organisation,
                incident_type=message.incident_type,
                mode=message.mode,
            )
        except Conflict:
            pass  # another window was faster: the session that it set up is opened
        except LeaksimError:
            part.refuse(message.serial, translate("error.not_startable", self.language))
            return
        part.send({"type": "go", "address": self.address.of_session(self.address.token, self.language)})

    def _offered(self, message: said.SetUpSession) -> bool:
        organisations = {organisation for organisation, _label, _playbook in self.choices.organisations}
        types = {kind for kind, _label, _notes in self.choices.types}
        return (
            (message.organisation is None or message.organisation in organisations)
            and (message.incident_type is None or message.incident_type in types & set(IncidentType))
            and message.mode in set(FeedbackMode)
        )


class SessionPage(ExercisePage):
    """The exercise page with a clock over it and a log in it, between a briefing and a hot wash."""

    name = "session"

    def __init__(self, service: RunService, session: Session, address: Address) -> None:
        self.session = session
        self.now: SessionView = session.view(address.language)
        self.shown_as: tuple[Stage, str] | None = None  # nothing yet
        self.moved = False  # whether the page has changed since it was opened
        super().__init__(service, session.run, address)

    def _look(self) -> SessionView:
        """Read the session anew."""
        self.now = self.session.view(self.language)
        return self.now

    # --- building -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        if self.session.state.stage is Stage.PLAY and self.view.finished and self.session.state.paused is None:
            self.session.enter(Stage.HOT_WASH)
        session = self._look()
        self.moved = self.shown_as is not None
        self.shown_as = (session.stage, session.paused)
        self._show_top_bar()
        self.shown.clear()
        if session.paused:
            self.put(self._part(parts.Standstill, self._standstill_data, self._on_session))
        elif session.stage is Stage.BRIEF:
            self.put(self._bar(), self._part(parts.SessionBrief, self._brief_data, self._on_session))
        elif session.stage is Stage.PLAY:
            if self.decide.comm is None:  # closed with all it held when something else was shown
                self.decide = box("decide")
            self._build_desk()
        else:
            self._build_hot_wash()

    def _show_top_bar(self) -> None:
        data = present.top_bar(self.language, self.view, page=self.name)
        open_ = self.session.state.stage is not Stage.CLOSED
        self.top_bar.show(data | {"saves": open_, "resumable": open_}, self.language)

    def _bar(self) -> Component:
        focus = self.moved and self.now.stage is Stage.PLAY
        return self._part(
            parts.SessionBar, lambda: present_session.bar(self.now, self.language, focus=focus), self._on_session
        )

    def put(self, *widgets: ipywidgets.Widget) -> None:
        """The desk stands below the session’s bar."""
        if any(isinstance(widget, ipywidgets.Box) for widget in widgets) and self.session.state.playing:
            widgets = (self._bar(), *widgets)
        super().put(*widgets)

    def _header_data(self, *, focus: bool) -> present.Data:
        data = super()._header_data(focus=focus)
        session = self.now
        if session.statement is not None:
            label = translate("ui.statement.title", self.language)
            done = int(bool(session.statement.text.strip()))
            data["sections"].append({"id": "statement", "label": label, "total": 1, "done": done})
        data["sections"].append(present_session.log_section(session.log, self.language))
        return data

    def _more_parts(self) -> list[Component]:
        found: list[Component] = []
        if self._look().statement is not None:
            found.append(self._part(parts.StatementDraft, self._statement_data, self._on_session))
        found.append(self._part(parts.DecisionLog, self._decisions_data, self._on_session))
        return found

    def _build_hot_wash(self) -> None:
        session = self.now
        column = [
            self._part(parts.HotWash, partial(self._hot_wash_data, focus=True), self._on_session),
            self._part(parts.DecisionLog, self._decisions_data, self._on_session),
        ]
        if session.statement is not None:
            column.append(self._part(parts.StatementDraft, self._statement_data, self._on_session))
        if self.view.sheets:
            column.append(self._part(parts.FormSheets, self._sheets_data, self._on_form))
        column.append(self._part(parts.WrapUp, self._wrap_up_data, self._on_session))
        beside = []
        if self.view.finished:
            beside.append(self._part(parts.ResultPage, self._result_data, self._on_result))
        bar = () if session.stage is Stage.CLOSED else (self._bar(),)
        self.put(*bar, box("hot-wash", (box("hot-wash-notes", column), *beside)))

    def refresh(self) -> None:
        self._look()
        super().refresh()
        self._show_top_bar()

    # --- what the parts draw --------------------------------------------------------------------------------

    def _standstill_data(self) -> present.Data:
        return present_session.standstill(self.now, self.language)

    def _brief_data(self) -> present.Data:
        return present_session.brief(self.now, self.view, self.language, self.address)

    def _decisions_data(self) -> present.Data:
        return present_session.decisions(self.now, self.language)

    def _statement_data(self) -> present.Data:
        session = self.now
        if session.statement is None:
            return {}
        open_ = session.statement.open and session.stage is Stage.PLAY
        return present_session.statement(session.statement, self.language, self.address, open_=open_)

    def _hot_wash_data(self, *, focus: bool) -> present.Data:
        return present_session.hot_wash(self.now, self.language, focus=focus)

    def _wrap_up_data(self) -> present.Data:
        return present_session.wrap_up(self.now, self.language, self.address)

    def _result_data(self) -> present.Data:
        shown = debrief.result_page(self.run.result(self.language), self.view, self.language, self.address)
        return shown | {"beside": True}

    # --- what the browser asks for --------------------------------------------------------------------------

    def _on_session(self, part: Component, message: Message) -> None:
        if self._attempt(part, message, self._act(part, message)):
            part.confirm(message)
            self._follow()

    def _act(self, part: Component, message: Message) -> Callable[[], None]:
        session = self.session
        match message:
            case said.EnterStage():
                return partial(self._enter, message.stage)
            case said.PauseSession():
                return session.pause
            case said.StopForReal():
                return session.stop_for_real
            case said.GoOn():
                return session.go_on
            case said.LogDecision():
                written = {"owner": message.owner, "rationale": message.rationale, "dissent": message.dissent}
                return partial(session.log, message.decision, **written)
            case said.DraftStatement():
                return partial(session.draft, message.text)
            case said.NoteHotWash():
                noted = {"went_well": message.went_well, "to_change": message.to_change, "missing": message.missing}
                return partial(session.note, **noted)
            case said.NameAction():
                named = {"action": message.action, "owner": message.owner, "due": message.due}
                return partial(session.name_action, message.number, **named)
            case said.SaveRecord():
                return partial(self._save_record, part, message.file)
        raise TypeError(f"no part of this page sends {message!r}")

    def _enter(self, stage: str) -> None:
        if stage not in set(Stage):
            raise IllegalEvent(f"there is no stage {stage!r}")
        self.session.enter(stage)

    def _save_record(self, part: Component, file: str) -> None:
        if isinstance(part, parts.FileGiver):
            part.hand_over(*self.session.file(file, self.language))

    def _follow(self) -> None:
        """Bring the page to where the session stands."""
        self.view = self.run.view(self.language)
        if (self._look().stage, self.now.paused) != self.shown_as:
            self._build()
        else:
            self.refresh()

    def _attempt(self, part: Component, message: Message, act: Callable[[], None]) -> bool:
        """As on the exercise page; and where another window paused or moved on, this one follows."""
        try:
            act()
        except IllegalEvent:
            part.refuse(message.serial, translate("error.not_now", self.language))
        except Conflict:
            part.refuse(message.serial, translate("error.conflict", self.language))
        else:
            return True
        self.session.reload()
        self._rebuild()
        return False

    def _rebuild(self) -> None:
        """Draw what another window has changed."""
        session = self._look()
        if (session.stage, session.paused) != self.shown_as:
            self.view = self.run.view(self.language)
            self._build()
        elif session.stage is Stage.PLAY:
            super()._rebuild()
        else:
            self.refresh()
