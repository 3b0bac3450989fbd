"""The entries of the glossaries as entities of a reconciliation service: found by names, told of by properties."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from normalize.names.glossary.entry import KINDS, Alias, Entry
from normalize.words.fold import fold, split

_END = "\U0010ffff"  # behind every folded name with the same beginning
Value = str | Entry


class Property(NamedTuple):
    """Something that an entry may have: the id is the key of glossary files, where there is one."""

    id: str
    name: str
    description: str


PROPERTIES = (
    Property("canonical", "canonical form", "The right form of the name."),
    Property("kind", "kind", f"What it is: {', '.join(KINDS)}."),
    Property("short", "short forms", "Right forms with fewer words."),
    Property("aliases", "aliases", "Other spellings, in all languages."),
    Property("acronym", "acronym", "The right acronym."),
    Property("acronyms", "other acronyms", "Acronyms of other languages."),
    Property("native", "native forms", "The name in the scripts of its own languages."),
    Property("related", "related entries", "Entries that are named together with it."),
    Property("wikidata", "Wikidata", "The item of Wikidata."),
    Property("from", "from", "The date from which it held."),
    Property("until", "until", "The date to which it held."),
    Property("glossary", "glossary", "The glossary that says so."),
    Property("source", "source", "Where the glossary has it from."),
)
# In one language: `name:fr` is the canonical form there, `alias:fr` the other spellings.
_IN_LANGUAGE = {"name": "name", "alias": "aliases"}


class _Suggestion(NamedTuple):
    """A name that begins as asked: how near it comes, the name as written, and the entry."""

    distance: int
    length: int
    name: str
    entry: str


class Entities:
    """All entries, as a reconciliation service shows them; tables are made when they are first asked for."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def get(self, identifier: str) -> Entry | None:
        """The entry of an id."""
        return self._entries.get(identifier)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that occur, in the order of their definition."""
        found = {entry.kind for entry in self._entries.values()}
        return tuple(kind for kind in KINDS if kind in found)

    @cached_property
    def properties(self) -> tuple[Property, ...]:
        """The properties, then those in one language, for each language that occurs."""
        found = {alias.lang for entry in self._entries.values() for alias in (*entry.names, *entry.aliases)}
        languages = sorted(lang for lang in found if lang)
        made = (
            Property(f"{key}:{lang}", f"{what} ({lang})", f"The {what} in the language {lang} (ISO 639-1).")
            for lang in languages
            for key, what in _IN_LANGUAGE.items()
        )
        return (*PROPERTIES, *made)

    def values(self, entry: Entry, prop: str) -> list[Value]:
        """What an entry has for a property: texts, or other entries; empty for an unknown one."""
        key, _, lang = prop.partition(":")
        if lang:
            return [*self._in_language(entry, key, lang)]
        match key:
            case "canonical" | "kind" | "acronym" | "wikidata" | "until" | "glossary" | "source":
                found = getattr(entry, key)
                return [found] if found else []
            case "from":
                return [entry.since] if entry.since else []
            case "short":
                return list(entry.short)
            case "aliases" | "acronyms" | "native":
                return list(dict.fromkeys(alias.text for alias in getattr(entry, key)))
            case "related":
                return [other for other in map(self._entries.get, entry.related) if other is not None]
        return []

    def _in_language(self, entry: Entry, key: str, lang: str) -> Iterator[str]:
        """The canonical form, or the aliases, of one language."""
        if key == "name" and lang == entry.language:
            yield entry.canonical
        listed: tuple[Alias, ...] = {"name": entry.names, "alias": entry.aliases}.get(key, ())
        yield from dict.fromkeys(alias.text for alias in listed if alias.lang == lang)

    def having(self, prop: str, value: str) -> tuple[str, ...]:
        """The ids of the entries that have a value for a property, case and marks aside."""
        if prop not in self._by_value:
            table: dict[str, list[str]] = {}
            for entry in self._entries.values():
                for folded in {plain(value) for value in self.values(entry, prop)}:
                    table.setdefault(folded, []).append(entry.id)
            self._by_value[prop] = table
        return tuple(self._by_value[prop].get(plain(value), ()))

    @cached_property
    def _by_value(self) -> dict[str, dict[str, list[str]]]:
        """Of the properties that were asked for, known ones alone: values, folded, to ids."""
        return {}

    def beginning_with(self, prefix: str) -> list[Entry]:
        """The entries of which a name begins so, or a word of a right form, or the id; the nearest first."""
        wanted = plain(prefix)
        if not wanted:
            return []
        best: dict[str, _Suggestion] = {}
        at = bisect_left(self._names, (wanted,))
        while at < len(self._names) and self._names[at][0] < wanted + _END:
            key, rank, name, entry = self._names[at]
            found = _Suggestion(2 * rank + (key != wanted), len(name), name, entry)
            best[entry] = min(found, best.get(entry, found))
            at += 1
        if prefix in self._entries:
            best[prefix] = _Suggestion(-1, 0, prefix, prefix)
        return [self._entries[found.entry] for found in sorted(best.values())]

    @cached_property
    def _names(self) -> list[tuple[str, int, str, str]]:
        """Names, folded, sorted; rank (0 a right form, 1 an alias, 2 from a later word on), as written, the id."""
        names: set[tuple[str, int, str, str]] = set()
        for entry in self._entries.values():
            right = (*entry.right_forms, entry.acronym) if entry.acronym else entry.right_forms
            for name in right:
                words = plain(name).split(" ")
                names.update((" ".join(words[i:]), 2 if i else 0, name, entry.id) for i in range(len(words)))
            others = (*entry.aliases, *entry.acronyms, *entry.names)
            names.update((plain(alias.text), 1, alias.text, entry.id) for alias in others)
        return sorted(names)

    def description(self, entry: Entry) -> str:
        """A line that tells namesakes apart: what it is, and other names."""
        forms = dict.fromkeys(
            (*((entry.acronym,) if entry.acronym else ()), *entry.short, *(n.text for n in entry.native))
        )
        return "; ".join((entry.kind, *list(forms)[:3], entry.glossary))


def plain(value: Value) -> str:
    """A value for comparison: its words, folded; of an entry its canonical form.

    >>> plain("Ahmad Shāh-Massoud")
    'ahmad shah massoud'
    """
    text = value if isinstance(value, str) else value.canonical
    return " ".join(map(fold, split(text)))
