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
    """Lines are packed by 2 kB."""
    monkeypatch.setattr(line_files, "MEMBER", 2_000)


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


@pytest.mark.parametrize("count", [7, 40, 1_000])
def test_a_kill_costs_no_line_that_was_written(tmp_path: Path, count: int) -> None:
    """Nobody closes the file; and what is written is the same however the lines came."""
    path = tmp_path / "edits.jsonl"
    writer = LineWriter(path)
    for line in LINES[:count]:
        writer.write(line)
        if count < 50:
            assert len([line for _, line in LineReader(path)]) == LINES.index(line) + 1
    assert [line for _, line in LineReader(path)] == LINES[:count]
    writer.close()
    write(tmp_path / "others.jsonl", LINES[:count])
    assert LineReader(path).path.read_bytes() == LineReader(tmp_path / "others.jsonl").path.read_bytes()


def test_a_kill_while_lines_are_packed(tmp_path: Path) -> None:
    """They are packed, and not yet taken from where they were plain."""
    path = tmp_path / "edits.jsonl"
    write(path, LINES[:60])
    found = [line for _, line in LineReader(path)]
    with packed(path).open("rb") as stream:
        [*_, last] = line_files._members(stream)
    path.write_bytes(last.lines + LINES[60])
    assert [line for _, line in LineReader(path)] == [*found, LINES[60]]


def test_a_damaged_member_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "edits.jsonl"
    write(path, LINES)
    data = bytearray(packed(path).read_bytes())
    data[len(data) // 2] ^= 0xFF
    packed(path).write_bytes(data)
    read = LineReader(path)
    found = [line for _, line in read]
    assert set(found) < set(LINES)
    assert len(found) > 1_900
    assert all(json.loads(line) for line in found)
    assert len(read.problems) == 1


def test_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "files.jsonl"
    for lines in (LINES, LINES[:3], LINES[::2], []):
        rewritten(path, iter(lines))
        assert [line for _, line in LineReader(path)] == lines
        assert len(list(tmp_path.iterdir())) == 1
