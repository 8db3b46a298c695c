"""Bilingual text."""

from __future__ import annotations

from .kinds import Language
from .records import value


@value
class Text:
    """One statement in Japanese and English."""

    ja: str
    en: str

    def in_(self, language: Language | str) -> str:
        return self.en if language == Language.EN else self.ja


def same(text: str) -> Text:
    """A text that reads the same in both languages (an id, a file name, an address)."""
    return Text(text, text)
