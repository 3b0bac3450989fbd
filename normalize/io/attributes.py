"""What a file has besides its bytes: owner, group, permissions, extended attributes."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from normalize.errors import OutputError
from normalize.io.messages import reason, shown

_SYSTEMS_OWN = "security."  # extended attributes that the system sets itself


def copy_attributes(old: int, new: int, name: str) -> None:
    """Give a file the owner, permissions and extended attributes of the one that it is to replace.

    Both are open descriptors. Bits that let a program run as its owner or group are not given: the bytes are others.
    Raises OutputError where the system does not allow it, for a file that suddenly is somebody else's, or that
    everybody may read, is a loss that nobody sees.
    """
    status = os.fstat(old)
    try:
        made = os.fstat(new)
        if hasattr(os, "fchown") and (status.st_uid, status.st_gid) != (made.st_uid, made.st_gid):
            os.fchown(new, status.st_uid, status.st_gid)
        if hasattr(os, "fchmod"):
            os.fchmod(new, stat.S_IMODE(status.st_mode) & 0o777)
        for key in _extended(old):
            os.setxattr(new, key, os.getxattr(old, key))
    except OSError as error:
        raise OutputError(f"{name}: its owner or attributes cannot be kept: {reason(error)}") from error


def check_single(path: Path) -> None:
    """Raise OutputError for a file with several names: another file in the place of one would leave the others."""
    if (names := path.stat().st_nlink) > 1:
        raise OutputError(
            f"{shown(path)}: has {names} names (hard links), and only this one would be rewritten; it is left as it is"
            " (--out writes clean copies)"
        )


def _extended(descriptor: int) -> list[str]:
    if not hasattr(os, "listxattr"):
        return []
    with suppress(OSError):  # a file system without them
        return [key for key in os.listxattr(descriptor) if not key.startswith(_SYSTEMS_OWN)]
    return []
