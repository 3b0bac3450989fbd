"""Compiled glossaries: made again when anything that shapes them has changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import normalize
from normalize.errors import GlossaryError
from normalize.names import setup
from normalize.names.glossary.read import NO_READERS, locate

PACKAGE = Path(normalize.__file__).parent
# What these hold is no part of an index: the tree of errors, and the values that findings are made of.
APART = {PACKAGE / name for name in ("__init__.py", "errors.py", "model.py")}


def _key(located):
    return setup.cache.key_of(setup._parts(located, "en", NO_READERS))


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
    before = _key(located)
    moved = tuple(shutil.copytree(folder, tmp_path / "moved" / folder.name) for folder in here)
    monkeypatch.setattr(setup, "shaping_folders", lambda: moved)
    assert _key(located) == before
    with (tmp_path / "moved" / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    setup.cache.code_digest.cache_clear()
    assert _key(located) != before


def test_the_key_covers_all_modules_that_an_index_is_made_with():
    made_with = "import sys, normalize.names.index, normalize.names.compiled, normalize.names.glossary.read\n"
    listed = "print(*(m.__file__ for n, m in sys.modules.items() if 'normalize' in n and m.__file__), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", made_with + listed], check=True, capture_output=True, text=True)
    files = {Path(line) for line in done.stdout.splitlines()} - APART
    assert PACKAGE / "text" / "tokens.py" in files
    assert [f for f in files if not any(f.is_relative_to(folder) for folder in setup.shaping_folders())] == []


def test_another_version_of_the_package_makes_its_own(monkeypatch):
    before = _key(locate(["afghanistan"]))
    monkeypatch.setattr(normalize, "__version__", "99", raising=False)
    assert _key(locate(["afghanistan"])) != before


@pytest.mark.parametrize("beside", [(), ("afghanistan",)])
def test_a_glossary_that_changes_while_it_is_read_is_not_kept_as_the_old_one(beside, tmp_path, monkeypatch):
    monkeypatch.setenv("NORMALIZE_CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "mine.csv"
    path.write_text("id,canonical,kind,alias\nbar,Baron,place,Barron\n")
    read = setup.read

    def read_late(*given):
        if given[0] == path:
            path.write_text("id,canonical,kind,alias\nbar,Baroness,place,Barronness\n")
        return read(*given)

    monkeypatch.setattr(setup, "read", read_late)
    located = (*beside, str(path))
    with pytest.raises(GlossaryError, match=r"mine\.csv changed while it was read; try again"):
        setup.build_linker(located, "en")
    assert "baroness" in setup.build_linker(located, "en").index.phrases
