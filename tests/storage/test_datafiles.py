"""Data files from the cache are what their YAML says."""

from __future__ import annotations

from pathlib import Path

import pytest

import normalize
from normalize.storage import datafiles

PACKAGE = Path(normalize.__file__).parent
FILES = sorted(path for path in PACKAGE.rglob("*.yaml") if "glossaries" not in path.parts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_the_same_as_yaml(path):
    package, name = "normalize", path.relative_to(PACKAGE).as_posix()
    assert datafiles.load(package, name) == datafiles.parse(path.read_text(encoding="utf-8"))
