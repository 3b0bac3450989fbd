"""FollowTheMoney entities, one JSON object a line, as OpenSanctions and Aleph give them.

https://followthemoney.tech: every property holds a list of texts; names have no languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import orjson

from normalize.errors import GlossaryError
from normalize.io.messages import shown
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.glossary.exchange.acronyms import is_acronym
from normalize.names.glossary.exchange.job import Job
from normalize.names.glossary.exchange.json_format import records
from normalize.names.glossary.exchange.plain import Value, entry_from
from normalize.names.glossary.fields import wikidata_of

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "Person": "person",
        "Organization": "organisation",
        "PublicBody": "organisation",
        "Company": "organisation",
        "LegalEntity": "organisation",
        "Event": "event",
        "Vessel": "other",
        "Airplane": "other",
    }
)
_SCHEMATA: Mapping[str, str] = MappingProxyType(
    {"person": "Person", "organisation": "Organization", "group": "Organization", "event": "Event"}
)
_COUNTRIES = ("country", "nationality", "jurisdiction")


def read(paths: Sequence[Path], job: Job) -> Iterator[Entry]:
    """The entities that have names; a line that is none is reported."""
    for path in paths:
        for record in records(path, job):
            try:
                entry = _entry(record.values, path, record.line, job)
            except GlossaryError as error:
                job.report.refuse(str(error))
                continue
            if entry is not None:
                yield entry


def _entry(entity: Mapping[str, Any], path: Path, line: int, job: Job) -> Entry | None:
    schema, properties = entity.get("schema"), entity.get("properties")
    place = f"{shown(path)}:{line}"
    if not isinstance(schema, str) or not isinstance(properties, dict) or not isinstance(entity.get("id"), str | int):
        raise GlossaryError(
            f"{place}: not an entity with `id`, `schema` and `properties`; say what the file is by --from"
        )
    kind = job.kinds.get(schema) or _KINDS.get(schema)
    if kind is None:
        job.report.skip(f"entity of the schema {schema}")
        return None
    names = _texts(properties, "name")
    caption = entity.get("caption")
    canonical = caption if isinstance(caption, str) and caption in names else next(iter(names), None)
    if canonical is None:
        job.report.skip("entity without a name")
        return None
    weak = _texts(properties, "weakAlias")
    acronyms = [text for text in (*_texts(properties, "abbreviation"), *weak) if is_acronym(text)]
    job.report.skip("weak alias, too common to be mapped", sum(not is_acronym(text) for text in weak))
    aliases = (*names, *_texts(properties, "alias"), *_texts(properties, "previousName"))
    countries = dict.fromkeys(code for name in _COUNTRIES for code in _texts(properties, name))
    items = _texts(properties, "wikidataId")
    value: Value = {
        "id": str(entity["id"]),
        "canonical": canonical,
        "kind": kind,
        "aliases": [text for text in dict.fromkeys(aliases) if text != canonical],
        "acronym": acronyms[0] if acronyms else None,
        "acronyms": list(dict.fromkeys(acronyms[1:])),
        "wikidata": wikidata_of(items[0], place) if items else None,
        "offices": [{"title": title} for title in _texts(properties, "position")],
        "country": [code for code in countries if code.isalpha() and len(code) <= 3],
    }
    return entry_from(value, path, line, job)


def _texts(properties: Mapping[str, Any], name: str) -> list[str]:
    values = properties.get(name) or []
    values = values if isinstance(values, list) else [values]
    return [text.strip() for text in values if isinstance(text, str) and text.strip()]


def write(entries: Iterator[Entry], put: Callable[[str], None], job: Job) -> None:
    """One entity a line; kinds that FollowTheMoney has no schema for are left out."""
    for entry in entries:
        schema = _SCHEMATA.get(entry.kind)
        if schema is None:
            job.report.drop_entry(f"entry of the kind {entry.kind}, which has no schema")
            continue
        if entry.kind == "group":
            job.report.drop("kind group, written as organisation")
        job.report.drop("language of a name", sum(a.lang is not None for a in (*entry.aliases, *entry.acronyms)))
        job.report.drop("date of an office", sum(bool(o.since or o.until) for o in entry.offices))
        put(orjson.dumps(_entity(entry, schema)).decode() + "\n")


def _entity(entry: Entry, schema: str) -> Value:
    forms = (*(Alias(text) for text in entry.short), *entry.aliases, *entry.names, *entry.native)
    acronyms = ([entry.acronym] if entry.acronym else []) + [a.text for a in entry.acronyms]
    properties = {
        "name": [entry.canonical],
        "alias": list(dict.fromkeys(a.text for a in forms if a.text != entry.canonical)),
        "weakAlias": list(dict.fromkeys(acronyms)),
        "wikidataId": [entry.wikidata] if entry.wikidata else [],
        "country": list(entry.countries),
        "position": list(dict.fromkeys(office.title for office in entry.offices)) if schema == "Person" else [],
    }
    filled = {key: values for key, values in properties.items() if values}
    return {"id": entry.id, "caption": entry.canonical, "schema": schema, "properties": filled}
