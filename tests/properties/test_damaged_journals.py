"""Damaged journals, by chance and by malice: every command tells what is wrong, and nothing outside a run is touched.

``JOURNAL_FUZZ=300`` sets how many journals are damaged; the seeds are the numbers from 0, so that a run can be had
again.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from normalize.cli import main

TRIES = int(os.environ.get("JOURNAL_FUZZ", "24"))
SECRET = "a private line that no command may show"
FILES = ("manifest.json", "findings.jsonl", "edits.jsonl", "unmade.jsonl", "undone.jsonl", "audit.jsonl", "files.jsonl")
FIX = ("fix", "news", "-o", "out", "-g", "g.yaml", "--jobs", "1", "--no-translate")
GLOSSARY = (
    "glossary: g\nlanguage: en\nentries:\n  - {id: panjshir, canonical: Panjshir, kind: place, aliases: [Panchir]}\n"
)
TEXT = "The Panchir Valley  is quiet , said the the mayor of Panchir.\n"


def call(folder: Path, *words: str) -> tuple[int, str]:
    """Run a command in this process; its status, and all that it said."""
    said = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="surrogateescape")
    before = Path.cwd(), sys.argv, sys.stdin
    os.chdir(folder)
    sys.argv, sys.stdin = ["normalize", *words], io.TextIOWrapper(io.BytesIO(b"s\ns\nq\n"))
    status: Any = 0
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            try:
                main()
            except SystemExit as stop:
                status = stop.code
    finally:
        os.chdir(before[0])
        sys.argv, sys.stdin = before[1:]
    said.flush()
    return int(status or 0), said.buffer.getvalue().decode("utf-8", "replace")  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus, a run over it of which something was taken back and judged, and a private file beside."""
    folder = tmp_path_factory.mktemp("ready")
    (folder / "news").mkdir()
    (folder / "g.yaml").write_text(GLOSSARY)
    for number in range(3):
        (folder / "news" / f"{number}.txt").write_text(TEXT * (number + 1))
    (folder / "news" / "r.jsonl").write_text(json.dumps({"text": TEXT}) + "\n")
    (folder / "private.txt").write_text(SECRET + "\n")
    assert call(folder, *FIX)[0] < 2, call(folder, *FIX)
    run = folder / "out/.normalize/0001"
    first = json.loads((run / "edits.jsonl").read_bytes().splitlines()[0])
    call(folder, "undo", "out", "--edit", first["id"])
    (folder / "answers.txt").write_text("".join(f"{first['id']} right\n"))
    call(folder, "audit", "out", "--answers", "answers.txt", "--sample", "9")
    manifest = json.loads((run / "manifest.json").read_bytes())
    (run / "files.jsonl").write_bytes(b"".join(json.dumps(entry).encode() + b"\n" for entry in manifest["files"]))
    return folder


def values(chance: random.Random, folder: Path) -> Any:
    """What a field may be replaced by."""
    deep: Any = []
    for _ in range(chance.choice([40, 400, 2000])):
        deep = [deep]
    private = str(folder / "private.txt")
    odd = (None, [], {}, True, "", -1, 10**23, 10**400, 1e308, float("nan"), "\0", "\ud800", "x" * 100_000, [None])
    paths = ("../private.txt", private, "/dev/zero", ".", "a/../../private.txt", "CON", "0.txt/x", "x" * 5000)
    return chance.choice([deep, *odd, *paths])


def nodes(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a value: what holds it, and its key."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in list(inner):
        yield value, key
        yield from nodes(held)


def damage(run: Path, seed: int) -> str:
    """Do something to a journal; what was done."""
    chance = random.Random(seed)
    file = run / chance.choice([name for name in FILES if (run / name).exists()])
    data = file.read_bytes()
    kind = chance.choice(["field", "field", "field", "field", "gone", "cut", "bytes", "link", "folder", "key", "twice"])
    if kind == "gone":
        file.unlink()
    elif kind == "cut":
        file.write_bytes(data[: chance.randrange(len(data) + 1)])
    elif kind == "bytes":
        at = chance.randrange(len(data) + 1)
        file.write_bytes(data[:at] + chance.randbytes(chance.randrange(1, 9)) + data[at + chance.randrange(9) :])
    elif kind in ("link", "folder"):
        file.unlink()
        file.symlink_to(run.parents[2] / "private.txt") if kind == "link" else file.mkdir()
    elif data:
        _change(file, data, kind, chance)
    return f"{seed}: {file.name} {kind}"


def _change(file: Path, data: bytes, kind: str, chance: random.Random) -> None:
    lines = [data] if file.suffix == ".json" else data.splitlines()
    at = chance.randrange(len(lines))
    value = json.loads(lines[at])
    holder, key = chance.choice(list(nodes(value)))
    if kind == "key" and isinstance(holder, dict):
        del holder[key]
    elif kind != "twice":
        holder[key] = values(chance, file.parents[3])
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    try:
        lines[at] = json.dumps(value).encode()
    finally:
        sys.setrecursionlimit(limit)
    file.write_bytes(b"\n".join([*lines, *([lines[at]] if kind == "twice" else [])]) + b"\n")


def outside(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Everything that belongs to no run."""
    files = (path for path in folder.rglob("*") if path.is_file() and "out" not in path.relative_to(folder).parts[:1])
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


@pytest.mark.parametrize("seed", range(TRIES))
def test_every_command_tells_and_nothing_outside_is_touched(ready: Path, tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "work"
    shutil.copytree(ready, folder, symlinks=True)
    run = folder / "out/.normalize/0001"
    done = damage(run, seed)
    first = json.loads((ready / "out/.normalize/0001/edits.jsonl").read_bytes().splitlines()[-1])["id"]
    before = outside(folder)
    commands = [
        ("why", first, "--run", "out"),
        ("report", "out", "--csv", "out/table.csv", "--per-file"),
        ("audit", "out", "--sample", "9"),
        ("review", "out", "--terminal"),
        (*FIX, *(("--resume",) if seed % 2 else ())),
        ("undo", "out", "--rule", "N301"),
        ("undo", "out"),
    ]
    for words in commands:
        status, said = call(folder, *words)
        assert "internal error" not in said, (done, words, said[-600:])
        assert "Traceback" not in said, (done, words, said[-600:])
        assert status in (0, 1, 2), (done, words, said[-600:])
        assert SECRET not in said, (done, words)
        assert outside(folder) == before, (done, words)
