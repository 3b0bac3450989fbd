"""Running a recipe and the examples of the modules that it is about, where their library is loaded anyway."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

from pages import ROOT, Page

FOLDER = ROOT / "docs" / "recipes"


def is_run_with_its_library(page: Path) -> bool:
    """Whether a recipe is run by the tests of its library, which takes seconds to load."""
    return (ROOT / "tests" / "integrations" / f"test_{page.stem.replace('-', '_')}.py").exists()


def run(recipe: str, folder: Path, *modules: str) -> None:
    """Run a page of docs/recipes in a folder, and the docstrings of modules of normalize.integrations."""
    Page(FOLDER / f"{recipe}.md", folder).run()
    run_docstrings(*modules)


def run_docstrings(*modules: str) -> None:
    """Run the examples of modules of normalize.integrations."""
    for name in modules:
        assert doctest.testmod(import_module(f"normalize.integrations.{name}")).failed == 0, name
