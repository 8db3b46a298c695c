"""A carrier's page on one consignment."""

from __future__ import annotations

from ...domain.documents import Step, Tracking
from ...domain.kinds import Language
from ...domain.scenario_papers import TrackingSpec
from ..context import Context
from .memo import labelled_fields
from .records import marked_note


def build_tracking(spec: TrackingSpec, context: Context, language: Language) -> Tracking:
    """Steps in order of time."""
    steps = [
        Step(
            at=context.moment(step.at).isoformat(timespec="minutes"),
            place=context.write(step.place, language, spec.id, "place", number),
            state=context.write(step.state, language, spec.id, "state", number),
        )
        for number, step in enumerate(spec.steps)
    ]
    return Tracking(
        carrier=context.write(spec.carrier, language, spec.id, "carrier"),
        address=context.words(language).render(spec.address),
        number=context.words(language).render(spec.number),
        fields=labelled_fields(spec.fields, spec.id, context, language),
        steps=tuple(sorted(steps, key=lambda step: step.at)),
        captured_at=context.moment(spec.captured_at).isoformat(timespec="minutes"),
        note=marked_note(spec.note, spec.id, context, language),
    )
