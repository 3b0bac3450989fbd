"""With the records before it as evidence, a record gets one answer, whatever the portions, workers and window."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from normalize import Normalizer
from normalize.io import Fields, Unit
from normalize.io.formats import Kind
from normalize.io.stream import cutter
from normalize.run.records import Record
from normalize.run.rolling import Rolling
from normalize.run.stream import answers

NORMALIZER = Normalizer(["afghanistan"])
ATTESTED = "The anti-Taliban forces met. The anti-Taliban camp is quiet."
CORRUPTED = "An anti-Italiban fighter said so."
TEXTS = [ATTESTED, CORRUPTED, "The Panchir Valley.", "National Resistance Front (FNR) said.", "A quiet day."]


class Portions:
    """A source that gives what it was told."""

    def __init__(self, portions: list[bytes]) -> None:
        self.portions = portions

    def ready(self) -> bool:
        return bool(self.portions)

    def read(self) -> bytes:
        return self.portions.pop(0) if self.portions else b""


def written(portions: list[bytes], jobs: int = 1) -> bytes:
    cut = cutter(Kind.JSONL, "standard input", Fields(("text",)))
    told = answers(Portions(portions), cut, NORMALIZER.settings, None, jobs, rolling=True)
    return b"".join(answer.data for answer in told if answer is not None)


def lines(texts: Sequence[str]) -> list[bytes]:
    return [json.dumps({"text": text}).encode() + b"\n" for text in texts]


def unit(text: str) -> tuple[Unit]:
    return (Unit(0, text, "utf-8", "text", "text"),)


def test_what_came_before_is_evidence_and_what_comes_later_is_none():
    assert b"anti-Taliban fighter" in written(lines([ATTESTED, CORRUPTED]))
    assert b"anti-Italiban fighter" in written(lines([CORRUPTED, ATTESTED]))


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts=st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6), cuts=st.lists(st.integers(0, 500), max_size=5))
def test_the_answer_does_not_depend_on_the_portions_and_workers(texts, cuts):
    data = b"".join(lines(texts))
    places = sorted({0, len(data), *(cut % len(data) for cut in cuts)})
    cut = [data[a:b] for a, b in pairwise(places)]
    once = written([data])
    assert once == written(cut) == written(lines(texts), jobs=2)
    assert written([once]) == once


def test_the_evidence_is_bounded():
    """Counts of records that left the window are gone: those of the last ones are all there is."""
    rolling = Rolling(NORMALIZER.settings, window=2)
    for text in [ATTESTED, *TEXTS, "One two.", "Two three."]:
        rolling.run(Record(unit(text), "-", "-"))
    fresh = Rolling(NORMALIZER.settings, window=2)
    for text in ["One two.", "Two three."]:
        fresh.run(Record(unit(text), "-", "-"))
    assert rolling._profile == fresh._profile


def test_cleaned_text_is_what_is_remembered():
    rolling = Rolling(NORMALIZER.settings)
    [result] = rolling.run(Record(unit("The Panchir Valley."), "-", "-"))
    assert result.text == "The Panjshir Valley."
    assert (rolling._profile.words["Panjshir"], rolling._profile.words["Panchir"]) == (1, 0)


@pytest.mark.parametrize("text", TEXTS)
def test_a_first_record_is_its_own_evidence(text):
    [result] = Rolling(NORMALIZER.settings).run(Record(unit(text), "-", "-"))
    assert result.text == NORMALIZER.normalize(text).text
