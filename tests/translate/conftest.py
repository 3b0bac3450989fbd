"""Fixtures of the translation tests: the tiny real models, unpacked, and a network that is not there."""

from __future__ import annotations

import socket
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

FIXTURE = Path(__file__).parent / "fixture"


@pytest.fixture(scope="session")
def argosmodel() -> dict[str, Path]:
    """The package files by pair: `es_en`, `en_fr`."""
    return {pair: FIXTURE / f"translate-{pair}.argosmodel" for pair in ("es_en", "en_fr")}


@pytest.fixture(scope="session")
def argos_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Argos Translate's folders in a place of their own; nothing is installed there."""
    home = tmp_path_factory.mktemp("argos")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("ARGOS_PACKAGES_DIR", "ARGOS_COMPUTE_TYPE", "ARGOS_PACKAGE_INDEX", "ARGOS_BEAM_SIZE"):
            patch.delenv(name, raising=False)
        for name in ("DATA", "CONFIG", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        yield home


@pytest.fixture(scope="session")
def unpacked(argos_home: Path, argosmodel: dict[str, Path]) -> Path:
    """A folder of packages with both models, and things beside them that are no packages."""
    folder = argos_home / "unpacked"
    for file in argosmodel.values():
        with zipfile.ZipFile(file) as archive:
            archive.extractall(folder)
    (folder / "stray").mkdir()
    (folder / "notes.txt").write_text("no package")
    return folder


@pytest.fixture
def packages(argos_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for packages that is still empty."""
    folder = tmp_path / "argos" / "packages"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    return folder


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any use of the network fails the test."""

    def refuse(*args: object, **options: object) -> None:
        raise AssertionError(f"the network was used: {args}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
