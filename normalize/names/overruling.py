"""Where a glossary of one's own, by an entry of another id, writes otherwise what an earlier one writes one way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from normalize.names.glossary.entry import Entry
from normalize.names.index import Index
from normalize.names.layers import Layered
from normalize.text.counted import counted
from normalize.words.fold import fold, split


def overruled(entries: Iterable[Entry], base: Index) -> Iterator[str]:
    """A sentence for each of a user's entries that gives names of another entry, in the glossaries that ship, another
    right form, or that has its name under another id. An entry of the same id overrules by its ``canonical``, as it
    says: that is no mistake."""
    for entry in entries:
        earlier = base.entries.get(entry.id)
        inherited = _texts(earlier) if earlier is not None else {}
        for text in (text for text in _texts(entry) if text not in inherited):
            other = _otherwise(text, entry, base)
            if other is not None:
                put = "stays" if text in entry.right_forms else f"becomes “{entry.canonical}”"
                ours = f"{entry.place or entry.glossary}: {entry.id} replaces forms of “{other.canonical}”"
                same = (entry.kind == "person") == (other.kind == "person") and text in entry.right_forms
                rest = f"; with the id {other.id} it would replace all of them" if same else ""
                yield f"{ours} ({_named(other)}): “{text}” {put}{rest}"
                break
        else:
            if earlier is None and (other := _namesake(entry, base)) is not None:
                ours = f"{entry.place or entry.glossary}: {entry.id} is called as an entry that is there"
                yield f"{ours} ({_named(other)}): if it is the same, the id {other.id} makes one entry of both"


def _named(entry: Entry) -> str:
    return f"{entry.id} in {entry.glossary or 'an earlier glossary'}"


def in_one(sentences: Sequence[str]) -> str:
    """All of :func:`overruled` in one sentence; empty where there is none."""
    first, *more = sentences or [""]
    return f"{first} (and {counted(len(more), 'entry')} more)" if more else first


def told_once(index: Index) -> Iterator[str]:
    """What was found so when the user's glossaries were compiled, in at most one sentence."""
    if isinstance(index, Layered) and (told := index.over.store.values["overruled"]):
        yield told


def _texts(entry: Entry) -> dict[str, None]:
    """The names of an entry, those that become others first."""
    return dict.fromkeys((*(alias.text for alias in entry.aliases), *entry.right_forms))


def _namesake(entry: Entry, base: Index) -> Entry | None:
    """The one entry of an earlier glossary that has another id and the same right form and kind, if there is one."""
    found = base.phrases.get(_phrase(entry.canonical), ())
    same = {f.entry.id: f.entry for f in found if f.role == "right" and f.text == entry.canonical}
    same = {key: other for key, other in same.items() if other.kind == entry.kind}
    return next(iter(same.values())) if len(same) == 1 else None


def _phrase(text: str) -> str:
    return " ".join(map(fold, split(text)))


def _otherwise(text: str, entry: Entry, base: Index) -> Entry | None:
    """The entry of an earlier glossary that has a name and another right form for it, if any has."""
    found = base.phrases.get(_phrase(text), ())
    if not found:  # as for most
        return None
    forms = [f for f in found if f.text == text and not f.glued]
    right = text in entry.right_forms  # of the same kind, that is the same thing even where nobody listed the form
    listed = [
        f
        for f in forms
        if f.role != "family" and f.entry.id != entry.id and (not f.origin or (right and f.entry.kind == entry.kind))
    ]
    if not listed or any((f.target or f.text) in entry.right_forms for f in listed):
        return None
    return listed[0].entry
