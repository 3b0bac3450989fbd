"""Entries in JSON: one document, or one object a line; of our own layout, or of any fields that the job names."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from normalize.errors import GlossaryError
from normalize.io.messages import shown
from normalize.names.glossary.entry import Entry
from normalize.names.glossary.exchange.columns import Record, entries
from normalize.names.glossary.exchange.job import Job
from normalize.names.glossary.exchange.plain import entry_from, plain
from normalize.names.glossary.exchange.text_files import lines, whole
from normalize.text.pattern import pattern

_COLON = pattern(r"\s*:\s*")
_BETWEEN = pattern(r"[\s,]*")
_DECODER = json.JSONDecoder()
_MAP_HINT = "name its fields by --map name=FIELD, or say what it is by --from"


def read(paths: Sequence[Path], job: Job) -> Iterator[Entry]:
    """The entries of JSON documents: a list, or an object with ``entries``. Raises GlossaryError: nothing of an
    ill-formed document is used."""
    for path in paths:
        text = whole(path)
        value = parsed(text, path)
        head = value if isinstance(value, dict) else {}
        items = head.get("entries", []) if head else value
        if not isinstance(items, list) or (head and "entries" not in head):
            raise GlossaryError(f"{shown(path)}: expected a list of entries, or an object with `entries`; {_MAP_HINT}")
        here = replace(job, language=head["language"]) if isinstance(head.get("language"), str) else job
        yield from _entries(map(Record, items, _lines_of(text)), path, here)


def read_lines(paths: Sequence[Path], job: Job) -> Iterator[Entry]:
    """The entries of JSON lines; a line that cannot be read is reported."""
    for path in paths:
        yield from _entries(records(path, job), path, job)


def write(entries: Iterator[Entry], put: Callable[[str], None], job: Job) -> None:
    """One document, one line an entry, each with its language."""
    put(f'{{"glossary": {_json(job.name)}, "entries": [')
    for number, entry in enumerate(entries):
        put((",\n" if number else "\n") + _line(entry))
    put("\n]}\n")


def write_lines(entries: Iterator[Entry], put: Callable[[str], None], job: Job) -> None:
    """One object a line, each with its language."""
    for entry in entries:
        put(_line(entry) + "\n")


def _lines_of(text: str) -> Iterator[int]:
    """The lines, counted from one, on which the items of a well-formed document's list begin."""
    at = _items(text)
    line = text.count("\n", 0, at) + 1
    while text[start := _behind(_BETWEEN, text, at)] != "]":
        line += text.count("\n", at, start)
        yield line
        _, at = _DECODER.raw_decode(text, start)
        line += text.count("\n", start, at)


def _items(text: str) -> int:
    """The offset behind the bracket of a well-formed document's list: the document, or the last of its `entries`."""
    found = at = _behind(_BETWEEN, text, 0) + 1
    if text[at - 1] == "[":
        return found
    while text[at := _behind(_BETWEEN, text, at)] != "}":
        key, at = _DECODER.raw_decode(text, at)
        start = _behind(_COLON, text, at)
        found = start + 1 if key == "entries" else found
        _, at = _DECODER.raw_decode(text, start)
    return found


def _behind(pattern: re.Pattern[str], text: str, at: int) -> int:
    """The offset behind what a pattern, which always matches in a well-formed document, matches at one."""
    match = pattern.match(text, at)
    assert match is not None
    return match.end()


def document(path: Path) -> Any:
    """What a JSON file holds. Raises GlossaryError with the line of a syntax error."""
    return parsed(whole(path), path)


def parsed(text: str, path: Path) -> Any:
    """What the text of a JSON file holds. Raises GlossaryError with the line of a syntax error."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise GlossaryError(f"{shown(path)}:{error.lineno}: JSON syntax error: {error.msg}; mend it") from error
    except ValueError as error:  # int() refuses to read more digits than any number of a glossary has
        raise GlossaryError(f"{shown(path)}: a number of thousands of digits: no glossary") from error
    except RecursionError as error:
        raise GlossaryError(f"{shown(path)}: brackets are nested too deep for any glossary") from error


def records(path: Path, job: Job) -> Iterator[Record]:
    """The objects of JSON lines; of a list with one object a line, too. Lines that hold none are reported."""
    for number, line in lines(path, job.report):
        text = line.strip().removesuffix(",")
        if text in ("", "[", "]"):
            continue
        try:
            value = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            job.report.refuse(f"{shown(path)}:{number}: JSON syntax error: {error.msg}; mend or remove the line")
            continue
        if isinstance(value, dict):
            yield Record(value, number)
        else:
            job.report.refuse(f"{shown(path)}:{number}: no JSON object; mend or remove the line")


def _entries(found: Iterator[Record], path: Path, job: Job) -> Iterator[Entry]:
    if job.columns:
        yield from entries(found, path, job)
        return
    for record in found:
        try:
            if not isinstance(record.values, dict) or not {"id", "canonical"} & record.values.keys():
                raise GlossaryError(f"{shown(path)}:{record.line}: no entry with `id` and `canonical`; {_MAP_HINT}")
            yield entry_from(record.values, path, record.line, job)
        except GlossaryError as error:
            job.report.refuse(str(error))


def _line(entry: Entry) -> str:
    value = plain(entry)
    return _json({"id": value.pop("id"), "language": entry.language, **value})


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
