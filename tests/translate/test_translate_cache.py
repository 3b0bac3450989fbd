"""The cache: several processes, sudden death, damage."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
from pathlib import Path

import pytest

from normalize.errors import OutputError
from normalize.translate.cache import FILE, Cache, key_of
from normalize.translate.model import Output


def _fill(folder: Path, first: int) -> None:
    cache = Cache(folder)
    for n in range(first, first + 50):
        cache.put({key_of(str(n)): Output(f"text {n}", -0.5)})


def _fill_and_die(folder: Path) -> None:
    _fill(folder, 0)
    os.kill(os.getpid(), signal.SIGKILL)


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_fill, args=(tmp_path, first)) for first in (0, 25, 50, 75)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0, 0, 0]
    known = Cache(tmp_path).get(key_of(str(n)) for n in range(200))
    assert sorted(output.text for output in known.values()) == sorted(f"text {n}" for n in range(125))


def test_what_was_put_outlives_a_killed_process(tmp_path: Path) -> None:
    worker = multiprocessing.get_context("fork").Process(target=_fill_and_die, args=(tmp_path,))
    worker.start()
    worker.join(60)
    assert worker.exitcode == -signal.SIGKILL
    assert Cache(tmp_path).size().entries == 50


def test_odd_text_comes_back_as_it_was(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    odd = {key_of("a"): Output("\udc80 \0 \U0001f600", None), key_of("b"): Output("", -1.25)}
    cache.put(odd)
    assert Cache(tmp_path).get(odd) == odd


def test_keys_tell_their_parts_apart() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")


def test_size_of_nothing_creates_nothing(tmp_path: Path) -> None:
    assert Cache(tmp_path / "none").size().entries == 0
    assert not (tmp_path / "none").exists()


def test_a_damaged_file_says_what_to_do_and_can_be_cleared(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database, but longer than a header would be " * 100)
    cache = Cache(tmp_path)
    with pytest.raises(OutputError, match="remove the file"):
        cache.get([key_of("a")])
    cache.clear()
    cache.put({key_of("a"): Output("b")})
    assert cache.size().entries == 1


@pytest.mark.parametrize("damage", ["text = x'ff'", "text = 'letters'", "score = 'abc'", "score = 9e999"])
def test_a_damaged_row_counts_as_not_there(tmp_path: Path, damage: str) -> None:
    key = key_of("a")
    cache = Cache(tmp_path)
    cache.put({key: Output("b", -0.5)})
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute(f"UPDATE outputs SET {damage}")
    connection.close()
    assert cache.get([key]) == {}
    cache.put({key: Output("b", -0.5)})
    assert cache.get([key]) == {key: Output("b", -0.5)}
