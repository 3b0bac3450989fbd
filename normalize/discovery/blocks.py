"""Which names of a vocabulary may be spellings of each other, without comparing all with all.

Names that share a key stand in one block: the keys are those by which the words of glossaries are looked up (a deletion
neighbourhood over neutral forms, consonant skeletons, outlines; :mod:`normalize.names.index`), for a name of several
words those of one word with the skeletons of the others. In a crowded block each name is compared with the commonest
ones alone, so that the work grows as the number of names does: of two rare names in a crowd nothing could be said.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from normalize.discovery.data import words_of
from normalize.names.index import near_keys
from normalize.names.person_titles import given
from normalize.run.engines import map_ordered
from normalize.storage import memos
from normalize.words.fold import fold, neutral, skeleton, split
from normalize.words.likeness import OUTLINE
from normalize.words.sound_distance import outline

# Blocks only decide what is looked at, at the price of time: their bounds are judgements, wide enough that no pair that
# was right in news that was read falls outside, and are no evidence for anything.
CROWD = 24  # names of a block that every one of it is compared with
_PARTS = 64  # of the table of keys: what a worker has in memory at a time
_LEAST_LETTERS = 3  # of a word that has spellings: shorter ones are near to too many
_LEAST_BONES = 4  # consonants of a word that may have another one
_NEUTRAL = 0.7  # least similarity of joined neutral forms, unless the outlines are the same
_OUTLINED = 0.5  # and where they are
_WORD = 0.4  # least similarity of the neutral forms of two words that are counterparts, outlines likewise
_CHUNK = 5000  # names that a worker gets at a time
_HALF, _LOW = 32, 0xFFFFFFFF  # a pair as one number
_edits = DamerauLevenshtein.normalized_similarity


class Pair(NamedTuple):
    """Two names, in alphabetical order."""

    a: str
    b: str


@lru_cache(maxsize=memos.VOCABULARY)
def words_in(name: str) -> tuple[str, ...]:
    """The words of a name as written."""
    return tuple(split(name))


@lru_cache(maxsize=memos.VOCABULARY)
def bare(name: str) -> tuple[str, ...]:
    """The words of a name without particles and articles, as written; all of them where nothing would be left.

    >>> bare("Abd al-Fattah as-Sisi"), bare("El Cairo"), bare("Bilal Ag Acherif"), bare("Ben Bella")
    (('Abd', 'Fattah', 'Sisi'), ('Cairo',), ('Bilal', 'Acherif'), ('Ben', 'Bella'))
    """
    words = words_in(name)
    last = len(words) - 1
    return tuple(word for i, word in enumerate(words) if not _is_particle(word, inside=0 < i < last)) or words


def _is_particle(word: str, *, inside: bool) -> bool:
    folded = fold(word)
    if word[0].islower():
        return folded in words_of("particles") or folded in words_of("joined")
    return folded in words_of("articles") or (inside and folded in words_of("child_of"))


def keys(name: str) -> frozenset[str]:
    """The blocks that a name stands in.

    >>> bool(keys("Panchir") & keys("Panjshir")), bool(keys("Leo Trotzki") & keys("Leon Trotsky"))
    (True, True)
    >>> bool(keys("Kabul") & keys("Panjshir"))
    False
    """
    words = bare(name)
    found = _keys_of_words(words)
    if has_given_name_in_front(words):
        found |= _keys_of_words(words[1:])
    return found


def has_given_name_in_front(words: Sequence[str]) -> bool:
    """Whether a name of three words or more begins with a given name that many people have and do not use."""
    return len(words) > 2 and fold(words[0]) in given()


def _keys_of_words(words: tuple[str, ...]) -> frozenset[str]:
    if len(words) == 1:
        return _keys_of_word(words[0])
    bones = [skeleton(word) for word in words]
    whole = outline("".join(words))
    found = {" ".join(sorted(bones))}
    if len(whole) > OUTLINE:
        found.add("~" + whole)
    for i, word in enumerate(words):
        others = " ".join(bones[:i] + bones[i + 1 :])
        near = (bones[i], *(bones[i][:k] + bones[i][k + 1 :] for k in range(len(bones[i])))) if len(others) > 1 else ()
        found.update(f"{i} {others}/{key}" for key in near)
        if len(outline(word)) >= OUTLINE and others:
            found.add(f"{i} {others}~{outline(word)}")
    if len(outline(words[-1])) >= OUTLINE:  # a family name, and how the given name begins
        found.add(f"{outline(words[0])[:1]} ~{outline(words[-1])}")
    return frozenset(found)


@lru_cache(maxsize=memos.REPEATED)
def _keys_of_word(word: str) -> frozenset[str]:
    if len(word) < _LEAST_LETTERS:
        return frozenset()
    line, bones = outline(word), skeleton(word)
    found = frozenset(near_keys(word)) | ({"~" + line} if len(line) >= OUTLINE else set())
    if len(bones) >= _LEAST_BONES:  # another consonant, or one more
        found |= {"-" + bones, *("-" + bones[:i] + bones[i + 1 :] for i in range(len(bones)))}
    return found


def pairs(names: Mapping[str, int], jobs: int = 1) -> list[Pair]:
    """The pairs of names, given with their counts, that are near enough to be looked at, in order."""
    ordered = sorted(names, key=lambda name: (-names[name], name))
    chunks = [range(at, min(at + _CHUNK, len(ordered))) for at in range(0, len(ordered), _CHUNK)]
    tables = [(array("Q"), array("I")) for _ in range(_PARTS)]
    known = _Names(ordered, [], array("Q"))
    for made, sounds, outlines in map_ordered(_keyed, ordered, chunks, max(1, min(jobs, len(chunks))), 1):
        known.sounds.extend(sounds)
        known.outlines.extend(outlines)
        for part, (hashes, numbers) in enumerate(made):
            tables[part][0].extend(hashes)
            tables[part][1].extend(numbers)
    found: set[int] = set()
    for near in map_ordered(_near, known, tables, max(1, min(jobs, len(chunks))), 1):
        found.update(near)
    return sorted(Pair(*sorted((ordered[both >> _HALF], ordered[both & _LOW]))) for both in found)


Table = tuple["array[int]", "array[int]"]  # hashes of keys, and the numbers of the names that have them


class _Names(NamedTuple):
    """Names, with what is asked of each in many blocks, worked out once: its letters, and a hash of its outline.

    A name stands in some thirty blocks, and a million of them do not fit into a memo.
    """

    ordered: Sequence[str]
    sounds: list[str]
    outlines: array[int]


def _keyed(ordered: Sequence[str], chunk: range) -> tuple[list[Table], list[str], array[int]]:
    """The keys of some names, in parts by their hashes, and what is compared of each."""
    tables = [(array("Q"), array("I")) for _ in range(_PARTS)]
    for number in chunk:
        for key in keys(ordered[number]):
            digest = _digest(key)
            hashes, numbers = tables[digest % _PARTS]
            hashes.append(digest)
            numbers.append(number)
    names = [ordered[number] for number in chunk]
    return tables, [_compared(name) for name in names], array("Q", [_digest(outline(name)) for name in names])


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _near(known: _Names, table: Table) -> array[int]:
    """The pairs of one part, each as one number, the commoner name first."""
    blocks: dict[int, list[int]] = defaultdict(list)
    for digest, number in zip(*table, strict=True):
        blocks[digest].append(number)
    found = {both for block in blocks.values() if len(block) > 1 for both in _near_in(block, known)}
    return array("Q", sorted(found))


def _near_in(block: Sequence[int], known: _Names) -> Iterator[int]:
    """The pairs of one block, commonest names first, whose letters are near enough."""
    sounds = [known.sounds[number] for number in block]
    for place, number in enumerate(block[:CROWD]):
        name, line = known.ordered[number], known.outlines[number]
        near = process.extract(
            sounds[place],
            sounds[place + 1 :],
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=_OUTLINED,
            limit=None,
        )
        for _, score, index in near:
            other = block[place + 1 + index]
            if (score >= _NEUTRAL or line == known.outlines[other]) and _may_be(name, known.ordered[other]):
                yield number << _HALF | other


def _may_be(a: str, b: str) -> bool:
    """Whether no word of a name is far from its counterpart."""
    ours, theirs = bare(a), bare(b)
    if len(ours) != len(theirs) or len(ours) == 1:
        return True
    return all(
        x == y or _edits(neutral(x), neutral(y)) >= _WORD or outline(x) == outline(y)
        for x, y in zip(ours, theirs, strict=True)
    )


def _compared(name: str) -> str:
    """The neutral form of a name, its words joined, without a given name in front of the others."""
    words = bare(name)
    return "".join(map(neutral, words[1:] if has_given_name_in_front(words) else words))
