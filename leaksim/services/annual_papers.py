"""The papers of an annual training: situations drawn, worded and keyed by guide and role, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from ..domain.annual import Choice, Clause, Line, Paper, Question, Training
from ..domain.catalogue import OrganisationPreset
from ..domain.playbook import Playbook
from ..domain.situations import Objective, TrainingRole
from ..domain.text import Text
from ..engine.situations import Slot, ToldSituation, annual_stream, plan_first, plan_retake, tell
from ..engine.streams import Stream, opaque_id
from ..i18n import translate
from ..scoring.annual import AnswerKey, KeyedAct, Missed, answer_key
from . import shelf
from .choosing import avoided_names

WRONG_CHOICES = 3


def draw_papers(
    seed: int,
    preset: OrganisationPreset,
    role: TrainingRole,
    guide: Playbook,
    before: Training,
    missed: Sequence[Missed] = (),
) -> tuple[Paper, ...]:
    """The papers of the next attempt: the whole training at first, then another situation for each slot missed."""
    content, types = shelf.annual(), shelf.stated_types(guide)
    stream = annual_stream(seed, len(before.attempts) + 1)
    if not before.attempts:
        slots = plan_first(content, types, stream)
    else:
        used = [paper.situation for attempt in before.attempts for paper in attempt.papers]
        wanted = [(one.slot, one.family, one.difficulty, one.objectives) for one in missed]
        slots = plan_retake(content, types, wanted, used, stream)
    return tuple(
        _paper(slot, len(before.attempts) + 1, preset, role, guide, stream.child("paper", slot.number))
        for slot in slots
    )


def _paper(
    slot: Slot, attempt: int, preset: OrganisationPreset, role: TrainingRole, guide: Playbook, stream: Stream
) -> Paper:
    situation = slot.situation
    told = tell(situation, preset, shelf.library(), stream, avoided_names())
    key = None
    if situation.is_sign:
        key = answer_key(situation, told.facts, role, shelf.annual().roles, guide, shelf.library())
    maker = _Maker(f"{attempt}.{slot.number}", told, key, guide, stream)
    return Paper(
        situation=situation.id,
        slot=slot.number,
        family=situation.family,
        difficulty=situation.difficulty,
        type=situation.type,
        lead=role.lead,
        text=told.text,
        why=situation.why,
        questions=tuple(maker.question(objective) for objective in slot.objectives),
    )


class _Maker:
    """Makes the questions of one paper, in their order: none offers as an option what another gave away."""

    def __init__(
        self, prefix: str, told: ToldSituation, key: AnswerKey | None, guide: Playbook, stream: Stream
    ) -> None:
        self._prefix = prefix
        self._told = told
        self._key = key
        self._guide = guide
        self._stream = stream
        self._used: set[str] = set()

    def question(self, objective: Objective) -> Question:
        if objective is Objective.RECOGNISE:
            return self._recognise()
        makers: dict[Objective, Callable[[AnswerKey], Question]] = {
            Objective.FIRST_ACT: self._first_act,
            Objective.NOT_TO_DO: self._not_to_do,
            Objective.WHOM_TO_TELL: self._whom_to_tell,
            Objective.KNOWN_UNKNOWN: self._known_unknown,
        }
        assert self._key is not None, "a harmless situation asks one thing only"
        return makers[objective](self._key)

    def _id(self, objective: Objective) -> str:
        return f"{self._prefix}.{objective}"

    def _recognise(self) -> Question:
        sign = self._key is not None
        reports = self._key.reports if self._key else ()
        choices = (
            Choice(id="sign", label=both("annual.choice.sign"), right=sign),
            # Missing a sign is what this training is there to prevent; a needless word to the desk harms nobody.
            Choice(
                id="harmless",
                label=both("annual.choice.harmless"),
                right=not sign,
                act="decide_it_is_no_leak" if sign else "",
                harm=sign,
            ),
        )
        clause = reports[0].clause if reports else None
        return Question(id=self._id(Objective.RECOGNISE), objective=Objective.RECOGNISE, choices=choices, clause=clause)

    def _first_act(self, key: AnswerKey) -> Question:
        right = self._pick(key.first[:2], "first")
        wrong = [*self._several(key.wrong, 2, "first-wrong"), *self._several(key.wrong_reports, 3, "first-reports")]
        return self._choose(Objective.FIRST_ACT, right, wrong[:WRONG_CHOICES])

    def _not_to_do(self, key: AnswerKey) -> Question:
        right = self._pick(self._fresh(key.wrong) or key.wrong_reports or key.wrong, "not")
        self._used.add(right.act)
        proper = self._several(self._fresh(key.proper), WRONG_CHOICES, "not-proper")
        choices = [_choice(one, right=False, why=one.statement) for one in proper]
        if len(choices) < WRONG_CHOICES:
            choices.append(self._desk(right=False))
        return Question(
            id=self._id(Objective.NOT_TO_DO),
            objective=Objective.NOT_TO_DO,
            choices=self._shuffled(Objective.NOT_TO_DO, [_choice(right, right=True), *choices]),
            statement=right.why or right.statement,
            clause=right.clause,
        )

    def _whom_to_tell(self, key: AnswerKey) -> Question:
        wrong = self._several(self._fresh(key.wrong_reports), WRONG_CHOICES, "whom-wrong")
        reports = self._fresh(key.reports) or key.reports
        if reports:
            return self._choose(Objective.WHOM_TO_TELL, self._pick(reports[:2], "whom"), wrong)
        # The guide does not say who reports to whom inside: the organisation's own desk is right.
        choices = [self._desk(right=True), *(_choice(one, right=False) for one in wrong)]
        return Question(
            id=self._id(Objective.WHOM_TO_TELL),
            objective=Objective.WHOM_TO_TELL,
            choices=self._shuffled(Objective.WHOM_TO_TELL, choices),
            note="not_stated",
        )

    def _known_unknown(self, key: AnswerKey) -> Question:
        lines = [
            Line(id=self._option(Objective.KNOWN_UNKNOWN, index), label=label, standing=standing, how=how)
            for index, (label, standing, how) in enumerate(self._told.lines)
        ]
        honest = key.honest
        return Question(
            id=self._id(Objective.KNOWN_UNKNOWN),
            objective=Objective.KNOWN_UNKNOWN,
            lines=tuple(self._stream.child("lines").shuffled(lines)),
            statement=honest.statement if honest else None,
            clause=honest.clause if honest else None,
            note="" if honest else "general",
        )

    def _choose(self, objective: Objective, right: KeyedAct, wrong: Sequence[KeyedAct]) -> Question:
        self._used.update([right.act, *(one.act for one in wrong)])
        choices = [_choice(right, right=True), *(_choice(one, right=False) for one in wrong)]
        return Question(
            id=self._id(objective),
            objective=objective,
            choices=self._shuffled(objective, choices),
            statement=right.statement,
            clause=right.clause,
        )

    def _shuffled(self, objective: Objective, choices: Sequence[Choice]) -> tuple[Choice, ...]:
        drawn = self._stream.child("order", objective).shuffled(choices)
        return tuple(
            Choice(
                id=self._option(objective, index),
                label=one.label,
                right=one.right,
                act=one.act,
                why=one.why,
                harm=one.harm,
            )
            for index, one in enumerate(drawn)
        )

    def _option(self, objective: Objective, index: int) -> str:
        return opaque_id("o", self._stream.path, objective, index)

    def _desk(self, *, right: bool) -> Choice:
        return Choice(id="", label=both("annual.choice.desk"), right=right, why=both("annual.choice.desk_why"))

    def _pick(self, acts: Sequence[KeyedAct], name: str) -> KeyedAct:
        return self._stream.child("act", name).pick(acts)

    def _several(self, acts: Sequence[KeyedAct], count: int, name: str) -> list[KeyedAct]:
        return self._stream.child("act", name).sample(acts, count)

    def _fresh(self, acts: Collection[KeyedAct]) -> tuple[KeyedAct, ...]:
        return tuple(one for one in acts if one.act not in self._used)


def _choice(keyed: KeyedAct, *, right: bool, why: Text | None = None) -> Choice:
    wrong_why = why or keyed.why or keyed.statement
    return Choice(
        id="",
        label=keyed.label,
        right=right,
        act=keyed.act,
        why=None if right else wrong_why,
        harm=keyed.harm and not right,
    )


def both(key: str) -> Text:
    """A text of the catalogue in both languages."""
    return Text(translate(key, "ja"), translate(key, "en"))


def shown_clause(clause: Clause | None, language: str) -> str:
    """A clause as one reads it, number and title; which guide it is stands on the first page."""
    if clause is None:
        return ""
    return translate(
        "annual.clause",
        language,
        number=clause.number,
        title=clause.title.in_(language),
    )
