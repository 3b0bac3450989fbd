"""Entities of Wikidata in JSON: dumps with one entity a line, and the documents of Special:EntityData.

https://www.wikidata.org/wiki/Wikidata:Database_download; the label in the job's language is the canonical form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from normalize.io.messages import shown
from normalize.io.source import opened
from normalize.names.glossary.entry import Alias, Entry, variants
from normalize.names.glossary.exchange.acronyms import is_acronym
from normalize.names.glossary.exchange.job import Job
from normalize.names.glossary.exchange.json_format import document, records
from normalize.names.glossary.exchange.languages import code_of, is_target
from normalize.names.glossary.exchange.plain import is_encodable
from normalize.names.romanisation.sources import is_foreign_script
from normalize.storage.datafiles import load
from normalize.text.pattern import pattern

_INSTANCE_OF = "P31"
_NATIVE_NAMES = ("P1559", "P1705")  # name in native language, native label
_OFFICIAL_NAME, _SHORT_NAME = "P1448", "P1813"
_ITEM = pattern(r"Q[1-9][0-9]*")


def read(paths: Sequence[Path], job: Job) -> Iterator[Entry]:
    """The items with a label in the job's language; lines that are none are reported."""
    for path in paths:
        for entity, line in _entities(path, job):
            try:
                entry = _entry(entity, f"{shown(path)}:{line}", job)
            except (AttributeError, TypeError, KeyError) as error:  # some part is not what the data model says
                job.report.refuse(
                    f"{shown(path)}:{line}: not an entity of Wikidata ({error}); say what it is by --from"
                )
                continue
            if entry is not None:
                yield entry


def _entities(path: Path, job: Job) -> Iterator[tuple[Mapping[str, Any], int]]:
    """The entities of a dump line by line, or those of a document."""
    if not _is_dump(path):
        value = document(path)
        found = value.get("entities", {"": value}) if isinstance(value, dict) else {}
        yield from ((entity, 1) for entity in (found.values() if isinstance(found, dict) else found))
        return
    for record in records(path, job):
        inner = record.values.get("entities")
        for entity in inner.values() if isinstance(inner, dict) else (record.values,):
            yield entity, record.line


def _is_dump(path: Path) -> bool:
    """Whether the first line that says something is a list's bracket or a whole object."""
    with opened(path) as stream:
        first = next((line for raw in stream if (line := raw.strip().removesuffix(b","))), b"")
    if first in (b"[", b""):
        return True
    try:
        return isinstance(orjson.loads(first), dict)
    except orjson.JSONDecodeError:
        return False


def _entry(entity: Mapping[str, Any], place: str, job: Job) -> Entry | None:
    key = entity["id"]
    if not _ITEM.fullmatch(key):
        job.report.skip("property, lexeme or other entity that is no item")
        return None
    labels = {tag: label["value"] for tag, label in _pairs(entity, "labels") if label["value"]}
    canonical = _best(labels, job.language)
    if canonical is None:
        job.report.skip(f"item without a label in {job.language}")
        return None
    if not all(map(is_encodable, labels.values())):
        raise TypeError("half of a character in a label")
    kind = _kind(entity, job)
    names, aliases = _labels(labels, canonical, job.language)
    listed = [Alias(a["value"], code_of(tag)) for tag, group in _pairs(entity, "aliases") for a in group]
    listed += [a for name in (_OFFICIAL_NAME, _SHORT_NAME) for a in _monolingual(entity, name)]
    acronyms = [a for a in listed if kind in ("organisation", "group") and is_acronym(a.text)]
    codes = {a for a in listed if kind not in ("organisation", "group", "work") and is_acronym(a.text)}
    job.report.skip("abbreviation of a place, person or event", len(codes))
    own = next((a.text for a in acronyms if a.lang == job.language), None)
    forms = dict.fromkeys((*aliases, *(a for a in listed if a not in acronyms and a not in codes)))
    return Entry(
        id=key,
        canonical=canonical,
        kind=kind,
        language=job.language,
        aliases=variants((a for a in forms if is_encodable(a.text)), canonical, job.language),
        acronym=own,
        acronyms=tuple(dict.fromkeys(a for a in acronyms if a.text != own)),
        names=names,
        native=tuple(dict.fromkeys(_native(entity))),
        wikidata=key,
        source=f"Wikidata {key}",
        place=place,
    )


def _pairs(entity: Mapping[str, Any], name: str) -> Iterable[tuple[str, Any]]:
    found = entity.get(name) or {}  # an empty one is a list in older dumps
    return found.items() if isinstance(found, dict) else ()


def _best(labels: Mapping[str, str], language: str) -> str | None:
    """The label in a language, in one of its variants (``pt-br``), or that for all languages (``mul``)."""
    regional = (text for tag, text in sorted(labels.items()) if code_of(tag) == language)
    return labels.get(language) or next(regional, None) or labels.get("mul")


def _labels(labels: Mapping[str, str], canonical: str, own: str) -> tuple[tuple[Alias, ...], list[Alias]]:
    """The canonical forms of other languages, one each, and the labels that are none."""
    names: dict[str, Alias] = {}
    rest: list[Alias] = []
    for tag in sorted(labels, key=lambda t: (t != code_of(t), t)):  # `zh` before `zh-hans`
        language = code_of(tag)
        form = Alias(labels[tag], language)
        if language == own or language is None:
            rest += [form] if form.text != canonical else []
        elif is_target(language) and language not in names:
            names[language] = form
        elif form != names.get(language):
            rest.append(form)
    return tuple(names.values()), rest


def _native(entity: Mapping[str, Any]) -> Iterator[Alias]:
    for name in _NATIVE_NAMES:
        for form in _monolingual(entity, name):
            if form.lang and is_foreign_script(form.text):
                yield form


def _monolingual(entity: Mapping[str, Any], name: str) -> Iterator[Alias]:
    """The values of a property that holds texts with a language, as far as they are not deprecated."""
    for value in _values(entity, name):
        yield Alias(value["text"], code_of(value["language"]))


def _values(entity: Mapping[str, Any], name: str) -> Iterator[Any]:
    for statement in dict(_pairs(entity, "claims")).get(name, ()):
        snak = statement["mainsnak"]
        if statement.get("rank") != "deprecated" and snak.get("snaktype") == "value":
            yield snak["datavalue"]["value"]


def _kind(entity: Mapping[str, Any], job: Job) -> str:
    """Our kind for the first class (P31) that has one."""
    classes = [value["id"] for value in _values(entity, _INSTANCE_OF) if "id" in value]
    known = (job.kinds.get(one) or _classes().get(one) for one in classes)
    kind = next(filter(None, known), None)
    if kind is None:
        job.report.skip(f"kind of an item of no class that is known here (such as {classes[0] if classes else 'none'})")
    return kind or job.kind


@cache
def _classes() -> Mapping[str, str]:
    table = load("normalize.names.glossary.exchange", "wikidata_classes.yaml")
    return {item: kind for kind, classes in table.items() for item in classes}
