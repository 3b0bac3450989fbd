"""Foreign passages in a text of the same script: which words, in which language, on what evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter

from normalize.languages import tables
from normalize.languages.lexicon import TELLING, Lexicon, Vector
from normalize.languages.sequence import CLOSING, stretches, switch_cost
from normalize.languages.windows import Places, Window, windows
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens

_CAPITAL, _OPENING, _PARTICLE, _SHOUTED = 0.15, 0.5, 0.1, 0.5  # what a word weighs that may be (part of) a name
_STRONG = 2.5
_CLEARLY_OWN = -4.0
_WEAK = 1.0
_LEAST, _LEAST_CLOSED, _LEAST_SHORT = 8.0, 6.0, 9.0
_ROUNDING = 1e-6  # of sums made in another order
_FEW = 3  # with fewer words a passage is a whole line, or has more evidence
_SHOUTING = 0.7
_LONG = 4  # words that are more than a title
_PHRASE = 10.0  # the evidence of a known phrase
_CODE = re.compile(r"[<>={}\\$#@^~_*+%&]|^[./(|:]+$|[\"'][,)\]]|[,(\[][\"']")
_STOP = re.compile(r"[.!?;|·()\[\]]|//")


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


def passages(places: Places, telling: Sequence[int], lexicon: Lexicon, masked: Protected) -> list[Passage]:
    """The foreign passages of a text, in text order, around its ``telling`` words (given by number).

    ``masked`` are spans that tell nothing of the language.
    """
    found: list[Passage] = []
    for window in windows(places, telling):
        for passage in _in_window(places, lexicon, masked, window):
            before = found[-1] if found and window.continues and passage.first == window.first else None
            if before and before.last + 1 == passage.first and before.lang == passage.lang:
                evidence = before.evidence + passage.evidence
                found[-1] = replace(before, last=passage.last, evidence=evidence)
            else:
                found.append(passage)
    return found


def _in_window(places: Places, lexicon: Lexicon, masked: Protected, window: Window) -> list[Passage]:
    """Known phrases, and the other passages that touch none of them; a line is weighed only where it may hold one."""
    phrases = list(_phrases(places, lexicon, window))
    once, twice = _spoken_for(places.tokens, lexicon, window)
    if not (phrases or twice or (once and window.line)):
        return []
    masks = _masks(places.tokens, lexicon, masked, window)
    phrases = [p for p in phrases if not all(masks[p.first - window.first : p.last + 1 - window.first])]
    speaking = twice
    if once and not twice:
        words = places.tokens.words[window.first : window.last + 1]
        speaking = once if _count(words, masks) < _FEW else 0
    if not speaking:
        return phrases
    found = _Line(places.tokens, lexicon, masks, window).passages(speaking)
    return phrases + [p for p in found if not any(p.first <= q.last and q.first <= p.last for q in phrases)]


def _masks(tokens: Tokens, lexicon: Lexicon, masked: Protected, window: Window) -> list[bool]:
    """Which words of a window tell nothing of the language: names, and what the target language has borrowed."""
    starts, ends, numbers = tokens.starts, tokens.ends, range(window.first, window.last + 1)
    near = masked.within(starts[window.first], ends[window.last])
    masks = [near.covers(starts[i], ends[i]) for i in numbers] if near.starts else [False] * len(numbers)
    known = list(map(tables.plain, tokens.words[window.first : window.last + 1]))
    for first, last in tables.loans(lexicon.target).within(known):
        masks[first : last + 1] = [True] * (last + 1 - first)
    return masks


def _count(words: Sequence[str], masks: Sequence[bool]) -> int:
    """How many words are neither masked nor numbers."""
    return sum(not (masked or word[:1].isdigit()) for word, masked in zip(words, masks, strict=True))


def _phrases(places: Places, lexicon: Lexicon, window: Window) -> Iterator[Passage]:
    """Known phrases of web sites that are a whole line or a whole part of one between dividers."""
    for start, end in places.parts(window.first, window.last + 1):
        if end - start > tables.LONGEST:
            continue
        langs = tables.phrases().get(" ".join(map(tables.plain, places.tokens.words[start:end])), ())
        if langs and lexicon.target not in langs and not set(langs).isdisjoint(lexicon.languages):
            line = window.line and start == window.first and end == window.last + 1
            yield Passage(start, end - 1, langs[0], _PHRASE, None, line, tuple(langs))


def _spoken_for(tokens: Tokens, lexicon: Lexicon, window: Window) -> tuple[int, int]:
    """The languages that one word of a window speaks strongly for, and those that two do; one bit each.

    A passage has two such words, or is a line of very few words with one of them, however much the others add. Strong
    words are telling ones: the others need not be looked at.
    """
    once = twice = 0
    for i in window.telling:
        word = tokens.words[i]
        strong, strong_with_capital = _strong_in(lexicon, word)
        if word[:1].isupper():
            strong = strong_with_capital
            if (
                strong
                and not tokens.opens_sentence(i)
                and not _is_shouted(tokens.words[window.first : window.last + 1])
            ):
                continue
        twice |= once & strong
        once |= strong
    return once, twice


@lru_cache(maxsize=1 << 16)
def _strong_in(lexicon: Lexicon, word: str) -> tuple[int, int]:
    """The languages that a word speaks strongly for in lower case, and with a capital that its place may explain."""
    vector = lexicon.vector(word)
    weights = (1.0, max(_OPENING, _SHOUTED))
    small, capital = (sum(1 << k for k, more in enumerate(vector) if w * more >= _STRONG) for w in weights)
    return small, capital


def _is_shouted(words: Sequence[str]) -> bool:
    """Whether nearly all words are in capitals, so that a capital tells nothing."""
    cased = [word for word in words if word[:1].isalpha()]
    return sum(map(str.isupper, cased)) > _SHOUTING * len(cased) and len(cased) > 1


class _Line:
    """A window with what each word says (``vectors``) and weighs, and what a switch in front of it costs.

    ``masked`` are the words that tell nothing of the language.
    """

    def __init__(self, tokens: Tokens, lexicon: Lexicon, masked: Sequence[bool], window: Window) -> None:
        self.tokens, self.lexicon, self.masked, self.window = tokens, lexicon, masked, window
        self.words = tokens.words[window.first : window.last + 1]
        self.seps = tokens.separators[window.first : window.last + 2]
        self.shouted = _is_shouted(self.words)
        none: Vector = (0.0,) * len(lexicon.languages)
        self.vectors = [none if self._tells_nothing(i) else lexicon.vector(word) for i, word in enumerate(self.words)]
        self.weights = [self._weight(i) for i in range(len(self.words))]
        self.costs = list(map(switch_cost, self.seps[:-1]))

    def passages(self, speaking: int) -> Iterator[Passage]:
        """The stretches that hold against the rules on how much evidence a foreign passage needs.

        ``speaking`` are the languages that may have one, a bit each.
        """
        reached = any(self._reaches(k) for k in range(len(self.lexicon.languages)) if speaking >> k & 1)
        likely = self._likely() if reached else []
        if not likely:
            return
        vectors = self.vectors if len(likely) == len(self.lexicon.languages) else self._only(likely)
        for start, end, n in stretches(vectors, self.weights, self.costs):
            k = likely[n]
            first, last = self._trimmed(start, end - 1, k)
            passage = self._judged(first, last, k) if first <= last else None
            if passage is not None:
                yield passage

    def _reaches(self, k: int) -> bool:
        """Whether any words in a row have the least evidence for a language."""
        total = 0.0
        for weight, vector in zip(self.weights, self.vectors, strict=True):
            total = max(total, 0.0) + weight * vector[k]
            if total >= _LEAST_CLOSED - _ROUNDING:
                return True
        return False

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

    def _likely(self) -> list[int]:
        """The languages that could reach the least evidence if all that speaks for them stood together."""
        columns = zip(*self.vectors, strict=True)
        sums = [sum(w * more for w, more in zip(self.weights, column, strict=True) if more > 0) for column in columns]
        return [k for k, most in enumerate(sums) if most >= _LEAST_CLOSED]

    def _only(self, likely: list[int]) -> list[Vector]:
        if len(likely) == 1:
            return [(vector[likely[0]],) for vector in self.vectors]
        return list(map(itemgetter(*likely), self.vectors))

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
        return self.costs[i] <= CLOSING

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
        count = _count(self.words[first : last + 1], self.masked[first : last + 1])
        line = self.window.line and self._is_all(first, last)
        if not any(self._is_no_name(i, lang) for i in span):
            return None
        if count >= _FEW:
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
        if first and self.costs[first] > CLOSING and self.words[first - 1][:1].isupper():
            return self.vectors[first - 1][k] >= TELLING and not self.shouted
        works = tables.works(self.lexicon.target)
        nearest = range(first, max(0, first - 2), -1)
        near = [tables.plain(self.words[i - 1]) for i in nearest if not _STOP.search("".join(self.seps[i : first + 1]))]
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
