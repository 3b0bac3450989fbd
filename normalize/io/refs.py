"""Long lists of files in little memory: some ten bytes for each, however long its path is."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Generic, TypeVar, overload

from normalize.io.model import FileRef
from normalize.io.remote import located

_BLOCK = 1024  # names that are packed together; a block is unpacked as a whole to get at one of them
_LEVEL = 1  # of zlib: names of one folder are alike, and more effort gains little

T = TypeVar("T")


class Packed(Sequence[T], Generic[T]):
    """A sequence that keeps its items as packed bytes; what lies beside the last one looked at comes at once."""

    def __init__(self, items: Iterable[T], dump: Callable[[T], str], load: Callable[[str], T]) -> None:
        self._dump, self._load = dump, load
        self._blocks: list[bytes] = []
        self._last: list[str] = []  # what no block is made of yet
        self._at: tuple[int, list[str]] = (-1, [])
        for item in items:
            self.append(item)

    def append(self, item: T) -> None:
        """Add an item at the end."""
        self._last.append(self._dump(item))
        if len(self._last) == _BLOCK:
            self._blocks.append(zlib.compress(os.fsencode("\0\0".join(self._last)), _LEVEL))
            self._last = []

    def _block(self, number: int) -> list[str]:
        if number == len(self._blocks):
            return self._last
        at = self._at  # another thread may put another one there
        if at[0] != number:
            at = self._at = number, os.fsdecode(zlib.decompress(self._blocks[number])).split("\0\0")
        return at[1]

    def __len__(self) -> int:
        return len(self._blocks) * _BLOCK + len(self._last)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(index)
        return self._load(self._block(place // _BLOCK)[place % _BLOCK])

    def __iter__(self) -> Iterator[T]:
        for number in range(len(self._blocks) + 1):
            yield from map(self._load, self._block(number))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Packed) and (self._blocks, self._last) == (other._blocks, other._last)

    def __hash__(self) -> int:
        return hash((*self._blocks, *self._last))

    def __repr__(self) -> str:
        return f"<{len(self)} items, packed>"


def packed_names(names: Iterable[str] = ()) -> Packed[str]:
    """A long list of paths.

    >>> names = packed_names(f"news/{number:05}.txt" for number in range(5000))
    >>> len(names), names[0], names[-1], names[2:4]
    (5000, 'news/00000.txt', 'news/04999.txt', ['news/00002.txt', 'news/00003.txt'])
    """
    return Packed(names, str, str)


def packed_refs(refs: Iterable[FileRef] = ()) -> Packed[FileRef]:
    """A long list of files.

    >>> packed_refs([FileRef(Path("in/a.txt"), "a.txt")])[0]
    FileRef(path=PosixPath('in/a.txt'), relative='a.txt')
    """
    return Packed(refs, _dump, _ref)


def _dump(ref: FileRef) -> str:
    return f"{ref.relative}\0{ref.path}"


def _ref(line: str) -> FileRef:
    relative, _, path = line.partition("\0")
    return FileRef(located(Path(path)) if ":" in path else Path(path), relative)
