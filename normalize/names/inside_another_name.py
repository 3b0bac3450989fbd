"""Whether a name is part of a longer one that no glossary has, or names something else: a person called like a place,
a club, a hotel, a dish, a title, a town of the same name elsewhere.

Read off the words that stand around it: nothing here depends on which name it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from normalize.names.mentions import Mention
from normalize.names.person_titles import given, honorifics, offices
from normalize.names.thresholds import RUNNING_TEXT
from normalize.names.whereabouts import in_place_position, is_state
from normalize.names.words_around import APPOSED, ARTICLES, INDEFINITE, SPACES, apposed_word, listed
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens
from normalize.words.fold import fold
from normalize.words.known import COMMON, KNOWN, zipf

_POINTS = frozenset([". ", ".", "\u00a0"])
_QUOTES = pattern(r"[\"“”„«»‘’'‹›]")
_OPENED, _CLOSED = pattern(r"[\"“„«‘'‹]\s?\Z"), pattern(r"\A[,.]?\s?[\"”“»’'›]")
_BESIDE = 3  # words to either side that may speak of a word in quotation marks (judgement)
_TITLE_WORDS = 6  # of the longest title in quotation marks
_LINE = 12  # words to either side by which a headline is told
_HEADLINE = 0.7  # the share of its longer words that have a capital
_LONG = 4  # letters of such a word
_EVERYWHERE = 6.0  # of words that are no given names, wherever they stand: Guy and Mark are rarer
_OFTEN = 5.3  # zipf frequency of words that stand everywhere, capital or not
_AGE = 2  # digits
_CODE = 3  # digits of a number that belongs to the name in front of it: Teheran 43
_DEMONYMS = ("ian", "ean", "can", "ish", "ese", "ani", "aqi", "eli")  # endings of Iranian, Kurdish, Japanese
_PLURAL = pattern(r"s\Z")


def framed(
    tokens: Tokens, mention: Mention, endings: Mapping[int, str], named: Mapping[int, Mention], language: str = "en"
) -> str | None:
    """What says that a place's or body's name is part of another one, in words; None where nothing does.

    ``endings`` are words, by their place, that will be written otherwise; ``named`` are those that begin or end the
    name of an entry, with its mention: two names may stand side by side.
    """
    return (
        _behind_a_clubs_place(tokens, mention, named)
        or (None if _is_named(tokens, mention.first, named, -1) else _before(tokens, mention, endings, language))
        or (None if _is_named(tokens, mention.last + 1, named, 0) else _behind(tokens, mention, language))
        or _elsewhere(tokens, mention, language)
        or apposed_thing(tokens, mention, language)
        or (f"“{tokens.words[mention.first - 1]}” and a title" if _in_a_title(tokens, mention) else None)
    )


def is_spoken_of(tokens: Tokens, first: int, last: int) -> bool:
    """Whether words stand alone in quotation marks beside one that speaks of writing: *wrote “Poutine” in its
    headline*, *the spelling “Panchir”*. There the word is meant, and not what it names."""
    words, gaps = tokens.words, tokens.separators
    if not (_OPENED.search(gaps[first]) and _CLOSED.search(gaps[last + 1])):
        return False
    around = (*words[max(0, first - _BESIDE) : first], *words[last + 1 : last + 1 + _BESIDE])
    return any(fold(word) in listed("writing") for word in around)


def goes_on_with_of(tokens: Tokens, mention: Mention) -> str | None:
    """The capitalised word behind *of* behind a name."""
    words, j = tokens.words, mention.last + 1
    if j + 1 >= len(words) or words[j] != "of" or tokens.separators[j] not in SPACES:
        return None
    j += 2 if words[j + 1] == "the" else 1
    return words[j] if j < len(words) and words[j][:1].isupper() else None


def behind_a_calling(tokens: Tokens, mention: Mention, language: str = "en") -> bool:
    """Whether the word in front of a name says what a person does, or that a band, film or ship is called so."""
    i = mention.first
    called = listed("people", language) | listed("titled", language)
    return i > 0 and tokens.separators[i] in SPACES and fold(tokens.words[i - 1]) in called


def is_private(tokens: Tokens, mention: Mention, language: str = "en") -> bool:
    """Whether words behind a name tell who somebody is, as of one whom readers do not know: *X, a farmer*, *X, 28, of
    Leeds*."""
    words, gaps, j = tokens.words, tokens.separators, mention.last + 1
    if j + 1 >= len(words) or gaps[j] != ", ":
        return False
    if words[j].isdecimal() and len(words[j]) <= _AGE:
        return gaps[j + 1] == ", " and words[j + 1] in listed("hailing", language)
    return apposed_word(tokens, mention, INDEFINITE, listed("private", language)) is not None


def person_before(tokens: Tokens, mention: Mention) -> str | None:
    """What says that a person is named: a title of address or a given name in front, with a capital."""
    i = mention.first
    if i == 0 or not (tokens.separators[i] in SPACES or tokens.separators[i] in _POINTS):
        return None
    word = tokens.words[i - 1]
    personal = word[:1].isupper() and fold(word) in (honorifics() | given())
    return f"a person is called so: “{word} {mention.text}”" if personal else None


def is_historic(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name is said of another time, when it was the right one: *the Tiflis robbery*, *Danzig in 1734*."""
    around = range(max(0, mention.first - _LINE), min(len(tokens.words), mention.last + 1 + _LINE))
    for i in around:
        word = tokens.words[i]
        if fold(word) in listed("historic") or (len(word) == 4 and word.isdigit() and "1000" <= word < "1950"):
            return True
    return False


