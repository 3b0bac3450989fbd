"""Every recipe works as it stands: files are written, commands and Python blocks run, and print what the page shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages import ROOT, Page, blocks, commands, unknown_extras
from recipes import is_run_with_its_library

FOLDER = ROOT / "docs" / "recipes"
INDEX = FOLDER / "index.md"
RECIPES = sorted(page for page in FOLDER.glob("*.md") if page != INDEX)
HERE = [page for page in RECIPES if not is_run_with_its_library(page)]


@pytest.mark.parametrize("page", HERE, ids=lambda page: page.stem)
def test_a_recipe_does_what_it_says(page: Path, tmp_path: Path) -> None:
    Page(page, tmp_path).run()


def test_the_index_lists_every_recipe() -> None:
    listed = re.findall(r"\]\((\w[\w-]*\.md)\)", INDEX.read_text(encoding="utf-8"))
    assert sorted(listed) == [page.name for page in RECIPES]


def test_a_page_that_is_wrong_fails(tmp_path: Path) -> None:
    """What a page says of output, exit status, extras and Python is really compared."""
    for text in (
        "```console\n$ echo one\ntwo\n```\n",
        "```console\n$ false\n```\n",
        "```console\n$ true  # exit status 1\n```\n",
        "```console\n$ pip install 'normalize-news[nothing]'\n```\n",
        "```python\n>>> 1 + 1\n3\n```\n",
        "```python\nprint(1)\n```\n\n```text\n2\n```\n",
        "```python\nassert False\n```\n",
    ):
        page = tmp_path / "page.md"
        page.write_text(text, encoding="utf-8")
        with pytest.raises(AssertionError):
            Page(page, tmp_path).run()


def test_a_page_is_read_in_order(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "**`a/one.txt`**\n\n```text\none\n```\n\n"
        "```console\n$ cat a/one.txt \\\n  a/one.txt\none\n…\n$ exit 3  # exit status 3\n```\n\n"
        "```python\nfrom pathlib import Path\nfound = Path('a/one.txt').read_text()\nprint(found)\n```\n\n"
        "```text\no…\n```\n\n"
        "```python\n>>> found\n'one\\n'\n\n```\n\n<!-- not run: needs a network -->\n```console\n$ false\n```\n",
        encoding="utf-8",
    )
    Page(page, tmp_path).run()


def test_commands_and_extras_are_found() -> None:
    (block,) = blocks("```console\n$ a b \\\n  c\nx\ny\n$ d  # exit status 1\n```\n")
    assert [(c.line, c.shown, c.status) for c in commands(block.text)] == [
        ("a b \\\n  c", "x\ny\n", 0),
        ("d  # exit status 1", None, 1),
    ]
    assert unknown_extras("pip install 'normalize-news[argos,nothing]'") == ["nothing"]
