"""Every kind of evidence as the viewer draws it: wide and narrow, light and dark, in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from leaksim.content import load_library, load_scenario
from leaksim.domain.documents import Table
from leaksim.domain.incident import Incident
from leaksim.domain.kinds import Language
from leaksim.domain.scenario_evidence import RecordsSpec
from leaksim.engine import generate
from leaksim.i18n import bundle
from leaksim.ui.component import module_text
from leaksim.ui.present import evidence_item

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "leaksim/serving/share/jupyter/voila/templates/leaksim/static"
PAGE = """<!doctype html><html lang="%(language)s"><head><meta charset="utf-8"><title>Evidence</title>
<style>%(css)s</style></head><body class="leaksim"><main class="leaksim" id="place"></main><script type="module">
const viewer = await import(URL.createObjectURL(new Blob([%(module)s], { type: "text/javascript" })));
for (const data of %(data)s) {
  const el = document.createElement("div");
  el.id = data.item.id;
  el.style.padding = "8px";
  document.getElementById("place").append(el);
  const model = { get: () => data, on: () => {}, send: () => {} };
  viewer.default.render({ model, el, signal: new AbortController().signal });
}
document.body.dataset.ready = "";
</script></body></html>"""


@pytest.fixture(scope="module")
def incident() -> Incident:
    """Every family, with one table too long to be shown whole."""
    library = load_library(ROOT)
    scenario = load_scenario(ROOT / "tests/unit/engine/every_family.yaml", library)
    # A mail copies the hidden table's addresses, so the long one is a table beside it.
    like = next(spec for spec in scenario.evidence if isinstance(spec, RecordsSpec))
    long = replace(like, id="long", persons=30_000, file_name="long.csv")
    scenario = replace(scenario, evidence=(*scenario.evidence, long))
    return next(made for made in (generate(scenario, seed, library) for seed in range(9)) if made.parameters["fixed"])


@pytest.fixture
def drawn(new_context: Callable[..., BrowserContext], incident: Incident) -> Callable[..., Page]:
    def make(language: str, **options: Any) -> Page:
        page = new_context(**options).new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text))
        texts = bundle("ui.viewer", language)
        items = [
            evidence_item(e.id, e.title.in_(Language(language)), e.documents[Language(language)], language)
            for e in incident.evidence
        ]
        css = "".join(
            (STATIC / name).read_text(encoding="utf-8") for name in ("leaksim.css", "components/components.css")
        )
        page.set_content(
            PAGE
            % {
                "language": language,
                "css": css,
                "module": json.dumps(module_text("viewer")),
                "data": json.dumps([{"text": texts, "item": item} for item in items]),
            }
        )
        expect(page.locator("body")).to_have_attribute("data-ready", "")
        assert problems == []
        return page

    return make


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("ja", "light", 1280), ("en", "dark", 360), ("ja", "dark", 360)]
)
def test_every_kind_is_drawn_within_the_screen_and_readable(
    language: str, scheme: str, width: int, drawn: Callable[..., Page], incident: Incident
) -> None:
    page = drawn(language, viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    for evidence in incident.evidence:
        part = page.locator(f"#{evidence.id}")
        expect(part.locator("h2")).to_contain_text(evidence.title.in_(Language(language)))
        expect(part.locator(".ls-paper > *")).to_have_count(1)
        assert "undefined" not in part.inner_text(), evidence.id
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [(v["id"], n["target"]) for v in violations if v["impact"] in ("serious", "critical") for n in v["nodes"]]
    assert serious == []


def test_lists_are_counted_in_the_page_as_in_the_file(drawn: Callable[..., Page], incident: Incident) -> None:
    page = drawn("en", viewport={"width": 1000, "height": 800})
    table = incident.evidence_by_id("doors").documents[Language.EN]
    assert isinstance(table, Table)
    planted = [row for row in table.rows if str(row[5]).startswith("SEC-")]
    doors = page.locator("#doors")
    doors.get_by_role("searchbox").fill("sec-")
    doors.get_by_role("combobox").select_option(label="Document")
    expect(doors).to_contain_text(f"Rows: {len(planted):,} of {len(table.rows):,}")
    expect(doors).to_contain_text("Different values of “Document”: 3")
    doors.get_by_role("combobox").select_option(label="Pages")
    expect(doors).to_contain_text(f"Sum: {sum(int(row[6]) for row in planted):,}")
    audit = page.locator("#audit")
    audit.get_by_role("searchbox").fill(",members,")
    audit.get_by_role("combobox").select_option(label="rows")
    expect(audit).to_contain_text(f"Sum: {incident.facts['persons']:,}")
    access = page.locator("#access")
    access.get_by_role("combobox").select_option(label="Status")
    expect(access).to_contain_text("Different values of “Status”: 2")
    total = 30_000 + int(str(incident.parameters["duplicates"]))
    long = page.locator("#long")
    expect(long).to_contain_text(f"The file has {total:,} rows. The first 500 are shown here")
    expect(long).to_contain_text("Different values of “No.” in the whole file")
    tree = page.locator("#tree")
    expect(tree.locator(".ls-tree > li > ul .ls-box")).to_have_count(1)
    tree.get_by_label("As a table").check()
    expect(tree.locator("tbody tr")).to_have_count(3)
