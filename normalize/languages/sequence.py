"""Which words of a passage are in which language: the likeliest sequence, switches being costly.

A hidden Markov model over the words of a line (Viterbi, 1967): the target language scores 0 for each word, another one
what :mod:`normalize.languages.lexicon` says. A switch costs more between two plain words than at a comma or a
quotation mark, so that spans end where the punctuation does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from normalize.languages.lexicon import Vector
from normalize.storage import memos
from normalize.text.pattern import pattern

_START = 2.0
_BETWEEN_FOREIGN = 4.0
QUOTE, _STOP, _COMMA, _JOINT, _SPACE = 2.0, 4.0, 4.0, 12.0, 8.5
CLOSING = 4.0  # a switch that costs no more than this stands at punctuation
_QUOTES = pattern(r"[\"“”«»„‟‹›]|(?<!\S)[‘'‚]|[’'](?!\S)")
_STOPS = pattern(r"[.:!?;|·•…()\[\]—–。！？،]|//|\s/\s|\s-\s")


@lru_cache(maxsize=memos.SEPARATORS)
def switch_cost(separator: str) -> float:
    """What it costs to change the language between two words.

    >>> [switch_cost(s) for s in (" ", ", ", ". ", ".” ", "-", "’")]
    [8.5, 4.0, 4.0, 2.0, 12.0, 12.0]
    """
    if separator in ("-", "'", "’"):
        return _JOINT
    if _QUOTES.search(separator):
        return QUOTE
    if _STOPS.search(separator):
        return _STOP
    return _COMMA if "," in separator or "،" in separator else _SPACE


def stretches(
    vectors: Sequence[Vector], weights: Sequence[float], costs: Sequence[float]
) -> Iterator[tuple[int, int, int]]:
    """The stretches of one foreign language: first word, word behind the last one, index of the language.

    ``costs[i]`` is the cost of a switch in front of word ``i``. Time grows with words times languages.

    >>> list(stretches([(-5.0,), (6.0,), (6.0,), (-5.0,)], [1.0] * 4, [0.0, 2.0, 8.5, 2.0]))
    [(1, 3, 0)]
    """
    count = len(vectors[0])
    own, foreign = 0.0, [-_START] * count
    back: list[tuple[int, list[int]]] = []
    for i, vector in enumerate(vectors):
        if i:
            best = max(foreign)
            at = foreign.index(best)
            enter, change, leave = own - costs[i], best - costs[i] - _BETWEEN_FOREIGN, best - costs[i]
            if enter >= change:
                other, origin = enter, -1
            else:
                other, origin = change, at
            back.append((at if leave > own else -1, [k if foreign[k] >= other else origin for k in range(count)]))
            foreign = [max(score, other) for score in foreign]
            own = max(own, leave)
        weight = weights[i]
        foreign = [score + weight * more for score, more in zip(foreign, vector, strict=True)]
    best = max(foreign)
    state = foreign.index(best) if best > own else -1
    path = [state]
    for from_own, from_foreign in reversed(back):
        state = from_own if state < 0 else from_foreign[state]
        path.append(state)
    path.reverse()
    at = 0
    for state, run in groupby(path):
        end = at + len(list(run))
        if state >= 0:
            yield at, end, state
        at = end
