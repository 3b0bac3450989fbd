"""Finding the files to read below the paths given."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import pairwise
from pathlib import Path

from normalize.errors import InputError
from normalize.io.formats import NO_OTHERS, Others
from normalize.io.ignore import Excluded
from normalize.io.messages import reason, shown
from normalize.io.model import FileRef, Listing
from normalize.io.refs import Packed, packed_refs
from normalize.io.remote import real
from normalize.io.tree import Folder, Found, Search, is_in
from normalize.io.wildcards import given


def walk(
    paths: Sequence[Path],
    *,
    exclude: Sequence[str] = (),
    skip: Sequence[Path] = (),
    others: Others = NO_OTHERS,
    distinct: bool = True,
    one_device: bool = False,
) -> Listing:
    """List the files to read below folders, and the files named one by one; the order of `paths` does not matter.

    Folders are searched to any depth, each real one once, so loops of links end; hidden folders (`.git`) and those in
    `skip` are not entered. A path with `*`, `?` or `[…]` that is no file stands for the files that it matches, `**` for
    any number of folders. `exclude` holds gitignore patterns for the relative path, of named files too. A real file
    that is found twice counts once, under the name that is no link, then the one deepest below a folder given.
    `others` are formats that are read besides those that ship. Below several folders, the relative paths begin with the
    folder's own name, so that their trees stay apart. With `one_device` a folder on another file system than the one
    above it is not entered, and told.

    The list takes some ten bytes a file, and the files of one folder at a time are looked at. Raises InputError for a
    missing path and, where relative paths must be `distinct` because files are written under them, for two inputs that
    share one; UnsupportedFormat for a file that is named but not read; ConfigError for a bad pattern.
    """
    closed = {real(folder) for folder in skip}
    search = Search(Excluded(exclude), closed, others, one_device)
    # Sorted by real path, a folder comes before those inside it.
    ordered = sorted(given(paths), key=lambda one: (real(one.path), str(one.path)))
    folders = _outermost([one.path for one in ordered if _is_folder(one.path)])
    if distinct:
        _refuse_clashes(sorted((_name(path), path) for path in folders.values()))
    trees: list[tuple[Folder, Packed[FileRef]]] = []
    for one in ordered:
        if _is_folder(one.path):
            under = f"{_name(one.path)}/" if len(folders) > 1 else ""
            root = Folder(one.path, "", real(one.path), under, one.only)
            trees.append((root, packed_refs(found.ref for found in search.below(root))))
            if one.only and not trees[-1][1]:
                raise InputError(f"{shown(one.asked)}: matches no file")
        else:
            search.add_named(one.path)
    search.follow_links()
    more = _unique(search.found, trees)
    files = trees[0][1] if len(trees) == 1 and not more else _merged([tree for _, tree in trees], more, distinct)
    return Listing(files, search.unsupported, tuple(sorted(search.problems)))


def _outermost(folders: Iterable[Path]) -> dict[str, Path]:
    """The folders, sorted by real path, that lie in no other of them, by real path."""
    found: dict[str, Path] = {}
    for path in folders:
        place = real(path)
        if not any(is_in(place, other) for other in found):
            found[place] = path
    return found


def _name(folder: Path) -> str:
    """What a folder is called, also where its path does not say (`.`, `..`)."""
    return folder.name if folder.name not in ("", "..") else folder.resolve().name


def _refuse_clashes(named: Iterable[tuple[str, Path]]) -> None:
    """Raise InputError for two paths of one name, which come one after the other."""
    for (name, path), (other, elsewhere) in pairwise(named):
        if name == other:
            raise InputError(f"two inputs with one output name: {shown(path)} and {shown(elsewhere)}")


def _is_folder(path: Path) -> bool:
    """Tell a folder from a file; raises InputError for anything else and for nothing."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise InputError(f"{shown(path)}: cannot be read: {reason(error)}") from error
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        raise InputError(f"{shown(path)}: cannot be read: neither a file nor a folder")
    return stat.S_ISDIR(mode)


def _key(ref: FileRef) -> tuple[str, str]:
    return ref.relative, str(ref.path)


def _unique(found: Iterable[Found], trees: Sequence[tuple[Folder, Packed[FileRef]]]) -> list[FileRef]:
    """The files that were named or are behind links, each real one once, without those that the trees hold."""
    by_real: dict[str, Found] = {}
    for item in sorted(found, key=lambda item: (item.is_link, -item.ref.relative.count("/"), item.ref.relative)):
        by_real.setdefault(item.real, item)
    for root, tree in trees:
        below = [place for place in by_real if is_in(place, root.real)]
        inside = {root.under + place[len(root.real) :].lstrip("/"): place for place in below}
        if inside:
            for ref in tree:
                if ref.relative in inside:
                    del by_real[inside[ref.relative]]
    return sorted((item.ref for item in by_real.values()), key=_key)


def _merged(trees: Sequence[Iterable[FileRef]], more: list[FileRef], distinct: bool) -> Packed[FileRef]:
    """All files in their order. Raises InputError for two of one name, where they must be distinct."""

    def checked() -> Iterator[FileRef]:
        last: FileRef | None = None
        for ref in merge(*trees, more, key=_key):
            if distinct and last is not None and last.relative == ref.relative:
                _refuse_clashes([(last.relative, last.path), (ref.relative, ref.path)])
            yield ref
            last = ref

    return packed_refs(checked())
