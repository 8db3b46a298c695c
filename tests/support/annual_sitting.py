"""An annual training sat through in memory, by somebody who answers as a function says."""

from __future__ import annotations

from collections.abc import Callable

from leaksim.domain.annual import Drawn, Event, Paper, Passed, Question, Read, Replied, Training, apply
from leaksim.domain.annual_view import AnnualView
from leaksim.domain.catalogue import OrganisationPreset
from leaksim.domain.desks import ReportingDesk
from leaksim.domain.kinds import Certainty, Language
from leaksim.domain.playbook import Playbook
from leaksim.domain.situations import Standing
from leaksim.scoring.annual import TrainingScore, score_training
from leaksim.services import shelf
from leaksim.services.annual_papers import draw_papers
from leaksim.services.annual_views import annual_view

DESK = ReportingDesk(
    name="情報セキュリティ室 事故受付担当",
    extension="内線 4321（平日 8:30〜17:30）",
    out_of_hours="090-0000-1234（守衛室経由）",
    deputy="総務部 総務課長（内線 4300）",
)
Answer = Callable[[Paper, Question], Replied]


class Sitting:
    """`views` are all pages that were seen, in one language, where they are `watched`."""

    def __init__(
        self,
        guide: Playbook,
        role: str,
        seed: int,
        answer: Answer,
        *,
        language: Language = Language.JA,
        preset: OrganisationPreset | None = None,
        watched: bool = False,
    ) -> None:
        self.guide = guide
        self.role = shelf.annual().role(role)
        self.preset = preset or next(p for p in shelf.library().organisations if p.playbook == guide.id)
        self.seed = seed
        self.answer = answer
        self.language = language
        self.events: list[Event] = []
        self.state = Training()
        self.watched = watched
        self.views: list[AnnualView] = [self.view()] if watched else []

    def view(self) -> AnnualView:
        return annual_view(
            self.state,
            self.score(),
            organisation=self.preset.label.in_(self.language),
            role=self.role.label.in_(self.language),
            guide=self.guide,
            desk=DESK,
            language=self.language,
        )

    def score(self) -> TrainingScore:
        return score_training(self.state, shelf.library().misconceptions)

    def add(self, event: Event) -> None:
        self.state = apply(self.state, event)
        self.events.append(event)
        if self.watched:
            self.views.append(self.view())

    def attempt(self) -> TrainingScore:
        """Draw the next attempt and answer all of it."""
        papers = draw_papers(self.seed, self.preset, self.role, self.guide, self.state, self.score().missed)
        self.add(Drawn(versions={}, papers=papers))
        attempt = self.state.attempt
        assert attempt is not None
        for paper, question in attempt.questions:
            self.add(self.answer(paper, question))
            self.add(Read(question=question.id))
        return self.score()

    def finish(self) -> None:
        """The last page, as after a pass."""
        score = self.score()
        passed = Passed(
            number="LS-0000-0000-0000-0",
            percent=score.percent,
            first_percent=score.first_percent,
            attempts=len(self.state.attempts),
        )
        self.add(passed)


def right(_paper: Paper, question: Question) -> Replied:
    """The best answer."""
    if question.lines:
        return Replied(question=question.id, lines={line.id: line.standing.fitting[0] for line in question.lines})
    return Replied(question=question.id, choice=next(c.id for c in question.choices if c.right))


def wrong(paper: Paper, question: Question) -> Replied:
    """The wrong answer whose explanation is longest."""
    if question.lines:
        worst = {
            line.id: Certainty.UNKNOWN if line.standing is Standing.ESTABLISHED else Certainty.CONFIRMED
            for line in question.lines
        }
        return Replied(question=question.id, lines=worst)
    others = [choice for choice in question.choices if not choice.right]
    longest = max(others, key=lambda c: len(c.label.ja) + len(c.why.ja if c.why else ""))
    return Replied(question=question.id, choice=longest.id)
