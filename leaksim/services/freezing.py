"""A run's own copy of everything it needs, so that no upgrade changes an exercise that has begun."""

from __future__ import annotations

import zlib
from dataclasses import replace
from functools import cache

from pydantic import TypeAdapter

from ..domain.catalogue import ActionCatalogue, Library
from ..domain.events import Event
from ..domain.incident import Incident
from ..domain.playbook import Playbook
from ..domain.records import record
from ..errors import UnreadableInput

FORMAT = "leaksim-frozen-1"


@record
class Frozen:
    """The incident, the guide and the shared content as they were at the start."""

    incident: Incident
    playbook: Playbook
    library: Library
    law_marked: bool = False  # the run asked for a result of its own by today's law
    hints: bool = False  # the run offers hints


@cache
def _adapter() -> TypeAdapter[Frozen]:
    return TypeAdapter(Frozen)


@cache
def event_adapter() -> TypeAdapter[Event]:
    """Events from and to JSON."""
    return TypeAdapter(Event)


def freeze(
    incident: Incident, guide: Playbook, library: Library, *, law_marked: bool = False, hints: bool = False
) -> bytes:
    """Compressed JSON of all that replaying and scoring need; of the catalogue and guide, only what fits the type."""
    catalogue = ActionCatalogue(
        topics=library.catalogue.topics,
        actions=tuple(a for a in library.catalogue.actions if a.fits(incident.type) or _offered(incident, a.id)),
    )
    kept = {a.id for a in catalogue.actions}
    frozen = Frozen(
        incident=incident,
        playbook=_trim(guide, incident, kept),
        library=Library(
            vocabulary=library.vocabulary,
            catalogue=catalogue,
            questions=(),
            organisations=(),
            misconceptions=library.misconceptions,
            law=library.law,
            objectives=library.objectives,
        ),
        law_marked=law_marked,
        hints=hints,
    )
    return zlib.compress(_adapter().dump_json(frozen))


def thaw(data: bytes, data_format: str) -> Frozen:
    """The counterpart of `freeze`; UnreadableInput when the run comes from a format not known here."""
    if data_format != FORMAT:
        raise UnreadableInput(f"this run was stored in the format {data_format!r}, which this version cannot read")
    return _adapter().validate_json(zlib.decompress(data))


def _offered(incident: Incident, action: str) -> bool:
    return any(card.action == action for card in incident.cards())


def _trim(guide: Playbook, incident: Incident, kept: set[str]) -> Playbook:
    return replace(
        guide,
        responses=tuple(r for r in guide.responses_for(incident.type) if r.action in kept),
        statements=tuple(s for s in guide.statements if not s.types or incident.type in s.types),
    )
