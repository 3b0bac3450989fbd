"""Files that can be made again, in the user's cache folder: kept where that is possible, never needed.

``NORMALIZE_CACHE_DIR`` names another folder; an empty value switches the cache off. What is read is plain data with a
checksum (:mod:`normalize.storage.tables`), made from the same inputs by the same code: the key holds all of these. A
file that is damaged, of another user, or made from something else counts for nothing and is replaced.
"""

from __future__ import annotations

import gc
import mmap as mmap_module
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from itertools import accumulate
from mmap import ACCESS_READ, mmap
from pathlib import Path
from threading import Lock
from time import time
from weakref import WeakSet

from normalize.errors import OutputError
from normalize.storage import notice
from normalize.storage.tables import Store, unpack
from normalize.storage.writing import WrittenStore

_VARIABLE = "NORMALIZE_CACHE_DIR"
SHIPPED = "compiled"  # folder of this package: tables made when the wheel was built
# Bytes of the files of one kind: other glossaries, other versions; all that ship take 35 MB, a million aliases 0.3 GB,
# and what is used together must stay together.
_MOST = 2**31
_UNFINISHED = 3600.0  # seconds: the largest table takes half a minute to make, and none to write
Made = bytes | WrittenStore
_mapped: WeakSet[mmap] = WeakSet()
_mapping = Lock()  # of what is mapped
_FILES = 200  # of one kind: a folder of small ones stays quick to look through


def folder() -> Path | None:
    """Where the cache is; None where it is switched off or the user has no home."""
    named = os.environ.get(_VARIABLE)
    if named is not None:
        return Path(named) if named else None
    from platformdirs import user_cache_path

    with suppress(RuntimeError):
        return user_cache_path("normalize-news", appauthor=False)
    return None


def key_of(parts: Iterable[str | bytes]) -> str:
    """One key, SHA-256, for what a file is made from: the parts in order, and what all files depend on.

    These are the versions of this package and of Unicode (letters are folded by it), and how a machine writes numbers.
    """
    from normalize import __version__

    digest = sha256(f"{__version__} {unicodedata.unidata_version} {sys.byteorder} {sys.maxsize}".encode())
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "little") + raw)
    return digest.hexdigest()


@cache
def code_digest(folders: tuple[Path, ...]) -> bytes:
    """SHA-256 over the code and data files in folders and below: what they make changes with them."""
    digest = sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".yaml")):
            name = path.relative_to(folder).as_posix()
            digest.update(sha256(name.encode() + b"\0" + path.read_bytes()).digest())
    return digest.digest()


def kept(kind: str, parts: Iterable[str | bytes], make: Callable[[str], Made]) -> Store:
    """The store of some parts: what was kept, or what ``make`` packs for their key, kept for the next time."""
    key = key_of(parts)
    store = fetch(kind, key)
    if store is None:
        notice.making()
        with _no_garbage_collection():
            made = make(key)
        problem = keep(kind, key, lambda: made)
        if problem is not None:
            notice.not_kept(str(folder()), problem)
        # Mapped where that is possible: so the bytes just made need not stay in memory, and workers share the pages.
        store = fetch(kind, key) or unpack(bytes(made), key)
        if not isinstance(made, bytes):
            made.close()
    assert store is not None
    return store


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Millions of objects are made that all live to the end: looking through them takes a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def fetch(kind: str, key: str) -> Store | None:
    """What was kept under a key, or ships under it; None where nothing usable is."""
    ours, mine = _places(kind, key)
    return _opened(ours, key) or (_opened(mine, key, mine=True) if mine else None)


def may_keep() -> bool:
    """Whether there is a cache, and the user may write into it."""
    where = folder()
    return where is not None and _problem_with(where) is None


def _problem_with(where: Path) -> str | None:
    """Why nothing can be kept in a folder, which is made where it is not there; None where it can."""
    try:
        where.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        return "it is no folder"
    except OSError as error:
        return error.strerror
    return None if os.access(where, os.W_OK) else "it may not be written"


def is_kept(kind: str, parts: Iterable[str | bytes]) -> bool:
    """Whether there is a file for some parts, whatever it holds."""
    return any(place is not None and place.exists() for place in _places(kind, key_of(parts)))


def _places(kind: str, key: str) -> tuple[Path, Path | None]:
    """Where a store may be: among those that ship, and in the user's folder."""
    name, where = _name(kind, key), folder()
    return Path(__file__).parent.parent / SHIPPED / name, where / name if where else None


def _opened(path: Path, key: str, *, mine: bool = False) -> Store | None:
    """The store in a file; ``mine`` where it must belong to the user (what ships belongs to whoever installed it)."""
    try:
        with path.open("rb") as stream:
            if mine and hasattr(os, "getuid") and os.fstat(stream.fileno()).st_uid != os.getuid():
                return None
            if mine:
                with suppress(OSError):
                    os.utime(path)  # what is used stays: the oldest goes
            data = mmap(stream.fileno(), 0, access=ACCESS_READ)
            store = unpack(data, key, str(path))
            _give_back(data)  # what was read to be checked need not stay in memory
            with _mapping:
                _mapped.add(data)
            return store
    except (OSError, ValueError):  # an empty file cannot be mapped
        return None


def give_back() -> None:
    """Let go of the pages of all mapped tables: the system has them at hand, and what is looked up comes again.

    A look-up brings the pages around it, too, so that after a while most of a table counts as this process's memory.
    """
    with _mapping:
        mapped = tuple(_mapped)
    for data in mapped:
        _give_back(data)


def _give_back(data: mmap) -> None:
    if sys.platform != "win32":
        with suppress(OSError):
            data.madvise(mmap_module.MADV_DONTNEED)


def keep(kind: str, key: str, make: Callable[[], Made]) -> str | None:
    """Keep a packed store for the next run, and drop the least recently used of its kind beyond what is kept.

    Trouble is no matter: the answer says what it is; ``make`` is not asked where nothing can be written.
    """
    where = folder()
    if where is None:
        return None
    if (problem := _problem_with(where)) is not None:
        return problem
    path = where / _name(kind, key)
    from normalize.io.atomic import replacing  # loaded where something is made, not at each start

    try:
        made = make()
        with replacing(path) as output:
            for piece in (made,) if isinstance(made, bytes) else made:
                output.write(piece)
    except (OutputError, OSError) as error:
        return getattr(error, "strerror", None) or str(error)
    with suppress(OSError):
        _drop_beyond_the_most(path.parent, kind)
        _drop_unfinished(path.parent)
    return None


def _drop_beyond_the_most(where: Path, kind: str) -> None:
    """Delete the files of a kind that were used least recently, beyond what is kept of a kind."""
    found = [(path.stat(), path) for path in where.glob(f"{kind}-*.store")]
    found.sort(key=lambda known: known[0].st_mtime_ns, reverse=True)
    sizes = accumulate(stat.st_size for stat, _ in found)
    for number, (size, (_, path)) in enumerate(zip(sizes, found, strict=True)):
        if number and (size > _MOST or number >= _FILES):
            path.unlink(missing_ok=True)


def _drop_unfinished(where: Path) -> None:
    """Delete what starts left that died while they wrote: nobody writes so long."""
    for path in where.glob(".*.tmp"):
        if path.is_file() and time() - path.stat().st_mtime > _UNFINISHED:
            path.unlink(missing_ok=True)


def _name(kind: str, key: str) -> str:
    return f"{kind}-{key[:24]}.store"
