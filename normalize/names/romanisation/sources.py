"""The forms of an entry that spellings are made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from normalize.names.glossary.entry import Entry
from normalize.names.romanisation.chinese import syllables
from normalize.names.romanisation.japanese import is_hepburn
from normalize.text.pattern import pattern

_CHINESE, _JAPAN = frozenset(["china", "taiwan"]), "japan"  # the entries that their places are related to
_KANA_OR_HAN = pattern("[\u3041-\u3096\u30a1-\u30fc\u3400-\u9fff]+")
# province, city, district, county, autonomous region (of a people, a character or more)
_DESIGNATORS = pattern("(?:(?:.族|维吾尔|維吾爾)*(?:自治[区區州县縣旗]|[省市区區县縣]))$")
_LATIN_END = "\u024f"


class Source(NamedTuple):
    """A form in another script, its language, and whether it is the entity's own: then all languages write its sounds,
    else it is what its language made of a foreign name. ``derived`` is one that no glossary gives as such."""

    text: str
    lang: str
    own: bool
    derived: bool = False


def sources(entry: Entry) -> list[Source]:
    """The native forms of an entry, and its aliases in other scripts than the Latin one."""
    found = {(form.text, form.lang): Source(form.text, form.lang or "", True) for form in entry.native}
    if not found and entry.kind == "place":
        found.update(((source.text, source.lang), source) for source in _in_characters(entry))
    for alias in entry.aliases:
        if alias.lang and is_foreign_script(alias.text):
            found.setdefault((alias.text, alias.lang), Source(alias.text, alias.lang, False))
    return list(found.values())


def _in_characters(entry: Entry) -> Iterator[Source]:
    """The form of a place in China that has a character for each syllable of its name, without what says what it is, or
    one in characters or kana of a place in Japan whose English name is a romanisation."""
    related = set(entry.related)
    chinese, japanese = bool(_CHINESE & related), _JAPAN in related and is_hepburn(entry.canonical)
    for alias in entry.aliases if chinese or japanese else ():
        name = _DESIGNATORS.sub("", alias.text)
        if chinese and alias.lang in ("zh", None) and is_foreign_script(name) and syllables(entry.canonical, name):
            yield Source(name, "zh", own=True, derived=True)
            return
        if japanese and alias.lang in ("ja", None) and _KANA_OR_HAN.fullmatch(alias.text):
            yield Source(alias.text, "ja", own=True, derived=True)
            return


def is_foreign_script(text: str) -> bool:
    """Whether a form is written in another script than the Latin one.

    >>> is_foreign_script("Кузнецов"), is_foreign_script("Kuznetsov"), is_foreign_script("Газпром-Media")
    (True, False, False)
    """
    letters = [ch for ch in text if ch.isalpha()]
    return bool(letters) and all(ch > _LATIN_END for ch in letters)
