"""Glossaries as .ini files: a section for each entry."""

from __future__ import annotations

from collections.abc import Iterator
from configparser import ConfigParser, Error
from pathlib import Path

from normalize import Alias, Entry, GlossaryError


class IniGlossary:
    """Reads sections with ``canonical``, ``kind`` and ``aliases``, these with semicolons between them."""

    suffixes = (".ini",)

    def read(self, path: Path) -> Iterator[Entry]:
        """The entries of a file."""
        parser = ConfigParser(interpolation=None)
        try:
            parser.read_string(path.read_text(encoding="utf-8"))
        except Error as error:
            raise GlossaryError(f"{path}: {error}") from error
        for key in parser.sections():
            section = parser[key]
            aliases = tuple(Alias(text.strip()) for text in section.get("aliases", "").split(";") if text.strip())
            yield Entry(key, section["canonical"], section["kind"], aliases=aliases)
