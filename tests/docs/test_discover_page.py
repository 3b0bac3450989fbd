"""docs/discover.md works as it stands."""

from __future__ import annotations

from pathlib import Path

from pages import ROOT, Page


def test_the_page_does_what_it_says(tmp_path: Path) -> None:
    Page(ROOT / "docs" / "discover.md", tmp_path).run()
