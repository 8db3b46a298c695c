"""Review questions about an act: which one the guide asks for in a phase, or which one to keep away from."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.catalogue import Action, ActionKind, Library
from ..domain.condition_words import ConditionWords, describe
from ..domain.kinds import Coverage, Grade, IncidentType, Language
from ..domain.playbook import ExpectedResponse, OrderKind, Playbook
from ..domain.study import Recall, act_card
from ..domain.text import Text
from ..engine.streams import Stream
from ..errors import NotFound
from .review_cards import NOTHING, Choice, ReviewQuestion, both, cited

OTHERS = 3


def act_question(
    kind: IncidentType, action_id: str, guide: Playbook, library: Library, stream: Stream
) -> ReviewQuestion:
    """The question for a card; NotFound where guide and catalogue leave nothing to ask about the act."""
    try:
        action = library.catalogue.action(action_id)
    except KeyError:
        raise NotFound(f"there is no act {action_id!r}") from None
    responses = [r for r in guide.responses_for(kind) if r.action == action_id]
    asked = [r for r in responses if r.grade in (Grade.REQUIRED, Grade.RECOMMENDED)]
    barred = [r for r in responses if r.grade is Grade.PROHIBITED]
    if asked:
        lead = next((r for r in asked if not r.tension), asked[0])
        others = _wrong_acts(action, kind, guide, library, stream)
        return _question(kind, action, lead, others, guide, library, stream, avoid=False)
    if barred or action.kind is not ActionKind.RESPONSE:
        others = _wanted_acts(action, kind, guide, library, stream)
        return _question(kind, action, barred[0] if barred else None, others, guide, library, stream, avoid=True)
    raise NotFound(f"the guide neither asks for {action_id!r} nor warns of it")


def askable(kind: IncidentType, action_id: str, guide: Playbook, library: Library) -> bool:
    """Whether `act_question` has something to ask."""
    if guide.states(kind) is Coverage.NOT_STATED:
        return False
    responses = [r for r in guide.responses_for(kind) if r.action == action_id]
    action = next((a for a in library.catalogue.actions if a.id == action_id), None)
    if action is None:
        return False
    return any(r.grade is not Grade.PERMITTED for r in responses) or (
        action.kind is not ActionKind.RESPONSE and not responses
    )


def first_acts(kind: IncidentType, guide: Playbook) -> tuple[str, ...]:
    """The acts that a guide asks for whatever the circumstances, urgent ones first, in the order of the phases."""
    wanted = [r for r in guide.responses_for(kind) if r.grade is Grade.REQUIRED and r.when is None and not r.tension]
    wanted.sort(key=lambda r: (r.phase.position, r.order is None, not r.types))
    return tuple(dict.fromkeys(r.action for r in wanted))


def _question(
    kind: IncidentType,
    action: Action,
    lead: ExpectedResponse | None,
    others: Sequence[Action],
    guide: Playbook,
    library: Library,
    stream: Stream,
    *,
    avoid: bool,
) -> ReviewQuestion:
    right = Choice(id="right", label=action.label, recall=Recall.GOOD)
    wrong = [
        Choice(
            id=other.id,
            label=other.label,
            recall=Recall.AGAIN,
            reason=both("study.wanted_here") if avoid else other.why or both("study.not_wanted"),
        )
        for other in others
    ]
    if len(wrong) < 2:
        raise NotFound(f"there are too few other acts to ask about {action.id!r}")
    return ReviewQuestion(
        card=act_card(kind, action.id),
        type=kind,
        phase=lead.phase if lead else action.phase,
        prompt=both("study.prompt_avoid" if avoid else "study.prompt_act", guide=guide.title),
        situation=_situation(lead, library),
        choices=shuffled([right, *wrong], stream),
        statement=lead.statement if lead else action.why or NOTHING,
        details=_details(action, lead, library),
        citations=cited(guide, (lead.section,)) if lead else (),
    )


def shuffled(choices: Sequence[Choice], stream: Stream) -> tuple[Choice, ...]:
    """The choices in the stream's order, under ids that say nothing."""
    ordered = stream.child("order").shuffled(choices)
    return tuple(
        Choice(id=f"o{number}", label=c.label, recall=c.recall, reason=c.reason)
        for number, c in enumerate(ordered, start=1)
    )


def _situation(lead: ExpectedResponse | None, library: Library) -> Text:
    if lead is None or lead.when is None:
        return NOTHING
    words = ConditionWords(vocabulary=library.vocabulary, catalogue=library.catalogue)
    return Text(describe(lead.when, words, Language.JA), describe(lead.when, words, Language.EN))


def _details(action: Action, lead: ExpectedResponse | None, library: Library) -> tuple[Text, ...]:
    """Who acts, by when, in which order, and what to be careful about; the belief behind a wrong act."""
    found: list[Text] = []
    if lead is not None:
        if lead.who is not None:
            found.append(both("study.who", text=lead.who))
        if lead.deadline is not None:
            found.append(both("study.deadline", text=lead.deadline.text))
        if lead.order is not None and lead.order.kind is not OrderKind.BEFORE:
            found.append(both(f"study.order.{lead.order.kind}"))
        if lead.caution is not None:
            found.append(both("study.caution", text=lead.caution))
    if lead is None or lead.grade is Grade.PROHIBITED:
        found += [m.correction for m in library.misconceptions if action.id in m.does]
    return tuple(found)


def _wrong_acts(
    action: Action, kind: IncidentType, guide: Playbook, library: Library, stream: Stream
) -> tuple[Action, ...]:
    """Acts of the same phase that are wrong by this guide: never one that it asks for or allows somewhere."""
    spoken = {r.action for r in guide.responses_for(kind) if r.grade is not Grade.PROHIBITED}
    fitting = [
        a
        for a in library.catalogue.actions
        if a.kind is not ActionKind.RESPONSE and a.fits(kind) and a.id not in spoken and a.id != action.id
    ]
    return _nearest(action, fitting, stream)


def _wanted_acts(
    action: Action, kind: IncidentType, guide: Playbook, library: Library, stream: Stream
) -> tuple[Action, ...]:
    """Acts of the same phase that the guide asks for whatever the circumstances."""
    barred = {r.action for r in guide.responses_for(kind) if r.grade is Grade.PROHIBITED}
    wanted = [library.catalogue.action(name) for name in first_acts(kind, guide) if name not in barred]
    return _nearest(action, [a for a in wanted if a.id != action.id], stream)


def _nearest(action: Action, fitting: Sequence[Action], stream: Stream) -> tuple[Action, ...]:
    """Three of them: of the same topic if there are, then of the same phase, then of the nearest."""
    drawn = stream.child("others").shuffled(list(fitting))
    drawn.sort(key=lambda a: (abs(a.phase.position - action.phase.position), a.topic != action.topic))
    return tuple(drawn[:OTHERS])
