"""The consequences of one incident: those of its type and its own, with the news that tells of them."""

from __future__ import annotations

from ..domain.consequences import Consequence, ConsequenceSpec, Due, Loss, LossSpec, StartingWorld, World, news_mark
from ..domain.incident import Finding, Inject
from ..domain.kinds import PHASES
from .clock import iso
from .context import Context


def starting_world(context: Context) -> World:
    """The first start that fits the facts: the scenario's own, else that of its type."""
    files = [file for file in context.library.consequences if file.fits(context.scenario.type)]
    starts = context.scenario.start_world or tuple(start for file in files for start in file.start)
    fitting: StartingWorld = next((start for start in starts if context.holds(start.when)), StartingWorld())
    return World(exposed=fitting.exposed_percent, spread=fitting.spread, evidence=fitting.evidence, trust=fitting.trust)


def build_consequences(
    context: Context, findings: tuple[Finding, ...]
) -> tuple[tuple[Consequence, ...], tuple[Inject, ...]]:
    """What can follow here, in a fixed order, and the injects that bring the news of it."""
    scenario = context.scenario
    specs = {
        spec.id: spec
        for file in context.library.consequences
        if file.fits(scenario.type)
        for spec in file.consequences
        if spec.id not in scenario.omit_consequences
    }
    specs |= {spec.id: spec for spec in scenario.consequences}
    consequences: list[Consequence] = []
    news: list[Inject] = []
    for spec in specs.values():
        if not context.holds(spec.only_if):
            continue
        inject = _news(spec, context)
        news += [inject] if inject is not None else []
        consequences.append(
            Consequence(
                id=spec.id,
                title=spec.title,
                on=spec.on,
                due=spec.due,
                when=spec.when,
                effects=spec.effects,
                loss=None if spec.destroys is None else _loss(spec.destroys, spec.id, context, findings),
                marks=spec.marks,
                news=None if inject is None else inject.id,
                why=spec.why,
                guide_note=spec.guide_note,
            )
        )
    return tuple(consequences), tuple(news)


def _news(spec: ConsequenceSpec, context: Context) -> Inject | None:
    if spec.news is None:
        return None
    mark = news_mark(spec.id)
    return Inject(
        id=mark,
        phase=PHASES[0],
        minutes=0,
        moment=iso(context.moments["start"]),
        method=spec.news.method,
        sender=context.text(spec.news.sender, mark, "sender"),
        message=context.text(spec.news.message, mark, "message"),
        after=Due(of=mark, minutes=spec.news.delay_minutes),
    )


def _loss(spec: LossSpec, name: str, context: Context, findings: tuple[Finding, ...]) -> Loss:
    """The evidence of these kinds on which a finding about one of these facts rests."""
    wanted = {evidence for f in findings if f.fact in spec.facts for evidence in f.evidence}
    kinds = {e.id: e.kind for e in context.scenario.evidence}
    return Loss(
        evidence=tuple(e for e in sorted(wanted) if kinds.get(e) in spec.kinds),
        message=context.text(spec.message, name, "loss"),
    )
