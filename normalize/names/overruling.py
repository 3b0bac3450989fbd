"""Where a glossary of one's own, by an entry of another id, writes otherwise what an earlier one writes one way."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.names.glossary.entry import Entry
from normalize.names.index import Index
from normalize.names.layers import Layered
from normalize.text.counted import counted
from normalize.words.fold import fold, split


def overruled(index: Index) -> Iterator[str]:
    """A sentence for each entry of a user's glossary that gives names of another entry, in the glossaries that ship,
    another right form. An entry of the same id overrules by its ``canonical``, as it says: that is no mistake."""
    if not isinstance(index, Layered):
        return
    for entry in sorted(index.over.entries.values(), key=lambda one: one.id):
        earlier = index.base.entries.get(entry.id)
        inherited = _texts(earlier) if earlier is not None else {}
        for text in (text for text in _texts(entry) if text not in inherited):
            other = _otherwise(text, entry, index.base)
            if other is not None:
                put = "stays" if text in entry.right_forms else f"becomes “{entry.canonical}”"
                ours = f"{entry.place or entry.glossary}: {entry.id} replaces forms of “{other.canonical}”"
                yield f"{ours} ({other.id} in {other.glossary or 'an earlier glossary'}): “{text}” {put}"
                break


def told_once(index: Index) -> Iterator[str]:
    """All of :func:`overruled` in at most one sentence."""
    first, *more = [*overruled(index)] or [""]
    if first:
        yield f"{first} (and {counted(len(more), 'entry')} more)" if more else first


def _texts(entry: Entry) -> dict[str, None]:
    """The names of an entry, those that become others first."""
    return dict.fromkeys((*(alias.text for alias in entry.aliases), *entry.right_forms))


def _otherwise(text: str, entry: Entry, base: Index) -> Entry | None:
    """The entry of an earlier glossary that has a name and another right form for it, if any has."""
    forms = [f for f in base.phrases.get(" ".join(map(fold, split(text))), ()) if f.text == text and not f.glued]
    listed = [f for f in forms if f.role != "family" and not f.origin and f.entry.id != entry.id]
    if not listed or any((f.target or f.text) in entry.right_forms for f in listed):
        return None
    return listed[0].entry
