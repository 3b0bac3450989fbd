"""The spellings that languages have for an entity, made from its native forms.

What a language writes follows from how a name sounds and from the language's habits: so a native form is read into
sounds, and each language writes these. Where a script leaves vowels unwritten, the sounds are read from the English
form. A form that is not the entity's own (what Russian made of *Joe Biden*) is only written as English romanises it,
and one in a script that tells no sounds letter by letter: so a translation leaves it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import NamedTuple

from normalize.names.form import words_of
from normalize.names.glossary.entry import Entry
from normalize.names.romanisation import chinese, given, japanese, korean, letters
from normalize.names.romanisation.arabic import with_article_joined
from normalize.names.romanisation.habits import (
    ENGLISH,
    ROMANISED,
    is_marked,
    is_read,
    language_of,
    read,
    romanisations,
    unwritten,
    writers,
)
from normalize.names.romanisation.rewriting import Rewriting
from normalize.names.romanisation.sisters import SISTERS, in_sister
from normalize.names.romanisation.sources import Source, is_foreign_script, sources
from normalize.words.fold import fold, split

_MOST = 12  # spellings of one name by one habit
_EAST_ASIAN = frozenset(["zh", "ja", "ko", "vi"])
_BY_LETTERS = "letter by letter"
_LEFT = frozenset(["person", "place"])  # whose names a translation leaves letter by letter, and translates no word of
_OF_SERBIAN = "gaj"
_SERBIAN = ("sr", "mk")


class Made(NamedTuple):
    """A spelling that was made: its language, where it is made from, and by which habits or system; ``derived`` where
    what it is made from was itself made."""

    text: str
    lang: str
    source: str
    habit: str
    derived: bool = False

    @property
    def is_by_letters(self) -> bool:
        """Whether nobody chose it: it follows from the characters of a script that tells no sounds, or few."""
        return self.habit == _BY_LETTERS

    @property
    def origin(self) -> str:
        """Where it comes from, in words.

        >>> Made("Poutine", "fr", "ru", "fr").origin
        'made from ru by the habits of fr'
        """
        return f"made from {self.source} by the habits of {self.habit}"


def spellings(entry: Entry) -> Iterator[Made]:
    """The spellings of an entry that its native forms give, each once a language, in the order of the tables.

    >>> from normalize.names.glossary.entry import Alias
    >>> putin = Entry("putin", "Vladimir Putin", "person", native=(Alias("Владимир Путин", "ru"),))
    >>> [made.text for made in spellings(putin) if made.lang == "nl"][0]
    'Vladimir Poetin'
    """
    known = sources(entry)
    every = [made for source in (*known, *_in_sisters(entry, known)) for made in _from(source, entry)]
    every += _rulers(entry)
    if not every:  # as of most entries of a user's own
        return
    # A word of a single letter would be an initial: but where the name has one.
    least = min(2, _shortest(entry.canonical) or 2)
    seen: set[tuple[str, str]] = set()
    for made in every:
        key = (fold(made.text), made.lang)
        if key not in seen and _shortest(made.text) >= least:
            seen.add(key)
            yield made


def _shortest(text: str) -> int:
    """The letters of the shortest word; 0 where there is none."""
    return min(map(len, words_of(text)), default=0)


def _rulers(entry: Entry) -> Iterator[Made]:
    if entry.kind == "person":
        for text, language in given.of_rulers(entry.canonical):
            yield Made(text, language, "its English form", language)


def _in_sisters(entry: Entry, known: Sequence[Source]) -> Iterator[Source]:
    """What a sister language makes of a person's own form, where the entry has none in that language."""
    if entry.kind != "person":
        return
    languages = {source.lang for source in known}
    for source in known:
        if source.own and SISTERS.get(source.lang) not in languages and (text := in_sister(source.text, source.lang)):
            yield Source(text, SISTERS[source.lang], own=False, derived=True)


def _from(source: Source, entry: Entry) -> Iterator[Made]:
    if is_read(source.lang):
        yield from _alphabetic(source, entry)
        return
    if source.own and source.lang in unwritten():
        yield from _asian(source, entry)
        if not source.derived:
            yield from _romanised(source, entry)
    if entry.kind in _LEFT:
        family_first = any(native.lang in _EAST_ASIAN for native in entry.native)
        in_two = entry.kind == "person" and family_first and len(words_of(entry.canonical)) == 2
        for text in letters.spelled(source.text, source.lang, in_two=in_two):
            yield Made(text, source.lang, source.lang, _BY_LETTERS, derived=True)


def _alphabetic(source: Source, entry: Entry) -> Iterator[Made]:
    """Spellings of a name whose letters tell its sounds."""
    words = split(source.text)
    sounds = [read(word, source.lang) for word in words]
    if not all(sounds):
        return
    for habit, writer in writers().items():
        english = habit in ENGLISH
        if (habit == _OF_SERBIAN) != (source.lang in _SERBIAN and habit == _OF_SERBIAN) or not (source.own or english):
            continue
        language = language_of(habit) if source.own and not is_marked(habit) else source.lang
        ways = [_written(each, writer) for each in sounds]
        if source.own and not english and entry.kind == "person":
            _as_at_home(ways, entry.canonical, language)
        if all(ways):
            for text in _named(ways, source.text, words):
                if "'" in text or not is_marked(habit):
                    yield Made(text, language, source.lang, habit, source.derived)


