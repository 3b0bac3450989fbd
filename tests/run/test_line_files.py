"""Files of lines: plain while they are short, packed then; taken back, cut off, damaged."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from normalize.io.jsonlines import dump
from normalize.run import line_files
from normalize.run.line_files import LineReader, LineWriter, packed, rewritten

LINES = [dump({"path": f"news/{i:05}.txt", "text": f"The Panchir valley {i}"}) for i in range(2_000)]


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of more than 2 kB are packed, in members of 8 kB."""
    monkeypatch.setattr(line_files, "PLAIN", 2_000)
    monkeypatch.setattr(line_files, "_MEMBER", 8_000)


def write(path: Path, lines: list[bytes]) -> None:
    writer = LineWriter(path)
    for at in range(0, len(lines), 3):
        writer.write(b"".join(lines[at : at + 3]))
    writer.close()


@pytest.mark.parametrize("count", [0, 1, 20, 2_000])
def test_what_was_written_is_read(tmp_path: Path, count: int) -> None:
    """In the whole, and line by line from its place; also where it was added later."""
    path = tmp_path / "findings.jsonl"
    write(path, LINES[: count // 2])
    write(path, LINES[count // 2 : count])
    read = LineReader(path)
    found = list(read)
    assert [line for _, line in found] == LINES[:count]
    assert [read.read(place) for place, _ in found[::-7]] == LINES[:count][::-7]
    assert [p.name for p in tmp_path.iterdir()] == [path.name if count <= 20 else packed(path).name]
    if count > 20:
        assert gzip.decompress(packed(path).read_bytes()) == b"".join(LINES)


@pytest.mark.parametrize("before", [2, 500])
@pytest.mark.parametrize("after", [3, 700])
def test_what_is_taken_back_was_never_there(tmp_path: Path, before: int, after: int) -> None:
    path = tmp_path / "edits.jsonl"
    writer = LineWriter(path)
    for line in LINES[:before]:
        writer.write(line)
    mark = writer.mark()
    for line in LINES[before : before + after]:
        writer.write(line)
    writer.take_back(mark)
    writer.write(LINES[-1])
    writer.close()
    assert [line for _, line in LineReader(path)] == [*LINES[:before], LINES[-1]]


def test_a_kill_costs_no_line_that_was_written(tmp_path: Path) -> None:
    """Nobody closed the file; and of what is cut off somewhere, all lines before are read."""
    path = tmp_path / "edits.jsonl"
    writer = LineWriter(path)
    for line in LINES[:1_000]:
        writer.write(line)
    written = packed(path).read_bytes()
    writer.close()
    for size in range(len(written), len(written) - 600, -37):
        packed(path).write_bytes(written[:size])
        found = [line for _, line in LineReader(path)]
        whole = [line for line in found if line.endswith(b"\n")]
        assert whole == LINES[: len(whole)]
        assert len(whole) > (999 if size == len(written) else 900)


def test_a_damaged_member_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "edits.jsonl"
    write(path, LINES)
    data = bytearray(packed(path).read_bytes())
    data[len(data) // 2] ^= 0xFF
    packed(path).write_bytes(data)
    read = LineReader(path)
    found = [line for _, line in read]
    assert set(found) < set(LINES)
    assert len(found) > 1_500
    assert all(json.loads(line) for line in found)
    assert len(read.problems) == 1


def test_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "files.jsonl"
    for lines in (LINES, LINES[:3], LINES[::2], []):
        rewritten(path, iter(lines))
        assert [line for _, line in LineReader(path)] == lines
        assert len(list(tmp_path.iterdir())) == 1
