"""What a responder can do, what is asked, and who plays: the content every guide shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from .consequences import ConsequenceFile
from .current_law import CurrentLaw
from .facts import FactVocabulary
from .kinds import IncidentType, Phase, Round
from .records import record
from .text import Text


class ActionKind(StrEnum):
    RESPONSE = "response"  # some guide asks for it
    WRONG = "wrong"  # tempting and wrong by any guide that does not say otherwise
    OMISSION = "omission"  # leaving something out for a reason that sounds good


class Harm(StrEnum):
    """What a marked wrong act costs: points, or points and the pass."""

    NONE = "none"
    MINOR = "minor"
    GRAVE = "grave"


@record
class Action:
    """One act on a card. `minutes` is scenario time; no `types` means every type."""

    id: str
    label: Text
    phase: Phase
    topic: str
    kind: ActionKind = ActionKind.RESPONSE
    harm: Harm = Harm.NONE
    types: tuple[IncidentType, ...] = ()
    minutes: int = 10
    why: Text | None = None  # wrong and omission: what goes wrong
    voids: tuple[str, ...] = ()  # wrong and omission: acts whose worth it destroys

    def fits(self, incident_type: IncidentType) -> bool:
        return not self.types or incident_type in self.types


@record
class Topic:
    """A heading under which at most eight cards stand as one decision."""

    id: str
    label: Text


@record
class ActionCatalogue:
    topics: tuple[Topic, ...]
    actions: tuple[Action, ...]

    def action(self, action_id: str) -> Action:
        for action in self.actions:
            if action.id == action_id:
                return action
        raise KeyError(action_id)


class QuestionKind(StrEnum):
    CHOICE = "choice"
    MULTI_CHOICE = "multi_choice"
    NUMBER = "number"
    MOMENT = "moment"


class QuestionGroup(StrEnum):
    """Where a question stands on the page."""

    SITUATION = "situation"  # the type itself
    FIVE_W_ONE_H = "five_w_one_h"
    DETAILS = "details"  # a) to e)
    SEVERITY = "severity"


@record
class QuestionVariant:
    """How a question reads, and which options it offers, for one type."""

    prompt: Text | None = None
    options: tuple[str, ...] = ()


@record
class Question:
    """One question about one fact.

    Choice questions over a vocabulary fact offer `options` (all of its values when empty); questions over a
    text fact offer the scenario's candidates. `tolerance` is in minutes for moments.
    """

    id: str
    fact: str
    kind: QuestionKind
    group: QuestionGroup
    rounds: tuple[Round, ...]
    prompt: Text
    help: Text | None = None
    options: tuple[str, ...] = ()
    tolerance: int = 0
    variants: Mapping[IncidentType, QuestionVariant] = field(default_factory=dict)
    types: tuple[IncidentType, ...] = ()


@record
class OrganisationPreset:
    """A kind of organisation to play in; its guide comes with it."""

    id: str
    kind: str  # a value of the fact organisation_kind
    sector: str  # a value of the fact sector
    label: Text
    playbook: str
    names: tuple[Text, ...]  # visibly fictional
    domain: str  # reserved example domain
    departments: Mapping[str, Text]


@record
class Misconception:
    """A belief that trainees bring along, as the acts it makes them do and leave out."""

    id: str
    label: Text
    types: tuple[IncidentType, ...] = ()
    does: tuple[str, ...]
    omits: tuple[str, ...] = ()
    claims_guesses: bool = False
    correction: Text


@record
class Objective:
    """Something an exercise trains, whatever the guide, with the topics and groups of questions that show it.

    Every topic and every group belongs to exactly one objective, so that the points of all add up to the total.
    """

    id: str
    label: Text
    topics: tuple[str, ...] = ()
    question_groups: tuple[QuestionGroup, ...] = ()


@record
class Library:
    """The shared content: facts, acts, questions, organisations, misconceptions, law, consequences, objectives."""

    vocabulary: FactVocabulary
    catalogue: ActionCatalogue
    questions: tuple[Question, ...]
    organisations: tuple[OrganisationPreset, ...]
    misconceptions: tuple[Misconception, ...] = ()
    law: CurrentLaw | None = None
    consequences: tuple[ConsequenceFile, ...] = ()
    objectives: tuple[Objective, ...] = ()
