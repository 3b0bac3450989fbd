"""Engines: answers in order, items read no further ahead than said, workers that die."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from normalize.run.engines import Lost, local, processes
from normalize.run.engines.engine import AHEAD, AHEAD_SIZE

LARGE = 300_000  # bytes: more than a pipe holds


def answer(state: bytes, item: int) -> bytes:
    """Something large; the seventh item kills, the eighth fails."""
    if item == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    if item == 8:
        raise ValueError("eight")
    return state * LARGE + bytes([item % 7])


def plus(state: int, item: int) -> int:
    return state + item


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_exception_reaches_the_caller(jobs: int) -> None:
    with pytest.raises(ValueError, match="eight"):
        list(local(jobs).map_ordered(answer, b"a", [1, 8, 2]))


def test_large_answers_and_a_worker_that_dies() -> None:
    """Only the item that it was at is lost."""
    items = [*range(8), *range(9, 30)]
    found = list(local(2).map_ordered(answer, b"a", items))
    assert found.pop(7) == Lost("the worker died (signal 9)")
    assert [one[-1] for one in found if not isinstance(one, Lost)] == [i % 7 for i in items if i != 7]


@pytest.mark.parametrize(("size", "most"), [(1, AHEAD * 2), (AHEAD_SIZE, 2)])
def test_no_more_is_read_ahead_than_said(size: int, most: int) -> None:
    given = taken = ahead = 0

    def items() -> Iterator[int]:
        nonlocal given, ahead
        for item in range(40):
            given += 1
            ahead = max(ahead, given - taken)
            yield item

    for _ in local(2).map_ordered(plus, 1, items(), lambda _: size):
        taken += 1
    assert (taken, ahead) == (40, most)


def test_leaving_early_ends_the_workers() -> None:
    answers = local(2).map_ordered(lambda _, item: (os.getpid(), item), None, range(1000))
    pids = {found[0] for found in (next(answers), next(answers)) if not isinstance(found, Lost)}
    answers.close()  # type: ignore[attr-defined]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_worker_that_is_told_twice_to_stop_stops_once():
    before = signal.signal(signal.SIGTERM, processes._stop)
    try:
        with pytest.raises(processes._StoppedError):
            os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
