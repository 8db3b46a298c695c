"""Everybody else: colleagues, outsiders and machines that fill logs, never anybody of the cast."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..domain.kinds import Language
from ..errors import ContentError
from .people import MAIL_DOMAINS, MOBILE_PREFIX, Faker, PersonName
from .streams import Stream

#: A search for one more different value ends here; what is asked for then cannot be had.
_TRIES = 5_000


@dataclass(frozen=True)
class Someone:
    """A colleague (with account and machine) or an outsider (with telephone and mail address)."""

    person: PersonName
    values: Mapping[str, str]

    def value(self, pool: str, language: Language) -> str:
        return self.person.full(language) if pool in ("people", "customers") else self.values[pool]


class Crowd:
    """People in a fixed order, made as far as they are needed."""

    def __init__(self, made: Iterator[Someone]) -> None:
        self._made = made
        self._known: list[Someone] = []

    def __getitem__(self, place: int) -> Someone:
        while len(self._known) <= place:
            try:
                self._known.append(next(self._made))
            except StopIteration:
                raise ContentError(f"there are no more than {len(self._known)} different people to draw") from None
        return self._known[place]


def colleagues(stream: Stream, domain: str, network: str, avoided: frozenset[str]) -> Crowd:
    """Insiders whose family names are not among the `avoided` ones (in romaji)."""

    def made() -> Iterator[Someone]:
        namer = Faker(stream.child("name").seed).training
        machines = stream.child("machine")
        seen: set[str] = set()
        while (person := _new_person(namer.training_name, avoided)) is not None:
            stem = f"{person.family.romaji}.{person.given.romaji[0]}".lower()
            account = _unused((stem, *(f"{stem}{n}" for n in range(2, 100))), seen)
            address = _unused(
                (f"{network}.{machines.integer(1, 9)}.{machines.integer(11, 199)}" for _ in range(_TRIES)), seen
            )
            if account is None or address is None:
                return
            values = {"accounts": account, "mails": f"{account}@{domain}", "internal_addresses": address}
            yield Someone(person=person, values=values)

    return Crowd(made())


def outsiders(stream: Stream, avoided_families: frozenset[str], avoided_phones: frozenset[str]) -> Crowd:
    """Customers and other callers, each with a telephone and an address of their own."""

    def made() -> Iterator[Someone]:
        namer = Faker(stream.child("name").seed).training
        own = stream.child("contact")
        seen = set(avoided_phones)
        while (person := _new_person(namer.training_name, avoided_families)) is not None:
            stem = f"{person.given.romaji}.{person.family.romaji}".lower()
            phone = _unused((f"{MOBILE_PREFIX}{own.integer(0, 9999):04d}" for _ in range(_TRIES)), seen)
            mail = _unused((f"{stem}{own.integer(1, 9999)}@{own.pick(MAIL_DOMAINS)}" for _ in range(_TRIES)), seen)
            if phone is None or mail is None:
                return
            yield Someone(person=person, values={"phones": phone, "outside_mails": mail})

    return Crowd(made())


def _new_person(draw: Callable[[], PersonName], avoided: frozenset[str]) -> PersonName | None:
    return next((person for person in (draw() for _ in range(_TRIES)) if person.family.romaji not in avoided), None)


def _unused(candidates: Iterator[str] | tuple[str, ...], seen: set[str]) -> str | None:
    """The first candidate not seen before, which then is."""
    for candidate in candidates:
        if candidate not in seen:
            seen.add(candidate)
            return candidate
    return None
