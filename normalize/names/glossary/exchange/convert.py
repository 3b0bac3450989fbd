"""A glossary from one format into another, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType

from normalize.errors import OutputError
from normalize.io.atomic import replacing
from normalize.io.messages import shown
from normalize.io.packing import packing_of
from normalize.names.glossary.entry import Entry
from normalize.names.glossary.exchange.formats import Format
from normalize.names.glossary.exchange.job import Job, Report

_NOUNS: Mapping[str, str] = MappingProxyType(
    {
        "short": "short form",
        "acronym": "acronym",
        "acronyms": "acronym to be mapped",
        "aliases": "alias",
        "related": "related id",
        "never": "`not` text",
        "match": "`match` example",
        "no_match": "`no_match` example",
        "source": "source",
        "careful": "`careful` mark",
        "native": "native form",
        "wikidata": "Wikidata item",
        "names": "canonical form of another language",
        "since": "`from` date",
        "until": "`until` date",
        "countries": "country",
        "cameo": "CAMEO code",
        "offices": "office",
    }
)
_SHOWN = frozenset(f.name for f in fields(Entry)) & _NOUNS.keys()


def convert(sources: Sequence[Path], target: Path, read_as: Format, write_as: Format, job: Job, *, force: bool) -> int:
    """Write the entries of the sources to a file; returns how many. The job's report tells the rest.

    The file appears when it is complete. Raises OutputError where it is there already and not ``force``.
    """
    if target.exists() and not force:
        raise OutputError(f"{shown(target)}: is there already; --force replaces it")
    if any(target.exists() and target.samefile(source) for source in sources if source.exists()):
        raise OutputError(f"{shown(target)}: is also the source; write to another file")
    write = write_as.loaded_writer()
    entries = _Counted(read_as.loaded_reader()(sources, job), write_as, job)
    with replacing(target, packing=packing_of(target)) as output:
        write(iter(entries), lambda text: output.write(text.encode()), job)
    return entries.count - job.report.entries_dropped


class _Counted:
    """Entries on their way: each id once, and what the target cannot hold counted."""

    def __init__(self, entries: Iterator[Entry], target: Format, job: Job) -> None:
        self._entries, self._target, self._job = entries, target, job
        self.count = 0  # handed on

    def __iter__(self) -> Iterator[Entry]:
        report = self._job.report
        for entry in self._entries:
            if not self._job.ids.claim(entry.id):
                report.refuse(f"{entry.place}: the id {entry.id!r} is used twice; give each entry one of its own")
            elif entry.off and "off" not in self._target.carries:
                report.drop("entry that is `off`")
            else:
                count_lost(entry, self._target, report)
                self.count += 1
                yield entry


def count_lost(entry: Entry, target: Format, report: Report) -> None:
    """Count what of an entry a format drops, and what it holds as plain aliases."""
    for name in _SHOWN - target.carries:
        value = getattr(entry, name)
        if value:
            kept = report.as_alias if name in target.as_alias else report.dropped
            kept[_NOUNS[name]] += len(value) if isinstance(value, tuple) else 1
