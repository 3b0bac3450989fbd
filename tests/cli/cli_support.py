"""What the command-line tests share: sample files, outcomes, folders as values, unified diffs, programs that crash."""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from environment import without_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

GLOSSARY = """\
glossary: small
language: en
entries:
  - id: panjshir
    canonical: Panjshir
    kind: place
    aliases: [{fr: [Panchir, Pandjchir]}]
    related: [nrf]
    match: [the Panchir Valley]
  - id: nrf
    canonical: National Resistance Front
    kind: organisation
    acronym: NRF
    acronyms: {fr: [FNR]}
    related: [panjshir]
  - id: ahmad-massoud
    canonical: Ahmad Massoud
    kind: person
    aliases: [Ahmad Masud, {fr: Ahmed Massoud}]
    related: [panjshir, nrf]
"""

CORPUS: dict[str, bytes] = {
    # Three safe findings.
    "a.txt": (
        b"Fighting went on in the Panchir Valley on Monday.\nAhmed Massoud leads the National Resistance Front (FNR).\n"
    ),
    # An unsafe one (only the folder explains FNR) and a safe one.
    "c.jsonl": b'{"id":1,"text":"The FNR said so on Monday."}\n{"id":2,"text":"A road to Pandjchir."}\n',
    # A safe one, in a file with CRLF and quotation marks.
    "d.csv": b'id,text\r\n1,"The Panchir, again"\r\n2,plain\r\n',
    "sub/b.txt": b"Nothing to see here in the quiet town.\n",
    "sub/deep/e.md": b"# A quiet day\n\nNothing *here*.\n",
}
CLEAN: dict[str, bytes] = {
    **CORPUS,
    "a.txt": (
        b"Fighting went on in the Panjshir Valley on Monday.\n"
        b"Ahmad Massoud leads the National Resistance Front (NRF).\n"
    ),
    "c.jsonl": b'{"id":1,"text":"The FNR said so on Monday."}\n{"id":2,"text":"A road to Panjshir."}\n',
    "d.csv": b'id,text\r\n1,"The Panjshir, again"\r\n2,plain\r\n',
}
CLEAN_UNSAFE: dict[str, bytes] = {**CLEAN, "c.jsonl": CLEAN["c.jsonl"].replace(b"FNR", b"NRF")}
DAMAGE, REPAIRED = b"Fighting in the Panchir Valley.\n", b"Fighting in the Panjshir Valley.\n"


@dataclass(frozen=True)
class Done:
    """A run of the program that ended."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output, decoded."""
        return self.out.decode("utf-8")

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def errors(self) -> list[str]:
        """The messages that tell of trouble."""
        return [line for line in self.err.splitlines() if line.lower().startswith("error:")]

    def is_polite(self) -> None:
        """Whatever went wrong: a message for a person, no traceback, no signal."""
        assert "Traceback" not in self.err, self.err
        assert "internal error" not in self.err, self.err
        assert self.status in (0, 1, 2, 130), (self.status, self.err)

    def complains_once_of(self, name: str | Path) -> None:
        """One message names the file."""
        assert len([line for line in self.errors if str(name) in line]) == 1, self.err


class Folder:
    """A folder as a mapping from relative names to bytes."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fill(self, files: Mapping[str, bytes]) -> Path:
        """Write the files; returns the folder."""
        self.path.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            file = self.path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        return self.path

    def read(self, *, journal: bool = False) -> dict[str, bytes]:
        """Every regular file below the folder; those of the journal on request. Half-written files would show up."""
        found = {p.relative_to(self.path).as_posix(): p for p in sorted(self.path.rglob("*")) if p.is_file()}
        return {
            name: path.read_bytes()
            for name, path in found.items()
            if journal or not name.startswith(".normalize/") or ".tmp" in name
        }


def read(path: Path, *, journal: bool = False) -> dict[str, bytes]:
    """What a folder holds."""
    return Folder(path).read(journal=journal)


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The lines of a journal file."""
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def manifest(output: Path, run: str = "0001") -> dict[str, Any]:
    """The manifest of a run."""
    return dict(json.loads((output / ".normalize" / run / "manifest.json").read_bytes()))


def clean_environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This environment without settings of the program and of the terminal."""
    kept = without_settings("PYTHON", "COV_")
    kept.pop("FORCE_COLOR", None)
    return {**kept, "COLUMNS": "100", "TERM": "dumb", **(more or {})}


_HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@")


def apply_patch(original: bytes, diff: bytes) -> bytes:
    """A unified diff of one file applied as `patch` does, without any fuzz: lines end at LF and nowhere else."""
    old, new, at = _lines(original), list[bytes](), 0
    rows = _lines(diff)
    for i, row in enumerate(rows):
        hunk = _HUNK.match(row)
        if hunk:
            start = int(hunk[1]) - (hunk[2] != b"0")
            new += old[at:start]
            at = start
            continue
        if row.startswith((b"---", b"+++", b"\\")):
            continue
        bare = i + 1 < len(rows) and rows[i + 1].startswith(b"\\")
        body = row[1:].removesuffix(b"\n") if bare else row[1:]
        if row[:1] in b" -":
            assert old[at] == body, f"the hunk has {body!r} where the file has {old[at]!r}"
            at += 1
        if row[:1] in b" +":
            new.append(body)
        assert row[:1] in b" +-", f"no line of a unified diff: {row!r}"
    return b"".join([*new, *old[at:]])


def _lines(data: bytes) -> list[bytes]:
    return re.findall(rb"[^\n]*\n|[^\n]+", data)


# A program that dies, without any clean-up, the nth time that a function is about to run or has run.
CRASH = """
import os, sys
place, moment, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
del sys.argv[1:4]
import normalize.run.journal
from normalize.io import atomic
owner, name = {
    "journal.add": (normalize.run.journal.Writer, "add"),
    "journal.write": (normalize.run.journal.Writer, "_write"),
    "output.finish": (atomic.Output, "finish"),
}[place]
real = getattr(owner, name)
def dying(*args, **options):
    global count
    count -= 1
    if count == 0 and moment == "before":
        os._exit(9)
    result = real(*args, **options)
    if count == 0:
        os._exit(9)
    return result
setattr(owner, name, dying)
from normalize.cli import main
main()
"""


def crashing(place: str, moment: str, count: int, *args: str | Path) -> list[str]:
    """The command line of a run that dies the nth time at a place: `crashing("journal.add", "before", 2, "fix", …)`."""
    return [sys.executable, "-c", CRASH, place, moment, str(count), *map(os.fspath, args)]
