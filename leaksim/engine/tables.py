"""Tables of affected persons, drawn once and written in either language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ..domain.kinds import Language
from ..domain.text import Text
from .people import MAIL_DOMAINS, Faker, PersonName, TrainingProvider
from .streams import Stream

#: Order of columns, whatever the order in which items are given; each item may fill several columns.
_LABELS: Mapping[str, tuple[Text, ...]] = {
    "name": (Text("氏名", "Name"), Text("フリガナ", "Reading")),
    "birth_date": (Text("生年月日", "Date of birth"),),
    "address": (Text("住所", "Address"),),
    "phone": (Text("電話番号", "Telephone"),),
    "mail": (Text("メールアドレス", "E-mail"),),
    "my_number": (Text("個人番号", "Individual number"),),
    "card_number": (Text("カード番号", "Card number"), Text("有効期限", "Card expiry")),
    "bank_account": (Text("振込口座", "Bank account"),),
    "login_id": (Text("ログインID", "Login ID"), Text("パスワード", "Password")),
    "special_care": (Text("健康上の申告", "Health declaration"),),
    "purchase": (Text("利用履歴", "Purchases"),),
    "grades": (Text("成績", "Grades"),),
    "salary": (Text("給与", "Salary"),),
    "drawings": (Text("図面番号", "Drawing no."),),
    "quotation": (Text("見積番号", "Quotation no."),),
    "infrastructure": (Text("設備資料番号", "Facility document no."),),
    "internal_plan": (Text("計画書番号", "Plan no."),),
    "misconduct": (Text("調査記録番号", "Inquiry no."),),
}
_PLAIN: Mapping[str, Callable[[TrainingProvider], str | Text]] = {
    "birth_date": TrainingProvider.training_birth_date,
    "address": TrainingProvider.training_address,
    "phone": TrainingProvider.training_phone,
    "my_number": TrainingProvider.training_my_number,
    "bank_account": TrainingProvider.training_bank_account,
    "special_care": TrainingProvider.training_health_note,
    "purchase": TrainingProvider.training_purchase,
    "grades": TrainingProvider.training_grades,
    "salary": TrainingProvider.training_salary,
}

Row = tuple[str, ...]


@dataclass(frozen=True)
class RecordTable:
    """`rows` holds each language's rows, duplicates included; `mails` one address per distinct person."""

    items: tuple[str, ...]
    has_date: bool
    rows: Mapping[Language, tuple[Row, ...]]
    mails: tuple[str, ...]

    @classmethod
    def draw(
        cls,
        stream: Stream,
        *,
        persons: int,
        duplicates: int,
        items: tuple[str, ...],
        prefix: str,
        span: tuple[date, date] | None,
        included: tuple[PersonName, ...] = (),
    ) -> RecordTable:
        """Draw each item from a stream of its own, so that a further column changes no other."""
        ordered = tuple(item for item in _LABELS if item in items)
        numbers = _numbers(stream.child("number"), persons, prefix)
        columns: list[tuple[list[str], list[str]]] = [(numbers, numbers)]
        namer = Faker(stream.child("name").seed).training
        people = [namer.training_name() for _ in range(persons)]
        places = stream.child("included").sample(range(persons), len(included)) if included else []
        for place, person in zip(places, included, strict=False):
            people[place] = person
        mails = _mails(stream.child("mail"), [p.family.romaji + p.given.romaji[0] for p in people])
        for item in ordered:
            columns += _columns(item, Faker(stream.child(item).seed).training, people, mails, numbers)
        if span is not None:
            days = _days(stream.child("registered"), persons, span)
            columns.append((days, days))
        order = _row_order(stream.child("duplicates"), persons, duplicates)
        rows = {}
        for position, language in enumerate((Language.JA, Language.EN)):
            distinct = list(zip(*(column[position] for column in columns), strict=True))
            rows[language] = tuple(distinct[index] for index in order)
        return cls(items=ordered, has_date=span is not None, rows=rows, mails=tuple(mails))

    def headings(self, language: Language, number_label: Text, date_label: Text) -> tuple[str, ...]:
        labels = [number_label, *(label for item in self.items for label in _LABELS[item])]
        if self.has_date:
            labels.append(date_label)
        return tuple(label.in_(language) for label in labels)


def _columns(
    item: str, faker: TrainingProvider, people: list[PersonName], mails: list[str], numbers: list[str]
) -> list[tuple[list[str], list[str]]]:
    """The columns of one item, each in Japanese and English."""
    count = len(people)
    if item == "name":
        return [
            ([p.full(Language.JA) for p in people], [p.full(Language.EN) for p in people]),
            ([p.reading(Language.JA) for p in people], [p.reading(Language.EN) for p in people]),
        ]
    if item == "mail":
        return [(mails, mails)]
    if item == "card_number":
        cards = [faker.training_card_number() for _ in range(count)]
        expiry = [faker.training_card_expiry() for _ in range(count)]
        return [(cards, cards), (expiry, expiry)]
    if item == "login_id":
        logins = [f"u{number.split('-')[-1]}" for number in numbers]
        passwords = [faker.training_password() for _ in range(count)]
        return [(logins, logins), (passwords, passwords)]
    draw = _PLAIN.get(item, TrainingProvider.training_document_number)
    values = [draw(faker) for _ in range(count)]
    japanese = [value.ja if isinstance(value, Text) else value for value in values]
    english = [value.en if isinstance(value, Text) else value for value in values]
    return [(japanese, english)]


def _numbers(stream: Stream, persons: int, prefix: str) -> list[str]:
    """Distinct, rising numbers with gaps, as a ledger has them after years of use."""
    number = stream.integer(100, 9000)
    numbers = []
    for _ in range(persons):
        number += stream.integer(1, 4)
        numbers.append(f"{prefix}-{number:06d}")
    return numbers


def _mails(stream: Stream, stems: list[str]) -> list[str]:
    """One address per person, each only once."""
    mails: list[str] = []
    seen: set[str] = set()
    for stem in stems:
        mail = f"{stem.lower()}{stream.integer(1, 999)}@{stream.pick(MAIL_DOMAINS)}"
        while mail in seen:
            mail = f"{stem.lower()}{stream.integer(1000, 99999)}@{stream.pick(MAIL_DOMAINS)}"
        seen.add(mail)
        mails.append(mail)
    return mails


def _days(stream: Stream, persons: int, span: tuple[date, date]) -> list[str]:
    """Rising dates that begin and end exactly with the span."""
    first, last = span
    length = max(0, (last - first).days)
    offsets = sorted(stream.integer(0, length) for _ in range(persons))
    if offsets:
        offsets[0] = 0
    if len(offsets) > 1:
        offsets[-1] = length
    return [(first + timedelta(days=offset)).isoformat() for offset in offsets]


def _row_order(stream: Stream, persons: int, duplicates: int) -> list[int]:
    """Row positions of persons: each once, in order, and repeated rows put in anywhere after their first."""
    if not persons or not duplicates:
        return list(range(persons))
    keyed = [(float(index), 0.0, index) for index in range(persons)]
    for _ in range(duplicates):
        index = stream.integer(0, persons - 1)
        keyed.append((index + stream.fraction() * (persons - index), stream.fraction() + 1, index))
    return [index for _, _, index in sorted(keyed)]
