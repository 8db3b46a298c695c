"""`leaksim campaign …`: annual training for many."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..domain.kinds import Language

campaign_app = typer.Typer(
    name="campaign",
    help="Annual training for many: personal links, who is done, and a register for auditors.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The campaign's id, as its file gives it.")]
RosterId = Annotated[str, typer.Argument(metavar="ROSTER_ID", help="Somebody's id on the roster.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout and nothing else.")]
DatabaseOption = Annotated[
    str | None, typer.Option("--database", help="Where runs are kept (default: LEAKSIM_DATABASE_URL or a file).")
]
AddressOption = Annotated[
    str, typer.Option("--address", help="Address under which participants reach the pages of `leaksim serve`.")
]
LinksOption = Annotated[
    Path | None, typer.Option("--out", help="New CSV file for the personal links (default: stdout).")
]
LangOption = Annotated[Language | None, typer.Option("--lang", help="Language (default: the campaign's).")]
ADDRESS = "http://127.0.0.1:8866/"


@campaign_app.command("open", epilog="Example: leaksim campaign open campaign.yaml --out links.csv")
def open_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Campaign: YAML (see `leaksim schema campaign`).")],
    out: LinksOption = None,
    address: AddressOption = ADDRESS,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Open a campaign, or add who is new on its roster. Personal links are given out once: only hashes are kept."""
    from . import campaign_talk

    campaign_talk.open_file(file, out, address, database, as_json)


@campaign_app.command("list", epilog="Example: leaksim campaign list --json")
def list_(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """The campaigns there are."""
    from . import campaign_talk

    campaign_talk.list_all(database, as_json)


@campaign_app.command(epilog="Example: leaksim campaign status annual-2026 --json")
def status(name: Name, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """How many are invited, done, outstanding and exempt."""
    from . import campaign_talk

    campaign_talk.status(name, database, as_json)


@campaign_app.command(epilog="Example: leaksim campaign register annual-2026 --out register.xlsx")
def register(
    name: Name,
    out: Annotated[Path, typer.Option("--out", help="File to write: .xlsx or .csv.")],
    viewer: Annotated[
        str, typer.Option("--viewer", help="For whom; the campaign's file says what each may see.")
    ] = "auditors",
    database: DatabaseOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the completion register. It never holds answers."""
    from . import campaign_talk

    campaign_talk.register(name, out, viewer, database, lang, as_json)


@campaign_app.command(epilog="Example: leaksim campaign exempt annual-2026 E-0007 --reason '育児休業中'")
def exempt(
    name: Name,
    roster_id: RosterId,
    reason: Annotated[str | None, typer.Option("--reason", help="Why; the register for auditors shows it.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take an exemption back.")] = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Exempt somebody, with a reason."""
    from . import campaign_talk

    campaign_talk.exempt(name, roster_id, reason, undo, database, as_json)


@campaign_app.command(epilog="Example: leaksim campaign relink annual-2026 E-0007")
def relink(
    name: Name,
    roster_id: RosterId,
    out: LinksOption = None,
    address: AddressOption = ADDRESS,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a new personal link for somebody who lost theirs; the old one opens nothing any more."""
    from . import campaign_talk

    campaign_talk.relink(name, roster_id, out, address, database, as_json)


@campaign_app.command(epilog="Example: leaksim campaign extend annual-2026 --closes 2026-12-25")
def extend(
    name: Name,
    closes: Annotated[str, typer.Option("--closes", help="New last day in Japan, or a moment with its zone.")],
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let a campaign close later. Nothing else of its terms ever changes."""
    from . import campaign_talk

    campaign_talk.extend(name, closes, database, as_json)


@campaign_app.command(epilog="Example: leaksim campaign forget --expired")
def forget(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="The campaign's id.")] = None,
    expired: Annotated[bool, typer.Option("--expired", help="All campaigns whose time is over.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Even before the time that participants were told.")] = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Delete roster, trainings and certificates of a campaign for good; only numbers stay."""
    from . import campaign_talk

    campaign_talk.forget(name, expired, yes, database, as_json)
