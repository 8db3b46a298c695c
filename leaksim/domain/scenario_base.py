"""What every description of evidence is made of."""

from __future__ import annotations

from .conditions import Condition
from .records import record
from .text import Text


@record
class Wording:
    """Text with placeholders; several variants are drawn from, the same number in each language."""

    ja: str | tuple[str, ...]
    en: str | tuple[str, ...]


@record
class FieldSpec:
    label: Text
    value: Wording | str  # a string reads the same in both languages


@record
class EvidenceBase:
    id: str
    title: Wording
    only_if: Condition | None = None  # over facts; absent evidence drops out of injects and findings
