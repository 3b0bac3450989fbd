"""From the names of glossaries to a linker: loaded, of the target language, and true to their own examples."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

import rapidfuzz

from normalize.errors import GlossaryError
from normalize.names.compiled import opened
from normalize.names.glossary.entry import Entry
from normalize.names.glossary.read import NO_READERS, Located, Readers, combine, locate, read, shipped, shipped_folder
from normalize.names.index import Index
from normalize.names.layers import Layered
from normalize.names.linker import Linker
from normalize.storage import cache
from normalize.storage.tables import Store

if TYPE_CHECKING:
    from normalize.storage.writing import WrittenStore

_KIND = "index"
LANGUAGE = "en"  # of the glossaries that ship


def build_linker(glossaries: Sequence[str], target: str, readers: Readers = NO_READERS) -> Linker:
    """A linker for the entries that have a form in the target language.

    It is opened from the user's cache where the same glossaries were compiled before, else compiled and kept there.
    Raises GlossaryError where a glossary cannot be read, or where an entry of a user's own glossary fails its own
    examples (those that ship are tested with the package).
    """
    located = locate(glossaries)
    try:
        return Linker(_opened(located, target, readers), target)
    except OSError:  # reading it says why
        return Linker(_entries(located, target, readers), target)


def _opened(located: Sequence[Located], target: str, readers: Readers) -> Index:
    """The index of some glossaries, from the cache where it was compiled before: of those that ship, and over them of
    the others, so that a word in a glossary of one's own does not compile all others again.

    Raises GlossaryError, and OSError for a glossary that cannot be read.
    """
    ours = [place for place in located if place[0] == 0]
    own = located[len(ours) :]
    if not own or not ours or located[: len(ours)] != ours:  # those that ship lie below, or there is one layer
        return opened(_compiled(located, target, readers))
    base = _compiled(ours, target, readers)
    below = opened(base)

    def compile_own(key: str) -> WrittenStore:
        from normalize.names.compiling.store import packed  # only where glossaries are compiled

        entries = _read(own, target, readers)
        _check_unchanged(own, target, readers, parts)
        ids = {entry.id for entry in entries}
        replaced = [i for i in ids if i in below.entries]
        # In their own language they are kept as they were read.
        earlier = map(below.entries.__getitem__, replaced) if target == LANGUAGE else _read(ours, target)
        merged = _in_language(combine([*(e for e in earlier if e.id in ids), *entries]), target)
        del entries, ids  # there may be hundreds of thousands
        _check_examples(merged)
        return packed(merged, key, replaced, below)

    parts = _parts(own, target, readers)
    over = cache.kept(_KIND, [*parts, base.key], compile_own)
    return Layered(below, opened(over), over.values["replaced"])


def _compiled(located: Sequence[Located], target: str, readers: Readers) -> Store:
    """One layer of its own."""

    def compile_all(key: str) -> WrittenStore:
        from normalize.names.compiling.store import packed

        entries = _entries(located, target, readers)
        _check_unchanged(located, target, readers, parts)
        return packed(entries, key)

    parts = _parts(located, target, readers)
    return cache.kept(_KIND, parts, compile_all)


def _check_unchanged(located: Sequence[Located], target: str, readers: Readers, parts: Sequence[str | bytes]) -> None:
    """Refuse glossaries that changed since they were asked what an index of them depends on: it would be kept as that
    of the old ones."""
    if _parts(located, target, readers) != parts:
        raise GlossaryError(f"{' or '.join(str(path) for _, path in located)} changed while it was read; try again")


def _read(located: Sequence[Located], target: str, readers: Readers = NO_READERS) -> list[Entry]:
    """The entries of some glossaries; those that ship stand in the same places wherever they are installed."""
    ours, top = set(shipped().values()), f"{shipped_folder().parent}{os.sep}"
    return [
        replace(entry, place=entry.place.removeprefix(top)) if path in ours else entry
        for rank, path in located
        for entry in read(path, rank, target, readers)
    ]


def _entries(located: Sequence[Located], target: str, readers: Readers) -> list[Entry]:
    entries = _in_language(combine(_read(located, target, readers)), target)
    _check_examples(entries)
    return entries


def _in_language(entries: Sequence[Entry], target: str) -> list[Entry]:
    from normalize.names.glossary.target_forms import in_language  # only where glossaries are compiled

    return list(in_language(entries, target))


def _parts(located: Sequence[Located], target: str, readers: Readers) -> list[str | bytes]:
    """What a compiled index depends on. Raises OSError for a glossary that cannot be read.

    Of a file that somebody else's reader reads it is the entries themselves: no key can hold that reader's code.
    """
    ours = set(shipped().values())

    def content(rank: int, path: Path) -> str | bytes:
        if path.suffix.lower() in readers:
            return repr(read(path, rank, target, readers))
        with path.open("rb") as stream:
            return file_digest(stream, "sha256").digest()

    # Where those that ship were installed makes no difference.
    contents = [(str(rank), p.name if p in ours else str(p), content(rank, p)) for rank, p in located]
    # The measures of likeness are defined: only a new major version changes them.
    likeness = rapidfuzz.__version__.partition(".")[0]
    code = cache.code_digest(shaping_folders())
    return [target, likeness, code, *(part for glossary in contents for part in glossary)]


def shaping_folders() -> tuple[Path, ...]:
    """The folders of this package whose code and data shape a compiled index: how names are read, cut and folded."""
    package = Path(__file__).parent.parent
    return tuple(package / folder for folder in ("names", "text", "words", "languages", "settings", "storage"))


def _check_examples(entries: Sequence[Entry]) -> None:
    """Refuse a user's glossary whose own examples do not hold."""
    # Each glossary keeps its examples by itself: a later one may well claim what an earlier one claims.
    own = [entry for entry in entries if entry.rank > 0]
    if not own:
        return
    from normalize.names.glossary.lint import failing_examples

    ranks = sorted({entry.rank for entry in own})
    problems = [p for rank in ranks for p in failing_examples([e for e in own if e.rank == rank])]
    if problems:
        first, more = problems[0], len(problems) - 1
        rest = f" (and {more} more: see `normalize glossary test`)" if more else ""
        raise GlossaryError(f"{first.place}: {first.message}{rest}")
