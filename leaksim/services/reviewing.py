"""From cards to questions of a review and back: which can be asked, how they read, what came of an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from ..domain.catalogue import QuestionKind
from ..domain.documents import as_shown
from ..domain.kinds import IncidentType, Language
from ..domain.playbook import Playbook
from ..domain.records import record
from ..domain.study import ESTABLISHED_ONLY, Recall, act_card, ask_card
from ..domain.study_views import ReviewOutcome, ReviewView
from ..domain.views import OptionView, ThingView
from ..engine.streams import Stream
from ..errors import NotFound
from ..i18n import translate
from . import shelf
from .memory import Memory
from .results import clause_texts
from .review_acts import act_question, askable, first_acts
from .review_asks import ask_question
from .review_cards import Choice, ReviewQuestion

FRESH_ASKS = ("established", "persons", "discovered_at", "items")


@record
class Review:
    """A question with its place in the day's review; `memory` is None for a card never asked before."""

    turn: str
    question: ReviewQuestion
    memory: Memory | None
    number: int
    of: int


def can_ask(card: str, guide: Playbook) -> bool:
    """Whether the guide gives the card something to ask. Cheap: no incident is made for it."""
    match card.split("/"):
        case ["act", kind, action] if kind in set(IncidentType):
            return askable(IncidentType(kind), action, guide, shelf.library())
        case ["ask", question]:
            asked = {name for kind in shelf.stated_types(guide) for name in guide.asks(kind)}
            return (card == ESTABLISHED_ONLY and bool(asked)) or question in asked
    return False


def build_question(card: str, guide: Playbook, name: str) -> ReviewQuestion | None:
    """The question of a card, drawn by `name`; None where none can be made."""
    stream = Stream("review", name)
    try:
        match card.split("/"):
            case ["act", kind, action]:
                return act_question(IncidentType(kind), action, guide, shelf.library(), stream)
            case ["ask", question]:
                return ask_question(question, guide, shelf.library(), stream)
    except NotFound:
        return None
    return None


def fresh_cards(kind: IncidentType, guide: Playbook, known: Collection[str]) -> Iterator[str]:
    """Cards never asked before, acts and questions in turns: what a type asks for first."""
    asked = guide.asks(kind)
    asks = [ask_card(q) for q in FRESH_ASKS if q in asked or ask_card(q) == ESTABLISHED_ONLY]
    acts = [act_card(kind, action) for action in first_acts(kind, guide)]
    while asks or acts:
        for cards in (acts, acts, asks):
            if cards:
                card = cards.pop(0)
                if card not in known:
                    yield card


def review_view(review: Review, language: Language) -> ReviewView:
    question = review.question
    phase = translate(f"phase.{question.phase}", language)
    act = question.card.startswith("act/")
    label = translate(f"incident_type.{question.type}", language)
    return ReviewView(
        turn=review.turn,
        number=review.number,
        of=max(review.of, review.number),
        # The type of an incident may be the very thing that is asked.
        place=translate("study.place_act", language, type=label, phase=phase) if act else phase,
        why=_why(review.memory, language),
        prompt=question.prompt.in_(language),
        situation=question.situation.in_(language),
        things=tuple(
            ThingView(
                id=f"d{number}",
                title=evidence.title.in_(language),
                icon=evidence.icon,
                document=as_shown(evidence.documents[language]),
            )
            for number, evidence in enumerate(question.evidence, start=1)
        ),
        kind=QuestionKind.CHOICE,
        options=tuple(OptionView(id=c.id, label=c.label.in_(language)) for c in question.choices),
    )


def _why(memory: Memory | None, language: Language) -> str:
    """Why the card is asked now."""
    key = "new" if memory is None else str(memory.last)
    return translate(f"study.why.{key}", language)


def outcome_view(question: ReviewQuestion, chosen: Choice, back_on: date, language: Language) -> ReviewOutcome:
    right = chosen.recall is Recall.GOOD
    return ReviewOutcome(
        recall=chosen.recall.value,
        right=right,
        given=chosen.label.in_(language),
        expected=translate("study.or", language).join(one.label.in_(language) for one in question.right),
        reason=chosen.reason.in_(language),
        statement=question.statement.in_(language),
        details=tuple(text.in_(language) for text in question.details),
        how=question.how.in_(language),
        clauses=clause_texts(question.citations, language),
        back_on=back_on.isoformat(),
        type=question.type,
        phase=question.phase,
    )
