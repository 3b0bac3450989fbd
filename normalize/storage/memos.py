"""How much is remembered: the bounds of all memos that grow with the text, named once.

A memo that is full forgets what was not asked for lately, and answers as before. 100 MB of news have some 100,000
distinct word forms, and most of what is asked is asked of the 10,000 commonest; an entry takes 200 bytes. What the
tables on disk answer as quickly is not remembered at all. What a process of a service remembers has an end, which it
comes to after some 100,000 word forms: ``tests/attack/soak.py`` measures it.
"""

from collections.abc import Callable
from typing import Final, TypeVar

CLASSES: Final = 1 << 17  # the class of a word form: to work it out all detectors are asked, 0.1 ms
TEXT_FORMS: Final = 1 << 16  # one small answer about a word form, asked for every word of a text
FORMS: Final = 1 << 14  # answers about single word forms, which one detector after the other asks of a new one
VOCABULARY: Final = 1 << 16  # the same where a whole vocabulary is gone through again and again
NAMES: Final = 1 << 18  # decisions on pairs of names while a folder is looked through for spellings
REPEATED: Final = 1 << 14  # larger answers, and those that only words and lines that texts repeat ask for twice
SHOWN: Final = 1 << 10  # what several detectors ask of one form, one after the other, when it is first shown
NEIGHBOURS: Final = 1 << 10  # the keys of a form, a kilobyte each: the same
BEHIND: Final = 1 << 9  # what goes on from beginnings of names, some kilobytes each
RIVALS: Final = 1 << 11  # entries that words like a name mean, a kilobyte each
ROWS: Final = 1 << 12  # rows of the table of near words, decoded
LINES: Final = 1 << 10  # what is worked out of whole lines: a page has so many, and other pages have others
WINDOWS: Final = 1 << 8  # foreign passages of a few hundred words at most, which a second look asks for again
PAIRS: Final = 1 << 14  # answers about two forms together, which seldom meet again
VECTORS: Final = 1 << 10  # words in foreign passages: one number a language each
SEPARATORS: Final = 1 << 14  # few distinct separators make up a text
LETTERS: Final = 1 << 14
SIGNS: Final = 1 << 12  # single signs that stand among letters
QUERIES: Final = 1 << 16  # names asked for one by one, in columns

V = TypeVar("V")


class Recent(dict[str, V]):
    """Answers about word forms, of which those asked for lately are kept: ``bound`` at most.

    Half full, it begins anew and keeps what it had until it is half full again: what is asked for meanwhile comes over.
    A look-up costs no more than one in a dictionary.

    >>> asked = []
    >>> lengths = Recent(4, lambda form: asked.append(form) or len(form))
    >>> [lengths[form] for form in ("a", "bb", "ccc", "a", "dddd", "a", "bb")], asked
    ([1, 2, 3, 1, 4, 1, 2], ['a', 'bb', 'ccc', 'dddd', 'bb'])
    """

    def __init__(self, bound: int, answer: Callable[[str], V]) -> None:
        super().__init__()
        self._half, self._answer = bound // 2, answer
        self._older: dict[str, V] = {}

    def __missing__(self, form: str) -> V:
        older = self._older  # another thread may begin anew
        return self.keep(form, older[form] if form in older else self._answer(form))

    def recalls(self, form: str) -> bool:
        """Whether the answer about a form is known."""
        return form in self or form in self._older

    def keep(self, form: str, answer: V) -> V:
        """Remember an answer, which is returned."""
        if len(self) >= self._half:
            self._older = dict(self)
            self.clear()
        self[form] = answer
        return answer
