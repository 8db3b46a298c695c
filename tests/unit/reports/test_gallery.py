"""The gallery of scenarios: complete, closed in itself, safe with hostile words, and the same bytes each time."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote, urlsplit

import pytest

import leaksim
from leaksim.domain.documents import (
    EXERCISE_MARK,
    Alert,
    Box,
    Chart,
    Clause,
    Document,
    Log,
    Mail,
    Memo,
    Page,
    Paper,
    Post,
    Sighting,
    Step,
    Table,
    Thread,
    Tracking,
)
from leaksim.domain.kinds import Language
from leaksim.domain.playbook import Statement, StatementKind
from leaksim.engine import generate
from leaksim.errors import NotFound, UnreadableInput
from leaksim.i18n import bundle, translate
from leaksim.reports.gallery import Choice, Filter, Frame, Link, Sample, Scenario, Thing, render_index, render_scenario
from leaksim.services import shelf
from leaksim.services.gallery import LISTING, WrittenGallery, write_gallery

TEMPLATES = Path(leaksim.__file__).parent / "reports" / "gallery_templates"
BOTH = (Language.JA, Language.EN)
HOSTILE = "</style></title><script>alert(1)</script><img src=x onerror=alert(2)> \"'&{{ 7*7 }}"
VOID = {"meta", "input", "br", "img", "link", "hr"}


class Reader(HTMLParser):
    """Elements with attributes, all text, and whether every element is closed in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def values(self, *names: str) -> list[str]:
        return [value for _, attributes in self.elements for name in names if (value := attributes.get(name))]


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> WrittenGallery:
    return write_gallery(tmp_path_factory.mktemp("gallery"), BOTH, 1)


def some(count: int = 1) -> list[Any]:
    return [shelf.scenario(name) for name in list(shelf.scenario_types())[:count]]


def case_called(plays: str) -> Statement:
    """The case example named as guide/number."""
    name, _, number = plays.partition("/")
    return next(s for s in shelf.playbook(name).statements if s.kind is StatementKind.CASE and s.number == number)


