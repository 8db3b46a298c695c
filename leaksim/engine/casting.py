"""The people of a story, with names that nobody shares."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..domain.catalogue import OrganisationPreset
from ..domain.kinds import Language
from ..domain.scenario_values import Role
from ..domain.text import Text
from ..errors import ContentError, UnreadableInput
from .names import FAMILY_NAMES, Name
from .people import Faker, PersonName
from .streams import Stream

OUTSIDE_DOMAIN = "mail.example"


@dataclass(frozen=True)
class Member:
    """A cast member, or a mailing list or desk (`person` is None)."""

    role: str
    person: PersonName | None
    group: Text | None
    department: Text
    affiliation: Text
    title: Text
    mail: str
    account: str
    phone: str
    #: Whether telephone and mail are the person's own, not the organisation's.
    outside: bool

    def name(self, language: Language) -> str:
        if self.person is not None:
            return self.person.full(language)
        return self.group.in_(language) if self.group else ""

    def with_place(self) -> Text:
        """The person with department or affiliation, as the question about "who" shows it."""
        place = self.department if self.department.ja else self.affiliation
        ja, en = self.name(Language.JA), self.name(Language.EN)
        if not place.ja:
            return Text(ja, en)
        return Text(f"{place.ja} {ja}", f"{en}, {place.en}")

    def address(self, language: Language) -> str:
        """`name <mail>` as mail headers show it."""
        return f"{self.name(language)} <{self.mail}>"


@dataclass(frozen=True)
class MemberView:
    """What templates see as `cast.<role>`, in one language."""

    name: str
    family: str
    given: str
    kana: str
    mail: str
    account: str
    phone: str
    department: str
    title: str
    affiliation: str
    who: str


def draw_cast(
    roles: Mapping[str, Role],
    preset: OrganisationPreset,
    domain: str,
    stream: Stream,
    suspects: Collection[str] = (),
    avoid: Collection[str] = (),
) -> dict[str, Member]:
    """A member per role. Family names differ within a cast; a role's name depends on earlier roles only.

    Roles among `suspects` bear none of the family names `avoid` (written in Japanese, kana or Latin letters).
    """
    used: set[str] = set()
    unwanted = {_folded(name) for name in avoid}
    if suspects and all(_is_among(name, unwanted) for name in FAMILY_NAMES):
        raise UnreadableInput("no family name is left when all of these are avoided")
    members: dict[str, Member] = {}
    for role_id, role in roles.items():
        own = stream.child(role_id)
        faker = Faker(own.seed).training
        person = None if role.group else faker.training_name()
        while person is not None and (
            person.family.romaji in used or (role_id in suspects and _is_among(person.family, unwanted))
        ):
            person = faker.training_name()
        if person is not None:
            used.add(person.family.romaji)
        inside = role.department is not None or (role.group is not None and role.affiliation is None)
        account = _account(role_id, role, person)
        members[role_id] = Member(
            role=role_id,
            person=person,
            group=role.group,
            department=_department(role, preset),
            affiliation=role.affiliation or Text("", ""),
            title=role.title or Text("", ""),
            mail=f"{account}@{role.mail_domain or (domain if inside else OUTSIDE_DOMAIN)}",
            account=account,
            phone=faker.training_office_phone() if inside else faker.training_phone(),
            outside=not inside,
        )
    return members


def _is_among(name: Name, unwanted: Collection[str]) -> bool:
    return any(_folded(part) in unwanted for part in (name.ja, name.kana, name.romaji))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def member_view(member: Member, language: Language) -> MemberView:
    blank = Name("", "", "")
    family = member.person.family if member.person else blank
    given = member.person.given if member.person else blank
    english = language is Language.EN
    return MemberView(
        name=member.name(language),
        family=family.romaji if english else family.ja,
        given=given.romaji if english else given.ja,
        kana=member.person.reading(language) if member.person else member.name(language),
        mail=member.mail,
        account=member.account,
        phone=member.phone,
        department=member.department.in_(language),
        title=member.title.in_(language),
        affiliation=member.affiliation.in_(language),
        who=member.with_place().in_(language),
    )


def _account(role_id: str, role: Role, person: PersonName | None) -> str:
    if role.mail_name:
        return role.mail_name
    if person is None:
        return role_id.replace("_", "-")
    return f"{person.family.romaji}.{person.given.romaji[0]}".lower()


def _department(role: Role, preset: OrganisationPreset) -> Text:
    if role.department is None:
        return Text("", "")
    if role.department not in preset.departments:
        raise ContentError(f"the organisation {preset.id!r} has no department {role.department!r}")
    return preset.departments[role.department]
