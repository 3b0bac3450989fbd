"""What is worked on together: some records at a time, for a stage that goes on runs faster than one that begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

# From here on nothing is gained, and memory is kept: by 64 documents of 2 kB a chain is a quarter faster, by 256 hardly
# more (benchmarks/compare.py shows what stages cost by themselves and in turns).
RECORDS, SIZE = 64, 1 << 18

T = TypeVar("T")


def together(
    items: Iterable[T],
    size: Callable[[T], int],
    is_record: Callable[[T], bool] = bool,
    times: int = 1,
) -> Iterator[list[T]]:
    """Items in their order, in lists of at most so many records, and of no more than that size together: a larger item
    comes alone. With ``times`` so many times as much comes together.

    >>> [len(some) for some in together(["a"] * 100, len)]
    [64, 36]
    >>> [len(some) for some in together(["a", "a" * SIZE, "a"], len)]
    [1, 1, 1]
    """
    batch: list[T] = []
    records = total = 0
    for item in items:
        weight = size(item)
        if batch and (records == RECORDS * times or total + weight > SIZE * times):
            yield batch
            batch, records, total = [], 0, 0
        batch.append(item)
        records += is_record(item)
        total += weight
    if batch:
        yield batch
