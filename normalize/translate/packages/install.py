"""Putting Argos packages into place: checked before anything is unpacked, whole or not at all, with a checksum."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import stat
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from normalize.errors import TranslationError
from normalize.text.counted import counted
from normalize.translate.packages.index import best_offer, download
from normalize.translate.packages.installed import (
    RECORD,
    Package,
    content_digest,
    installed,
    packages_folder,
    pair_of,
    read_package,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_MEMBERS = 5_000
_LARGEST = 4 << 30  # bytes unpacked
_MOST_PACKED = 50  # times: models hardly pack at all
_ALWAYS_FINE = 64 << 20  # bytes unpacked below which the ratio is not looked at
_CHUNK = 1 << 20


def install_pair(source: str, target: str, index: str | None = None) -> Package:
    """Fetch the highest version of a pair from an index and install it. Raises TranslationError."""
    offer = best_offer(source, target, index)
    with tempfile.TemporaryDirectory(prefix="normalize-") as folder:
        file = Path(folder) / f"translate-{source}_{target}.argosmodel"
        link = download(offer, file)
        return install_file(file, origin=link, pair=(source, target))


def install_file(
    file: Path, sha256: str | None = None, origin: str | None = None, pair: tuple[str, str] | None = None
) -> Package:
    """Install a package file. Raises TranslationError.

    `sha256` (hex) is what its bytes must have, `pair` what it must translate; `origin` is noted. A package of the same
    pair and version is replaced. On failure all is as it was before.
    """
    try:
        actual = _digest(file)
        if sha256 is not None and actual != sha256.strip().lower():
            raise TranslationError(f"{file}: its SHA-256 is {actual}, not {sha256.strip().lower()}")
        with zipfile.ZipFile(file) as archive:
            members, root = checked(archive)
            found = pair_of(json.loads(archive.read(f"{root}/metadata.json")))
            if found is None:
                raise TranslationError("is no package that translates")
            if pair is not None and found[:2] != pair:
                raise TranslationError(f"translates {found[0]} → {found[1]}, not {pair[0]} → {pair[1]}")
            return _unpack(archive, members, found, {"archive_sha256": actual, "origin": origin or str(file.resolve())})
    except TranslationError as error:
        message = str(error)
        raise TranslationError(message if message.startswith(str(file)) else f"{file}: {message}") from None
    except zipfile.BadZipFile as error:
        raise TranslationError(f"{file}: is no Argos package: {error}") from None
    except (RuntimeError, NotImplementedError, ValueError, EOFError) as error:  # encryption, methods, JSON, deflate
        raise TranslationError(f"{file}: cannot be unpacked: {error}") from None
    except OSError as error:
        raise TranslationError(f"{error.filename or file}: {error.strerror or error}") from None


def remove(source: str, target: str) -> list[Package]:
    """Remove every version of a pair; returns what was removed. Raises TranslationError where there is none."""
    packages = [p for p in installed()[0] if (p.source, p.target) == (source, target)]
    if not packages:
        raise TranslationError(f"no package {source} → {target} is installed in {packages_folder()}")
    for package in packages:
        try:
            _discard(package.path)
        except OSError as error:
            raise TranslationError(f"{package.path}: cannot be removed: {error.strerror}") from None
    return packages


def checked(archive: zipfile.ZipFile) -> tuple[list[zipfile.ZipInfo], str]:
    """The files of an archive and its one folder. Raises TranslationError for an archive that must not be unpacked."""
    infos = archive.infolist()
    if len(infos) > _MOST_MEMBERS:
        raise TranslationError(f"holds {len(infos)} files, more than {_MOST_MEMBERS}")
    total, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if total > _LARGEST or (total > _ALWAYS_FINE and total > _MOST_PACKED * max(packed, 1)):
        raise TranslationError(f"would unpack to {total:,} bytes from {packed:,}: refused")
    roots, seen = set(), set()
    for info in infos:
        name = info.orig_filename
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name or not path.parts:
            raise TranslationError(f"holds a member outside its folder: {name!r}")
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise TranslationError(f"holds a link or a special file: {name!r}")
        if str(path).casefold() in seen:
            raise TranslationError(f"holds a member twice: {name!r}")
        seen.add(str(path).casefold())
        roots.add(path.parts[0])
    if len(roots) != 1:
        raise TranslationError(f"is no Argos package: {counted(len(roots), 'entry')} at the top instead of one folder")
    root = roots.pop()
    names = {info.orig_filename for info in infos}
    if f"{root}/metadata.json" not in names:
        raise TranslationError("is no Argos package: it has no metadata.json")
    if not {f"{root}/sentencepiece.model", f"{root}/bpe.model"} & names or f"{root}/model/model.bin" not in names:
        raise TranslationError("is no Argos package: its model or its tokenizer is missing")
    return [info for info in infos if not info.is_dir()], root


def _unpack(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], found: tuple[str, str, str], record: dict[str, str]
) -> Package:
    source, target, version = found
    folder = packages_folder()
    folder.mkdir(parents=True, exist_ok=True)
    goal = folder / f"translate-{source}_{target}-{version.replace('.', '_')}"
    with _workplace(folder) as work:
        new = work / "new"
        for info in members:
            file = new.joinpath(*PurePosixPath(info.orig_filename).parts[1:])
            file.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(info) as packed, file.open("xb") as out:
                shutil.copyfileobj(packed, out, _CHUNK)
        read_package(new)
        record["content_sha256"] = content_digest(new)
        (new / RECORD).write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", "utf-8")
        same = [p.path for p in installed(folder)[0] if (p.source, p.target, p.version) == found]
        for i, old in enumerate(dict.fromkeys([*same, *([goal] if goal.exists() else [])])):
            old.rename(work / f"old-{i}")
        new.rename(goal)
    return Package(goal, source, target, version)


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """A folder on the same disk as the packages, beside them where possible: any folder among them would break
    argostranslate for others while it is there.
    """
    above = folder.resolve().parent
    beside = os.access(above, os.W_OK) and above.stat().st_dev == folder.stat().st_dev
    work = (above if beside else folder) / f".normalize-{secrets.token_hex(6)}"
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _discard(path: Path) -> None:
    """Take a folder away at once, then delete it."""
    with _workplace(path.parent) as work:
        path.rename(work / path.name)


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
