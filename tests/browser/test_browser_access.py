"""The page for everybody: what axe-core finds, the keyboard alone, small windows, large zoom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser_support import Review, Watched, normalize, press, settle, wait_for_focus

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TEXT = (
    "Fahim Dashti and Fahim Dashty were in Kabul. Fahim Dashti wrote that 15 thousand men of Fahim Dashti came.\n"
    "Then 16 thousand women came, and @ SomeName said “so.”, and 15 thousand men left.\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("access")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    assert normalize("discover", "a.txt", "-o", "draft.yaml", "-g", "none", cwd=folder).returncode == 0
    return folder


@pytest.fixture(scope="module")
def proposals(home: Path) -> Iterator[str]:
    """The address of a page on proposals."""
    with Review("a.txt", "-g", "none", "--no-translate", cwd=home) as review:
        yield review.url


@pytest.fixture(scope="module")
def clusters(home: Path) -> Iterator[str]:
    """The address of a page on clusters."""
    with Review("draft.yaml", cwd=home) as review:
        yield review.url


def violations(page: Page) -> list[tuple[str, Any]]:
    """What axe-core finds, by its rules and the elements."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.evaluate(Path(axe.__file__).with_name("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["proposals", "clusters"])
def test_axe_finds_nothing(browser: Browser, request: pytest.FixtureRequest, kind: str, scheme: str) -> None:
    url = request.getfixturevalue(kind)
    with Watched(browser, url, color_scheme=scheme) as page:
        assert violations(page) == []
        press(page, "?")
        assert violations(page) == []
        page.keyboard.press("Escape")
        press(page, "e")
        assert violations(page) == []
        page.keyboard.press("Escape")
        press(page, *(["Shift+A"] if kind == "proposals" else ["m"]))
        assert violations(page) == []


@pytest.mark.parametrize(("width", "height"), [(400, 900), (320, 256)])  # 320 x 256 is 1280 x 1024 at 400%
@pytest.mark.parametrize("kind", ["proposals", "clusters"])
def test_a_small_window(browser: Browser, request: pytest.FixtureRequest, kind: str, width: int, height: int) -> None:
    with Watched(browser, request.getfixturevalue(kind)) as page:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for button in page.locator(".answer button").all():
            button.scroll_into_view_if_needed()
            box = button.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
        assert violations(page) == []


def test_the_keyboard_alone(browser: Browser, proposals: str) -> None:
    with Watched(browser, proposals) as page:
        wait_for_focus(page, "#list")
        active = "document.activeElement.getAttribute('aria-activedescendant')"
        assert page.evaluate(active) == "row-0"
        press(page, "ArrowDown", "j", "k")
        assert page.evaluate(f"document.getElementById({active}).getAttribute('aria-selected')") == "true"
        press(page, "End")
        last = page.evaluate(active)
        press(page, "Home", "ArrowDown")
        assert page.evaluate(active) == "row-1" != last
        press(page, "?")
        wait_for_focus(page, "dialog :focus")
        page.keyboard.press("Escape")
        wait_for_focus(page, "#list")
        reached = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("document.activeElement.id || document.activeElement.innerText.split(/\\s/)[0]"))
        assert reached >= {
            "search",
            "sort",
            "threshold",
            "side",
            "list",
            "Accept",
            "Reject",
            "Edit",
            "Skip",
            "Undo",
            "note",
        }


def test_single_keys_can_be_switched_off(browser: Browser, proposals: str) -> None:
    with Watched(browser, proposals) as page:
        before = page.inner_text(".column h2")
        press(page, "?")
        page.uncheck("dialog input[type=checkbox]")
        page.keyboard.press("Escape")
        press(page, "a", "r", "j")
        settle(page)
        assert page.inner_text(".column h2") == before
        assert page.evaluate("document.querySelector('#list').getAttribute('aria-activedescendant')") == "row-0"
