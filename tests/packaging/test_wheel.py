"""A wheel carries our own glossaries, phrases and data files compiled: nothing is made at the first run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import requires
from pathlib import Path

ROOT = Path(__file__).parents[2]
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


def test_what_ships_is_compiled(tmp_path):
    env = {key: value for key, value in os.environ.items() if key != "NORMALIZE_CACHE_DIR"}
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, env=env, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "there")
    compiled = (tmp_path / "there" / "normalize" / "compiled").iterdir()
    assert sorted(path.name.partition("-")[0] for path in compiled) == ["data", "index", "phrases"]  # no word lists
    env |= {"NORMALIZE_CACHE_DIR": "", "PYTHONPATH": str(tmp_path / "there")}
    used = subprocess.run([sys.executable, "-P", "-c", USE], env=env, check=True, capture_output=True, text=True)
    assert Path(used.stdout.strip()).is_relative_to(tmp_path)


def test_what_building_needs_is_declared(tmp_path):
    """Of the packages that making the tables loads: pip builds in an environment that has no others."""
    code = """
import sys
from importlib.metadata import packages_distributions
from normalize.names.setup import build_linker
from normalize.translate.phrases import shipped
build_linker(("afghanistan",), "en"); shipped()
owners = packages_distributions()
print(*{owner for name in sys.modules for owner in owners.get(name.partition(".")[0], ())})
"""
    env = os.environ | {"NORMALIZE_CACHE_DIR": str(tmp_path)}
    loaded = subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True)
    hook = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]
    declared = {canonical(re.split("[<>=]", name)[0]) for name in hook["custom"]["dependencies"]}
    found = {canonical(name) for name in loaded.stdout.split()} - {"normalize-news", "setuptools", "pip"}
    assert "wordfreq" in found
    assert found <= with_what_they_need(declared)


def canonical(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def with_what_they_need(names: set[str]) -> set[str]:
    found, left = set(), set(names)
    while left:
        name = left.pop()
        found.add(name)
        needs = [need for need in requires(name) or () if "extra ==" not in need]
        left |= {canonical(re.match(r"[\w.-]+", need)[0]) for need in needs} - found
    return found
