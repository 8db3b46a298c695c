"""Review questions in short: what is common to both kinds of cards."""

from __future__ import annotations

from ..domain.incident import Evidence
from ..domain.kinds import IncidentType, Language, Phase
from ..domain.playbook import Playbook
from ..domain.records import record
from ..domain.scorecard import Citation
from ..domain.study import Recall
from ..domain.text import Text
from ..i18n import translate

NOTHING = Text("", "")


@record
class Choice:
    """An option of a review question, and how well somebody knows it who chooses it."""

    id: str
    label: Text
    recall: Recall
    reason: Text = NOTHING


@record
class ReviewQuestion:
    """A question built anew from its card and the number of earlier recalls; the same both times gives the same."""

    card: str
    type: IncidentType
    phase: Phase
    prompt: Text
    situation: Text = NOTHING
    evidence: tuple[Evidence, ...] = ()
    choices: tuple[Choice, ...]
    statement: Text = NOTHING
    details: tuple[Text, ...] = ()
    how: Text = NOTHING
    citations: tuple[Citation, ...] = ()

    @property
    def right(self) -> tuple[Choice, ...]:
        """The choices that are right; where a presumption is supported, 不明 is right besides."""
        return tuple(choice for choice in self.choices if choice.recall is Recall.GOOD)

    def choice(self, choice_id: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.id == choice_id), None)


def both(key: str, **params: Text) -> Text:
    """The catalogue's text of `key` in both languages."""

    def said(language: Language) -> str:
        return translate(key, language, **{name: text.in_(language) for name, text in params.items()})

    return Text(said(Language.JA), said(Language.EN))


def cited(playbook: Playbook, sections: tuple[str, ...]) -> tuple[Citation, ...]:
    """Citations of the sections, each once."""
    found = (playbook.section(name) for name in dict.fromkeys(sections))
    return tuple(
        Citation(
            playbook=playbook.id,
            document=playbook.title,
            section=section.id,
            number=section.number,
            title=section.title,
            page=section.page,
        )
        for section in found
    )
