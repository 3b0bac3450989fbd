"""Paths with wildcards, for more files than a shell can name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from normalize.io.ignore import Pattern, compiled
from normalize.io.remote import real
from normalize.io.tree import is_in

_WILD = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Given:
    """A file or folder that was named, and what of the folder was asked for, if not all of it: ``asked`` says how."""

    path: Path
    only: tuple[Pattern, ...] = ()
    asked: str = ""


def given(paths: Iterable[Path]) -> Iterator[Given]:
    """The files and folders that some paths name; patterns below one folder come together.

    >>> [one] = given([Path("news/*.txt"), Path("news/20*/**/*.md")])
    >>> one.path, one.asked
    (PosixPath('news'), '*.txt, 20*/**/*.md')
    """
    plain: list[Path] = []
    wild: dict[str, list[tuple[Path, str]]] = {}
    for path in paths:
        fixed, pattern = _cut(path)
        if pattern:
            wild.setdefault(real(fixed), []).append((fixed, pattern))
        else:
            plain.append(path)
    for root in sorted(wild):  # a folder comes before those inside it
        asked = wild[root]
        if (outer := next((other for other in sorted(wild) if other != root and is_in(root, other)), None)) is not None:
            inner = _escaped(os.path.relpath(root, outer))
            wild[outer] += [(wild[outer][0][0], f"{inner}/{pattern}") for _, pattern in asked]
            del wild[root]
    for root, asked in wild.items():
        patterns = [pattern for _, pattern in asked]
        inside = [path for path in plain if path.is_dir() and is_in(real(path), root)]
        plain = [path for path in plain if path not in inside]
        below = [os.path.relpath(real(path), root) for path in inside]
        patterns += [f"{_escaped(name)}/**" for name in below]
        only = () if "." in below else tuple(compiled(f"/{pattern}" for pattern in patterns))
        yield Given(asked[0][0], only, ", ".join(patterns))
    for path in plain:
        yield Given(path)


def _cut(path: Path) -> tuple[Path, str]:
    """The folder before the first wildcard of a path, and what follows; nothing follows where the path is there."""
    parts = path.parts
    first = next((number for number, part in enumerate(parts) if not _WILD.isdisjoint(part)), len(parts))
    if first == len(parts) or path.is_symlink() or path.exists():
        return path, ""
    return type(path)(*parts[:first]), "/".join(parts[first:])


def _escaped(name: str) -> str:
    return "".join(f"\\{char}" if char in "*?[\\ " else char for char in name)
