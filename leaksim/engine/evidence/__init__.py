"""Evidence: one small pure builder per family, each called once per language with streams of its own name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...domain.documents import Document
from ...domain.incident import Evidence
from ...domain.kinds import Language
from ...domain.scenario_evidence import RecordsSpec
from ...errors import ContentError
from ..context import Context
from .access_log import build_access_log
from .alert import build_alert
from .audit_log import build_audit_log
from .mail import build_mail
from .memo import build_memo
from .page import build_page
from .records import build_records
from .rows import build_rows
from .thread import build_thread

Builder = Callable[[Any, Context, Language], Document]

BUILDERS: Mapping[str, Builder] = {
    "mail": build_mail,
    "memo": build_memo,
    "records": build_records,
    "rows": build_rows,
    "access_log": build_access_log,
    "audit_log": build_audit_log,
    "alert": build_alert,
    "thread": build_thread,
    "page": build_page,
}


def build_evidence(context: Context) -> tuple[Evidence, ...]:
    """Everything that stands in this incident, written in both languages."""
    built: list[Evidence] = []
    for spec in context.scenario.evidence:
        if not context.holds(spec.only_if) or (isinstance(spec, RecordsSpec) and not spec.shown):
            continue
        try:
            documents = {language: BUILDERS[spec.kind](spec, context, language) for language in Language}
            title = context.text(spec.title, spec.id, "title")
        except ContentError as error:
            raise ContentError(f"evidence {spec.id!r}: {error}") from error
        built.append(Evidence(id=spec.id, title=title, icon=spec.kind, documents=documents))
    return tuple(built)
