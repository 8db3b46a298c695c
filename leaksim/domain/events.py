"""What players do, as events: the append-only record of a run."""

from __future__ import annotations

from typing import Literal

from .answering import AnswerValue
from .filling import FormFilled
from .hints import HintTaken
from .kinds import Certainty, Phase
from .records import record


@record
class Answered:
    """An answer as given; choices are opaque option ids, moments ISO 8601. 不明 carries no value."""

    kind: Literal["answered"] = "answered"
    seq: int = 0
    at: str = ""
    question: str
    certainty: Certainty
    value: AnswerValue | None = None


@record
class Acted:
    """An act chosen in a phase; it is done when it is carried out or the phase closes. `first`: before the others."""

    kind: Literal["acted"] = "acted"
    seq: int = 0
    at: str = ""
    action: str
    phase: Phase
    first: bool = False


@record
class Withdrawn:
    """An act not yet carried out, or an answer, taken back while its phase is open."""

    kind: Literal["withdrawn"] = "withdrawn"
    seq: int = 0
    at: str = ""
    action: str | None = None
    question: str | None = None


@record
class CarriedOut:
    """The acts chosen so far are done now; scenario time passes and what follows arrives, the phase stays open."""

    kind: Literal["carried_out"] = "carried_out"
    seq: int = 0
    at: str = ""
    phase: Phase


@record
class PhaseClosed:
    kind: Literal["phase_closed"] = "phase_closed"
    seq: int = 0
    at: str = ""
    phase: Phase


@record
class Paused:
    """Everything stands still until `Resumed`."""

    kind: Literal["paused"] = "paused"
    seq: int = 0
    at: str = ""


@record
class Resumed:
    kind: Literal["resumed"] = "resumed"
    seq: int = 0
    at: str = ""


Event = Answered | Acted | Withdrawn | CarriedOut | PhaseClosed | FormFilled | HintTaken | Paused | Resumed
