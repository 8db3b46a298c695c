"""What the looking-back parts draw: the items of a closed phase, and the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from leaksim.domain.kinds import Phase, Round
from leaksim.domain.scorecard import ItemKind
from leaksim.domain.views import TraineeView
from leaksim.i18n import bundle, translate

from .address import Address
from .present import Data, shown_moment


def feedback(items: Sequence[Any], phase: Phase, language: str, address: Address) -> Data:
    """The items of a closed phase. The phase of the first report thanks who acted well, and invites who did not."""
    thanks = ""
    if phase is Round.FIRST_REPORT.phase:
        acted = any(item.kind == ItemKind.ACTION and item.tone == "good" for item in items)
        harmed = any(item.tone == "harm" for item in items)
        thanks = translate("thanks.report" if acted and not harmed else "thanks.welcome", language)
    return {
        "text": bundle("ui.item", language) | bundle("ui.dated", language) | bundle("ui.feedback", language),
        "title": translate(f"phase.{phase}", language),
        "thanks": thanks,
        "items": [_linked(asdict(item), language, address) for item in items],
    }


def result_page(result: Any, view: TraineeView, language: str, address: Address) -> Data:
    shown = asdict(result)
    for event in shown["timeline"]:
        event["at"] = shown_moment(event["at"], language, year=False)
        event["address"] = _clause_address(event, language, address)
    for trail in shown["trails"]:
        for step in trail["steps"]:
            step["at"] = shown_moment(step["at"], language, year=False)
    for lesson in shown["lessons"]:
        lesson["address"] = address.of_lesson(lesson["incident_type"], lesson["phase"], lesson["playbook"], language)
    for items in (shown["limited"], shown["changes"], shown["items"]):
        for item in items:
            _linked(item, language, address)
    for aspect in shown["aspects"]:
        aspect["address"] = _clause_address(aspect, language, address)
    return {
        "text": bundle("ui.item", language) | bundle("ui.dated", language) | bundle("ui.result", language),
        "aftermath": bundle("ui.aftermath", language),
        "aspects": bundle("ui.aspects", language),
        "title": view.title,
        "home": address.of_start(language),
        "result": shown,
    }


def aftermath(told: Any, language: str, address: Address) -> Data:
    """What came of the decisions; it comes after the result, because it takes longer."""
    shown = asdict(told)
    for event in shown["followed"]:
        event["at"] = shown_moment(event["at"], language, year=False)
        for clause in event["clauses"]:
            clause["address"] = _clause_address(clause, language, address)
    return shown


def _linked(item: Data, language: str, address: Address) -> Data:
    """The item with an address for each of its clauses, where the guide view shows it."""
    for clause in item["clauses"]:
        clause["address"] = _clause_address(clause, language, address)
    return item


def _clause_address(clause: Data, language: str, address: Address) -> str:
    if not clause["playbook"]:
        return ""
    return address.of_guide(language, playbook=clause["playbook"], section=clause["section"])
