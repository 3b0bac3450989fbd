"""The forms of an entry that spellings are made from."""

from __future__ import annotations

from typing import NamedTuple

from normalize.names.glossary.entry import Entry

_LATIN_END = "\u024f"


class Source(NamedTuple):
    """A form in another script, its language, and whether it is the entity's own: then all languages write its sounds,
    else it is what its language made of a foreign name. ``derived`` is one that nobody listed."""

    text: str
    lang: str
    own: bool
    derived: bool = False


def sources(entry: Entry) -> list[Source]:
    """The native forms of an entry, and its aliases in other scripts than the Latin one."""
    found = {(form.text, form.lang): Source(form.text, form.lang or "", True) for form in entry.native}
    for alias in entry.aliases:
        if alias.lang and is_foreign_script(alias.text):
            found.setdefault((alias.text, alias.lang), Source(alias.text, alias.lang, False))
    return list(found.values())


def is_foreign_script(text: str) -> bool:
    """Whether a form is written in another script than the Latin one.

    >>> is_foreign_script("Кузнецов"), is_foreign_script("Kuznetsov"), is_foreign_script("Газпром-Media")
    (True, False, False)
    """
    letters = [ch for ch in text if ch.isalpha()]
    return bool(letters) and all(ch > _LATIN_END for ch in letters)
