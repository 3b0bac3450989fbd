"""Bytes by chance for everything that reads what strangers send (``harnesses.py``).

``python tests/attack/fuzz.py --seconds 120 --seed 1 [--only NAME] [--tries N]`` changes seeds by a mutator of its own:
the same seed gives the same inputs. Each harness has so many seconds, or so many tries. ``--atheris NAME`` gives one
harness to atheris (extra ``fuzz``), which is led by the lines that an input reaches. A finding is told with what it
takes to see it again, and 1 is the exit status; ``found.jsonl`` keeps what was found once.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import sys
import time
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
    if "--atheris" in sys.argv:
        import atheris

        # Our own modules alone, from their import on: to follow all that is loaded takes minutes before the first try.
        atheris.instrument_imports(include=["normalize"], enable_loader_override=False).__enter__()

from harnesses import Fuzzed, all_of_them, clear

_LONGEST = 4096
_TOKENS = [
    *(bytes([n]) for n in (0, 9, 10, 13, 27, 34, 39, 44, 92, 127, 128, 155, 255)),
    *(
        s.encode()
        for s in ('"', '{"', "[[", "]]", "}", ": ", "- ", "&a ", "*a", "!!python/object ", "\\u0000", "\\ud800")
    ),
    *(
        s.encode()
        for s in ("null", "NaN", "1e999", "9" * 400, "-1", "true", "../", "/dev/zero", "\r\n", "\ufeff", "“", "\u202e")
    ),
    *(
        s.encode()
        for s in ("Panchir", "FNR", "National Resistance Front (FNR)", "a- he said", "Leer en español", "\u0301")
    ),
    *(
        s.encode()
        for s in ("anti-Italiban", "anti-Taliban", "the the", "```", "<a>", "&amp;", "Ã©", "Share\n", "(", ")", " ,")
    ),
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"[" * 600,
    b"\x1f\x8b",
]


@dataclass(frozen=True)
class Found:
    """An input that a harness failed at, and how."""

    harness: str
    number: int
    data: bytes
    problem: str


def mutated(chance: random.Random, seeds: tuple[bytes, ...]) -> bytes:
    """An input made of a seed by some changes."""
    data = bytearray(chance.choice(seeds))
    for _ in range(1 << chance.randrange(5)):
        at = chance.randrange(len(data) + 1)
        size = chance.randrange(1, 1 + chance.choice((1, 4, 16, 200)))
        match chance.randrange(8):
            case 0:
                del data[at : at + size]
            case 1:
                data[at:at] = chance.choice(_TOKENS)
            case 2:
                data[at:at] = data[at : at + size] * chance.choice((1, 2, 9))
            case 3:
                data[at : at + size] = chance.randbytes(min(size, 8))
            case 4 if data:
                at %= len(data)
                data[at] ^= 1 << chance.randrange(8)
            case 5:
                other = chance.choice(seeds)
                start = chance.randrange(len(other) + 1)
                data[at:at] = other[start : start + size]
            case 6:
                data[at : at + size] = chance.choice(_TOKENS)
            case _:
                data[at:] = b"" if chance.random() < 0.2 else data[at:]
    return bytes(data[:_LONGEST])


def run(fuzzed: Fuzzed, seed: int, *, tries: int | None = None, seconds: float = 0) -> Iterator[Found | int]:
    """Try mutated inputs; what is found as it comes, and the number of tries at the end."""
    chance = random.Random(f"{seed} {fuzzed.name}")
    until, number = time.monotonic() + seconds, 0
    while number < tries if tries is not None else time.monotonic() < until:
        data = mutated(chance, fuzzed.seeds) if number else fuzzed.seeds[0]
        try:
            fuzzed.harness(data)
        except Exception:
            yield Found(fuzzed.name, number, data, traceback.format_exc(limit=-4))
        number += 1
    yield number


def kind_of(problem: str) -> str:
    """What two findings have in common: the error, and how its message begins."""
    return problem.strip().rpartition("\n")[2][:60]


def shrunk(fuzzed: Fuzzed, found: Found, seconds: float = 5) -> bytes:
    """As little of an input as still fails in that way."""
    data, kind = found.data, kind_of(found.problem)
    until, step = time.monotonic() + seconds, max(1, len(data) // 2)
    while step and time.monotonic() < until:
        at = 0
        while at < len(data):
            less = data[:at] + data[at + step :]
            if _kind_at(fuzzed, less) == kind:
                data = less
            else:
                at += step
        step //= 2
    return data


def _kind_at(fuzzed: Fuzzed, data: bytes) -> str:
    try:
        fuzzed.harness(data)
    except Exception:
        return kind_of(traceback.format_exc(limit=-4))
    return ""


def _atheris(fuzzed: Fuzzed, seed: int, seconds: float) -> None:
    import atheris

    atheris.Setup([sys.argv[0], f"-seed={seed}", f"-max_total_time={int(seconds)}"], fuzzed.harness)
    atheris.Fuzz()


def main() -> int:
    """Fuzz, and tell what was tried and found; 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120, help="for each harness")
    parser.add_argument("--tries", type=int, help="for each harness, in place of seconds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="the beginning of the names of harnesses")
    parser.add_argument("--atheris", action="store_true", help="led by coverage, with the first of these harnesses")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable()  # rdflib and warcio say what they think of their input
    chosen = [fuzzed for fuzzed in all_of_them() if fuzzed.name.startswith(asked.only)]
    if asked.atheris:
        _atheris(chosen[0], asked.seed, asked.seconds)
    total = failed = 0
    for fuzzed in chosen:
        problems: dict[str, int] = {}
        tries = 0
        for one in run(fuzzed, asked.seed, tries=asked.tries, seconds=asked.seconds):
            if isinstance(one, int):
                tries = one
                continue
            kind = kind_of(one.problem)
            problems[kind] = problems.get(kind, 0) + 1
            if problems[kind] == 1:
                small = {"harness": one.harness, "data": shrunk(fuzzed, one).decode("latin-1")}
                print(f"FOUND by {one.harness}, try {one.number}: {one.problem}\n{json.dumps(small)}", flush=True)
        total, failed = total + tries, failed + sum(problems.values())
        print(f"{fuzzed.name:28} {tries:8,} tries, {sum(problems.values())} found", flush=True)
    print(f"{total:,} tries, seed {asked.seed}: {failed} found")
    clear()
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
