"""Where the forms that are looked for stand in a text: names, acronyms, compounds, and the long forms of acronyms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from normalize.discovery.names import Telling
from normalize.discovery.survey import names_of
from normalize.storage import memos
from normalize.text.tokens import WORD, Tokens


class Occurrence(NamedTuple):
    """A form, the numbers of its first and last words, and its span."""

    form: str
    first: int
    last: int
    start: int
    end: int


class Wanted(Mapping[str, frozenset[str]]):
    """The forms looked for, each with those that it may be a spelling of, and by their first words those that are no
    names by their looks."""

    def __init__(self, partners: Mapping[str, frozenset[str]], phrases: Mapping[str, tuple[str, ...]]) -> None:
        self._partners = dict(partners)
        self.phrases = dict(phrases)

    def __getitem__(self, form: str) -> frozenset[str]:
        return self._partners[form]

    def __iter__(self) -> Iterator[str]:
        return iter(self._partners)

    def __len__(self) -> int:
        return len(self._partners)

    def __bool__(self) -> bool:
        return bool(self._partners or self.phrases)


def places(
    tokens: Tokens, is_name: Telling, wanted: Mapping[str, frozenset[str]], capitals: Iterable[int] | None = None
) -> Iterator[Occurrence]:
    """The places of wanted forms in a text; ``capitals`` are the numbers of its words with a capital, if known."""
    phrases = wanted.phrases if isinstance(wanted, Wanted) else {}
    taken: set[int] = set()
    if phrases:
        for place in _phrases(tokens, phrases):
            if place.first not in taken:
                taken.update(range(place.first, place.last + 1))
                yield place
    for form, first, last in names_of(tokens, is_name, capitals):
        if form in wanted and first not in taken:
            yield Occurrence(form, first, last, tokens.starts[first], tokens.ends[last])


def _phrases(tokens: Tokens, phrases: Mapping[str, tuple[str, ...]]) -> Iterator[Occurrence]:
    """The places of forms that are found by their words: the longest at each word."""
    for i in tokens.at(phrases.keys()):
        for form in phrases[tokens.words[i]]:
            last = i + _words(form) - 1
            if last < len(tokens.words) and _is(tokens.slice(i, last), form):
                yield Occurrence(form, i, last, tokens.starts[i], tokens.ends[last])
                break


def _is(text: str, form: str) -> bool:
    return text == form or " ".join(text.split()) == form


@lru_cache(maxsize=memos.FORMS)
def _words(form: str) -> int:
    return len(WORD.findall(form))


def by_first_word(forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Forms by their first word, the longest first."""
    found: dict[str, list[str]] = {}
    for form in sorted(forms):
        found.setdefault(WORD.findall(form)[0], []).append(form)
    return {word: tuple(sorted(same, key=lambda form: (-len(form), form))) for word, same in found.items()}
