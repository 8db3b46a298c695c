"""Speed and memory of incidents with many persons, beside a plain Faker script that fills the same fields row by row.

    python tests/bench/tables.py [--persons N] [--runs N]

Both make the table in both languages where the incident has both, and write one CSV file of it. All runs stand in
processes of their own and take turns, so that a slow spell of the machine hits both alike; times are wall times of the
work without the start of Python. Read the ratios: machines differ.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCENARIO = "loss-train-laptop"

#: Both scripts take the number of persons and print seconds and the peak of memory in MB.
_END = """
import resource
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
PLAIN_FAKER = (
    """
import csv, os, sys, time
from faker import Faker
persons = int(sys.argv[1])
start = time.process_time()
fake = Faker("ja_JP")
fake.seed_instance(1)
rows = []
for number in range(persons):
    rows.append((f"K-{number:06d}", fake.name(), fake.kana_name(), fake.address(), fake.phone_number(), fake.email(),
                 fake.date_between("-5y", "today").isoformat()))
with open(os.devnull, "w", newline="") as handle:
    csv.writer(handle).writerows(rows)
"""
    + _END
)
LEAKSIM = (
    """
import os, sys, time
from dataclasses import replace
from pathlib import Path
from leaksim.content import load_library, load_scenario
from leaksim.domain.kinds import Language
from leaksim.domain.scenario_evidence import RecordsSpec
from leaksim.engine import generate
from leaksim.reports.evidence_files import evidence_parts
persons, root = int(sys.argv[1]), Path(sys.argv[2])
library = load_library(root)
scenario = load_scenario(next(root.glob(f"scenarios/*/{sys.argv[3]}.yaml")), library)
if persons:
    columns = ("name", "address", "phone", "mail")
    scenario = replace(scenario, evidence=tuple(
        replace(e, persons=persons, duplicates=0, columns=columns) if isinstance(e, RecordsSpec) else e
        for e in scenario.evidence
    ))
generate(scenario, 1, library)
start = time.process_time()
incident = generate(scenario, 2, library)
if persons:
    with open(os.devnull, "wb") as handle:
        for evidence in incident.evidence:
            handle.writelines(evidence_parts(evidence.documents[Language.JA]))
"""
    + _END
)


def measure(script: str, persons: int) -> tuple[float, float]:
    """(seconds, MB) of one process."""
    done = subprocess.run(
        [sys.executable, "-c", script, str(persons), str(ROOT), SCENARIO],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )
    if done.returncode != 0:
        sys.exit(f"a measurement ended with {done.returncode}:\n{done.stderr}")
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=100_000, help="persons of the table (default: 100000)")
    parser.add_argument("--runs", type=int, default=3, help="runs per figure (default: 3)")
    options = parser.parse_args()
    persons = options.persons

    figures: dict[str, list[tuple[float, float]]] = {}
    for _ in range(options.runs):
        for name, script, count in (
            (f"plain Faker, {persons:,} persons", PLAIN_FAKER, persons),
            (f"a whole incident with files, {persons:,} persons", LEAKSIM, persons),
            (f"a whole incident with files, {persons * 10:,} persons", LEAKSIM, persons * 10),
            ("an ordinary incident", LEAKSIM, 0),
        ):
            figures.setdefault(name, []).append(measure(script, count))
    reference = statistics.median(seconds for seconds, _ in next(iter(figures.values())))
    for name, runs in figures.items():
        seconds, memory = (statistics.median(values) for values in zip(*runs, strict=True))
        print(f"{name:50} {seconds:8.3f} s   {reference / seconds:8.1f} times as fast   {memory:6.0f} MB at most")


if __name__ == "__main__":
    main()
