"""A committee’s session as its page uses it: set up, brief, play, look back, and take the record along.

A session is a journal beside an ordinary run. Every change is in the database before the call returns.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from ..domain.committee import SessionState, fold
from ..domain.committee_entries import (
    DECISION_POINTS,
    PRESETS,
    ActionNamed,
    DecisionLogged,
    Entry,
    HotWashNoted,
    Paused,
    Resumed,
    Seat,
    SetUp,
    Stage,
    StageEntered,
    StatementDrafted,
    preset_of,
)
from ..domain.committee_views import SessionView
from ..domain.desks import ReportingDesk
from ..domain.kinds import FeedbackMode, IncidentType, Language, Phase
from ..domain.records import record
from ..errors import IllegalEvent, NotFound
from ..store import Store, StoredJournal, new_token, open_store
from . import shelf
from .choosing import StartChoices, choose_scenario, start_choices
from .committee_files import session_file
from .committee_runs import SessionRun
from .committee_views import session_view
from .runs import Runs

KIND = "committee"
ROLE = "committee"
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def open_sessions(database_url: str | None = None, *, clock: Clock = utc_now) -> Sessions:
    """The sessions in the database of `database_url`, of LEAKSIM_DATABASE_URL, or in the user’s data folder.

    `clock` gives the aware moments by which sessions are timed.
    """
    return Sessions(open_store(database_url, clock=clock), clock)


@record
class Wishes:
    """What a session was begun with: what its setup page shows as chosen. `scenario` and `seed` are not asked for."""

    language: Language = Language.JA
    organisation: str | None = None
    incident_type: IncidentType | None = None
    preset: int = PRESETS[0].minutes
    scenario: str | None = None
    seed: int | None = None


class Sessions:
    """All committees’ sessions of one database."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def choices(self, language: Language | str) -> StartChoices:
        return start_choices(Language(language))

    def begin(
        self,
        *,
        language: Language | str = Language.JA,
        organisation: str | None = None,
        incident_type: IncidentType | str | None = None,
        preset: int = PRESETS[0].minutes,
        scenario: str | None = None,
        seed: int | None = None,
    ) -> str:
        """Open a session that is still to be set up, and give the token of its page. Its clock does not run yet."""
        preset_of(preset)
        if scenario is not None:
            shelf.find_scenario(scenario)
        if organisation is not None and organisation not in {o.id for o in shelf.library().organisations}:
            raise IllegalEvent(f"there is no organisation {organisation!r}")
        wishes = Wishes(
            language=Language(language),
            organisation=organisation,
            incident_type=IncidentType(incident_type) if incident_type is not None else None,
            preset=preset,
            scenario=scenario,
            seed=seed,
        )
        token = new_token()
        with self._store.unit() as unit:
            unit.journals.add(KIND, _wishes().dump_python(wishes, mode="json"), token)
        return token

    def resume(self, token: str) -> Session:
        """The session that a token opens, where it was left; NotFound for any other text."""
        with self._store.unit(write=False) as unit:
            journal = unit.journals.by_token(token)
        if journal.kind != KIND:
            raise NotFound("There is no such session.")
        return Session(self._store, journal, self._clock)


