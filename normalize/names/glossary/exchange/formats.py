"""The table of formats: what each is called, which files are in it, and the module that reads and writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from normalize.errors import ConfigError, GlossaryError
from normalize.io.messages import shown
from normalize.io.packing import PACKED
from normalize.io.source import opened
from normalize.names.glossary.entry import Entry
from normalize.names.glossary.exchange.job import Job

Read = Callable[[Sequence[Path], Job], Iterator[Entry]]
Write = Callable[[Iterator[Entry], Callable[[str], None], Job], None]

_HERE = "normalize.names.glossary.exchange"
_HEAD = 1 << 16  # bytes of a file that tell what it is


def _fields(names: str) -> frozenset[str]:
    return frozenset(names.split())


_ALL = _fields(
    "short acronym acronyms aliases related never match no_match source careful off names native wikidata since until "
    "countries cameo offices"
)


class Format(NamedTuple):
    """A format: its name and file suffixes, "module:function" of its reader and its writer, and the fields of an entry
    that it carries, or carries as plain aliases.

    ``by_line`` formats lose a bad line and no more; of the others nothing is written where a part is ill-formed.
    """

    name: str
    suffixes: tuple[str, ...]
    reader: str = ""
    writer: str = ""
    by_line: bool = False
    carries: frozenset[str] = _ALL
    as_alias: frozenset[str] = frozenset()

    def loaded_reader(self) -> Read:
        """The reader, loaded. Raises ConfigError for a format that is only written."""
        if not self.reader:
            raise ConfigError(f"{self.name} is written and not read")
        reader: Read = _loaded(self.reader)
        return reader

    def loaded_writer(self) -> Write:
        """The writer, loaded. Raises ConfigError for a format that is only read."""
        if not self.writer:
            raise ConfigError(f"{self.name} is read and not written")
        writer: Write = _loaded(self.writer)
        return writer


def _loaded(name: str) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(f"{_HERE}.{module}"), function)


_SKOS = _fields("aliases names related source wikidata"), _fields("short acronym acronyms native")
_TBX = _fields("aliases short acronym acronyms names related source wikidata")
_CSV = _fields("short acronym acronyms aliases")
_FTM = _fields("aliases acronym acronyms wikidata countries offices")
_ACTORS = _fields("aliases short acronym acronyms names native cameo offices since until")
_SYNONYMS = _fields("aliases short acronym acronyms names native")
_NATIVE, _FORMS = _fields("native"), _fields("names native")

_TABLE = (
    Format("yaml", (".yaml", ".yml"), "yaml_format:read", "yaml_format:write"),
    Format("csv", (".csv",), "tables:read", "tables:write", by_line=True, carries=_CSV, as_alias=_FORMS),
    Format("tsv", (".tsv",), "tables:read_tabs", by_line=True),
    Format("json", (".json",), "json_format:read", "json_format:write"),
    Format("jsonl", (".jsonl", ".ndjson"), "json_format:read_lines", "json_format:write_lines", by_line=True),
    Format("wikidata", (), "wikidata:read", by_line=True),
    Format("geonames", (), "geonames:read", by_line=True),
    Format("tbx", (".tbx",), "tbx:read", "tbx_writing:write", carries=_TBX, as_alias=_NATIVE),
    Format("skos", (".ttl",), "skos:read", "skos:write", False, *_SKOS),
    Format("skos-xml", (".rdf",), "skos:read", "skos:write_xml", False, *_SKOS),
    Format(
        *("ftm", (), "followthemoney:read", "followthemoney:write"),
        by_line=True,
        carries=_FTM,
        as_alias=_FORMS | {"short"},
    ),
    Format("openrefine", (), "openrefine:read", "openrefine:write", carries=_fields("aliases"), as_alias=_FORMS),
    Format("petrarch", (), writer="petrarch:write", carries=_ACTORS),
    Format("solr", (), writer="synonyms:write", carries=_SYNONYMS),
    Format("elasticsearch", (), writer="synonyms:write", carries=_SYNONYMS),
)
FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one in _TABLE})
# What a JSON file holds is told by its first keys.
_SHAPES = (
    ("openrefine", re.compile(rb'"op"\s*:\s*"core/|"clusters"\s*:\s*\[|"choices"\s*:\s*\[')),
    ("ftm", re.compile(rb'"schema"\s*:\s*"(?s:.)*?"properties"\s*:|"properties"\s*:(?s:.)*?"schema"\s*:\s*"')),
    ("wikidata", re.compile(rb'"type"\s*:\s*"item"|"entities"\s*:\s*\{|"labels"\s*:(?s:.)*?"claims"\s*:')),
)


def named(name: str) -> Format:
    """The format of a name. Raises ConfigError."""
    if name not in FORMATS:
        raise ConfigError(f"unknown format {name!r}; known are {', '.join(FORMATS)}")
    return FORMATS[name]


def of_source(path: Path) -> Format:
    """The format of a file, by its name and, for JSON, by what it holds. Raises ConfigError."""
    found = by_suffix(path)
    if found is None:
        raise ConfigError(f"{shown(path)}: its name does not tell its format; name it by --from ({_those(read=True)})")
    return _shape(path) or found if found.name in ("json", "jsonl") else found


def of_output(path: Path) -> Format:
    """The format to write, by the name of the file. Raises ConfigError."""
    found = by_suffix(path)
    if found is None:
        raise ConfigError(f"{shown(path)}: its name does not tell the format; name it by --to ({_those(read=False)})")
    return found


def by_suffix(path: Path) -> Format | None:
    """The format that a file's name tells, packed or not."""
    suffixes = [s.lower() for s in path.suffixes if s.lower() not in PACKED]
    return next((f for f in FORMATS.values() if suffixes and suffixes[-1] in f.suffixes), None)


def _those(*, read: bool) -> str:
    return ", ".join(f.name for f in FORMATS.values() if (f.reader if read else f.writer))


def _shape(path: Path) -> Format | None:
    try:
        with opened(path) as stream:
            head = stream.read(_HEAD)
    except GlossaryError:
        return None
    if b'"canonical"' in head:
        return None
    return next((FORMATS[name] for name, shape in _SHAPES if shape.search(head)), None)