def _written(readings: Iterable[str], writer: Rewriting) -> list[str]:
    """The ways to write the readings of a word: the usual way of each first, then the second ones."""
    every = [writer.ways(sounds) for sounds in readings]
    if len(every) == 1:
        return list(every[0])
    ranks = zip_longest(*every)
    return list(dict.fromkeys(way for rank in ranks for way in rank if way is not None))


def _as_at_home(ways: list[list[str]], canonical: str, language: str) -> None:
    """Add the language's own form of a given name that English translates, too, or the one that English has: a name
    that is at home in many languages is written as always (*Rudolf Noerejev*)."""
    names = split(canonical)
    if len(names) != len(ways) or len(ways) < 2:
        return
    form = given.national(names[0]).get(language, names[0]).lower()
    if form.isalpha() and form not in ways[0]:
        ways[0].append(form)


def _romanised(source: Source, entry: Entry) -> Iterator[Made]:
    """Spellings of a name that English writes as it sounds: by its own houses, then by the habits of others."""
    for right in entry.right_forms:
        words = split(right)
        forms = [romanisations(fold(word), source.lang) for word in words]
        romanised = list(_named(forms, right, words))
        for text in romanised:
            yield Made(text, entry.language, source.lang, "romanisation")
        for text in romanised if entry.kind == "person" else ():
            for joined in with_article_joined(text, source.text):
                yield Made(joined, source.lang, source.lang, "the article joined")
        sounds = [[sound for form in each for sound in read(form, ROMANISED)] for each in forms]
        if not all(sounds):
            continue
        for habit in unwritten()[source.lang]:
            ways = [_written(each, writers()[habit]) for each in sounds]
            if all(ways):
                for text in _named(ways, right, words):
                    yield Made(text, habit, source.lang, habit)


def _asian(source: Source, entry: Entry) -> Iterator[Made]:
    """Spellings by the systems of Chinese, Japanese and Korean."""
    if source.lang == "zh":
        for text, language, system in chinese.other_systems(entry.canonical, source.text):
            yield Made(text, language, "zh", system, source.derived)
    elif source.lang == "ko" and korean.is_hangul(source.text):
        for text, system in korean.systems(source.text, entry.kind == "person"):
            yield Made(text, "ko", "ko", system)
    elif source.lang == "ja":
        yield from _japanese(source, entry)
    if source.lang in ("zh", "ko") and entry.kind == "person":
        accepted = (alias.text for alias in entry.aliases if alias.lang == entry.language)
        for right in (*entry.right_forms, *accepted):
            if "-" in right:
                yield Made(chinese.joined(right), source.lang, source.lang, "syllables together")


def _japanese(source: Source, entry: Entry) -> Iterator[Made]:
    read_so = japanese.hepburn(source.text) if japanese.is_kana(source.text) else None
    names = [read_so or "", *entry.right_forms] if not is_foreign_script(source.text) or read_so else entry.right_forms
    for name in filter(japanese.is_hepburn, filter(None, names)):
        orders = [name, " ".join(reversed(name.split()))] if entry.kind == "person" else [name]
        for order in orders:
            for text, language, system in ((order, "ja", "Hepburn"), *japanese.other_systems(order)):
                yield Made(text, language, "ja", system, source.derived)


def _named(ways: Sequence[Sequence[str]], name: str, words: Sequence[str]) -> Iterator[str]:
    """Whole names from the ways to write each word, with the capitals and the joints that the name has: those that
    choose alike first, then single choices."""
    has_capitals = any(map(str.isupper, name))  # Georgian uses none
    written = [
        way if has_capitals and word[:1].islower() else [*map(_opened, way)]
        for way, word in zip(ways, words, strict=True)
    ]
    joint = _joint(name, words)
    yield from islice(dict.fromkeys(map(joint, _choices(written))), _MOST)


def _opened(word: str) -> str:
    return word[:1].upper() + word[1:]


def _choices(ways: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    for number in range(max(map(len, ways))):
        yield [way[min(number, len(way) - 1)] for way in ways]
    usual = [way[0] for way in ways]
    for i, way in enumerate(ways):
        for other in way[1:]:
            yield [*usual[:i], other, *usual[i + 1 :]]


def _joint(name: str, words: Sequence[str]) -> Callable[[Sequence[str]], str]:
    """The function that sets other words in the place of those of a name."""
    parts: list[str] = []
    at = 0
    for word in words:
        found = name.index(word, at)
        parts.append(name[at:found])
        at = found + len(word)
    if not parts[0] and at == len(name) and all(part == " " for part in parts[1:]):
        return " ".join
    end = name[at:]
    return lambda chosen: "".join([*(piece for pair in zip(parts, chosen, strict=True) for piece in pair), end])
