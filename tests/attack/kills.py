"""Signals at moments by chance: SIGKILL, SIGTERM, SIGINT over all that writes, to a command or to its workers, too.

``python tests/attack/kills.py --tries 400 --seed 1``

What must hold afterwards is what must hold after faults (``scenarios.py``), and no worker outlives its parent. The same
seed draws the same signals and parts of the time that a command takes; what it was at then depends on the machine.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from injected import DIED, Stop, run
from scenarios import SCENARIOS, SHARD, TERMINATED, Lost, Scenario, attacked, prepare

STOPPED = (DIED, 130, *TERMINATED)  # statuses of a command that a signal reached before it was done
_FAST = Path("/dev/shm")  # memory: nothing here depends on a disk
_SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
_KILLED = (*SCENARIOS, SHARD)


@dataclass(frozen=True)
class Tried:
    """One try: which command, which signal and when, how it ended, and what was lost, if anything was."""

    scenario: str
    what: str
    status: int | None
    lost: str = ""


def tries(count: int, seed: int, scratch: Path, scenarios: tuple[Scenario, ...] = _KILLED) -> Iterator[Tried]:
    """Try so many signals, drawn by a seed, on each command in turn."""
    chance = random.Random(seed)
    ready: dict[str, tuple[Path, float]] = {}
    for number in range(count):
        scenario = scenarios[number % len(scenarios)]
        if scenario.name not in ready:
            folder = scratch / f"s{len(ready)}" / "ready"
            folder.mkdir(parents=True)
            prepare(scenario, folder)
            ready[scenario.name] = folder, _seconds(scenario, folder)
        folder, seconds = ready[scenario.name]
        yield _tried(scenario, folder, _drawn(chance, scenario, seconds))


def _seconds(scenario: Scenario, folder: Path) -> float:
    """How long a command takes that nothing disturbs."""
    copy = folder.parent / "timed"
    shutil.copytree(folder, copy)
    begun = time.monotonic()
    run([*scenario.step.words], copy, keys=scenario.step.keys)
    return time.monotonic() - begun


def _drawn(chance: random.Random, scenario: Scenario, seconds: float) -> Stop:
    words = scenario.step.words
    times = chance.choice((1, 2)) if "--resume" in words or words[0] == "undo" else 1
    return Stop(chance.choice(_SIGNALS), chance.random() * seconds, chance.random() < 0.5, times)


def _tried(scenario: Scenario, folder: Path, stop: Stop) -> Tried:
    all_ = " and its workers" if stop.to_all else ""
    what = f"{signal.Signals(stop.signal).name} to it{all_} after {stop.seconds:.3f} s, {stop.times} times"
    try:
        ended = attacked(scenario, folder, folder.parent / "work", None, stop=stop)
    except Lost as error:
        return Tried(scenario.name, what, None, str(error))
    return Tried(scenario.name, what, ended.status)


def main() -> int:
    """Tell what was tried and lost; 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    ends: Counter[tuple[str, str]] = Counter()
    scratch = Path(tempfile.mkdtemp(prefix="kills-", dir=_FAST if _FAST.is_dir() else None))
    try:
        for tried in tries(asked.tries, asked.seed, scratch):
            if tried.lost:
                print(f"LOST {tried.scenario}, {tried.what}: {tried.lost}", flush=True)
            how = "lost" if tried.lost else "stopped" if tried.status in STOPPED else "done before"
            ends[tried.scenario, how] += 1
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    for scenario in _KILLED:
        counts = ", ".join(f"{ends[scenario.name, how]} {how}" for how in ("stopped", "done before", "lost"))
        print(f"{scenario.name:24} {counts}")
    stopped, lost = (sum(n for (_, how), n in ends.items() if how == one) for one in ("stopped", "lost"))
    print(f"{asked.tries} tries, {stopped} of them before the command was done, seed {asked.seed}: {lost} losses")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
