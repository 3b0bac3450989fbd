"""What a line looks like by itself: the features that the line model weighs, worked out once for each distinct line.

A feature is a short name (``words 1``, ``closed``, ``stamp``) that stands in weights.yaml with its weight. None of them
is a phrase: they tell length, marks, capitals, numbers, function words, and whether a vocabulary knows the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from normalize.detectors.furniture.credits import signs
from normalize.detectors.furniture.phrases import WEAK, Phrase, prepared, recognise
from normalize.detectors.furniture.stamps import data, is_stamp
from normalize.storage import memos
from normalize.text.marks import MARKS
from normalize.text.pattern import pattern

PARAGRAPH = 200  # code points: a line of this length is text of some article, and nothing else is asked about it
_LONG_SENTENCE = 120  # the same for a closed line without words and signs of a site
_SITE_SIGNS = frozenset("@©®|/<>[]{}=")
FEWEST_WORDS = 6  # of a sentence
SHORT = 4  # words of a label at most
_FEW_LETTERS = 2.2  # letters of a script without blanks that make a word
_LENGTHS = (1, 2, 4, 8, 14, 24)
BEGINNING = 4  # letters of a content word that are compared
_DENSE = 0.25  # share of function words from which a line reads as a sentence
_CREDIT_WORDS = 4
_LONGEST_CREDIT = 40
_LONGEST_CODE = 3
_LONGEST_SWITCHER = 200  # code points

_END = 8  # code points at the end of a line, in which its last marks stand

CLOSED = pattern(r"[.!?…。！？؟۔।][\"”’»)\]'*]*\Z|[\"”»」]\Z")
_QUESTION = pattern(r"[?？؟][\"”’»)]*\Z")
_SENTENCES = pattern(r"[.!?…؟۔।]\s+\S|[。！？]\S")
_PAUSE = pattern(r"[,;，、،؛—–-]\Z")
_WORDS = pattern(rf"[^\W\d_](?:[^\W\d_]|[\u200c\u200d’'{MARKS}])*")
_NO_BLANKS = pattern(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_DIVIDED = pattern(r" [|/»›>·•] |[|»›]")
_BULLET = pattern(r"[-–—•*▪►·]\s")
_HEADING = pattern(r"#{1,6} ")
_NUMBERED = pattern(r"\(?\d{1,3}[.)]\s")
_ADDRESS = pattern(r"(?<!\w)@ ?\w{2,}|https?://|www\.|pic\.twitter\.com|\w@\w+\.\w|\w\.(?:com|org|net)\b")
_HANDLE = pattern(r"(?:[—–-] ?.{2,60} )?\(?@ ?\w{2,30}\)?(?: .{4,30})?")
_CREDIT_TAIL = pattern(rf"\(([^()]{{2,{_LONGEST_CREDIT}}})\)\.?\Z|(?<=\S) [/|] ?([^/|.,]{{2,{_LONGEST_CREDIT}}})\Z")
_SIGN = pattern(r"[©®]|\(c\)", re.IGNORECASE)
_COUNTED = pattern(r"[+]?\d[\d.,\u00a0 ]{0,9}[kKmM]? ?\D{1,24}|\D{2,24}[(:] ?\d[\d.,\u00a0 ]{0,9}\)?")
_MARKUP = pattern(
    r"</?[a-zA-Z]+[ />]|&[a-z]{2,6};|\[/?[a-z_]{3,}[ \]]|\{\{|\}\}|[a-z]=[\"']|\w\(\);|[a-z]:[a-z0-9#]{1,30};"
)
_MARKUP_SIGNS = frozenset("<&[{}=;")


@dataclass(frozen=True, slots=True)
class Shape:
    """A line by itself: its features, and what neighbours ask about it.

    ``words`` is their number (estimated for scripts without blanks), ``content`` the beginnings of its content words,
    ``known`` what a vocabulary says of the whole line; ``site``
    whether a word of a site or its sections stands in it, ``visitor`` whether one of what visitors can do there.
    """

    features: tuple[str, ...]
    words: int
    closed: bool
    paused: bool
    stamp: bool
    site: bool
    visitor: bool
    known: Phrase | None
    language: bool
    content: frozenset[str]

    @property
    def is_short(self) -> bool:
        """Whether it is as short as a label, and not closed as a sentence is."""
        return self.words <= SHORT and not self.closed

    @property
    def is_sentence(self) -> bool:
        """Whether it reads as a sentence of some text."""
        return self.closed and self.words >= FEWEST_WORDS

    @property
    def is_strong(self) -> bool:
        """Whether a vocabulary knows the line as furniture wherever it stands."""
        return self.known is not None and self.known.kind != WEAK


PLAIN = Shape(("paragraph",), PARAGRAPH, True, False, False, False, False, None, False, frozenset())


@cache
def listed(part: str) -> frozenset[str]:
    """The single words of one part of words.yaml in all languages."""
    return frozenset(word for words in data("words.yaml")[part].values() for word in words)


@cache
def _site_words() -> frozenset[str]:
    """Words of what a visitor can do on a site, and of its sections."""
    return listed("sections") | listed("site")


@cache
def _without_blanks(part: str) -> re.Pattern[str]:
    """The words of a part that are written in scripts without blanks."""
    words = sorted(filter(_NO_BLANKS.search, listed(part)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cache
def _bylines() -> re.Pattern[str]:
    leads = "|".join(re.escape(word) for word in sorted(listed("bylines"), key=len, reverse=True))
    return re.compile(rf"(?:(?i:{leads}))(?: ?[:：] ?|\s+)(?=\S)")


@cache
def _credit_leads() -> re.Pattern[str]:
    leads = "|".join(re.escape(word) for word in sorted(listed("credits"), key=len, reverse=True))
    return re.compile(rf"[\[(]?(?:(?i:{leads}))(?: ?[:：/|] ?|\. | by )\S")


@lru_cache(maxsize=memos.LINES)
def shape(line: str) -> Shape:
    """The shape of a trimmed line.

    >>> shape("Sign in").is_short, shape("Sign in").site, shape("The quay was closed on Monday.").is_sentence
    (True, True, True)
    """
    if len(line) >= PARAGRAPH or (len(line) >= _LONG_SENTENCE and _is_plain(line)):
        known = recognise(line)
        return PLAIN if known is None else replace(PLAIN, known=known)
    words = _WORDS.findall(line)
    lower = [word.lower() for word in words]
    unspaced = len(_NO_BLANKS.findall(line))
    count = len(line.split()) + int(unspaced / _FEW_LETTERS)
    known = recognise(line)
    site = any(word in _site_words() for word in lower) or bool(unspaced and _site_unspaced(line))
    end = max(0, len(line) - _END)
    made = Shape(
        features=(),
        words=count,
        closed=CLOSED.search(line, end) is not None,
        paused=_PAUSE.search(line, end) is not None,
        stamp=is_stamp(line),
        site=site,
        visitor=any(word in listed("site") for word in lower),
        known=known,
        language=_is_language(line, lower),
        content=_content(lower, line if unspaced else ""),
    )
    features = (*_measures(made, line, words, lower), *_marks(made, line, words), *_vocabulary(made, line, lower))
    return Shape(features, *(getattr(made, name) for name in Shape.__slots__[1:]))


def _is_plain(line: str) -> bool:
    """Whether a long line is closed, and has none of the words and signs that sites set around articles."""
    return (
        CLOSED.search(line, len(line) - _END) is not None
        and _SITE_SIGNS.isdisjoint(line)
        and listed("site").isdisjoint(line.lower().split())
    )


def _site_unspaced(line: str) -> bool:
    return any(_without_blanks(part).search(line) is not None for part in ("sections", "site"))


def _content(lower: list[str], unspaced: str) -> frozenset[str]:
    """The beginnings of the content words; pairs of signs where words have no blanks between them."""
    pairs = (unspaced[i : i + 2] for i in range(len(unspaced) - 1)) if unspaced else ()
    functions = listed("functions")
    return frozenset(
        [*(word[:BEGINNING] for word in lower if len(word) >= BEGINNING and word not in functions), *pairs]
    )


def _measures(shape: Shape, line: str, words: list[str], lower: list[str]) -> list[str]:
    """Length, function words, capitals, digits."""
    least = next((str(length) for length in _LENGTHS if shape.words <= length), "more")
    found = [f"words {least}"]
    if not words:
        found.append("no letters")
    elif lower:
        share = sum(word in listed("functions") for word in lower) / len(lower)
        found.append("no function words" if not share else "few function words" if share < _DENSE else "function words")
        capitals = sum(word[0].isupper() for word in words)
        if shape.stamp:
            return found
        if line.isupper() and len(line) > _LONGEST_CODE:
            found.append("all capitals")
        elif len(words) > 1 and capitals == len(words):
            found.append("title case")
        if words[0][0].islower():
            found.append("begins small")
    if words and not shape.stamp and any(map(str.isdigit, line)):
        found.append("digits")
    return found


def _marks(shape: Shape, line: str, words: list[str]) -> list[str]:
    """Marks at the ends and inside."""
    found = []
    if _QUESTION.search(line, max(0, len(line) - _END)) is not None:
        found.append("question")
    elif shape.closed:
        found.append("closed sentence" if shape.is_sentence else "closed")
    elif shape.paused:
        found.append("ends in a pause")
    elif line[-1] in ":：":
        found.append("ends in a colon")
    elif line[-1] in "*>»›→":
        found.append("ends in a sign")
    elif "," in line and not shape.stamp:
        found.append("comma inside")
    tests = (
        ("several sentences", shape.is_sentence and _SENTENCES.search(line) is not None),
        ("divided", _DIVIDED.search(line) is not None),
        ("bullet", _BULLET.match(line) is not None and "@" not in line),
        ("heading mark", _HEADING.match(line) is not None),
        ("numbered", _NUMBERED.match(line) is not None),
        ("address", _ADDRESS.search(line) is not None),
        ("handle", "@" in line and _HANDLE.fullmatch(line) is not None),
        ("credit tail", _has_credit_tail(line)),
        ("copyright", _SIGN.search(line) is not None),
        ("counted", _COUNTED.fullmatch(line) is not None),
        ("markup", not _MARKUP_SIGNS.isdisjoint(line) and _MARKUP.search(line) is not None),
        ("opens a quotation", line[0] in "\"“„«'‘"),
    )
    return found + [name for name, holds in tests if holds]


def _has_credit_tail(line: str) -> bool:
    """Whether a line ends in a name in brackets or behind a stroke: ``(Jan Holm)``, ``(Photo: archive)``, ``/ EFE``."""
    tail = _CREDIT_TAIL.search(line)
    if tail is None:
        return False
    if tail[1] and _credit_leads().match(tail[1]) is not None:
        return True
    words = (tail[1] or tail[2]).split()
    return len(words) <= _CREDIT_WORDS and all(not word[0].islower() and not word[0].isdigit() for word in words)


def _vocabulary(shape: Shape, line: str, lower: list[str]) -> list[str]:
    """What the vocabularies know of the line."""
    found = []
    if shape.known is not None:
        found.append("known weak" if shape.known.kind == WEAK else "known")
    if signs(line):
        found.append("agency")
    if shape.site:
        share = sum(word in _site_words() for word in lower) / max(1, len(lower))
        found.append("site words" if shape.words > FEWEST_WORDS or share < _DENSE else "site label")
    if shape.stamp:
        found.append("stamp")
    if shape.language:
        found.append("language")
    if shape.words <= 2 * FEWEST_WORDS and not shape.is_sentence and _bylines().match(line) is not None:
        found.append("byline")
    if _credit_leads().match(line) is not None:
        found.append("credit lead")
    return found


@cache
def _languages() -> frozenset[str]:
    return frozenset(data("calendar.yaml")["languages"])


def _is_language(line: str, lower: list[str]) -> bool:
    """Whether a line is the name or the code of a language, or a row of such: ``FR | EN | DE``, ``Deutsch``."""
    if not lower or len(lower) > 12:
        return False
    if all(word in _languages() for word in lower):
        return True
    codes = prepared(line).replace("|", " ").replace("/", " ").split()
    return all(word.isalpha() and 1 < len(word) <= _LONGEST_CODE for word in codes) and (
        line.isupper() or (len(codes) > 2 and all(len(word) == 2 for word in codes))
    )


def is_language_switcher(text: str) -> bool:
    """Whether a text names languages, and says nothing else: no text in these languages, but a switch of the site.

    >>> is_language_switcher("Français\\nTürkçe | العربية"), is_language_switcher("Bonjour")
    (True, False)
    """
    return len(text) <= _LONGEST_SWITCHER and all(word.lower() in _languages() for word in _WORDS.findall(text))