def _is_named(tokens: Tokens, i: int, named: Mapping[int, Mention], step: int) -> bool:
    """Whether a word beside a separator belongs to the full name of another entry, or a hyphen joins two names."""
    other = named.get(i + step)
    return other is not None and (other.words > 1 or tokens.separators[i] in ("-", "/"))


def _behind_a_clubs_place(tokens: Tokens, mention: Mention, named: Mapping[int, Mention]) -> str | None:
    """What says that two places side by side are in the name of a club: *Beitar Tel Aviv Bat Yam*."""
    other = named.get(mention.first - 1)
    if other is None or not (_is_place(other) and _is_place(mention)) or tokens.separators[mention.first] not in SPACES:
        return None
    club = tokens.words[other.first - 1] if other.first and tokens.separators[other.first] in SPACES else ""
    return f"“{club}” makes it a club’s name" if fold(club) in listed("clubs") else None


def _before(tokens: Tokens, mention: Mention, endings: Mapping[int, str], language: str) -> str | None:
    """What the word in front of a name says."""
    i = mention.first
    if i == 0:
        return None
    word, gap = endings.get(i - 1, tokens.words[i - 1]), tokens.separators[i]
    low = fold(word)
    if (gap in SPACES or gap in _POINTS) and low in honorifics():
        return f"“{word}” stands before it"
    if gap == ". " and len(word) == 1 and word.isupper():
        return f"the initial {word} stands before it"
    if gap == "-" and word[:1].isupper() and not word.isupper():
        return f"“{word}” is joined to it"
    if gap in ("'", "’") and low in listed("particles", language):
        return f"“{word}” belongs to another language" if i > 1 and tokens.separators[i - 1] in SPACES else None
    if gap in (" & ", " + ") or (gap == "/" and word[:1].isupper()):
        return f"“{word}” is joined to it"
    if gap not in SPACES:
        return None
    if not word[:1].isupper():
        return _behind_a_noun(word, low, language) if _is_place(mention) else None
    return _behind_a_capital(tokens, i - 1, word, language)


def _is_place(mention: Mention) -> bool:
    """Whether a place is meant: bodies and works stand behind such nouns rightly, as *the newspaper X*."""
    return any(form.entry.kind == "place" for form in mention.forms)


def _behind_a_noun(word: str, low: str, language: str) -> str | None:
    if low in listed("particles", language):
        return f"“{word}” belongs to another language"
    if low in listed("titled", language):
        return f"“{word}” says that something is called so"
    return f"“{word}” says that it is a person’s name" if low in listed("people", language) else None


def _behind_a_capital(tokens: Tokens, i: int, word: str, language: str) -> str | None:
    """What a capitalised word, number ``i``, in front of a name says."""
    low = fold(word)
    if low in listed("clubs"):
        return f"“{word}” makes it a club’s name"
    if low in listed("particles", language):
        return f"“{word}” belongs to another language"
    if low in listed("bodies"):
        return f"“{word}” makes it the name of something"
    if low in given():
        return f"“{word}” is a given name"
    if low in offices() and not tokens.opens_sentence(i):
        return f"“{word}” stands before it"
    if language != "en" and low in listed("people", language):
        return f"“{word}” says that it is a person’s name"
    if (
        low in listed("neutral", language)
        or word.isupper()
        or (low.endswith(_DEMONYMS) and zipf(word, language) >= RUNNING_TEXT.established)
    ):
        return None
    if language == "de" and zipf(word, language) >= COMMON:  # all nouns have a capital
        return _behind_a_noun(word, low, language)
    frequency = zipf(word, language)
    if frequency >= _OFTEN:
        return None
    if tokens.opens_sentence(i) or _is_headline(tokens, i):
        return f"“{word}” belongs to it" if frequency < COMMON else None
    return f"“{word}” belongs to it"


