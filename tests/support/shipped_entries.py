"""The entries that ship, from the compiled glossaries: reading their files takes several seconds each time."""

from __future__ import annotations

from collections.abc import Collection

from normalize.names.glossary.entry import Entry
from normalize.names.setup import build_linker


def entries() -> Collection[Entry]:
    """All of them, merged by id and sorted by it."""
    return list(build_linker((), "en").index.entries.values())
