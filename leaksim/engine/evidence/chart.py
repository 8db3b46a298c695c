"""Organisation charts and chains of contacts."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.documents import Box, Chart
from ...domain.kinds import Language
from ...domain.scenario_papers import ChartSpec, NodeSpec
from ...errors import ContentError
from ..context import Context
from ..wording import date_text
from .records import marked_note


def build_chart(spec: ChartSpec, context: Context, language: Language) -> Chart:
    ordered = list(_below(None, 0, spec.nodes))
    if len(ordered) != len(spec.nodes):
        reached = {node.id for _, node in ordered}
        lost = next(node.id for node in spec.nodes if node.id not in reached)
        raise ContentError(f"the box {lost!r} stands under none that leads to the top")
    return Chart(
        file_name=context.words(language).render(spec.file_name),
        heading=context.write(spec.heading, language, spec.id, "heading"),
        dated="" if spec.dated is None else date_text(context.moment(spec.dated), language),
        boxes=tuple(
            Box(
                depth=depth,
                label=context.write(node.label, language, spec.id, "box", node.id),
                person="" if node.person is None else context.member(node.person).name(language),
                detail=context.write(node.detail, language, spec.id, "detail", node.id),
            )
            for depth, node in ordered
        ),
        note=marked_note(spec.note, spec.id, context, language),
    )


def _below(parent: str | None, depth: int, nodes: tuple[NodeSpec, ...]) -> Iterator[tuple[int, NodeSpec]]:
    """The boxes under `parent`, each followed by those under it."""
    for node in nodes:
        if node.under == parent:
            yield depth, node
            yield from _below(node.id, depth + 1, nodes)
