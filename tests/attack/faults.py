"""Faults of the system, one at a time, over all that is written.

``python tests/attack/faults.py --points 500 --seed 1``

For each point a scenario is drawn, a call in it that changes or reads what is on disk, and a way in which that fails.
Afterwards each file must be what it was or what it was to be, the next command must put everything right, and undo must
give every byte back. What was done is told by scenario; the same seed draws the same points.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from injected import DIED, WAYS, Fault
from scenarios import SCENARIOS, Lost, Scenario, attacked, prepare

_FAST = Path("/dev/shm")  # memory: nothing here depends on a disk
_YEARS = 10 * 365 * 86_400.0


@dataclass(frozen=True)
class Tried:
    """One point: where, what, how the command ended, and what was lost, if anything was."""

    scenario: str
    what: str
    status: int | None
    lost: str = ""


def points(count: int, seed: int, scratch: Path) -> Iterator[Tried]:
    """Try so many points, drawn by a seed."""
    chance = random.Random(seed)
    ready: dict[str, tuple[Path, dict[str, int]]] = {}
    for number in range(count):
        scenario = SCENARIOS[number % len(SCENARIOS)]
        if scenario.name not in ready:
            folder = scratch / f"s{len(ready)}" / "ready"
            folder.mkdir(parents=True)
            ready[scenario.name] = folder, prepare(scenario, folder).passed
        folder, passed = ready[scenario.name]
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
    try:
        ended = attacked(scenario, folder, folder.parent / "work", fault, clock)
    except Lost as error:
        return Tried(scenario.name, what, None, str(error))
    return Tried(scenario.name, what, ended.status)


def main() -> int:
    """Tell what was tried and lost; 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    statuses: Counter[tuple[str, str]] = Counter()
    lost = 0
    scratch = Path(tempfile.mkdtemp(prefix="faults-", dir=_FAST if _FAST.is_dir() else None))
    try:
        for tried in points(asked.points, asked.seed, scratch):
            if tried.lost:
                lost += 1
                print(f"LOST {tried.scenario}, {tried.what}: {tried.lost}", flush=True)
            told = {0: "done", DIED: "died", None: "lost"}.get(tried.status, "told")
            statuses[tried.scenario, told] += 1
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    for scenario in SCENARIOS:
        counts = ", ".join(f"{statuses[scenario.name, how]} {how}" for how in ("done", "told", "died", "lost"))
        print(f"{scenario.name:24} {counts}")
    print(f"{asked.points} points, seed {asked.seed}: {lost} losses")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
