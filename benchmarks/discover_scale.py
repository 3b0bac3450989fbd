"""What clustering a large vocabulary of names costs: time, memory, and the pairs that are looked at.

    python benchmarks/discover_scale.py 1000000 --jobs 2

The names are made up of syllables and grow as those of real corpora do: a few thousand given names, family names and
places whose number grows with a power of the corpus (Heaps), counts by rank (Zipf), and one name in twenty in another
spelling.
"""

from __future__ import annotations

import argparse
import random
import resource
import time

from normalize.discovery.discover import alike_pairs
from normalize.discovery.known import Known
from normalize.names.index import Index

_ONSETS = "b br ch d dj dr f g gh gr h j k kh kr l m n p pr q r s sh sl st t tr ts v w y z zh".split()  # noqa: SIM905
_VOWELS = "a a a e e i i o o u aa ai ei ia oo ou".split()  # noqa: SIM905
_CODAS = ["", "", "", "", "n", "r", "l", "s", "d", "k", "m", "v", "nd", "rt", "sh", "ch", "ng"]
_RESPELLED = [("sh", "ch"), ("ou", "u"), ("kh", "h"), ("y", "i"), ("v", "w"), ("dj", "j"), ("ai", "ei"), ("z", "s")]
_HEAPS = 0.75  # how the number of family names grows with that of full names


def _word(chance: random.Random, least: int, most: int) -> str:
    parts = (chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS) for _ in range(99))
    return "".join(next(parts) for _ in range(chance.randint(least, most))).capitalize()


def _respelled(name: str) -> str:
    for spelling, other in _RESPELLED:
        if spelling in name.lower():
            return name.lower().replace(spelling, other, 1).title()
    return name + "h"


def vocabulary(size: int, seed: int = 1) -> dict[str, int]:
    """``size`` distinct names with their counts."""
    chance = random.Random(seed)
    given = [_word(chance, 1, 3) for _ in range(5000)]
    families = [_word(chance, 2, 4) for _ in range(int(size**_HEAPS))]
    found: dict[str, int] = {}
    while len(found) < size:
        rank = int(len(families) * chance.random() ** 2)
        family, draw = families[rank], chance.random()
        if draw < 0.3:
            name = _word(chance, 2, 4)  # a place or a family name by itself
        elif draw < 0.9:
            name = f"{given[int(len(given) * chance.random() ** 3)]} {family}"
        else:
            name = f"{chance.choice(given)} {chance.choice(given)} {family}"
        count = max(1, size // (50 * (len(found) + 1)))
        found[name] = count
        if chance.random() < 0.05:
            found.setdefault(_respelled(name), 1)
    return dict(list(found.items())[:size])


def main() -> None:
    """Measure one size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    names = vocabulary(given.size)
    start = time.perf_counter()
    found = alike_pairs(names, Known(Index(())), given.jobs)
    seconds = time.perf_counter() - start
    here, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = here.ru_utime + workers.ru_utime
    peak = (here.ru_maxrss + given.jobs * workers.ru_maxrss) / 1024
    print(f"{len(names):,} names: {len(found):,} pairs, {seconds:.0f} s, {cpu:.0f} s of CPU, at most {peak:.0f} MB")


if __name__ == "__main__":
    main()
