"""Foreign passages in a text of the same script: which words, in which language, on what evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import compress
from operator import itemgetter

from normalize.languages import tables
from normalize.languages.lexicon import TELLING, Lexicon, Vector
from normalize.languages.sequence import stretches, switch_cost
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens

_REACH = 10  # words around a telling one that are looked at
_CAPITAL, _OPENING, _PARTICLE, _SHOUTED = 0.15, 0.5, 0.1, 0.5  # what a word weighs that may be (part of) a name
_STRONG = 2.5
_CLEARLY_OWN = -4.0
_WEAK = 1.0
_LEAST, _LEAST_CLOSED, _LEAST_SHORT = 8.0, 6.0, 9.0
_SHOUTING = 0.7
_MANY, _MOST = 400, 1000  # words after which a window is cut at a full stop, and in any case
_LONG = 4  # words that are more than a title
_PHRASE = 10.0  # the evidence of a known phrase
_DIVIDER = re.compile(r"//|[|·•]|\s[—–/-]\s")
_CODE = re.compile(r"[<>={}\\$#@^~_*+%&]|^[./(|:]+$|[\"'][,)\]]|[,(\[][\"']")
_STOP = re.compile(r"[.!?;|·()\[\]\r\n]|//")
_CLOSING = 4.0  # a switch that costs no more than this stands at punctuation


@dataclass(frozen=True, slots=True)
class Passage:
    """Words ``first..last`` (both included) of a text, their language and the evidence in natural logarithms.

    ``runner_up`` is the next best language with its evidence; ``line`` says that the passage is all words of its line,
    ``phrase`` are the languages in which it is a known phrase of web sites.
    """

    first: int
    last: int
    lang: str
    evidence: float
    runner_up: tuple[str, float] | None
    line: bool
    phrase: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Window:
    """Words ``first..last`` of one line, whether they are all of it, and whether they go on from the window before."""

    first: int
    last: int
    line: bool
    continues: bool


def passages(tokens: Tokens, lexicon: Lexicon, masked: Protected) -> list[Passage]:
    """The foreign passages of a text, in text order. ``masked`` are spans that tell nothing of the language."""
    found: list[Passage] = []
    for window in _windows(tokens, lexicon):
        for passage in _Line(tokens, lexicon, masked, window).passages():
            before = found[-1] if found and window.continues and passage.first == window.first else None
            if before and before.last + 1 == passage.first and before.lang == passage.lang:
                evidence = before.evidence + passage.evidence
                found[-1] = replace(before, last=passage.last, evidence=evidence)
            else:
                found.append(passage)
    return found


def _windows(tokens: Tokens, lexicon: Lexicon) -> Iterator[_Window]:
    """The words around each group of telling words; plain text has none, and costs one look-up a word.

    A group of many hundred words is cut, where it can be at a full stop, so that what is done for a window stays small.
    """
    words, separators = tokens.words, tokens.separators
    telling = list(compress(range(len(words)), map(lexicon.telling.__getitem__, words)))
    at, continues = 0, False
    while at < len(telling):
        first = last = telling[at]
        count, cut = 1, False
        while at + count < len(telling):
            following = telling[at + count]
            if following - last > _REACH or _has_break(separators, last + 1, following):
                break
            cut = _is_cut(following - first, separators[following])
            if cut:
                break
            last = following
            count += 1
        at += count
        left = first if continues else max(0, first - _REACH)
        start = next((i for i in range(first, left, -1) if _is_break(separators[i])), left)
        right = telling[at] if cut else min(len(words), last + 1 + _REACH)
        end = next((i for i in range(last + 1, right) if _is_break(separators[i])), right)
        opens = start == 0 or _is_break(separators[start])
        closes = end == len(words) or _is_break(separators[end])
        window = _Window(start, end - 1, opens and closes, continues)
        continues = cut
        if _is_worth(tokens, window, telling[at - count : at]):
            yield window


def _is_cut(length: int, separator: str) -> bool:
    """Whether a window ends in front of a word although its text goes on."""
    return length >= _MOST or (length >= _MANY and switch_cost(separator) <= _CLOSING and "," not in separator)


def _is_break(separator: str) -> bool:
    return "\n" in separator or "\r" in separator


def _has_break(separators: list[str], start: int, end: int) -> bool:
    return any(map(_is_break, separators[start : end + 1]))


def _is_worth(tokens: Tokens, window: _Window, telling: list[int]) -> bool:
    """Whether a window can hold a passage: two words that are no names, or so few that one or a phrase will do."""
    if window.last - window.first < tables.LONGEST or any(
        "|" in s or "·" in s or "//" in s for s in _inner(tokens, window)
    ):
        return True
    small = (
        i for i in telling if not tokens.words[i][:1].isupper() or tokens.words[i].isupper() or tokens.opens_sentence(i)
    )
    return next(small, None) is not None and next(small, None) is not None


def _inner(tokens: Tokens, window: _Window) -> list[str]:
    return tokens.separators[window.first : window.last + 2]


class _Line:
    """A window with the weight of each word."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, masked: Protected, window: _Window) -> None:
        self.tokens, self.lexicon, self.window = tokens, lexicon, window
        self.words = tokens.words[window.first : window.last + 1]
        self.seps = _inner(tokens, window)
        cased = [word for word in self.words if word[:1].isalpha()]
        shouted = sum(word.isupper() for word in cased) > _SHOUTING * len(cased) and len(cased) > 1
        self.shouted = shouted
        none: Vector = (0.0,) * len(lexicon.languages)
        self.masked = [
            masked.covers(tokens.starts[window.first + i], tokens.ends[window.first + i])
            for i in range(len(self.words))
        ]
        self.known = [tables.plain(word) for word in self.words]
        for first, last in tables.loans(lexicon.target).within(self.known):
            self.masked[first : last + 1] = [True] * (last + 1 - first)
        self.vectors = [none if self._tells_nothing(i) else lexicon.vector(word) for i, word in enumerate(self.words)]
        self.weights = [self._weight(i) for i in range(len(self.words))]
        self.costs = [switch_cost(self.seps[i]) for i in range(len(self.words))]

    def _tells_nothing(self, i: int) -> bool:
        """Numbers, names, and the second half of *don't*."""
        word = self.words[i]
        contracted = i > 0 and word in tables.contractions() and self.seps[i] in ("'", "’")
        return self.masked[i] or word[:1].isdigit() or contracted

    def _weight(self, i: int) -> float:
        word = self.words[i]
        if self.shouted:
            return _SHOUTED
        if word[:1].isupper():
            return _OPENING if self.tokens.opens_sentence(self.window.first + i) else _CAPITAL
        return _PARTICLE if self._joins_names(i) else 1.0

    def _joins_names(self, i: int) -> bool:
        """Whether a particle, or one of two or three in a row, stands between capitals (*de la* in *Ana de la Paz*)."""
        particles, words = tables.particles(), self.words
        if words[i] not in particles:
            return False
        left = next((k for k in range(i - 1, max(-1, i - 4), -1) if words[k] not in particles), -1)
        right = next((k for k in range(i + 1, min(len(words), i + 4)) if words[k] not in particles), -1)
        return left >= 0 and right >= 0 and words[left][:1].isupper() and words[right][:1].isupper()

    def passages(self) -> Iterator[Passage]:
        """The stretches that hold against the rules on how much evidence a foreign passage needs."""
        phrases = list(self._phrases())
        yield from phrases
        likely = self._likely()
        if not likely:
            return
        vectors = self.vectors if len(likely) == len(self.lexicon.languages) else self._only(likely)
        for start, end, n in stretches(vectors, self.weights, self.costs):
            k = likely[n]
            first, last = self._trimmed(start, end - 1, k)
            passage = self._judged(first, last, k) if first <= last else None
            if passage and not any(passage.first <= p.last and p.first <= passage.last for p in phrases):
                yield passage

    def _likely(self) -> list[int]:
        """The languages that could reach the least evidence if all that speaks for them stood together."""
        columns = zip(*self.vectors, strict=True)
        sums = [sum(w * more for w, more in zip(self.weights, column, strict=True) if more > 0) for column in columns]
        return [k for k, most in enumerate(sums) if most >= _LEAST_CLOSED]

    def _only(self, likely: list[int]) -> list[Vector]:
        if len(likely) == 1:
            return [(vector[likely[0]],) for vector in self.vectors]
        return list(map(itemgetter(*likely), self.vectors))

    def _phrases(self) -> Iterator[Passage]:
        """Known phrases of web sites that are a whole line or a whole part of one between dividers."""
        start = 0
        for end in range(1, len(self.words) + 1):
            if end < len(self.words) and not _DIVIDER.search(self.seps[end]):
                continue
            if self._is_part(start, end) and not all(self.masked[start:end]):
                langs = tables.phrases().get(" ".join(self.known[start:end]), ())
                if langs and self.lexicon.target not in langs and set(langs) & set(self.lexicon.languages):
                    at = self.window.first
                    line = self.window.line and start == 0 and end == len(self.words)
                    yield Passage(at + start, at + end - 1, langs[0], _PHRASE, None, line, tuple(langs))
            start = end

    def _is_part(self, start: int, end: int) -> bool:
        """Whether the words before ``end`` are bounded by dividers or by the ends of the line."""
        if end - start > tables.LONGEST:
            return False
        left = self._is_bound(self.window.first + start)
        return left and self._is_bound(self.window.first + end)

    def _is_bound(self, i: int) -> bool:
        separator = self.tokens.separators[i]
        return i in (0, len(self.tokens.words)) or _is_break(separator) or _DIVIDER.search(separator) is not None

    def _trimmed(self, first: int, last: int, k: int) -> tuple[int, int]:
        """Without words of the target language at the ends, and names that plain spaces join to it."""
        while first <= last and self._is_loose(first, k, self._boundary(first)):
            first += 1
        while first <= last and self._is_loose(last, k, self._boundary(last + 1)):
            last -= 1
        return first, last

    def _boundary(self, i: int) -> bool:
        """Whether the place in front of a word is one where a sentence, clause or quotation ends."""
        if i == 0 or i == len(self.words):
            return True
        return self.costs[i] <= _CLOSING

    def _is_loose(self, i: int, k: int, at_boundary: bool) -> bool:
        word, more = self.words[i], self.vectors[i][k]
        if more <= _CLEARLY_OWN and self.lexicon.is_own_function_word(word):
            return True
        if word[:1].isupper() and not self.shouted:
            return not at_boundary and self.weights[i] <= _CAPITAL
        if more <= _CLEARLY_OWN:
            return True
        return not at_boundary and more <= _WEAK and not self.masked[i]

    def _judged(self, first: int, last: int, k: int) -> Passage | None:
        lang = self.lexicon.languages[k]
        span = range(first, last + 1)
        evidence = [self.weights[i] * self.vectors[i][k] for i in span]
        total, strong = sum(evidence), sum(more >= _STRONG for more in evidence)
        if self._is_title(first, last, k) or self._is_code(first, last):
            return None
        count = sum(not (self.masked[i] or self.words[i][:1].isdigit()) for i in span)
        line = self.window.line and self._is_all(first, last)
        if not any(self._is_no_name(i, lang) for i in span):
            return None
        if count >= 3:
            closed = self._boundary(first) and self._boundary(last + 1)
            if total < (_LEAST_CLOSED if line or closed else _LEAST) or strong < 2:
                return None
        elif not (line and total >= _LEAST_CLOSED and strong) and not (strong >= 2 and total >= _LEAST_SHORT):
            return None
        sums = [sum(self.weights[i] * self.vectors[i][n] for i in span) for n in range(len(self.lexicon.languages))]
        others = [(more, self.lexicon.languages[n]) for n, more in enumerate(sums) if n != k]
        more, other = max(others, key=lambda pair: (pair[0], pair[1]), default=(0.0, ""))
        start = self.window.first
        return Passage(start + first, start + last, lang, total, (other, more) if more > 0 else None, line)

    def _is_title(self, first: int, last: int, k: int) -> bool:
        """Whether the passage is (the rest of) the title of a work: *Cien años de soledad*, the song “Je ne sais pas”.

        A title begins with a capital inside a sentence, or follows a word such as *novel*.
        """
        if last - first >= _LONG or (self.window.line and self._is_all(first, last)):
            return False
        if first and self.costs[first] > _CLOSING and self.words[first - 1][:1].isupper():
            return self.vectors[first - 1][k] >= TELLING and not self.shouted
        works = tables.works(self.lexicon.target)
        nearest = range(first, max(0, first - 2), -1)
        near = [self.known[i - 1] for i in nearest if not _STOP.search("".join(self.seps[i : first + 1]))]
        return self.words[first][:1].isupper() and not works.isdisjoint(near)

    def _is_code(self, first: int, last: int) -> bool:
        """Whether the marks between the words are those of a program rather than of a sentence."""
        marks = sum(_CODE.search(self.seps[i]) is not None for i in range(first + 1, last + 1))
        return marks * 3 > last - first

    def _is_all(self, first: int, last: int) -> bool:
        outside = [*range(first), *range(last + 1, len(self.words))]
        return all(self.words[i][:1].isdigit() for i in outside)

    def _is_no_name(self, i: int, lang: str) -> bool:
        """Whether a word cannot be (part of) a name: it is small and no particle, or a capitalised function word."""
        word = self.words[i].lower() if self.shouted else self.words[i]
        if self.masked[i] or word.lower() in tables.particles():
            return False
        if not word[:1].isupper():
            return True
        return self.lexicon.is_function_word(word, lang) and not self.lexicon.is_own(word)
