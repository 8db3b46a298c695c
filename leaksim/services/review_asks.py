"""Review questions about a kind of question: a scrap of generated evidence, and what may be claimed from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from ..domain.catalogue import Library, QuestionKind
from ..domain.events import Answered, PhaseClosed
from ..domain.exercise import AnswerRecord, AnswerValue, Exercise, begin
from ..domain.facts import FactValue
from ..domain.incident import AskedQuestion, Evidence, Finding, Incident
from ..domain.kinds import PHASES, Certainty, IncidentType, Language, Phase, Round
from ..domain.knowledge import Knowledge, known
from ..domain.playbook import Playbook
from ..domain.scorecard import Citation
from ..domain.study import ESTABLISHED_ONLY, Recall, ask_card
from ..domain.text import Text
from ..engine import generate
from ..engine.streams import Stream
from ..errors import NotFound
from ..i18n import format_moment
from ..scoring.answers import AnswerJudgement, answer_text, judge_answer
from . import shelf
from .choosing import ask_by
from .extracts import COUNTED, persons_extract
from .review_acts import shuffled
from .review_cards import NOTHING, Choice, ReviewQuestion, both, cited

TRIES = 8
MOST_CHARACTERS = (1100, 6000)  # of a scrap of evidence, in Japanese: what is wanted, and what will do
POINTS = 100


def ask_question(question: str, guide: Playbook, library: Library, stream: Stream) -> ReviewQuestion:
    """The question for a card, from one of the incidents drawn with short evidence; NotFound where there is none."""
    kinds = [k for k in shelf.stated_types(guide) if k in set(shelf.scenario_types().values())]
    if ask_card(question) != ESTABLISHED_ONLY:
        fitting = {q.id: q.types for q in library.questions}.get(question, ())
        kinds = [k for k in kinds if question in guide.asks(k) and (not fitting or k in fitting)]
    if not kinds:
        raise NotFound(f"the guide does not ask {question!r}")
    for most in MOST_CHARACTERS:
        for number in range(TRIES):
            own = stream.child("try", number)
            incident = _incident(own.pick(kinds), guide, library, own)
            for asked, state in _askings(question, incident, own):
                made = _extract(asked, incident, guide, own) or _scrap(asked, state, guide, most, own)
                if made is not None:
                    return replace(made, card=ask_card(question))
    raise NotFound(f"no short evidence was found for {question!r}")


def _incident(kind: IncidentType, guide: Playbook, library: Library, stream: Stream) -> Incident:
    names = [name for name, one in shelf.scenario_types().items() if one is kind]
    incident = generate(shelf.scenario(stream.pick(names)), stream.integer(1, 2**31), library)
    return ask_by(incident, guide)


def _askings(question: str, incident: Incident, stream: Stream) -> Iterator[tuple[AskedQuestion, Exercise]]:
    """The question in each of its rounds, with what had arrived by then."""
    every = ask_card(question) == ESTABLISHED_ONLY
    asked = [q for q in incident.questions if (every and q.round is Round.FIRST_REPORT) or q.question == question]
    state = begin(incident)
    states = {}
    for phase in PHASES[: Phase.INVESTIGATE.position + 1]:
        states[phase] = state
        state = state.apply(PhaseClosed(phase=phase))
    for one in stream.child("asked").shuffled(asked):
        known_by_then = known(incident, states[one.round.phase].evidence()).get(one.fact)
        if every and known_by_then is not None and known_by_then.established is not None:
            continue  # this card is about what is not settled
        yield one, states[one.round.phase]


def _extract(asked: AskedQuestion, incident: Incident, guide: Playbook, stream: Stream) -> ReviewQuestion | None:
    """Persons are counted in a short extract of a register in which some stand twice."""
    if asked.fact != COUNTED or asked.round is not Round.AFTER_INVESTIGATION:
        return None
    found = persons_extract(incident, stream)
    if found is None:
        return None
    evidence, persons, rows = found
    unit = asked.unit or NOTHING
    counts = dict.fromkeys((rows, persons - 1, persons + 1, rows + 1))
    wrong = [n for n in counts if n > 0 and n != persons][:2]
    choices = [
        Choice(id="right", label=_claim(Certainty.CONFIRMED, _number(persons, unit)), recall=Recall.GOOD),
        *(
            Choice(
                id=f"n{n}",
                label=_claim(Certainty.CONFIRMED, _number(n, unit)),
                recall=Recall.AGAIN,
                reason=both("study.counted_rows") if n == rows else both("reason.wrong"),
            )
            for n in wrong
        ),
        Choice(id="unknown", label=_unknown(), recall=Recall.HARD, reason=both("reason.not_yet_found")),
    ]
    return ReviewQuestion(
        card="",
        type=incident.type,
        phase=asked.round.phase,
        prompt=both("study.prompt_count"),
        evidence=(evidence,),
        choices=shuffled(choices, stream),
        how=both("study.count_how"),
        citations=_citations(asked, incident, guide),
    )


def _scrap(asked: AskedQuestion, state: Exercise, guide: Playbook, most: int, stream: Stream) -> ReviewQuestion | None:
    """What may be claimed from the evidence that bears on the fact; None where it takes over `most` characters."""
    incident = state.incident
    names = _bearing(asked, state)
    evidence = tuple(incident.evidence_by_id(name) for name in names)
    if not evidence or sum(_length(e) for e in evidence) > most:
        return None
    knowledge = known(incident, names).get(asked.fact, Knowledge(fact=asked.fact))
    choices = _choices(asked, incident, frozenset(names), knowledge, stream)
    if len(choices) < 3:
        return None
    finding = knowledge.established or next(iter(knowledge.indicated), None)
    return ReviewQuestion(
        card="",
        type=incident.type,
        phase=asked.round.phase,
        prompt=asked.prompt,
        situation=both("study.only_this"),
        evidence=evidence,
        choices=choices,
        how=finding.how if finding is not None and finding.how is not None else NOTHING,
        citations=_citations(asked, incident, guide),
    )


def _bearing(asked: AskedQuestion, state: Exercise) -> tuple[str, ...]:
    """Ids of the released evidence that settles the fact or points to it; else what arrived first."""
    knowledge = known(state.incident, state.evidence()).get(asked.fact)
    if knowledge is None:
        incident = state.incident
        arrived = [name for release in state.releases for name in incident.inject_by_id(release.inject).evidence]
        return tuple(arrived[:1])
    findings = (knowledge.established,) if knowledge.established else knowledge.indicated[:1]
    return tuple(dict.fromkeys(name for finding in findings for name in finding.evidence))


def _length(evidence: Evidence) -> int:
    return len(repr(evidence.documents[Language.JA]))


def _citations(asked: AskedQuestion, incident: Incident, guide: Playbook) -> tuple[Citation, ...]:
    section = guide.asks(incident.type).get(asked.question)
    return cited(guide, (section,)) if section else ()


# --- the choices ------------------------------------------------------------------------------------------------


def _choices(
    asked: AskedQuestion,
    incident: Incident,
    evidence: frozenset[str],
    knowledge: Knowledge,
    stream: Stream,
) -> tuple[Choice, ...]:
    """Claims of two values and 不明; each is judged as the exercise would judge it."""
    near = knowledge.established or next(iter(knowledge.indicated), None)
    value = _value(asked, near) if near is not None else _option_value(asked, incident.facts.get(asked.fact))
    if value is None:
        return ()
    other = next(
        (
            one
            for one in _other_values(asked, incident, value, stream)
            if not _judge(asked, incident, evidence, Certainty.PRESUMED, one).points
        ),
        None,
    )
    # The same five whatever is right, so that their shape tells nothing.
    claims: list[tuple[Certainty, AnswerValue | None]] = [
        (certainty, one)
        for one in (value, other)
        if one is not None
        for certainty in (Certainty.CONFIRMED, Certainty.PRESUMED)
    ]
    return _judged([*claims, (Certainty.UNKNOWN, None)], asked, incident, evidence, stream)


def _judged(
    claims: Sequence[tuple[Certainty, AnswerValue | None]],
    asked: AskedQuestion,
    incident: Incident,
    evidence: frozenset[str],
    stream: Stream,
) -> tuple[Choice, ...]:
    """The claims as choices; nothing where none is right. A presumption that is supported and 不明 can both be."""
    made: list[Choice] = []
    for certainty, value in claims:
        verdict = _judge(asked, incident, evidence, certainty, value)
        recall = Recall.GOOD if verdict.points == POINTS else Recall.HARD if verdict.points else Recall.AGAIN
        if certainty is Certainty.UNKNOWN and recall is Recall.AGAIN:
            recall = Recall.HARD  # not yet found: nothing false was claimed
        label = _unknown() if value is None else _claim(certainty, _shown(asked, value))
        if label not in [one.label for one in made]:
            made.append(Choice(id=f"c{len(made)}", label=label, recall=recall, reason=both(verdict.reason.key)))
    if not any(one.recall is Recall.GOOD for one in made):
        return ()
    return shuffled(made, stream)


def _judge(
    asked: AskedQuestion,
    incident: Incident,
    evidence: frozenset[str],
    certainty: Certainty,
    value: AnswerValue | None,
) -> AnswerJudgement:
    """The verdict of the exercise on a claim, for somebody who has this evidence."""
    event = Answered(question=asked.id, certainty=certainty, value=value)
    return judge_answer(incident, asked, AnswerRecord(event=event, evidence=evidence), POINTS)


def _value(asked: AskedQuestion, finding: Finding) -> AnswerValue | None:
    """The answer that says what a finding says; None where the options cannot."""
    if finding.value is not None:
        return _option_value(asked, finding.value)
    return finding.low if asked.kind in (QuestionKind.NUMBER, QuestionKind.MOMENT) else None


def _option_value(asked: AskedQuestion, value: FactValue | None) -> AnswerValue | None:
    ids = {option.value: option.id for option in asked.options}
    match asked.kind:
        case QuestionKind.CHOICE:
            return ids.get(value) if value is not None else None
        case QuestionKind.MULTI_CHOICE:
            parts = value if isinstance(value, tuple) else (value,)
            named = tuple(ids[part] for part in parts if part in ids)
            return named if named and len(named) == len(parts) else None
    return value if isinstance(value, int | str) and not isinstance(value, bool) else None


def _other_values(
    asked: AskedQuestion, incident: Incident, value: AnswerValue | None, stream: Stream
) -> Iterator[AnswerValue]:
    """Values that somebody might mistake for the right one."""
    own = stream.child("others")
    match asked.kind:
        case QuestionKind.CHOICE:
            yield from (option.id for option in own.shuffled(asked.options) if option.id != value)
        case QuestionKind.MULTI_CHOICE:
            chosen = value if isinstance(value, tuple) else ()
            rest = [option.id for option in own.shuffled(asked.options) if option.id not in chosen]
            yield from ((*chosen[:-1], other) for other in rest[:2])
        case QuestionKind.NUMBER:
            numbers = [n for n in incident.facts.values() if isinstance(n, int) and not isinstance(n, bool)]
            base = value if isinstance(value, int) else max(numbers, default=10)
            yield from (n for n in dict.fromkeys((*numbers, base * 2, base + 10)) if n not in (value, 0))
        case QuestionKind.MOMENT:
            moments = [m for m in incident.facts.values() if isinstance(m, str) and _moment(m)]
            base_moment = value if isinstance(value, str) else incident.starts_at
            later = datetime.fromisoformat(base_moment) - timedelta(days=1)
            yield from (m for m in dict.fromkeys((*moments, later.isoformat())) if m != value)


def _moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


# --- the words --------------------------------------------------------------------------------------------------


def _shown(asked: AskedQuestion, value: AnswerValue) -> Text:
    if asked.kind is QuestionKind.MOMENT and isinstance(value, str):
        return Text(format_moment(value, "ja"), format_moment(value, "en"))
    return answer_text(asked, value) or NOTHING


def _number(count: int, unit: Text) -> Text:
    return Text(f"{count:,}{unit.ja}", f"{count:,} {unit.en}".strip())


def _claim(certainty: Certainty, shown: Text) -> Text:
    return both("study.claim", certainty=both(f"certainty.{certainty}"), value=shown)


def _unknown() -> Text:
    return both("study.claim_unknown")
