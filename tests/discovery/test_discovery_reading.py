"""The documents of files: one at a time, however many a file has."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from normalize.discovery.reading import Job, passed
from normalize.io import walk
from normalize.io.fields import TEXT
from normalize.model import Document
from normalize.settings.settings import settings_of
from normalize.settings.sources import load


def first_of(_: None, documents: Iterable[Document]) -> str:
    return next(iter(documents)).text


def all_of(_: None, documents: Iterable[Document]) -> list[str]:
    return [document.text for document in documents]


def test_a_large_file_is_never_whole_in_memory(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text('{"text": "one"}\n{]\n{"text": "three"}\n', "utf-8")
    files = walk([tmp_path]).files
    job = Job(settings_of(load(None, glossary=["none"], no_translate=True)), TEXT)
    ((told, errors),) = passed(first_of, None, files, job, 1, lambda: None)
    assert (told, errors) == ("one", [])  # what lies behind has not been read
    ((whole, errors),) = passed(all_of, None, files, job, 1, lambda: None)
    assert (whole, len(errors)) == (["one", "three"], 1)
