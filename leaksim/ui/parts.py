"""The parts that pages are made of. Each names its ES module and the messages that it may send."""

from __future__ import annotations

import base64

from . import annual_messages, campaign_messages, messages, session_messages
from .component import Component, module_text


class TopBar(Component):
    _esm = module_text("topbar")
    accepts = (messages.ChangeLanguage,)


class Stepper(Component):
    _esm = module_text("stepper")


class BottomBar(Component):
    _esm = module_text("bottombar")


class Notice(Component):
    _esm = module_text("notice")


class Inbox(Component):
    _esm = module_text("inbox")
    accepts = (messages.Open,)


class EvidenceViewer(Component):
    _esm = module_text("viewer")


class PhaseHeader(Component):
    _esm = module_text("header")

    def focus(self) -> None:
        """Bring the reader to the heading of the phase."""
        self.send({"type": "focus"})


class QuestionForm(Component):
    _esm = module_text("form")
    accepts = (messages.Answer, messages.Withdraw, messages.TakeHint)


class ActionCards(Component):
    _esm = module_text("cards")
    accepts = (messages.Choose, messages.Unchoose, messages.CarryOut, messages.TakeHint)


class FileGiver(Component):
    """A part that hands files to the browser."""

    def hand_over(self, name: str, media_type: str, content: bytes) -> None:
        """Give the browser a file to save."""
        encoded = base64.b64encode(content).decode("ascii")
        self.send({"type": "file", "name": name, "media_type": media_type, "content": encoded})


class FormSheets(FileGiver):
    _esm = module_text("sheets")
    accepts = (messages.FillField, messages.TakeOver, messages.SaveForm)


class ClosePanel(Component):
    _esm = module_text("close")
    accepts = (messages.Close,)


class Feedback(Component):
    _esm = module_text("feedback")
    accepts = (messages.Continue,)


class ResultPage(Component):
    _esm = module_text("result")
    accepts = (messages.Again, messages.LookBack)


class GuideReader(Component):
    _esm = module_text("guide")
    accepts = (messages.ShowGuides,)


class AnnualTraining(FileGiver):
    _esm = module_text("annual")
    accepts = (
        annual_messages.BeginTraining,
        annual_messages.ChooseOption,
        annual_messages.MarkLines,
        annual_messages.ReadOn,
        annual_messages.TakeAgain,
        annual_messages.SaveCertificate,
    )


class CampaignCard(Component):
    _esm = module_text("campaign")
    accepts = (campaign_messages.Enter,)


class StartForm(Component):
    _esm = module_text("start")
    accepts = (messages.Start, messages.Begin)


class SessionSetUp(Component):
    _esm = module_text("convene")
    accepts = (session_messages.SetUpSession,)


class SessionBar(Component):
    _esm = module_text("sessionbar")
    accepts = (session_messages.EnterStage, session_messages.PauseSession, session_messages.StopForReal)


class SessionBrief(Component):
    _esm = module_text("brief")
    accepts = (session_messages.EnterStage,)


class Standstill(Component):
    _esm = module_text("standstill")
    accepts = (session_messages.GoOn,)


class DecisionLog(Component):
    _esm = module_text("decisions")
    accepts = (session_messages.LogDecision,)


class StatementDraft(Component):
    _esm = module_text("statement")
    accepts = (session_messages.DraftStatement,)


class HotWash(Component):
    _esm = module_text("hotwash")
    accepts = (session_messages.NoteHotWash, session_messages.NameAction, session_messages.EnterStage)


class WrapUp(FileGiver):
    _esm = module_text("wrapup")
    accepts = (session_messages.SaveRecord, session_messages.EnterStage)


class StudyHome(Component):
    _esm = module_text("study")
    accepts = (messages.BeginStudy, messages.Practise, messages.BeginReview)


class ReviewCard(Component):
    _esm = module_text("review")
    accepts = (messages.Pick, messages.BeginReview, messages.LeaveReview)


class LessonReader(Component):
    _esm = module_text("lesson")
