"""Tables of affected persons: a recipe in each language, made of the engine's lists of names and places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import islice

from ..domain.kinds import Language
from ..domain.recipes import (
    Choice,
    Column,
    Day,
    Letters,
    Number,
    Placed,
    Recipe,
    Rising,
    Row,
    Serial,
    Source,
    Spread,
    WrongCheck,
    column_values,
    rows_of,
)
from ..domain.text import Text
from .casting import Member
from .names import CITIES, FAMILY_NAMES, GIVEN_NAMES, GOODS, HEALTH_NOTES, PREFECTURE, TOWNS
from .people import MAIL_DOMAINS, MOBILE_PREFIX
from .streams import Stream

#: The most that a table may hold.
MOST_PERSONS = 1_000_000

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
#: Items that fill one column with the number of a document.
_DOCUMENTS = frozenset({"drawings", "quotation", "infrastructure", "internal_plan", "misconduct"})


@dataclass(frozen=True)
class RecordTable:
    """A table in both languages. Person `n` of one is person `n` of the other, and rows stand in the same order."""

    items: tuple[str, ...]
    has_date: bool
    mail_shift: int
    recipes: Mapping[Language, Recipe]

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
        included: tuple[Member, ...] = (),
    ) -> RecordTable:
        """Settle what the rows depend on; each item has streams of its own, so a further column changes no other."""
        ordered = tuple(item for item in _LABELS if item in items)
        placed = _placed(stream.child("included"), persons, included)
        first = stream.child("number").integer(100, 9000)
        shift = stream.child("mail").integer(0, 999)
        recipes = {}
        for language in Language:
            sources: list[Source] = [_serial(first, persons)]
            columns = [Column(form=f"{prefix.replace('%', '%%')}-%s", sources=("number",))]
            for item in ordered:
                item_sources, item_columns = _item(item, language, persons, shift)
                known = {source.id for source in sources}
                sources += [source for source in item_sources if source.id not in known]
                columns += item_columns
            if span is not None:
                days = max(0, (span[1] - span[0]).days)
                sources.append(Rising(id="registered", stream="registered", first=span[0].isoformat(), days=days))
                columns.append(Column(form="%s", sources=("registered",)))
            recipes[language] = Recipe(
                # A digest, because a run keeps the recipe and the path would tell the seed.
                key=sha256(stream.path.encode()).hexdigest()[:32],
                persons=persons,
                duplicates=duplicates if persons else 0,
                sources=tuple(sources),
                columns=tuple(columns),
                placed=placed,
            )
        return cls(items=ordered, has_date=span is not None, mail_shift=shift, recipes=recipes)

    @property
    def total_rows(self) -> int:
        return self.recipes[Language.JA].total_rows

    def first_rows(self, language: Language, count: int) -> tuple[Row, ...]:
        """The first `count` rows (all when there are fewer)."""
        return tuple(islice(rows_of(self.recipes[language]), count))

    @cached_property
    def mails(self) -> tuple[str, ...]:
        """One address per distinct person, whether or not the table shows it."""
        return tuple(self.persons("mail", Language.EN, self.recipes[Language.EN].persons))

    def persons(self, field: str, language: Language, count: int) -> list[str]:
        """The first `count` distinct persons' `number`, `name` or `mail`, whether or not the table shows it."""
        recipe = self.recipes[language]
        if field == "number":
            return list(islice(column_values(recipe, 0), count))
        sources, columns = _item(field, language, recipe.persons, self.mail_shift)
        alone = replace(recipe, duplicates=0, sources=tuple(sources), columns=tuple(columns[:1]))
        return list(islice(column_values(alone, 0), count))

    def headings(self, language: Language, number_label: Text, date_label: Text) -> tuple[str, ...]:
        labels = [number_label, *(label for item in self.items for label in _LABELS[item])]
        if self.has_date:
            labels.append(date_label)
        return tuple(label.in_(language) for label in labels)


def _placed(stream: Stream, persons: int, included: tuple[Member, ...]) -> tuple[Placed, ...]:
    named = [(member, member.person) for member in included if member.person is not None]
    places: dict[int, None] = {}
    while len(places) < min(persons, len(named)):
        places[stream.integer(0, persons - 1)] = None
    return tuple(
        Placed(
            person=place,
            choices=(
                ("family", FAMILY_NAMES.index(person.family)),
                ("given", GIVEN_NAMES.index(person.given)),
            ),
            values=_contacts(member) if member.outside else (),
        )
        for place, (member, person) in zip(places, named, strict=False)
    )


def _contacts(member: Member) -> tuple[tuple[str, str], ...]:
    """What the sources of telephone and mail say of somebody whose own ones the story shows."""
    account, _, domain = member.mail.partition("@")
    mail = (("mail_family", account), ("mail_given", ""), ("mail_number", ""), ("mail_domain", domain))
    return (("phone", member.phone.removeprefix(MOBILE_PREFIX)), *mail)


def _serial(first: int, persons: int) -> Serial:
    return Serial(id="number", stream="number", first=first, width=max(6, len(str(first + 4 * persons))))


