"""What the words around a form say of it: a person or a place, a village or a district, kin, and the frame it fills."""

from __future__ import annotations

from hashlib import blake2b

from normalize.discovery.data import words_of
from normalize.discovery.forms import Occurrence
from normalize.discovery.names import title_before
from normalize.names.person_titles import acts, given, honorifics, titles
from normalize.names.words_around import callings, locative
from normalize.text.tokens import Tokens
from normalize.words.fold import fold
from normalize.words.known import zipf

_FRAME = 2  # words to either side (judgement)
_TELLING = 5.2  # (judgement) zipf frequency below which a word makes a frame one that few other sentences have
_KIN_REACH = 8  # (judgement) words to either side within which a word of kin may speak of a name
_OF_TEAMS = frozenset(["host", "champion", "star"])  # states, cities and clubs are called so, too
_CLOSING = frozenset("”’\"'»")  # behind a quotation


def frame(tokens: Tokens, place: Occurrence) -> int | None:
    """A hash of the words around a form; None where too few stand there, or words that stand everywhere."""
    words = tokens.words
    before = words[max(0, place.first - _FRAME) : place.first]
    behind = words[place.last + 1 : place.last + 1 + _FRAME]
    around = [word.lower() for word in (*before, *behind)]
    if len(around) < 2 * _FRAME or not any(len(w) > 3 and zipf(w) < _TELLING for w in around):
        return None
    text = " ".join([*map(str.lower, before), "_", *map(str.lower, behind)])
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).digest())


def is_kin(tokens: Tokens, place: Occurrence) -> bool:
    around = tokens.words[max(0, place.first - _KIN_REACH) : place.last + 1 + _KIN_REACH]
    return any(word.lower() in words_of("kin") for word in around)


def is_person(tokens: Tokens, place: Occurrence) -> bool:
    """Whether something says that a person is meant: a title or calling in front (*its coach X*), a given name, a verb
    that persons are subjects of (*X said*, *“…,” said X*), or what persons alone are called behind a comma (*X, who …*,
    *X, mayor of …*)."""
    words = tokens.words
    if title_before(tokens, place.first) or _is_called_before(tokens, place.first):
        return True
    if place.last > place.first and fold(words[place.first]) in given():
        return True
    if fold(words[place.first]) in honorifics() and place.last > place.first:
        return True
    behind = place.last + 1
    if behind < len(words) and tokens.separators[behind] == " " and words[behind] in acts():
        return True
    return (
        behind + 1 < len(words) and tokens.separators[behind] == ", " and _is_called(words[behind], words[behind + 1])
    )


def _is_called_before(tokens: Tokens, first: int) -> bool:
    """Whether what somebody does stands right in front of a name, or a quotation and a verb of speaking do."""
    if first == 0 or tokens.separators[first] != " ":
        return False
    word = tokens.words[first - 1]
    return fold(word) in callings() - _OF_TEAMS or (
        word in acts() and any(ch in _CLOSING for ch in tokens.separators[first - 1])
    )


def _is_called(word: str, after: str) -> bool:
    """Whether two words behind a comma speak of a person; a capital would begin another name."""
    return word == "who" or (word in titles() and after == "of")


def is_place(tokens: Tokens, place: Occurrence) -> bool:
    """Whether it stands as places do: *in X*, *X Valley*, *the village of X*."""
    words, i, behind = tokens.words, place.first - 1, place.last + 1
    if i > 0 and words[i] == "of" and words[i - 1] in words_of("levels"):
        return True
    if i >= 0 and words[i].lower() == "the":
        i -= 1
    if i >= 0 and tokens.separators[i + 1] == " " and words[i].lower() in locative():
        return True
    return behind < len(words) and tokens.separators[behind] == " " and fold(words[behind]) in words_of("heads")


def level(tokens: Tokens, place: Occurrence) -> str:
    """The word behind a name, or in front of *of* it, that tells a village from its district; empty where none does."""
    words, behind, before = tokens.words, place.last + 1, place.first - 2
    if behind < len(words) and tokens.separators[behind] == " " and fold(words[behind]) in words_of("levels"):
        return fold(words[behind])
    if before >= 0 and words[before + 1] == "of" and fold(words[before]) in words_of("levels"):
        return fold(words[before])
    return ""
