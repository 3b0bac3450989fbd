"""Running a function over items, in this process or in others."""

from __future__ import annotations

import os
import signal

import pytest

from normalize.errors import WorkerError
from normalize.run.engines import Pool, map_ordered


def add(state: int, item: int) -> int:
    return state + item


def fail(state: int, item: int) -> int:
    if item == 3:
        raise ValueError("three")
    return item


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 5, 40])
def test_results_come_in_order(jobs, count):
    assert list(map_ordered(add, 10, iter(range(count)), jobs, chunk=4)) == [10 + i for i in range(count)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_exception_reaches_the_caller(jobs):
    with pytest.raises(ValueError, match="three"):
        list(map_ordered(fail, 0, range(10), jobs, chunk=2))


def test_leaving_early_shuts_the_pool():
    results = map_ordered(add, 0, iter(range(1000)), 2, chunk=4)
    assert next(results) == 0
    results.close()


def deadly(state: int, items: list[int]) -> list[int]:
    if 3 in items and os.getpid() != state:
        os.kill(os.getpid(), signal.SIGKILL)
    return [2 * item for item in items]


def test_of_a_chunk_at_which_a_worker_dies_one_item_is_lost():
    with Pool(deadly, os.getpid(), 2, lambda item, lost: -item) as pool:
        answers = [pool.submit([at, at + 1, at + 2]) for at in range(0, 9, 3)]
        assert [answer() for answer in answers] == [[0, 2, 4], [-3, 8, 10], [12, 14, 16]]


def test_a_worker_that_dies_is_told():
    with Pool(deadly, os.getpid(), 2) as pool, pytest.raises(WorkerError, match=r"signal 9.*at one of the texts"):
        pool.submit([2, 3])()


def test_what_went_wrong_is_raised_in_its_turn():
    results = map_ordered(fail, 0, range(10), 2, chunk=1)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="three"):
        next(results)
