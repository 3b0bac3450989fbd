"""An audit by keyboard on the page: what is judged there counts in the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser_support import Review, Watched, normalize, press, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GLOSSARY = (
    "glossary: g\nlanguage: en\nentries:\n  - {id: panjshir, canonical: Panjshir, kind: place, aliases: [Panchir]}\n"
)


def test_a_sample_is_judged_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    (tmp_path / "g.yaml").write_text(GLOSSARY)
    (tmp_path / "a.txt").write_text("The Panchir valley was quiet.\n\nPeople of Panchir <b>came</b> home.\n")
    assert normalize("fix", "a.txt", "-o", "out", "-g", "g.yaml", "--no-translate", cwd=tmp_path).returncode == 0
    with (
        Review("out", "--page", "--sample", "4", cwd=tmp_path, command="audit") as audit,
        Watched(browser, audit.url) as page,
    ):
        wait_for(page, ".progress", "2 items left of 2")
        page.evaluate(Path(axe.__file__).with_name("axe.min.js").read_text(encoding="utf-8"))
        assert page.evaluate("axe.run()")["violations"] == []
        assert page.locator("ins.here").inner_text() == "Panjshir"
        press(page, "m", "r", "w")
        wait_for(page, ".progress", "0 items left of 2")
    said = [json.loads(line) for line in (tmp_path / "out/.normalize/0001/audit.jsonl").read_text().splitlines()]
    assert sorted((one["verdict"], one["missed"], one["who"]) for one in said) == [
        ("right", True, "a tester"),
        ("wrong", False, "a tester"),
    ]
