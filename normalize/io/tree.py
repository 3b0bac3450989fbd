"""What lies below a folder: its files in order, and aside from them links, what is not read, and what goes wrong."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from normalize.io.formats import Others, format_of, is_supported
from normalize.io.ignore import Excluded, Pattern
from normalize.io.messages import reason, shown
from normalize.io.model import FileRef
from normalize.io.refs import Packed, packed_names
from normalize.io.remote import is_remote, names, real

_OTHER = "\0"  # behind a name that is neither a real file nor a real folder


@dataclass(frozen=True, slots=True)
class Found:
    """A file under one of its names; `real` is its path without links."""

    ref: FileRef
    real: str
    is_link: bool


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to list; `relative` ends in a slash unless empty, and `under` is put in front of it in the output.

    `only` is what of it is asked for, if not all.
    """

    path: Path
    relative: str
    real: str
    under: str = ""
    only: tuple[Pattern, ...] = ()

    def inner(self, name: str, real: str) -> Folder:
        """A folder in it."""
        return Folder(self.path / name, f"{self.relative}{name}/", real, self.under, self.only)

    def asks_for(self, relative: str) -> bool:
        """Whether a file below it is asked for."""
        parts = relative.split("/")
        return not self.only or any(pattern.reach(parts) for pattern in self.only)

    def asks_below(self, relative: str) -> bool:
        """Whether anything below a folder below it may be asked for."""
        parts = relative.removesuffix("/").split("/")
        return not self.only or any(pattern.leads(parts) for pattern in self.only)


@dataclass(slots=True)
class Search:
    """What was seen so far: `found` are files that were named or lie behind links, `closed` folders are not entered."""

    excluded: Excluded
    closed: set[str]
    others: Others
    one_device: bool = False
    found: list[Found] = field(default_factory=list)
    unsupported: Packed[str] = field(default_factory=packed_names)
    problems: set[tuple[str, str]] = field(default_factory=set)
    links: list[Folder] = field(default_factory=list)

    def add_named(self, path: Path) -> None:
        """Add a file given by its own name."""
        format_of(path, self.others)
        if not self.excluded(path.name):
            self.found.append(Found(FileRef(path, path.name), real(path), path.is_symlink()))

    def follow_links(self) -> None:
        """Enter the linked folders that were passed by: after all real ones, so that real names win."""
        while self.links:
            batch, self.links = sorted(self.links, key=lambda folder: folder.relative), []
            for folder in batch:
                self.found.extend(self.below(folder))

    def below(self, root: Folder) -> Iterator[Found]:
        """The files below a folder, sorted by their relative paths; links among them are put aside.

        Of the names that wait to be looked at no more are kept than those of the folders on the way.
        """
        ways = [self._entries(root)]
        while ways:
            for entry in ways[-1]:
                if isinstance(entry, Folder):
                    ways.append(self._entries(entry))
                    break
                yield entry
            else:
                ways.pop()

    def _entries(self, folder: Folder) -> Iterator[Folder | Found]:
        """The files of a folder and the folders to enter, in order."""
        if folder.real in self.closed:
            return
        self.closed.add(folder.real)
        try:
            marked_names = _names(folder.path)
            device = folder.path.stat().st_dev if self.one_device else None
        except OSError as error:
            self._report(folder.path, reason(error))
            return
        for marked in marked_names:
            name, mark = marked.removesuffix("/").removesuffix(_OTHER), marked[-1]
            if mark == "/":
                if (inner := self._folder(folder, name, device)) is not None:
                    yield inner
            elif mark == _OTHER:
                self._put_aside(folder, name)
            elif (found := self._file(folder, name)) is not None:
                yield found

    def _folder(self, folder: Folder, name: str, device: int | None) -> Folder | None:
        """A real folder, where it is to be entered."""
        inner = folder.inner(name, os.path.join(folder.real, name))  # noqa: PTH118
        if name.startswith(".") or self.excluded(inner.relative) or not folder.asks_below(inner.relative):
            return None
        try:
            if device is not None and inner.path.stat().st_dev != device:
                self._report(
                    inner.path, "lies on another file system; it is left alone here, and can be given by itself"
                )
                return None
        except OSError as error:
            self._report(inner.path, reason(error))
            return None
        return inner

    def _file(self, folder: Folder, name: str) -> Found | None:
        """A real file, where it is asked for and read."""
        relative = folder.relative + name
        if self.excluded(relative) or not folder.asks_for(relative):
            return None
        ref = FileRef(folder.path / name, folder.under + relative)
        if not is_supported(name, self.others):
            self.unsupported.append(shown(ref.path))
            return None
        return Found(ref, os.path.join(folder.real, name), is_link=False)  # noqa: PTH118

    def _put_aside(self, folder: Folder, name: str) -> None:
        """Put what is neither a real file nor a real folder where it belongs."""
        path, relative = folder.path / name, folder.relative + name
        try:
            mode = path.stat().st_mode
            is_link = path.is_symlink()
        except OSError as error:
            if not self.excluded(relative):
                self._report(path, f"broken link: {reason(error)}" if path.is_symlink() else reason(error))
            return
        real = os.path.realpath(path)
        if stat.S_ISDIR(mode):
            inner = folder.inner(name, real)
            if not name.startswith(".") and not self.excluded(inner.relative) and folder.asks_below(inner.relative):
                self.links.append(inner)
        elif (found := self._file(folder, name)) is not None:
            if stat.S_ISREG(mode):
                self.found.append(Found(found.ref, real, is_link))
            else:
                self._report(path, "not a regular file")

    def _report(self, path: Path, message: str) -> None:
        self.problems.add((shown(path), message))


def is_in(real: str, root: str) -> bool:
    """Whether a real path is that of a folder, or lies below it."""
    return real == root or real.startswith(root if root.endswith("/") else f"{root}/")


def _names(folder: Path) -> list[str]:
    """The names in a folder, each with a mark of what it is, in the order of whole paths."""
    if is_remote(folder):
        return names(folder)
    with os.scandir(folder) as entries:
        return sorted(entry.name + _mark(entry) for entry in entries)


def _mark(entry: os.DirEntry[str]) -> str:
    """What is put behind a name: a slash behind a folder's, which makes the order of names that of whole paths."""
    try:
        if entry.is_dir(follow_symlinks=False):
            return "/"
        return "" if entry.is_file(follow_symlinks=False) else _OTHER
    except OSError:
        return _OTHER
