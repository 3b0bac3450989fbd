"""Which words of a document are suspects: forms that readers do not know, in running text, and named by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from normalize.evidence.reading import Reading
from normalize.storage import memos
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens
from normalize.words.difference import LEAST_LETTERS
from normalize.words.unlisted import is_derived, is_rare, is_unlisted

_LONGEST = 64  # letters: nothing longer is a word
LEAST_WORD = 6  # letters of a lower-case suspect, and of one that is repaired unasked
_JOINTS = ("-", "_", "‐", "‑", "@", "#", "/")


@dataclass(frozen=True)
class Suspect:
    """A form with the numbers of its words in the document; ``opens``: whether all of them open a sentence."""

    form: str
    at: tuple[int, ...]
    opens: bool


@lru_cache(maxsize=memos.SHOWN)
def looks_strange(word: str, language: str) -> bool:
    """Whether a word of plain letters is unknown to readers; a lower-case one must be in no list at all."""
    if not LEAST_LETTERS <= len(word) <= _LONGEST or not word.isalpha():
        return False
    if word.islower():
        unknown = len(word) >= LEAST_WORD and is_unlisted(word) and is_rare(word, language)
    else:
        unknown = word[0].isupper() and word[1:].islower() and is_rare(word, language)
    return unknown and not is_derived(word, language)


class Suspects:
    """The suspects of a document: each strange form by itself, that much alone is looked up which is asked for."""

    def __init__(self, reading: Reading, strange: list[int]) -> None:
        self._reading = reading
        self._at: dict[str, list[int]] = {}
        for number in strange:
            self._at.setdefault(reading.tokens.words[number], []).append(number)

    @cached_property
    def _not_running_text(self) -> tuple[Protected, ...]:
        named = Protected.of((m.start, m.end) for m in self._reading.linked.mentions if m.exact)
        found = Protected.of((f.start, f.end) for f in self._reading.linked.findings)
        return self._reading.protected, named, found

    def __iter__(self) -> Iterator[str]:
        """The strange forms in text order, wherever they stand."""
        return iter(self._at)

    def opens(self, form: str) -> bool:
        """Whether a form opens a sentence wherever it stands free in running text."""
        opening = set(map(self._reading.tokens.opens_sentence, self._at[form]))
        if len(opening) == 1:
            return opening.pop()
        suspect = self.suspect(form)
        return suspect is not None and suspect.opens

    def suspect(self, form: str) -> Suspect | None:
        """A form where it stands free in running text, outside of what is protected or named by a glossary."""
        tokens = self._reading.tokens
        at = tuple(filter(self._in_running_text, self._at[form]))
        return Suspect(form, at, all(map(tokens.opens_sentence, at))) if at else None

    def _in_running_text(self, number: int) -> bool:
        tokens = self._reading.tokens
        span = tokens.starts[number], tokens.ends[number]
        return stands_free(tokens, number) and not any(spans.covers(*span) for spans in self._not_running_text)


def stands_free(tokens: Tokens, index: int) -> bool:
    """Whether no hyphen, underscore or the like joins the word to another."""
    return not tokens.separators[index].endswith(_JOINTS) and not tokens.separators[index + 1].startswith(_JOINTS)
