"""Glossaries of other formats used as they are (``--glossary names.tbx``), where the file tells which it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from normalize.names.glossary.entry import Entry
from normalize.names.glossary.exchange.formats import of_source
from normalize.names.glossary.exchange.job import Job, Report


def entries_of(path: Path, rank: int, target: str) -> list[Entry]:
    """The entries of a file, whose canonical names are those of the target language.

    Raises GlossaryError at the first record that cannot be read: a run shall not use half of a glossary.
    """
    job = Job(language=target, name=path.stem, report=Report(strict=True))
    found = of_source(path).loaded_reader()([path], job)
    return [replace(entry, rank=rank, glossary=path.stem) for entry in found]