def written(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("language", BOTH)
def test_every_scenario_is_there_with_all_of_its_evidence(gallery: WrittenGallery, language: Language) -> None:
    base = gallery.index.parent / ("" if language is Language.JA else "en")
    index = (base / "index.html").read_text(encoding="utf-8")
    cards = read(index).values("href")
    for name, scenario in shelf.scenarios().items():
        assert f"scenarios/{name}.html" in cards
        reader = read((base / "scenarios" / f"{name}.html").read_text(encoding="utf-8"))
        text = "".join(reader.texts)
        assert scenario.title.in_(language) in text
        assert all(one.in_(language) in text for one in scenario.objectives)
        for guide in map(shelf.playbook, shelf.playbook_ids()):
            assert guide.title.in_(language) in text
        incident = generate(scenario, 1, shelf.library())
        assert incident.briefing.in_(language) in text
        assert all(one.message.in_(language) in text for one in incident.injects)
        assert all(one.title.in_(language) in text for one in incident.evidence)
        files = sorted((base / "scenarios" / name).iterdir())
        assert len(files) == len(incident.evidence)
        downloads = [unquote(a["href"] or "") for tag, a in reader.elements if tag == "a" and "download" in a]
        assert sorted(downloads) == [f"{name}/{path.name}" for path in files]
        if scenario.plays:
            assert case_called(scenario.plays).text.in_(language) in text, name


def test_every_page_bears_mark_and_notice_and_speaks_one_language(gallery: WrittenGallery) -> None:
    assert len(gallery.pages) == 2 * (1 + len(shelf.scenarios()))
    for path in gallery.pages:
        reader = read(path.read_text(encoding="utf-8"))
        language = "en" if "en" in path.relative_to(gallery.index.parent).parts else "ja"
        assert dict(reader.elements)["html"] == {"lang": language}
        text = "".join(reader.texts)
        assert text.count(EXERCISE_MARK) >= 2
        assert translate("gallery.without_truth", language) in text
        assert translate("gallery.with_truth", language) not in text
        levels = [int(tag[1]) for tag, _ in reader.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        ids = reader.values("id")
        assert len(ids) == len(set(ids))


def test_every_link_resolves_and_nothing_comes_from_outside(gallery: WrittenGallery) -> None:
    for path in gallery.pages:
        html = path.read_text(encoding="utf-8")
        reader = read(html)
        ids = set(reader.values("id"))
        for address in reader.values("href", "src", "srcset", "action", "poster"):
            parts = urlsplit(address)
            assert not parts.scheme
            assert not parts.netloc
            if parts.path:
                assert (path.parent / unquote(parts.path)).is_file(), f"{path}: {address}"
            else:
                assert parts.fragment in ids, f"{path}: {address}"
        assert not {tag for tag, _ in reader.elements} & {"link", "img", "iframe", "object", "embed", "svg"}
        style = "".join(re.findall(r"<style>(.*?)</style>", html, flags=re.DOTALL))
        assert style
        assert "url(" not in style
        assert "@import" not in style
        assert not [a for _, a in reader.elements if "style" in a or any(name.startswith("on") for name in a)]
        policy = next(a["content"] or "" for tag, a in reader.elements if "http-equiv" in a)
        assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_each_filter_leaves_what_has_its_value(gallery: WrittenGallery) -> None:
    html = gallery.index.read_text(encoding="utf-8")
    reader = read(html)
    cards = [set((a["class"] or "").split()) for tag, a in reader.elements if "card" in (a.get("class") or "").split()]
    assert len(cards) == len(shelf.scenarios())
    rules = set(re.findall(r"#f-(\w+):checked\) \.card:not\(\.(\w+)\)", html))
    codes = [i.removeprefix("f-") for i in reader.values("id") if i.startswith("f-")]
    assert rules == {(code, code) for code in codes}
    for letter in "tdag":
        assert any(code.startswith(letter) for code in codes)
        assert all(any(code in card for code in codes if code.startswith(letter)) for card in cards)
    types = {code: sum(code in card for card in cards) for code in codes if code.startswith("t")}
    counted = [
        list(shelf.scenario_types().values()).count(kind) for kind in dict.fromkeys(shelf.scenario_types().values())
    ]
    assert list(types.values()) == counted


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_gallery(tmp_path / name, BOTH, 3, scenarios=some(2))
    assert written(tmp_path / "one") == written(tmp_path / "two")


def test_facts_are_shown_only_on_request_and_go_with_the_next_gallery(tmp_path: Path) -> None:
    (scenario,) = some()
    write_gallery(tmp_path, BOTH, 1, truth=True, scenarios=[scenario])
    page = (tmp_path / "scenarios" / f"{scenario.id}.html").read_text(encoding="utf-8")
    text = "".join(read(page).texts)
    vocabulary = shelf.library().vocabulary
    facts = generate(scenario, 1, shelf.library()).facts
    assert translate("gallery.with_truth", "ja") in text
    assert all(vocabulary.spec(fact).label.ja in text for fact in facts)
    write_gallery(tmp_path, (Language.JA,), 1, scenarios=[scenario])
    after = (tmp_path / "scenarios" / f"{scenario.id}.html").read_text(encoding="utf-8")
    assert 'id="truth"' in page
    assert 'id="truth"' not in after
    assert not list((tmp_path / "en").rglob("*.html"))
    assert {line.split("/")[0] for line in (tmp_path / LISTING).read_text().splitlines()} == {"index.html", "scenarios"}


def test_a_guide_brings_its_organisations_and_comes_first(tmp_path: Path) -> None:
    library = shelf.library()
    (scenario,) = some()
    followed = {preset.id: preset.playbook for preset in library.organisations}
    for guide in {followed[one] for one in scenario.organisations}:
        written_one = write_gallery(tmp_path / guide, (Language.EN,), 1, guide, scenarios=[scenario])
        text = written_one.pages[1].read_text(encoding="utf-8")
        assert re.findall(r"<code>([a-z]+)</code></th>", text)[0] == guide
        preset = next(one for one in scenario.organisations if followed[one] == guide)
        assert f"--organisation {preset}" in text
        chosen = [a for tag, a in read(written_one.index.read_text(encoding="utf-8")).elements if "checked" in a]
        assert [a["id"] for a in chosen if a["name"] == "guide"] == [f"f-g{shelf.playbook_ids().index(guide)}"]


def test_it_refuses_what_it_cannot_do_and_touches_nothing(tmp_path: Path) -> None:
    other = tmp_path / "thesis.txt"
    other.write_text("mine")
    with pytest.raises(UnreadableInput, match="other things"):
        write_gallery(tmp_path, BOTH, 1, scenarios=some())
    with pytest.raises(UnreadableInput, match="is a file"):
        write_gallery(other, BOTH, 1, scenarios=some())
    with pytest.raises(NotFound, match="no playbook"):
        write_gallery(tmp_path / "new", BOTH, 1, "nowhere", scenarios=some())
    with pytest.raises(UnreadableInput, match="seed"):
        write_gallery(tmp_path / "new", BOTH, -1, scenarios=some())
    assert written(tmp_path) == {"thesis.txt": b"mine"}


def test_a_listing_cannot_reach_out_of_its_folder(tmp_path: Path) -> None:
    other = tmp_path / "thesis.txt"
    other.write_text("mine")
    folder = tmp_path / "gallery"
    folder.mkdir()
    (folder / LISTING).write_text(f"../thesis.txt\n{other}\n")
    write_gallery(folder, (Language.JA,), 1, scenarios=some())
    assert other.read_text() == "mine"


H = HOSTILE
DOCUMENTS: tuple[Document, ...] = (
    Mail(
        sender=H, to=(H,) * 9, cc=(H,), subject=H, sent_at="2026-11-20T09:40+09:00", message_id=H, headers=((H, H),),
        body=H, attachments=(H,),
    ),
    Memo(style="record", heading=H, fields=((H, H),), note=H, written_by=H),
    Table(caption=H, file_name=H, columns=(H, H), rows=((H, 1),) * 30, note=H, about=((H, H),)),
    Log(caption=H, file_name=H, lines=(H,) * 30, note=H),
    Alert(product=H, severity=H, headline=H, fields=((H, H),), events=(Sighting(at=H, what=H),)),
    Thread(
        site=H, address=H, title=H,
        posts=(Post(number=1, author=H, posted_at=H, body=H, handle=H, counts=(("shares", 3), (H, 4))),),
    ),
    Page(address=H, title=H, captured_at=H, paragraphs=(H,), columns=(H,), rows=((H,),)),
    Paper(
        style="letter", file_name=H, heading=H, head=((H, H),), parties=((H, H),), paragraphs=(H,),
        clauses=(Clause(heading=H, paragraphs=(H,)),), closing=(H,), signed=(H,),
    ),
    Chart(file_name=H, heading=H, dated=H, boxes=(Box(depth=9, label=H, person=H, detail=H),), note=H),
    Tracking(
        carrier=H, address=H, number=H, fields=((H, H),), steps=(Step(at=H, place=H, state=H),), captured_at=H, note=H
    ),
)  # fmt: skip


def hostile_scenario(*documents: Document) -> Scenario:
    return Scenario(
        id=H, version=1, href="scenarios/x.html", title=H, summary=H, type=H, case=None, objectives=(H,), difficulty=H,
        minutes=1, audience=(H,), organisations=(H,), guides=(), varying=(), details=0, codes=("t0",),
        sample=Sample(
            seed=1, organisation=H, preset=H, starts_at="2026-11-20T09:40+09:00", briefing=H, command=H, phases=(),
            things=tuple(
                Thing(anchor=f"e{n}", title=H, document=one, file=Link(label=H, href="x"), size="1 B")
                for n, one in enumerate(documents)
            ),
        ),
    )  # fmt: skip


def test_all_kinds_of_documents_are_among_the_hostile_ones() -> None:
    assert {type(one) for one in DOCUMENTS} == set(get_args(Document))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.kind)
def test_hostile_text_stays_text(document: Document) -> None:
    frame = Frame(language="en", truth=False)
    reader = read(render_scenario(frame, hostile_scenario(document)))
    assert not {tag for tag, _ in reader.elements} & {"script", "img"}
    drawn = "".join(reader.texts)
    # Each text of the document stands there as it was written; long ones are cut to their first rows.
    bare = render_scenario(frame, hostile_scenario(replace(Memo(heading="", fields=()), heading="plain")))
    assert drawn.count(H) > "".join(read(bare).texts).count(H)
    assert "49" not in drawn.replace(H, "")


def test_hostile_text_on_the_index_stays_text() -> None:
    filters = (Filter(name="type", label=H, choices=(Choice(code="t0", label=H),)),)
    html = render_index(Frame(language="en", truth=False), filters, (hostile_scenario(),))
    assert [tag for tag, _ in read(html).elements].count("script") == 1
    assert "alert(1)" not in "".join(re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", html, flags=re.DOTALL))


def test_long_evidence_is_cut_and_says_so() -> None:
    text = render_scenario(Frame(language="en", truth=False), hostile_scenario(DOCUMENTS[2], DOCUMENTS[3]))
    assert "First 10 of 30 rows" in text
    assert "First 12 of 30 lines" in text


def test_templates_and_texts_agree() -> None:
    templates = "\n".join(path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.html")))
    services = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(Path(leaksim.__file__).parent.glob("services/gallery*.py"))
    )
    own = set(bundle("gallery", "ja"))
    asked = set(re.findall(r"\btext\.([a-z_]+)", templates))
    named = set(re.findall(r'"gallery\.([a-z_]+)"', services))
    made = {name for name in own if re.match(r"(difficulty|level|audience)_", name)} | {
        "type",
        "difficulty",
        "audience",
    }
    assert asked | named <= own
    assert own <= asked | named | made
