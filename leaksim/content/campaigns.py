"""Campaign files: the terms, the roster, and what is wrong with either."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path

from ..domain.campaign import Campaign, RosterEntry, beginning_of, end_of
from ..domain.catalogue import Library
from ..domain.desks import LONGEST_DESK_ENTRY, BilingualDesk
from .checks.walking import Issue, field_names, unknown_name
from .explain import did_you_mean
from .findings import Code, Finding, Severity, refuse
from .loading import read_document
from .roster import read_roster
from .shapes import CampaignFile
from .yaml_tree import Loc

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_MAX_REASON = 200


@dataclass(frozen=True)
class CampaignRead:
    """A campaign file: terms (None when they cannot be used), roster, and all that is wrong with both."""

    campaign: Campaign | None
    roster: tuple[RosterEntry, ...]
    findings: tuple[Finding, ...]


def load_campaign(path: Path, library: Library, playbooks: Collection[str], roles: Collection[str]) -> CampaignRead:
    """The campaign in a file; `roles` are the ids of those who train.

    Raises NotFound, or ContentError with all findings, each with its place.
    """
    read = read_campaign(path, library, playbooks, roles)
    refuse(read.findings)
    return read


def read_campaign(path: Path, library: Library, playbooks: Collection[str], roles: Collection[str]) -> CampaignRead:
    """Like `load_campaign`, with the findings as a value."""
    loaded = read_document("campaign", path)
    record = loaded.record
    findings = list(loaded.findings)
    if not isinstance(record, CampaignFile):
        return CampaignRead(None, (), tuple(findings))
    findings += loaded.located(_terms(record, library, playbooks))
    if isinstance(record.roster, str):
        file = path.parent / record.roster
        if not file.is_file():
            message = f"there is no file {file}"
            findings += loaded.located([Issue(Code.UNKNOWN_FILE, ("roster",), message)])
            return CampaignRead(None, (), tuple(findings))
        placed, more = read_roster(file)
        findings += more
        entries = tuple(entry for _, entry in placed)
        for index, issue in _people(entries, roles):
            place, crumb = placed[index][0], f"roster {entries[index].id}"
            findings.append(Finding(issue.code, Severity.ERROR, file, *place, crumb, issue.message))
    else:
        entries = record.roster
        findings += loaded.located(issue.below(("roster", index)) for index, issue in _people(entries, roles))
    if not entries and not findings:
        findings += loaded.located([Issue(Code.BAD_VALUE, ("roster",), "nobody is on the roster")])
    terms = Campaign(**{field.name: getattr(record, field.name) for field in fields(Campaign)})
    return CampaignRead(terms, entries, tuple(findings))


def _terms(campaign: Campaign, library: Library, playbooks: Collection[str]) -> Iterator[Issue]:
    if not _NAME.fullmatch(campaign.id):
        message = f"'{campaign.id}' is no id; letters, digits, '-', '_' and '.' are, up to 80 of them"
        yield Issue(Code.BAD_VALUE, ("id",), message)
    organisations = {preset.id for preset in library.organisations}
    if campaign.organisation not in organisations:
        yield unknown_name("organisation", campaign.organisation, organisations, ("organisation",))
    if campaign.playbook is not None and campaign.playbook not in playbooks:
        yield unknown_name("playbook", campaign.playbook, set(playbooks), ("playbook",))
    if not 1 <= campaign.pass_mark <= 100:
        yield Issue(Code.BAD_VALUE, ("pass_mark",), f"{campaign.pass_mark} is no pass mark; 1 to 100 percent are")
    yield from _calendar(campaign)
    viewers = campaign.records.viewers
    for index, viewer in enumerate(viewers):
        loc = ("records", "viewers", index, "id")
        if not _NAME.fullmatch(viewer.id):
            yield Issue(Code.BAD_VALUE, loc, f"'{viewer.id}' is no id")
        if viewer.id in {other.id for other in viewers[:index]}:
            yield Issue(Code.DUPLICATE_ID, loc, f"the viewer '{viewer.id}' stands here twice")
    for place, text in _desk_entries(campaign.reporting_desk):
        if not text.strip():
            yield Issue(Code.BAD_VALUE, place, "a trainee needs to be told something here")
        elif len(text) > LONGEST_DESK_ENTRY or not text.isprintable():
            yield Issue(Code.BAD_VALUE, place, f"this has to be one line of at most {LONGEST_DESK_ENTRY} characters")


def _desk_entries(desk: BilingualDesk) -> Iterator[tuple[Loc, str]]:
    for name in field_names(desk):
        entry = getattr(desk, name)
        if isinstance(entry, str):
            yield ("reporting_desk", name), entry
        else:
            yield ("reporting_desk", name, "ja"), entry.ja
            yield ("reporting_desk", name, "en"), entry.en


def _calendar(campaign: Campaign) -> Iterator[Issue]:
    ends: dict[str, datetime] = {}
    asked: tuple[tuple[tuple[str, ...], str, Callable[[str], datetime]], ...] = (
        (("opens",), campaign.opens, beginning_of),
        (("closes",), campaign.closes, end_of),
        (("records", "keep_until"), campaign.records.keep_until, end_of),
    )
    for loc, text, read in asked:
        try:
            ends[loc[-1]] = read(text)
        except (ValueError, OverflowError):
            message = f"'{text}' is neither a date (2026-11-24, in Japan) nor a moment with its zone (…T09:00+09:00)"
            yield Issue(Code.BAD_VALUE, loc, message)
    if len(ends) < len(asked):
        return
    if ends["closes"] <= ends["opens"]:
        yield Issue(Code.BAD_VALUE, ("closes",), "it closes before it opens")
    if ends["keep_until"] < ends["closes"]:
        yield Issue(Code.BAD_VALUE, ("records", "keep_until"), "the records would be deleted before it closes")


def _people(entries: tuple[RosterEntry, ...], roles: Collection[str]) -> Iterator[tuple[int, Issue]]:
    """What is wrong with the entries, by their index."""
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if "@" in entry.id:
            message = f"'{entry.id}' looks like a mail address; give an id that tells outsiders nothing"
            yield index, Issue(Code.BAD_VALUE, ("id",), message)
        elif not _NAME.fullmatch(entry.id):
            message = f"'{entry.id}' is no roster id; up to 80 letters, digits, '-', '_' and '.' are, and no names"
            yield index, Issue(Code.BAD_VALUE, ("id",), message)
        if entry.id in seen:
            yield index, Issue(Code.DUPLICATE_ID, ("id",), f"'{entry.id}' stands on the roster twice")
        seen.add(entry.id)
        if entry.role not in roles:
            near = did_you_mean(entry.role, roles) or f"; there are: {', '.join(roles)}"
            yield index, Issue(Code.BAD_VALUE, ("role",), f"there is no role '{entry.role}'{near}")
        if entry.exempt is not None and not 0 < len(entry.exempt.strip()) <= _MAX_REASON:
            message = f"an exemption needs its reason, in {_MAX_REASON} characters at most"
            yield index, Issue(Code.BAD_VALUE, ("exempt",), message)
