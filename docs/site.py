"""What mkdocs is told beyond mkdocs.yml: the order of the pages, and what to do with links that lead out of docs/."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent
FIRST = ("index", "install", "guide", "recipes", "comparison", "rules", "commands", "settings", "glossaries", "models")
_OUTSIDE = re.compile(r"\[([^\]]+)\]\(((?:\.\./)+)([^)#]+)\)")


def on_config(config: Any) -> Any:
    """All pages, those for users first, so that a new page needs no entry anywhere."""
    pages = sorted(path for path in DOCS.iterdir() if path.suffix == ".md")
    names = [*FIRST, *(page.stem for page in pages if page.stem not in FIRST), "decisions"]
    config["nav"] = [entry for name in names if (entry := _entry(name))]
    return config


def _entry(name: str) -> Any:
    page, folder = DOCS / f"{name}.md", DOCS / name
    inside = [f"{name}/{path.name}" for path in sorted(folder.glob("*.md")) if path.stem != "index"]
    index = f"{name}/index.md" if (folder / "index.md").exists() else page.name
    if not inside:
        return page.name if page.exists() else None
    return {name.capitalize(): [index, *inside] if (DOCS / index).exists() else inside}


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """A page without the links to files that stand beside docs/ in the repository: their names stay."""
    here = Path(page.file.src_uri).parent

    def kept(link: re.Match[str]) -> str:
        ups = len(link[2]) // 3
        return f"{link[1]} (`{link[3]}`)" if ups > len(here.parts) else link[0]

    return _OUTSIDE.sub(kept, markdown)
