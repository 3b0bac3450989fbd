"""Memory does not grow with the file: seven times the records take no more."""

from __future__ import annotations

import json
import tracemalloc

import pytest

from normalize.names.glossary.exchange.convert import convert
from normalize.names.glossary.exchange.formats import named
from normalize.names.glossary.exchange.job import Job

_FEW, _MANY = 400, 3000
_SLACK = 300_000  # bytes: caches of folding and of regular expressions


def tbx(count: int) -> str:
    terms = '<langSec xml:lang="en"><termSec><term>Name {0}</term></termSec></langSec>'
    concept = f'<conceptEntry id="c{{0}}">{terms}</conceptEntry>'
    return "<tbx><text><body>" + "".join(concept.format(i) for i in range(count)) + "</body></text></tbx>"


def entities(count: int) -> str:
    entity = {"schema": "Person", "properties": {"name": ["A Name"]}}
    return "".join(json.dumps({"id": str(i), **entity}) + "\n" for i in range(count))


def table(count: int) -> str:
    return "Name\n" + "".join(f"Name {i % 50}\n" for i in range(count))  # folding keeps what it folded, up to a limit


def places(count: int) -> str:
    row = "\t".join(["{0}", "Name {0}", *[""] * 4, "P", "", "AF", *[""] * 10])
    return "".join(row.format(i) + "\n" for i in range(1, count + 1))


@pytest.mark.parametrize(
    ("source", "target", "make"),
    [("tbx", "tbx", tbx), ("ftm", "yaml", entities), ("csv", "jsonl", table), ("geonames", "csv", places)],
)
def test_memory_is_bounded(tmp_path, source, target, make):
    peaks = []
    for count in (_FEW, _FEW, _MANY):
        path = tmp_path / f"{count}.{source}"
        path.write_text(make(count), encoding="utf-8")
        tracemalloc.start()
        written = convert(
            [path], tmp_path / "out", named(source), named(target), Job(columns=columns(source)), force=True
        )
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert written == count
    assert peaks[2] < peaks[1] + _SLACK, peaks


def columns(source: str) -> dict[str, str]:
    return {"name": "Name"} if source == "csv" else {}
