"""A reader of glossaries in somebody else's format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from normalize.errors import ConfigError, GlossaryError, NormalizeError
from normalize.names.glossary.entry import KINDS, Entry


class GlossaryReader(Protocol):
    """Reads glossary files; ``suffixes`` are those of their names, in lower case with the dot."""

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    def read(self, path: Path) -> Iterable[Entry]:
        """The entries of a file. Raises GlossaryError for one that cannot be read."""


class GuestReader:
    """Stands for a reader of a plugin, called ``name`` in messages. Raises ConfigError where it is none."""

    def __init__(self, name: str, reader: GlossaryReader) -> None:
        self.name, self.reader = name, reader
        if not callable(getattr(reader, "read", None)):
            raise ConfigError(f"{name} is no reader of glossaries: it has no method `read`")
        from normalize.io.guest import checked_suffixes  # only with a plugin: it loads all file formats

        self.suffixes = checked_suffixes(name, reader)

    def read(self, path: Path, rank: int) -> list[Entry]:
        """The entries of a file, each of which says where it comes from. Raises GlossaryError."""
        try:
            entries = list(self.reader.read(path))
        except NormalizeError:
            raise
        except Exception as error:
            raise GlossaryError(f"{path}: {self.name} failed: {type(error).__name__}: {error}") from error
        for entry in entries:
            if not isinstance(entry, Entry) or not entry.id or not entry.canonical:
                raise GlossaryError(f"{path}: {self.name} gave {entry!r:.60}, which is no Entry with id and canonical")
            if entry.kind not in KINDS:
                raise GlossaryError(f"{path}: {self.name}: unknown kind {entry.kind!r}; known are {', '.join(KINDS)}")
        return [replace(e, rank=rank, glossary=e.glossary or path.stem, place=e.place or str(path)) for e in entries]
