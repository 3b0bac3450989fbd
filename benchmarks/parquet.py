"""How fast a text column of parquet with zstd pages is read, beside pyarrow reading the same into Python texts.

    python benchmarks/parquet.py FILE.jsonl [--size 30] [--rows 5000] [--turns 7]

FILE.jsonl has texts under ``text``, which are written to a parquet file again and again, each time with a number in
front, in row groups as pyarrow makes them or of so many rows. Both are measured by turns, in processor time, the
quickest turn counts; read the ratio. A dictionary is looked at before its group is read, which costs the more the
smaller the groups are.
"""

from __future__ import annotations

import argparse
import gc
import json
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from normalize.io import Fields, FileRef, records
from normalize.run.garbage import THRESHOLDS

MB = 10**6


def write(source: Path, target: Path, size: int, rows: int | None) -> float:
    """Write a file with so many MB of text; returns the MB that it has."""
    given = [str(json.loads(line)["text"]) for line in source.read_bytes().splitlines()]
    texts: list[str] = []
    written = 0
    for turn in count():
        for text in given:
            texts.append(f"{turn} {text}")
            written += len(texts[-1].encode())
            if written >= size * MB:
                table = pa.table({"id": range(len(texts)), "text": texts})
                pq.write_table(table, target, compression="zstd", row_group_size=rows)
                return written / MB
    raise AssertionError


def ours(path: Path) -> int:
    """The number of records that a run reads."""
    return sum(1 for _ in records(FileRef(path, path.name), fields=Fields(), broken=print))


def theirs(path: Path) -> int:
    """The number of texts that pyarrow reads."""
    return len(pq.read_table(path, columns=["text"], use_threads=False).column("text").to_pylist())


def seconds(read: Callable[[Path], int], path: Path) -> float:
    """Processor time."""
    begin = time.process_time()
    assert read(path)
    return time.process_time() - begin


def main() -> None:
    """Print a row for each, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--size", type=int, default=30, help="MB of text")
    parser.add_argument("--rows", type=int, help="rows of a row group")
    parser.add_argument("--turns", type=int, default=7)
    asked = parser.parse_args()
    gc.set_threshold(*THRESHOLDS)  # as in a run
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "news.parquet")
        size = write(asked.source, path, asked.size, asked.rows)
        turns = [(seconds(ours, path), seconds(theirs, path)) for _ in range(asked.turns)]
    mine, other = (min(column) for column in zip(*turns, strict=True))
    print(f"records as a run reads them: {size / mine:.0f} MB/s\npyarrow, into texts: {size / other:.0f} MB/s")
    print(f"ratio: {other / mine:.2f}")


if __name__ == "__main__":
    main()
