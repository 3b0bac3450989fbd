"""The documents with foreign text of 42 languages, and the English ones full of foreign names: the half that is held out."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "foreign.py"


@pytest.fixture(scope="module")
def benchmark():
    return runpy.run_path(str(BENCHMARK), run_name="foreign")


def test_foreign_text_is_found_under_its_own_name_and_foreign_names_are_left_alone(benchmark):
    mixed, negatives = ([d for d in benchmark["documents"](name) if d.held] for name in ("mixed.txt", "negatives.txt"))
    score = benchmark["measure"](mixed, negatives)["all"]
    assert score.labelled_f1 >= 0.93
    assert score.span_f1 >= 0.87
    assert score.flagged <= 0.05


def test_the_documents_are_many_and_of_many_languages(benchmark):
    mixed, negatives = benchmark["documents"]("mixed.txt"), benchmark["documents"]("negatives.txt")
    assert len(mixed) >= 150
    assert len(negatives) >= 100
    assert len({span.lang for document in mixed for span in document.spans}) >= 42
    assert all(document.spans for document in mixed)
