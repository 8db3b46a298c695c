"""Self-study: a learner's own page, kept by an unguessable link. Runs, reviews and progress are a journal's fold.

The tokens of a learner's runs follow from the learner's own token, so that the link is all that has to be kept and
the database holds hashes only.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from ..domain.hints import hints_taken
from ..domain.kinds import FeedbackMode, IncidentType, Language
from ..domain.playbook import Playbook
from ..domain.study import (
    JOURNAL,
    Entry,
    PhaseMark,
    Reviewed,
    RunBegun,
    RunMarked,
    Study,
    StudyRun,
    day_of,
    results_of_run,
    study_of,
    weakest_type,
)
from ..domain.study_views import ReviewOutcome, ReviewView, StudyView
from ..errors import IllegalEvent, NotFound
from ..scoring import PASS_MARK
from ..store import RunStatus, Store, StoredJournal, StoredRun, new_token, open_store
from . import shelf
from .memory import Memory, due_cards, memories
from .preparing import prepare_run
from .progress import study_view
from .review_cards import ReviewQuestion
from .reviewing import Review, build_question, can_ask, fresh_cards, outcome_view, review_view
from .runs import Run
from .study_journal import entries_of, payload_of

Clock = Callable[[], datetime]
REVIEW_SIZE = 10  # questions of a day's review; what is due besides waits, unless the learner wants more


def utc_now() -> datetime:
    return datetime.now(UTC)


def open_study(database_url: str | None = None, *, clock: Clock = utc_now) -> Studies:
    """The learners in the database of `database_url`, of LEAKSIM_DATABASE_URL, or in the user's data folder.

    `clock` gives aware moments; days, and what is due on them, follow it.
    """
    return Studies(open_store(database_url, clock=clock), clock)


class Studies:
    """All learners of one database."""

    def __init__(self, store: Store, clock: Clock = utc_now) -> None:
        self._store = store
        self._clock = clock

    def begin(
        self, language: Language | str = Language.JA, organisation: str | None = None, playbook: str | None = None
    ) -> str:
        """Open a learner's journal and give the token of its page. Without a choice: the first kind of organisation.

        `playbook` alone picks the first kind of organisation that follows it. Raises IllegalEvent for unknown names.
        """
        presets = shelf.library().organisations
        fitting = [p for p in presets if organisation in (None, p.id) and playbook in (None, p.playbook)]
        if not fitting:
            raise IllegalEvent("there is no such kind of organisation, or it follows another guide")
        token = new_token()
        body = {"language": Language(language).value, "organisation": fitting[0].id, "playbook": fitting[0].playbook}
        with self._store.unit() as unit:
            unit.journals.add(JOURNAL, body, token)
        return token

    def organisations(self, language: Language | str) -> tuple[tuple[str, str, str], ...]:
        """(id, label, title of its guide) of each kind of organisation."""
        return tuple(
            (p.id, p.label.in_(language), shelf.playbook(p.playbook).title.in_(language))
            for p in shelf.library().organisations
        )

    def resume(self, token: str) -> Learner:
        """The learner whom a token belongs to; NotFound for any other text."""
        with self._store.unit(write=False) as unit:
            journal = unit.journals.by_token(token)
        if journal.kind != JOURNAL:
            raise NotFound("There is no such page.")
        return Learner(self._store, journal, token, self._clock)


class Learner:
    """One learner. The state follows the journal; `reload` also takes in the runs that were finished meanwhile."""

    def __init__(self, store: Store, journal: StoredJournal, token: str, clock: Clock) -> None:
        self._store = store
        self._journal = journal
        self._token = token
        self._clock = clock
        self._seq = 0
        self._unaskable: set[str] = set()  # cards for which no question could be made
        self.study: Study
        self.memories: Mapping[str, Memory]
        self.reload()

    @property
    def language(self) -> Language:
        return Language(self._journal.body["language"])

    @property
    def organisation(self) -> str:
        return str(self._journal.body["organisation"])

    @property
    def guide(self) -> Playbook:
        return shelf.playbook(str(self._journal.body["playbook"]))

    @property
    def types(self) -> tuple[IncidentType, ...]:
        """The types that can be practised: played by some scenario, and stated by the learner's guide."""
        played = set(shelf.scenario_types().values())
        return tuple(kind for kind in shelf.stated_types(self.guide) if kind in played)

    @property
    def weakest(self) -> IncidentType:
        return weakest_type(self.study, self.types, PASS_MARK)

    def reload(self) -> None:
        """Read the journal again, and mark the runs that have been finished since."""
        self._read()
        marks = [mark for run in self.study.open_runs if (mark := self._mark(run)) is not None]
        if marks:
            self._append(*marks)

    def start(
        self, incident_type: IncidentType | str | None = None, mode: FeedbackMode | str = FeedbackMode.EACH_PHASE
    ) -> str:
        """Begin a run and give its token. No type: the weakest one. IllegalEvent for a type not offered."""
        kind = self.weakest if incident_type is None else IncidentType(incident_type)
        if kind not in self.types:
            raise IllegalEvent(f"the guide says nothing about {kind}")
        number = len(self.study.runs) + 1
        new = prepare_run(
            language=self.language,
            organisation=self.organisation,
            incident_type=kind,
            mode=FeedbackMode(mode),
            scenario=self._scenario(kind, number),
            hints=True,
        )
        begun = RunBegun(
            at=self._now(),
            number=number,
            type=kind,
            mode=FeedbackMode(mode),
            scenario=new.scenario,
            weakest=incident_type is None,
        )
        token = self.run_token(number)
        with self._store.unit() as unit:
            unit.runs.add(new, token)
            unit.journals.append(self._journal.id, self._seq, [payload_of(begun)])
        self._read()
        return token

    def run_token(self, number: int) -> str:
        """The token of the learner's run of that number."""
        digest = hmac.new(self._token.encode(), f"run {number}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")

    def home(self, language: Language | str | None = None) -> StudyView:
        """The learner's page: what is due, how it went so far, what there is to read."""
        return study_view(self, Language(language or self.language), self._clock())

    @property
    def done_today(self) -> int:
        return len(self.study.reviewed_on(day_of(self._clock())))

    @property
    def due_today(self) -> int:
        """How many questions today's review still holds."""
        return min(len(self.queue()), max(0, REVIEW_SIZE - self.done_today))

    def queue(self) -> tuple[str, ...]:
        """The cards that are due and can be asked by the guide, the least stable first."""
        due = (memory.card for memory in due_cards(self.memories, self._clock()))
        return tuple(card for card in due if card not in self._unaskable and can_ask(card, self.guide))

    def review(self, language: Language | str | None = None, *, fresh: bool = False) -> ReviewView | None:
        """The next question of today's review. `fresh`: after it, what is due besides, then what was never asked.

        None: nothing is left.
        """
        review = self._next(fresh=fresh)
        return review_view(review, Language(language or self.language)) if review is not None else None

    def answer(
        self, turn: str, option: str, language: Language | str | None = None, *, fresh: bool = False
    ) -> ReviewOutcome:
        """Store the answer to the question that `review` gave, and tell what came of it.

        IllegalEvent where another question is due by now or the option is none of it.
        """
        review = self._next(fresh=fresh)
        choice = review.question.choice(option) if review is not None and review.turn == turn else None
        if review is None or choice is None:
            raise IllegalEvent("this question is not the next one")
        card = review.question.card
        self._append(Reviewed(at=self._now(), card=card, recall=choice.recall))
        due = self.memories[card].due
        return outcome_view(review.question, choice, day_of(due), Language(language or self.language))

    # --- below ------------------------------------------------------------------------------------------------

    def _next(self, *, fresh: bool) -> Review | None:
        done = self.done_today
        queue = self.queue() if fresh else self.queue()[: self.due_today]
        # A card that cannot be made into a question at present gives way to the next one.
        for card in queue:
            question = self._question(card)
            if question is not None:
                of = done + max(1, self.due_today)
                return Review(
                    turn=self._turn(card), question=question, memory=self.memories[card], number=done + 1, of=of
                )
        if not fresh:
            return None
        for card in fresh_cards(self.weakest, self.guide, self.memories):
            question = self._question(card)
            if question is not None:
                return Review(turn=self._turn(card), question=question, memory=None, number=done + 1, of=done + 1)
        return None

    def _name(self, card: str) -> str:
        """What a question is drawn by: another one each time the card comes back, the same until it is answered."""
        return f"{self._journal.id}|{card}|{len(self.study.recalls.get(card, ()))}"

    def _turn(self, card: str) -> str:
        return hashlib.sha256(f"{self._token}|{self._name(card)}".encode()).hexdigest()[:16]

    def _question(self, card: str) -> ReviewQuestion | None:
        question = build_question(card, self.guide, self._name(card))
        if question is None:
            self._unaskable.add(card)
        return question

    def _scenario(self, kind: IncidentType, number: int) -> str:
        """A scenario of the type that this learner has played least often, and not last."""
        played = [run.begun.scenario for run in self.study.runs]
        names = [name for name, one in shelf.scenario_types().items() if one is kind]
        written = [n for n in names if self.organisation in shelf.scenario(n).organisations] or names

        def freshness(name: str) -> tuple[int, str]:
            return (played.count(name), hashlib.sha256(f"{self._journal.id}|{number}|{name}".encode()).hexdigest())

        return min(written, key=freshness)

    def _mark(self, run: StudyRun) -> RunMarked | None:
        """The result of a run, if it is finished."""
        with self._store.unit(write=False) as unit:
            stored: StoredRun = unit.runs.by_token(self.run_token(run.begun.number))
            if stored.status is not RunStatus.FINISHED:
                return None
            finished = unit.events.since(stored.id, 0)[-1].recorded_at
        played = Run(self._store, stored)
        card = played.scorecard()
        hints = hints_taken(played.exercise)
        return RunMarked(
            at=finished.astimezone(UTC).isoformat(),
            number=run.begun.number,
            percent=card.percent,
            passed=card.passed,
            hints=len(hints),
            phases=tuple(PhaseMark(phase=p.phase, points=max(0, p.points), max=p.max) for p in card.phases),
            results=results_of_run(card, played.exercise.incident, hints),
        )

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat()

    def _read(self) -> None:
        with self._store.unit(write=False) as unit:
            stored = unit.journals.entries(self._journal.id)
        self._seq = stored[-1].seq if stored else 0
        self.study = study_of(entries_of(stored))
        self.memories = memories(self.study.recalls)

    def _append(self, *entries: Entry) -> None:
        with self._store.unit() as unit:
            unit.journals.append(self._journal.id, self._seq, [payload_of(entry) for entry in entries])
        self._read()
