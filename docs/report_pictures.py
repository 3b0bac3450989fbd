"""Take the pictures of the report page for these docs: `python docs/report_pictures.py`, with Debian's chromium.

No test compares them: a browser draws the same page with other fonts on another machine.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).resolve().parent
ARTICLES = DOCS.parent / "corpus" / "articles"
SHOWN = ["01-panjshir-aid.txt", "03-grain-corridor.txt", "07-caracas-bogota-bridges.txt", "09-iaea-tehran.txt"]
WIDTH, TOP, PASSAGES = 1000, 1130, 620  # pixels: of the page, of its head, of its first passages


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch)
        news = here / "news"
        news.mkdir()
        for name in SHOWN:
            (news / name).write_bytes((ARTICLES / name).read_bytes())
        page = here / "report.html"
        _run([sys.executable, "-m", "normalize", "fix", news, "-o", here / "clean", "--exit-zero", "--report", page])
        _picture(page, DOCS / "report.png", TOP)
        # The passages alone: what stands before them is taken out.
        text = page.read_text(encoding="utf-8")
        begin, passages = text.index('<section id="summary"'), text.index('<h3 class="file">')
        page.write_text(text[:begin] + "<section>" + text[passages:], encoding="utf-8")
        _picture(page, DOCS / "report-passages.png", PASSAGES)


def _picture(page: Path, target: Path, height: int) -> None:
    size = f"--window-size={WIDTH},{height}"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", size, f"--screenshot={target}"]
    _run(["chromium", *flags, page.as_uri()])


def _run(command: list[str | Path]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
