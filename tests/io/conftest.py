"""Fixtures shared by the tests of normalize.io."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from normalize.io import FileRef

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str, bytes], FileRef]:
    """Write a file and return the reference to it."""

    def write(name: str, data: bytes) -> FileRef:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return FileRef(path, name)

    return write


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return the place for output, in a folder that does not exist yet."""
    return tmp_path / "out" / "deep" / "copy"
