"""The gallery of scenarios as static HTML: an index and a page per scenario, complete in themselves.

Pages load nothing: styles and the few lines of script stand inside, and a policy in the page forbids the rest. All
texts are escaped; there is no clock, so the same records give the same bytes.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from types import MappingProxyType
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from .. import __version__
from ..domain.documents import EXERCISE_MARK, Document
from ..domain.records import record
from ..i18n import bundle, format_moment

#: How many rows of a table and lines of a log a page shows; the file beside it holds all of them.
SHOWN_ROWS, SHOWN_LINES = 10, 12
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?\+09:00")


@record
class Link:
    label: str
    href: str


@record
class GuideFit:
    """How a guide suits a scenario; `label` says the coverage in a word, `organisations` bring that guide along."""

    id: str
    title: str
    stated: bool
    label: str
    chapter: str
    note: str
    organisations: tuple[str, ...]
    chosen: bool = False


@record
class PlayedCase:
    """The case example that a scenario plays, in the words of the guide that counts it."""

    guide: str
    section: str
    text: str


@record
class Varying:
    """A parameter in words: what it decides, and what it is drawn from."""

    name: str
    decides: tuple[str, ...]
    drawn: tuple[str, ...]


@record
class Thing:
    """A piece of evidence with the file beside the page; `anchor` is unique on the page."""

    anchor: str
    title: str
    document: Document
    file: Link
    size: str


@record
class Arrival:
    """A message of the timeline. No `at`: it comes only when `condition` holds."""

    at: str
    method: str
    sender: str
    message: str
    condition: str
    things: tuple[Link, ...]


@record
class PhaseOfSample:
    label: str
    arrivals: tuple[Arrival, ...]


@record
class FactRow:
    """A true fact of the sample, with the evidence that settles it."""

    label: str
    value: str
    settled_by: tuple[str, ...]


@record
class Sample:
    """One incident of the scenario. `facts` are filled only where the truth is wanted."""

    seed: int
    organisation: str
    preset: str
    starts_at: str
    briefing: str
    command: str
    phases: tuple[PhaseOfSample, ...]
    things: tuple[Thing, ...]
    facts: tuple[FactRow, ...] = ()


@record
class Choice:
    """One value of a filter; `code` is safe as a class name and an id, whatever the value is."""

    code: str
    label: str


@record
class Filter:
    name: str
    label: str
    choices: tuple[Choice, ...]
    chosen: str = ""  # the code that is chosen at first


@record
class Scenario:
    """What stands about one scenario on the index and on its own page; `codes` are those of its filter values."""

    id: str
    version: int
    href: str
    title: str
    summary: str
    type: str
    case: PlayedCase | None
    objectives: tuple[str, ...]
    difficulty: str
    minutes: int
    audience: tuple[str, ...]
    organisations: tuple[str, ...]
    guides: tuple[GuideFit, ...]
    varying: tuple[Varying, ...]
    details: int  # parameters that only change numbers and wording
    codes: tuple[str, ...]
    sample: Sample


@record
class Frame:
    """What every page of one language has in common; `others` lead to the same page in other languages."""

    language: str
    truth: bool
    others: tuple[Link, ...] = ()
    home: str = "index.html"


def render_index(frame: Frame, filters: tuple[Filter, ...], scenarios: tuple[Scenario, ...]) -> str:
    """The index: every scenario as a card, and filters that work without a script."""
    style = _part("style.css", filters=filters)
    return _page("index.html", frame, style, _part("filter.js"), filters=filters, scenarios=scenarios)


def render_scenario(frame: Frame, scenario: Scenario) -> str:
    """The page of one scenario with its sample."""
    return _page("scenario.html", frame, _part("style.css", filters=()), "", one=scenario, sample=scenario.sample)


def href(path: str) -> str:
    """A relative path as an address."""
    return quote(path, safe="/.-_~")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("leaksim.reports", "gallery_templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(shown_rows=SHOWN_ROWS, shown_lines=SHOWN_LINES, mark=EXERCISE_MARK, version=__version__)
    return environment


def _part(name: str, **values: object) -> str:
    return _environment().get_template(name).render(**values)


def _page(template: str, frame: Frame, style: str, script: str, **values: object) -> str:
    words: Mapping[str, str] = MappingProxyType(bundle("gallery", frame.language))

    def moment(iso: str) -> str:
        return format_moment(iso, frame.language, year=True)

    def stamp(text: str) -> str:
        """A time as evidence has it: a moment in words, anything else as it stands."""
        return moment(text) if _ISO.fullmatch(text) else text

    return (
        _environment()
        .get_template(template)
        .render(
            frame=frame,
            text=words,
            viewer=bundle("ui.viewer", frame.language),
            moment=moment,
            stamp=stamp,
            # Both are made here from our own files; their hashes are the only ones that the page's policy lets pass.
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script) if script else "",
            **values,
        )
    )


def _hash(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()
