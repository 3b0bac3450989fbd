"""Files below a folder that nothing leads out of: no link, and nothing that is swapped while it is looked at."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from normalize.errors import InputError, OutputError
from normalize.io.atomic import temporary_name
from normalize.io.attributes import copy_attributes
from normalize.io.messages import reason

_BY_DESCRIPTOR = os.open in os.supports_dir_fd and os.rename in os.supports_dir_fd
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def place_of(root: Path, relative: str, *, follow: bool = False) -> Path:
    """Where a file below a folder lies, when links are followed. Raises InputError where they lead out of the folder.

    With ``follow`` they may.
    """
    place, top = (root / relative).resolve(), root.resolve()
    if not follow and not place.is_relative_to(top):
        raise InputError(
            f"{root / relative}: a link leads out of the folder, to {place}, which is left alone (--trust follows it)"
        )
    return place


def link_below(root: Path, relative: str) -> Path | None:
    """The first link on the way from a folder to a file below it, or the file itself; None where there is none."""
    place = root
    for part in Path(relative).parts:
        place = place / part
        if place.is_symlink():
            return place
    return None


def put(source: Path, place: Path, top: Path, mode: int) -> None:
    """Put a copy of a file in the place of another below the folder ``top``, at once and whole.

    Each folder on the way is opened as the one that the last one holds, and none by a link, so that nobody can lead the
    copy elsewhere meanwhile. Raises OutputError.
    """
    try:
        with _folder(place.parent, top) as folder, source.open("rb") as stream:
            _copy(stream, place.name if folder is not None else str(place), folder, mode)
    except OSError as error:
        raise OutputError(f"{place}: cannot be written: {reason(error)}") from error


@contextmanager
def _folder(folder: Path, top: Path) -> Iterator[int | None]:
    """A descriptor of a folder below ``top``; None on systems that cannot open relative to one."""
    if not _BY_DESCRIPTOR:
        yield None
        return
    flags = os.O_RDONLY | os.O_DIRECTORY | _NO_LINK
    descriptor = os.open(top, flags)
    try:
        for part in folder.relative_to(top).parts:
            above, descriptor = descriptor, os.open(part, flags, dir_fd=descriptor)
            os.close(above)
        yield descriptor
    finally:
        os.close(descriptor)


def _copy(stream: BinaryIO, name: str, folder: int | None, mode: int) -> None:
    temporary = os.path.join(os.path.dirname(name), temporary_name())  # noqa: PTH118, PTH120
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o600, dir_fd=folder)
    try:
        with os.fdopen(descriptor, "wb") as output:
            shutil.copyfileobj(stream, output)
            output.flush()
            with suppress(FileNotFoundError):
                old = os.open(name, os.O_RDONLY | _NO_LINK, dir_fd=folder)
                try:
                    copy_attributes(old, output.fileno(), name)
                finally:
                    os.close(old)
            if hasattr(os, "fchmod"):
                os.fchmod(output.fileno(), stat.S_IMODE(mode) & 0o777)
            os.fsync(output.fileno())
        os.replace(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary, dir_fd=folder)
        raise
    if folder is not None:
        with suppress(OSError):  # the file stands under its name, whether a power cut may take that or not
            os.fsync(folder)
