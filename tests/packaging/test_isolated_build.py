"""pip builds in an environment with what pyproject.toml asks for and nothing else: all that building takes is named.

The build itself takes a minute and a network, so what it loads is compared with what is named.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, requires
from pathlib import Path

ROOT = Path(__file__).parents[2]
# What hatch_build.py does, with one glossary.
WORK = """
import sys
from normalize.names.setup import build_linker
from normalize.translate.phrases import shipped
build_linker(("afghanistan",), "en")
shipped()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


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


def test_all_that_building_loads_is_named(tmp_path: Path) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]["dependencies"]
    environment = {**os.environ, "NORMALIZE_CACHE_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", WORK], env=environment, capture_output=True, text=True, check=True)
    plain = subprocess.run([sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True)
    loaded = set(done.stdout.split()) - {name.partition(".")[0] for name in plain.stdout.split()}
    owners = packages_distributions()
    used = {canonical(owner) for module in loaded for owner in owners.get(module, ())} - {"normalize-news"}
    assert "wordfreq" in used
    assert used - with_what_they_need({canonical(one) for one in named}) == set()
