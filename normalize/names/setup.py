"""From the names of glossaries to a linker: loaded, of the target language, and true to their own examples."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from normalize.errors import GlossaryError
from normalize.names.compiled import opened, packed
from normalize.names.glossary.entry import Entry
from normalize.names.glossary.lint import failing_examples
from normalize.names.glossary.read import NO_READERS, Located, Readers, combine, locate, read, shipped, shipped_folder
from normalize.names.glossary.target_forms import in_language
from normalize.names.index import Index
from normalize.names.linker import Linker
from normalize.storage import cache

_KIND = "index"


def build_linker(glossaries: Sequence[str], target: str, readers: Readers = NO_READERS) -> Linker:
    """A linker for the entries that have a form in the target language.

    It is opened from the user's cache where the same glossaries were compiled before, else compiled and kept there.
    Raises GlossaryError where a glossary cannot be read, or where an entry of a user's own glossary fails its own
    examples (those that ship are tested with the package).
    """
    located = locate(glossaries)
    try:
        parts = _parts(located, target, readers)
    except OSError:  # reading it says why
        return Linker(_index(located, target, readers), target)
    store = cache.kept(_KIND, parts, lambda key: packed(_index(located, target, readers), key))
    return Linker(opened(store), target)


def _index(located: Sequence[Located], target: str, readers: Readers) -> Index:
    ours, top = set(shipped().values()), f"{shipped_folder().parent}{os.sep}"
    read_all = (
        replace(entry, place=entry.place.removeprefix(top)) if path in ours else entry  # alike wherever they are built
        for rank, path in located
        for entry in read(path, rank, target, readers)
    )
    entries = list(in_language(combine(read_all), target))
    _check_examples(entries)
    return Index(entries)


def _parts(located: Sequence[Located], target: str, readers: Readers) -> list[str | bytes]:
    """What a compiled index depends on. Raises OSError for a glossary that cannot be read.

    Of a file that somebody else's reader reads it is the entries themselves: no key can hold that reader's code.
    """
    ours = set(shipped().values())

    def content(rank: int, path: Path) -> str | bytes:
        return repr(read(path, rank, target, readers)) if path.suffix.lower() in readers else path.read_bytes()

    # Where those that ship were installed makes no difference.
    contents = [(str(rank), p.name if p in ours else str(p), content(rank, p)) for rank, p in located]
    likeness = version("rapidfuzz").partition(".")[0]  # its measures are defined: only a new major version changes them
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
    ranks = sorted({entry.rank for entry in own})
    problems = [p for rank in ranks for p in failing_examples([e for e in own if e.rank == rank])]
    if problems:
        first, more = problems[0], len(problems) - 1
        rest = f" (and {more} more: see `normalize glossary test`)" if more else ""
        raise GlossaryError(f"{first.place}: {first.message}{rest}")
