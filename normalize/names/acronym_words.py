"""Which words and separators may be of interest to those who look for acronyms."""

from __future__ import annotations

from normalize.evidence.wanted import Wants
from normalize.names.index import Index
from normalize.words.fold import fold
from normalize.words.known import KNOWN, zipf

LEAST, _MOST = 2, 6  # letters of an acronym


_LIKE_A_WORD = 4  # shorter ones are words too often: Who, It
_LEAST_ABROAD = 3  # and of those that other languages write so, and that are no word of English: Bce


class AcronymWords(Wants):
    """The words and separators that acronyms are told by: capitals, acronyms written like words, and brackets."""

    def __init__(self, index: Index, language: str = "en") -> None:
        self._index, self._language = index, language

    def wants(self, form: str) -> bool:
        """Whether a word may be an acronym in its place, whatever its letters."""
        return self.is_acronym(form) or self.is_title_case(form)

    def is_acronym(self, form: str) -> bool:
        """Whether a word may be a wrong acronym: capitals, or what glossaries list of other languages."""
        return is_capitals(form) or self.listed_as(form) in self._index.foreign_acronyms

    def listed_as(self, form: str) -> str:
        """An acronym as glossaries list it: some languages write those that are spoken as words like words.

        >>> from normalize.names.glossary.entry import Alias, Entry
        >>> opec = Entry("opec", "Oil Exporters", "organisation", acronym="OPEC", acronyms=(Alias("OPEP", "pt"),))
        >>> words = AcronymWords(Index([opec]))
        >>> words.listed_as("Opep"), words.listed_as("Opec"), words.listed_as("OPEP")
        ('OPEP', 'Opec', 'OPEP')
        """
        if len(form) < _LEAST_ABROAD or len(form) > _MOST or not form.istitle():
            return form
        capitals, index = fold(form).upper(), self._index
        if capitals not in index.foreign_acronyms or capitals in index.acronyms or index.phrases.get(fold(form)):
            return form
        return capitals if zipf(form, self._language) < KNOWN else form

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
