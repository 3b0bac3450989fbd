"""Ray with two workers beside the pool of two processes, by turns: the same run over a folder, and the same bytes.

    python benchmarks/engines.py FOLDER [--turns 3]

Ray is started once, before the first turn, as a cluster is; its workers start in the first turn, which is told by
itself. Processor time is that of all workers, from /proc: on a machine that others use it tells more than a clock.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from normalize.run.engines import Engine, engine_of
from normalize.run.folder_run import FolderRun, Order
from normalize.run.listener import Listener
from normalize.settings.config import Config
from normalize.settings.settings import settings_of

WORKERS = 2
_TICKS = os.sysconf("SC_CLK_TCK")


def processor_time() -> float:
    """Seconds of all processes that this one started, of those that ended, and of its own."""
    parents: dict[int, tuple[int, int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        parents[int(stat.parent.name)] = int(fields[1]), sum(map(int, fields[11:15]))
    family, mine = {os.getpid()}, 0
    while more := {pid for pid, (parent, _) in parents.items() if parent in family} - family:
        family |= more
    for pid in family:
        mine += parents[pid][1]
    return mine / _TICKS


def run(folder: Path, engine: Engine) -> tuple[float, float, int]:
    """Seconds on the clock, of processors, and a hash of all that is written."""
    with tempfile.TemporaryDirectory() as scratch:
        config = Config(no_translate=True)
        order = Order([folder], config, Path(scratch))
        settings = settings_of(config)
        clock, processor = time.perf_counter(), processor_time()
        FolderRun(order, settings, engine, Listener()).go()
        took = time.perf_counter() - clock, processor_time() - processor
        written = sorted(path for path in Path(scratch).rglob("*") if path.is_file())
        return *took, hash(tuple((str(path.relative_to(scratch)), path.read_bytes()) for path in written))


def main() -> None:
    """Print each turn, and the ratio of the best ones."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--turns", type=int, default=3)
    asked = parser.parse_args()
    engines = {name: engine_of(name, WORKERS) for name in ("process", "ray")}
    best: dict[str, list[float]] = {}
    for turn in range(asked.turns + 1):
        hashes = set()
        for name, engine in engines.items():
            clock, processor, written = run(asked.folder, engine)
            hashes.add(written)
            print(f"{name}, turn {turn}: {clock:.1f} s, {processor:.1f} s of processors", flush=True)
            if turn:  # the first one starts Ray's workers
                known = best.setdefault(name, [clock, processor])
                best[name] = [min(known[0], clock), min(known[1], processor)]
        assert len(hashes) == 1, "the two wrote different bytes"
    (clock, processor), (clock_of_ray, processor_of_ray) = best["process"], best["ray"]
    ratios = clock / clock_of_ray, processor / processor_of_ray
    print(f"Ray beside the pool: {ratios[0]:.2f} by the clock, {ratios[1]:.2f} by processors")


if __name__ == "__main__":
    main()
