"""Campaigns as their organiser uses them: open, look, exempt, hand out a link again, register, forget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from pathlib import Path

from ..content import load_campaign
from ..domain.campaign import JST, Campaign, RegisterRow, RegisterState, RosterEntry, Viewer, end_of
from ..domain.records import record
from ..errors import IllegalEvent, NotFound, UnreadableInput
from ..store import Store, StoredCampaign, Unit, new_token, open_store
from . import shelf
from .campaign_records import (
    FORMAT,
    Clock,
    Counts,
    KeptCampaign,
    KeptParticipant,
    Summary,
    campaign_of,
    differing_terms,
    entry_of,
    register_rows,
    to_body,
    training_token,
    trainings_in,
    utc_now,
)


@record
class Link:
    """Somebody’s personal token, to be handed out once: it cannot be read again."""

    roster_id: str
    token: str


@record
class Opened:
    """What opening did. `differs`: what the file says otherwise than what stands, and was not changed."""

    campaign: Campaign
    created: bool
    links: tuple[Link, ...]
    exempt: tuple[str, ...]
    unchanged: int
    differs: tuple[str, ...]


@record
class Status:
    """How far a campaign is. After its records are gone, `summary` holds the numbers of that day."""

    campaign: Campaign
    invited: int
    done: int
    late: int
    outstanding: int
    exempt: int
    open_now: bool
    summary: Summary | None = None


@record
class Register:
    """The register as one viewer may see it."""

    campaign: Campaign
    viewer: Viewer
    rows: tuple[RegisterRow, ...]


def open_campaigns(database_url: str | None = None, *, clock: Clock = utc_now) -> Campaigns:
    """The campaigns in a database: `database_url`, LEAKSIM_DATABASE_URL, or a file in the user’s data folder."""
    return Campaigns(open_store(database_url, clock=clock), clock)


class Campaigns:
    """All campaigns of one database. Whatever is asked of it, records kept too long are deleted first."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def open_file(self, path: Path, hand_over: Callable[[Opened], None] = lambda _opened: None) -> Opened:
        """Open the campaign of a file, or add to it whoever is new on its roster; nothing else changes.

        `hand_over` gets the personal links before anything is stored for good: where it raises, nothing is.
        """
        self.forget_expired()
        read = load_campaign(path, shelf.library(), shelf.playbook_ids(), _role_ids())
        assert read.campaign is not None
        wanted = with_playbook(read.campaign)
        with self._store.unit() as unit:
            stored = next((one for one in unit.campaigns.all() if one.name == wanted.id), None)
            if stored is None:
                if wanted.closes_at <= self._clock():
                    raise IllegalEvent(f"{path}: the campaign {wanted.id!r} would be closed already")
                stored, created = unit.campaigns.add(wanted.id, to_body(KeptCampaign(terms=wanted))), True
            else:
                created = False
            kept = _present(stored)
            known = {one.roster_id: entry_of(one) for one in unit.campaigns.participants(stored.id)}
            fresh = [entry for entry in read.roster if entry.id not in known]
            opened = Opened(
                campaign=kept.terms,
                created=created,
                links=_invite(unit, stored.id, fresh),
                exempt=tuple(entry.id for entry in fresh if entry.exempt is not None),
                unchanged=len(read.roster) - len(fresh),
                differs=(*differing_terms(kept.terms, wanted), *_differing_people(known, read.roster)),
            )
            hand_over(opened)
        return opened

    def names(self) -> tuple[str, ...]:
        """The names of all campaigns, the oldest first."""
        with self._store.unit(write=False) as unit:
            return tuple(one.name for one in unit.campaigns.all())

    def status(self, name: str) -> Status:
        """Numbers only; NotFound for an unknown name."""
        self.forget_expired()
        with self._store.unit(write=False) as unit:
            stored = _named(unit, name)
            kept = campaign_of(stored)
            rows = register_rows(unit, stored)
        now, terms = self._clock(), kept.terms
        counted = kept.summary or _counted(rows)
        return Status(
            campaign=terms,
            invited=counted.invited,
            done=counted.done,
            late=sum(row.late for row in rows),
            outstanding=counted.outstanding,
            exempt=counted.exempt,
            open_now=kept.summary is None and terms.opens_at <= now < terms.closes_at,
            summary=kept.summary,
        )

    def register(self, name: str, viewer: str) -> Register:
        """The register for one of the campaign’s viewers; NotFound where there is none of that id."""
        self.forget_expired()
        with self._store.unit(write=False) as unit:
            stored = _named(unit, name)
            terms = _present(stored).terms
            rows = register_rows(unit, stored)
        viewers = {one.id: one for one in terms.records.viewers}
        if viewer not in viewers:
            known = ", ".join(viewers) or "none"
            raise NotFound(f"participants of {name!r} were not told of a viewer {viewer!r}; there are: {known}")
        return Register(campaign=terms, viewer=viewers[viewer], rows=rows)

    def exempt(self, name: str, roster_id: str, reason: str | None) -> None:
        """Exempt somebody, with a reason; None takes an exemption back. Results are not touched."""
        reason = reason.strip() if reason is not None else None
        if reason is not None and not 0 < len(reason) <= 200:
            raise UnreadableInput("an exemption needs its reason, in 200 characters at most")
        self.forget_expired()
        with self._store.unit() as unit:
            stored = _named(unit, name)
            _present(stored)
            person = unit.campaigns.participant_named(stored.id, roster_id)
            unit.campaigns.set_body(person.id, to_body(KeptParticipant(role=entry_of(person).role, exempt=reason)))

    def relink(self, name: str, roster_id: str, hand_over: Callable[[Link], None] = lambda _link: None) -> Link:
        """A new personal link for somebody who lost theirs. What they did stays; the links before open nothing."""
        self.forget_expired()
        with self._store.unit() as unit:
            stored = _named(unit, name)
            _present(stored)
            person = unit.campaigns.participant_named(stored.id, roster_id)
            link = Link(roster_id=roster_id, token=new_token())
            unit.campaigns.set_token(person.id, link.token)
            for journal in trainings_in(unit.journals.of_participant(person.id))[:1]:
                unit.journals.set_token(journal.id, training_token(link.token))
            hand_over(link)
        return link

    def extend(self, name: str, closes: str) -> Campaign:
        """Let a campaign close later, within the time for which records may be kept."""
        try:
            wanted = end_of(closes)
        except (ValueError, OverflowError):
            raise UnreadableInput(f"{closes!r} is neither a date nor a moment with its zone") from None
        self.forget_expired()
        with self._store.unit() as unit:
            stored = _named(unit, name)
            kept = _present(stored)
            if not kept.terms.closes_at < wanted <= kept.terms.kept_until:
                until = f"{kept.terms.closes} to {kept.terms.records.keep_until}"
                raise IllegalEvent(f"the new end has to lie within {until}: participants were told so")
            terms = replace(kept.terms, closes=closes)
            unit.campaigns.set_terms(stored.id, to_body(replace(kept, terms=terms)))
        return terms

    def forget(self, name: str, *, early: bool = False) -> Summary:
        """Delete everything personal of a campaign for good: roster, trainings, certificates. Numbers stay.

        Raises IllegalEvent before the time that participants were told, unless `early`.
        """
        with self._store.unit() as unit:
            # Two that delete at once would count again what the other has left.
            stored = unit.campaigns.held(_named(unit, name).name)
            kept = campaign_of(stored)
            if kept.summary is not None:
                return kept.summary
            if not early and self._clock() < kept.terms.kept_until:
                raise IllegalEvent(f"the records of {name!r} are to be kept until {kept.terms.records.keep_until}")
            return self._forget(unit, stored, kept)

    def forget_expired(self) -> tuple[str, ...]:
        """Forget every campaign whose time is over; returns their names."""
        now = self._clock()
        with self._store.unit(write=False) as unit:
            expired = [one for one in unit.campaigns.all() if _is_expired(one, now)]
        return tuple(one.name for one in expired if self.forget(one.name))

    def _forget(self, unit: Unit, stored: StoredCampaign, kept: KeptCampaign) -> Summary:
        counts = _counted(register_rows(unit, stored))
        summary = Summary(**asdict(counts), forgotten_at=self._clock())
        unit.campaigns.remove_participants(stored.id)
        unit.campaigns.set_terms(stored.id, to_body(replace(kept, summary=summary)))
        return summary


