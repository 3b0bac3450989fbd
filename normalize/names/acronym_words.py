"""Which words and separators may be of interest to those who look for acronyms."""

from __future__ import annotations

from normalize.evidence.wanted import Wants
from normalize.names.index import Index
from normalize.words.fold import fold

LEAST, _MOST = 2, 6  # letters of an acronym


_LIKE_A_WORD = 4  # shorter ones are words too often: Who, It


class AcronymWords(Wants):
    """The words and separators that acronyms are told by: capitals, acronyms written like words, and brackets."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def wants(self, form: str) -> bool:
        """Whether a word may be an acronym in its place, whatever its letters."""
        return is_capitals(form) or self.is_title_case(form)

    def wants_separator(self, separator: str) -> bool:
        """Whether an acronym or its long form may stand in brackets there."""
        return "(" in separator

    def is_title_case(self, form: str) -> bool:
        """Whether a form is an acronym of the glossary written like a word, and no name."""
        index = self._index
        shaped = form[:1].isupper() and form.istitle() and len(form) >= _LIKE_A_WORD
        return shaped and form.upper() in index.acronyms and not index.phrases.get(fold(form))


def is_capitals(form: str) -> bool:
    return LEAST <= len(form) <= _MOST and form.isupper() and form.isalpha()
