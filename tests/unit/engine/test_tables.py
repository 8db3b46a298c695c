"""Tables of affected persons: those of the story who are among them."""

from __future__ import annotations

import pytest

from leaksim.domain.catalogue import Library, OrganisationPreset
from leaksim.domain.kinds import Language
from leaksim.domain.scenario_values import Role
from leaksim.domain.text import Text
from leaksim.engine.casting import Member, draw_cast
from leaksim.engine.streams import Stream
from leaksim.engine.tables import RecordTable

STREAM = Stream("test", "tables", 7)


@pytest.fixture
def cast(library: Library) -> dict[str, Member]:
    preset: OrganisationPreset = library.organisations[0]
    roles = {
        "caller": Role(affiliation=Text("お客様", "A customer")),
        "writer": Role(mail_domain="writer.example"),
        "colleague": Role(department=next(iter(preset.departments))),
        "desk": Role(group=Text("窓口", "The desk"), affiliation=Text("他社", "Another firm")),
    }
    return draw_cast(roles, preset, preset.domain, STREAM.child("cast"))


def table(*included: Member) -> RecordTable:
    return RecordTable.draw(
        STREAM.child("records"),
        persons=5_000,
        duplicates=40,
        items=("name", "phone", "mail"),
        prefix="K",
        span=None,
        included=included,
    )


@pytest.mark.parametrize("language", list(Language))
def test_who_calls_and_is_on_the_list_gives_the_telephone_and_the_mail_of_the_list(
    cast: dict[str, Member], language: Language
) -> None:
    drawn = table(*cast.values())
    rows = drawn.first_rows(language, drawn.total_rows)
    for role in ("caller", "writer"):
        member = cast[role]
        assert {row[3:] for row in rows if row[1] == member.name(language) and row[3] == member.phone} == {
            (member.phone, member.mail)
        }
        assert member.mail in drawn.mails
    assert len(set(drawn.mails)) == 5_000


def test_a_colleague_is_on_the_list_with_an_address_of_their_own(cast: dict[str, Member]) -> None:
    """What the list holds of a colleague is private; the office’s own numbers are not on it."""
    colleague = cast["colleague"]
    drawn = table(*cast.values())
    own = [row for row in drawn.first_rows(Language.JA, drawn.total_rows) if row[1] == colleague.name(Language.JA)]
    assert own
    assert all(row[3].startswith("090-0000-") and row[4] != colleague.mail for row in own)


def test_a_desk_is_nobody_on_the_list(cast: dict[str, Member]) -> None:
    """It takes no other’s place either."""
    with_desk = table(cast["desk"], cast["caller"])
    assert cast["desk"].mail not in with_desk.mails
    assert with_desk.recipes == table(cast["caller"]).recipes
