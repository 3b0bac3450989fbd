"""What a run says of its files, by path: of a million of them in the memory that some ten thousand would take."""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import chain
from typing import Any

from normalize.io.jsonlines import dump, parse

Entry = dict[str, Any]
Join = Callable[[Entry, Entry], Entry]
_BLOCK = 256  # entries that are packed together; a block is unpacked as a whole to get at one of them
_LEVEL = 1  # of zlib: keys and folders are alike, hashes are not, and more effort gains little


def _later(earlier: Entry, later: Entry) -> Entry:
    return later


class FileEntries(Container[str]):
    """Entries of files, sorted by path; they are kept as packed lines of JSON.

    >>> entries = FileEntries.of({"path": f"{number:04}.txt", "edits": number} for number in range(1000))
    >>> len(entries), entries.get("0700.txt"), entries.get("none.txt"), next(iter(entries))["path"]
    (1000, {'path': '0700.txt', 'edits': 700}, None, '0000.txt')
    >>> list(FileEntries.of([{"path": "b"}, {"path": "a", "edits": 1}, {"path": "a", "edits": 2}]))
    [{'path': 'a', 'edits': 2}, {'path': 'b'}]
    """

    def __init__(self) -> None:
        self._firsts: list[str] = []  # the first path of each block
        self._blocks: list[bytes] = []
        self._last: dict[str, Entry] = {}  # what no block is made of yet
        self._path = ""
        self._at: tuple[int, dict[str, Entry]] = (-1, {})

    @classmethod
    def of(cls, entries: Iterable[Entry], join: Join = _later) -> FileEntries:
        """Some entries; several for one path are joined, or the last one counts. As long as they come by path, no more
        than a block of them is held as it is."""
        found, waiting = cls(), iter(entries)
        for entry in waiting:
            path = str(entry["path"])
            if path <= found._path:
                every: dict[str, Entry] = {}
                for one in chain(found, (entry,), waiting):
                    known = every.get(one["path"])
                    every[one["path"]] = one if known is None else join(known, one)
                return cls.of(every[path] for path in sorted(every))
            found._add(path, entry)
        return found

    def _add(self, path: str, entry: Entry) -> None:
        if len(self._last) == _BLOCK:
            self._blocks.append(zlib.compress(b"".join(map(dump, self._last.values())), _LEVEL))
            self._last = {}
        if not self._last:
            self._firsts.append(path)
        self._last[path] = entry
        self._path = path

    def _block(self, number: int) -> dict[str, Entry]:
        if number == len(self._blocks):
            return self._last
        at = self._at  # another thread may put another one there
        if at[0] != number:
            at = self._at = number, {entry["path"]: entry for entry in _unpacked(self._blocks[number])}
        return at[1]

    def get(self, path: str) -> Entry | None:
        """What is said of a file; None where nothing is."""
        number = bisect_right(self._firsts, path) - 1
        return self._block(number).get(path) if number >= 0 else None

    def which(self, test: Callable[[Entry], bool]) -> FileEntries:
        """Those for which a test holds."""
        return FileEntries.of(filter(test, self))

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.get(path) is not None

    def __iter__(self) -> Iterator[Entry]:
        for block in self._blocks:
            yield from _unpacked(block)
        yield from self._last.values()

    def __len__(self) -> int:
        return len(self._blocks) * _BLOCK + len(self._last)


def _unpacked(block: bytes) -> Iterator[Entry]:
    return map(parse, zlib.decompress(block).split(b"\n")[:-1])
