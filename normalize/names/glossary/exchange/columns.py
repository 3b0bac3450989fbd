"""Records of any columns, by a table that says which of them are what (``--map name=…,alias:fr=…``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from normalize.errors import ConfigError, GlossaryError
from normalize.names.glossary.entry import Entry
from normalize.names.glossary.exchange.job import Job
from normalize.names.glossary.exchange.plain import Value, entry_from
from normalize.names.glossary.fields import wikidata_of

_ONE = ("kind", "acronym", "wikidata", "cameo", "from", "until", "source")
_MANY = ("short", "country", "related", "not")
_SPELLED = ("alias", "accepted", "native", "acronyms")  # which may name a language
KNOWN = ("id", "name", *_SPELLED, *_ONE, *_MANY)


class Record(NamedTuple):
    """A row of a table or a JSON object, and its line, counted from one."""

    values: Mapping[str, Any]
    line: int


def parse_map(text: str) -> dict[str, str]:
    """``name=Nom,alias=Variantes,alias:fr=Nom français``: our names to the columns. Raises ConfigError.

    >>> parse_map("name=Nom,alias:fr=Nom français")
    {'name': 'Nom', 'alias:fr': 'Nom français'}
    """
    found: dict[str, str] = {}
    for part in text.split(","):
        ours, sign, column = part.partition("=")
        ours, column = ours.strip(), column.strip()
        if not sign or not column:
            raise ConfigError(f"--map: {part!r} is not written name=COLUMN")
        field, colon, language = ours.partition(":")
        if field not in KNOWN or (colon and (field not in (*_SPELLED, "name") or not language)):
            spelled = ", ".join(f"{one}:LANG" for one in ("name", *_SPELLED))
            raise ConfigError(f"--map: unknown name {ours!r}; known are {', '.join(KNOWN)}, and {spelled}")
        while ours in found:  # several columns of aliases
            ours += " "
        found[ours] = column
    return found


def check_columns(columns: Mapping[str, str], header: Iterable[str], place: str) -> None:
    """Refuse a table that has not all columns that are named. Raises GlossaryError."""
    have = list(header)
    if missing := [column for column in columns.values() if column not in have]:
        raise GlossaryError(f"{place}: no column {missing[0]!r}; the file has {', '.join(map(repr, have)) or 'none'}")
    check_name(columns, have, place)


def check_name(columns: Mapping[str, str], header: Iterable[str], place: str) -> None:
    """Refuse a map that does not say which column holds the names. Raises GlossaryError."""
    if not any(ours.strip().partition(":")[0] == "name" for ours in columns):
        shown = ", ".join(map(repr, header)) or "none"
        raise GlossaryError(f"{place}: say which column holds the names, as --map name=COLUMN; the file has {shown}")


def entries(records: Iterable[Record], path: Path, job: Job) -> Iterator[Entry]:
    """One entry a record; neighbouring records with the same id are one. What is no entry is reported."""
    key = job.columns.get("id")
    for _, group in groupby(records, key=lambda r: (r.values.get(key) if key else None) or r.line):
        same = list(group)
        try:
            yield entry_from(_merged([_shaped(r, path, job) for r in same]), path, same[0].line, job)
        except GlossaryError as error:
            job.report.refuse(str(error))


def _shaped(record: Record, path: Path, job: Job) -> Value:
    """A record laid out as an entry in YAML."""
    found: Value = {"canonical": {}, "aliases": [], "accepted": [], "native": [], "acronyms": []}
    for ours, column in job.columns.items():
        field, _, language = ours.strip().partition(":")
        names = _names(record.values.get(column), job.separators)
        if field == "name":
            found["canonical"] |= {language or job.language: names[0]} if names else {}
            found["aliases"] += [{language: name} if language else name for name in names[1:]]
        elif field in _SPELLED:
            found["aliases" if field == "alias" else field] += [{language: n} if language else n for n in names]
        elif field in _MANY:
            found[field] = [*found.get(field, []), *names]
        elif value := _text(record.values.get(column)):
            found[field] = value
    place = f"{path}:{record.line}"
    if job.language not in found["canonical"]:
        raise GlossaryError(f"{place}: no name in {job.language}: the record is left out")
    if "wikidata" in found:
        found["wikidata"] = wikidata_of(found["wikidata"], place)
    name = found["canonical"][job.language]
    found["canonical"] = found["canonical"] if len(found["canonical"]) > 1 else name
    return {"id": job.ids.free(name), **found}


def _merged(values: list[Value]) -> Value:
    """One entry of the records that have the same id: the first one's facts, the names of all."""
    first = values[0]
    for other in values[1:]:
        for field in ("aliases", "accepted", "native", "acronyms", *_MANY):
            known = first.setdefault(field, [])
            known += [item for item in other.get(field, []) if item not in known]
    return first


def _names(value: Any, separators: tuple[str, ...]) -> list[str]:
    """The names in a cell: what stands between separators, or the items of a list."""
    if isinstance(value, list):
        return [text for item in value for text in [_text(item)] if text]
    pattern = "|".join(map(re.escape, filter(None, separators)))  # an empty one would part letters
    parts = re.split(pattern, _text(value)) if pattern else [_text(value)]
    return [part.strip() for part in parts if part.strip()]


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, bool | dict | list) else str(value).strip()
