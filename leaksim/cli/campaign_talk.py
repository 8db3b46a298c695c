"""What the campaign commands print."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..domain.kinds import Language
from ..errors import UnreadableInput
from ..services.campaign_records import utc_now
from ..services.campaign_texts import WRITERS, write_register
from ..services.campaigns import Link, Opened, Status, open_campaigns
from .printing import complain, print_json, print_line, print_table


def open_file(file: Path, out: Path | None, address: str, database: str | None, as_json: bool) -> None:
    base = _base(address)

    def hand_over(opened: Opened) -> None:
        if out is not None and opened.links:
            _write_links(out, _rows(opened.links, base, opened.campaign.language))

    opened = open_campaigns(database).open_file(file, hand_over)
    rows = _rows(opened.links, base, opened.campaign.language)
    told = {
        "campaign": opened.campaign.id,
        "created": opened.created,
        "invited": len(opened.links) + len(opened.exempt),
        "exempt": list(opened.exempt),
        "unchanged": opened.unchanged,
        "differs": list(opened.differs),
    }
    if as_json:
        shown = [{"roster_id": roster_id, "link": link} for roster_id, link in rows] if out is None else []
        print_json({**told, "links": shown, "file": str(out) if out is not None and rows else None})
        return
    if out is None and rows:
        sys.stdout.write(_csv(rows))
    complain(f"{opened.campaign.id}: {len(rows)} links, {len(opened.exempt)} exempt, {opened.unchanged} unchanged")
    if rows:
        complain("These links are not stored and cannot be shown again; a lost one: leaksim campaign relink")
    for difference in opened.differs:
        complain(f"not changed, although the file differs: {difference}")


def list_all(database: str | None, as_json: bool) -> None:
    campaigns = open_campaigns(database)
    rows = [_status_json(campaigns.status(name)) for name in campaigns.names()]
    if as_json:
        print_json({"campaigns": rows})
        return
    columns = ("campaign", "opens", "closes", "keep_until", "invited", "done", "outstanding", "exempt")
    print_table("", columns, [[row[column] for column in columns] for row in rows])


def status(name: str, database: str | None, as_json: bool) -> None:
    found = open_campaigns(database).status(name)
    shown = _status_json(found)
    if as_json:
        print_json(shown)
        return
    print_line(f"{found.campaign.title.in_(found.campaign.language)}  {found.campaign.opens} – {found.campaign.closes}")
    print_table("", ("", ""), [(key, shown[key]) for key in ("invited", "done", "late", "outstanding", "exempt")])
    if found.summary is not None:
        print_line(f"records deleted: {shown['forgotten_at']}")


def register(name: str, out: Path, viewer: str, database: str | None, language: Language | None, as_json: bool) -> None:
    if out.suffix.lower() not in WRITERS:
        raise UnreadableInput(f"{out}: a register is written as .xlsx or .csv")
    found = open_campaigns(database).register(name, viewer)
    rows = write_register(found, out, utc_now(), language or found.campaign.language)
    if as_json:
        print_json(
            {"campaign": name, "viewer": viewer, "sees": found.viewer.sees.value, "rows": rows, "file": str(out)}
        )
    else:
        print_line(str(out))


def exempt(name: str, roster_id: str, reason: str | None, undo: bool, database: str | None, as_json: bool) -> None:
    if undo == (reason is not None):
        raise UnreadableInput("give either --reason TEXT or --undo")
    open_campaigns(database).exempt(name, roster_id, reason)
    if as_json:
        print_json({"campaign": name, "roster_id": roster_id, "exempt": not undo})


def relink(name: str, roster_id: str, out: Path | None, address: str, database: str | None, as_json: bool) -> None:
    base, campaigns = _base(address), open_campaigns(database)
    language = campaigns.status(name).campaign.language

    def hand_over(link: Link) -> None:
        if out is not None:
            _write_links(out, _rows([link], base, language))

    rows = _rows([campaigns.relink(name, roster_id, hand_over)], base, language)
    if as_json:
        link = rows[0][1] if out is None else None
        print_json({"campaign": name, "roster_id": roster_id, "link": link, "file": str(out) if out else None})
    elif out is None:
        sys.stdout.write(_csv(rows))


def extend(name: str, closes: str, database: str | None, as_json: bool) -> None:
    terms = open_campaigns(database).extend(name, closes)
    if as_json:
        print_json({"campaign": name, "closes": terms.closes})


def forget(name: str | None, expired: bool, yes: bool, database: str | None, as_json: bool) -> None:
    if expired == (name is not None):
        raise UnreadableInput("name a campaign, or give --expired")
    campaigns = open_campaigns(database)
    forgotten = campaigns.forget_expired() if name is None else (name,)
    if name is not None:
        campaigns.forget(name, early=yes)
    if as_json:
        print_json({"forgotten": list(forgotten)})
    else:
        for one in forgotten:
            print_line(f"{one}: roster, trainings and certificates are deleted")


def _status_json(found: Status) -> dict[str, Any]:
    campaign = found.campaign
    return {
        "campaign": campaign.id,
        "title": asdict(campaign.title),
        "opens": campaign.opens,
        "closes": campaign.closes,
        "keep_until": campaign.records.keep_until,
        "open_now": found.open_now,
        "invited": found.invited,
        "done": found.done,
        "late": found.late,
        "outstanding": found.outstanding,
        "exempt": found.exempt,
        "forgotten_at": found.summary.forgotten_at.isoformat(timespec="seconds") if found.summary else None,
    }


def _base(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise UnreadableInput(f"{address!r} is no address such as https://training.example/")
    return address.rstrip("/")


def _rows(links: Sequence[Link], base: str, language: Language) -> list[tuple[str, str]]:
    return [(link.roster_id, f"{base}/c/{link.token}?lang={language}") for link in links]


def _csv(rows: Sequence[tuple[str, str]]) -> str:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerows([("roster_id", "link"), *rows])
    return target.getvalue()


def _write_links(path: Path, rows: Sequence[tuple[str, str]]) -> None:
    """A new file that only its owner reads; one that is there is never overwritten: its links exist nowhere else."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as stream:
            stream.write(_csv(rows))
            stream.flush()
            os.fsync(stream.fileno())
    except FileExistsError:
        raise UnreadableInput(f"{path} is there already; its links may exist nowhere else") from None
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be written: {error.strerror or error}") from None
