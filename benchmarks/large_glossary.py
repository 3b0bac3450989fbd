"""What a large glossary of one's own costs: to compile, to load, in memory, and in a run.

    python benchmarks/large_glossary.py --aliases 1000000 --form csv

Makes a glossary of invented names (the same ones for the same numbers), compiles it in an empty cache, opens it again,
and runs a text over it and over the glossaries that ship. Each step is a process of its own: CPU seconds of it and of
those that it starts (compiling shares out its work), and the most memory that all had together, with what they share
counted once, as Linux tells it. Names are made of a vocabulary that grows with them, as gazetteers' do (a new word for
every second entry), and aliases are spellings: a letter doubled, left out or changed, `ch` for `sh`, `ou` for `u`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ONSETS = "b d f g h j k l m n p r s t v z ch sh kh dr st br".split()  # noqa: SIM905
SYLLABLES = [onset + vowel for onset in ONSETS for vowel in ("a", "e", "i", "o", "u", "ai")]
KINDS = ("place", "person", "organisation")
PER_ENTRY = 5
_PAUSE = 0.2  # seconds between two looks at the memory
SWAPS = (("sh", "ch"), ("u", "ou"), ("k", "q"), ("i", "y"), ("kh", "h"), ("z", "s"))


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4))).capitalize() + rng.choice(
        ["", "n", "r", "l"]
    )


def _spelled(word: str, rng: random.Random) -> str:
    kind = rng.randrange(3)
    old, new = rng.choice(SWAPS)
    if kind == 0 and old in word[1:]:
        return word[0] + word[1:].replace(old, new, 1)
    at = rng.randrange(1, len(word))
    return word[:at] + word[at] * 2 + word[at + 1 :] if kind == 1 else word[:at] + word[at + 1 :]


def entries(aliases: int, seed: int = 7) -> Iterator[tuple[str, str, str, list[str]]]:
    """Id, canonical form, kind and aliases of invented entries."""
    rng = random.Random(seed)
    known = [_word(rng) for _ in range(1000)]
    for number in range(aliases // PER_ENTRY):
        if number % 2:
            known.append(_word(rng))
        kind = KINDS[number % 3]
        words = [rng.choice(known), known[-1]] if kind != "place" or number % 2 else [known[-1]]
        spelled = {" ".join(_spelled(word, rng) for word in words) for _ in range(3 * PER_ENTRY)}
        yield f"made-{number}", " ".join(words), kind, sorted(spelled)[:PER_ENTRY]


def write(path: Path, aliases: int) -> None:
    """The glossary, as its suffix says."""
    with path.open("w", encoding="utf-8") as out:
        if path.suffix == ".csv":
            out.write("id,canonical,kind,lang,alias\n")
            for key, canonical, kind, spelled in entries(aliases):
                out.writelines(f"{key},{canonical},{kind},,{alias}\n" for alias in spelled)
            return
        out.write("glossary: large\nlanguage: en\nentries:\n")
        for key, canonical, kind, spelled in entries(aliases):
            out.write(f"- {{id: {key}, canonical: {canonical}, kind: {kind}, aliases: [{', '.join(spelled)}]}}\n")


def _step(code: str, *args: str, cache: Path) -> dict[str, float]:
    """Run some code in a process of its own: CPU seconds, and the most memory in MB of all processes."""
    head = "import sys,time,json,os;begin=time.process_time()\n"
    tail = (
        "\nused=os.times()\n"
        "print(json.dumps({'cpu': used[0]+used[1], 'others': used[2]+used[3], **globals().get('more', {})}))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", head + code + tail, *args],
        env={**os.environ, "NORMALIZE_CACHE_DIR": str(cache)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    most = 0.0
    while process.poll() is None:
        most = max(most, sum(map(_memory, _family(process.pid))))
        time.sleep(_PAUSE)
    told, _ = process.communicate()
    if process.returncode:
        sys.exit(f"the step failed: {code}")
    return {**json.loads(told.splitlines()[-1]), "mb": most}


def _family(pid: int) -> list[int]:
    """A process and those that it started."""
    found = [pid]
    for one in found:
        with suppress(OSError):
            found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
    return found


def _memory(pid: int) -> float:
    """MB of a process, its part of what several share."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1000
    return 0.0


OPEN = "from normalize.names.setup import build_linker\nlinker = build_linker(sys.argv[1].split(','), 'en')"
RUN = """
from pathlib import Path
from normalize import Normalizer
texts = [p.read_text(encoding='utf-8') for p in sorted(Path('corpus').rglob('*.txt'))] * 3
n = Normalizer(glossaries=sys.argv[1].split(','), select=['N'])
list(n.normalize_many(texts[:3]))
start = time.process_time()
list(n.normalize_many(texts))
more = {'run': time.process_time() - start, 'chars': sum(map(len, texts))}
"""


def main() -> None:
    """Measure, and print a line for each step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--aliases", type=int, default=100_000)
    parser.add_argument("--form", choices=["csv", "yaml"], default="csv")
    parser.add_argument("--without-run", action="store_true", help="Do not compile those that ship, and run nothing.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path, cache = Path(scratch, f"large.{asked.form}"), Path(scratch, "cache")
        write(path, asked.aliases)
        print(f"{asked.aliases:,} aliases, {path.stat().st_size / 1e6:.1f} MB of {asked.form}")
        for name in ("compile", "load"):
            print(f"{name}: {_shown(_step(OPEN, str(path), cache=cache))}")
        if asked.without_run:
            return
        ours = _step(RUN, "shipped", cache=cache)
        both = _step(RUN, f"shipped,{path}", cache=cache)
        print(f"run, shipped: {_shown(ours)}")
        print(f"run, shipped and this: {_shown(both)}; {both['run'] / ours['run']:.2f} times")


def _shown(step: dict[str, float]) -> str:
    run = f", {step['chars'] / 1e6 / step['run']:.2f} MB/s" if "run" in step else ""
    others = f" and {step['others']:.1f} s in other processes" if step["others"] > 1 else ""
    return f"{step['cpu']:.1f} s CPU{others}, {step['mb']:,.0f} MB{run}"


if __name__ == "__main__":
    main()
