"""What glossaries know of forms already: it is not proposed again, and what is near to it is proposed onto it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from normalize.discovery.bodies import is_called
from normalize.names.glossary.entry import Entry
from normalize.names.index import Index
from normalize.storage import memos
from normalize.words.fold import fold, split


class Known:
    """The entries of an index, asked by form."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.of = lru_cache(maxsize=memos.VOCABULARY)(self._of)

    def __reduce__(self) -> tuple[type[Known], tuple[Index]]:
        return Known, (self._index,)

    def __bool__(self) -> bool:
        return bool(self._index.entries)

    def _of(self, form: str) -> frozenset[str]:
        """The ids of the entries that list a form: as a name, a family name, or an acronym."""
        found = {f.entry.id for f in self._index.phrases.get(" ".join(map(fold, split(form))), ())}
        found |= {entry.id for entry in self._index.acronyms.get(form, ())}
        return frozenset(found | {entry.id for entry, _ in self._index.foreign_acronyms.get(form, ())})

    def forms(self) -> dict[str, int]:
        """The right forms of the entries of a user's own glossaries: names that the corpus need not have."""
        own = (entry for entry in self._index.entries.values() if entry.rank > 0)
        return {form: 0 for entry in own for form in entry.right_forms}

    def entry(self, entry: str) -> Entry:
        """An entry by its id."""
        return self._index.entries[entry]

    def may_be_called(self, entry: str, names: Iterable[str]) -> bool:
        """Whether a long form is one of an entry's, in other words or with some more."""
        known = self._index.entries[entry]
        own = {known.canonical, *known.right_forms, *(alias.text for alias in known.aliases)}
        return any(is_called(name, form) for name in names for form in sorted(own))

    def ids(self) -> frozenset[str]:
        """All ids, which no new entry may have."""
        return frozenset(self._index.entries)
