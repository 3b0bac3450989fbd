"""The pipeline over one record: its fields are one document to the evidence, and each is written by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from normalize.evidence.around import Noted
from normalize.io import Unit
from normalize.model import Document, Edit, FieldSpan, Finding, Result
from normalize.names.folder import Folder
from normalize.run import pipeline
from normalize.run.facts import Facts, facts_of
from normalize.settings.settings import Settings
from normalize.text.edits import apply

_JOINT = "\n\n"  # between two fields: they are paragraphs of one document


@dataclass(frozen=True, slots=True)
class FieldResult:
    """What came of one field: its new text, what was found in it and what was changed, in its own offsets.

    ``document`` is what came of the record that it is of, as a whole; None where that is known from an earlier run.
    ``facts`` are what that record asked of its folder, where that was to be noted.
    """

    unit: Unit
    text: str
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...]
    document: Result | None = None
    facts: Facts | None = None


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


class Record(NamedTuple):
    """The units of one record, and where they stand: the path of the file relative to the folder given, and the file as
    it can be opened."""

    units: tuple[Unit, ...]
    path: str
    file: str

    @property
    def size(self) -> int:
        """Code points."""
        return sum(len(unit.text) for unit in self.units)


def run(
    records: Sequence[Record], settings: Settings, folder: Folder | None = None, *, note: bool = False
) -> list[list[FieldResult]]:
    """Find the damage of each of some records and repair what is allowed, field by field.

    With ``note`` it is noted what each asks of its folder.
    """
    documents = [document_of(*record) for record in records]
    noted: list[Noted] = [{} for _ in documents]
    results = pipeline.run_many(documents, settings, folder, noted if note else None)
    told = zip(records, documents, results, noted, strict=True)
    return [
        _of_fields(record.units, document, result, facts_of(notes) if note else None)
        for record, document, result, notes in told
    ]


def _of_fields(units: Sequence[Unit], document: Document, result: Result, facts: Facts | None) -> list[FieldResult]:
    """The result of a record, told of each field in its own offsets."""
    if not document.fields:
        return [FieldResult(units[0], result.text, result.findings, result.edits, result, facts)]
    findings = _by_field(document, result.findings)
    fixes = _by_field(document, [edit.finding for edit in result.edits])
    made = [apply(unit.text, fixes[unit.field or ""]) for unit in units]
    return [
        FieldResult(unit, text, tuple(findings[unit.field or ""]), edits, result, facts)
        for unit, (text, edits) in zip(units, made, strict=True)
    ]


def _by_field(document: Document, found: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Findings in offsets of their fields; what lies across two belongs to none, and is left out."""
    fields: dict[str, list[Finding]] = {span.name: [] for span in document.fields}
    for finding in found:
        if (placed := document.in_field(finding)) is not None and placed.field is not None:
            fields[placed.field].append(placed)
    return fields
