"""Dask: the recipe on partitions, with the real library."""

from __future__ import annotations

from pathlib import Path

import recipes


def test_the_recipe(tmp_path: Path) -> None:
    recipes.run("partitions", tmp_path)
