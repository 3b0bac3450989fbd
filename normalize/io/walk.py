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
    paths: Sequence[Path],
    *,
    exclude: Sequence[str] = (),
    skip: Sequence[Path] = (),
    others: Others = NO_OTHERS,
    distinct: bool = True,
) -> Listing:
    """List the files to read below folders, and the files named one by one; the order of `paths` does not matter.

    Folders are searched to any depth, each real one once, so loops of links end; hidden folders (`.git`) and those in
    `skip` are not entered. `exclude` holds gitignore patterns for the relative path, of named files too. A real file
    that is found twice counts once, under the name that is no link, then the one deepest below a folder given.
    `others` are formats that are read besides those that ship. Below several folders, the relative paths begin with the
    folder's own name, so that their trees stay apart.

    Raises InputError for a missing path and, where relative paths must be `distinct` because files are written under
    them, for two inputs that share one; UnsupportedFormat for a file that is named but not read; ConfigError for a bad
    pattern.
    """
    search = _Search(_compile(exclude), {os.path.realpath(folder) for folder in skip}, others)
    # Sorted by real path, a folder comes before those inside it.
    ordered = sorted(paths, key=lambda path: (os.path.realpath(path), str(path)))
    folders = _outermost([path for path in ordered if _is_folder(path)])
    if distinct:
        _refuse_clashes((_name(path), path) for path in folders.values())
    for path in ordered:
        if _is_folder(path):
            search.enter(path, _name(path) if len(folders) > 1 else "")
        else:
            search.add_named(path)
    search.follow_links()
    files = _unique(search.found)
    if distinct:
        _refuse_clashes((ref.relative, ref.path) for ref in files)
    return Listing(files, tuple(sorted(search.unsupported)), tuple(sorted(search.problems)))


def _outermost(folders: Iterable[Path]) -> dict[str, Path]:
    """The folders, sorted by real path, that lie in no other of them, by real path."""
    found: dict[str, Path] = {}
    for path in folders:
        real = os.path.realpath(path)
        if not any(os.path.commonpath([real, other]) == other for other in found):
            found[real] = path
    return found


def _name(folder: Path) -> str:
    """What a folder is called, also where its path does not say (`.`, `..`)."""
    return folder.name if folder.name not in ("", "..") else folder.resolve().name


def _refuse_clashes(named: Iterable[tuple[str, Path]]) -> None:
    """Raise InputError for two paths of one name."""
    by_name: dict[str, Path] = {}
    for name, path in named:
        other = by_name.setdefault(name, path)
        if other is not path:
            raise InputError(f"two inputs with one output name: {shown(other)} and {shown(path)}")


@dataclass(frozen=True, slots=True)
class _Found:
    """A file under one of its names; `real` is its path without links."""

    ref: FileRef
    real: str
    is_link: bool


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to list; `relative` ends in a slash unless empty, and `under` is put in front of it in the output."""

    path: Path
    relative: str
    real: str
    under: str = ""


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

    def enter(self, path: Path, name: str) -> None:
        """Add all files below a folder, under a name of it, if any."""
        self._list([_Folder(path, "", os.path.realpath(path), f"{name}/" if name else "")])

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
            inner = _Folder(path, f"{relative}/", real, folder.under)
            if child.name.startswith(".") or self.excluded.match_file(inner.relative):
                return None
            if not is_link:
                return inner
            self.links.append(inner)
        elif not self.excluded.match_file(relative):
            self._add(_Found(FileRef(path, folder.under + relative), real, is_link), regular=stat.S_ISREG(mode))
        return None

    def _add(self, found: _Found, *, regular: bool) -> None:
        if not is_supported(found.ref.relative, self.others):
            self.unsupported.add(shown(found.ref.path))
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
    """One name per real file, sorted."""
    by_real: dict[str, _Found] = {}
    for item in sorted(found, key=lambda item: (item.is_link, -item.ref.relative.count("/"), item.ref.relative)):
        by_real.setdefault(item.real, item)
    return tuple(sorted((item.ref for item in by_real.values()), key=lambda ref: (ref.relative, str(ref.path))))
