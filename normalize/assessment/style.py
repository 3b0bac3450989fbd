"""Habits of wording that tell translated English from English originals, counted in one pass over the words.

None is wrong, and none says anything of a single sentence; over ten sentences they add up. What is counted, and which
way it points, stands in ``style.yaml`` with the studies that found it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from operator import eq
from typing import Any

from normalize.storage import memos
from normalize.storage.datafiles import load
from normalize.text.lines import BREAKS
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens
from normalize.words.known import zipf

MOST = 5000  # words looked at: by then the habits of a text are known
WINDOW = 100  # words among which distinct ones are counted
_STEP = 50
_SHORTEST_SENTENCE = 5  # shorter ones are headings and captions
_CLITICS = frozenset({"s", "t", "re", "ve", "ll", "d", "m"})
_CONTRACTS = frozenset({"it", "he", "she", "that", "there", "what", "who", "let", "here", "where", "how"})  # "it's"
_MAY_DOUBLE = frozenset({"had", "that", "so", "very", "no", "bye"})
_ENDS = pattern(rf"[.!?][\"”’')\]]*\s|[{BREAKS}]")
_LOOSELY = pattern(r"^ +[,.;:!?](?!\.)|^ +['’]$|^['’] +$")


# What a word may be, and what may stand between two words: plain numbers, for they are tested at every word.
_FUNCTION, _OPENER, _PREPOSITION, _THE, _FIRST, _SECOND, _CLITIC, _ING, _NOMINAL, _UNKNOWN = (1 << i for i in range(10))
_END, _BREAK, _COMMA, _APOSTROPHE, _HYPHEN, _LOOSE = (1 << i for i in range(6))


@dataclass(frozen=True)
class _Lists:
    """``style.yaml``: the group of each word, its flags, and the phrases of two words with what they count for."""

    groups: Mapping[str, str]
    flags: Mapping[str, int]
    phrases: Mapping[tuple[str, str], str]
    endings: tuple[str, ...]
    directions: Mapping[str, int]


@cache
def _lists() -> _Lists:
    data: dict[str, Any] = load("normalize.assessment", "style.yaml")
    pairs = {name: [tuple(phrase.split()) for phrase in data[name]] for name in ("formal_phrases", "there_is")}
    phrases = {(first, second): name for name, found in pairs.items() for first, second in found}
    flags: Counter[str] = Counter()
    for flag, words in (
        (_FUNCTION, data["function_words"]),
        (_OPENER, data["openers"]),
        (_PREPOSITION, data["prepositions"]),
        (_THE, ["the"]),
        (_FIRST, {first for first, _ in phrases}),
        (_SECOND, {second for _, second in phrases}),
        (_CLITIC, _CLITICS),
    ):
        flags.update(dict.fromkeys(words, flag))
    groups = {word: group for group, words in data["words"].items() for word in words}
    return _Lists(groups, flags, phrases, tuple(data["nominal_endings"]), data["directions"])


def directions() -> Mapping[str, int]:
    """Each habit, and 1 where translation has more of it, -1 where English originals do."""
    return _lists().directions


@lru_cache(maxsize=memos.FORMS)
def _flags(word: str) -> int:
    """What a lower-case word counts for."""
    flags = _lists().flags.get(word, 0)
    if not flags & _FUNCTION and len(word) > 4:
        if word.endswith("ing"):
            flags |= _ING
        elif word.endswith(_lists().endings):
            flags |= _NOMINAL
        if word.isalpha() and not zipf(word):
            flags |= _UNKNOWN
    return flags


@lru_cache(maxsize=memos.SEPARATORS)
def _gap(separator: str) -> int:
    flags = 0
    if _ENDS.search(separator):
        flags |= _END
    if separator.strip() not in ("", "-", "'", "’"):
        flags |= _BREAK
    if "," in separator:
        flags |= _COMMA
    if separator in ("'", "’"):
        flags |= _APOSTROPHE
    elif separator == "-":
        flags |= _HYPHEN
    elif _LOOSELY.match(separator):
        flags |= _LOOSE
    return flags


def habits(tokens: Tokens) -> dict[str, float]:
    """Each habit's strength in a text; empty for a text without words.

    Counts are square roots of a rate per thousand words (so that the spread is the same for rare and common habits);
    ``fronted``, ``genitives``, ``function_words`` and ``variety`` are square roots of a share, ``noun_stacks`` and
    ``sentence_length`` of a number of words.
    """
    words, separators = tokens.words[:MOST], tokens.separators[: MOST + 1]
    size = len(words)
    if not size:
        return {}
    lower = list(map(str.lower, words))
    flags, gaps = list(map(_flags, lower)), list(map(_gap, separators))
    gaps[0] = gaps[-1] = 0  # what stands around the text is none of its habits
    marked = [i for i, gap in enumerate(gaps) if gap]
    kinds, pairs, between = Counter(flags), Counter(pairwise(flags)), Counter(gaps)
    lists, found = _lists(), Counter(lower)
    counts: Counter[str] = Counter()
    for word in lists.groups.keys() & found.keys():
        counts[lists.groups[word]] += found[word]
    if any(a & _FIRST and b & _SECOND for a, b in pairs):
        counts.update(filter(None, map(lists.phrases.get, pairwise(lower))))
    clitics = [i for i in marked if gaps[i] & _APOSTROPHE and flags[i] & _CLITIC]
    genitives = sum(1 for i in clitics if lower[i] == "s" and lower[i - 1] not in _CONTRACTS)
    counts["contractions"] = len(clitics) - genitives
    counts["preposition_the"] = sum(n for (a, b), n in pairs.items() if a & _PREPOSITION and b & _THE)
    counts["ing"], counts["nominalisations"] = _sum(kinds, _ING), _sum(kinds, _NOMINAL)
    counts["hyphens"], counts["commas"] = _sum(between, _HYPHEN), _sum(between, _COMMA)
    counts["breakage"] = _sum(between, _LOOSE) + _doubled(lower, gaps)
    if _sum(kinds, _UNKNOWN):
        counts["breakage"] += sum(
            1 for i, flag in enumerate(flags) if flag & _UNKNOWN and words[i].islower()
        )  # no name
    values = {name: 1000 * counts[name] / size for name in lists.directions}
    values["genitives"] = (genitives + 0.5) / (genitives + counts["of"] + 1)
    values["function_words"] = _sum(kinds, _FUNCTION) / size
    values["noun_stacks"] = _mean_stack(flags, gaps, marked, pairs)
    values["fronted"], values["sentence_length"] = _sentences(flags, [i for i in marked if gaps[i] & _END])
    values["variety"] = _variety(lower)
    return {name: math.sqrt(value) for name, value in values.items()}


def _sum(kinds: Counter[int], flag: int) -> int:
    return sum(count for kind, count in kinds.items() if kind & flag)


def _doubled(lower: list[str], gaps: list[int]) -> int:
    """How many words are written twice in a row."""
    if True not in map(eq, lower, lower[1:]):
        return 0
    again = (i for i, (a, b) in enumerate(pairwise(lower), 1) if a == b)
    return sum(1 for i in again if not gaps[i] and lower[i].isalpha() and lower[i] not in _MAY_DOUBLE)


def _mean_stack(flags: list[int], gaps: list[int], marked: list[int], pairs: Counter[tuple[int, int]]) -> float:
    """How many words with content stand in a row, on average."""
    content = sum(1 for flag in flags if not flag & _FUNCTION)
    joined = sum(n for (a, b), n in pairs.items() if not (a | b) & _FUNCTION)
    joined -= sum(1 for i in marked if gaps[i] & _BREAK and not (flags[i - 1] | flags[i]) & _FUNCTION)
    return content / (content - joined) if content else 0.0


def _sentences(flags: list[int], ends: list[int]) -> tuple[float, float]:
    """The share of sentences that open with an adverbial, and the mean length of a sentence in words."""
    pairs = list(pairwise([0, *ends, len(flags)]))
    long = [(a, b) for a, b in pairs if b - a >= _SHORTEST_SENTENCE] or pairs
    fronted = sum(1 for a, _ in long if flags[a] & _OPENER)
    return fronted / len(long), sum(b - a for a, b in long) / len(long)


def _variety(lower: list[str]) -> float:
    """The share of distinct words among a hundred in a row, averaged over the text."""
    last = max(len(lower) - WINDOW, 0)
    shares = [len(set(lower[i : i + WINDOW])) for i in range(0, last + 1, _STEP)]
    return sum(shares) / len(shares) / min(WINDOW, len(lower))
