"""The fields of a record are one document to the evidence; each is found and written in its own offsets."""

from __future__ import annotations

import pytest

from normalize import Normalizer
from normalize.io import Unit
from normalize.judgements.applied import Judgements
from normalize.judgements.judgement import Judgement, Scope, Verdict
from normalize.model import Category, Document, FieldSpan, Finding
from normalize.run.records import FieldResult, document_of, run

SETTINGS = Normalizer(["afghanistan"]).settings


def units(**texts: str) -> list[Unit]:
    return [Unit(4, text, "utf-8", "text", name) for name, text in texts.items()]


def results(*said: Judgement, **texts: str) -> dict[str | None, FieldResult]:
    settings = SETTINGS.with_judgements(Judgements(said)) if said else SETTINGS
    found = run(units(**texts), ("a.jsonl", "in/a.jsonl"), settings)
    return {result.unit.field: result for result in found}


def test_fields_share_their_evidence():
    title, body = "FNR holds the valley", "The National Resistance Front (NRF) said so."
    alone, both = results(title=title), results(title=title, body=body)
    assert alone["title"].text == title
    assert both["title"].text == "NRF holds the valley"
    assert both["body"].text == body


def test_findings_are_told_in_offsets_of_their_field():
    both = results(title="A quiet day", body="Fighting in the Panchir Valley.")
    [edit] = both["body"].edits
    assert (edit.start, edit.end, edit.new_start, edit.new_end) == (16, 23, 16, 24)
    assert (edit.finding.field, edit.finding.record, edit.finding.path) == ("body", 4, "a.jsonl")
    assert both["title"].findings == ()


def test_equal_findings_of_two_fields_have_ids_of_their_own():
    both = results(title="The Panchir Valley", body="The Panchir Valley")
    ids = {result.edits[0].id for result in both.values()}
    assert len(ids) == 2


def test_a_rejected_edit_is_not_made_again():
    both = results(title="A road", body="The Panchir Valley")
    [edit] = both["body"].edits
    scope = Scope.of_place(edit.finding, "The Panchir Valley")
    rejected = Judgement.of(edit.finding, Verdict.REJECT, scope)
    assert results(rejected, title="A road", body="The Panchir Valley")["body"].text == "The Panchir Valley"


@pytest.mark.parametrize(
    ("start", "end", "found"), [(0, 1, "title"), (1, 1, "title"), (3, 4, "body"), (0, 4, None), (1, 3, None)]
)
def test_a_finding_lies_in_one_field_or_in_none(start, end, found):
    document = Document("a\n\nb", fields=(FieldSpan("title", 0, 1), FieldSpan("body", 3, 4)))
    placed = document.in_field(Finding(start, end, "", "Q201", Category.MT_ARTIFACT, ""))
    assert (None if placed is None else placed.field) == found


def test_one_field_is_the_document():
    [unit] = units(body="A text.")
    assert document_of([unit], "a.jsonl") == Document("A text.", "a.jsonl", 4, "utf-8", "text", "body")
