"""Equal sources give equal wheels, byte for byte, wherever and whenever they are built; a wheel carries our own
glossaries, phrases, lines of furniture and data files compiled, so that nothing is made at the first run.

The tables of all glossaries take half a minute to make, so the copy that is built here has one glossary. pip builds in
an environment with what pyproject.toml asks for and nothing else, which takes a minute and a network: so what building
loads is compared with what is named there.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOP = ["hatch_build.py", "pyproject.toml", "README.md", "LICENSE", "NOTICE"]
EPOCH = "1700000000"
WORK = """
import sys
from normalize.names.setup import build_linker
from normalize.translate.phrases import shipped
build_linker((), "en")
shipped()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""  # what hatch_build.py does
USE = """
import normalize
from normalize.names import setup
from normalize.storage import cache, datafiles
from normalize.translate import phrases

def made(*_):
    raise AssertionError("made again")

setup.read = phrases.rows = datafiles.parse = made
assert setup.build_linker((), "en").index.entries["panjshir"].canonical == "Panjshir"
assert phrases.shipped().find("Leer en Español", "es", "en")
print(normalize.__file__)
"""


def build(folder: Path, seed: str, epoch: str = EPOCH) -> Path:
    """A wheel of a copy of the sources, made in a folder of its own with other hashes of strings."""
    source = folder / "source"
    shutil.copytree(ROOT / "normalize", source / "normalize", ignore=shutil.ignore_patterns("__pycache__"))
    (source / "glossaries").mkdir()
    shutil.copy(ROOT / "glossaries" / "afghanistan.yaml", source / "glossaries")
    (source / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "normalize.1", source / "docs")
    for name in TOP:
        shutil.copy(ROOT / name, source)
    environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch, "PYTHONPATH": str(source)}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("one"), "1")


def test_two_builds_give_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    other = build(tmp_path, "2")
    assert hashlib.sha256(other.read_bytes()).digest() == hashlib.sha256(wheel.read_bytes()).digest()


def test_the_manual_page_and_the_tables_are_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        times = {entry.date_time for entry in archive.infolist()}
    assert "normalize_news-0.1.0.data/data/share/man/man1/normalize.1" in names
    assert [name for name in names if name.endswith(".store")]
    assert times == {(2023, 11, 14, 22, 13, 20)}  # SOURCE_DATE_EPOCH


def test_what_ships_is_compiled(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    compiled = (tmp_path / "normalize" / "compiled").iterdir()
    kinds = sorted(path.name.partition("-")[0] for path in compiled)
    assert kinds == ["data", "furniture", "index", "phrases"]  # no word lists
    env = {**os.environ, "NORMALIZE_CACHE_DIR": "", "PYTHONPATH": str(tmp_path)}
    used = subprocess.run([sys.executable, "-P", "-c", USE], env=env, check=True, capture_output=True, text=True)
    assert Path(used.stdout.strip()).is_relative_to(tmp_path)


def canonical(requirement: str) -> str:
    """The name of a distribution, as all spell it."""
    found = re.match(r"[\w.-]+", requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def with_what_they_need(names: set[str]) -> set[str]:
    """Distributions, and those that come with them."""
    known: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        known.add(name)
        needed = {canonical(one) for one in requires(name) or () if "extra ==" not in one}
        waiting |= needed - known
    return known


def test_all_that_building_loads_is_named(wheel: Path, tmp_path: Path) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]["dependencies"]
    source = wheel.parent / "source"
    env = {**os.environ, "NORMALIZE_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(source)}
    done = subprocess.run([sys.executable, "-P", "-c", WORK], env=env, capture_output=True, text=True, check=True)
    plain = subprocess.run([sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True)
    loaded = set(done.stdout.split()) - {name.partition(".")[0] for name in plain.stdout.split()}
    owners = packages_distributions()
    used = {canonical(owner) for module in loaded for owner in owners.get(module, ())} - {"normalize-news"}
    assert "wordfreq" in used
    assert used - with_what_they_need({canonical(one) for one in named}) == set()
