"""What the page behind a personal link draws: where somebody stands, and on what terms."""

from __future__ import annotations

from leaksim.domain.campaign import Campaign, Standing
from leaksim.i18n import bundle, translate
from leaksim.services.campaign_texts import period, shown_time
from leaksim.services.participants import Visit
from leaksim.ui.present import Data

#: Where there is something to press; the words are `campaign.state.<standing>.button`.
ENTERED = (Standing.INVITED, Standing.RUNNING, Standing.DONE)


def campaign_card(visit: Visit, language: str) -> Data:
    """Title, state, terms, records and the real desk, as texts in one language."""
    campaign = visit.campaign
    return {
        "text": bundle("ui.campaign", language),
        "title": campaign.title.in_(language),
        "organisation": campaign.organisation_name.in_(language) if campaign.organisation_name else "",
        "state": _state(visit, language),
        "facts": _facts(visit, language),
        "records": _records(campaign, language),
        "desk": _desk(campaign, language),
    }


def _state(visit: Visit, language: str) -> Data:
    campaign, kind = visit.campaign, visit.standing
    start = f"campaign.state.{kind}"
    words = {
        "moment": shown_time(campaign.opens if kind is Standing.NOT_OPEN else campaign.closes, language),
        "contact": _contact(campaign, language),
    }
    return {
        "kind": kind.value,
        "heading": translate(f"{start}.heading", language),
        "body": translate(f"{start}.body", language, **words),
        "button": translate(f"{start}.button", language) if kind in ENTERED else "",
        "note": translate("campaign.state.done.late", language) if visit.passed_late else "",
        "certificate": visit.certificate or "",
        "reason": visit.exempt_reason or "" if kind is Standing.EXEMPT else "",
    }


def _contact(campaign: Campaign, language: str) -> str:
    known = campaign.records.questions_to
    return known.in_(language) if known is not None else translate("campaign.contact", language)


def _facts(visit: Visit, language: str) -> list[Data]:
    campaign = visit.campaign
    return [
        _row("fact.what", translate("campaign.fact.what_text", language), language),
        _row("fact.duration", translate("campaign.fact.duration_text", language), language),
        _row("fact.period", period(campaign, language), language),
        _row("fact.pass", translate("campaign.fact.pass_text", language, percent=campaign.pass_mark), language),
        _row("fact.counts", translate(f"campaign.fact.counts.{campaign.counts}", language), language),
        _row("fact.playbook", visit.playbook, language),
    ]


def _records(campaign: Campaign, language: str) -> list[Data]:
    """What is recorded, why, who sees what of it, until when, and who answers questions."""
    rule = campaign.records
    rows = [_row("record.what", translate("campaign.record.what_text", language), language)]
    if rule.purpose is not None:
        rows.append(_row("record.purpose", rule.purpose.in_(language), language))
    rows += [
        {
            "label": translate("campaign.record.sees", language, who=viewer.who.in_(language)),
            "text": translate(f"campaign.sees.{viewer.sees}", language),
        }
        for viewer in rule.viewers
    ]
    rows.append(_row("record.nobody", translate("campaign.record.nobody_text", language), language))
    until = translate("campaign.record.until_text", language, until=shown_time(rule.keep_until, language))
    rows.append(_row("record.until", until, language))
    rows.append(_row("record.questions", _contact(campaign, language), language))
    return rows


def _desk(campaign: Campaign, language: str) -> list[Data]:
    return [_row(f"desk.{name}", text, language) for name, text in campaign.reporting_desk.in_(language).entries()]


def _row(label: str, text: str, language: str) -> Data:
    return {"label": translate(f"campaign.{label}", language), "text": text}
