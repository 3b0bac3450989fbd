"""Data extension of the reconciliation API: properties of entries that a column was reconciled to."""

from __future__ import annotations

from typing import Any

from normalize.names.glossary.entry import Entry
from normalize.serve.entities import Entities, Value
from normalize.serve.reconcile import type_of
from normalize.web.requests import list_of, number_of, object_of, text_of

# How many values a user wants of a property; the only setting.
SETTINGS = (
    {
        "name": "limit",
        "label": "Limit",
        "type": "number",
        "default": 0,
        "help_text": "How many values to fetch at most; 0 for all.",
    },
)


def extended(asked: Any, entities: Entities) -> dict[str, Any]:
    """The answer to a data extension query. Raises Refused.

    Every entity has a list for every property, perhaps an empty one: OpenRefine takes the columns by their number.
    """
    query = object_of(asked, "extend", ("ids", "properties"))
    ids = [text_of(one, f"extend.ids[{i}]") for i, one in enumerate(list_of(query.get("ids"), "extend.ids"))]
    wanted = [
        _property(one, f"extend.properties[{i}]")
        for i, one in enumerate(list_of(query.get("properties"), "extend.properties"))
    ]
    names = {prop.id: prop.name for prop in entities.properties}
    rows = {i: {pid: _values(entities.get(i), pid, limit, entities) for pid, limit in wanted} for i in ids}
    return {"meta": [{"id": pid, "name": names.get(pid, pid)} for pid, _ in wanted], "rows": rows}


def _property(value: Any, what: str) -> tuple[str, int]:
    """The id of a property, and how many of its values are wanted (0: all)."""
    asked = object_of(value, what)
    settings = object_of(asked.get("settings") or {}, f"{what}.settings")
    limit = number_of(settings.get("limit") or 0, f"{what}.settings.limit", 0)
    return text_of(asked.get("id"), f"{what}.id"), limit


def _values(entry: Entry | None, pid: str, limit: int, entities: Entities) -> list[dict[str, str]]:
    values = entities.values(entry, pid) if entry is not None else []
    return [_value(value) for value in (values[:limit] if limit else values)]


def _value(value: Value) -> dict[str, str]:
    return {"str": value} if isinstance(value, str) else {"id": value.id, "name": value.canonical}


def proposed(kind: str, limit: int, entities: Entities) -> dict[str, Any]:
    """The properties that entities of a type may have: the same for all types; ``limit`` 0 is all of them."""
    properties = entities.properties[:limit] if limit else entities.properties
    answer: dict[str, Any] = {
        "properties": [{"id": p.id, "name": p.name, "description": p.description} for p in properties]
    }
    return answer | ({"type": kind} if kind else {}) | ({"limit": limit} if limit else {})


def suggested(entry: Entry, entities: Entities) -> dict[str, Any]:
    """An entry as a suggestion while somebody types."""
    return {
        "id": entry.id,
        "name": entry.canonical,
        "description": entities.description(entry),
        "notable": [type_of(entry.kind)],
    }
