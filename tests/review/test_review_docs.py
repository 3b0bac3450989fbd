"""The page about the review, run as it stands, but for what needs a browser."""

from __future__ import annotations

from pathlib import Path

from pages import Page

ROOT = Path(__file__).resolve().parents[2]


def test_the_part_on_the_terminal(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")
    part = tmp_path / "terminal.md"
    part.write_text(text.partition("## In the terminal")[2].partition("\n## ")[0], encoding="utf-8")
    folder = tmp_path / "empty"
    folder.mkdir()
    Page(part, folder).run()
