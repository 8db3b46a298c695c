"""What order and choice are worth: per scenario, the perfect run against the best line with full marks.

    python tests/bench/outcomes.py [--seeds 5] [--write docs/outcomes.md]

Times are CPU seconds of one search, so that a busy machine does not spoil them.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

from leaksim import __version__
from leaksim.engine import ENGINE_VERSION, generate
from leaksim.scoring.best_line import find_best_line
from leaksim.services import shelf

HEAD = """# What order and choice are worth

Made by `python tests/bench/outcomes.py --write docs/outcomes.md` (leaksim {version}, engine {engine}, seeds 1 to
{seeds},
each under the guide of the organisation that the seed draws). `burden` weighs how badly an incident ended; see
[consequences](consequences.md). “By order” uses the acts of the perfect run alone, in another order or phase; “in all”
also acts about which the guide leaves the choice. Both columns count lines that score full marks.

One search took {median:.2f} s of CPU time in the middle of {count} searches, {most:.2f} s at most.

| scenario | perfect run: burden | better by order | better in all |
| --- | --- | --- | --- |
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--write", type=Path)
    chosen = parser.parse_args()
    library = shelf.library()
    times: list[float] = []
    rows = []
    for name in shelf.scenario_types():
        perfect, order, whole = [], [], []
        for seed in range(1, chosen.seeds + 1):
            incident = generate(shelf.scenario(name), seed, library)
            preset = next(p for p in library.organisations if p.id == incident.organisation.preset)
            guide = shelf.playbook(preset.playbook)
            began = time.process_time()
            best = find_best_line(incident, guide, library)
            times.append(time.process_time() - began)
            perfect.append(best.perfect.burden)
            whole.append(best.gain)
            order.append(find_best_line(incident, guide, library, only_order=True).gain)
        rows.append(f"| {name} | {_span(perfect)} | {_span(order)} | {_span(whole)} |")
        print(rows[-1], file=sys.stderr, flush=True)
    text = HEAD.format(
        version=__version__,
        engine=ENGINE_VERSION,
        seeds=chosen.seeds,
        median=statistics.median(times),
        most=max(times),
        count=len(times),
    )
    text += "\n".join(rows) + "\n"
    if chosen.write is not None:
        chosen.write.write_text(text, encoding="utf-8")
    else:
        print(text)


def _span(values: list[int]) -> str:
    """Least to most, and in how many cases it was above nothing."""
    above = sum(value > 0 for value in values)
    return f"{min(values)}–{max(values)} ({above} of {len(values)} above 0)"


if __name__ == "__main__":
    main()
