"""The page in a real browser: hostile text does nothing, and the keys go from passage to passage."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from environment import PATIENCE
from runs import Found, run_of

from normalize.report.page.render import write

CHROMIUM = shutil.which("chromium")
HOSTILE = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"


@pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")
def test_hostile_text_does_nothing_in_a_browser_that_runs_our_script_and_style(tmp_path: Path) -> None:
    """The policy of the page holds our own script back no more than our style: both have the hashes that it names.

    A script that only a test adds is refused by the same policy, so what the page did is told by what it looks like.
    """
    found = [Found(HOSTILE, f"new {HOSTILE}", more={"message": HOSTILE, "entry": HOSTILE})]
    path = tmp_path / "page.html"
    write(run_of(tmp_path, {"a.txt": (f"Say {HOSTILE} now", found)}), path)
    ours = path.read_text(encoding="utf-8")
    path.write_text(ours.replace("</body>", "<script>document.title='added'</script></body>"), encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"]
    done = subprocess.run([*command, path.as_uri()], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert re.findall(r"<title>([^<]*)</title>", done.stdout)[0] == "Cleaning of news"
    refused = [line for line in done.stderr.splitlines() if "Content Security Policy" in line]
    assert len(refused) == 1, refused  # the script that was added, and none of ours
