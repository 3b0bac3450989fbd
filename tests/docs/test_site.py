"""The pages build into a site, and no link and no place in it leads nowhere: a warning of mkdocs is an error here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    pages = {path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")}
    built = {
        tmp_path / (page.parent if page.stem == "index" else page.with_suffix("")) / "index.html" for page in pages
    }
    assert [page for page in built if not page.exists()] == []
    assert "CONTRIBUTING.md" in (tmp_path / "extending/index.html").read_text(encoding="utf-8")
