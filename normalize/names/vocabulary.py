"""What each distinct word form may stand for among the words of glossaries.

The cheap questions come first: most forms are in lower case and need one look-up, and a form that is a word of the
glossary or known to readers can open a name by likeness only if that name has more words. Only what is left meets all
words that are near to it. The answers are remembered: they grow with the vocabulary and not with the text.
"""

from __future__ import annotations

from typing import NamedTuple

from normalize.names.index import Index
from normalize.names.thresholds import RUNNING_TEXT
from normalize.words.fold import fold
from normalize.words.known import derives_from, is_known

_BOUND = 1 << 20
_LONGEST = 64  # code points

Options = tuple[tuple[str, float], ...]  # folded glossary words with their similarity (1.0: the same word), best first


class Opener(NamedTuple):
    """What a form that opens a name may stand for, and whether likeness may map it by itself: it is no known word, no
    word of the glossary, and no derivation of one."""

    options: Options
    alone: bool


class Vocabulary:
    """Word forms resolved against an index."""

    def __init__(self, index: Index, language: str = "en") -> None:
        self.index = index
        self.language = language
        self._inside: dict[str, Options] = {}

    def __getstate__(self) -> dict[str, object]:
        return {"index": self.index, "language": self.language, "_inside": {}}

    def opener(self, form: str) -> Opener | None:
        """What a form may stand for at the beginning of a name; None for most forms."""
        if len(form) > _LONGEST:  # no name is that long
            return None
        folded, openers = fold(form), self.index.openers
        first = form[0]
        if first.islower() and folded not in self.index.lower_openers:
            return None
        exact = self._is_listed(folded)
        if not first.isupper():
            return Opener(((folded, 1.0),), False) if exact and folded in openers else None
        likely = not exact and not is_known(form, self.language)
        if likely or self.index.is_near_beginning(form, RUNNING_TEXT.near):
            near = self._near(form, folded)
        elif exact and folded in openers:
            return Opener(((folded, 1.0),), False)
        else:
            return None
        options = (*(((folded, 1.0),) if exact else ()), *near)
        if not any(word in openers for word, _ in options):
            return None
        return Opener(options, likely and bool(near) and not any(derives_from(form, word) for word, _ in near))

    def options(self, form: str) -> Options:
        """The glossary words that a form inside a name may be, with their similarity."""
        try:
            return self._inside[form]
        except KeyError:
            if len(self._inside) >= _BOUND:
                self._inside = {}
            found = self._inside[form] = self._options(form)
            return found

    def _options(self, form: str) -> Options:
        folded = fold(form)
        exact: Options = ((folded, 1.0),) if self._is_listed(folded) else ()
        near = self._near(form, folded) if form[0].isupper() and len(form) <= _LONGEST else ()
        openers = self.index.openers
        if any(word in openers for word, _ in (*exact, *near)):
            return (*exact, *near)
        return exact if folded in self.index.words else ()

    def _is_listed(self, folded: str) -> bool:
        return folded in self.index.words or folded in self.index.openers

    def _near(self, form: str, folded: str) -> Options:
        return tuple(pair for pair in self.index.near(form, RUNNING_TEXT.near) if pair[0] != folded)
