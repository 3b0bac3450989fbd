"""Results as plain rows, the same in every library: the columns that a text becomes, and what an edit is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import orjson

from normalize.arguments import list_of
from normalize.errors import ConfigError, NotText
from normalize.model import Edit, Finding, LanguageSpan, Result
from normalize.normalizer import Normalizer

# The keys of a finding as a row, each with its type (an evidence is JSON: its keys differ from rule to rule).
FINDING: Mapping[str, type] = {
    "id": str,
    "rule": str,
    "category": str,
    "start": int,
    "end": int,
    "text": str,
    "replacement": str,
    "applicability": str,
    "entry": str,
    "lang": str,
    "score": float,
    "message": str,
    "evidence": str,
}
# An edit is a finding, and where its replacement stands in the new text.
EDIT: Mapping[str, type] = {**FINDING, "new_start": int, "new_end": int}
LANGUAGE: Mapping[str, type] = {"start": int, "end": int, "lang": str, "score": float}

TEXT, EDITS, LANGUAGES, SCORE = COLUMNS = ("text", "edits", "languages", "score")
FINDINGS, SOURCE_LANGUAGE = ("findings", "source_language")
# What a cell of each column is: a type, or the row of which it holds a list.
TYPES: Mapping[str, type | Mapping[str, type]] = {
    TEXT: str,
    EDITS: EDIT,
    LANGUAGES: LANGUAGE,
    SCORE: float,
    FINDINGS: FINDING,
    SOURCE_LANGUAGE: str,
}


def finding_row(finding: Finding) -> dict[str, Any]:
    """A finding with the keys of :data:`FINDING`."""
    told = finding.as_dict()
    return {**{key: told[key] for key in FINDING}, "evidence": orjson.dumps(told["evidence"]).decode()}


def edit_row(edit: Edit) -> dict[str, Any]:
    """An edit with the keys of :data:`EDIT`."""
    return {**finding_row(edit.finding), "new_start": edit.new_start, "new_end": edit.new_end}


def language_row(span: LanguageSpan) -> dict[str, Any]:
    """A foreign span with the keys of :data:`LANGUAGE`."""
    return {key: getattr(span, key) for key in LANGUAGE}


_CELLS: Mapping[str, Callable[[Result], Any]] = {
    TEXT: lambda result: result.text,
    EDITS: lambda result: [edit_row(edit) for edit in result.edits],
    LANGUAGES: lambda result: [language_row(span) for span in result.languages],
    SCORE: lambda result: result.translation.score,
    FINDINGS: lambda result: [finding_row(finding) for finding in result.findings],
    SOURCE_LANGUAGE: lambda result: result.translation.source_language,
}


def check_columns(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns asked for. Raises ConfigError for one that there is not."""
    asked = (columns,) if isinstance(columns, str) else tuple(list_of("columns", columns, "names of columns"))
    if unknown := [name for name in asked if name not in TYPES]:
        raise ConfigError(f"there is no column {unknown[0]!r}: choose among {', '.join(TYPES)}")
    return asked


def cells(result: Result, columns: Sequence[str]) -> dict[str, Any]:
    """What came of a text, by column; what no column asks for is not worked out."""
    return {name: _CELLS[name](result) for name in columns}


def table(
    values: Iterable[tuple[object, object]], normalizer: Normalizer, columns: Sequence[str], jobs: int = 1
) -> dict[str, list[Any]]:
    """A column of labelled values as columns of results, in order.

    A value that is None passes: its text is None, it has no edits and no score. Raises NotText, which names the label,
    for a value that is neither.

    >>> n = Normalizer(["afghanistan"])
    >>> made = table([("a", "in Panchir"), ("b", None)], n, ["text", "edits"])
    >>> made["text"], [edit["text"] for edit in made["edits"][0]], made["edits"][1]
    (['in Panjshir', None], ['Panchir'], [])
    """
    given = [(label, _checked(label, value)) for label, value in values]
    results = normalizer.normalize_many((text for _, text in given if text is not None), jobs)
    nothing: dict[str, Any] = {name: [] if isinstance(TYPES[name], Mapping) else None for name in columns}
    rows = [nothing if text is None else cells(next(results), columns) for _, text in given]
    return {name: [row[name] for row in rows] for name in columns}


def _checked(label: object, value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise NotText(
        f"row {label!r}: expected a text or a missing value, not {value!r}: make the column one of texts first"
    )
