"""The one gate between what is known on the server and what a person may see.

A trainee's view is made of released things only: it has no field for a fact, a verdict of an open phase, an
option's value or an inject to come. Ids in it are opaque or neutral.
"""

from __future__ import annotations

from collections.abc import Iterator

from .catalogue import QuestionGroup, QuestionKind
from .documents import Document, as_shown
from .exercise import AnswerValue, Exercise, Release, moment, offered_cards
from .facts import FactValue
from .incident import AskedQuestion, Card, Inject
from .kinds import PHASES, Certainty, FeedbackMode, IncidentType, Language, Phase, Round
from .knowledge import Knowledge, known
from .records import record
from .scorecard import Item, Scorecard
from .sheet_views import SheetView, sheet_views


@record
class ThingView:
    """A piece of released evidence in the reader's language; `id` counts releases (d1, d2, …)."""

    id: str
    title: str
    icon: str
    document: Document


@record
class MessageView:
    """An inject that arrived, at a scenario moment (ISO 8601), with what it brought."""

    id: str
    at: str
    phase: Phase
    method: str
    sender: str
    message: str
    things: tuple[ThingView, ...]


@record
class OptionView:
    id: str
    label: str


@record
class AnswerView:
    """What was answered. `carried` says it stands here from the first report and is not yet an answer."""

    certainty: Certainty | None
    value: AnswerValue | None
    carried: bool = False


@record
class QuestionView:
    id: str
    group: QuestionGroup
    round: Round
    kind: QuestionKind
    prompt: str
    help: str
    unit: str
    options: tuple[OptionView, ...]
    answer: AnswerView | None


@record
class CardView:
    """A card; `earlier` when it belongs to a phase already closed."""

    id: str
    label: str
    minutes: int
    chosen: bool
    first: bool
    earlier: bool


@record
class DoneView:
    """An act that was carried out, begun at a scenario moment (ISO 8601)."""

    label: str
    at: str


@record
class DecisionView:
    id: str
    heading: str
    cards: tuple[CardView, ...]


@record
class TraineeView:
    """All that a trainee's page may be built from, in one language."""

    title: str
    briefing: str
    organisation: str
    phase: Phase | None
    now: str
    starts_at: str
    elapsed_minutes: int
    messages: tuple[MessageView, ...]
    questions: tuple[QuestionView, ...]
    decisions: tuple[DecisionView, ...]
    earlier: tuple[CardView, ...]
    closed: tuple[Phase, ...]
    feedback: tuple[Item, ...]
    finished: bool
    sheets: tuple[SheetView, ...] = ()
    done: tuple[DoneView, ...] = ()  # in the open phase


@record
class FacilitatorView:
    """The keys, for those who run an exercise."""

    type: IncidentType
    facts: dict[str, FactValue]
    knowledge: dict[str, Knowledge]
    pending: tuple[str, ...]


def view_for_trainee(
    exercise: Exercise, language: Language, mode: FeedbackMode, scorecard: Scorecard | None = None
) -> TraineeView:
    """What the trainee may see now. Of a scorecard, only items of closed phases pass, and in exam mode none
    before the end."""
    incident = exercise.incident
    closed = PHASES[: exercise.phase.position] if exercise.phase else PHASES
    open_feedback = exercise.finished or mode is FeedbackMode.EACH_PHASE
    feedback = tuple(i for i in scorecard.items if i.phase in closed) if scorecard and open_feedback else ()
    planned = dict(exercise.planned)
    offered = offered_cards(exercise)
    return TraineeView(
        title=incident.title.in_(language),
        briefing=incident.briefing.in_(language),
        organisation=incident.organisation.name.in_(language),
        phase=exercise.phase,
        now=exercise.now,
        starts_at=incident.starts_at,
        elapsed_minutes=exercise.clock,
        messages=_messages(exercise, language),
        questions=tuple(_question(exercise, q, language) for q in exercise.legal_actions().questions),
        decisions=tuple(
            DecisionView(
                id=decision.id,
                heading=decision.heading.in_(language),
                cards=tuple(_card(card, planned, language, exercise) for card in decision.cards if card in offered),
            )
            for decision in incident.decisions
            if decision.phase is exercise.phase
        ),
        earlier=tuple(_card(card, planned, language, exercise) for card in offered if card.phase is not exercise.phase),
        closed=tuple(closed),
        feedback=feedback,
        finished=exercise.finished,
        sheets=sheet_views(exercise, language),
        done=tuple(_done(exercise, language)),
    )


