"""Where the bearer of a place's name lies, as the text says: *X in Poland*, *X, a town in Kentucky*.

Read off the words that stand around it: nothing here depends on which name it is, but the entries that its neighbours
name, and whose people they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from normalize.names.countries import countries_of
from normalize.names.glossary.entry import Entry
from normalize.names.mentions import Mention
from normalize.names.words_around import APPOSED, ARTICLES, SPACES, apposition, listed
from normalize.text.tokens import Tokens
from normalize.words.fold import fold
from normalize.words.known import COMMON, zipf

_LINE = 12  # words of the longest apposition that is read
_AND = frozenset(["and", "or"])


class Whereabouts:
    """Where a document says that places lie.

    ``named`` are the words that begin or end the listed name of an entry, by their place, with its mention; ``single``
    the mentions of one word, by the word in lower case.
    """

    def __init__(
        self, tokens: Tokens, named: Mapping[int, Mention], single: Mapping[str, Sequence[Mention]], language: str
    ) -> None:
        self._tokens, self._named, self._single, self._language = tokens, named, single, language
        self._told: dict[tuple[str, str], str | None] = {}  # by the word and the entry

    def told(self, mention: Mention, entry: Entry) -> str | None:
        """The place, not the country of an entry, in which the document says that what has a name lies, at whichever of
        its mentions: *Skoki in Poland*, *Skoki, Poland*, *Skoki, a village in Kentucky*."""
        key = (mention.spelled.casefold(), entry.id)
        if key not in self._told:
            same = self._single.get(key[0], ()) if mention.words == 1 else (mention,)
            told = (self._country_behind(other, entry) or self._elsewhere(other, entry) for other in same)
            self._told[key] = next((country for country in told if country is not None), None)
        return self._told[key]

    def is_part_of_another(self, mention: Mention, entry: Entry) -> bool:
        """Whether a place stands behind a name in which its entry does not lie: *Chandanagar, Hyderabad*."""
        places = self._places_behind(mention)
        return bool(places) and not places & {entry.id, *entry.related}

    def is_beside_its_country(self, mention: Mention, entry: Entry) -> bool:
        """Whether a place to which the entry is related stands behind a name: *Novorosiysk in Russia*."""
        return bool(self._places_behind(mention) & set(entry.related))

    def _country_behind(self, mention: Mention, entry: Entry) -> str | None:
        told = _place_told(self._tokens, mention)
        if told is not None:
            return self._other_place(told, entry, careful=True)
        beside = _place_behind(self._tokens, mention)
        if beside is None or not entry.careful or mention.words > 1 or not entry.related:
            return None
        return self._other_place(beside, entry, careful=False)

    def _elsewhere(self, mention: Mention, entry: Entry) -> str | None:
        """The first place or people behind a name by which it is told where its bearer lies, if they are not those of
        an entry."""
        tokens = self._tokens
        for i in _places_around(tokens, mention):
            told = self._named.get(i)
            if told is not None and told.first == i and not _is_continent(tokens, i):
                places = [form.entry for form in told.forms if form.entry.kind == "place" and form.role != "family"]
                whose, text = {key for place in places for key in (place.id, *place.related)}, told.text
            else:
                whose, text = set(countries_of(frozenset([tokens.words[i]]), self._language)), tokens.words[i]
            if whose:
                return None if whose & {entry.id, *entry.related} else text
        region = _region_behind(tokens, mention, self._language)
        return None if region is None or region in self._named else tokens.words[region]

    def _places_behind(self, mention: Mention) -> set[str]:
        """The ids of the entries that a name behind a comma or *in* may mean, where all of them are places."""
        behind = _place_behind(self._tokens, mention)
        told = self._named.get(behind) if behind is not None else None
        if told is None or told.first != behind or any(form.entry.kind != "place" for form in told.forms):
            return set()
        return {form.entry.id for form in told.forms}

    def _other_place(self, i: int, entry: Entry, careful: bool) -> str | None:
        """The place whose name begins at a word, where it is neither an entry nor in its country: one that needs no
        support, or is named in full where ``careful`` ones count."""
        told = self._named.get(i)
        if _is_continent(self._tokens, i):
            return None
        if told is None or told.first != i:
            return self._tokens.words[i] if careful and is_state(self._tokens.words[i]) else None
        places = [f.entry for f in told.forms if f.entry.kind == "place" and (careful or not f.entry.careful)]
        ours = any({entry.id, *entry.related} & {place.id, *place.related} for place in places)
        return told.text if places and not ours else None


def _place_behind(tokens: Tokens, mention: Mention) -> int | None:
    """The number of the word with which the place may begin that a name's bearer stands beside: *X in Poland*, *X,
    Poland*; None where none can."""
    words, gaps, j = tokens.words, tokens.separators, mention.last + 1
    if j < len(words) and gaps[j] == " " and words[j] == "in":
        return j + 1
    return j if j < len(words) and gaps[j] == ", " else None


def _place_told(tokens: Tokens, mention: Mention) -> int | None:
    """The number of the word with which the place may begin in which a name's bearer lies, as the text says: *X, a
    village in Kentucky*, *the X quarter of Bologna*; None where it does not say."""
    words, gaps, j = tokens.words, tokens.separators, mention.last + 1
    if j >= len(words):
        return None
    apposed = gaps[j] == ", " and fold(words[j]) in ARTICLES
    for k in range(j, min(j + APPOSED, len(words) - 2)) if apposed or gaps[j] in SPACES else ():
        if words[k] in listed("settlements") and words[k + 1] in ("in", "of") and set(gaps[k + 1 : k + 3]) <= SPACES:
            return k + 2
        if not (apposed and (gaps[k + 1] in SPACES or gaps[k + 1] == "-")):
            break
    return None


def _places_around(tokens: Tokens, mention: Mention) -> Iterator[int]:
    """The numbers of the words that may say, behind a name, in which place or whose its bearer lies, the nearest first:
    *X, a town in the Cauca department in Colombia*, *X, the French town*, *X and Z, in Colombia’s north*, *X, Chad*."""
    words, gaps, j = tokens.words, tokens.separators, mention.last + 1
    if j < len(words) and gaps[j] in SPACES and words[j] == "and":  # X and Z, which lie there together
        j += 1
        while j < len(words) and words[j][:1].isupper() and gaps[j] in SPACES:
            j += 1
    if j >= len(words) or not (gaps[j] == ", " or gaps[j] in SPACES):
        return
    comma = gaps[j] == ", "
    if words[j] == "in":
        yield from _lying_in(tokens, j + 1)
    elif comma and fold(words[j]) in ARTICLES:
        yield from _apposed(tokens, j)
    elif comma and j == mention.last + 1 and not _is_listed(tokens, mention, j):
        yield j


def _region_behind(tokens: Tokens, mention: Mention, language: str = "en") -> int | None:
    """The number of the word between commas behind a name that stands where places do, by which a town is told from
    others: *in X, Tolima, the police*; None where there is none."""
    words, gaps, j = tokens.words, tokens.separators, mention.last + 1
    if j + 1 >= len(words) or gaps[j] != ", " or not words[j][:1].isupper() or words[j].isupper():
        return None
    if gaps[j + 1] != ", " or not words[j + 1].islower() or words[j + 1] in _AND or _is_listed(tokens, mention, j):
        return None
    if fold(words[j]) in listed("neutral", language) or zipf(words[j], language) >= COMMON:
        return None
    return j if in_place_position(tokens, mention, language, strict=True) else None


def _lying_in(tokens: Tokens, first: int) -> Iterator[int]:
    """Where a place may begin that stands behind *in*, by itself or behind one that is in it: *southern Chad*,
    *Antioquia, Colombia*."""
    words, gaps, j = tokens.words, tokens.separators, first
    if j < len(words) and words[j].islower():
        j += 1
    if j >= len(words) or fold(words[j]) in listed("neutral"):  # in May, Spain said
        return
    yield j
    while j + 1 < len(words) and words[j][:1].isupper() and gaps[j + 1] in SPACES:
        j += 1
    if j + 1 < len(words) and words[j][:1].isupper() and gaps[j + 1] == ", ":
        yield j + 1


def _apposed(tokens: Tokens, first: int) -> Iterator[int]:
    """The words of an apposition that says what settlement a place is; word ``first`` is its article."""
    inside = apposition(tokens, first, _LINE)
    if any(tokens.words[k] in listed("settlements") for k in inside[:APPOSED]):
        yield from inside


def _is_listed(tokens: Tokens, mention: Mention, j: int) -> bool:
    """Whether a name and the one behind its comma, word ``j``, stand in a list, as *Paris, X, Rome and Oslo*."""
    words, gaps = tokens.words, tokens.separators
    i = mention.first - 1
    if i >= 0 and words[i][:1].isupper() and gaps[mention.first] == ", ":
        return True
    while j < len(words) and words[j][:1].isupper() and (gaps[j] in SPACES or j == mention.last + 1):
        j += 1
    following = words[j] if j < len(words) else ""
    return following in _AND or (bool(following[:1].isupper()) and gaps[j] == ", ")


def is_state(word: str) -> bool:
    """Whether a word is, or begins, the name of a state in which towns are called as cities elsewhere."""
    return word[:1].isupper() and fold(word) in listed("states")


def _is_continent(tokens: Tokens, i: int) -> bool:
    """Whether a word begins the name of a continent or of a part of one, in which countries lie, and no state's: *South
    Asia*, but *South Dakota*."""
    following = fold(tokens.words[i + 1]) if i + 1 < len(tokens.words) else ""
    return fold(tokens.words[i]) in listed("continents") and following not in listed("halved_states")


def in_place_position(tokens: Tokens, mention: Mention, language: str = "en", strict: bool = False) -> bool:
    """Whether a name stands where the names of places do: *in X*, *the capital of X*; not strictly also where persons
    may: *from X*, nor behind an article, which few of them have: *the Balize* is no Belize."""
    i, words = mention.first - 1, tokens.words
    if not strict and i >= 0 and fold(words[i]) == "the" and tokens.separators[mention.first] in SPACES:
        i -= 1
    if i < 0 or tokens.separators[i + 1] not in SPACES:
        return False
    low = fold(words[i])
    if low in listed("settlements", language) and words[i].islower():
        return True
    if low in listed("locative", language) or (not strict and low in listed("directions", language)):
        return not (i > 0 and fold(words[i - 1]) in listed("sources", language))
    return words[i] in listed("of", language) and i > 0 and fold(words[i - 1]) in listed("possessions", language)


def is_village(tokens: Tokens, mention: Mention, language: str = "en") -> bool:
    """Whether a word in front of a name says that it is a village's: *the village of X*."""
    i = mention.first - 1
    i -= i > 0 and tokens.words[i] in listed("of", language)
    return i >= 0 and fold(tokens.words[i]) in listed("villages", language)
