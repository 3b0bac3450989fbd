"""A wheel carries our own glossaries, phrases and data files compiled: nothing is made at the first run."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
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
    env |= {"NORMALIZE_CACHE_DIR": "", "PYTHONPATH": str(tmp_path / "there")}
    used = subprocess.run([sys.executable, "-P", "-c", USE], env=env, check=True, capture_output=True, text=True)
    assert Path(used.stdout.strip()).is_relative_to(tmp_path)
