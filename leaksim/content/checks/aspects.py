"""Whether results can be put together by principle of the guide and by objective of the exercise."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.catalogue import Library, QuestionGroup
from ...domain.playbook import Playbook
from ..findings import Code, Severity
from .walking import Issue


def unshared(library: Library) -> Iterator[Issue]:
    """Topics and groups of questions of more than one objective, or of none: points would not add up to the total."""
    topics: dict[str, str] = {}
    groups: dict[str, str] = {}
    for index, objective in enumerate(library.objectives):
        for field, names, taken in (
            ("topics", objective.topics, topics),
            ("question_groups", objective.question_groups, groups),
        ):
            for place, name in enumerate(names):
                if name in taken:
                    message = f"'{name}' belongs to the objective '{taken[name]}' already"
                    yield Issue(Code.BAD_ASPECT, ("objectives", index, field, place), message)
                taken.setdefault(name, objective.id)
    left = [f"the topic '{topic.id}'" for topic in library.catalogue.topics if topic.id not in topics]
    left += [f"the group of questions '{group}'" for group in QuestionGroup if group not in groups]
    for what in left:
        yield Issue(Code.BAD_ASPECT, ("objectives",), f"{what} belongs to no objective", key=True)


def unsaid_principles(playbook: Playbook) -> Iterator[Issue]:
    """A guide without principles that does not say why."""
    if not playbook.principles and playbook.principles_note is None:
        message = "there are no principles, and no 'principles_note' says why"
        yield Issue(Code.UNSAID_PRINCIPLES, ("principles",), message, severity=Severity.WARNING)


def unshown_principles(playbook: Playbook, library: Library) -> Iterator[Issue]:
    """Principles that nothing the guide expects or asks could ever show."""
    topics = {action.id: action.topic for action in library.catalogue.actions}
    groups = {question.id: question.group for question in library.questions}
    expected = {response.action for response in playbook.responses}
    asked = {groups[q.question] for q in playbook.questions if q.question in groups}
    for index, principle in enumerate(playbook.principles):
        acts = {action for action in expected if action in principle.actions or topics.get(action) in principle.topics}
        if not acts and not asked.intersection(principle.question_groups):
            message = f"nothing that the guide expects or asks shows the principle '{principle.id}'"
            yield Issue(Code.BAD_ASPECT, ("principles", index), message)
