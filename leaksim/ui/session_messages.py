"""What a browser may say to the page of a committee’s session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaksim.domain.committee_entries import ACTIONS_LIMIT, LABEL_LIMIT, SEATS_LIMIT, TEXT_LIMIT

from .messages import BadMessage, Message, announce, read_name, read_optional_name


@dataclass(frozen=True, kw_only=True)
class SetUpSession(Message):
    """`seats` are pairs of (role, who), `desk` the four lines of the real reporting desk."""

    team: str
    preset: int
    mode: str
    organisation: str | None
    incident_type: str | None
    seats: tuple[tuple[str, str], ...]
    desk: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EnterStage(Message):
    stage: str


@dataclass(frozen=True, kw_only=True)
class PauseSession(Message):
    """Stand still for a while."""


@dataclass(frozen=True, kw_only=True)
class StopForReal(Message):
    """Stop: something real has happened."""


@dataclass(frozen=True, kw_only=True)
class GoOn(Message):
    """End the pause."""


@dataclass(frozen=True, kw_only=True)
class LogDecision(Message):
    decision: str
    owner: str
    rationale: str
    dissent: str


@dataclass(frozen=True, kw_only=True)
class DraftStatement(Message):
    text: str


@dataclass(frozen=True, kw_only=True)
class NoteHotWash(Message):
    went_well: str
    to_change: str
    missing: str


@dataclass(frozen=True, kw_only=True)
class NameAction(Message):
    number: int
    action: str
    owner: str
    due: str


@dataclass(frozen=True, kw_only=True)
class SaveRecord(Message):
    """Make a file of the session’s record."""

    file: str


def _label(value: object) -> str:
    if not isinstance(value, str) or len(value) > LABEL_LIMIT:
        raise BadMessage("a short text is expected")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > TEXT_LIMIT:
        raise BadMessage("a text is expected")
    return value


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 24 * 60:
        raise BadMessage("a number is expected")
    return value


def _number(value: object) -> int:
    number = _count(value)
    if number > ACTIONS_LIMIT:
        raise BadMessage("the number is out of range")
    return number


def _list(value: object, length: int) -> Sequence[object]:
    if not isinstance(value, list) or len(value) > length:
        raise BadMessage("a short list is expected")
    return value


def _seats(value: object) -> tuple[tuple[str, str], ...]:
    seats = []
    for entry in _list(value, SEATS_LIMIT):
        pair = [_label(part) for part in _list(entry, 2)]
        if len(pair) != 2:
            raise BadMessage("a seat is a pair")
        seats.append((pair[0], pair[1]))
    return tuple(seats)


def _desk(value: object) -> tuple[str, ...]:
    lines = tuple(_label(line) for line in _list(value, 4))
    if len(lines) != 4:
        raise BadMessage("four lines are expected")
    return lines


announce(
    "session_set_up",
    SetUpSession,
    team=_label,
    preset=_count,
    mode=read_name,
    organisation=read_optional_name,
    incident_type=read_optional_name,
    seats=_seats,
    desk=_desk,
)
announce("session_stage", EnterStage, stage=read_name)
announce("session_pause", PauseSession)
announce("session_stop", StopForReal)
announce("session_go_on", GoOn)
announce("session_log", LogDecision, decision=read_name, owner=_label, rationale=_text, dissent=_text)
announce("session_draft", DraftStatement, text=_text)
announce("session_note", NoteHotWash, went_well=_text, to_change=_text, missing=_text)
announce("session_action", NameAction, number=_number, action=_text, owner=_label, due=_label)
announce("session_record", SaveRecord, file=read_name)
