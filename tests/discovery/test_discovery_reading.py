"""The documents of files: one at a time, however many a file has."""

from __future__ import annotations

import json
import os
import signal
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


def deadly(_: None, documents: Iterable[Document]) -> list[str]:
    texts = [document.text for document in documents]
    if "two" in texts:
        os.kill(os.getpid(), signal.SIGKILL)
    return texts


def test_a_document_at_which_a_worker_dies_is_left_out(tmp_path: Path) -> None:
    for name, texts in (("a", ("one", "two")), ("b", ("three",)), ("c", ("four",))):
        lines = [json.dumps({"text": text}) for text in texts]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), "utf-8")
    files = walk([tmp_path]).files
    job = Job(settings_of(load(None, glossary=["none"], no_translate=True)), TEXT)
    steps: list[None] = []
    found = list(passed(deadly, None, files, job, 2, lambda: steps.append(None)))
    assert [text for texts, _ in found for text in texts] == ["one", "three", "four"]
    (error,) = [error for _, errors in found for error in errors]
    assert error.endswith("a.jsonl, record 1: set aside, unchanged: the worker died (signal 9) at it")
    assert len(steps) == len(files)
