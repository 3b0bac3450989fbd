"""That something is made is told once, and only to who asked for it."""

from __future__ import annotations

import os

import pytest

from normalize.errors import OutputError
from normalize.io import atomic
from normalize.storage import cache, notice
from normalize.storage.writing import pack


def test_it_is_told_once(tmp_path, monkeypatch):
    monkeypatch.setenv("NORMALIZE_CACHE_DIR", str(tmp_path))
    told: list[str] = []
    notice.tell(told.append)
    for part in ("a", "a", "b"):
        cache.kept("t", [part], lambda key: pack(key, {}))
    assert len(told) == 1
    assert len(list(tmp_path.iterdir())) == 2


def _told_of(parts: str) -> list[str]:
    told: list[str] = []
    notice.tell(lambda line: None, told.append)
    for part in parts:
        cache.kept("t", [part], lambda key: pack(key, {}))
    return told


def test_that_nothing_can_be_kept_is_told_once(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    monkeypatch.setenv("NORMALIZE_CACHE_DIR", str(tmp_path / "file"))
    (line,) = _told_of("aab")
    assert line.startswith(f"{tmp_path / 'file'}: nothing can be kept there (it is no folder), so each start ")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("value", ["", "here"])
def test_a_cache_that_is_off_or_works_is_no_trouble(tmp_path, monkeypatch, value):
    monkeypatch.setenv("NORMALIZE_CACHE_DIR", value and str(tmp_path / value))
    assert _told_of("ab") == []


def test_a_disk_that_is_full_is_told(tmp_path, monkeypatch):
    def full(path):
        raise OutputError(f"{path}: cannot write: No space left on device")

    monkeypatch.setenv("NORMALIZE_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(atomic, "replacing", full)
    (line,) = _told_of("a")
    assert "No space left on device" in line


def test_a_worker_says_nothing(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("NORMALIZE_CACHE_DIR", str(tmp_path / "file"))
    told: list[str] = []
    notice.tell(lambda line: None, told.append)
    monkeypatch.setattr(os, "getpid", lambda: -1)
    cache.kept("t", ["a"], lambda key: pack(key, {}))
    assert told == []
