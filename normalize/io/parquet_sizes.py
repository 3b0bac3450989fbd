"""How much the values of a parquet file come to when they are read.

That may be far more than its pages say: in a column that is coded by a dictionary, a page of numbers may stand for one
long text again and again. Read as numbers, it takes no more memory than the pages do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from normalize.io.sizes import check_ratio

MOST_ROWS = 4096  # of a row group that are read at a time
_AT_ONCE = 1 << 28  # bytes of values that are read at a time, if one by itself is not longer
_READ = 1 << 16  # bytes of a file
_TEXTS = "BYTE_ARRAY"


class Coded:
    """A parquet file whose dictionaries stay what they are."""

    def __init__(self, source: Any, library: Any, metadata: Any) -> None:
        """``source`` is what ``library`` (pyarrow.parquet) opens; ``metadata`` is the file's."""
        self._metadata = metadata
        leaves = [metadata.schema.column(number) for number in range(metadata.num_columns)]
        texts = [leaf.path for leaf in leaves if leaf.physical_type == _TEXTS]
        # Of most columns only the dictionary is asked for: no more of the file is read than that takes.
        self._file = library.ParquetFile(
            source, metadata=metadata, read_dictionary=texts, pre_buffer=False, buffer_size=_READ
        )

    def rows_at_once(self, group: int, columns: Sequence[str]) -> int:
        """How many rows of some columns of a group can be read at a time.

        Raises EOFError where so much comes of so few bytes that somebody means harm.
        """
        rows = MOST_ROWS
        below = self._chunks(group)
        for name in columns:
            chunks = below.get(name, ())
            if not any(chunk.has_dictionary_page and chunk.physical_type == _TEXTS for chunk in chunks):
                continue
            longest = max([1, *(_longest(array) for array in self._arrays(group, name, 1))])
            rows = min(rows, max(1, _AT_ONCE // longest))
            packed, values = sum(c.total_compressed_size for c in chunks), sum(c.num_values for c in chunks)
            if _may_be_harm(packed, longest * values):
                self._check(group, name, packed)
        return rows

    def _check(self, group: int, name: str, packed: int) -> None:
        size = 0
        for array in self._arrays(group, name):
            size += _size(array)
            check_ratio(packed, size)

    def _chunks(self, group: int) -> Mapping[str, Sequence[Any]]:
        """The chunks of a group by each beginning of their paths: the name of a column may hold dots, too."""
        row_group, found = self._metadata.row_group(group), defaultdict[str, list[Any]](list)
        for chunk in map(row_group.column, range(row_group.num_columns)):
            for path in accumulate(chunk.path_in_schema.split("."), "{}.{}".format):
                found[path].append(chunk)
        return found

    def _arrays(self, group: int, name: str, most: int = 0) -> Iterator[Any]:
        """A column of a group; with ``most`` its first rows, whose dictionary is that of the group."""
        for batch in self._file.iter_batches(most or MOST_ROWS, row_groups=[group], columns=[name]):
            yield from batch.columns
            if most:
                return


def _may_be_harm(packed: int, most: int) -> bool:
    try:
        check_ratio(packed, most)
    except EOFError:
        return True
    return False


def _parts(array: Any) -> list[Any]:
    """The arrays of values inside an array."""
    import pyarrow as pa

    if pa.types.is_struct(array.type):
        return [part for inner in array.flatten() for part in _parts(inner)]
    if pa.types.is_list(array.type) or pa.types.is_large_list(array.type) or pa.types.is_map(array.type):
        return _parts(array.values)
    return [array]


def _longest(array: Any) -> int:
    """The bytes of the longest text in the dictionaries of an array."""
    import pyarrow as pa
    import pyarrow.compute as pc

    coded = [part.dictionary for part in _parts(array) if pa.types.is_dictionary(part.type)]
    return max((pc.max(pc.binary_length(texts)).as_py() or 0 for texts in coded if len(texts)), default=0)


def _size(array: Any) -> int:
    """The bytes of all values of an array."""
    import pyarrow as pa
    import pyarrow.compute as pc

    total = 0
    for part in _parts(array):
        if pa.types.is_dictionary(part.type):
            total += pc.sum(pc.take(pc.cast(pc.binary_length(part.dictionary), pa.int64()), part.indices)).as_py() or 0
        else:
            total += part.nbytes
    return total
