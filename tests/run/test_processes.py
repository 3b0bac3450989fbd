"""Running a function over items, in this process or in others."""

from __future__ import annotations

import pytest

from normalize.run.engines import map_ordered


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
