"""The pipeline over one record: its fields are one document to the evidence, and each is written by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from normalize.io import Unit
from normalize.model import Document, Edit, FieldSpan, Finding
from normalize.names.folder import Folder
from normalize.run import pipeline
from normalize.settings.settings import Settings
from normalize.text.edits import apply

Place = tuple[str, str]  # the path of a file relative to the folder given, and the file as it can be opened
_JOINT = "\n\n"  # between two fields: they are paragraphs of one document


@dataclass(frozen=True, slots=True)
class FieldResult:
    """What came of one field: its new text, what was found in it and what was changed, in its own offsets."""

    unit: Unit
    text: str
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...]


def document_of(units: Sequence[Unit], path: str, file: str = "") -> Document:
    """The fields of a record as one document, in their order.

    >>> title, body = Unit(0, "A title", "utf-8", "text", "title"), Unit(0, "Text.", "utf-8", "text", "body")
    >>> document_of([title, body], "a.jsonl").text
    'A title\\n\\nText.'
    """
    first = units[0]
    if len(units) == 1:
        return Document(first.text, path, first.record, first.encoding, first.markup, first.field, file=file)
    ends = list(accumulate(len(unit.text) + len(_JOINT) for unit in units))
    named = zip(units, (end - len(_JOINT) for end in ends), strict=True)
    spans = tuple(FieldSpan(unit.field or "", end - len(unit.text), end) for unit, end in named)
    text = _JOINT.join(unit.text for unit in units)
    return Document(text, path, first.record, first.encoding, first.markup, fields=spans, file=file)


def run(
    units: Sequence[Unit],
    place: Place,
    settings: Settings,
    folder: Folder | None = None,
) -> list[FieldResult]:
    """Find the damage of a record and repair what is allowed, field by field."""
    document = document_of(units, *place)
    result = pipeline.run(document, settings, folder)
    if not document.fields:
        return [FieldResult(units[0], result.text, result.findings, result.edits)]
    findings = _by_field(document, result.findings)
    fixes = _by_field(document, [edit.finding for edit in result.edits])
    made = [apply(unit.text, fixes[unit.field or ""]) for unit in units]
    return [
        FieldResult(unit, text, tuple(findings[unit.field or ""]), edits)
        for unit, (text, edits) in zip(units, made, strict=True)
    ]


def _by_field(document: Document, found: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Findings in offsets of their fields; what lies across two belongs to none, and is left out."""
    fields: dict[str, list[Finding]] = {span.name: [] for span in document.fields}
    for finding in found:
        if (placed := document.in_field(finding)) is not None and placed.field is not None:
            fields[placed.field].append(placed)
    return fields
