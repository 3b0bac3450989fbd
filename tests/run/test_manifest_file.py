"""The manifest of a run is read entry by entry, and means what it means as a whole."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from normalize.io.jsonlines import dump, filled, pretty
from normalize.run.file_entries import FileEntries
from normalize.run.journal import FORMAT
from normalize.run.lines_by_path import LinesByPath
from normalize.run.manifest_file import OtherFormatError, read_manifest

HEAD = {
    "format": FORMAT,
    "status": "complete",
    "configuration": {"text_field": ["text"], "plugins": []},
    "versions": {},
    "inputs": ["news"],
    "in_place": False,
}


def entries(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {
            "path": f"{number:06}.txt",
            "source": f"/corpus/{number:06}.txt",
            "status": "changed",
            "before": sha256(b"%d" % number).hexdigest(),
            "after": sha256(b"-%d" % number).hexdigest(),
            "findings": 2,
            "edits": 1,
            "remaining": {"safe": 0, "unsafe": 1},
            "error": None,
            "problems": ['a line of its own: "files": [', "    },"],
        }


def written(files: Any) -> bytes:
    return b"".join(filled(pretty({**HEAD, "files": []}), files))


@pytest.mark.parametrize("count", [0, 1, 2, 700])
def test_it_is_read_as_it_was_written(count: int) -> None:
    data = written(entries(count))
    manifest, problems = read_manifest(BytesIO(data), FORMAT)
    assert list(manifest.pop("files")) == json.loads(data)["files"]
    assert manifest == HEAD
    assert not problems


@pytest.mark.parametrize("layout", [{}, {"indent": 2, "sort_keys": True}, {"indent": 4}, {"indent": "\t"}])
def test_another_layout_is_read_as_a_whole(layout: dict[str, Any]) -> None:
    data = json.dumps({"files": list(entries(3)), **HEAD}, **layout).encode()
    assert list(read_manifest(BytesIO(data), FORMAT)[0]["files"]) == list(entries(3))


def test_what_stands_behind_the_files_counts() -> None:
    data = written(entries(2))[: -len("}\n")] + b', "files": []}\n'
    assert list(read_manifest(BytesIO(data), FORMAT)[0]["files"]) == json.loads(data)["files"] == []


def test_an_entry_that_makes_no_sense_is_left_out_and_told() -> None:
    first, second, third = entries(3)
    manifest, problems = read_manifest(BytesIO(written([first, {**second, "edits": -1}, third])), FORMAT)
    assert list(manifest["files"]) == [first, third]
    assert problems == ["file 2: 'edits' must be a whole number"]


@pytest.mark.parametrize("end", [2, 9, 400])
def test_one_that_is_cut_off_is_damaged(end: int) -> None:
    with pytest.raises(ValueError, match=r"char \d+"):
        read_manifest(BytesIO(written(entries(3))[:-end].rstrip()), FORMAT)


def test_another_format_is_told() -> None:
    with pytest.raises(OtherFormatError):
        read_manifest(BytesIO(written(entries(2)).replace(FORMAT.encode(), b"other/1")), FORMAT)


def test_reading_takes_a_small_part_of_what_the_entries_would() -> None:
    data = written(entries(10_000))
    tracemalloc.start()
    try:
        manifest, _ = read_manifest(BytesIO(data), FORMAT)
        assert manifest["files"].get("007000.txt") is not None
        assert tracemalloc.get_traced_memory()[1] < len(data) / 2
    finally:
        tracemalloc.stop()


def test_of_several_entries_for_a_path_the_last_counts() -> None:
    files = FileEntries.of([{"path": name, "edits": number} for number, name in enumerate("abcbad")])
    assert [(entry["path"], entry["edits"]) for entry in files] == [("a", 4), ("b", 3), ("c", 2), ("d", 5)]
    assert (len(files), "c" in files, "e" in files, files.get("")) == (4, True, False, None)


def test_lines_are_found_by_their_path_in_whatever_order_they_come(tmp_path: Path) -> None:
    order = [name for name in ("b", "a", "c", "a", "b") for _ in range(3)]
    lines = [{"path": name, "reason": str(number), "fact": None} for number, name in enumerate(order)]
    (tmp_path / "again.jsonl").write_bytes(b"".join(map(dump, [*lines, {"path": "damaged"}])))
    found = LinesByPath(tmp_path / "again.jsonl")
    assert [found.count(name) for name in ("a", "b", "c", "damaged", "none")] == [6, 6, 3, 0, 0]
    for name in "abc":
        assert list(found.of(name)) == [line for line in lines if line["path"] == name]
    assert list(found.of("none")) == []
