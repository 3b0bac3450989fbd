"""Compiled glossaries: made again when anything that shapes them has changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import normalize
from normalize.names import setup
from normalize.names.glossary.read import locate

PACKAGE = Path(normalize.__file__).parent
# What these hold is no part of an index: the tree of errors, and the values that findings are made of.
APART = {PACKAGE / name for name in ("__init__.py", "errors.py", "model.py")}


@pytest.mark.parametrize(
    "changed",
    [
        "text/tokens.py",
        "words/fold.py",
        "words/romanisation.yaml",
        "words/likeness.py",
        "names/index.py",
        "names/glossary/read.py",
        "storage/tables.py",
    ],
)
def test_the_key_covers_what_cuts_and_folds_the_words(changed, tmp_path, monkeypatch):
    here = tuple(shutil.copytree(folder, tmp_path / folder.name) for folder in setup.shaping_folders())
    monkeypatch.setattr(setup, "shaping_folders", lambda: here)
    located = locate(["afghanistan"])
    before = setup._key(located, "en")
    moved = tuple(shutil.copytree(folder, tmp_path / "moved" / folder.name) for folder in here)
    monkeypatch.setattr(setup, "shaping_folders", lambda: moved)
    assert setup._key(located, "en") == before
    with (tmp_path / "moved" / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    setup.cache.code_digest.cache_clear()
    assert setup._key(located, "en") != before


def test_the_key_covers_all_modules_that_an_index_is_made_with():
    made_with = "import sys, normalize.names.index, normalize.names.compiled, normalize.names.glossary.read\n"
    listed = "print(*(m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'normalize' and m.__file__), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", made_with + listed], check=True, capture_output=True, text=True)
    files = {Path(line) for line in done.stdout.splitlines()} - APART
    assert PACKAGE / "text" / "tokens.py" in files
    assert [f for f in files if not any(f.is_relative_to(folder) for folder in setup.shaping_folders())] == []


def test_another_version_of_the_package_makes_its_own(monkeypatch):
    before = setup._key(locate(["afghanistan"]), "en")
    monkeypatch.setattr(normalize, "__version__", "99", raising=False)
    assert setup._key(locate(["afghanistan"]), "en") != before
