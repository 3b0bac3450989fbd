"""The words of all languages of a script in one table: a word is looked up once, whatever the number of languages,
and once more in the full list of the target language.

The source is wordfreq. The table of a script and target is made at the first use, because reading the lists takes
longer than all else that a small text needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from typing import NamedTuple

from normalize.languages import tables
from normalize.languages.vocabularies import by_language, made_from, with_full_list
from normalize.storage import cache as disk
from normalize.storage import memos
from normalize.storage.writing import pack
from normalize.words.frequency import CENTIBEL_BYTES, code, full_rows, share_of

_KIND = "wordlists"
_MADE_BY = ("wordlists", "vocabularies", "romanise")  # the modules that the table rests on
_HEAD = 1 << 15  # added to the target's centibels where the word is also what an apostrophe cuts off another one
_NONE = _HEAD - 1  # centibels where the target does not list a word
RAREST = 10**-5.99  # share of the rarest word of a small list, and of a language without one
_ENTRY = 1 + CENTIBEL_BYTES  # bytes: the number of a language, and centibels
_NOT_OWN = code(_NONE)
_IS_HEAD, _NO_HEAD = bytes([_HEAD >> 8]), b"\0"  # before the entries of a word in the table of the others

_LookUp = Callable[[str], bytes | None]


class Row(NamedTuple):
    """What the lists say of a word.

    ``own`` is its share (0..1) in the target language, ``shares`` those in the other languages by their number, the
    largest first; ``head`` says whether an apostrophe cuts it off other words.
    """

    own: float
    head: bool
    shares: Mapping[int, float]


class WordLists(NamedTuple):
    """The lists of some languages beside that of a target.

    ``value(word)`` is what the lists say of a word, to be read with :func:`row`; None for a word of no list.
    ``heads``: the shares by language of what an apostrophe cuts off listed words, Italian *dell* of *dell'acqua*,
    English *re*. ``least``: the share of the rarest word of each language that has a list; ``least_own``: of the
    target, 0 where it has none.
    """

    languages: tuple[str, ...]
    value: _LookUp
    heads: Mapping[str, Mapping[str, float]]
    least: Mapping[str, float]
    least_own: float


@lru_cache(maxsize=memos.SHOWN)
def row(value: bytes) -> Row:
    """Read one value of a table."""
    first = int.from_bytes(value[:CENTIBEL_BYTES])
    entries = range(CENTIBEL_BYTES, len(value), _ENTRY)
    shares = {value[at]: share_of(int.from_bytes(value[at + 1 : at + _ENTRY])) for at in entries}
    own = first % _HEAD
    return Row(share_of(own) if own != _NONE else 0.0, first >= _HEAD, shares)


def has_head(value: bytes) -> bool:
    """Whether an apostrophe cuts the word off other ones."""
    return value[0] >= _HEAD >> 8


def extremes_of(value: bytes) -> bytes:
    """The part of a value that says how common the word is in the target language and, at most, in another one."""
    return value[:CENTIBEL_BYTES] + value[CENTIBEL_BYTES + 1 : CENTIBEL_BYTES + _ENTRY]


def shares_of(extremes: bytes) -> tuple[float, float]:
    """The two shares of :func:`extremes_of`, 0 where there is none."""
    own, other = int.from_bytes(extremes[:CENTIBEL_BYTES]) % _HEAD, extremes[CENTIBEL_BYTES:]
    return share_of(own) if own != _NONE else 0.0, share_of(int.from_bytes(other)) if other else 0.0


@cache
def word_lists(languages: tuple[str, ...], target: str, own: bool, script: str = "latin") -> WordLists:
    """The lists of some languages in a script, those of a target left out but for what apostrophes cut off.

    ``own`` says whether the words of the target language itself, of which the full list is taken, belong to the answer.
    Languages that have no list are missing in it.
    """
    parts = [*languages, target, script, str(own), *made_from(_MADE_BY)]
    store = disk.kept(_KIND, parts, lambda key: _packed(key, languages, target, own, script))
    rows, values = store.rows["words"], store.values
    mine = full_rows(values["own"]) if values["own"] else None
    return WordLists(
        tuple(values["languages"]),
        _beside(mine.raw, rows.raw) if mine else _beside(lambda word: None, rows.raw),
        store.tables["heads"],
        values["least"],
        share_of(max(map(int.from_bytes, mine.values))) if mine else 0.0,
    )


def _beside(own: _LookUp, others: _LookUp) -> _LookUp:
    """What the target's list and the table of the others say of a word together."""

    def value(word: str) -> bytes | None:
        mine, other = own(word), others(word)
        if other is None:
            return mine
        first, second = mine or _NOT_OWN
        return bytes((first | other[0], second)) + other[1:]

    return value


def _packed(key: str, languages: tuple[str, ...], target: str, own: bool, script: str) -> bytes:
    lists = dict(by_language(dict.fromkeys((*languages, target)), script))
    heads = _heads(lists)
    if "en" in (*languages, target):
        for part, rarity in tables.contractions().items():
            heads.setdefault(part, {})["en"] = 10 ** (-rarity / 100)
    lists.pop(target, None)
    values = {
        "languages": tuple(lists),
        "least": {language: min(_rarest(found), RAREST) for language, found in lists.items()},
        "own": with_full_list(target) if own else None,
    }
    return pack(key, values, {"heads": heads}, {"words": _rows(tuple(lists.values()), heads)})


def _rarest(words: Sequence[Sequence[str]]) -> float:
    return share_of(max(centibels for centibels, found in enumerate(words) if found))


def _heads(lists: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, dict[str, float]]:
    heads: dict[str, dict[str, float]] = {}
    for language, words in lists.items():
        if language == "en":
            continue
        for centibels, found in enumerate(words):
            for word in found:
                if "'" in word:
                    mine = heads.setdefault(word.partition("'")[0], {})
                    mine[language] = mine.get(language, 0.0) + share_of(centibels)
    return heads


def _rows(lists: Sequence[Sequence[Sequence[str]]], heads: Iterable[str]) -> dict[str, bytes]:
    """What the other languages' lists say of each word: whether it is a head, and its centibels by language."""
    rows: dict[str, bytes] = {}
    for centibels, of_languages in enumerate(zip_longest(*lists, fillvalue=())):  # so the commonest come first
        for number, found in enumerate(of_languages):
            entry = bytes([number]) + code(centibels)
            first = _NO_HEAD + entry  # one object for the most words, which one language has
            for word in found:
                known = rows.setdefault(word, first)
                if known is not first:
                    rows[word] = known + entry
    for part in heads:
        rows[part] = _IS_HEAD + rows.get(part, _NO_HEAD)[1:]
    return rows
