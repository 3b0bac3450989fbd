"""The glossaries that scripts build are what the scripts build."""

from __future__ import annotations

import re
import runpy
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def sources() -> dict[str, str]:
    """The packages that the glossaries are built from, with their versions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return dict(re.split("==", need) for need in project["optional-dependencies"]["glossaries"])


def installed(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


OTHERWISE = {name: version for name, version in sources().items() if installed(name) != version}


@pytest.mark.skipif(bool(OTHERWISE), reason=f"needs the extra `glossaries`: {OTHERWISE}")
@pytest.mark.parametrize("name", ["world", "cities"])
def test_a_glossary_is_what_its_script_builds(name):
    built = runpy.run_path(str(ROOT / "glossaries" / "build" / f"{name}.py"))["built"]()
    shipped = (ROOT / "glossaries" / f"{name}.yaml").read_text(encoding="utf-8")
    differing = [(a, b) for a, b in zip(built.splitlines(), shipped.splitlines(), strict=False) if a != b]
    assert differing[:3] == []
    assert len(built) == len(shipped)
