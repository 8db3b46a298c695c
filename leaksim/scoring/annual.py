"""Annual training: what a guide makes right and wrong in a situation, and how answers fare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..domain.annual import Attempt, Clause, Paper, Question, Replied, Training
from ..domain.catalogue import ActionKind, Harm, Library, Misconception
from ..domain.conditions import Situation as Case
from ..domain.facts import FactValue
from ..domain.kinds import Certainty, Grade, IncidentType
from ..domain.playbook import OrderKind, Playbook
from ..domain.records import record
from ..domain.situations import Objective, RolesFile, Situation, Standing, TrainingRole, in_order
from ..domain.text import Text
from .acts import STRENGTH, Expectation, expect

#: Acts whose clauses say that a first report may hold what is unknown, the plainest first.
_HONEST = ("report_promptly_with_unknowns", "fill_gaps_with_guesses")
_URGENT = (OrderKind.FIRST, OrderKind.IMMEDIATELY)
DEFAULT_PASS_MARK = 100


@record
class KeyedAct:
    """An act and what the guide says of it: `statement` and `clause` are empty where it is silent."""

    act: str
    label: Text
    why: Text | None = None
    statement: Text | None = None
    clause: Clause | None = None
    harm: bool = False


@record
class AnswerKey:
    """What is right and wrong in a sign situation for one role by one guide; the best first.

    `proper` are all acts of the role that the guide asks for or allows; `honest` says why 不明 is an answer.
    """

    first: tuple[KeyedAct, ...]
    proper: tuple[KeyedAct, ...]
    wrong: tuple[KeyedAct, ...]
    reports: tuple[KeyedAct, ...]
    wrong_reports: tuple[KeyedAct, ...]
    honest: KeyedAct | None


def answer_key(
    situation: Situation,
    facts: Mapping[str, FactValue],
    role: TrainingRole,
    roles: RolesFile,
    guide: Playbook,
    library: Library,
) -> AnswerKey:
    """The key of a sign situation. Only the role's own acts can be right; nobody is asked for another's."""
    kind = IncidentType(str(facts["type"]))
    known = expect(guide, library.catalogue, kind, Case(truth=facts, happened=()))
    reader = _Reader(guide, library, kind, known)
    own = set(role.acts)
    first = reader.proper([act for act in situation.first if act in own])
    sure = reader.proper(role.sure)
    reports = reader.proper([act for act in roles.reports if act in own])
    return AnswerKey(
        first=first or sure or reports,
        proper=_once((*first, *sure, *reports)),
        wrong=reader.wrong(situation.tempting),
        reports=reports,
        wrong_reports=reader.wrong([act for act in roles.tempting_reports if act not in situation.tempting]),
        honest=next((reader.keyed(act) for act in _HONEST if act in known), None),
    )


def _once(acts: Iterable[KeyedAct]) -> tuple[KeyedAct, ...]:
    return tuple({keyed.act: keyed for keyed in acts}.values())


class _Reader:
    """Looks acts up in one guide for one case."""

    def __init__(self, guide: Playbook, library: Library, kind: IncidentType, known: Mapping[str, Expectation]) -> None:
        self._guide = guide
        self._catalogue = library.catalogue
        self._kind = kind
        self._known = known

    def proper(self, acts: Sequence[str]) -> tuple[KeyedAct, ...]:
        """Those that the guide asks for or allows here: what it wants at once first, then by strength."""
        ranked = []
        for place, act in enumerate(acts):
            expectation = self._known.get(act)
            if expectation is None or expectation.grade in (None, Grade.PROHIBITED):
                continue
            if not expectation.action.fits(self._kind):
                continue
            assert expectation.grade is not None
            urgent = any(c.order is not None and c.order.kind in _URGENT for c in expectation.clauses)
            ranked.append((not urgent, -STRENGTH[expectation.grade], place, self.keyed(act)))
        return tuple(keyed for *_, keyed in sorted(ranked, key=lambda row: row[:3]))

    def wrong(self, acts: Sequence[str]) -> tuple[KeyedAct, ...]:
        """Those that are wrong here: forbidden by the guide, or wrong in the catalogue and not asked for."""
        found = []
        for name in acts:
            action = self._catalogue.action(name)
            expectation = self._known.get(name)
            grade = expectation.grade if expectation else None
            forbidden = grade is Grade.PROHIBITED
            if not action.fits(self._kind) or not (
                forbidden or (grade is None and action.kind is not ActionKind.RESPONSE)
            ):
                continue
            found.append(self.keyed(name, harm=forbidden or action.harm is Harm.GRAVE))
        return tuple(found)

    def keyed(self, name: str, *, harm: bool = False) -> KeyedAct:
        action = self._catalogue.action(name)
        source = self._known.get(name) or next((self._known[v] for v in action.voids if v in self._known), None)
        clauses = source.clauses if source else ()
        clause = clauses[0] if clauses else None
        return KeyedAct(
            act=name,
            label=action.label,
            why=action.why,
            statement=clause.statement if clause else None,
            clause=clause_at(self._guide, clause.section) if clause else None,
            harm=harm,
        )


def clause_at(guide: Playbook, section_id: str) -> Clause:
    """A place of the guide as explanations show it."""
    section = guide.section(section_id)
    return Clause(playbook=guide.id, section=section.id, number=section.number, title=section.title)


# --- answers ----------------------------------------------------------------------------------------------------


@record
class Missed:
    """Objectives that the situation in this slot still leaves to learn."""

    slot: int
    family: str
    difficulty: int
    objectives: tuple[Objective, ...]


@record
class TrainingScore:
    """Where a training stands. `percent` counts the latest answer per slot and objective; `first_percent` the first.

    `barred`: a harmful answer is not yet made good, which no percentage outweighs. `beliefs` are the misconceptions
    that the latest attempt shows, the plainest first.
    """

    percent: int
    first_percent: int
    missed: tuple[Missed, ...]
    barred: bool
    beliefs: tuple[Misconception, ...]

    def passes(self, pass_mark: int) -> bool:
        return self.percent >= pass_mark and not self.barred


def is_met(question: Question, reply: Replied) -> bool:
    """Whether the answer meets the objective: the right choice, or no line that claims more than is known."""
    if question.lines:
        given = reply.lines or {}
        return all(given.get(line.id) in line.standing.fitting for line in question.lines)
    return any(choice.right and choice.id == reply.choice for choice in question.choices)


def is_harmful(question: Question, reply: Replied) -> bool:
    """Whether it would have done harm: a grave or forbidden act, or a guess passed on as a fact."""
    given = reply.lines or {}
    claimed = any(
        line.standing is not Standing.ESTABLISHED and given.get(line.id) is Certainty.CONFIRMED
        for line in question.lines
    )
    return claimed or any(c.harm and not c.right and c.id == reply.choice for c in question.choices)


def score_training(training: Training, misconceptions: Sequence[Misconception]) -> TrainingScore:
    """The score of what was answered so far; questions not answered yet count as not met."""
    latest: dict[tuple[int, Objective], tuple[Paper, bool, bool]] = {}
    first_percent = 0
    for number, attempt in enumerate(training.attempts, start=1):
        for paper, question in attempt.questions:
            reply = attempt.replies.get(question.id)
            met = reply is not None and is_met(question, reply)
            harm = reply is not None and is_harmful(question, reply)
            latest[paper.slot, question.objective] = (paper, met, harm)
        if number == 1:
            first_percent = _percent(latest)
    missed = []
    for slot in sorted({slot for slot, _ in latest}):
        open_here = [objective for (at, objective), (_, met, _) in latest.items() if at == slot and not met]
        if open_here:
            paper = next(p for (at, _), (p, met, _) in latest.items() if at == slot and not met)
            missed.append(
                Missed(slot=slot, family=paper.family, difficulty=paper.difficulty, objectives=in_order(open_here))
            )
    return TrainingScore(
        percent=_percent(latest),
        first_percent=first_percent,
        missed=tuple(missed),
        barred=any(harm for _, _, harm in latest.values()),
        beliefs=beliefs(training.attempt, misconceptions) if training.attempt else (),
    )


def _percent(items: Mapping[tuple[int, Objective], tuple[Paper, bool, bool]]) -> int:
    return 100 * sum(met for _, met, _ in items.values()) // len(items) if items else 0


def beliefs(attempt: Attempt, misconceptions: Sequence[Misconception]) -> tuple[Misconception, ...]:
    """Misconceptions that the misses of an attempt show: by how many, then in the order of the catalogue."""
    shown = dict.fromkeys((m.id for m in misconceptions), 0)
    for paper, question in attempt.questions:
        reply = attempt.replies.get(question.id)
        if reply is None or is_met(question, reply):
            continue
        acts = {c.act for c in question.choices if c.act and c.id == reply.choice and not c.right}
        if question.objective is Objective.NOT_TO_DO:
            # Whoever spares a wrong act holds it for right; the proper act chosen instead is no sign of a belief.
            acts = {c.act for c in question.choices if c.right}
        guessed = bool(question.lines) and is_harmful(question, reply)
        for one in misconceptions:
            if one.types and paper.type not in one.types:
                continue
            shown[one.id] += len(acts.intersection(one.does)) + (guessed and one.claims_guesses)
    found = [one for one in misconceptions if shown[one.id]]
    return tuple(sorted(found, key=lambda one: -shown[one.id]))
