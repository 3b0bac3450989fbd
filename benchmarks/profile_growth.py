"""How large the profile of a corpus becomes: the law of growth, fitted on real text, and a profile of 10 TB simulated.

    python benchmarks/profile_growth.py FILE.jsonl [--to 10e12]

FILE holds documents (`text`) that are all different. Each table of the profile is counted at six points of the text and
fitted by Heaps' law, keys = K * bytes ** beta, on a logarithmic scale. The simulation goes the other way: it draws
words from a Zipf-Mandelbrot law whose exponent is 1 / beta (the two laws imply each other), counts how many are
different, and compares that with the fit; so far as it can be drawn. What lies beyond the text given is extrapolated.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from normalize.evidence.profile import Profile, survey
from normalize.evidence.rest import LARGEST, SHARES

_POINTS = 6  # each twice the one before: in small samples tables grow faster than later on
# Bytes of a key in memory, with its place in the table, and the fewest keys that a point of a fit has.
_BYTES = {"words": 160, "capitalised": 160, "compounds": 170, "definitions": 230, "lines": 165}
_LEAST = 3
Fit = tuple[float, float]  # K and beta


def growth(texts: Sequence[str]) -> Iterator[tuple[int, dict[str, int]]]:
    """Bytes read, and the keys of each table then, at points that lie evenly on a logarithmic scale."""
    whole = sum(len(text.encode()) for text in texts)
    marks = [whole / 2**step for step in reversed(range(_POINTS))]
    total, done = Profile(), 0
    for text in texts:
        total.add(survey(text))
        done += len(text.encode())
        if marks and done >= marks[0]:
            while marks and done >= marks[0]:
                marks.pop(0)
            yield done, {name: len(total.table(name)) for name in SHARES}


def fitted(points: Sequence[tuple[int, int]]) -> Fit:
    """Heaps' law through points of bytes and keys, by least squares over logarithms.

    No table grows faster than the text: few keys may seem to, and then grow as it does from the last point on.
    """
    pairs = [(math.log(size), math.log(keys)) for size, keys in points if keys >= _LEAST]
    if len({x for x, _ in pairs}) < 2:  # too few keys to tell: no more than as fast as the text
        size, keys = points[-1]
        return max(keys, 1) / size, 1.0
    mean_x, mean_y = (sum(values) / len(pairs) for values in zip(*pairs, strict=True))
    beta = sum((x - mean_x) * (y - mean_y) for x, y in pairs) / sum((x - mean_x) ** 2 for x, _ in pairs)
    if beta > 1:
        size, keys = points[-1]
        return keys / size, 1.0
    return math.exp(mean_y - beta * mean_x), beta


def keys_at(fit: Fit, size: float) -> float:
    """The keys that the law expects in so many bytes."""
    return fit[0] * size ** fit[1]


def drawn(beta: float, words: int, seed: int = 1) -> list[tuple[int, int]]:
    """Words drawn from the law of ranks that belongs to beta, and how many are different, at powers of two.

    A rank is drawn by inversion of the continuous law: P(rank > r) = r ** (1 - 1 / beta).
    """
    draw, exponent = random.Random(seed).random, 1 / (1 - 1 / beta)
    seen: set[int] = set()
    found, mark = [], 1 << 12
    for number in range(1, words + 1):
        seen.add(int((1 - draw()) ** exponent))
        if number == mark:
            found.append((number, len(seen)))
            mark *= 2
    return found


def main() -> None:
    """Print the fits, the check of the law, and what they say of sizes that are asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--draw", type=int, default=1 << 21, help="words drawn for the check of the law")
    asked = parser.parse_args()
    with asked.file.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    points = list(growth(texts))
    fits = {name: fitted([(size, keys[name]) for size, keys in points]) for name in SHARES}
    size, last = points[-1]
    print(f"measured: {size / 1e6:.1f} MB, {last}")
    for name, fit in fits.items():
        most = LARGEST // SHARES[name]
        beyond = (most / fit[0]) ** (1 / fit[1])
        print(f"{name:12} {fit[0]:.3g} * bytes ** {fit[1]:.3f}; limit of {most:,} keys at {beyond:.1e} bytes")
    beta = fits["words"][1]
    simulated = drawn(beta, asked.draw)
    _, slope = fitted([(n, v) for n, v in simulated if n > asked.draw >> _POINTS])
    print(f"check: {asked.draw:,} words drawn by rank ** -{1 / beta:.2f} grow by {slope:.3f}, measured {beta:.3f}")
    for size in (1e9, 1e10, 1e11, 1e12, 1e13, 1e14):
        keys = {name: keys_at(fit, size) for name, fit in fits.items()}
        keys["capitalised"] = min(keys["capitalised"], keys["words"])
        kept = sum(min(keys[name], LARGEST / SHARES[name]) * _BYTES[name] for name in keys)
        told = ", ".join(f"{name} {count:.1e}" for name, count in keys.items())
        unbounded = sum(keys[name] * _BYTES[name] for name in keys)
        print(f"{size:.0e} bytes: {told}; unbounded {unbounded / 1e9:.2f} GB, within its limits {kept / 1e9:.2f} GB")


if __name__ == "__main__":
    main()
