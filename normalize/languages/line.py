"""One window of a text: which stretches of it are foreign, and whether they have the evidence that a passage needs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter, mul, sub

from normalize.languages import tables
from normalize.languages.foreign_names import is_name
from normalize.languages.lexicon import Lexicon, Vector
from normalize.languages.passage import Passage
from normalize.languages.sequence import CLOSING, stretches, switch_cost
from normalize.languages.windows import Window
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens

_CAPITAL, _OPENING, _PARTICLE, _SHOUTED = 0.15, 0.5, 0.1, 0.5  # what a word weighs that may be (part of) a name
STRONG = 2.5
CAPITALISED = max(_OPENING, _SHOUTED)  # the most that a word with a capital weighs
_CLEARLY_OWN = -4.0
_OWN_JOINT = -3.6  # what a function word of the target that divides a passage says at most
_WEAK = 1.0
_COMMON = 3e-5  # share of a word with a capital that the target language has and hardly another: Monday
_RARE = 2.0  # what a language that is written little has to lead by: it is seven times less expected
_NEAR = 6.0  # evidence by which a language may lead another one that is likelier without limits
_LEAST, _LEAST_CLOSED, _LEAST_SHORT = 8.0, 6.0, 9.0
_ROUNDING = 1e-6  # of sums made in another order
FEW = 3  # with fewer words a passage is a whole line, or has more evidence
_SHOUTING = 0.7
_CODE = pattern(r"[<>={}\\$#@^~_*+%&]|^[./(|:]+$|[\"'][,)\]]|[,(\[][\"']")


def is_shouted(words: Sequence[str]) -> bool:
    """Whether nearly all words are in capitals, so that a capital tells nothing."""
    cased = [word for word in words if word[:1].isalpha()]
    return sum(map(str.isupper, cased)) > _SHOUTING * len(cased) and len(cased) > 1


def count(words: Sequence[str], masks: Sequence[bool]) -> int:
    """How many words are neither masked nor numbers."""
    return sum(not (masked or word[:1].isdigit()) for word, masked in zip(words, masks, strict=True))


class Line:
    """A window with what each word says (``vectors``) and weighs, and what a switch in front of it costs.

    ``masked`` are the words that tell nothing of the language.
    """

    def __init__(self, tokens: Tokens, lexicon: Lexicon, masked: Sequence[bool], window: Window) -> None:
        self.tokens, self.lexicon, self.masked, self.window = tokens, lexicon, masked, window
        self.words = tokens.words[window.first : window.last + 1]
        self.seps = tokens.separators[window.first : window.last + 2]
        self.shouted = is_shouted(self.words)
        none: Vector = (0.0,) * len(lexicon.languages)
        self.vectors = [none if self._tells_nothing(i) else lexicon.vector(word) for i, word in enumerate(self.words)]
        self.weights = [self._weight(i) for i in range(len(self.words))]
        self.costs = list(map(switch_cost, self.seps[:-1]))
        self.names: list[int] = []  # the words of stretches that turned out to be names, by their number in the text

    def passages(self, speaking: int) -> Iterator[Passage]:
        """The stretches that hold against the rules on how much evidence a foreign passage needs.

        ``speaking`` are the languages that may have one, a bit each.
        """
        likely = self._likely(speaking)
        if not likely:
            return
        vectors = self.vectors if len(likely) == len(self.lexicon.languages) else self._only(likely)
        for start, end, n in stretches(vectors, self.weights, self.costs):
            k = likely[n]
            for begin, stop in self._parts(start, end, k):
                first, last = self._trimmed(begin, stop - 1, k)
                passage = self._judged(first, last, k) if first <= last else None
                if passage is not None:
                    yield passage

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
        if i and "," in self.seps[i] and self.words[i - 1][:1].isdigit():
            return True  # the next in a row of names with numbers
        left = next((k for k in range(i - 1, max(-1, i - 4), -1) if words[k] not in particles), -1)
        right = next((k for k in range(i + 1, min(len(words), i + 4)) if words[k] not in particles), -1)
        if left == 0 and words[left].lower() in particles:  # Zu den Kommentaren
            return False
        return left >= 0 and right >= 0 and words[left][:1].isupper() and words[right][:1].isupper()

    def _likely(self, speaking: int) -> list[int]:
        """Those of some languages of which words in a row have the least evidence: the largest sum of neighbours
        (Kadane)."""
        likely = []
        for k in range(speaking.bit_length()):
            if speaking >> k & 1:
                says = map(mul, self.weights, map(itemgetter(k), self.vectors))
                sums = list(accumulate(says, initial=0.0))
                if max(map(sub, sums, accumulate(sums, min))) >= _LEAST_CLOSED - _ROUNDING:
                    likely.append(k)
        return likely

    def _only(self, likely: list[int]) -> list[Vector]:
        if len(likely) == 1:
            return [(vector[likely[0]],) for vector in self.vectors]
        return list(map(itemgetter(*likely), self.vectors))

    def _parts(self, start: int, end: int, k: int) -> Iterator[tuple[int, int]]:
        """What lies between small function words of the target language that the other one does not have."""
        own = (i for i in range(start, end) if self._is_clearly_own(i, k))
        for i in (*own, end):
            if i > start:
                yield start, i
            start = i + 1

    def _is_clearly_own(self, i: int, k: int) -> bool:
        """Whether a word is one of the target's function words and joins no name (*Study in the Visual Arts*)."""
        if not self._is_own_joint(i) or self.vectors[i][k] > _OWN_JOINT:
            return False
        left, right = i - 1, i + 1
        while left > 0 and self._is_own_joint(left):
            left -= 1
        while right < len(self.words) - 1 and self._is_own_joint(right):
            right += 1
        return not (left >= 0 and right < len(self.words) and self._is_capital(left) and self._is_capital(right))

    def _is_own_joint(self, i: int) -> bool:
        return self.words[i].islower() and self.lexicon.is_own_function_word(self.words[i])

    def _is_capital(self, i: int) -> bool:
        return self.words[i][:1].isupper() and self.weights[i] <= _CAPITAL

    def _trimmed(self, first: int, last: int, k: int) -> tuple[int, int]:
        """Without words of the target language at the ends, and names that plain spaces join to it."""
        first += self._lost(range(first, last + 1), k)
        last -= self._lost(range(last, first - 1, -1), k)
        while first <= last and self._is_loose(first, k, self._boundary(first)):
            first += 1
        while first <= last and self._is_loose(last, k, self._boundary(last + 1)):
            last -= 1
        return first, last

    def _lost(self, places: range, k: int) -> int:
        """How many words, from one end on, together speak for the target language: a name and its verb."""
        lost, total = 0, 0.0
        for number, i in enumerate(places, start=1):
            total += self.weights[i] * self.vectors[i][k]
            if total > STRONG:
                break
            if total <= -_WEAK and self.vectors[i][k] <= -STRONG and self.words[i].islower():
                lost = number
        return lost

    def _boundary(self, i: int) -> bool:
        """Whether the place in front of a word is one where a sentence, clause or quotation ends."""
        if i == 0 or i == len(self.words):
            return True
        return self.costs[i] <= CLOSING

    def _is_loose(self, i: int, k: int, at_boundary: bool) -> bool:
        word, more = self.words[i], self.vectors[i][k]
        if more <= _CLEARLY_OWN and self.lexicon.is_own_function_word(word):
            return True
        if more <= _CLEARLY_OWN and (word.islower() or self.lexicon.own_share(word) >= _COMMON):
            return True
        if word[:1].isupper() and not self.shouted:
            return not at_boundary and self.weights[i] <= _CAPITAL
        return not at_boundary and more <= _WEAK and not self.masked[i]

    def _judged(self, first: int, last: int, k: int) -> Passage | None:
        span = range(first, last + 1)
        evidence = [self.weights[i] * self.vectors[i][k] for i in span]
        total, strong = sum(evidence), sum(more >= STRONG for more in evidence)
        if is_name(self, first, last, k):
            self.names.extend(range(self.window.first + first, self.window.first + last + 1))
            return None
        if self._is_code(first, last):
            return None
        counted = count(self.words[first : last + 1], self.masked[first : last + 1])
        line = self.is_whole(first, last)
        least = -math.inf if line else _WEAK
        if not any(self._is_no_name(i, k, least) for i in span):
            return None
        if self.lexicon.languages[k] in tables.romanised():
            speaking = {self.words[i] for i, more in zip(span, evidence, strict=True) if more >= STRONG}
            if len(speaking) < FEW:
                return None  # a syllable or two, which many languages have
        if counted >= FEW:
            closed = self._boundary(first) and self._boundary(last + 1)
            if total < (_LEAST_CLOSED if line or closed else _LEAST) or strong < 2:
                return None
        elif not (line and total >= _LEAST_CLOSED and strong) and not (strong >= 2 and total >= _LEAST_SHORT):
            return None
        sums = self._sums([self.vectors[i] for i in span], span)
        k = self._likeliest(span, [n for n, more in enumerate(sums) if more >= total - _NEAR])
        sums = self._sums([self.unlimited(i) for i in span], span)
        others = [(more, self.lexicon.languages[n]) for n, more in enumerate(sums) if n != k]
        more, other = max(others, key=lambda pair: (pair[0], pair[1]), default=(0.0, ""))
        start = self.window.first
        runner_up = (other, total - (sums[k] - more)) if more > 0 else None
        return Passage(start + first, start + last, self.lexicon.languages[k], total, runner_up, line)

    def _likeliest(self, span: range, among: Sequence[int]) -> int:
        """The likeliest of some languages, from what each word says of them without limits."""
        if len(among) == 1:
            return among[0]
        rare, languages = tables.less_written(), self.lexicon.languages
        sums = self._sums([self.unlimited(i) for i in span], span)
        return max(among, key=lambda n: (sums[n] - _RARE * (languages[n] in rare), -n))

    def _sums(self, vectors: Sequence[Vector], span: range) -> list[float]:
        """What some words say together of each language, each by its weight."""
        weights = [self.weights[i] for i in span]
        return [sum(map(mul, weights, column)) for column in zip(*vectors, strict=True)]

    def unlimited(self, i: int) -> Vector:
        """What a word says of each language, without limits; a word that tells nothing says nothing here, too."""
        return self.vectors[i] if self._tells_nothing(i) else self.lexicon.unlimited(self.words[i])

    def _is_code(self, first: int, last: int) -> bool:
        """Whether the marks between the words are those of a program rather than of a sentence."""
        marks = sum(_CODE.search(self.seps[i]) is not None for i in range(first + 1, last + 1))
        return marks * 3 > last - first

    def is_whole(self, first: int, last: int) -> bool:
        """Whether a passage is all words of its line, numbers apart."""
        if not self.window.line:
            return False
        outside = [*range(first), *range(last + 1, len(self.words))]
        return all(self.words[i][:1].isdigit() for i in outside)

    def _is_no_name(self, i: int, k: int, least: float) -> bool:
        """Whether a word cannot be (part of) a name: it is small and no particle, or a capitalised function word.

        Small words need the ``least`` evidence: *was* tells nothing in *van den Bergh was Karel*.
        """
        word = self.words[i].lower() if self.shouted else self.words[i]
        if self.masked[i] or word.lower() in tables.particles():
            return False
        if not word[:1].isupper():
            return self.vectors[i][k] >= least and self.vectors[i][k] != 0
        return self.lexicon.is_function_word(word, self.lexicon.languages[k]) and not self.lexicon.is_own(word)
