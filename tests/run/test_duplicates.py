"""Two rules that mend the same damage alike: one speaks."""

from __future__ import annotations

from itertools import permutations

from normalize import Applicability, Category, Finding
from normalize.model import Document
from normalize.names.linker import Linker
from normalize.rules import Selection
from normalize.run import pipeline
from normalize.run.duplicates import without_duplicates
from normalize.settings.settings import Settings

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY
FIGURES = "Rome: 8.096\nMilan: 12.310\nTurin: 9,115\nRome again: 8,096"


def made(rule: str, applicability: Applicability, score: float, replacement: str | None = "b", end: int = 1) -> Finding:
    return Finding(0, end, "a", rule, Category.MT_ARTIFACT, "", applicability, replacement, score=score)


def kept(*findings: Finding) -> set[str]:
    answers = {
        frozenset(f.rule for f in without_duplicates(order, {"Q1": 0, "Q2": 1})) for order in permutations(findings)
    }
    (answer,) = answers  # whatever the order in which they were found
    return set(answer)


def test_the_surer_rule_stays():
    assert kept(made("Q1", UNSAFE, 0.9), made("Q2", SAFE, 0.5)) == {"Q2"}
    assert kept(made("Q1", UNSAFE, 0.5), made("Q2", UNSAFE, 0.9)) == {"Q2"}


def test_of_equals_the_first_of_the_table_stays_then_the_first_code():
    assert kept(made("Q2", UNSAFE, 0.5), made("Q1", UNSAFE, 0.5)) == {"Q1"}
    assert kept(made("X2", UNSAFE, 0.5), made("X1", UNSAFE, 0.5)) == {"X1"}


def test_other_fixes_other_spans_and_diagnoses_stay():
    assert kept(made("Q1", UNSAFE, 0.5), made("Q2", UNSAFE, 0.9, "c")) == {"Q1", "Q2"}
    assert kept(made("Q1", UNSAFE, 0.5), made("Q2", UNSAFE, 0.9, end=2)) == {"Q1", "Q2"}
    assert kept(made("Q1", DISPLAY, 0.5, None), made("Q2", DISPLAY, 0.9, None)) == {"Q1", "Q2"}


def test_a_repair_says_what_a_diagnosis_of_the_same_span_says():
    assert kept(made("Q1", DISPLAY, 0.9, None), made("Q2", UNSAFE, 0.5)) == {"Q2"}
    assert kept(made("Q1", DISPLAY, 0.9, None, end=2), made("Q2", UNSAFE, 0.5)) == {"Q1", "Q2"}


def rules(text: str, ignore: tuple[str, ...] = ()) -> list[str]:
    settings = Settings(Linker([]), selection=Selection((), ignore))
    return [f.rule for f in pipeline.run(Document(text), settings).findings if f.text == "8.096"]


def test_a_run_reports_a_figure_once_and_by_the_other_rule_where_the_first_is_ignored():
    (first,) = rules(FIGURES)
    (other,) = rules(FIGURES, (first,))
    assert {first, other} == {"Q204", "Q251"}


def test_a_misprint_with_a_witness_is_no_unknown_word_as_well():
    text = "The hospital is open. Two nurses left the hospotal, and the director of the hospital said nothing."
    settings = Settings(Linker([]))
    assert [f.rule for f in pipeline.run(Document(text), settings).findings if f.text == "hospotal"] == ["Q202"]
