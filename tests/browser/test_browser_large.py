"""A hundred thousand proposals: what is drawn and asked for stays small, and a whole list is one decision."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser_support import Review, Watched, judgements, normalize, press, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MANY = 100_000


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A folder with a run whose journal has so many findings, each on a text of its own."""
    (tmp_path / "a.txt").write_text("Some 15 thousand men came.\n", encoding="utf-8")
    done = normalize("fix", "a.txt", "-o", "clean", "-g", "none", "--no-translate", "--exit-zero", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    journal = tmp_path / "clean/.normalize/0001/findings.jsonl"
    (line,) = journal.read_text(encoding="utf-8").splitlines()
    finding = json.loads(line)
    with journal.open("w", encoding="utf-8") as lines:
        for n in range(MANY):
            changed = {"text": f"{n} thousand", "replacement": f"{n},000", "score": (n % 100) / 100, "id": f"{n:012}"}
            lines.write(json.dumps({**finding, **changed}, ensure_ascii=False) + "\n")
    return tmp_path


def test_a_hundred_thousand(browser: Browser, run: Path) -> None:
    with Review("clean", cwd=run) as review, Watched(browser, review.url) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        wait_for(page, ".column h2", "100,000 proposals")
        drawn = page.locator("#list .row")
        assert drawn.count() < 60
        press(page, "End")
        assert page.evaluate("document.activeElement.getAttribute('aria-activedescendant')") == "row-99999"
        assert drawn.count() < 60
        press(page, "Home", *"jjjj")
        assert len([url for url in asked if "/list?" in url]) < 8
        press(page, "a")
        wait_for(page, ".column h2", "99,999 proposals")
        page.fill("#threshold", "50")
        page.locator("#threshold").dispatch_event("change")
        press(page, "/")
        page.keyboard.type("7 thousand")
        press(page, "Enter")
        wait_for(page, ".column h2", "5,000 proposals")
        page.focus("#list")
        press(page, "Shift+R")
        assert page.inner_text("dialog .big") == "5,000 proposals, 5,000 places"
        press(page, "Enter")
        wait_for(page, ".column h2", "0 proposals")
        assert len(judgements(run)) == 5_001
        press(page, "u")
        wait_for(page, ".column h2", "5,000 proposals")
        assert len(judgements(run)) == 1
