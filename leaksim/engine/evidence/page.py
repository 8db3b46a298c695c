"""Captures of web pages."""

from __future__ import annotations

from ...domain.documents import EXERCISE_MARK, Cell, Page
from ...domain.kinds import Language
from ...domain.scenario_evidence import PageSpec, RecordsSpec
from ...domain.text import Text
from ..context import Context

_CAPTURE = {Language.JA: "画面の写し", Language.EN: "Capture"}


def build_page(spec: PageSpec, context: Context, language: Language) -> Page:
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    if spec.records is not None:
        table = context.table(spec.records)
        number_label, date_label = _labels(spec.records, context)
        columns = table.headings(language, number_label, date_label)
        rows = table.first_rows(language, spec.shown_rows)
    paragraphs = tuple(
        context.write(paragraph, language, spec.id, "paragraph", number).rstrip()
        for number, paragraph in enumerate(spec.paragraphs)
    )
    return Page(
        address=context.words(language).render(spec.address),
        title=context.write(spec.heading, language, spec.id, "heading"),
        captured_at=context.moment(spec.captured_at).isoformat(timespec="minutes"),
        paragraphs=(*paragraphs, f"{_CAPTURE[language]} — {EXERCISE_MARK}"),
        columns=columns,
        rows=rows,
    )


def _labels(evidence_id: str, context: Context) -> tuple[Text, Text]:
    spec = next(e for e in context.scenario.evidence if e.id == evidence_id)
    assert isinstance(spec, RecordsSpec)  # context.table() has read the same spec
    return spec.number_label, spec.registered_label
