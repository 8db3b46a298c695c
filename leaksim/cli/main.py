"""Commands and their options."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from .. import __version__
from ..domain.kinds import IncidentType, Language
from ..errors import ContentError, LeaksimError
from .campaign import campaign_app
from .printing import complain

app = typer.Typer(
    name="leaksim",
    help="Exercises in responding to information leaks: generate incidents, play them, judge them by a guide.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(campaign_app)

FINDINGS, USAGE = 1, 2

JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout and nothing else.")]
LangOption = Annotated[Language, typer.Option("--lang", help="Language of the wording; never changes structure.")]
SeedOption = Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same incident.")]
PlaybookOption = Annotated[str, typer.Option("--playbook", help="Guide to judge by; see `leaksim list playbooks`.")]
ScenarioArgument = Annotated[str | None, typer.Argument(metavar="SCENARIO", help="Scenario id, or a YAML file.")]
TypeOption = Annotated[IncidentType | None, typer.Option("--type", help="Let the seed pick a scenario of this type.")]
AvoidOption = Annotated[
    list[str] | None,
    typer.Option("--avoid", help="A family name that nobody involved bears; may be given several times."),
]
OrganisationOption = Annotated[str | None, typer.Option("--organisation", help="Preset to play in (default: any).")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"leaksim {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it and stop.")
    ] = False,
) -> None:
    """Exercises in responding to information leaks."""


@app.command("list", epilog="Example: leaksim list scenarios --json")
def list_(
    what: Annotated[str, typer.Argument(metavar="types|playbooks|scenarios|actions|questions", help="What to list.")],
    as_json: JsonOption = False,
    lang: LangOption = Language.JA,
) -> None:
    """List what there is."""
    from . import talk

    talk.list_things(what, lang, as_json)


@app.command(epilog="Example: leaksim generate loss-train-laptop --seed 7 --truth --out /tmp/evidence")
def generate(
    scenario: ScenarioArgument = None,
    seed: SeedOption = 1,
    incident_type: TypeOption = None,
    organisation: OrganisationOption = None,
    truth: Annotated[bool, typer.Option("--truth", help="Show the facts and what could be established when.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Folder to write the evidence files to.")] = None,
    avoid: AvoidOption = None,
    as_json: JsonOption = False,
    lang: LangOption = Language.JA,
) -> None:
    """Generate an incident and show what a trainee would get."""
    from . import talk

    talk.generate(scenario, incident_type, seed, organisation, avoid or [], truth, out, lang, as_json)


@app.command(epilog="Example: leaksim play loss-train-laptop --seed 7 --playbook ipa --autoplay perfect")
def play(
    scenario: ScenarioArgument = None,
    seed: SeedOption = 1,
    playbook: PlaybookOption = "ipa",
    incident_type: TypeOption = None,
    organisation: OrganisationOption = None,
    answers: Annotated[
        Path | None, typer.Option("--answers", help="Events to play: YAML or JSON (see `leaksim schema answers`).")
    ] = None,
    autoplay: Annotated[
        str | None, typer.Option("--autoplay", help="perfect, empty, unknown, everything or random.")
    ] = None,
    avoid: AvoidOption = None,
    overlay_score: Annotated[
        bool, typer.Option("--overlay-score", help="Also measure by today's law: a result apart from the score.")
    ] = False,
    what_if: Annotated[
        bool,
        typer.Option("--what-if", help="Also replay it with each decision changed."),
    ] = False,
    as_json: JsonOption = False,
    lang: LangOption = Language.JA,
) -> None:
    """Play an incident from a file or by a known strategy, and score it."""
    from . import talk

    talk.play(
        scenario,
        incident_type,
        seed,
        organisation,
        avoid or [],
        playbook,
        answers,
        autoplay,
        overlay_score,
        what_if,
        lang,
        as_json,
    )


@app.command(epilog="Example: leaksim variants loss-train-laptop --n 5 --playbook corp")
def variants(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="Scenario id, or a YAML file.")],
    count: Annotated[int, typer.Option("--n", min=1, max=1000, help="How many seeds.")] = 5,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Where the search begins.")] = 1,
    playbook: PlaybookOption = "ipa",
    like: Annotated[int | None, typer.Option("--like", min=0, help="As hard as this seed's incident.")] = None,
    band: Annotated[int, typer.Option("--band", min=1, max=100, help="Allowed difference, in percent.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """Find seeds whose incidents are equally hard."""
    from . import talk

    talk.variants(scenario, count, seed, playbook, like, band, as_json)


@app.command(epilog="Example: leaksim judge case.yaml --playbook ipa --json")
def judge(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Facts and acts of a case: YAML or JSON.")],
    playbook: PlaybookOption = "ipa",
    as_json: JsonOption = False,
    lang: LangOption = Language.JA,
) -> None:
    """Say what a guide expects of a case, and how its acts fare."""
    from . import talk

    talk.judge(file, playbook, lang, as_json)


@app.command(epilog="Example: leaksim compare case.yaml")
def compare(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Facts and acts of a case: YAML or JSON.")],
    as_json: JsonOption = False,
    lang: LangOption = Language.JA,
) -> None:
    """Judge the same case under every guide, side by side."""
    from . import talk

    talk.compare(file, lang, as_json)


@app.command(epilog="Example: leaksim check my-scenario.yaml")
def check(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH…]", help="Files or folders.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Check content; without a path, everything that comes with leaksim. Exit 1 when there are errors."""
    from . import talk

    talk.check(paths or [], as_json)


