"""A campaign as one of its participants meets it: the page behind a personal link."""

from __future__ import annotations

import contextlib

from ..domain.campaign import Campaign, Progress, Standing, standing
from ..domain.kinds import Language
from ..domain.records import record
from ..errors import Conflict, IllegalEvent
from ..store import Store, StoredParticipant, Unit, open_store
from . import shelf
from .annual import Trainings
from .campaign_records import (
    Clock,
    campaign_of,
    entry_of,
    progress_of_participant,
    training_token,
    utc_now,
)
from .campaigns import Campaigns


@record
class Visit:
    """What a participant may know of the campaign and of their own part in it."""

    campaign: Campaign
    playbook: str
    role: str
    standing: Standing
    exempt_reason: str | None
    certificate: str | None
    passed_late: bool


def open_participants(database_url: str | None = None, *, clock: Clock = utc_now) -> Participants:
    """The participants of the campaigns in a database; see `open_campaigns`."""
    return Participants(open_store(database_url, clock=clock), clock)


class Participants:
    """Personal links and what they open."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._trainings = Trainings(store)
        self._clock = clock

    def visit(self, token: str, language: Language | str = Language.JA) -> Visit:
        """What a personal link shows now, in that language; NotFound for a link that opens nothing (any more)."""
        Campaigns(self._store, self._clock).forget_expired()
        with self._store.unit(write=False) as unit:
            return self._visit(unit, unit.campaigns.participant(token), Language(language))

    def begin(self, token: str, language: Language | str = Language.JA) -> str:
        """The token of the participant’s training, begun now or before; IllegalEvent when there is none to enter."""
        language = Language(language)
        visit = self.visit(token, language)
        if visit.standing not in (Standing.INVITED, Standing.RUNNING, Standing.DONE):
            raise IllegalEvent("this campaign cannot be entered now")
        with self._store.unit(write=False) as unit:
            person = unit.campaigns.participant(token)
        own = training_token(token)
        if visit.standing is Standing.INVITED:
            # Another window may have begun in the same moment: both have the same token, and one training has it.
            with contextlib.suppress(Conflict):
                self._begin(person, own, visit.campaign, language)
        return own

    def _begin(self, person: StoredParticipant, token: str, campaign: Campaign, language: Language) -> None:
        name = campaign.organisation_name
        self._trainings.begin(
            organisation=campaign.organisation,
            organisation_name=name.in_(language) if name is not None else None,
            language=language,
            role=entry_of(person).role,
            playbook=campaign.playbook,
            reporting_desk=campaign.reporting_desk.in_(language),
            pass_mark=campaign.pass_mark,
            participant_id=person.id,
            campaign_name=campaign.id,
            roster_id=person.roster_id,
            token=token,
        )
        # Its own first page says again what this one has said.
        self._trainings.resume(token).start()

    def _visit(self, unit: Unit, person: StoredParticipant, language: Language) -> Visit:
        campaign = campaign_of(unit.campaigns.by_id(person.campaign_id)).terms
        entry = entry_of(person)
        progress = progress_of_participant(unit, person.id)
        preset = next(one for one in shelf.library().organisations if one.id == campaign.organisation)
        guide = shelf.playbook(campaign.playbook or preset.playbook)
        return Visit(
            campaign=campaign,
            playbook=guide.title.in_(language),
            role=entry.role,
            standing=standing(campaign, entry.exempt is not None, progress, self._clock()),
            exempt_reason=entry.exempt,
            certificate=progress.certificate if progress is not None else None,
            passed_late=_late(campaign, progress),
        )


def _late(campaign: Campaign, progress: Progress | None) -> bool:
    passed_at = progress.passed_at if progress is not None else None
    return passed_at is not None and passed_at >= campaign.closes_at
