"""Finding the files to read below the paths given."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from normalize.errors import ConfigError, InputError
from normalize.io.formats import NO_OTHERS, Others, format_of, is_supported
from normalize.io.messages import reason, shown
from normalize.io.model import FileRef, Listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pathspec


def walk(
    paths: Sequence[Path], *, exclude: Sequence[str] = (), skip: Sequence[Path] = (), others: Others = NO_OTHERS
) -> Listing:
    """List the files to read below folders, and the files named one by one; the order of `paths` does not matter.

    Folders are searched to any depth, each real one once, so loops of links end; hidden folders (`.git`) and those in
    `skip` are not entered. `exclude` holds gitignore patterns for the relative path, of named files too. A real file
    that is found twice counts once, under the name that is no link, then the one deepest below a folder given.
    `others` are formats that are read besides those that ship.

    Raises InputError for a missing path and for two files with one relative path, UnsupportedFormat for a file that
    is named but not read, ConfigError for a bad pattern.
    """
    search = _Search(_compile(exclude), {os.path.realpath(folder) for folder in skip}, others)
    # Sorted by real path, a folder comes before those inside it.
    for path in sorted(paths, key=lambda path: (os.path.realpath(path), str(path))):
        if _is_folder(path):
            search.enter(path)
        else:
            search.add_named(path)
    search.follow_links()
    return Listing(_unique(search.found), tuple(sorted(search.unsupported)), tuple(sorted(search.problems)))


@dataclass(frozen=True, slots=True)
class _Found:
    """A file under one of its names; `real` is its path without links."""

    ref: FileRef
    real: str
    is_link: bool


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to list; `relative` ends in a slash unless empty."""

    path: Path
    relative: str
    real: str


@dataclass(slots=True)
class _Search:
    """What a walk has seen so far."""

    excluded: pathspec.GitIgnoreSpec
    closed: set[str]
    others: Others
    found: list[_Found] = field(default_factory=list)
    unsupported: set[str] = field(default_factory=set)
    problems: set[tuple[str, str]] = field(default_factory=set)
    links: list[_Folder] = field(default_factory=list)

    def add_named(self, path: Path) -> None:
        """Add a file given by its own name."""
        format_of(path, self.others)
        if not self.excluded.match_file(path.name):
            self.found.append(_Found(FileRef(path, path.name), os.path.realpath(path), path.is_symlink()))

    def enter(self, path: Path) -> None:
        """Add all files below a folder."""
        self._list([_Folder(path, "", os.path.realpath(path))])

    def follow_links(self) -> None:
        """Enter the linked folders that were passed by: after all real ones, so that real names win."""
        while self.links:
            batch, self.links = sorted(self.links, key=lambda folder: folder.relative), []
            for folder in batch:
                self._list([folder])

    def _list(self, folders: list[_Folder]) -> None:
        while folders:
            folder = folders.pop()
            if folder.real in self.closed:
                continue
            self.closed.add(folder.real)
            try:
                with os.scandir(folder.path) as entries:
                    children = sorted(entries, key=lambda entry: entry.name)
            except OSError as error:
                self._report(folder.path, reason(error))
                continue
            folders.extend(inner for child in children if (inner := self._sort(folder, child)))

    def _sort(self, folder: _Folder, child: os.DirEntry[str]) -> _Folder | None:
        """Put an entry of a folder where it belongs; return it when it is a folder to list next."""
        path, relative = folder.path / child.name, folder.relative + child.name
        try:
            mode = child.stat().st_mode
            is_link = child.is_symlink()
        except OSError as error:
            if not self.excluded.match_file(relative):
                self._report(path, f"broken link: {reason(error)}" if child.is_symlink() else reason(error))
            return None
        real = os.path.realpath(path) if is_link else os.path.join(folder.real, child.name)  # noqa: PTH118
        if stat.S_ISDIR(mode):
            inner = _Folder(path, f"{relative}/", real)
            if child.name.startswith(".") or self.excluded.match_file(inner.relative):
                return None
            if not is_link:
                return inner
            self.links.append(inner)
        elif not self.excluded.match_file(relative):
            self._add(_Found(FileRef(path, relative), real, is_link), regular=stat.S_ISREG(mode))
        return None

    def _add(self, found: _Found, *, regular: bool) -> None:
        if not is_supported(found.ref.relative, self.others):
            self.unsupported.add(found.ref.relative)
        elif regular:
            self.found.append(found)
        else:
            self._report(found.ref.path, "not a regular file")

    def _report(self, path: Path, message: str) -> None:
        self.problems.add((shown(path), message))


def _compile(patterns: Iterable[str]) -> pathspec.GitIgnoreSpec:
    import pathspec

    try:
        return pathspec.GitIgnoreSpec.from_lines(patterns)
    except ValueError as error:
        raise ConfigError(f"exclude: {reason(error)}") from error


def _is_folder(path: Path) -> bool:
    """Tell a folder from a file; raises InputError for anything else and for nothing."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise InputError(f"{shown(path)}: cannot be read: {reason(error)}") from error
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        raise InputError(f"{shown(path)}: cannot be read: neither a file nor a folder")
    return stat.S_ISDIR(mode)


def _unique(found: Iterable[_Found]) -> tuple[FileRef, ...]:
    """Keep one name per real file; raises InputError when two files would share one."""
    by_real: dict[str, _Found] = {}
    for item in sorted(found, key=lambda item: (item.is_link, -item.ref.relative.count("/"), item.ref.relative)):
        by_real.setdefault(item.real, item)
    by_relative: dict[str, FileRef] = {}
    for ref in sorted((item.ref for item in by_real.values()), key=lambda ref: (ref.relative, str(ref.path))):
        other = by_relative.setdefault(ref.relative, ref)
        if other is not ref:
            raise InputError(f"two inputs with one output name: {shown(other.path)} and {shown(ref.path)}")
    return tuple(by_relative.values())
