"""What the package imports is declared."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The modules of distributions that are called otherwise.
CALLED = {
    "yaml": "pyyaml",
    "haystack": "haystack-ai",
    "justext": "jusText",
    "sklearn": "scikit-learn",
}
OPTIONAL = {"argostranslate", "ctranslate2", "sentencepiece", "stanza"}  # of the extra `argos`
OPTIONAL |= {"h11", "starlette", "uvicorn"}  # of the extra `serve`
OPTIONAL |= {"rdflib"}  # of the extra `skos`
OPTIONAL |= {"jinja2", "markupsafe", "pygal"}  # of the extra `report`
OPTIONAL |= {"pyarrow", "warcio"}  # of the extras `parquet` and `warc`
OPTIONAL |= {"fsspec"}  # of the extra `remote`
OPTIONAL |= {"ray"}  # of the extra `ray`
OPTIONAL |= {"arabic_name_romanizer"}  # of the extra `arabic`
INTEGRATIONS = ROOT / "normalize" / "integrations"
WITH_ANOTHER = {"numpy": "scikit-learn"}  # what a library cannot be without
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def imported(path: Path) -> set[str]:
    """The modules of others that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
        found |= {name.partition(".")[0] for name in names}
    return found - set(sys.stdlib_module_names) - {"normalize"}


def distributions(needed: list[str]) -> set[str]:
    return {re.split(r"[<>=]", each)[0] for each in needed}


def called(modules: set[str]) -> set[str]:
    """The distributions of modules."""
    return {CALLED.get(name, name.replace("_", "-")) for name in modules}


def test_every_import_is_a_declared_dependency() -> None:
    paths = [path for path in (ROOT / "normalize").rglob("*.py") if path.parent != INTEGRATIONS]
    needed = called({name for path in paths for name in imported(path)} - OPTIONAL)
    assert needed - distributions(PROJECT["dependencies"]) == set()


@pytest.mark.parametrize("path", sorted(INTEGRATIONS.glob("*.py")), ids=lambda path: path.stem)
def test_an_integration_imports_what_its_extra_installs(path: Path) -> None:
    extra = PROJECT["optional-dependencies"].get(path.stem, [])
    given = distributions([*PROJECT["dependencies"], *extra])
    needed = {WITH_ANOTHER.get(name, name) for name in called(imported(path))}
    assert needed - given == set()
