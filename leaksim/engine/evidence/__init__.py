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
from .chart import build_chart
from .event_log import build_event_log
from .flow_log import build_flow_log
from .ledger import build_ledger
from .mail import build_mail
from .mailbox import build_mailbox
from .memo import build_memo
from .page import build_page
from .paper import build_paper
from .records import build_records
from .rows import build_rows
from .thread import build_thread
from .tracking import build_tracking

Builder = Callable[[Any, Context, Language], Document]

BUILDERS: Mapping[str, Builder] = {
    "mail": build_mail,
    "mailbox": build_mailbox,
    "memo": build_memo,
    "document": build_paper,
    "records": build_records,
    "rows": build_rows,
    "ledger": build_ledger,
    "event_log": build_event_log,
    "flow_log": build_flow_log,
    "access_log": build_access_log,
    "audit_log": build_audit_log,
    "alert": build_alert,
    "thread": build_thread,
    "page": build_page,
    "chart": build_chart,
    "tracking": build_tracking,
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
