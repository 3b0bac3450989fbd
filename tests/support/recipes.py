"""Running the examples of a recipe and of the modules that it is about, where their library is loaded anyway."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

RECIPES = Path(__file__).resolve().parents[2] / "docs" / "recipes"


def failing(recipe: str, *modules: str) -> int:
    """How many examples fail, of a page in docs/recipes and of modules in normalize.integrations; they are printed."""
    page = doctest.testfile(
        str(RECIPES / f"{recipe}.md"), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )
    docstrings = [doctest.testmod(import_module(f"normalize.integrations.{name}")) for name in modules]
    assert page.attempted
    return page.failed + sum(result.failed for result in docstrings)
