"""A campaign: one training for many people, on terms that each of them is shown before they begin."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

from .desks import BilingualDesk
from .kinds import Language
from .records import record
from .text import Text

JST = timezone(timedelta(hours=9))


class CountedAttempt(StrEnum):
    """Which attempt stands in the register once somebody has passed; attempts after a pass there are none."""

    FIRST_PASSED = "first_passed"  # what somebody can do now
    FIRST = "first"  # what somebody could do before being taught


class Detail(StrEnum):
    """How much a viewer of the register sees. Nobody is shown answers."""

    COMPLETION = "completion"  # done or not, and when
    REGISTER = "register"  # also exemption, counted attempt, versions and certificate
    RESULT = "result"  # also percent and number of attempts

    def includes(self, other: Detail) -> bool:
        order = list(Detail)
        return order.index(self) >= order.index(other)


class Standing(StrEnum):
    """What a participant's page says."""

    NOT_OPEN = "not_open"
    INVITED = "invited"
    RUNNING = "running"
    DONE = "done"
    CLOSED = "closed"
    EXEMPT = "exempt"


class RegisterState(StrEnum):
    DONE = "done"
    OUTSTANDING = "outstanding"
    EXEMPT = "exempt"


@record
class Viewer:
    """Somebody who is handed the register, by `id`, with what `sees` allows."""

    id: str
    who: Text
    sees: Detail


#: Whom a campaign has that names no viewers: personnel learns of completion only.
USUAL_VIEWERS = (
    Viewer(id="hr", who=Text("人事担当", "Human resources"), sees=Detail.COMPLETION),
    Viewer(id="auditors", who=Text("監査担当", "Auditors"), sees=Detail.REGISTER),
)


@record
class RecordsRule:
    """What becomes of the records: who sees them, until when they are kept, why, and who answers questions."""

    keep_until: str
    viewers: tuple[Viewer, ...] = USUAL_VIEWERS
    purpose: Text | None = None
    questions_to: Text | None = None


@record
class Campaign:
    """The terms of a campaign; `id` is its name for commands.

    `organisation` is a preset, `organisation_name` what stands on the page and on certificates.

    `opens`, `closes` and `records.keep_until` are dates in Japan (the whole day counts) or moments with a zone.
    `pass_mark` is in percent of the objectives; what was missed can be retaken without limit.
    """

    id: str
    title: Text
    organisation: str
    organisation_name: Text | None = None
    playbook: str | None = None
    language: Language = Language.JA
    opens: str
    closes: str
    pass_mark: int = 100
    counts: CountedAttempt = CountedAttempt.FIRST_PASSED
    reporting_desk: BilingualDesk
    records: RecordsRule

    @property
    def opens_at(self) -> datetime:
        return beginning_of(self.opens)

    @property
    def closes_at(self) -> datetime:
        """The first moment at which it is closed."""
        return end_of(self.closes)

    @property
    def kept_until(self) -> datetime:
        """The first moment at which nothing personal may be kept."""
        return end_of(self.records.keep_until)


@record
class RosterEntry:
    """One person by an id of the organisation’s own; no name and no mail address. `exempt` is the reason."""

    id: str
    role: str = "employee"
    exempt: str | None = None


@record
class Progress:
    """What a campaign may know of somebody’s training: no answers.

    `attempts` and both percents are of a training that was passed: percent of the first attempt, and at the pass.
    """

    begun_at: datetime
    passed_at: datetime | None = None
    attempts: int = 0
    first_percent: int | None = None
    passed_percent: int | None = None
    content_version: str = ""
    playbook: str = ""
    playbook_version: str = ""
    certificate: str | None = None


@record
class RegisterRow:
    """One line of the register; what does not apply is None."""

    roster_id: str
    role: str
    invited_at: datetime
    state: RegisterState
    done_at: datetime | None = None
    late: bool = False
    exempt_reason: str | None = None
    attempt: int | None = None
    percent: int | None = None
    attempts: int | None = None
    content_version: str | None = None
    playbook: str | None = None
    playbook_version: str | None = None
    certificate: str | None = None


#: Columns of the register and the detail that a viewer needs to be shown them.
COLUMNS: dict[str, Detail] = {
    "roster_id": Detail.COMPLETION,
    "role": Detail.COMPLETION,
    "state": Detail.COMPLETION,
    "done_at": Detail.COMPLETION,
    "late": Detail.COMPLETION,
    "invited_at": Detail.REGISTER,
    "exempt_reason": Detail.REGISTER,
    "attempt": Detail.REGISTER,
    "content_version": Detail.REGISTER,
    "playbook": Detail.REGISTER,
    "playbook_version": Detail.REGISTER,
    "certificate": Detail.REGISTER,
    "percent": Detail.RESULT,
    "attempts": Detail.RESULT,
}


def columns_for(detail: Detail) -> tuple[str, ...]:
    return tuple(name for name, needed in COLUMNS.items() if detail.includes(needed))


def counted_attempt(progress: Progress, rule: CountedAttempt) -> tuple[int, int | None]:
    """Number, from 1, and percent of the attempt that counts in a training that was passed."""
    if rule is CountedAttempt.FIRST:
        return 1, progress.first_percent
    return progress.attempts, progress.first_percent if progress.attempts == 1 else progress.passed_percent


def standing(campaign: Campaign, exempt: bool, progress: Progress | None, now: datetime) -> Standing:
    """Where a participant stands. Who is done stays done, whatever the calendar says."""
    if progress is not None and progress.passed_at is not None:
        return Standing.DONE
    if exempt:
        return Standing.EXEMPT
    if now < campaign.opens_at:
        return Standing.NOT_OPEN
    if now >= campaign.closes_at:
        return Standing.CLOSED
    return Standing.INVITED if progress is None else Standing.RUNNING


def register_row(
    campaign: Campaign, entry: RosterEntry, invited_at: datetime, progress: Progress | None
) -> RegisterRow:
    """The line about one participant, with everything that any viewer may see."""
    done_at = progress.passed_at if progress is not None else None
    if progress is None or done_at is None:
        state = RegisterState.OUTSTANDING if entry.exempt is None else RegisterState.EXEMPT
        return RegisterRow(
            roster_id=entry.id, role=entry.role, invited_at=invited_at, state=state, exempt_reason=entry.exempt
        )
    attempt, percent = counted_attempt(progress, campaign.counts)
    return RegisterRow(
        roster_id=entry.id,
        role=entry.role,
        invited_at=invited_at,
        state=RegisterState.DONE,
        done_at=done_at,
        late=done_at >= campaign.closes_at,
        exempt_reason=entry.exempt,
        attempt=attempt,
        percent=percent,
        attempts=progress.attempts,
        content_version=progress.content_version,
        playbook=progress.playbook,
        playbook_version=progress.playbook_version,
        certificate=progress.certificate,
    )


def beginning_of(text: str) -> datetime:
    """A date as the midnight with which it begins in Japan, or a moment with its zone. Raises ValueError."""
    return _moment(text) or datetime.combine(date.fromisoformat(text), time(), JST)


def end_of(text: str) -> datetime:
    """A date as the midnight with which it ends in Japan, or a moment with its zone. Raises ValueError."""
    return _moment(text) or datetime.combine(date.fromisoformat(text) + timedelta(days=1), time(), JST)


def _moment(text: str) -> datetime | None:
    if "T" not in text and " " not in text:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs its zone: {text}+09:00")
    return moment
