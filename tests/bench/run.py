"""Speed of the command line: whole incidents and whole plays, beside a plain Faker script in the same run.

    python tests/bench/run.py [--seeds N]

Every figure is the median wall time of a whole process, start included: what a person waits for. Machines
differ and are noisy, so read the ratios. The baseline is the least anyone would write by hand: import Faker,
fill a table of 1,000 persons row by row. tables.py beside this file measures incidents of many persons.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

LEAKSIM = Path(sys.executable).with_name("leaksim")
BASELINE = """
from faker import Faker
fake = Faker("ja_JP")
fake.seed_instance(1)
rows = [(fake.name(), fake.address(), fake.phone_number(), fake.email()) for _ in range(1000)]
"""


def seconds_of(command: list[str]) -> tuple[float, str]:
    """(wall time in seconds, standard output); a command that fails ends the measurement with its message."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    elapsed = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return elapsed, done.stdout


def one_scenario_per_type() -> dict[str, str]:
    """Type -> the first scenario listed for it."""
    _, output = seconds_of([str(LEAKSIM), "list", "scenarios", "--json"])
    chosen: dict[str, str] = {}
    for scenario in json.loads(output)["scenarios"]:
        chosen.setdefault(scenario["type"], scenario["id"])
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=5, help="runs per figure (default: 5)")
    seeds = range(1, parser.parse_args().seeds + 1)

    scenarios = one_scenario_per_type()
    commands: dict[str, list[list[str]]] = {}
    for kind, scenario in scenarios.items():
        seeded = [[scenario, "--seed", str(seed), "--json"] for seed in seeds]
        commands[f"generate  {kind}"] = [[str(LEAKSIM), "generate", *arguments] for arguments in seeded]
        commands[f"play      {kind}"] = [
            [str(LEAKSIM), "play", *arguments, "--playbook", "ipa", "--autoplay", "perfect"] for arguments in seeded
        ]

    # The baseline runs between the others, so that a slow spell of the machine hits both alike.
    baseline: list[float] = []
    medians: dict[str, float] = {}
    for name, runs in commands.items():
        baseline.append(seconds_of([sys.executable, "-c", BASELINE])[0])
        medians[name] = statistics.median(seconds_of(command)[0] for command in runs)
    reference = statistics.median(baseline)
    print(f"{'plain Faker, 1,000 persons':40} {reference:7.3f} s   ratio 1.00")
    for name, median in medians.items():
        print(f"{name:40} {median:7.3f} s   ratio {median / reference:.2f}")


if __name__ == "__main__":
    main()
