"""What each distinct word form may stand for among the words of glossaries.

The cheap questions come first: most forms are in lower case and need one look-up, and a form that is a word of the
glossary or known to readers can open a name by likeness only if that name has more words. Only what is left meets all
the words that are near to it. The answers are remembered: they grow with the vocabulary and not with the text.
"""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from normalize.languages.tables import has_words
from normalize.names.index import MIN_LETTERS, Index
from normalize.names.thresholds import RUNNING_TEXT
from normalize.storage import memos
from normalize.words.fold import fold
from normalize.words.known import derives_from, is_known

_LONGEST = 64  # code points

Options = tuple[tuple[str, float], ...]  # folded glossary words with their similarity (1.0: the same word), best first


class Opener(NamedTuple):
    """What a form that opens a name may stand for.

    ``alone`` says whether likeness may map it by itself: it is no known word, no word of the glossary, and no
    derivation of one. ``pending`` says that :meth:`Vocabulary.near_among` may have more, should more words follow.
    """

    options: Options
    alone: bool = False
    pending: bool = False


class Vocabulary:
    """Word forms resolved against an index."""

    def __init__(self, index: Index, language: str = "en") -> None:
        self.index = index
        self.language = language
        # The glossary words that a form inside a name may be, and those that it is most like, itself left out.
        self._inside = memos.Recent(memos.TEXT_FORMS, self._options)
        self._nearest = memos.Recent(memos.TEXT_FORMS, self._near)

    def __reduce__(self) -> tuple[type[Vocabulary], tuple[Index, str]]:
        return Vocabulary, (self.index, self.language)

    def opener(self, form: str) -> Opener | None:
        """What a form may stand for at the beginning of a name; None for most forms.

        A form that is known or a word of the glossary may open by likeness those names alone that have several words:
        that is looked at where a second one follows.
        """
        folded, first = fold(form), form[0]
        if len(form) > _LONGEST or (first.islower() and folded not in self.index.lower_openers):
            return None
        opens = folded in self.index.openers
        exact: Options = ((folded, 1.0),) if opens or folded in self.index.words else ()
        if not first.isupper():
            return Opener(exact) if opens else None
        if exact or is_known(form, self.language):
            return Opener(exact, pending=len(form) >= MIN_LETTERS)
        near = self.near(form)
        if not any(word in self.index.openers for word, _ in near):
            return None
        return Opener(near, has_words(self.language) and not any(derives_from(form, word) for word, _ in near))

    def near_among(self, form: str, others: Set[str]) -> Options:
        """Those of other words of the glossary that a form is like, itself left out."""
        folded = fold(form)
        return tuple(pair for pair in self.index.near_among(form, others, RUNNING_TEXT.near) if pair[0] != folded)

    def listed(self, folded: str) -> Options:
        """A folded form as a word of the glossary, where it is one."""
        return ((folded, 1.0),) if folded in self.index.words or folded in self.index.openers else ()

    def options(self, form: str) -> Options:
        """The glossary words that a form inside a name may be, with their similarity."""
        return self._inside[form]

    def _options(self, form: str) -> Options:
        exact = self.listed(fold(form))
        if not form[0].isupper() or len(form) > _LONGEST:
            return exact
        both = (*exact, *self.near(form))
        return both if any(word in self.index.openers for word, _ in both) else exact

    def near(self, form: str) -> Options:
        """The words of the glossary that are most like a form, itself left out."""
        return self._nearest[form]

    def _near(self, form: str) -> Options:
        folded = fold(form)
        return tuple(pair for pair in self.index.near(form, RUNNING_TEXT.near) if pair[0] != folded)

    def is_near(self, form: str, word: str) -> bool:
        """Whether a glossary word is among those that are most like a form."""
        return any(word == near for near, _ in self.near(form))
