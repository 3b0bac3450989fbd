"""The page on judgements does what it says."""

from __future__ import annotations

from pathlib import Path

from pages import ROOT, Page


def test_the_page_on_judgements(tmp_path: Path) -> None:
    Page(ROOT / "docs" / "judgements.md", tmp_path).run()
