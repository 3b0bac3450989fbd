"""Texts that would be something else than text, if the page let them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from browser_support import Review, Watched, judgements, normalize, press, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCRIPT = '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">'
TURNED = "\u202e\u2066right to left\u200b"
LONG = "x" * 1_000_000


def test_hostile_text_is_text(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "<img src=x onerror=hacked=1>"
    folder.mkdir()
    (folder / "a.txt").write_text(
        f"{SCRIPT} Some 15 thousand men of {SCRIPT}\n\n{TURNED} some 16 thousand men {TURNED}\n\n"
        f"{LONG} some 17 thousand men of {LONG}\n",
        encoding="utf-8",
    )
    with (
        Review(folder.name, "-g", "none", "--no-translate", cwd=tmp_path) as review,
        Watched(browser, review.url) as page,
    ):
        press(page, "/")
        page.keyboard.type(" thousand")
        press(page, "Enter")
        wait_for(page, ".column h2", "3 proposals")
        shown = page.inner_text(".places")
        assert SCRIPT in shown
        assert page.inner_text("header .title") == folder.name
        press(page, "j")
        shown = page.inner_text(".places")
        assert "U+202E" in shown
        assert "U+2066" in shown
        assert "\u202e" not in page.inner_text("body")
        press(page, "j")
        assert len(page.inner_text("body")) < 5_000
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        press(page, "w")
        page.keyboard.type(SCRIPT)
        page.keyboard.press("Enter")
        press(page, "1", "a")
        assert page.evaluate("window.hacked === undefined && !document.querySelector('#app img, #app script')")
    assert judgements(tmp_path)[0]["why"] == SCRIPT


def test_hostile_clusters_are_text(browser: Browser, tmp_path: Path) -> None:
    name = "Fahim<b>Dashti</b>"
    texts = [f"{name} said so, and {name}. Fahim Dashti and Fahim Dashty were in Kabul. Fahim Dashti wrote.\n" * 2]
    (tmp_path / "a.txt").write_text("".join(texts), encoding="utf-8")
    assert normalize("discover", "a.txt", "-o", "draft.yaml", "-g", "none", cwd=tmp_path).returncode == 0
    with Review("draft.yaml", cwd=tmp_path) as review, Watched(browser, review.url) as page:
        press(page, "e")
        page.fill("#name", SCRIPT)
        press(page, "Enter")
        assert page.inner_text("#question") == SCRIPT
        assert page.evaluate("window.hacked === undefined && !document.querySelector('#app img, #app script')")
