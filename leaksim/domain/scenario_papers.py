"""How scenarios describe papers, charts and pages that follow something on its way."""

from __future__ import annotations

from typing import Literal

from .records import record
from .scenario_base import EvidenceBase, FieldSpec, Wording


@record
class PartySpec:
    """Who concludes: `role` is 甲 / “the Client”."""

    role: Wording
    name: Wording


@record
class ArticleSpec:
    """A numbered clause with numbered paragraphs (one alone bears no number)."""

    heading: Wording
    paragraphs: tuple[Wording, ...]


@record
class DocumentSpec(EvidenceBase):
    """A text on paper or on a screen: a contract, a letter or fax, a ransom note, a report, a notice.

    `file_name` ends in .txt, .md or .html and is exported as that.
    """

    kind: Literal["document"] = "document"
    style: Literal["contract", "letter", "note", "report"] = "report"
    file_name: str = "document.txt"
    heading: Wording
    reference: str = ""
    dated: str | None = None
    addressed_to: Wording | None = None
    sent_by: Wording | None = None
    parties: tuple[PartySpec, ...] = ()
    paragraphs: tuple[Wording, ...] = ()
    articles: tuple[ArticleSpec, ...] = ()
    closing: tuple[Wording, ...] = ()
    signed: tuple[Wording, ...] = ()


@record
class NodeSpec:
    """A box of a chart; `under` names the box above. `person` is a role of the cast."""

    id: str
    label: Wording
    person: str | None = None
    detail: Wording | None = None
    under: str | None = None


@record
class ChartSpec(EvidenceBase):
    """An organisation chart or a chain of contacts, drawn as a tree; exported as .svg."""

    kind: Literal["chart"] = "chart"
    file_name: str = "chart.svg"
    heading: Wording
    dated: str | None = None
    nodes: tuple[NodeSpec, ...]
    note: Wording | None = None


@record
class StepSpec:
    at: str
    place: Wording
    state: Wording


@record
class TrackingSpec(EvidenceBase):
    """A consignment on its way, as the carrier's page shows it when `captured_at`."""

    kind: Literal["tracking"] = "tracking"
    carrier: Wording
    address: str
    number: str
    fields: tuple[FieldSpec, ...] = ()
    steps: tuple[StepSpec, ...]
    captured_at: str
    note: Wording | None = None
