"""Signals at moments by chance: SIGKILL, SIGTERM, SIGINT over all that writes, to a command or to its workers, too.

``python tests/attack/kills.py --tries 400 --seed 1``

What must hold afterwards is what must hold after faults (``scenarios.py``), and no worker outlives its parent. The same
seed draws the same signals and parts of the time that a command takes; what it was at then depends on the machine.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from injected import DIED, Stop
from scenarios import SCENARIOS, SHARD, TERMINATED, Scenario, timed
from trying import Tried, in_turn, scratch, tried

STOPPED = (DIED, 130, *TERMINATED)  # statuses of a command that a signal reached before it was done
_SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
_KILLED = (*SCENARIOS, SHARD)


def tries(count: int, seed: int, where: Path, scenarios: tuple[Scenario, ...] = _KILLED) -> Iterator[Tried]:
    """Try so many signals, drawn by a seed, on each command in turn."""
    chance = random.Random(seed)
    for scenario, folder, seconds in in_turn(scenarios, count, where, timed):
        yield _tried(scenario, folder, _drawn(chance, scenario, seconds))


def _drawn(chance: random.Random, scenario: Scenario, seconds: float) -> Stop:
    words = scenario.step.words
    times = chance.choice((1, 2)) if "--resume" in words or words[0] == "undo" else 1
    return Stop(chance.choice(_SIGNALS), chance.random() * seconds, chance.random() < 0.5, times)


def _tried(scenario: Scenario, folder: Path, stop: Stop) -> Tried:
    all_ = " and its workers" if stop.to_all else ""
    what = f"{signal.Signals(stop.signal).name} to it{all_} after {stop.seconds:.3f} s, {stop.times} times"
    return tried(scenario, folder, what, None, stop=stop)


def main() -> int:
    """Tell what was tried and lost; 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    ends: Counter[tuple[str, str]] = Counter()
    with scratch("kills-") as folder:
        for one in tries(asked.tries, asked.seed, folder):
            if one.lost:
                print(f"LOST {one.scenario}, {one.what}: {one.lost}", flush=True)
            how = "lost" if one.lost else "stopped" if one.status in STOPPED else "done before"
            ends[one.scenario, how] += 1
    for scenario in _KILLED:
        counts = ", ".join(f"{ends[scenario.name, how]} {how}" for how in ("stopped", "done before", "lost"))
        print(f"{scenario.name:24} {counts}")
    stopped, lost = (sum(n for (_, how), n in ends.items() if how == one) for one in ("stopped", "lost"))
    print(f"{asked.tries} tries, {stopped} of them before the command was done, seed {asked.seed}: {lost} losses")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
