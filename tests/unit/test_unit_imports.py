"""What the package imports is declared."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The modules of distributions that are called otherwise.
CALLED = {"yaml": "pyyaml"}
OPTIONAL = {"argostranslate", "ctranslate2", "sentencepiece", "stanza"}  # of the extra `argos`
OPTIONAL |= {"h11", "starlette", "uvicorn"}  # of the extra `serve`


def imported() -> set[str]:
    found = set()
    for path in (ROOT / "normalize").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            found |= {name.partition(".")[0] for name in names}
    return found - set(sys.stdlib_module_names) - {"normalize"}


def test_every_import_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=]", needed)[0] for needed in project["dependencies"]}
    needed = {CALLED.get(name, name.replace("_", "-")) for name in imported() - OPTIONAL}
    assert needed - declared == set()
