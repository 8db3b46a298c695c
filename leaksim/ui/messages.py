"""What a browser may say to a page, read strictly: anything else raises BadMessage before it reaches a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from leaksim.domain.filling import TEXT_LIMIT

ID_LENGTH = 64
OPTIONS_LIMIT = 64
NUMBER_LIMIT = 10**10
SERIAL_LIMIT = 2**31

AnswerValue = int | str | tuple[str, ...] | None


class BadMessage(ValueError):
    """A message that no page of ours sends."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """`serial` comes back with the acknowledgment; 0 asks for none."""

    serial: int = 0


@dataclass(frozen=True, kw_only=True)
class Open(Message):
    """Show a message or a piece of evidence."""

    thing: str


@dataclass(frozen=True, kw_only=True)
class Answer(Message):
    question: str
    certainty: str
    value: AnswerValue


@dataclass(frozen=True, kw_only=True)
class Withdraw(Message):
    question: str


@dataclass(frozen=True, kw_only=True)
class Choose(Message):
    card: str
    first: bool


@dataclass(frozen=True, kw_only=True)
class Unchoose(Message):
    card: str


@dataclass(frozen=True, kw_only=True)
class FillField(Message):
    """What stands in a field of a form; nothing of it: emptied."""

    form: str
    field: str
    certainty: str | None
    value: AnswerValue
    text: str | None


@dataclass(frozen=True, kw_only=True)
class TakeOver(Message):
    """Write the answers of this run into a form."""

    form: str


@dataclass(frozen=True, kw_only=True)
class SaveForm(Message):
    """Make a file of a form."""

    form: str
    file: str


@dataclass(frozen=True, kw_only=True)
class CarryOut(Message):
    """Do the chosen acts now; the phase stays open."""

    phase: str


@dataclass(frozen=True, kw_only=True)
class LookBack(Message):
    """Compare the finished run with others."""


@dataclass(frozen=True, kw_only=True)
class Close(Message):
    phase: str


@dataclass(frozen=True, kw_only=True)
class Continue(Message):
    """Leave the feedback and go on with the next phase."""


@dataclass(frozen=True, kw_only=True)
class Again(Message):
    """Play another incident."""


@dataclass(frozen=True, kw_only=True)
class ChangeLanguage(Message):
    language: str


@dataclass(frozen=True, kw_only=True)
class ShowGuides(Message):
    """Show a guide, with another beside it if one is named."""

    first: str
    second: str | None


@dataclass(frozen=True, kw_only=True)
class Begin(Message):
    """Begin in another mode than a single exercise."""

    mode: str


@dataclass(frozen=True, kw_only=True)
class Start(Message):
    organisation: str | None
    incident_type: str | None
    role: str
    mode: str
    mark_law: bool


@dataclass(frozen=True, kw_only=True)
class TakeHint(Message):
    """Show a hint for a question or for a decision."""

    question: str | None
    decision: str | None


@dataclass(frozen=True, kw_only=True)
class BeginStudy(Message):
    """Open a learner's page."""

    organisation: str


@dataclass(frozen=True, kw_only=True)
class Practise(Message):
    """Begin a learner's run; no type: what the learner is weakest at."""

    incident_type: str | None
    mode: str


@dataclass(frozen=True, kw_only=True)
class BeginReview(Message):
    """Ask what is due; `fresh`: ask something new."""

    fresh: bool


@dataclass(frozen=True, kw_only=True)
class Pick(Message):
    """Answer a review question."""

    turn: str
    option: str


@dataclass(frozen=True, kw_only=True)
class LeaveReview(Message):
    """Back to the learner's page."""


def _name(value: object) -> str:
    if not isinstance(value, str) or not value or len(value) > ID_LENGTH or not value.isprintable():
        raise BadMessage("a name is expected")
    return value


def _optional_name(value: object) -> str | None:
    return None if value is None else _name(value)


def _optional_text(value: object) -> str | None:
    if value is not None and (not isinstance(value, str) or len(value) > TEXT_LIMIT):
        raise BadMessage("a text is expected")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise BadMessage("true or false is expected")
    return value


def _value(value: object) -> AnswerValue:
    if value is None:
        return None
    if isinstance(value, bool):
        raise BadMessage("an answer is no flag")
    if isinstance(value, int):
        if not 0 <= value < NUMBER_LIMIT:
            raise BadMessage("the number is out of range")
        return value
    if isinstance(value, list):
        if len(value) > OPTIONS_LIMIT:
            raise BadMessage("too many options")
        return tuple(_name(entry) for entry in value)
    return _name(value)


def _serial(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < SERIAL_LIMIT:
        raise BadMessage("a serial number is expected")
    return value


_FIELDS: dict[str, tuple[type[Message], Mapping[str, Callable[[object], Any]]]] = {
    "open": (Open, {"thing": _name}),
    "answer": (Answer, {"question": _name, "certainty": _name, "value": _value}),
    "withdraw": (Withdraw, {"question": _name}),
    "choose": (Choose, {"card": _name, "first": _flag}),
    "unchoose": (Unchoose, {"card": _name}),
    "fill": (
        FillField,
        {"form": _name, "field": _name, "certainty": _optional_name, "value": _value, "text": _optional_text},
    ),
    "take": (TakeOver, {"form": _name}),
    "save": (SaveForm, {"form": _name, "file": _name}),
    "carry": (CarryOut, {"phase": _name}),
    "look_back": (LookBack, {}),
    "close": (Close, {"phase": _name}),
    "continue": (Continue, {}),
    "again": (Again, {}),
    "language": (ChangeLanguage, {"language": _name}),
    "hint": (TakeHint, {"question": _optional_name, "decision": _optional_name}),
    "begin_study": (BeginStudy, {"organisation": _name}),
    "practise": (Practise, {"incident_type": _optional_name, "mode": _name}),
    "review": (BeginReview, {"fresh": _flag}),
    "pick": (Pick, {"turn": _name, "option": _name}),
    "leave_review": (LeaveReview, {}),
    "guides": (ShowGuides, {"first": _name, "second": _optional_name}),
    "begin": (Begin, {"mode": _name}),
    "start": (
        Start,
        {
            "organisation": _optional_name,
            "incident_type": _optional_name,
            "role": _name,
            "mode": _name,
            "mark_law": _flag,
        },
    ),
}


#: Readers that modules with messages of their own share.
read_name, read_optional_name = _name, _optional_name


def announce(kind: str, message: type[Message], **fields: Callable[[object], Any]) -> None:
    """Make a kind of message known that another module defines; each field has its reader, which raises BadMessage."""
    _FIELDS[kind] = (message, fields)


def read_message(content: object, accepted: tuple[type[Message], ...]) -> Message:
    """The message in `content`; raises BadMessage unless it is complete, exact and one of `accepted`."""
    if not isinstance(content, dict):
        raise BadMessage("a message is an object")
    kind = content.get("type")
    if not isinstance(kind, str) or kind not in _FIELDS or _FIELDS[kind][0] not in accepted:
        raise BadMessage("this part of the page takes no such message")
    message, fields = _FIELDS[kind]
    given = set(content) - {"type", "serial"}
    if given != set(fields):
        raise BadMessage("the message has other fields than it should")
    values = {name: check(content[name]) for name, check in fields.items()}
    return message(serial=_serial(content.get("serial", 0)), **values)


def serial_of(content: object) -> int:
    """The serial number of a message that may be bad, so that its sender hears of the refusal; else 0."""
    try:
        return _serial(content.get("serial", 0)) if isinstance(content, dict) else 0
    except BadMessage:
        return 0