def _item(item: str, language: Language, persons: int, shift: int) -> tuple[list[Source], list[Column]]:
    """What one item's columns are made of."""
    english = language is Language.EN
    if item in _DOCUMENTS:
        return [
            Choice(id=f"{item}_shelf", stream=f"{item}_shelf", values=tuple("ABCDEFGH")),
            _digits(f"{item}_high", 3),
            _digits(f"{item}_low", 4),
        ], [Column(form="%s%s-%s", sources=(f"{item}_shelf", f"{item}_high", f"{item}_low"))]
    match item:
        case "name":
            return _names(english)
        case "mail":
            return _mail(persons, shift)
        case "address":
            return _address(english)
        case "login_id":
            password = Letters(id="password", stream="password", alphabet="abcdefghjkmnpqrstuvwxyz23456789", length=9)
            return [password], [
                Column(form="u%s", sources=("number",)),
                Column(form="%s", sources=("password",)),
            ]
        case "card_number":
            return [
                WrongCheck(id="card", stream="card", scheme="card"),
                Number(id="card_month", stream="card_month", low=1, high=12, width=2),
                Number(id="card_year", stream="card_year", low=27, high=31),
            ], [Column(form="%s", sources=("card",)), Column(form="%s/%s", sources=("card_month", "card_year"))]
    source, form = _SINGLE_COLUMNS[item](english)
    return source, [Column(form=form, sources=tuple(part.id for part in source))]


def _digits(name: str, width: int) -> Number:
    return Number(id=name, stream=name, low=0, high=10**width - 1, width=width)


def _names(english: bool) -> tuple[list[Source], list[Column]]:
    families = tuple(n.romaji if english else n.ja for n in FAMILY_NAMES)
    readings = tuple(n.romaji.upper() if english else n.kana for n in FAMILY_NAMES)
    given = tuple(n.romaji if english else n.ja for n in GIVEN_NAMES)
    given_readings = tuple(n.romaji if english else n.kana for n in GIVEN_NAMES)
    return [
        Choice(id="family", stream="family", values=families),
        Choice(id="given", stream="given", values=given),
        Choice(id="family_reading", stream="family", values=readings),
        Choice(id="given_reading", stream="given", values=given_readings),
    ], [
        Column(form="%s %s", sources=("given", "family") if english else ("family", "given")),
        Column(form="%s %s", sources=("family_reading", "given_reading")),
    ]


def _mail(persons: int, shift: int) -> tuple[list[Source], list[Column]]:
    """Addresses that differ by their number alone, so that nobody shares one; no person's is longer than need be."""
    modulus = max(1000, 10 ** len(str(persons)))
    return [
        Choice(id="mail_family", stream="family", values=tuple(n.romaji.lower() for n in FAMILY_NAMES)),
        Choice(id="mail_given", stream="given", values=tuple(n.romaji[0].lower() for n in GIVEN_NAMES)),
        Spread(id="mail_number", factor=modulus * 6 // 10 + 7, shift=shift, modulus=modulus),
        Choice(id="mail_domain", stream="mail_domain", values=MAIL_DOMAINS),
    ], [Column(form="%s%s%s@%s", sources=("mail_family", "mail_given", "mail_number", "mail_domain"))]


def _address(english: bool) -> tuple[list[Source], list[Column]]:
    sources: list[Source] = [
        _digits("postcode", 4),
        Choice(id="city", stream="city", values=tuple(p.en if english else p.ja for p in CITIES)),
        Choice(id="town", stream="town", values=tuple(p.en if english else p.ja for p in TOWNS)),
        Number(id="block", stream="block", low=1, high=9),
        Number(id="building", stream="building", low=1, high=28),
        Number(id="door", stream="door", low=1, high=19),
    ]
    if english:
        order = ("block", "building", "door", "town", "city", "postcode")
        return sources, [Column(form=f"%s-%s-%s %s, %s, {PREFECTURE.en} 000-%s", sources=order)]
    order = ("postcode", "city", "town", "block", "building", "door")
    return sources, [Column(form=f"〒000-%s {PREFECTURE.ja}%s%s%s-%s-%s", sources=order)]


def _phone(english: bool) -> tuple[list[Source], str]:
    """A mobile number of the block that is not given out."""
    return [_digits("phone", 4)], f"{MOBILE_PREFIX}%s"


def _birth_date(english: bool) -> tuple[list[Source], str]:
    return [Day(id="birth_date", stream="birth_date", first="1948-01-01", days=20_999)], "%s"


def _individual_number(english: bool) -> tuple[list[Source], str]:
    return [WrongCheck(id="my_number", stream="my_number", scheme="individual")], "%s"


def _bank_account(english: bool) -> tuple[list[Source], str]:
    sources: list[Source] = [Number(id="branch", stream="branch", low=1, high=89, width=3), _digits("account", 7)]
    return sources, "Kaku Bank (fictional), branch %s, no. %s" if english else "架空銀行 %s支店 普通 %s"


def _health(english: bool) -> tuple[list[Source], str]:
    values = tuple(p.en if english else p.ja for p in HEALTH_NOTES)
    return [Choice(id="special_care", stream="special_care", values=values)], "%s"


def _purchase(english: bool) -> tuple[list[Source], str]:
    values = tuple(p.en if english else p.ja for p in GOODS)
    sources: list[Source] = [
        Choice(id="goods", stream="goods", values=values),
        Number(id="price", stream="price", low=5, high=304, step=100, commas=True),
    ]
    return sources, "%s, %s yen" if english else "%s %s円"


def _grades(english: bool) -> tuple[list[Source], str]:
    sources: list[Source] = [
        Number(id=name, stream=name, low=1, high=5) for name in ("grade_japanese", "grade_maths", "grade_english")
    ]
    return sources, "Japanese %s, maths %s, English %s" if english else "国語%s 数学%s 英語%s"


def _salary(english: bool) -> tuple[list[Source], str]:
    amount = Number(id="salary", stream="salary", low=190, high=509, step=1000, commas=True)
    return [amount], "%s yen a month" if english else "月額 %s円"


_SINGLE_COLUMNS = {
    "phone": _phone,
    "birth_date": _birth_date,
    "my_number": _individual_number,
    "bank_account": _bank_account,
    "special_care": _health,
    "purchase": _purchase,
    "grades": _grades,
    "salary": _salary,
}
