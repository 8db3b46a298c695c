"""What is said of a campaign in words: its calendar, and its register as a file."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

from ..domain.campaign import JST, Campaign, RegisterRow, RegisterState, columns_for
from ..domain.kinds import Language
from ..errors import UnreadableInput
from ..i18n import format_day, format_moment, translate
from ..reports.register_files import Cell, RegisterDocument, write_csv, write_xlsx
from . import shelf
from .campaigns import Register

WRITERS = {".csv": write_csv, ".xlsx": write_xlsx}


def shown_time(text: str, language: str) -> str:
    """A date as a day; a moment as it reads in Japan."""
    if "T" not in text and " " not in text:
        return format_day(text, language)
    return format_moment(datetime.fromisoformat(text).astimezone(JST).isoformat(), language, year=True)


def period(campaign: Campaign, language: str) -> str:
    opens, closes = shown_time(campaign.opens, language), shown_time(campaign.closes, language)
    return translate("campaign.fact.period_text", language, opens=opens, closes=closes)


def write_register(register: Register, path: Path, made_at: datetime, language: Language) -> int:
    """Write the register as the file’s ending asks, .xlsx or .csv, readable by its owner; returns the number of rows.

    Raises UnreadableInput for other endings and where the file cannot be written.
    """
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UnreadableInput(f"{path}: a register is written as .xlsx or .csv")
    content = writer(register_document(register, made_at, language))
    try:
        path.touch(mode=0o600)
        path.write_bytes(content)
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be written: {error.strerror or error}") from None
    return len(register.rows)


def register_document(register: Register, made_at: datetime, language: Language) -> RegisterDocument:
    """The register with the columns that its viewer may see, and what it is a register of."""
    columns = columns_for(register.viewer.sees)
    return RegisterDocument(
        title=register.campaign.title.in_(language),
        sheet=translate("register.sheet", language),
        about_sheet=translate("register.about", language),
        about=_about(register, made_at, language),
        headings=tuple(translate(f"register.column.{name}", language) for name in columns),
        rows=tuple(tuple(_cell(row, name, language) for name in columns) for row in register.rows),
        yes=translate("register.yes", language),
        made_at=made_at,
    )


def _cell(row: RegisterRow, column: str, language: Language) -> Cell:
    if column == "state":
        return translate(f"register.state.{row.state}", language)
    if column == "role":
        return shelf.annual().role(row.role).label.in_(language)
    cell: Cell = getattr(row, column)
    return cell


def _about(register: Register, made_at: datetime, language: Language) -> tuple[tuple[str, str], ...]:
    campaign, viewer = register.campaign, register.viewer
    preset = next(one for one in shelf.library().organisations if one.id == campaign.organisation)
    counted = Counter(row.state for row in register.rows)
    told = {
        "mark": translate("register.about.mark_text", language),
        "campaign": campaign.title.in_(language),
        "name": campaign.id,
        "organisation": (campaign.organisation_name or preset.label).in_(language),
        "playbook": shelf.playbook(campaign.playbook or preset.playbook).title.in_(language),
        "period": period(campaign, language),
        "pass_mark": str(campaign.pass_mark),
        "counts": translate(f"campaign.fact.counts.{campaign.counts}", language),
        "viewer": viewer.who.in_(language),
        "sees": translate(f"campaign.sees.{viewer.sees}", language),
        "keep_until": shown_time(campaign.records.keep_until, language),
        "made_at": format_moment(made_at.astimezone(JST).isoformat(), language, year=True),
        "invited": str(len(register.rows)),
        "done": str(counted[RegisterState.DONE]),
        "outstanding": str(counted[RegisterState.OUTSTANDING]),
        "exempt": str(counted[RegisterState.EXEMPT]),
    }
    return tuple((translate(f"register.about.{key}", language), text) for key, text in told.items())
