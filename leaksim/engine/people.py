"""People of the cast, safe by construction: nothing here can reach anybody.

A Faker generator carries this one provider and no other, seeded by instance.
"""

from __future__ import annotations

from dataclasses import dataclass

from faker import Generator
from faker.providers import BaseProvider

from ..domain.kinds import Language
from .names import FAMILY_NAMES, GIVEN_NAMES, Name

#: Of mobile numbers that are not given out.
MOBILE_PREFIX = "090-0000-"
MAIL_DOMAINS = ("mail.example", "example.com", "example.net", "example.org", "post.example", "home.test")


@dataclass(frozen=True, slots=True)
class PersonName:
    family: Name
    given: Name

    def full(self, language: Language) -> str:
        if language is Language.EN:
            return f"{self.given.romaji} {self.family.romaji}"
        return f"{self.family.ja} {self.given.ja}"

    def reading(self, language: Language) -> str:
        """Katakana in Japanese; in English the order and capitals of an official reading."""
        if language is Language.EN:
            return f"{self.family.romaji.upper()} {self.given.romaji}"
        return f"{self.family.kana} {self.given.kana}"


class TrainingProvider(BaseProvider):
    """Faker provider of training data. Everything comes from `generator.random.random()` alone."""

    def _index(self, size: int) -> int:
        return int(self.generator.random.random() * size)

    def _digits(self, count: int) -> str:
        return f"{self._index(10**count):0{count}d}"

    def training_name(self) -> PersonName:
        return PersonName(FAMILY_NAMES[self._index(len(FAMILY_NAMES))], GIVEN_NAMES[self._index(len(GIVEN_NAMES))])

    def training_phone(self) -> str:
        return f"{MOBILE_PREFIX}{self._digits(4)}"

    def training_office_phone(self) -> str:
        return f"03-0000-{self._digits(4)}"


class Faker(Generator):
    """A bare Faker generator with the training provider."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.seed_instance(seed)
        self.training = TrainingProvider(self)
