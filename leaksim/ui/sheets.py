"""What the part with the guide’s forms draws: fields to fill, what stands in them, and the check of closed ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from leaksim.domain.sheet_views import EntryView, SheetFieldView, SheetView
from leaksim.domain.views import TraineeView
from leaksim.i18n import bundle, translate

from .address import Address
from .present import Data


def form_sheets(view: TraineeView, checks: Iterable[Any], language: str, address: Address) -> Data:
    """`checks` are those that may be seen; a closed form without one shows what was written."""
    by_form = {check.id: asdict(check) for check in checks}
    return {
        "text": bundle("ui.sheets", language) | bundle("certainty", language),
        "sheets": [_sheet(sheet, by_form.get(sheet.id), language, address) for sheet in view.sheets],
    }


def _sheet(sheet: SheetView, check: Data | None, language: str, address: Address) -> Data:
    return {
        "id": sheet.id,
        "title": sheet.title,
        "note": sheet.note,
        "clause": sheet.clause,
        "address": address.of_guide(language, playbook=sheet.playbook, section=sheet.section),
        "open": sheet.open,
        "until": translate(f"phase.{sheet.until}", language),
        "filled": sum(field.entry is not None for field in sheet.fields),
        "offers": sum(field.offer is not None for field in sheet.fields) if sheet.open else 0,
        "check": check,
        "fields": [_field(field) for field in sheet.fields] if sheet.open else [],
    }


def _field(field: SheetFieldView) -> Data:
    return {
        "id": field.id,
        "label": field.label,
        "help": field.help,
        "required": field.required,
        "kind": field.kind.value if field.kind else "text",
        "unit": field.unit,
        "options": [{"id": option.id, "label": option.label} for option in field.options],
        "entry": None if field.entry is None else _entry(field.entry),
    }


def _entry(entry: EntryView) -> Data:
    return {
        "certainty": entry.certainty.value if entry.certainty else None,
        "value": list(entry.value) if isinstance(entry.value, tuple) else entry.value,
        "text": entry.text,
    }
