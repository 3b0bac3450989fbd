"""Runs a page of the documentation: its files are written, its commands and Python blocks run, in their order.

What a page may hold:

- a **file**: a line with nothing but **`name`**, an empty line, a fenced block: written below the page's folder;
- ```` ```console ````: each line that begins with ``$ `` is run by bash (one that ends in a backslash goes on), and the
  lines below it are what it prints, standard error included; with none below, anything may be printed. A command whose
  exit status is not 0 says so: ``# exit status 1``. One that ends in ``&`` runs until the page is done. ``pip install``
  is not run: that the extras it names exist is checked instead;
- ```` ```python ````: run as it stands, all blocks of a page in one namespace; with ``>>>`` it is a doctest. A
  ```` ```text ```` block right below a script is what it prints;
- ``<!-- not run: reason -->`` above a block leaves it out.

In what is shown to be printed, ``…`` stands for anything within a line, and alone on a line for any lines.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
import tomllib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from environment import PATIENCE, without_settings

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(
    r"(?:^<!-- not run: (?P<skip>.+?) -->\n\n?)?(?:^\*\*`(?P<file>[^`\n]+)`\*\*\n\n)?"
    r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_EXTRAS = re.compile(r"normalize-news\[([\w,-]+)\]|'?\.\[([\w,-]+)\]")
_STATUS = re.compile(r"#.*\bexit status (\d+)")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, its first line in the page, and the file that it is, if any."""

    kind: str
    text: str
    line: int
    file: str | None
    skipped: str | None


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, what a page says that it prints (None: nothing is said), and its exit status."""

    line: str
    shown: str | None
    status: int


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page."""
    for found in _BLOCK.finditer(page):
        line = page.count("\n", 0, found.start("text")) + 1
        yield Block(found["kind"], found["text"], line, found["file"], found["skip"])


def commands(text: str) -> Iterator[Command]:
    """The commands of a console block."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        line, *shown = re.split(r"(?<!\\)\n", part, maxsplit=1)
        below = "".join(shown)
        status = _STATUS.search(line)
        yield Command(line, below or None, int(status[1]) if status else 0)


def is_like(shown: str, printed: str) -> bool:
    """Whether a program printed what a page shows; blanks at the ends of lines do not count.

    >>> is_like("1 file\\n…\\ndone in …", "1 file\\na\\nb\\ndone in 3 s\\n"), is_like("1 file", "2 files")
    (True, False)
    """
    want, got = ("\n".join(map(str.rstrip, text.strip().splitlines())) for text in (shown, printed))
    lines = [
        r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", ".*") + r"\n"
        for line in want.split("\n")
    ]
    return re.fullmatch("".join(lines), f"{got}\n") is not None


def unknown_extras(command: str) -> list[str]:
    """The extras that a ``pip install`` names and the project does not have."""
    known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    named = [name for found in _EXTRAS.finditer(command) for name in (found[1] or found[2]).split(",")]
    return [name for name in named if name not in known]


@dataclass
class Page:
    """A page that is run in a folder of its own."""

    path: Path
    folder: Path
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})
    _running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def run(self) -> None:
        """Run all that the page holds. Raises AssertionError with the line that does not do what the page says."""
        found = list(blocks(self.path.read_text(encoding="utf-8")))
        try:
            for block, below in zip(found, [*found[1:], None], strict=True):
                if block.skipped is None:
                    self._do(block, below)
        finally:
            for process in self._running:
                process.terminate()
                process.wait(PATIENCE)

    def _do(self, block: Block, below: Block | None) -> None:
        if block.file is not None:
            path = self.folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.kind == "console":
            for command in commands(block.text):
                self._command(command, block)
        elif block.kind == "python":
            is_output = below is not None and below.kind == "text" and below.file is None
            self._python(block, below.text if below is not None and is_output else None)

    def _command(self, command: Command, block: Block) -> None:
        where = f"{self.path.name}, block at line {block.line}: {command.line}"
        if re.search(r"\bpip install\b", command.line):
            assert unknown_extras(command.line) == [], where
            return
        words = ["bash", "-c", f"set -o pipefail\n{command.line}\n"]
        if command.line.split("#")[0].rstrip().endswith("&"):
            foreground = command.line.split("#")[0].rstrip().removesuffix("&")
            log = (self.folder / ".background").open("ab")
            with log:
                started = subprocess.Popen(
                    ["bash", "-c", f"exec {foreground}"], cwd=self.folder, env=_environment(), stdout=log, stderr=log
                )
            self._running.append(started)
            return
        done = subprocess.run(
            words,
            cwd=self.folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == command.status, f"{where}\nexit status {done.returncode}\n{done.stdout}"
        assert command.shown is None or is_like(command.shown, done.stdout), f"{where}\nprinted\n{done.stdout}"

    def _python(self, block: Block, shown: str | None) -> None:
        name = f"{self.path.name}, block at line {block.line}"
        printed = io.StringIO()
        with contextlib.chdir(self.folder), warnings.catch_warnings():
            warnings.simplefilter("default")  # as in a user's shell: libraries warn of each other
            if ">>> " in block.text:
                test = doctest.DocTestParser().get_doctest(block.text, self.names, name, str(self.path), block.line)
                runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
                failed, _ = runner.run(test, out=printed.write, clear_globs=False)
                self.names |= test.globs
                assert failed == 0, printed.getvalue()
                return
            with contextlib.redirect_stdout(printed):
                exec(compile(block.text, name, "exec"), self.names)
        assert shown is None or is_like(shown, printed.getvalue()), f"{name}\nprinted\n{printed.getvalue()}"


def _environment() -> dict[str, str]:
    """That of a user who set nothing, with the command of this environment first."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    return {**without_settings(), "PATH": path, "COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}
