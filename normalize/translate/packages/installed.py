"""The Argos packages on this machine, found without importing argostranslate.

A package is a folder: ``metadata.json``, ``sentencepiece.model`` or ``bpe.model``, and ``model/`` for CTranslate2.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from normalize.errors import TranslationError
from normalize.text.pattern import pattern

RECORD = "normalize-install.json"  # written into a package by `normalize models install`
_CODE = pattern(r"[a-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*")
_VERSION = pattern(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,31}")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Package:
    """An installed package that translates from `source` to `target`."""

    path: Path
    source: str
    target: str
    version: str

    @property
    def name(self) -> str:
        """`es_en 1.9`: the pair and the version."""
        return f"{self.source}_{self.target} {self.version}"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that its translations depend on (metadata, tokenizer, model), read once."""
        return content_digest(self.path)

    @property
    def recorded_digest(self) -> str | None:
        """What `digest` was when `normalize models install` wrote the package; None for one that came otherwise."""
        try:
            record = json.loads((self.path / RECORD).read_bytes())
            return str(record["content_sha256"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None


@dataclass(frozen=True)
class Broken:
    """A folder among the packages that is none, and why."""

    path: Path
    why: str


def packages_folder() -> Path:
    """Where argostranslate looks for packages: its environment variable, its settings file, or its data folder."""
    home = Path.home()
    named = os.environ.get("ARGOS_PACKAGES_DIR")
    if not named:
        config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
        try:
            named = json.loads((config / "argos-translate" / "settings.json").read_bytes()).get("ARGOS_PACKAGES_DIR")
        except (OSError, ValueError, AttributeError):
            named = None
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "argos-translate" / "packages"


def installed(folder: Path | None = None) -> tuple[list[Package], list[Broken]]:
    """The packages of a folder, the highest version of a pair first, and the subfolders that are none.

    A folder that is missing holds nothing. Files beside the packages and packages of other types are passed over.
    """
    folder = packages_folder() if folder is None else folder
    good: list[Package] = []
    broken: list[Broken] = []
    try:
        paths = sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return [], []
    for path in paths:
        try:
            package = read_package(path)
        except TranslationError as error:
            broken.append(Broken(path, str(error)))
        else:
            if package is not None:
                good.append(package)
    good.sort(key=lambda p: p.path.name)
    good.sort(key=lambda p: version_key(p.version), reverse=True)
    good.sort(key=lambda p: (p.source, p.target))
    return good, broken


def read_package(path: Path) -> Package | None:
    """The package in a folder; None for one that does not translate. Raises TranslationError for none."""
    try:
        data = json.loads((path / "metadata.json").read_bytes())
    except FileNotFoundError:
        raise TranslationError("it has no metadata.json") from None
    except (OSError, ValueError, RecursionError) as error:
        raise TranslationError(f"its metadata.json cannot be read: {error}") from None
    found = pair_of(data)
    if found is None:
        return None
    if not any((path / name).is_file() for name in ("sentencepiece.model", "bpe.model")):
        raise TranslationError("it has neither sentencepiece.model nor bpe.model")
    if not (path / "model" / "model.bin").is_file():
        raise TranslationError("it has no model/model.bin")
    return Package(path, *found)


def pair_of(metadata: Any) -> tuple[str, str, str] | None:
    """(source, target, version) of a `metadata.json` or of an entry of an index; None for other types of package.

    Raises TranslationError where one is missing or no such thing.

    >>> pair_of({"from_code": "es", "to_code": "en", "package_version": "1.9"})
    ('es', 'en', '1.9')
    """
    if not isinstance(metadata, dict):
        raise TranslationError("its metadata is no JSON object")
    if metadata.get("type", "translate") != "translate":
        return None
    found = []
    for key, shape in (("from_code", _CODE), ("to_code", _CODE), ("package_version", _VERSION)):
        value = metadata.get(key)
        if not isinstance(value, str) or not shape.fullmatch(value):
            raise TranslationError(f"its metadata has no usable {key} ({str(value)[:40]!r})")
        found.append(value)
    if found[0] == found[1]:
        raise TranslationError(f"its metadata says that it translates {found[0]} into itself")
    return found[0], found[1], found[2]


def version_key(version: str) -> tuple[tuple[int, str], ...]:
    """Sorts versions by their numbers.

    >>> sorted(["1.10", "1.9", "1.9.1"], key=version_key)
    ['1.9', '1.9.1', '1.10']
    """
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|[a-z]+", version))


def content_digest(path: Path) -> str:
    """SHA-256 over names and contents of metadata, tokenizer and model of a package. Raises TranslationError."""
    files = [path / name for name in ("metadata.json", "sentencepiece.model", "bpe.model") if (path / name).is_file()]
    files += sorted(p for p in (path / "model").rglob("*") if p.is_file())
    whole = hashlib.sha256()
    try:
        for file in files:
            whole.update(f"{file.relative_to(path).as_posix()}\0{_file_digest(file)}\n".encode())
    except OSError as error:
        raise TranslationError(f"{path}: cannot be read: {error.strerror}") from error
    return whole.hexdigest()


def _file_digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
