"""Alerts of security products."""

from __future__ import annotations

from ...domain.documents import EXERCISE_MARK, Alert, Sighting
from ...domain.kinds import Language
from ...domain.scenario_evidence import AlertSpec
from ..context import Context
from .memo import labelled_fields

_KIND = {Language.JA: "区分", Language.EN: "Classification"}


def build_alert(spec: AlertSpec, context: Context, language: Language) -> Alert:
    return Alert(
        product=context.write(spec.product, language, spec.id, "product"),
        severity=context.write(spec.severity, language, spec.id, "severity"),
        headline=context.write(spec.headline, language, spec.id, "headline"),
        fields=(
            *labelled_fields(spec.fields, spec.id, context, language),
            (_KIND[language], EXERCISE_MARK),
        ),
        events=tuple(
            Sighting(
                at=context.moment(event.at).isoformat(timespec="minutes"),
                what=context.write(event.what, language, spec.id, "event", number),
            )
            for number, event in enumerate(spec.events)
        ),
    )
