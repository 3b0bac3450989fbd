"""Entries in another target language than the one that their glossary is written in.

An entry has one canonical form a language: that which the glossary gives; else the best known of the aliases of the
language, or what its habits make of the native form. A person whose name has Latin letters at home keeps it.
Where none of these is known, the entry says nothing of that language. All other forms are variants.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from normalize.languages.tables import has_words
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.romanisation.sources import is_foreign_script
from normalize.names.romanisation.spellings import spellings
from normalize.words.fold import split
from normalize.words.known import KNOWN, zipf

_OTHER_ALPHABETS = frozenset(["ru", "uk", "be", "bg", "sr", "mk", "el", "ar", "fa", "he", "zh", "ja", "ko"])
_AS_IN_ENGLISH = frozenset(["it", "pt"])  # the press takes over what English writes where it has no form of its own


def in_language(entries: Iterable[Entry], target: str) -> Iterator[Entry]:
    """The entries that have a form in the target language, each written in it."""
    for entry in entries:
        if entry.language == target:
            yield entry
        elif canonical := canonical_in(entry, target):
            yield _projected(entry, canonical, target)


def canonical_in(entry: Entry, target: str) -> str | None:
    """The canonical form of an entry in a language; None where nothing tells it.

    >>> beijing = Entry("beijing", "Beijing", "place", names=(Alias("Pékin", "fr"),), native=(Alias("北京", "zh"),))
    >>> canonical_in(beijing, "fr"), canonical_in(beijing, "de")
    ('Pékin', None)
    """
    if entry.language == target:
        return entry.canonical
    if chosen := next((name.text for name in entry.names if name.lang == target), None):
        return chosen
    foreign = target in _OTHER_ALPHABETS
    listed = [f.text for f in (*entry.aliases, *entry.native) if f.lang == target and _fits(f, foreign)]
    if foreign:
        return next(iter(listed), None)
    made = [m.text for m in spellings(entry) if m.lang == target][:1] if entry.native else []
    english = [entry.canonical] if entry.kind == "person" or (entry.kind == "place" and listed) else []
    kinds = (listed, english, made) if target in _AS_IN_ENGLISH else (listed, made, english)
    return _best_known(kinds, target, len(split(entry.canonical)))


def _best_known(kinds: Iterable[list[str]], language: str, words: int) -> str | None:
    """Of the first kind of forms that has one which readers know, the one they know best; else the first form.

    Forms with as many words as the canonical one come first. A glossary lists spellings that occur, in no order.
    """
    forms: list[str] = []
    for kind in kinds:
        best = max(kind, key=lambda form: (len(split(form)) == words, _known(form, language)), default=None)
        if best is not None and _known(best, language) >= KNOWN:
            return best
        forms += [best] if best is not None else []
    return next(iter(forms), None)


def _fits(form: Alias, foreign: bool) -> bool:
    return is_foreign_script(form.text) == foreign


def _known(form: str, language: str) -> float:
    """How well readers of a language know the least known word of a form."""
    return min((zipf(word, language) for word in split(form)), default=0.0) if has_words(language) else 0.0


def _projected(entry: Entry, canonical: str, target: str) -> Entry:
    own = [a.text for a in entry.aliases if a.lang == target and not is_foreign_script(a.text)]
    length = len(split(canonical))
    short = tuple(dict.fromkeys(text for text in own if len(split(text)) != length))
    english = (Alias(text, entry.language) for text in entry.right_forms)
    variants = (*english, *entry.names, *entry.aliases)
    acronym = next((a.text for a in entry.acronyms if a.lang == target), entry.acronym)
    acronyms = (*entry.acronyms, *((Alias(entry.acronym, entry.language),) if entry.acronym else ()))
    return replace(
        entry,
        canonical=canonical,
        language=target,
        aliases=tuple(dict.fromkeys(a for a in variants if a.text not in (canonical, *short))),
        short=short,
        names=(),
        acronym=acronym,
        acronyms=tuple(dict.fromkeys(a for a in acronyms if a.text != acronym)),
        match=(),
        no_match=(),
    )
