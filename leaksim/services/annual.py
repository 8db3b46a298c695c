"""Annual trainings as pages and campaigns use them: begin one, come back to it, answer, take again, be certified.

Every change is in the database before the call returns. Neither real time nor how sure somebody felt decides anything.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from ..domain.annual import (
    Drawn,
    Event,
    HandedOut,
    Passed,
    Read,
    Replied,
    apply,
    fold,
)
from ..domain.annual import (
    Training as State,
)
from ..domain.annual_view import AnnualView
from ..domain.certificates import NUMBERS, make_number
from ..domain.desks import ReportingDesk
from ..domain.kinds import Certainty, Language
from ..domain.playbook import Playbook
from ..engine import ENGINE_VERSION
from ..errors import IllegalEvent, NotFound
from ..scoring.annual import DEFAULT_PASS_MARK, TrainingScore, score_training
from ..store import Store, StoredEntry, StoredJournal, new_token, open_store
from . import shelf
from .annual_papers import draw_papers
from .annual_terms import Terms, preset_of, read_desk, role_of
from .annual_views import annual_view
from .certificates import certificate_file

KIND = "annual"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,64}")


def open_trainings(database_url: str | None = None) -> Trainings:
    """The trainings in the database of `database_url`, of LEAKSIM_DATABASE_URL, or in the user's data folder."""
    return Trainings(open_store(database_url))


