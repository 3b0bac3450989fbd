"""Faults of the system, one at a time, over all that is written.

``python tests/attack/faults.py --points 500 --seed 1``

For each point a scenario is drawn, a call in it that changes or reads what is on disk, and a way in which that fails.
Afterwards each file must be what it was or what it was to be, the next command must put everything right, and undo must
give every byte back. What was done is told by scenario; the same seed draws the same points.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from injected import DIED, WAYS, Fault
from scenarios import SCENARIOS, Scenario, prepare
from trying import Tried, in_turn, scratch, tried

_YEARS = 10 * 365 * 86_400.0


def points(count: int, seed: int, where: Path) -> Iterator[Tried]:
    """Try so many points, drawn by a seed."""
    chance = random.Random(seed)
    for scenario, folder, passed in in_turn(SCENARIOS, count, where, lambda *one: prepare(*one).passed):
        yield _tried(scenario, folder, _drawn(chance, scenario, passed))


def _drawn(chance: random.Random, scenario: Scenario, passed: dict[str, int]) -> Fault | float:
    """A fault, or so many seconds by which the clock jumps."""
    if chance.random() < 0.03:
        return chance.choice([-1, 1]) * _YEARS
    kind = chance.choice([kind for kind in WAYS if passed.get(kind)])
    is_of_workers = scenario.jobs > 1 and chance.random() < 0.6
    most = 6 if is_of_workers else passed[kind]  # how many a worker passes is not known: it depends on the other
    return Fault(kind, chance.randrange(most) + 1, chance.choice(WAYS[kind]), is_of_workers)


def _tried(scenario: Scenario, folder: Path, drawn: Fault | float) -> Tried:
    fault, clock = (drawn, 0.0) if isinstance(drawn, Fault) else (None, drawn)
    what = str(fault) if fault is not None else f"the clock jumps by {clock:g} s"
    return tried(scenario, folder, what, fault, clock)


def main() -> int:
    """Tell what was tried and lost; 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    statuses: Counter[tuple[str, str]] = Counter()
    lost = 0
    with scratch("faults-") as folder:
        for one in points(asked.points, asked.seed, folder):
            if one.lost:
                lost += 1
                print(f"LOST {one.scenario}, {one.what}: {one.lost}", flush=True)
            told = {0: "done", DIED: "died", None: "lost"}.get(one.status, "told")
            statuses[one.scenario, told] += 1
    for scenario in SCENARIOS:
        counts = ", ".join(f"{statuses[scenario.name, how]} {how}" for how in ("done", "told", "died", "lost"))
        print(f"{scenario.name:24} {counts}")
    print(f"{asked.points} points, seed {asked.seed}: {lost} losses")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
