"""The whole way of a person, in a browser: from a folder without a glossary to a reviewed, undone corpus."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser_support import Review, Watched, judgements, normalize, press, wait_for, wait_for_focus

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NEWS = {
    "a.txt": (
        "Fighting went on in Panjshir on Monday. Villagers in Panchir said that the road to Panshir was closed.\n"
        "Fahim Dashti spoke for the front in Panjshir. Fahim Dashty was a journalist before.\n"
    ),
    "south/b.txt": (
        "In Panjshir, snow fell early. Traders from Panchir brought apples to Kabul, and Panjshir had none left.\n"
        "Fahim Dashti was born there. He ran a newspaper in Kabul; Fahim Dashty wrote its leaders.\n"
    ),
}
# Each number is a proposal of its own: an unsafe one, of one rule.
for name, first in (("c.txt", 11), ("south/d.txt", 31)):
    NEWS[name] = "".join(
        f"Some {n} thousand people came to the market in year {n}.\n" for n in range(first, first + 14)
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with news, and a draft that was made of them without any glossary."""
    folder = tmp_path_factory.mktemp("story")
    for name, text in NEWS.items():
        path = folder / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = normalize("discover", "news", "-o", "draft.yaml", "--glossary", "none", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def fix(folder: Path) -> None:
    done = normalize("fix", "news", "-o", "clean", "-g", "draft.yaml", "--exit-zero", "--no-translate", cwd=folder)
    assert done.returncode == 0, done.stderr


def clean(folder: Path) -> dict[str, str]:
    return {name: (folder / "clean" / name).read_bytes().decode() for name in NEWS}


def title(page: Page) -> str:
    return page.inner_text("#question")


def test_the_whole_way(browser: Browser, home: Path) -> None:
    clusters(browser, home)
    fix(home)
    proposals(browser, home)
    fix(home)
    applied(home)
    taken_back(home)


def clusters(browser: Browser, home: Path) -> None:
    """The draft: one form is split off, the change is taken back and made again; then both clusters are accepted."""
    draft = (home / "draft.yaml").read_bytes()
    with Review("draft.yaml", "--corpus", "news", cwd=home) as review, Watched(browser, review.url) as page:
        assert title(page) == "Panjshir"
        assert page.inner_text(".column h2") == "2 clusters"
        press(page, "n", "n")
        assert page.inner_text(".members .current .form").strip() == "Panshir"
        press(page, "x", "t")
        assert page.inner_text(".column h2") == "3 clusters"
        assert b"Panshir" not in (home / "draft.yaml").read_bytes().split(b"aliases: ")[1].split(b"}")[0]
        press(page, "u")
        assert (home / "draft.yaml").read_bytes() == draft
        press(page, "n", "d")
        page.wait_for_selector("text=Take in")
        press(page, "i", "u", "u")
        assert (home / "draft.yaml").read_bytes() == draft
        press(page, "y")
        wait_for_focus(page, "#kind")
        page.select_option("#kind", "event")
        page.wait_for_selector(".detail .facts:has-text('event ·')")
        press(page, "Escape", "u")
        assert (home / "draft.yaml").read_bytes() == draft
        press(page, "n", "n", "x", "t", "a", "a")
        assert page.inner_text(".column h2") == "1 cluster"  # the form that was split off has nothing to settle
    assert [(j["text"], j["verdict"], j["scope"]) for j in judgements(home)] == [
        ("Panchir", "accept", {"corpus": "news", "reach": "corpus"}),
        ("Fahim Dashty", "accept", {"corpus": "news", "reach": "corpus"}),
    ]


def proposals(browser: Browser, home: Path) -> None:
    """The run: twenty proposals by keyboard, a list in bulk, taken back, and accepted again."""
    with Review("clean", cwd=home) as review, Watched(browser, review.url) as page:
        assert page.inner_text(".column h2") == "28 proposals"
        assert title(page).startswith("11 thousand")
        press(page, *"aaaaaaaaaa", *"rrrrrr", "s")
        press(page, "k", "e")
        page.fill("#put", "twenty-seven thousand")
        press(page, "Tab", "Enter")
        press(page, "1", "a", "2", "a", "3", "a")
        assert page.inner_text(".column h2") == "8 proposals"

        press(page, "/")
        page.keyboard.type("thousand")
        press(page, "Enter")
        wait_for_focus(page, "#list")
        press(page, "Shift+A")
        assert page.inner_text("dialog .big") == "8 proposals, 8 places"
        before = (home / "judgements.jsonl").read_bytes()
        press(page, "Enter")
        wait_for(page, ".column h2", "0 proposals")
        press(page, "u")
        assert page.inner_text(".column h2") == "8 proposals"
        assert (home / "judgements.jsonl").read_bytes() == before
        press(page, "Shift+A")
        press(page, "Enter")
        wait_for(page, ".column h2", "0 proposals")


def applied(home: Path) -> None:
    texts = clean(home)
    said = [j for j in judgements(home) if j.get("rule")]
    for judgement in said:
        there = any(judgement["text"] in text for text in texts.values())
        assert there == (judgement["verdict"] == "reject"), judgement
    assert "twenty-seven thousand" in "".join(texts.values())
    assert len(said) == 28
    assert "Panchir" not in texts["a.txt"]
    assert "Panshir" in texts["a.txt"]  # it was split off
    assert "Dashty" not in texts["south/b.txt"]


def taken_back(home: Path) -> None:
    assert normalize("undo", "clean", cwd=home).returncode == 0
    assert clean(home) == NEWS


def test_a_killed_server_lost_nothing_and_a_second_tab_sees_it(browser: Browser, home: Path, tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(NEWS["c.txt"], encoding="utf-8")
    arguments = ("c.txt", "--glossary", "none", "--no-translate")
    with Review(*arguments, cwd=tmp_path) as review, Watched(browser, review.url) as first:
        with Watched(browser, review.url) as second:
            assert second.inner_text(".column h2") == "14 proposals"
            press(first, "a", "r")
            wait_for(second, ".column h2", "12 proposals")
            press(second, "u")
            wait_for(first, ".column h2", "13 proposals")
        press(first, "a")
        review.process.send_signal(signal.SIGKILL)
        review.process.wait(60)
        first.goto("about:blank")
    assert [j["text"] for j in judgements(tmp_path)] == ["11 thousand", "12 thousand"]
    with Review(*arguments, cwd=tmp_path) as review, Watched(browser, review.url) as page:
        assert page.inner_text(".column h2") == "12 proposals"
        press(page, "u")
        assert title(page).startswith("12 thousand")
    assert [j["text"] for j in judgements(tmp_path)] == ["11 thousand"]
