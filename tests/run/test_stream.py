"""A stream answers each record in order, by itself, whatever the portions and the workers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from normalize import Normalizer
from normalize.errors import InputError
from normalize.io import Fields, jsonl
from normalize.io.formats import Kind
from normalize.io.stream import cutter
from normalize.run import stream as stream_module
from normalize.run.stream import Answer, answers

NORMALIZER = Normalizer(["afghanistan"], translator="phrases")
FIELDS = Fields(("title", "body"))
TEXTS = [
    "The Panchir Valley.",
    "Leer más\nThe rest.",
    "The FNR",
    "A quiet day",
    "National Resistance Front (FNR)",
    "Compartir",
]


class Portions:
    """A source that gives what it was told, and is never ready."""

    def __init__(self, portions: list[bytes]) -> None:
        self.portions, self.reads = portions, 0

    def ready(self) -> bool:
        return False

    def read(self) -> bytes:
        self.reads += 1
        return self.portions.pop(0) if self.portions else b""


def found(portions: list[bytes], jobs: int = 1) -> Iterator[Answer | None]:
    cut = cutter(Kind.JSONL, "standard input", FIELDS)
    return answers(Portions(portions), cut, NORMALIZER.settings, None, jobs)


def written(portions: list[bytes], jobs: int = 1) -> bytes:
    return b"".join(answer.data for answer in found(portions, jobs) if answer is not None)


def lines(texts: list[str]) -> list[bytes]:
    return [json.dumps({"id": "Panchir", "title": text, "body": text}).encode() + b"\n" for text in texts]


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts=st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6), cuts=st.lists(st.integers(0, 500), max_size=5))
def test_the_answer_does_not_depend_on_the_portions(texts, cuts):
    data = b"".join(lines(texts))
    places = sorted({0, len(data), *(cut % len(data) for cut in cuts)})
    cut = [data[a:b] for a, b in pairwise(places)]
    alone = b"".join(written([line]) for line in lines(texts))
    assert written([data]) == written(cut) == alone


def test_nor_on_the_workers():
    portions = [b"".join(lines(TEXTS * 8)), *lines(TEXTS)]
    assert written(list(portions), jobs=2) == written(list(portions), jobs=1)


def test_each_record_is_answered_before_the_next_is_read():
    source = Portions(lines(["The Panchir Valley.", "A quiet day"]))
    cut = cutter(Kind.JSONL, "standard input", FIELDS)
    told = answers(source, cut, NORMALIZER.settings, None, 1)
    seen = [(source.reads, answer is not None and b"quiet" in answer.data) for answer in told]
    assert seen == [(0, False), (1, False), (1, False), (2, True), (2, False)]


def test_a_record_is_translated_by_workers_as_without():
    [one] = [answer for answer in found(lines(["Leer más"])) if answer]
    [two] = [answer for answer in found(lines(["Leer más"]), jobs=2) if answer]
    assert one == two


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_broken_record_stays_and_is_told(jobs):
    broken = [answer for answer in found([b'{"title": \n', *lines(["The Panchir Valley."])], jobs) if answer]
    assert broken[0].data == b'{"title": \n'
    assert broken[0].problem is not None
    assert b"Panjshir Valley" in broken[1].data


def test_another_translator_keeps_what_is_known_of_words():
    given = NORMALIZER.settings
    assert given.with_translator(None).plan is given.plan
    assert given.with_translator(None).translator is None


class TestUnexpectedErrors:
    """An error that nobody expected costs its record, by its number: the others are answered, in order."""

    @pytest.mark.parametrize("jobs", [1, 2])
    @pytest.mark.parametrize("at_once", [True, False], ids=["one portion", "line by line"])
    def test_at_work_on_a_record(self, jobs, at_once, monkeypatch):
        real = stream_module.run_records

        def fails(records, *rest, **more):
            if any("Leer" in unit.text for record in records for unit in record.units):
                raise KeyError("Leer")
            return real(records, *rest, **more)

        monkeypatch.setattr(stream_module, "run_records", fails)
        portions = [b"".join(lines(TEXTS))] if at_once else lines(TEXTS)
        given = [answer for answer in found(portions, jobs) if answer is not None]
        assert [answer.problem is None for answer in given] == ["Leer" not in text for text in TEXTS]
        assert given[1].data == lines(TEXTS)[1]
        told = "standard input, record 1: internal error, please report it: KeyError: 'Leer' (NORMALIZE_DEBUG=1"
        assert str(given[1].problem).startswith(told)

    def test_in_the_reader(self, monkeypatch):
        real = jsonl.scan_record

        def fails(line, fields):
            if "Leer" in line:
                raise IndexError("read length")
            return real(line, fields)

        monkeypatch.setattr(jsonl, "scan_record", fails)
        given = [answer for answer in found([b"".join(lines(TEXTS))]) if answer is not None]
        assert b"".join(answer.data for answer in given) == written([b"".join(lines(TEXTS))])
        assert [answer.problem is None for answer in given] == ["Leer" not in text for text in TEXTS]

    def test_where_nothing_can_be_read_behind_it(self, monkeypatch):
        """All before it is answered first."""
        cut = cutter(Kind.JSONL, "standard input", FIELDS)

        class Failing:
            def feed(self, data):
                for number, piece in enumerate(cut.feed(data)):
                    if number == 3:
                        raise IndexError("read length")
                    yield piece

        told = answers(Portions([b"".join(lines(TEXTS))]), Failing(), NORMALIZER.settings, None, 1)
        given = []
        with pytest.raises(InputError, match="standard input: internal error, please report it: IndexError"):
            given.extend(answer for answer in told if answer is not None)
        assert len(given) == 3
