"""Entries as plain values, laid out as in YAML, and back: what JSON and tables of any columns are read through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import yaml

from normalize.errors import GlossaryError
from normalize.names.glossary.entry import Alias, Entry, Office
from normalize.names.glossary.exchange.job import Job
from normalize.names.glossary.fields import check_language
from normalize.names.glossary.yaml_files import Shared, entry_of

Value = dict[str, Any]
_TEXT = "tag:yaml.org,2002:str"


def plain(entry: Entry) -> Value:
    """An entry as it stands in YAML, without what is empty."""
    if entry.off:
        return {"id": entry.id, "off": True}
    aliases, accepted = _split(entry)
    values: Value = {
        "id": entry.id,
        "canonical": _canonical(entry),
        "kind": entry.kind,
        "short": list(entry.short),
        "acronym": entry.acronym,
        "acronyms": _listed(entry.acronyms),
        "aliases": _listed(aliases),
        "accepted": [a.text for a in accepted],
        "native": _by_language(entry.native),
        "careful": entry.careful,
        "wikidata": entry.wikidata,
        "country": list(entry.countries),
        "cameo": entry.cameo,
        "from": entry.since,
        "until": entry.until,
        "offices": [_office(office) for office in entry.offices],
        "related": list(entry.related),
        "not": list(entry.never),
        "match": list(entry.match),
        "no_match": list(entry.no_match),
        "source": entry.source,
    }
    return {key: value for key, value in values.items() if value}


def _canonical(entry: Entry) -> str | Value:
    if not entry.names:
        return entry.canonical
    return {entry.language: entry.canonical, **{str(name.lang): name.text for name in entry.names}}


def _split(entry: Entry) -> tuple[Sequence[Alias], Sequence[Alias]]:
    """The aliases, and apart from them the last ones where these are accepted spellings: their order stays."""
    end = len(entry.aliases)
    while end and entry.aliases[end - 1].lang == entry.language:
        end -= 1
    return entry.aliases[:end], entry.aliases[end:]


def _listed(aliases: Iterable[Alias]) -> list[Any]:
    items: list[Any] = []
    for lang, group in groupby(aliases, key=lambda a: a.lang):
        texts = [a.text for a in group]
        items += texts if lang is None else [{lang: texts[0] if len(texts) == 1 else texts}]
    return items


def _by_language(forms: Iterable[Alias]) -> Any:
    items = _listed(forms)
    languages = [lang for item in items for lang in item]
    return {k: v for item in items for k, v in item.items()} if len(set(languages)) == len(languages) else items


def _office(office: Office) -> Value:
    values = {"title": office.title, "from": office.since, "until": office.until}
    values |= {"wikidata": office.wikidata, "cameo": office.cameo}
    return {key: value for key, value in values.items() if value}


def entry_from(value: Mapping[str, Any], path: Path, line: int, job: Job) -> Entry:
    """The entry that plain values hold, checked as those of YAML are.

    It may name its ``language``; where ``kind`` is absent or a word of the source's own, the job says what it is.
    Raises GlossaryError.
    """
    place = f"{path}:{line}"
    rest = {key: item for key, item in value.items() if item not in (None, "", [], {}, False)}
    language = str(rest.pop("language", job.language))
    check_language(language, place)
    kind = rest.get("kind")
    if not rest.get("off"):
        rest["kind"] = job.kinds.get(str(kind), kind) if kind else job.kind
    try:
        lone, node = _half_character(rest), _node(rest, line)
    except RecursionError as error:
        raise GlossaryError(f"{place}: nested too deep for any entry; mend or remove it") from error
    if lone:
        raise GlossaryError(f"{place}: {lone!r} has half of a character (\\ud800 to \\udfff); repair or remove it")
    return entry_of(node, Shared(path, job.name, language, 0, careful=False))


def _half_character(value: Any) -> str | None:
    """A text that no encoding can hold, if there is one."""
    if isinstance(value, Mapping):
        return next(filter(None, map(_half_character, chain(value, value.values()))), None)
    if isinstance(value, list | tuple):
        return next(filter(None, map(_half_character, value)), None)
    return value if isinstance(value, str) and not is_encodable(value) else None


def is_encodable(text: str) -> bool:
    """Whether a text has no half of a surrogate pair, as broken JSON escapes leave them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _node(value: Any, line: int) -> yaml.Node:
    """Plain values as YAML has them at a line, counted from one."""
    mark = yaml.Mark("", 0, line - 1, 0, None, 0)
    if isinstance(value, Mapping):
        pairs = [(_node(str(key), line), _node(item, line)) for key, item in value.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, mark, mark)
    if isinstance(value, list | tuple):
        return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(item, line) for item in value], mark, mark)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return yaml.ScalarNode(_TEXT, text, mark, mark)
