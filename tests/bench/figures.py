"""How different the incidents of each scenario are, measured over many seeds and written to docs/figures.md.

    python tests/bench/figures.py [--seeds N] [--only SCENARIO …] [--fresh] [--hurry N]

What was measured is kept in build/figures, a file per scenario, and measured again where the scenario, the parts it
uses, the guides or the engine have changed since (or with --fresh). A thousand seeds take some 15 seconds for each
scenario; --hurry measures what is missing over fewer seeds, and the page says so.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

from variety import drawn_value, masked, text_of, unreached  # noqa: E402

from leaksim import __version__  # noqa: E402
from leaksim.domain.documents import Document, Table  # noqa: E402
from leaksim.domain.incident import Incident  # noqa: E402
from leaksim.domain.kinds import Language  # noqa: E402
from leaksim.domain.scenario import Scenario  # noqa: E402
from leaksim.domain.scenario_values import IntegerRange, WeightedChoice  # noqa: E402
from leaksim.engine import ENGINE_VERSION, generate  # noqa: E402
from leaksim.engine.context import Context  # noqa: E402
from leaksim.engine.evidence import BUILDERS, Builder  # noqa: E402
from leaksim.scoring.strategies import plan_acts, run_through  # noqa: E402
from leaksim.services import shelf  # noqa: E402

KEPT, TARGET = ROOT / "build" / "figures", ROOT / "docs" / "figures.md"
WANTED_SETS, WANTED_TEXTS = 10, 30

HEADING = """# Figures per scenario

How different the incidents of one scenario are. `tests/bench/figures.py` measured this and wrote this page; nothing in
it is written by hand.

leaksim {version}, engine {engine}, {scenarios} scenarios, {incidents} incidents in all; each scenario from seed 0 on.

- **Seeds**: how many incidents of the scenario were made.
- **Sets of expected responses**: how many different sets of required and recommended acts the incidents have under each
  guide, taken at the end of a run in which nothing was done; — where the guide says nothing on the type. **All**: how
  many different combinations of these sets. Wanted: {sets} or more.
- **Texts**: how many incidents read differently once names, numbers, dates and weekdays are masked (briefing, messages
  and all documents except tables and logs, in Japanese). Wanted: {texts} or more.
- **Ranges**: parameters of which every choice was drawn and, for ranges of numbers, the lowest and the highest tenth.
- **Persons**: how many persons are concerned, from and to, and how many different numbers there are.

