"""The forms of an entry that spellings are made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from normalize.names.glossary.entry import Alias, Entry
from normalize.names.romanisation.habits import ENGLISH, is_read, read, unwritten, writers
from normalize.words.fold import split
from normalize.words.likeness import similarity

_OWN = 0.84  # least mean likeness of the words of an own form, romanised, and of the canonical form
_LATIN_END = "\u024f"


class Source(NamedTuple):
    """A form in another script, its language, and whether it is the entity's own: then all languages write its sounds,
    else it is what its language made of a foreign name."""

    text: str
    lang: str
    own: bool


def sources(entry: Entry) -> list[Source]:
    """The native forms of an entry, and its aliases in other scripts than the Latin one."""
    found = {(form.text, form.lang): Source(form.text, form.lang or "", True) for form in entry.native}
    scripts = [alias for alias in entry.aliases if alias.lang and is_foreign_script(alias.text)]
    # What several scripts have may be foreign to all of them; what one has is its own.
    alone = not entry.native and len({alias.lang for alias in scripts}) == 1
    for alias in scripts:
        own = _resembles(alias, entry) if is_read(alias.lang) else alone and alias.lang in unwritten()
        found.setdefault((alias.text, alias.lang), Source(alias.text, alias.lang or "", own))
    return list(found.values())


def is_foreign_script(text: str) -> bool:
    """Whether a form is written in another script than the Latin one."""
    return any(ch.isalpha() and ch > _LATIN_END for ch in text) and not any(
        ch.isascii() and ch.isalpha() for ch in text
    )


def _resembles(alias: Alias, entry: Entry) -> bool:
    """Whether a form, as English would write it, is the canonical form or nearly so."""
    words = split(alias.text)
    for right in entry.right_forms:
        canonical = split(right)
        if len(words) == len(canonical):
            pairs = zip(words, canonical, strict=True)
            return sum(max(_likenesses(w, alias.lang or "", c), default=0.0) for w, c in pairs) >= _OWN * len(words)
    return False


def _likenesses(word: str, lang: str, canonical: str) -> Iterator[float]:
    for sounds in read(word, lang):
        for system in ENGLISH:
            if written := writers()[system].usual(sounds):
                yield similarity(written, canonical)