def view_for_facilitator(exercise: Exercise) -> FacilitatorView:
    """Everything, for those who run the exercise; never sent to a trainee's page."""
    released = {r.inject for r in exercise.releases}
    return FacilitatorView(
        type=exercise.incident.type,
        facts=dict(exercise.incident.facts),
        knowledge=dict(known(exercise.incident, exercise.evidence())),
        pending=tuple(i.id for i in exercise.incident.injects if i.id not in released),
    )


def _messages(exercise: Exercise, language: Language) -> tuple[MessageView, ...]:
    incident = exercise.incident
    messages, count = [], 0
    for number, release in enumerate(exercise.releases, start=1):
        inject = incident.inject_by_id(release.inject)
        things = []
        for evidence_id in inject.evidence:
            if evidence_id in release.without:
                continue
            count += 1
            evidence = incident.evidence_by_id(evidence_id)
            things.append(
                ThingView(
                    id=f"d{count}",
                    title=evidence.title.in_(language),
                    icon=evidence.icon,
                    document=as_shown(evidence.documents[language]),
                )
            )
        messages.append(
            MessageView(
                id=f"m{number}",
                at=moment(incident, release.minutes),
                phase=inject.phase,
                method=inject.method,
                sender=inject.sender.in_(language),
                message=_told(exercise, inject, release, language),
                things=tuple(things),
            )
        )
    return tuple(messages)


def _told(exercise: Exercise, inject: Inject, release: Release, language: Language) -> str:
    """What the sender says; where material is gone, what is said of that instead of or after it."""
    gone = set(release.without)
    instead = [
        c.loss.message.in_(language)
        for c in exercise.incident.consequences
        if c.loss is not None
        and gone.intersection(c.loss.evidence)
        and any(f.consequence == c.id for f in exercise.fired)
    ]
    if not instead:
        return inject.message.in_(language)
    return instead[0] if gone.issuperset(inject.evidence) else f"{inject.message.in_(language)}\n{instead[0]}"


def _question(exercise: Exercise, question: AskedQuestion, language: Language) -> QuestionView:
    answers = dict(exercise.answers)
    answer = None
    if question.id in answers:
        event = answers[question.id].event
        answer = AnswerView(certainty=event.certainty, value=event.value)
    elif question.round is Round.AFTER_INVESTIGATION:
        earlier = answers.get(f"{question.question}@{Round.FIRST_REPORT}")
        if earlier is not None and earlier.event.value is not None:
            answer = AnswerView(certainty=None, value=earlier.event.value, carried=True)
    return QuestionView(
        id=question.id,
        group=question.group,
        round=question.round,
        kind=question.kind,
        prompt=question.prompt.in_(language),
        help=question.help.in_(language) if question.help else "",
        unit=question.unit.in_(language) if question.unit else "",
        options=tuple(OptionView(id=o.id, label=o.label.in_(language)) for o in question.options),
        answer=answer,
    )


def _done(exercise: Exercise, language: Language) -> Iterator[DoneView]:
    labels = {card.action: card.label.in_(language) for card in exercise.incident.cards()}
    for act in exercise.acts:
        if act.phase is exercise.phase:
            yield DoneView(label=labels[act.action], at=act.at)


def _card(card: Card, planned: dict[str, bool], language: Language, exercise: Exercise) -> CardView:
    return CardView(
        id=card.id,
        label=card.label.in_(language),
        minutes=card.minutes,
        chosen=card.action in planned,
        first=planned.get(card.action, False),
        earlier=card.phase is not exercise.phase,
    )
