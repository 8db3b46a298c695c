"""The gallery of scenarios for instructors: composed from the shelf, written as pages with the evidence beside them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..domain.kinds import IncidentType, Language
from ..domain.records import record
from ..domain.scenario import Scenario
from ..engine import generate
from ..errors import UnreadableInput
from ..i18n import translate
from ..reports import gallery as pages
from ..reports.evidence_files import write_evidence
from . import shelf
from .commands import MAX_SEED
from .gallery_pages import PageWriter, preset_for

#: Lists what a gallery consists of, so that the next one can take its place without touching anything else.
LISTING = "gallery-files.txt"


@record
class WrittenGallery:
    """`pages` and `files` (of evidence) as they lie in the folder."""

    index: Path
    pages: tuple[Path, ...]
    files: tuple[Path, ...]


def write_gallery(
    folder: Path,
    languages: Sequence[Language],
    seed: int,
    playbook: str | None = None,
    *,
    truth: bool = False,
    scenarios: Iterable[Scenario] | None = None,
) -> WrittenGallery:
    """Write the gallery of `scenarios` (all on the shelf) into `folder`: the first language there, others below it.

    With `playbook` the samples take place in organisations that follow this guide where a scenario has any, and the
    index starts with what suits it. With `truth` the facts of the samples are shown. A gallery that lies in the folder
    is replaced; UnreadableInput when something else does.
    """
    if not 0 <= seed <= MAX_SEED:
        raise UnreadableInput(f"a seed is a whole number from 0 to {MAX_SEED}")
    if playbook is not None:
        shelf.playbook(playbook)  # says which there are
    _make_room(folder)
    chosen = tuple(shelf.scenarios().values() if scenarios is None else scenarios)
    incidents = [generate(one, seed, shelf.library(), preset_for(one, playbook)) for one in chosen]
    places = {language: "" if n == 0 else f"{language}/" for n, language in enumerate(languages)}
    written: list[Path] = []
    files: list[Path] = []
    for language, place in places.items():
        base = folder / place
        filters = _filters(chosen, playbook, language)
        shown = []
        for one, incident in zip(chosen, incidents, strict=True):
            beside = base / "scenarios" / one.id
            evidence = write_evidence(incident, language, beside)
            files += evidence.values()
            writer = PageWriter(one, incident, language, playbook)
            shown.append(writer.page(evidence, filters, truth=truth))
        named = [("index.html", "")] + [(f"scenarios/{page.id}.html", page.id) for page in shown]
        for path, scenario_id in named:
            frame = _frame(places, language, path, truth=truth)
            if scenario_id:
                html = pages.render_scenario(frame, next(page for page in shown if page.id == scenario_id))
            else:
                html = pages.render_index(frame, filters, tuple(shown))
            (base / path).write_text(html, encoding="utf-8", newline="\n")
            written.append(base / path)
    listed = sorted(path.relative_to(folder).as_posix() for path in (*written, *files))
    (folder / LISTING).write_text("\n".join(listed) + "\n", encoding="utf-8", newline="\n")
    return WrittenGallery(index=folder / "index.html", pages=tuple(written), files=tuple(files))


def _make_room(folder: Path) -> None:
    """Take away an earlier gallery: its pages may show what this one must not."""
    if folder.exists() and not folder.is_dir():
        raise UnreadableInput(f"{folder} is a file; name a folder")
    if not folder.exists() or not any(folder.iterdir()):
        folder.mkdir(parents=True, exist_ok=True)
        return
    listing = folder / LISTING
    if not listing.is_file():
        raise UnreadableInput(f"{folder} holds other things than a gallery; name an empty or a new folder")
    root = folder.resolve()
    for line in listing.read_text(encoding="utf-8").splitlines():
        path = (root / line).resolve()
        if path.is_relative_to(root) and path.is_file():
            path.unlink()


def _frame(places: dict[Language, str], language: Language, path: str, *, truth: bool) -> pages.Frame:
    here = places[language] + path
    return pages.Frame(
        language=language,
        truth=truth,
        home=posixpath.relpath(places[language] + "index.html", posixpath.dirname(here) or "."),
        others=tuple(
            pages.Link(
                label=translate("language.ja", language)
                if other is Language.JA
                else translate("language.en", language),
                href=pages.href(posixpath.relpath(place + path, posixpath.dirname(here) or ".")),
            )
            for other, place in places.items()
            if other is not language
        ),
    )


def _filters(scenarios: Sequence[Scenario], playbook: str | None, language: Language) -> tuple[pages.Filter, ...]:
    """Filters with the values that occur. Codes count them: t0, t1, …; no value gets into a style rule."""
    types = [t for t in IncidentType if any(s.type is t for s in scenarios)]
    levels = sorted({s.difficulty for s in scenarios})
    audiences = sorted({a for s in scenarios for a in s.audience}, reverse=True)
    guides = shelf.playbook_ids()

    def choices(letter: str, labels: Iterable[str]) -> tuple[pages.Choice, ...]:
        return tuple(pages.Choice(code=f"{letter}{n}", label=label) for n, label in enumerate(labels))

    def filter_of(letter: str, name: str, labels: Iterable[str], chosen: str = "") -> pages.Filter:
        label = translate(f"gallery.{name}", language)
        return pages.Filter(name=name, label=label, choices=choices(letter, labels), chosen=chosen)

    return (
        filter_of("t", "type", (translate(f"incident_type.{t}", language) for t in types)),
        filter_of("d", "difficulty", (translate(f"gallery.level_{n}", language) for n in levels)),
        filter_of("a", "audience", (translate(f"gallery.audience_{a}", language) for a in audiences)),
        filter_of(
            "g",
            "guide",
            (shelf.playbook(g).title.in_(language) for g in guides),
            "" if playbook is None else f"g{guides.index(playbook)}",
        ),
    )
