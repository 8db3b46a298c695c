"""An annual training in words, for its page."""

from __future__ import annotations

from collections.abc import Mapping

from ..domain.annual import Attempt, Paper, Question, Replied, Training
from ..domain.annual_view import (
    AnnualView,
    BeliefView,
    DeskView,
    FeedbackView,
    LineFeedback,
    MissedView,
    Option,
    QuestionView,
    ReportField,
    Stage,
)
from ..domain.desks import ReportingDesk
from ..domain.kinds import Certainty, Language
from ..domain.playbook import Playbook
from ..domain.situations import OBJECTIVES, Objective
from ..i18n import translate
from ..scoring.annual import TrainingScore, is_met
from .annual_papers import shown_clause


def annual_view(
    training: Training,
    score: TrainingScore,
    *,
    organisation: str,
    role: str,
    guide: Playbook,
    desk: ReportingDesk | None,
    language: Language,
) -> AnnualView:
    """What the page shows now; nothing of it tells the answer to the open question."""
    attempt = training.attempt
    here = attempt.at if attempt else None
    stage: Stage = "intro"
    if training.passed is not None:
        stage = "passed"
    elif attempt is not None:
        stage = "missed" if here is None else "feedback" if here[1].id in attempt.replies else "question"
    words = _Words(language, guide)
    question = words.question(attempt, *here) if attempt is not None and here is not None else None
    return AnnualView(
        stage=stage,
        attempt=len(training.attempts),
        organisation=organisation,
        role=role,
        guide=guide.title.in_(language),
        desk=desk_view(desk, language),
        percent=score.percent,
        first_percent=score.first_percent,
        question=question,
        feedback=words.feedback(attempt, *here) if attempt is not None and here and stage == "feedback" else None,
        report=words.report(attempt, here[0]) if attempt is not None and here is not None else (),
        missed=words.missed(score) if stage in ("missed", "passed") else (),
        beliefs=tuple(
            BeliefView(label=one.label.in_(language), correction=one.correction.in_(language))
            for one in score.beliefs[:1]
        )
        if stage == "missed"
        else (),
        number=training.passed.number if training.passed else "",
    )


def desk_view(desk: ReportingDesk | None, language: Language) -> DeskView:
    """The reporting desk; where the organisation gave none, what everybody should find out."""
    if desk is None:
        return DeskView(named=False, rows=())
    rows = tuple((translate(f"annual.desk.{name}", language), text) for name, text in desk.entries())
    return DeskView(named=True, rows=rows)


class _Words:
    def __init__(self, language: Language, guide: Playbook) -> None:
        self._language = language
        self._guide = guide

    def _say(self, key: str, **params: object) -> str:
        return translate(f"annual.{key}", self._language, **params)

    def _certainty(self, certainty: Certainty) -> str:
        return translate(f"certainty.{certainty}", self._language)

    def question(self, attempt: Attempt, paper: Paper, question: Question) -> QuestionView:
        ids = [one.id for _, one in attempt.questions]
        language = self._language
        return QuestionView(
            id=question.id,
            number=ids.index(question.id) + 1,
            total=len(ids),
            heading=self._say(f"objective.{question.objective}"),
            prompt=self._say(f"prompt.{question.objective}"),
            situation=self._say("situation", n=attempt.papers.index(paper) + 1, all=len(attempt.papers)),
            lead=paper.lead.in_(language),
            text=paper.text.in_(language),
            options=tuple(Option(id=c.id, label=c.label.in_(language)) for c in question.choices),
            lines=tuple(Option(id=line.id, label=line.label.in_(language)) for line in question.lines),
        )

    def feedback(self, attempt: Attempt, paper: Paper, question: Question) -> FeedbackView:
        language = self._language
        reply = attempt.replies[question.id]
        met = is_met(question, reply)
        recognising = question.objective is Objective.RECOGNISE
        chosen = next((c for c in question.choices if c.id == reply.choice), None)
        right = next((c for c in question.choices if c.right), None)
        explanation = paper.why if recognising else question.statement
        needless = recognising and not met and paper.type is None
        said = explanation.in_(language) if explanation else ""
        if question.note == "not_stated" and self._guide.chain_note is not None:
            said = self._say("not_stated")
        elif question.note == "general":
            said = self._say("general")
        silent = self._say("silent") if question.objective is Objective.NOT_TO_DO else ""
        return FeedbackView(
            question=question.id,
            met=met,
            verdict=self._say("verdict.needless" if needless else "verdict.met" if met else "verdict.missed"),
            given=chosen.label.in_(language) if chosen and not met else "",
            why=chosen.why.in_(language) if chosen and chosen.why and not met and not recognising else "",
            right=right.label.in_(language) if right and not met else "",
            explanation=said,
            clause=shown_clause(question.clause, language) or silent,
            playbook=question.clause.playbook if question.clause else "",
            section=question.clause.section if question.clause else "",
            lines=tuple(
                LineFeedback(
                    label=line.label.in_(language),
                    given=self._certainty((reply.lines or {})[line.id]),
                    fitting=self._certainty(line.standing.fitting[0]),
                    how=line.how.in_(language),
                    met=(reply.lines or {})[line.id] in line.standing.fitting,
                )
                for line in question.lines
            ),
        )

    def report(self, attempt: Attempt, paper: Paper) -> tuple[ReportField, ...]:
        """The fields filled and explained so far, where the situation asks for a whole first report."""
        filled: list[ReportField] = []
        if len(paper.questions) < len(OBJECTIVES):
            return ()
        for question in paper.questions:
            reply = attempt.replies.get(question.id)
            if reply is not None and question.id in attempt.read:
                heading = self._say(f"objective.{question.objective}")
                entry = self._entry(question, attempt.replies)
                filled.append(ReportField(heading=heading, entry=entry, met=is_met(question, reply)))
        return tuple(filled)

    def _entry(self, question: Question, replies: Mapping[str, Replied]) -> str:
        """What belongs in the field: the right entry, whatever was chosen."""
        return next((c.label.in_(self._language) for c in question.choices if c.right), "")

    def missed(self, score: TrainingScore) -> tuple[MissedView, ...]:
        objectives = dict.fromkeys(o for one in score.missed for o in one.objectives)
        return tuple(
            MissedView(heading=self._say(f"objective.{o}"), explanation=self._say(f"remember.{o}")) for o in objectives
        )
