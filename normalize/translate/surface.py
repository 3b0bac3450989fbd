"""What stands around the words of a span, and how they are written: cut off before a translation, put back after."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from normalize.text.pattern import pattern
from normalize.text.protected import protected_spans
from normalize.words.frequency import top

_MARKS = ".?!…:;"
_CLOSED_BY = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«", '"': '"'}
_LOOSE_MARK = pattern(r"[\s\u00a0\u202f]+(?=[?!:;])")
_LEAST_SHOUTED = 4  # letters; shorter ones may be acronyms
_FUNCTION_WORDS = 200  # so many of the commonest words of a language are written small inside a sentence


@dataclass(frozen=True, slots=True)
class Surface:
    """A text cut into ``head + core + tail``: ``core`` runs from the first word to the last, URLs at the edges apart.

    ``mark`` is the punctuation that ends its sentence, which a model should see.
    """

    head: str
    core: str
    tail: str

    @property
    def mark(self) -> str:
        rest = self.tail.strip()
        return rest[0] if rest and rest[0] in _MARKS else ""

    @property
    def shouted(self) -> bool:
        """Whether the words are written in capitals throughout."""
        letters = [ch for ch in self.core if ch.isalpha()]
        return len(letters) >= _LEAST_SHOUTED and self.core.isupper()

    def restored(self, translation: str, target: str) -> str:
        """A translation of the core in the letter case, with the edges and the final punctuation of the source.

        >>> cut("  ¿Leer más? ").restored("read more.", "en")
        '  Read more? '
        >>> cut("LIRE AUSSI :\\n").restored("Read also", "en")
        'READ ALSO:\\n'
        """
        text = translation.strip().rstrip(_MARKS + " ") or translation.strip()
        head, tail = self.head, self.tail
        if target != "es":
            head = head.replace("¿", "").replace("¡", "")
            text = text.lstrip("¿¡")
        if target != "fr":
            tail = _LOOSE_MARK.sub("", tail)
        if self.shouted:
            return head + text.upper() + tail
        if self.core[:1].isupper():
            text = text[:1].upper() + text[1:]
        elif self.core[:1].islower() and text.split(maxsplit=1)[0].lower() in _small(target):
            text = text[:1].lower() + text[1:]
        return head + text + tail


@cache
def _small(language: str) -> frozenset[str]:
    """Words that are written small where no sentence begins."""
    return frozenset(top(language, _FUNCTION_WORDS)) - {"i"}


def cut(text: str) -> Surface:
    """Cut the edges off a text; ``core`` is empty where it has no words.

    >>> cut("• «Lire la suite», https://news.test/x")
    Surface(head='• «', core='Lire la suite', tail='», https://news.test/x')
    """
    urls = protected_spans(text)
    starts = dict(zip(urls.starts, urls.ends, strict=True))
    ends = dict(zip(urls.ends, urls.starts, strict=True))
    first, last = 0, len(text)
    while first < last and (first in starts or not text[first].isalnum()):
        first = starts.get(first, first + 1)
    while last > first and (last in ends or not text[last - 1].isalnum()):
        last = max(ends.get(last, last - 1), first)
    while last < len(text) and _closes(text[first:last], text[last]):
        last += 1
    return Surface(text[:first], text[first:last], text[last:])


def _closes(core: str, mark: str) -> bool:
    """Whether a mark behind the core closes what was opened in it."""
    opener = _CLOSED_BY.get(mark)
    if opener is None:
        return False
    return core.count(opener) % 2 == 1 if opener == mark else core.count(opener) > core.count(mark)
