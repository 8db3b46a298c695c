"""The closed vocabularies: incident types, phases, grades, certainties and their order."""

from __future__ import annotations

from enum import StrEnum


class IncidentType(StrEnum):
    """How the information leaked."""

    LOSS_THEFT = "loss_theft"
    MISSEND_WEB = "missend_web"
    INSIDER = "insider"
    P2P = "p2p"
    MALWARE = "malware"
    UNAUTHORIZED_ACCESS = "unauthorized_access"
    SNS_RUMOR = "sns_rumor"


class Phase(StrEnum):
    """The six steps of a response, in order."""

    DISCOVER_REPORT = "discover_report"
    INITIAL_RESPONSE = "initial_response"
    INVESTIGATE = "investigate"
    NOTIFY_PUBLISH = "notify_publish"
    CONTAIN_RECOVER = "contain_recover"
    POST_INCIDENT = "post_incident"

    position: int
    """0 for the first phase to 5 for the last."""

    def __new__(cls, value: str) -> Phase:
        phase = str.__new__(cls, value)
        phase._value_ = value
        phase.position = len(cls.__members__)
        return phase


PHASES: tuple[Phase, ...] = tuple(Phase)


class Grade(StrEnum):
    """How strongly a guide expects an act."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    PERMITTED = "permitted"
    PROHIBITED = "prohibited"


class Coverage(StrEnum):
    """What a guide has to say about an incident type."""

    OWN_CHAPTER = "own_chapter"
    GENERAL_CHAPTER_ONLY = "general_chapter_only"
    NOT_STATED = "not_stated"


class Certainty(StrEnum):
    """What a trainee says of an answer: 確定, 見込み, 不明."""

    CONFIRMED = "confirmed"
    PRESUMED = "presumed"
    UNKNOWN = "unknown"


class Round(StrEnum):
    """When a question is asked; each answer is judged by what was established then."""

    FIRST_REPORT = "first_report"
    AFTER_INVESTIGATION = "after_investigation"

    @property
    def phase(self) -> Phase:
        return Phase.DISCOVER_REPORT if self is Round.FIRST_REPORT else Phase.INVESTIGATE


class Truth(StrEnum):
    """Three-valued logic: an omitted fact is unknown, not false."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, flag: bool) -> Truth:
        return cls.YES if flag else cls.NO

    def negated(self) -> Truth:
        return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(self, Truth.UNKNOWN)


class Language(StrEnum):
    JA = "ja"
    EN = "en"


class FeedbackMode(StrEnum):
    """When a trainee sees verdicts: at the close of each phase, or only at the end."""

    EACH_PHASE = "each_phase"
    EXAM = "exam"
