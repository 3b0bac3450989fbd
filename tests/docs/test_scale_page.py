"""The page on scale does what it says: shards as tasks of an array, here as plain processes."""

from __future__ import annotations

from pathlib import Path

from pages import ROOT, Page


def test_the_page_on_scale(tmp_path: Path) -> None:
    Page(ROOT / "docs" / "scale.md", tmp_path).run()
