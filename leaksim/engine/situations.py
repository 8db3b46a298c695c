"""Drawing the situations of an annual training: which ones, and their words. What is right is not known here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ..domain.catalogue import Library, OrganisationPreset
from ..domain.facts import FactValue
from ..domain.incident import Organisation
from ..domain.kinds import IncidentType, Language
from ..domain.scenario_base import Wording
from ..domain.scenario_values import FromParameter
from ..domain.situations import AnnualContent, Objective, Situation, Standing, in_order
from ..domain.text import Text
from ..errors import ContentError
from .casting import draw_cast, member_view
from .parameters import draw_parameters, parameter
from .streams import Stream
from .wording import Wordings, localized, variant_count

SIGN_OBJECTIVES = (Objective.RECOGNISE, Objective.FIRST_ACT, Objective.NOT_TO_DO)
REPORT_OBJECTIVES = tuple(Objective)


@dataclass(frozen=True)
class Slot:
    """A place of an attempt: which situation, and what it asks. Slots keep their number through retakes."""

    number: int
    situation: Situation
    objectives: tuple[Objective, ...]


@dataclass(frozen=True)
class ToldSituation:
    """A situation with everything drawn."""

    text: Text
    facts: Mapping[str, FactValue]
    lines: tuple[tuple[Text, Standing, Text], ...]  # what would be written, how far it is supported, by what


def annual_stream(seed: int, attempt: int) -> Stream:
    """The stream of one attempt (counted from 1) of the training with that seed."""
    return Stream("annual", seed, attempt)


def plan_first(content: AnnualContent, types: Collection[IncidentType], stream: Stream) -> tuple[Slot, ...]:
    """A leak sign and a look-alike in drawn order, then the situation of the first report: three families."""
    families = stream.child("families").shuffled(content.families)
    short: list[tuple[bool, str]] = [(True, families[0]), (False, families[1])]
    order = stream.child("order").shuffled(short)
    slots = []
    for number, (sign, family) in enumerate([*order, (True, families[2])], start=1):
        difficulty = stream.child("difficulty", number).integer(1, 2)
        objectives = REPORT_OBJECTIVES if number == len(order) + 1 else SIGN_OBJECTIVES
        found = _fitting(content, types, family, difficulty, sign=sign)
        slots.append(_slot(number, found, objectives, stream))
    return tuple(slots)


def plan_retake(
    content: AnnualContent,
    types: Collection[IncidentType],
    missed: Iterable[tuple[int, str, int, tuple[Objective, ...]]],
    used: Collection[str],
    stream: Stream,
) -> tuple[Slot, ...]:
    """Another situation of equal difficulty for each (slot, family, difficulty, missed objectives).

    Situations not `used` so far come first; the last ones used are taken again only where there is no other.
    """
    slots = []
    for number, family, difficulty, objectives in missed:
        # Whoever is asked only whether it is a sign must not be able to tell from being asked.
        recognise_only = objectives == (Objective.RECOGNISE,)
        sign = not recognise_only or stream.child("sign", number).fraction() < 0.5
        found = _fitting(content, types, family, difficulty, sign=sign)
        fresh = [s for s in found if s.id not in used]
        slots.append(_slot(number, fresh or _longest_ago(found, tuple(used)), objectives, stream))
    return tuple(slots)


def _longest_ago(found: list[Situation], used: tuple[str, ...]) -> list[Situation]:
    """The one whose last use lies furthest back; `used` is in order of use."""
    last = {name: place for place, name in enumerate(used)}
    return sorted(found, key=lambda s: last.get(s.id, -1))[:1]


def _fitting(
    content: AnnualContent, types: Collection[IncidentType], family: str, difficulty: int, *, sign: bool
) -> list[Situation]:
    found = [
        s
        for s in content.situations
        if s.family == family
        and s.difficulty == difficulty
        and s.is_sign == sign
        and (s.type is None or s.type in types)
    ]
    if not found:
        raise ContentError(f"no situation of the family {family!r} has the difficulty {difficulty}")
    return found


def _slot(number: int, found: list[Situation], objectives: tuple[Objective, ...], stream: Stream) -> Slot:
    situation = stream.child("situation", number).pick(found)
    asked = objectives if situation.is_sign else (Objective.RECOGNISE,)
    return Slot(number=number, situation=situation, objectives=in_order(asked))


def tell(
    situation: Situation,
    preset: OrganisationPreset,
    library: Library,
    stream: Stream,
    avoid: Collection[str] = (),
) -> ToldSituation:
    """The situation in words, at an organisation of the preset; nobody in it bears a family name of `avoid`.

    Raises ContentError where it contradicts itself.
    """
    parameters = draw_parameters(situation.parameters, stream.child("parameters"))
    cast = draw_cast(situation.cast, preset, preset.domain, stream.child("cast"), tuple(situation.cast), avoid)
    place = Organisation(
        preset=preset.id,
        kind=preset.kind,
        sector=preset.sector,
        name=stream.child("organisation").pick(preset.names),
        domain=preset.domain,
    )
    facts = _facts(situation, parameters, preset)
    words = {
        language: Wordings(
            language,
            library.vocabulary,
            {
                "p": localized(parameters, language),
                "m": {},
                "cast": {role: member_view(member, language) for role, member in cast.items()},
                "org": {
                    "name": place.name.in_(language),
                    "domain": place.domain,
                    "kind": place.kind,
                    "sector": place.sector,
                    "preset": place.preset,
                },
                "f": localized(facts, language),
            },
        )
        for language in Language
    }

    def write(wording: Wording | Text, *path: str | int) -> Text:
        count = variant_count(wording) if isinstance(wording, Wording) else 1
        variant = stream.child("variant", *path).integer(0, count - 1) if count > 1 else 0
        return Text(*(words[language].wording(wording, variant) for language in (Language.JA, Language.EN)))

    return ToldSituation(
        text=write(situation.text, "text"),
        facts=facts,
        lines=tuple(
            (write(claim.text, "claim", index), claim.standing, write(claim.how, "how", index))
            for index, claim in enumerate(situation.claims)
        ),
    )


def _facts(
    situation: Situation, parameters: Mapping[str, FactValue], preset: OrganisationPreset
) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {"organisation_kind": preset.kind, "sector": preset.sector}
    if situation.type is not None:
        facts["type"] = situation.type.value
    for fact, value in situation.facts.items():
        settled = parameter(value.param, parameters) if isinstance(value, FromParameter) else value
        facts[fact] = tuple(sorted(settled)) if isinstance(settled, tuple) else settled
    return facts
