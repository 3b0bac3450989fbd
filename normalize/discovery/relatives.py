"""Names that one family may have twice, of which one has more words: *Ahmad Massoud* and *Ahmad Shah Massoud*.

They are not near enough to be taken for spellings of each other, but where documents speak of kin a reader should know
that they were kept apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from normalize.discovery.blocks import CROWD, Pair, bare
from normalize.words.fold import skeleton


def relatives(names: Mapping[str, int], near: Iterable[Pair]) -> list[Pair]:
    """The pairs of names, given with their counts, of which one stands in a pair and the other has more or fewer words
    between the same first and last one, by their consonants; in order.

    >>> relatives({"Ali Bongo": 3, "Ali Bongou": 1, "Ali Odim Bongo": 2}, [Pair("Ali Bongo", "Ali Bongou")])
    [Pair(a='Ali Bongo', b='Ali Odim Bongo'), Pair(a='Ali Bongou', b='Ali Odim Bongo')]
    """
    wanted: dict[str, list[str]] = defaultdict(list)
    for name in sorted({name for pair in near for name in pair}):
        if key := _key(name):
            wanted[key].append(name)
    others: dict[str, list[str]] = defaultdict(list)
    for name in names if wanted else ():
        if (key := _key(name)) in wanted:
            others[key].append(name)
    found = {
        Pair(*sorted((name, other)))
        for key, ours in wanted.items()
        for other in sorted(others[key], key=lambda name: (-names[name], name))[:CROWD]
        for name in ours[:CROWD]
        if len(bare(name)) != len(bare(other))
    }
    return sorted(found)


def _key(name: str) -> str:
    """The consonants of the first and the last word of a name of several words."""
    words = bare(name)
    return f"{skeleton(words[0])} {skeleton(words[-1])}" if len(words) > 1 else ""
