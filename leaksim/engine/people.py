"""People and what is recorded of them, safe by construction: nothing here can reach anybody.

A Faker generator carries this one provider and no other, seeded by instance.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from faker import Generator
from faker.providers import BaseProvider

from ..domain.kinds import Language
from ..domain.text import Text
from .names import (
    CITIES,
    FAMILY_NAMES,
    GIVEN_NAMES,
    GOODS,
    HEALTH_NOTES,
    PREFECTURE,
    TOWNS,
    Name,
)

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
        """A mobile number of the block that is not given out."""
        return f"090-0000-{self._digits(4)}"

    def training_office_phone(self) -> str:
        return f"03-0000-{self._digits(4)}"

    def training_address(self) -> Text:
        city, town = CITIES[self._index(len(CITIES))], TOWNS[self._index(len(TOWNS))]
        block = f"{1 + self._index(9)}-{1 + self._index(28)}-{1 + self._index(19)}"
        postcode = f"000-{self._digits(4)}"
        return Text(
            f"〒{postcode} {PREFECTURE.ja}{city.ja}{town.ja}{block}",
            f"{block} {town.en}, {city.en}, {PREFECTURE.en} {postcode}",
        )

    def training_card_number(self) -> str:
        """Sixteen digits whose last one fails the Luhn check."""
        body = f"4{self._digits(14)}"
        right = luhn_digit(body)
        digits = body + str((right + 1 + self._index(9)) % 10)
        return "-".join(digits[i : i + 4] for i in range(0, 16, 4))

    def training_card_expiry(self) -> str:
        """Month and two-digit year."""
        return f"{1 + self._index(12):02d}/{27 + self._index(5)}"

    def training_my_number(self) -> str:
        """Twelve digits whose last one is not the check digit."""
        body = self._digits(11)
        return body + str((my_number_digit(body) + 1 + self._index(9)) % 10)

    def training_birth_date(self) -> str:
        return (date(1948, 1, 1) + timedelta(days=self._index(21000))).isoformat()

    def training_bank_account(self) -> Text:
        branch, number = f"{1 + self._index(89):03d}", self._digits(7)
        return Text(f"架空銀行 {branch}支店 普通 {number}", f"Kaku Bank (fictional), branch {branch}, no. {number}")

    def training_password(self) -> str:
        letters = "abcdefghjkmnpqrstuvwxyz23456789"
        return "".join(letters[self._index(len(letters))] for _ in range(9))

    def training_health_note(self) -> Text:
        place = HEALTH_NOTES[self._index(len(HEALTH_NOTES))]
        return Text(place.ja, place.en)

    def training_purchase(self) -> Text:
        goods, price = GOODS[self._index(len(GOODS))], 100 * (5 + self._index(300))
        return Text(f"{goods.ja} {price:,}円", f"{goods.en}, {price:,} yen")

    def training_grades(self) -> Text:
        a, b, c = (1 + self._index(5) for _ in range(3))
        return Text(f"国語{a} 数学{b} 英語{c}", f"Japanese {a}, maths {b}, English {c}")

    def training_salary(self) -> Text:
        amount = 1000 * (190 + self._index(320))
        return Text(f"月額 {amount:,}円", f"{amount:,} yen a month")

    def training_document_number(self) -> str:
        return f"{'ABCDEFGH'[self._index(8)]}{self._digits(3)}-{self._digits(4)}"


class Faker(Generator):
    """A bare Faker generator with the training provider."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.seed_instance(seed)
        self.training = TrainingProvider(self)


def luhn_digit(body: str) -> int:
    """The last digit that would make `body` plus it pass the Luhn check."""
    total = 0
    for position, sign in enumerate(reversed(body)):
        digit = int(sign)
        if position % 2 == 0:
            digit = digit * 2 - 9 if digit > 4 else digit * 2
        total += digit
    return -total % 10


def my_number_digit(body: str) -> int:
    """The check digit of an individual number's first eleven digits."""
    total = sum(int(sign) * (n + 1 if n <= 6 else n - 5) for n, sign in enumerate(reversed(body), start=1))
    rest = total % 11
    return 0 if rest <= 1 else 11 - rest