class Session:
    """One session. Its state follows its journal; `reload` fetches what another window added.

    Changes raise IllegalEvent where the session does not allow them now, and Conflict where another window was first.
    """

    def __init__(self, store: Store, journal: StoredJournal, clock: Clock) -> None:
        self._store = store
        self._id = journal.id
        self._clock = clock
        self._run: SessionRun | None = None
        self.wishes = _wishes().validate_python(journal.body)
        self.state = SessionState()
        self.reload()

    @property
    def language(self) -> Language:
        return self.wishes.language

    @property
    def run(self) -> SessionRun:
        """The run that is played; IllegalEvent before the session is set up."""
        if self.state.set_up is None:
            raise IllegalEvent("the session is not set up yet")
        if self._run is None:
            with self._store.unit(write=False) as unit:
                stored = unit.runs.by_id(self.state.set_up.run)
            self._run = SessionRun(self._store, stored, self.require_playing)
        return self._run

    def reload(self) -> None:
        """Fold the journal anew, and replay the run’s events."""
        self.state = fold(self._entries())
        if self._run is not None:
            self._run.reload()

    def require_playing(self) -> None:
        """Raise IllegalEvent unless acts may be taken at this moment, whichever window paused or moved on."""
        self.state = fold(self._entries())
        if not self.state.playing:
            raise IllegalEvent("the session is paused or not being played")

    def view(self, language: Language | str | None = None) -> SessionView:
        """What the page may show now; IllegalEvent before the session is set up."""
        closed_at = self._closed_at()
        return session_view(self.state, self.run, closed_at, self._clock(), Language(language or self.language))

    def set_up(
        self,
        *,
        preset: int,
        team: str = "",
        seats: Iterable[tuple[str, str]] = (),
        desk: Mapping[str, str] | None = None,
        organisation: str | None = None,
        incident_type: IncidentType | str | None = None,
        mode: FeedbackMode | str = FeedbackMode.EXAM,
    ) -> None:
        """Draw the incident and begin the briefing. Seats are (role, who); what was begun with a scenario keeps it."""
        entry = SetUp(
            at=self._now(),
            run=0,
            preset=preset,
            team=team,
            seats=tuple(Seat(role=role, who=who) for role, who in seats),
            desk=ReportingDesk(**(desk or {})),
        )
        self.state.apply(entry)  # refuses before a run is made for nothing
        seed = secrets.randbelow(2**63) if self.wishes.seed is None else self.wishes.seed
        scenario = self.wishes.scenario or _committee_scenario(organisation, incident_type, seed)
        token = Runs(self._store).start(
            language=self.language,
            organisation=organisation,
            role=ROLE,
            mode=mode,
            scenario=scenario,
            seed=seed,
        )
        with self._store.unit(write=False) as unit:
            run = unit.runs.by_token(token).id
        self._append(SetUp(**vars(entry) | {"run": run}))

    def enter(self, stage: Stage | str) -> None:
        """Go on to a stage; back to playing only while the run is unfinished."""
        if stage == Stage.PLAY and self.state.set_up is not None and self.run.exercise.finished:
            raise IllegalEvent("the run is finished")
        self._append(StageEntered(at=self._now(), stage=Stage(stage)))

    def pause(self) -> None:
        self._append(Paused(at=self._now()))

    def stop_for_real(self) -> None:
        """Something real has happened: everything stands, and can be taken up again another day."""
        self._append(Paused(at=self._now(), real_incident=True))

    def go_on(self) -> None:
        """End the pause; nothing has happened in it."""
        self._append(Resumed(at=self._now()))

    def log(self, decision: str, *, owner: str = "", rationale: str = "", dissent: str = "") -> None:
        """Write down who answers for a decision and why. A decision of a phase to come is not there yet."""
        point = next((p for p in DECISION_POINTS if p.id == decision), None)
        if point is not None and self._ahead(point.phase):
            raise IllegalEvent(f"the decision {decision!r} is still to come")
        self._append(
            DecisionLogged(at=self._now(), decision=decision, owner=owner, rationale=rationale, dissent=dissent)
        )

    def draft(self, text: str) -> None:
        """Keep the public statement as it stands, from the phase of notice and publication on."""
        if self._ahead(Phase.NOTIFY_PUBLISH):
            raise IllegalEvent("the statement is drafted when notice and publication are decided")
        self._append(StatementDrafted(at=self._now(), text=text))

    def note(self, *, went_well: str = "", to_change: str = "", missing: str = "") -> None:
        self._append(HotWashNoted(at=self._now(), went_well=went_well, to_change=to_change, missing=missing))

    def name_action(self, number: int, *, action: str = "", owner: str = "", due: str = "") -> None:
        """Keep action `number` (from 1); nothing given takes it back."""
        self._append(ActionNamed(at=self._now(), number=number, action=action, owner=owner, due=due))

    def file(self, kind: str, language: Language | str | None = None) -> tuple[str, str, bytes]:
        """(name, media type, content) of the record as "docx", "pdf" or "csv"; from the hot wash on."""
        if self.state.stage not in (Stage.HOT_WASH, Stage.CLOSED):
            raise IllegalEvent("the record is handed out in the hot wash")
        chosen = Language(language or self.language)
        finished = self.run.exercise.finished
        mattered = tuple(one.change for one in self.run.aftermath(chosen).mattered) if finished else ()
        return session_file(self.view(chosen), self.run.view(chosen), mattered, kind, self._clock(), chosen)

    def _ahead(self, phase: Phase) -> bool:
        """Whether a phase is still to come, or there is no run yet."""
        now = self.run.exercise.phase
        return now is not None and now.position < phase.position

    def _closed_at(self) -> dict[Phase, datetime]:
        """When each closed phase was closed, in real time."""
        if self.state.set_up is None:
            return {}
        with self._store.unit(write=False) as unit:
            stored = unit.events.since(self.state.set_up.run, 0)
        return {Phase(e.payload["phase"]): e.recorded_at for e in stored if e.kind == "phase_closed"}

    def _now(self) -> str:
        return self._clock().isoformat()

    def _entries(self) -> list[Entry]:
        with self._store.unit(write=False) as unit:
            stored = unit.journals.entries(self._id)
        return [_entry_adapter().validate_python(_as_tuples(e.payload)) for e in stored]

    def _append(self, entry: Entry) -> None:
        state = self.state.apply(entry)
        payload = _entry_adapter().dump_python(entry, mode="json")
        with self._store.unit() as unit:
            unit.journals.append(self._id, self.state.count, [payload])
        self.state = state


def _committee_scenario(organisation: str | None, incident_type: IncidentType | str | None, seed: int) -> str:
    """The scenario that a seed picks among those written for committees, if possible for this organisation."""
    first = choose_scenario(None, incident_type, organisation, seed)
    fitting = [s for s in shelf.scenarios_for_type(first.type, seed) if ROLE in s.audience]
    own = [s for s in fitting if organisation is None or organisation in s.organisations]
    return next(iter((*own, *fitting, first))).id


@cache
def _wishes() -> TypeAdapter[Wishes]:
    return TypeAdapter(Wishes)


@cache
def _entry_adapter() -> TypeAdapter[Entry]:
    """Entries from and to JSON."""
    return TypeAdapter(Entry)


def _as_tuples(payload: Mapping[str, Any]) -> dict[str, Any]:
    """JSON has no tuples; the seats are one."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in payload.items()}