def is_called_so(tokens: Tokens, i: int, language: str) -> bool:
    """Whether a capitalised word, number ``i``, that readers know well is somebody's given name all the same: *Donald*,
    *Patricia*. It has its capital from no sentence or headline that it opens, is no weekday, office or demonym, and
    does not stand where places do."""
    word = tokens.words[i]
    low, frequency = fold(word), zipf(word, language)
    if language == "de" or frequency >= _EVERYWHERE:  # all nouns have a capital there
        return False
    if low in listed("neutral", language) or low in offices() or low.endswith(_DEMONYMS):
        return False
    before = fold(tokens.words[i - 1]) if i else ""
    if before in listed("locative", language) or before in listed("of", language):
        return False  # the king of Jordan Abdalá II
    return not (tokens.opens_sentence(i) or _is_headline(tokens, i))


def _behind(tokens: Tokens, mention: Mention, language: str) -> str | None:
    """What the word behind a name says."""
    j = mention.last + 1
    if j >= len(tokens.words):
        return None
    word, gap = tokens.words[j], tokens.separators[j]
    low = fold(word)
    if gap in SPACES and (low in listed("named", language) or (word.isdigit() and len(word) <= _CODE)):
        return f"“{word}” makes it the name of something"
    if gap in SPACES and word[:1].isupper() and low in listed("institutions"):
        return f"“{word}” makes it the name of something"
    if gap in SPACES and word.islower() and not word.isascii() and zipf(word, language) < KNOWN:
        return f"“{word}” is of another language"
    joined = gap in SPACES or gap in ("-", " & ", " + ", "/")
    if not joined or not word[:1].isupper() or (word.isupper() and (gap == "-" or not mention.text.isupper())):
        return None
    single = _PLURAL.sub("", low)
    if low in listed("heads") or single in listed("heads") or word.isupper():
        return None
    if low not in given() and zipf(word, language) >= COMMON and _is_headline(tokens, j):
        return None
    return f"“{word}” belongs to it"


def _elsewhere(tokens: Tokens, mention: Mention, language: str) -> str | None:
    """What says that the place is another one of the same name: a state behind a comma, in other languages than English
    a state a few words behind, *petite ville de l’Idaho*."""
    words, gaps, j = tokens.words, tokens.separators, mention.last + 1
    if language != "en":
        behind = range(j, min(j + 1 + APPOSED, len(words)))
        told = (words[k] for k in takewhile(lambda k: not _ends_line(gaps[k]), behind))
        state = next((word for word in told if is_state(word) and fold(word) not in listed("other_states")), None)
        return f"it lies in {state}" if state else None
    if j < len(words) and gaps[j] == ", " and is_state(words[j]):
        return f"it lies in {words[j]}"
    return None


def apposed_thing(tokens: Tokens, mention: Mention, language: str) -> str | None:
    """What says, in an apposition, that something else is called so: *X, a Syrian restaurant*, *X, the pop group*."""
    if language != "en":
        return None
    thing = apposed_word(tokens, mention, ARTICLES, listed("titled"))
    if thing is None and _is_place(mention) and not in_place_position(tokens, mention, language):
        thing = apposed_word(tokens, mention, ARTICLES, listed("people"))
    return f"the text calls it a {thing}" if thing else None


def _in_a_title(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name stands within a few capitalised words in quotation marks."""
    words, gaps = tokens.words, tokens.separators
    first, last = mention.first, mention.last
    while first > 0 and not _OPENED.search(gaps[first]):
        if gaps[first] not in SPACES or last - first >= _TITLE_WORDS:
            return False
        first -= 1
    while last + 1 < len(words) and not _CLOSED.search(gaps[last + 1]):
        if gaps[last + 1] not in SPACES or last - first >= _TITLE_WORDS:
            return False
        last += 1
    if not (_OPENED.search(gaps[first]) and _CLOSED.search(gaps[last + 1])):
        return False
    inside = words[first : last + 1]
    capitals = sum(word[:1].isupper() for word in inside)
    return 2 * capitals > len(inside) and all(word[:1].isupper() or len(word) <= _LONG for word in inside)


def _is_headline(tokens: Tokens, i: int) -> bool:
    """Whether most words around one have a capital, as in a headline."""
    words, gaps = tokens.words, tokens.separators
    first = last = i
    while first > 0 and i - first < _LINE and not _ends_line(gaps[first]):
        first -= 1
    while last + 1 < len(words) and last - i < _LINE and not _ends_line(gaps[last + 1]):
        last += 1
    long = [word for word in words[first : last + 1] if len(word) >= _LONG]
    return len(long) > 2 and sum(word[:1].isupper() for word in long) >= _HEADLINE * len(long)


def _ends_line(gap: str) -> bool:
    return "\n" in gap or ". " in gap
