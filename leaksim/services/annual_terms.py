"""What an annual training is begun with: role, organisation, guide, and the desk where people really report."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import TypeAdapter, ValidationError

from ..domain.catalogue import OrganisationPreset
from ..domain.desks import LONGEST_DESK_ENTRY, ReportingDesk
from ..domain.records import record
from ..domain.situations import TrainingRole
from ..errors import IllegalEvent, UnreadableInput
from . import shelf


@record
class Terms:
    """What a training was begun with; kept in its journal and never changed. `playbook` is the guide's id.

    The versions are those of the beginning; each attempt names its own.
    """

    organisation: str
    organisation_name: str | None = None
    language: str
    role: str
    playbook: str
    playbook_version: str = ""
    content_version: str = ""
    reporting_desk: ReportingDesk | None = None
    pass_mark: int
    seed: int
    campaign_name: str | None = None
    roster_id: str | None = None


def read_desk(given: ReportingDesk | Mapping[str, str] | None) -> ReportingDesk | None:
    """A reporting desk from what a caller has; UnreadableInput where it is none. Its words are never checked for
    being invented: this is the one place where real telephone numbers belong."""
    if given is None or isinstance(given, ReportingDesk):
        desk = given
    else:
        try:
            desk = TypeAdapter(ReportingDesk).validate_python(dict(given))
        except ValidationError as error:
            problem = error.errors()[0]
            place = ".".join(str(part) for part in problem["loc"])
            raise UnreadableInput(f"reporting desk: {place}: {problem['msg']}") from None
    for text in (desk.name, desk.extension, desk.out_of_hours, desk.deputy) if desk else ():
        if len(text) > LONGEST_DESK_ENTRY or not text.isprintable():
            raise UnreadableInput(f"reporting desk: an entry is one line of at most {LONGEST_DESK_ENTRY} characters")
    if desk is not None and not desk.name.strip():
        raise UnreadableInput("reporting desk: the name is missing")
    return desk


def role_of(role_id: str) -> TrainingRole:
    try:
        return shelf.annual().role(role_id)
    except KeyError:
        known = ", ".join(role.id for role in shelf.annual().roles.roles)
        raise IllegalEvent(f"there is no role {role_id!r}; there are: {known}") from None


def preset_of(organisation: str | None, playbook: str | None, seed: int) -> OrganisationPreset:
    """The preset of that id; where none is named, one that brings the guide, else any, by the seed."""
    presets = shelf.library().organisations
    if organisation is None:
        fitting = [preset for preset in presets if preset.playbook == playbook] or list(presets)
        return fitting[seed % len(fitting)]
    for preset in presets:
        if preset.id == organisation:
            return preset
    raise IllegalEvent(f"there is no organisation {organisation!r}")
