"""Take the pictures of the review page for docs/review.md: `python docs/screenshots.py`, with Chromium installed.

They are no part of `make docs`: a browser's fonts differ from machine to machine, and so would the files.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

DOCS = Path(__file__).resolve().parent
ARTICLES = DOCS.parent / "corpus" / "articles"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/#token=\S+")
WIDE, DARK, NARROW = ({"width": w, "height": h} for w, h in ((1200, 700), (960, 560), (400, 800)))


@contextmanager
def review(home: Path, *arguments: str) -> Iterator[str]:
    """The address of a review that runs in a folder."""
    command = [sys.executable, "-m", "normalize", "review", *arguments, "--who", "docs"]
    with subprocess.Popen(command, cwd=home, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            yield next(found[0] for line in process.stderr if (found := ADDRESS.search(line)))
        finally:
            process.terminate()


@contextmanager
def page(browser: Browser, url: str, size: dict[str, int], scheme: str = "light") -> Iterator[Page]:
    """The page in a window of a size."""
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.goto(url)
    opened.wait_for_selector("#question")
    yield opened
    context.close()


def press(opened: Page, *keys: str) -> None:
    """Press keys, each when the page has answered the one before."""
    for key in keys:
        opened.keyboard.press(key)
        opened.wait_for_selector("#app[aria-busy=false]")


def shot(opened: Page, name: str) -> None:
    """Write a picture beside this file."""
    opened.wait_for_selector("#app[aria-busy=false]")
    opened.screenshot(path=DOCS / f"review-{name}.png")


def pictures(browser: Browser, home: Path) -> None:
    """All pictures."""
    with review(home, "articles", "--no-translate") as url:
        with page(browser, url, WIDE) as opened:
            opened.click("text=Clear")
            press(opened, "/")
            opened.keyboard.type("panjshir")
            press(opened, "Enter", "a", "n")
            shot(opened, "proposals")
        with page(browser, url, DARK, "dark") as opened:
            press(opened, "Shift+A")
            shot(opened, "bulk")
        with page(browser, url, NARROW) as opened:
            opened.evaluate("document.querySelector('#question').scrollIntoView()")
            shot(opened, "narrow")
    discover = ["discover", "articles", "-o", "draft.yaml", "--glossary", "none"]
    subprocess.run([sys.executable, "-m", "normalize", *discover], cwd=home, check=True)
    with review(home, "draft.yaml") as url, page(browser, url, WIDE) as opened:
        opened.click("text=Volodymyr Zelensky")  # of no glossary, so that its kind may be changed
        shot(opened, "clusters")


def main() -> None:
    """Take them in a folder of their own."""
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as driver:
        shutil.copytree(ARTICLES, Path(home) / "articles")
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        pictures(browser, Path(home))
        browser.close()


if __name__ == "__main__":
    main()
