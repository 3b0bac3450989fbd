"""Fixtures of the translation tests: the tiny real models, unpacked, and a network that is not there."""

from __future__ import annotations

import os
import socket
import zipfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest

FIXTURE = Path(__file__).parent / "fixture"


@pytest.fixture(scope="session")
def argosmodel() -> dict[str, Path]:
    """The package files by pair: `es_en`, `en_fr`."""
    return {pair: FIXTURE / f"translate-{pair}.argosmodel" for pair in ("es_en", "en_fr")}


@pytest.fixture(scope="session")
def argos_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for packages; argostranslate, which makes folders when it is imported, is made to make them there."""
    home = tmp_path_factory.mktemp("argos")
    with pytest.MonkeyPatch.context() as patch, suppress(ImportError):
        for name in [n for n in os.environ if n.startswith("ARGOS_")]:
            patch.delenv(name)
        for name in ("DATA", "CONFIG", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        import_module("argostranslate.settings")
    return home


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
