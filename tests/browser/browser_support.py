"""What the browser tests share: a review as a user starts it, a browser, and what a page may not do."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/#token=\S+")
PATIENCE = 300_000  # milliseconds that anything on a page may take: a bound for what hangs, no measure


def normalize(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    command = [sys.executable, "-m", "normalize", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def judgements(folder: Path) -> list[dict[str, Any]]:
    """What was decided, as the file has it."""
    return [json.loads(line) for line in (folder / "judgements.jsonl").read_text(encoding="utf-8").splitlines()]


class Review:
    """A review in a process of its own."""

    def __init__(self, *arguments: object, cwd: Path, command: str = "review") -> None:
        words = [sys.executable, "-m", "normalize", command, *map(str, arguments), "--who", "a tester"]
        self.process = subprocess.Popen(words, cwd=cwd, stderr=subprocess.PIPE, text=True, env={**os.environ})
        assert self.process.stderr is not None
        said = []
        for line in self.process.stderr:
            said.append(line)
            if found := ADDRESS.search(line):
                self.url = found[0]
                return
        raise AssertionError(f"no address: {said}")

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> str:
        """End it: what it still said."""
        self.process.send_signal(sign)
        _, said = self.process.communicate(timeout=PATIENCE / 1000)
        return said

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()
        if self.process.stderr is not None:
            self.process.stderr.close()


class Watched:
    """A page of which everything is noted that it must not do: complain, open dialogs, ask other servers."""

    def __init__(self, browser: Browser, url: str, **context: Any) -> None:
        self.troubles: list[str] = []
        self.context = browser.new_context(viewport={"width": 1280, "height": 800}, **context)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self._note("error", str(error)))
        self.page.on("dialog", lambda dialog: (self._note("error", dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self._request(request.url, url))
        self.page.goto(url)
        self.page.wait_for_selector("#question, .detail.empty")
        settle(self.page)

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.troubles.append(text)

    def _request(self, asked: str, url: str) -> None:
        if not asked.startswith(url.partition("#")[0]):
            self.troubles.append(asked)

    def __enter__(self) -> Page:
        return self.page

    def __exit__(self, kind: object, *_: object) -> None:
        self.context.close()
        if kind is None:
            assert not self.troubles


def press(page: Page, *keys: str) -> None:
    """Press keys, one after the other, each when the page has answered the one before."""
    for key in keys:
        page.keyboard.press(key)
        settle(page)


def settle(page: Page) -> None:
    """Wait until the page has done what was asked of it."""
    page.wait_for_selector("#app[aria-busy=false]")


def wait_for(page: Page, selector: str, text: str) -> None:
    """Wait until an element has a text."""
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_have_text(text, timeout=PATIENCE)


def wait_for_focus(page: Page, selector: str) -> None:
    """Wait until an element has the focus."""
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_be_focused(timeout=PATIENCE)