class Trainings:
    """All annual trainings of one database."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(
        self,
        *,
        organisation: str | None = None,
        language: Language | str = Language.JA,
        role: str = "employee",
        playbook: str | None = None,
        reporting_desk: ReportingDesk | Mapping[str, str] | None = None,
        pass_mark: int | None = None,
        seed: int | None = None,
        participant_id: int | None = None,
        campaign_name: str | None = None,
        organisation_name: str | None = None,
        roster_id: str | None = None,
        token: str | None = None,
    ) -> str:
        """Store a new training and give the token that opens it.

        `organisation` is a preset; its guide counts unless `playbook` names another. `pass_mark` is in percent (all
        when left out). `organisation_name` and `roster_id` stand on the certificate. `token`: one of the caller's own
        making, 20 characters or more; Conflict where it is taken. IllegalEvent for names that do not exist.
        """
        seed = secrets.randbelow(2**63) if seed is None else seed
        preset = preset_of(organisation, playbook, seed)
        guide = shelf.playbook(playbook or preset.playbook)
        terms = Terms(
            organisation=preset.id,
            organisation_name=organisation_name,
            language=Language(language).value,
            role=role_of(role).id,
            playbook=guide.id,
            playbook_version=guide.version,
            content_version=shelf.annual().version,
            reporting_desk=read_desk(reporting_desk),
            pass_mark=DEFAULT_PASS_MARK if pass_mark is None else pass_mark,
            seed=seed,
            campaign_name=campaign_name,
            roster_id=roster_id,
        )
        if not 1 <= terms.pass_mark <= 100:
            raise IllegalEvent("a pass mark is a percentage from 1 to 100")
        if token is not None and not _TOKEN.fullmatch(token):
            raise IllegalEvent("a token has 20 to 64 letters, digits, hyphens and underscores")
        token = token or new_token()
        with self._store.unit() as unit:
            unit.journals.add(KIND, _terms().dump_python(terms, mode="json"), token, participant_id)
        return token

    def resume(self, token: str) -> Training:
        """The training that a token opens, where it was left; NotFound for any other text."""
        with self._store.unit(write=False) as unit:
            journal = unit.journals.by_token(token)
        return self._training(journal)

    def of_participant(self, participant_id: int) -> tuple[Training, ...]:
        """The trainings of somebody on a roster, the oldest first."""
        with self._store.unit(write=False) as unit:
            journals = unit.journals.of_participant(participant_id)
        return tuple(self._training(journal) for journal in journals if journal.kind == KIND)

    def _training(self, journal: StoredJournal) -> Training:
        if journal.kind != KIND:
            raise NotFound("this token opens no annual training")
        return Training(self._store, journal)


class Training:
    """One annual training. Its state follows the stored events; `reload` fetches what another window added."""

    def __init__(self, store: Store, journal: StoredJournal) -> None:
        self._store = store
        self._journal = journal
        self.terms = _terms().validate_python(dict(journal.body))
        self._entries: tuple[StoredEntry, ...]
        self.state: State
        self.reload()

    # --- what others ask --------------------------------------------------------------------------------------

    @property
    def status(self) -> str:
        """ "running" or "passed"."""
        return "passed" if self.state.passed else "running"

    @property
    def language(self) -> str:
        return self.terms.language

    @property
    def percent(self) -> int:
        """What is met by now, retakes included."""
        return self.score().percent

    @property
    def first_percent(self) -> int:
        """What the first attempt met."""
        return self.score().first_percent

    @property
    def attempts(self) -> int:
        """How often it was begun: 1 without retakes, 0 before the start."""
        return len(self.state.attempts)

    @property
    def versions(self) -> Mapping[str, str]:
        """Versions of the latest attempt: content, playbook (id and version), engine; empty before the start."""
        return self.state.attempt.versions if self.state.attempt else {}

    @property
    def certificate(self) -> str | None:
        """The certificate's number once the pass mark is met."""
        return self.state.passed.number if self.state.passed else None

    @property
    def started_at(self) -> datetime | None:
        return self._at("drawn")

    @property
    def finished_at(self) -> datetime | None:
        """When it was passed (UTC); None while it runs."""
        return self._at("passed")

    def _at(self, kind: str) -> datetime | None:
        return next((entry.recorded_at for entry in self._entries if entry.kind == kind), None)

    @property
    def guide(self) -> Playbook:
        return shelf.playbook(self.terms.playbook)

    def score(self) -> TrainingScore:
        return score_training(self.state, shelf.library().misconceptions)

    def view(self, language: Language | str | None = None) -> AnnualView:
        """What the page shows now."""
        chosen = Language(language or self.terms.language)
        return annual_view(
            self.state,
            self.score(),
            organisation=self.terms.organisation_name or preset_of(self.terms.organisation, None, 0).label.in_(chosen),
            role=role_of(self.terms.role).label.in_(chosen),
            guide=self.guide,
            desk=self.terms.reporting_desk,
            language=chosen,
        )

    # --- changes ----------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Draw the situations of the first attempt."""
        if self.state.attempts:
            raise IllegalEvent("this training has begun already")
        self._draw()

    def retake(self) -> None:
        """Draw another situation of equal difficulty for everything missed, as often as it takes."""
        if not self.score().missed:
            raise IllegalEvent("nothing was missed")
        self._draw()

    def answer(self, question: str, choice: str) -> None:
        """Store the choice for the open question; it stands."""
        self._append(Replied(question=question, choice=choice))

    def mark(self, question: str, lines: Mapping[str, Certainty | str]) -> None:
        """Store a certainty for every line of the open question; they stand."""
        self._append(Replied(question=question, lines={line: Certainty(given) for line, given in lines.items()}))

    def read(self, question: str) -> None:
        """Note that the explanation was read; after the last one the training is passed or asks for a retake."""
        event = Read(question=question)
        after = apply(self.state, event)
        events: list[Event] = [event]
        score = score_training(after, shelf.library().misconceptions)
        if after.attempt is not None and after.attempt.at is None and score.passes(self.terms.pass_mark):
            number = make_number(secrets.randbelow(NUMBERS))
            events.append(
                Passed(
                    number=number,
                    percent=score.percent,
                    first_percent=score.first_percent,
                    attempts=len(after.attempts),
                )
            )
        self._append(*events)

    def certificate_file(self, language: Language | str | None = None) -> tuple[str, str, bytes]:
        """(name, media type, content) of the certificate; its fingerprint is kept, so that changes show."""
        if self.state.passed is None or self.finished_at is None:
            raise IllegalEvent("there is no certificate before the training is passed")
        chosen = Language(language or self.terms.language)
        view = self.view(chosen)
        name, media_type, content = certificate_file(view, self.terms.roster_id, self.finished_at, self.guide, chosen)
        digest = hashlib.sha256(content).hexdigest()
        if digest not in self.state.files:
            self._append(HandedOut(sha256=digest))
        return name, media_type, content

    def reload(self) -> None:
        """Fold the stored events."""
        with self._store.unit(write=False) as unit:
            self._entries = unit.journals.entries(self._journal.id)
        self.state = fold(_events().validate_python(dict(entry.payload)) for entry in self._entries)

    def _draw(self) -> None:
        guide = self.guide
        papers = draw_papers(
            self.terms.seed,
            preset_of(self.terms.organisation, None, 0),
            role_of(self.terms.role),
            guide,
            self.state,
            self.score().missed,
        )
        versions = {
            "content": shelf.annual().version,
            "playbook": f"{guide.id} {guide.version}",
            "engine": ENGINE_VERSION,
        }
        self._append(Drawn(versions=versions, papers=papers))

    def _append(self, *events: Event) -> None:
        """Try the events on the state, store them, and only then take the new state for real."""
        after = self.state
        for event in events:
            after = apply(after, event)
        payloads = [_events().dump_python(event, mode="json") for event in events]
        with self._store.unit() as unit:
            stored = unit.journals.append(self._journal.id, len(self._entries), payloads)
            for event in events:
                if isinstance(event, Passed):
                    unit.certificates.add(event.number, self._journal.id, self._vouched(after, event))
        self._entries = (*self._entries, *stored)
        self.state = after

    def _vouched(self, after: State, passed: Passed) -> dict[str, Any]:
        """What the certificate's number stands for: no answers, no name."""
        return {
            "organisation": self.terms.organisation_name or self.terms.organisation,
            "role": self.terms.role,
            "campaign": self.terms.campaign_name,
            "roster_id": self.terms.roster_id,
            "attempts": passed.attempts,
            "versions": dict(after.attempt.versions) if after.attempt else {},
        }


def training_roles(language: Language | str) -> tuple[tuple[str, str], ...]:
    """The roles that train, as (id, label)."""
    return tuple((role.id, role.label.in_(language)) for role in shelf.annual().roles.roles)


@cache
def _terms() -> TypeAdapter[Terms]:
    return TypeAdapter(Terms)


@cache
def _events() -> TypeAdapter[Event]:
    return TypeAdapter(Annotated[Event, Field(discriminator="kind")])
