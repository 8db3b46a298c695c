"""What an answer may look like, whether it is given to a question or in the field of a form."""

from __future__ import annotations

from datetime import datetime

from ..errors import IllegalEvent
from .catalogue import QuestionKind
from .incident import AskedQuestion
from .kinds import Certainty

AnswerValue = int | str | tuple[str, ...]


def check_value(question: AskedQuestion, certainty: Certainty | None, value: AnswerValue | None) -> None:
    """Raise IllegalEvent unless the value has the form that the question asks for."""
    if certainty is Certainty.UNKNOWN:
        if value is not None:
            raise IllegalEvent("an unknown answer carries no value")
        return
    options = {option.id for option in question.options}
    match question.kind:
        case QuestionKind.CHOICE:
            valid = isinstance(value, str) and value in options
        case QuestionKind.MULTI_CHOICE:
            valid = isinstance(value, tuple) and bool(value) and len(set(value)) == len(value)
            valid = valid and isinstance(value, tuple) and options.issuperset(value)
        case QuestionKind.NUMBER:
            valid = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**10
        case QuestionKind.MOMENT:
            valid = isinstance(value, str) and _is_moment(value)
    if not valid:
        raise IllegalEvent(f"the answer to {question.id!r} does not have the form asked for")


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