{shortfalls}
"""


#: Kinds that are counted, not read: what they show is no part of the texts.
COUNTED = ("records", "rows", "ledger", "event_log", "flow_log", "access_log", "audit_log", "mailbox")
EMPTY = Table(caption="", file_name="", columns=(), rows=())


def leave_out_what_is_not_read() -> None:
    """Let the engine make the Japanese texts alone: the rows of tables, and English, take most of the time."""

    def lean(kind: str, build: Builder) -> Builder:
        def built(spec: Any, context: Context, language: Language) -> Document:
            return EMPTY if kind in COUNTED or language is Language.EN else build(spec, context, language)

        return built

    builders = cast(dict[str, Builder], BUILDERS)
    builders |= {kind: lean(kind, build) for kind, build in BUILDERS.items()}


def expected(made: Incident) -> dict[str, str]:
    """Per guide that states the type, a digest of the acts that it wants."""
    idle = run_through(made, lambda state, question: None, lambda state, phase: [])
    sets = {}
    for name in shelf.playbook_ids():
        guide = shelf.playbook(name)
        if made.type in shelf.stated_types(guide):
            plan = plan_acts(idle, guide, shelf.library())
            acts = sorted(action for chosen in plan.values() for action, _ in chosen)
            sets[name] = sha256(" ".join(acts).encode()).hexdigest()[:16]
    return sets


def measure(scenario: Scenario, seeds: range) -> dict[str, Any]:
    per_guide: dict[str, set[str]] = defaultdict(set)
    combined: set[str] = set()
    texts: set[str] = set()
    drawn: dict[str, set[object]] = defaultdict(set)
    persons: set[int] = set()
    for seed in seeds:
        made = generate(scenario, seed, shelf.library())
        sets = expected(made)
        for name, digest in sets.items():
            per_guide[name].add(digest)
        combined.add(" ".join(sets.values()))
        texts.add(sha256(masked(text_of(made), made).encode()).hexdigest())
        for name, value in made.parameters.items():
            drawn[name].add(drawn_value(value))
        number = made.facts.get("persons")
        if isinstance(number, int):
            persons.add(number)
    ranges = [n for n, p in scenario.parameters.items() if isinstance(p, WeightedChoice | IntegerRange)]
    return {
        "seeds": len(seeds),
        "sets": {name: len(found) for name, found in per_guide.items()},
        "all": len(combined),
        "texts": len(texts),
        "ranges": len(ranges),
        "unreached": unreached(scenario, drawn),
        "persons": [min(persons), max(persons), len(persons)],
    }


def state_of(scenario: Scenario) -> str:
    """A digest of all that the figures depend on, as far as it is content."""
    answers = sorted((ROOT / "answers").rglob("*.yaml"))
    told = "".join(sha256(path.read_bytes()).hexdigest() for path in answers)
    return sha256(f"{scenario!r}|{ENGINE_VERSION}|{told}".encode()).hexdigest()


def figures_of(scenario: Scenario, wanted: int, hurried: int, fresh: bool) -> dict[str, Any]:
    path, state = KEPT / f"{scenario.id}.json", state_of(scenario)
    if path.exists() and not fresh:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["state"] == state and kept["figures"]["seeds"] >= min(wanted, hurried):
            return cast(dict[str, Any], kept["figures"])
    figures = measure(scenario, range(min(wanted, hurried)))
    KEPT.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"state": state, "figures": figures}, ensure_ascii=False), encoding="utf-8")
    return figures


def row(scenario: Scenario, figures: dict[str, Any], guides: list[str]) -> str:
    low, high, different = figures["persons"]
    cells = [
        f"`{scenario.id}`",
        f"{figures['seeds']:,}",
        *(str(figures["sets"].get(name, "—")) for name in guides),
        str(figures["all"]),
        str(figures["texts"]),
        f"{figures['ranges'] - len({line.split()[0] for line in figures['unreached']})} of {figures['ranges']}",
        f"{low:,}–{high:,} ({different:,})" if high else "0",
    ]
    return "| " + " | ".join(cells) + " |"


def page(measured: dict[str, dict[str, Any]]) -> str:
    guides = shelf.playbook_ids()
    short = [
        f"- `{name}`, {f['seeds']:,} seeds: {what}"
        for name, f in measured.items()
        for what in [
            *([f"{f['all']} sets of expected responses"] if f["all"] < WANTED_SETS else []),
            *([f"{f['texts']} texts"] if f["texts"] < WANTED_TEXTS else []),
            *f["unreached"],
        ]
    ]
    shortfalls = "Short of that:\n\n" + "\n".join(short) if short else "Every scenario has what is wanted."
    lines = [
        HEADING.format(
            incidents=f"{sum(f['seeds'] for f in measured.values()):,}",
            version=__version__,
            engine=ENGINE_VERSION,
            scenarios=len(measured),
            sets=WANTED_SETS,
            texts=WANTED_TEXTS,
            shortfalls=shortfalls,
        ),
        "| scenario | seeds | " + " | ".join(guides) + " | all | texts | ranges | persons |",
        "| --- |" + " ---: |" * (len(guides) + 3) + " --- | --- |",
        *(row(shelf.scenario(name), f, guides) for name, f in measured.items()),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=1000, help="seeds per scenario (default: 1000)")
    parser.add_argument("--only", nargs="*", help="measure these scenarios and do not write the page")
    parser.add_argument("--fresh", action="store_true", help="measure again what was measured before")
    parser.add_argument("--hurry", type=int, metavar="N", help="over N seeds where nothing has been measured yet")
    given = parser.parse_args()
    leave_out_what_is_not_read()
    measured = {}
    for name in given.only or shelf.scenarios():
        measured[name] = figures_of(shelf.scenario(name), given.seeds, given.hurry or given.seeds, given.fresh)
        print(name, json.dumps(measured[name], ensure_ascii=False), flush=True)
    if not given.only:
        TARGET.write_text(page(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
