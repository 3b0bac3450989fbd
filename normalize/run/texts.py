"""The documents of a run with their original texts and what became of their findings, one after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from normalize.io import Unit
from normalize.io.formats import Others
from normalize.run.journal import Run
from normalize.run.originals import READING, originals, plugins_of
from normalize.run.outcomes import Told, documents


@dataclass(frozen=True, slots=True)
class Text:
    """A document: its texts before the run, none where the original is gone or changed, and its findings."""

    path: str
    record: int | None
    units: tuple[Unit, ...]
    told: tuple[Told, ...]


@dataclass
class Texts:
    """Reads the documents of a run, file by file: those with findings in the order of the journal, then the others.

    ``only`` are the files to read, all where it is None. ``unread`` fills with the files whose originals cannot be had.
    """

    run: Run
    only: Collection[str] | None = None
    unread: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Text]:
        files = self.run.files().which(
            lambda entry: entry["status"] != "failed" and (self.only is None or entry["path"] in self.only)
        )
        read: set[str] = set()
        others = plugins_of(self.run).formats
        for path, found in groupby(documents(self.run), lambda document: document[0][0]):
            if (entry := files.get(path)) is not None and path not in read:
                read.add(path)
                told = ((key[1], tuple(lines)) for key, lines in found)
                yield from self._file(entry, others, told)
        for entry in files:
            if entry["path"] in read:
                continue
            yield from self._file(entry, others, iter(()))

    def _file(
        self, entry: Mapping[str, Any], others: Others, told: Iterator[tuple[int | None, tuple[Told, ...]]]
    ) -> Iterator[Text]:
        path: str = entry["path"]
        waiting = next(told, None)
        try:
            for units in originals(self.run, entry, others):
                record = units[0].record
                lines: tuple[Told, ...] = ()
                if waiting is not None and waiting[0] == record:
                    lines, waiting = waiting[1], next(told, None)
                yield Text(path, record, units, lines)
        except READING:
            self.unread.append(path)
        while waiting is not None:
            yield Text(path, waiting[0], (), waiting[1])
            waiting = next(told, None)
