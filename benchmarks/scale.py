"""How time and memory of `fix` grow with a corpus: one large file, many small ones, one worker and two.

    python benchmarks/scale.py FILE.jsonl [--sizes 10 100] [--files 1000 10000] [--glossary NAME]

The corpus is made of the records of a file of real text, again and again, in which some names are changed a little at
each turn, so that the number of different words goes on growing as it does in news (by the power 0.6 of the text).
Read ratios: time is processor time of the program and its workers, memory is the most that all of them held together.
Efficiency is the processor time with one job by that with two: what sharing out costs in work. Whatever else the
machine is doing hardly changes these; time on the clock it does, so it is not measured.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from processes import most_resident

from normalize.io.packing import packing_of

_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
_CHANGED = 0.004  # of the names in a turn: as many new forms as the law of growth has
_SMALL = 2_000  # code points of a small file
MB = 10**6


@dataclass(frozen=True)
class Cost:
    """Processor seconds, and the most MB that all processes held at a time."""

    seconds: float
    peak: float


def texts(source: Path) -> Iterator[str]:
    """The texts of the records without end, some names changed a little from the second turn on."""
    chance = random.Random(7)
    records = [str(json.loads(line)["text"]) for line in source.read_bytes().splitlines()]

    def changed(match: re.Match[str]) -> str:
        name = match[0]
        at = chance.randrange(1, len(name))
        return name[:at] + chance.choice("aeiourlnst") + name[at:] if chance.random() < _CHANGED else name

    yield from records
    while True:
        yield from (_NAME.sub(changed, text) for text in records)


def large_file(source: Path, target: Path, size: int) -> None:
    """One packed file of JSON lines with so many bytes of content."""
    packing = packing_of(target)
    assert packing is not None
    packer = packing.packer()
    with target.open("wb") as stream:
        written = 0
        for number, text in enumerate(texts(source)):
            line = json.dumps({"id": number, "text": text}, ensure_ascii=False).encode() + b"\n"
            stream.write(packer.compress(line))
            written += len(line)
            if written >= size:
                break
        stream.write(packer.flush())


def small_files(source: Path, folder: Path, count: int) -> None:
    """So many text files of 2 kB, a hundred a folder."""
    given = "\n".join
    pieces: list[str] = []
    made = 0
    for text in texts(source):
        pieces.append(text)
        if sum(map(len, pieces)) < _SMALL:
            continue
        place = folder / f"{made // 100:05}" / f"{made:07}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(given(pieces)[:_SMALL], encoding="utf-8")
        pieces, made = [], made + 1
        if made == count:
            return


def cost(folder: Path, glossary: str, jobs: int) -> Cost:
    """What a run over a folder takes."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "normalize", "fix", str(folder), "-o", f"{scratch}/out", "--jobs", str(jobs)]
        command += ["--glossary", glossary, "--no-translate", "--exit-zero", "--afresh"]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        before = os.times()
        peak = most_resident(process)
        after = os.times()
        if process.returncode:
            sys.exit(f"the run failed: {' '.join(command)}")
    used = after.children_user - before.children_user + after.children_system - before.children_system
    return Cost(used, peak)


def line(what: str, size: float, jobs: int, found: Cost) -> str:
    """A row of the table."""
    return f"| {what} | {jobs} | {found.seconds:.0f} s | {found.seconds / size:.2f} s | {found.peak:.0f} MB |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10, 100], help="MB of content of one large file")
    parser.add_argument("--files", type=int, nargs="*", default=[1_000, 10_000], help="numbers of files of 2 kB")
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2], help="of large files; small ones take the last")
    parser.add_argument("--glossary", default="shipped")
    asked = parser.parse_args()
    print(
        "| corpus | jobs | processor time | for each MB | memory of all processes |\n|---|---|---|---|---|", flush=True
    )
    with tempfile.TemporaryDirectory() as name:
        for size in asked.sizes:
            folder = Path(name, f"large{size}")
            folder.mkdir()
            large_file(asked.source, folder / "news.jsonl.zst", size * MB)
            costs = [cost(folder, asked.glossary, jobs) for jobs in asked.jobs]
            for jobs, found in zip(asked.jobs, costs, strict=True):
                print(line(f"one file of {size} MB, .jsonl.zst", size, jobs, found), flush=True)
            for jobs, found in zip(asked.jobs[1:], costs[1:], strict=True):
                share = costs[0].seconds / found.seconds
                print(f"efficiency of {jobs} jobs at {size} MB: {share:.2f}", file=sys.stderr, flush=True)
        for count in asked.files:
            folder = Path(name, f"small{count}")
            small_files(asked.source, folder, count)
            jobs = asked.jobs[-1]
            found = cost(folder, asked.glossary, jobs)
            print(line(f"{count:,} files of 2 kB", count * _SMALL / MB, jobs, found), flush=True)


if __name__ == "__main__":
    main()