@app.command(epilog="Example: leaksim schema scenario > scenario.schema.json")
def schema(
    name: Annotated[str, typer.Argument(metavar="NAME", help="facts, scenario, playbook, actions, questions, …")],
) -> None:
    """Print the JSON Schema of a file format, for editors."""
    from . import talk

    talk.schema(name)


@app.command(epilog="Example: leaksim gallery --out /tmp/gallery --lang both")
def gallery(
    out: Annotated[Path, typer.Option("--out", help="Folder for the pages: new, empty, or a gallery to replace.")] = (
        Path("leaksim-gallery")
    ),
    lang: Annotated[str, typer.Option("--lang", metavar="ja|en|both", help="Language of the pages.")] = "ja",
    seed: SeedOption = 1,
    playbook: Annotated[
        str | None, typer.Option("--playbook", help="Begin with what suits this guide; see `leaksim list playbooks`.")
    ] = None,
    truth: Annotated[bool, typer.Option("--truth", help="Also show the facts of the samples: the answers.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write pages that show every scenario with a sample incident, for instructors to choose from."""
    from . import talk

    talk.gallery(out, lang, seed, playbook, truth, as_json)


@app.command(epilog="Example: leaksim doctor")
def doctor(as_json: JsonOption = False) -> None:
    """Check this installation: Python, packages, content, database. Exit 1 when something is wrong."""
    from . import talk

    talk.doctor(as_json)


@app.command(epilog="Example: leaksim verify LS-33PH-H9FA-BXJ3-5")
def verify(
    given: Annotated[str, typer.Argument(metavar="NUMBER|FILE", help="A certificate’s number, or its PDF file.")],
    database: Annotated[
        str | None,
        typer.Option("--database", help="Where trainings are kept (default: LEAKSIM_DATABASE_URL or a file)."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say whether a certificate of annual training is valid. Exit 1 when it is not."""
    from . import talk

    talk.verify(given, database, as_json)


@app.command(epilog="Example: leaksim serve --port 9000")
def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option("--port", min=0, max=65535, help="Default 8866 or the next free.")] = None,
    database: Annotated[
        str | None, typer.Option("--database", help="Where runs are kept (default: LEAKSIM_DATABASE_URL or a file).")
    ] = None,
    lang: Annotated[Language | None, typer.Option("--lang", help="Language for visitors who ask for none.")] = None,
) -> None:
    """Serve the pages in the foreground and print their address."""
    from . import talk

    raise typer.Exit(talk.serve(host, port, database, lang))


def main() -> None:
    """Entry point. Exit codes: 0 ok, 1 findings, 2 usage or unreadable input."""
    try:
        app()
    except ContentError as error:
        complain(str(error))
        sys.exit(USAGE)
    except LeaksimError as error:
        complain(f"leaksim: {error}")
        sys.exit(USAGE)
    except BrokenPipeError:
        # Whoever read our output (head, less) has gone; the rest must not raise while Python shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
