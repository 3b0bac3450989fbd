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
from normalize.names.house_style import is_in_wide_use, is_met_as_often
from normalize.names.romanisation.habits import vowelless
from normalize.names.romanisation.sources import is_foreign_script
from normalize.names.romanisation.spellings import spellings
from normalize.words.fold import consonants, fold, split
from normalize.words.known import KNOWN, zipf

_OTHER_ALPHABETS = frozenset(["ru", "uk", "be", "bg", "sr", "mk", "el", "ar", "fa", "he", "zh", "ja", "ko"])
_JOINTS = {ord(joint): None for joint in " -\u00a0\u2010\u2011"}
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
    """Of the first kind of forms that has one which readers know, the one they know best; else a listed form, or of the
    others the one they know best.

    Forms with as many words as the canonical one come first. A glossary lists spellings that occur, in no order. Of the
    others that few know the better known one counts: French has *Zelensky*, which no habit of its own makes.
    """
    forms: list[str | None] = []
    for kind in kinds:
        best = max(kind, key=lambda form: (len(split(form)) == words, _known(form, language)), default=None)
        if best is not None and _known(best, language) >= KNOWN:
            return best
        forms.append(best)
    listed, *others = forms
    return listed or max(filter(None, others), key=lambda form: _known(form, language), default=None)


def _fits(form: Alias, foreign: bool) -> bool:
    return is_foreign_script(form.text) == foreign


def _known(form: str, language: str) -> float:
    """How well readers of a language know the least known word of a form."""
    return min((zipf(word, language) for word in split(form)), default=0.0) if has_words(language) else 0.0


def is_written_too(text: str, canonical: str, sources: Iterable[str], language: str) -> bool:
    """Whether a language may well write an English form beside its own: the two are one name joined otherwise, or
    differ by vowels that the name's own script (one of ``sources`` is its language) leaves unwritten, and readers meet
    those of the English form nearly as often.

    >>> is_written_too("Ahmad Massoud", "Ahmed Massoud", ["fa"], "fr")
    True
    >>> is_written_too("Vladimir Putin", "Wladimir Putin", ["ru"], "de")
    False
    """
    bones = [[consonants(fold(word)) for word in split(name)] for name in (text, canonical)]
    unwritten = bones[0] == bones[1] and not vowelless().isdisjoint(sources)
    in_use = unwritten and has_words(language) and is_in_wide_use(text, canonical, language)
    return in_use or is_joined_otherwise(text, canonical)


def _is_met_too(entry: Entry, text: str, canonical: str, target: str) -> bool:
    """Whether readers meet an English form of a person's name about as often as that of their own language."""
    return entry.kind == "person" and has_words(target) and is_met_as_often(text, canonical, target)


def is_joined_otherwise(text: str, other: str) -> bool:
    """Whether two names differ by letter case, hyphens and blanks alone: in no language is one of them an error.

    >>> is_joined_otherwise("Kim Jong-un", "Kim Jong Un"), is_joined_otherwise("Sana’a", "Sanaa")
    (True, False)
    """
    return text.casefold().translate(_JOINTS) == other.casefold().translate(_JOINTS)


def _projected(entry: Entry, canonical: str, target: str) -> Entry:
    own = [a.text for a in entry.aliases if a.lang == target and not is_foreign_script(a.text)]
    length = len(split(canonical))
    short = tuple(dict.fromkeys(text for text in own if len(split(text)) != length))
    sources = [native.lang or "" for native in entry.native]

    def is_accepted(text: str) -> bool:
        return is_written_too(text, canonical, sources, target) or _is_met_too(entry, text, canonical, target)

    english = (Alias(text, target if is_accepted(text) else entry.language) for text in entry.right_forms)
    others = (
        Alias(a.text, target) if is_joined_otherwise(a.text, canonical) else a for a in (*entry.names, *entry.aliases)
    )
    variants = (*english, *others)
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