def with_playbook(campaign: Campaign) -> Campaign:
    """With the guide that its organisation brings, where the file names none."""
    preset = next(one for one in shelf.library().organisations if one.id == campaign.organisation)
    return replace(campaign, playbook=campaign.playbook or preset.playbook)


def _role_ids() -> tuple[str, ...]:
    return tuple(role.id for role in shelf.annual().roles.roles)


def _is_expired(stored: StoredCampaign, now: datetime) -> bool:
    if stored.body.get("format") != FORMAT:
        return False  # a newer version of leaksim knows when
    kept = campaign_of(stored)
    return kept.summary is None and now >= kept.terms.kept_until


def _named(unit: Unit, name: str) -> StoredCampaign:
    """NotFound names the campaigns there are."""
    try:
        return unit.campaigns.by_name(name)
    except NotFound:
        known = ", ".join(one.name for one in unit.campaigns.all()) or "none"
        raise NotFound(f"there is no campaign {name!r}; there are: {known}") from None


def _present(stored: StoredCampaign) -> KeptCampaign:
    """The campaign, where its records are still there; else IllegalEvent."""
    kept = campaign_of(stored)
    if kept.summary is not None:
        day = kept.summary.forgotten_at.astimezone(JST).date()
        raise IllegalEvent(f"the records of {stored.name!r} were deleted on {day}, as participants were told")
    return kept


def _invite(unit: Unit, campaign_id: int, entries: Sequence[RosterEntry]) -> tuple[Link, ...]:
    """Put people on the roster. Who is exempt gets a link too, but one that nobody is handed."""
    links = []
    for entry in entries:
        link = Link(roster_id=entry.id, token=new_token())
        unit.campaigns.invite(
            campaign_id, entry.id, to_body(KeptParticipant(role=entry.role, exempt=entry.exempt)), link.token
        )
        if entry.exempt is None:
            links.append(link)
    return tuple(links)


def _differing_people(known: Mapping[str, RosterEntry], wanted: Sequence[RosterEntry]) -> tuple[str, ...]:
    """What a roster says otherwise of those who are on it already, and who is on it no longer."""
    listed = {entry.id for entry in wanted}
    changed = [
        f"roster {entry.id}: {field.name}"
        for entry in wanted
        for field in fields(RosterEntry)
        if entry.id in known and getattr(known[entry.id], field.name) != getattr(entry, field.name)
    ]
    return (*changed, *(f"roster {one}: not in the file" for one in known if one not in listed))


def _counted(rows: Sequence[RegisterRow]) -> Counts:
    states = Counter(row.state for row in rows)
    return Counts(
        invited=len(rows),
        done=states[RegisterState.DONE],
        outstanding=states[RegisterState.OUTSTANDING],
        exempt=states[RegisterState.EXEMPT],
    )
