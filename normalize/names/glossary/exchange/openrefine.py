"""OpenRefine: the operations of its history (``core/mass-edit``), and the clusters that its dialogue exports."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from normalize.errors import GlossaryError
from normalize.io.messages import shown
from normalize.names.glossary.entry import Entry
from normalize.names.glossary.exchange.job import Job
from normalize.names.glossary.exchange.json_format import document
from normalize.names.glossary.exchange.plain import entry_from

_MASS_EDIT = "core/mass-edit"


def read(paths: Sequence[Path], job: Job) -> Iterator[Entry]:
    """One entry a value that others are changed to. Raises GlossaryError: nothing of an ill-formed file is used."""
    for path in paths:
        variants: dict[str, dict[str, None]] = {}
        for right, forms in _edits(document(path), path, job):
            variants.setdefault(right, {}).update(dict.fromkeys(form for form in forms if form and form != right))
        for right, aliases in variants.items():
            value = {"id": job.ids.free(right), "canonical": right, "aliases": list(aliases)}
            yield entry_from(value, path, 1, job)


def _edits(value: Any, path: Path, job: Job) -> Iterator[tuple[str, list[str]]]:
    """The right value and the others of each edit or cluster."""
    try:
        if isinstance(value, dict) and "clusters" in value:
            yield from map(_cluster, value["clusters"])
        elif isinstance(value, list) and value and all(isinstance(item, list) for item in value):
            yield from map(_cluster, ({"choices": item} for item in value))  # what compute-clusters answers
        else:
            for operation in value if isinstance(value, list) else [value]:
                yield from _operation(operation.get("operation", operation), job)
    except (AttributeError, KeyError, TypeError, IndexError) as error:
        what = "a list of operations with `op`, or an object with `clusters`"
        raise GlossaryError(f"{shown(path)}: nothing that OpenRefine exports ({error}); expected {what}") from error


def _operation(operation: Mapping[str, Any], job: Job) -> Iterator[tuple[str, list[str]]]:
    if operation["op"] != _MASS_EDIT:
        job.report.skip(f"operation {operation['op']}")
        return
    for edit in operation["edits"]:
        job.report.skip("edit of blank or faulty cells", bool(edit.get("fromBlank")) + bool(edit.get("fromError")))
        right, forms = _text(edit["to"]), [_text(form) for form in edit["from"]]
        if right and forms:
            yield right, forms
        else:
            job.report.skip("edit without a name")


def _cluster(cluster: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The value that a cluster is to have: the one chosen, or the most frequent."""
    choices = [c if isinstance(c, dict) else {"v": c} for c in cluster["choices"]]
    forms = [_text(choice.get("v", choice.get("value"))) for choice in choices]
    return _text(cluster.get("value") or forms[0]), forms


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def write(entries: Iterator[Entry], put: Callable[[str], None], job: Job) -> None:
    """One operation for the column that the map calls ``name``: to be pasted under Undo/Redo, Apply."""
    column = job.columns.get("name", "name")
    description = f"Mass edit cells in column {column}"
    head = {"op": _MASS_EDIT, "engineConfig": {"facets": [], "mode": "row-based"}, "columnName": column}
    put(f'[{json.dumps({**head, "expression": "value"}, ensure_ascii=False)[:-1]}, "edits": [')
    separator = "\n"
    for entry in entries:
        forms = dict.fromkeys(a.text for a in (*entry.aliases, *entry.names, *entry.native))
        variants = [form for form in forms if form not in entry.right_forms]
        if not variants:
            job.report.drop_entry("entry without a variant")
            continue
        edit = {"from": variants, "fromBlank": False, "fromError": False, "to": entry.canonical}
        put(separator + json.dumps(edit, ensure_ascii=False))
        separator = ",\n"
    put(f'\n], "description": {json.dumps(description, ensure_ascii=False)}}}]\n')
