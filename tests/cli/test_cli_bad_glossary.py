"""Bad glossaries: told by file and line, before anything is read or written; nothing in them is executed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from cli_support import DAMAGE, Done, Folder, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD = "  - {id: a, canonical: Panjshir, kind: place, aliases: [Panchir]}\n"
TAG = "!!python/object/apply:os.mkdir"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("g.yaml", f"entries:\n{GOOD}{GOOD}", ["g.yaml:3", "'a'", "twice", "g.yaml:2"]),
        ("g.yaml", "entries:\n  - id: a\n    canonical: A\n   kind: place\n", ["g.yaml:4", "YAML syntax"]),
        ("g.yaml", "entries:\n  - {id: a, canonical: [\n", ["g.yaml:3", "YAML syntax"]),
        ("g.yaml", "entries: *nowhere\n", ["g.yaml:1", "alias"]),
        ("g.yaml", "entries:\n  - id: a\n    canonical: A\n    kind: place\n    hue: red\n", ["g.yaml:5", "'hue'"]),
        ("g.yaml", f"colour: red\nentries:\n{GOOD}", ["g.yaml:1", "'colour'"]),
        ("g.yaml", "entries:\n  - {id: a, kind: place}\n", ["g.yaml:2", "`canonical`"]),
        ("g.yaml", "entries:\n  - {id: a, canonical: A, kind: planet}\n", ["g.yaml:2", "'planet'"]),
        ("g.yaml", "entries:\n  - {id: a, id: b, canonical: A, kind: place}\n", ["g.yaml:2", "'id'", "twice"]),
        ("g.yaml", "entries: 3\n", ["g.yaml:1", "`entries`"]),
        ("g.yaml", "- a\n", ["g.yaml:1"]),
        ("g.yaml", "", ["g.yaml:1", "`entries`"]),
        ("g.yaml", "entries: []\n---\nentries: []\n", ["g.yaml:2"]),
        ("g.yaml", "entries: &x\n  - *x\n", ["g.yaml:"]),
        pytest.param(
            *("g.yaml", 'entries:\n  - {id: a, canonical: "A\x01", kind: place}\n', ["g.yaml", "0001"]),
        ),
        ("g.yaml", f"entries:\n  - {{id: a, canonical: {TAG} [x], kind: place}}\n", ["g.yaml:2", "tag"]),
        ("g.yaml", f"entries:\n  - {TAG} [x]\n", ["g.yaml:2", "tag"]),
        ("g.yaml", f"entries:\n  - {{id: a, canonical: A, kind: place, short: {TAG} [x]}}\n", ["g.yaml:2", "tag"]),
        ("g.yaml", "entries:\n  - {id: a, canonical: !!binary QUJD, kind: place}\n", ["g.yaml:2", "tag"]),
        pytest.param(
            *("g.yaml", f"entries:\n  - {{id: a, canonical: A, kind: place, aliases: {TAG} [x]}}\n", ["tag"]),
        ),
        pytest.param("g.yaml", f"entries: {TAG}\n{GOOD}", ["g.yaml:1", "tag"]),
        ("g.csv", "id,name\na,A\n", ["g.csv:1", "canonical", "kind"]),
        ("g.csv", "id,canonical,kind\na,\n", ["g.csv:2"]),
        ("g.csv", "id,canonical,kind\na,A,place\na,B,place\n", ["g.csv:3", "'a'"]),
        ("g.csv", "id,canonical,kind\na," + "x" * 200_000 + ",place\n", ["g.csv:"]),
        pytest.param("g.csv", "id,canonical,kind," + "x" * 200_000 + "\n", ["g.csv:1"]),
        (
            *("g.csv", "id,canonical,kind,lang,alias\na,A,place,français,B\n"),
            ["g.csv:2", "'français'", "no code of a language"],
        ),
        ("g.yaml", "entries:\n  - {id: a, canonical: A, kind: place, aliases: [{f r: B}]}\n", ["g.yaml:2", "'f r'"]),
        ("g.yaml", "entries:\n  - {id: a, canonical: A, kind: place, native: {'1': Б}}\n", ["g.yaml:2", "'1'"]),
        ("g.txt", "Panchir = Panjshir\n", ["g.txt", ".yaml"]),
    ],
    ids=[
        "duplicate-id", "syntax", "unclosed", "anchor", "unknown-key", "unknown-head", "no-canonical", "kind",
        "key-twice", "entries-number", "list", "empty", "two-documents", "recursive", "control", "tag", "tag-entry",
        "tag-short", "binary", "tag-aliases", "tag-entries", "csv-columns", "csv-empty", "csv-conflict", "csv-field",
        "csv-header", "csv-lang", "lang", "native-lang", "suffix",
    ],
)  # fmt: skip
def test_is_refused(call: Callable[..., Done], tmp_path: Path, name: str, text: str, told: list[str]) -> None:
    Folder(tmp_path).fill({"in/a.txt": DAMAGE, name: text.encode()})
    before = read(tmp_path, journal=True)
    done = call("fix", "in", "-o", "out", "--glossary", name, cwd=tmp_path)
    assert (done.status, done.out, len(done.errors)) == (2, b"", 1), done.err
    assert done.err.count("\n") == 1
    for part in told:
        assert part in done.err
    assert read(tmp_path, journal=True) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["in", name])  # and nothing was executed


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("folder", "it is a folder; name the files in it"),
        ("folder/loop", "it is a symbolic link that leads back to itself"),
        ("dangling.yaml", "it is a symbolic link to gone.yaml, which is not there"),
        ("gone.yaml", "there is no such file; those that ship are afghanistan, "),
        ("file/g.yaml", "Not a directory"),
        ("pipe", "it is a pipe or a device"),
        ("x" * 300, "File name too long"),
        ("", "the name is empty"),
    ],
    ids=lambda text: text[:12],
)
@pytest.mark.parametrize("command", ["glossary lint", "check - --glossary", "glossary convert -o out.yaml"])
def test_what_is_no_file_is_called_what_it_is(
    call: Callable[..., Done], tmp_path: Path, name: str, told: str, command: str
) -> None:
    Folder(tmp_path).fill({"folder/g.yaml": b"entries: []\n", "file": b""})
    (tmp_path / "folder" / "loop").symlink_to("loop")
    (tmp_path / "dangling.yaml").symlink_to("gone.yaml")
    os.mkfifo(tmp_path / "pipe")
    done = call(*command.split(), name, cwd=tmp_path)
    assert (done.status, done.out, done.err.count("\n")) == (2, b"", 1)
    assert done.err.startswith(f"error: no glossary {name!r}: {told}")


def test_a_tag_executes_nothing_in_any_command(cli: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text(f"entries:\n  - {{id: a, canonical: {TAG} [pwned], kind: place}}\n")
    done = cli("glossary", "lint", "g.yaml", cwd=tmp_path)
    assert done.status == 2
    done.complains_once_of("g.yaml:2")
    assert [p.name for p in tmp_path.iterdir()] == ["g.yaml"]


def test_deep_nesting_is_refused(cli: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text("entries: " + "[" * 100_000)
    done = cli("glossary", "lint", "g.yaml", cwd=tmp_path)
    assert done.status == 2
    done.complains_once_of("g.yaml")


@pytest.mark.parametrize(
    "name",
    [
        *("nowhere", "nowhere.yaml", "", ".", "afghanistan.yml", "/dev/zero"),
        pytest.param("x" * 5000),
    ],
    ids=["name", "file", "empty", "folder", "suffix", "device", "long"],
)
def test_a_missing_one_is_refused(call: Callable[..., Done], tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_bytes(DAMAGE)
    done = call("check", "a.txt", "-g", name, cwd=tmp_path)
    assert (done.status, done.out, len(done.errors)) == (2, b"", 1)
    assert repr(name) in done.err
    assert "afghanistan" in done.err  # what there is


def test_one_that_is_not_utf8_is_refused(call: Callable[..., Done], tmp_path: Path) -> None:
    Folder(tmp_path).fill({"a.txt": DAMAGE, "g.yaml": b"entries: []\n# caf\xe9\n"})
    done = call("check", "a.txt", "-g", "g.yaml", cwd=tmp_path)
    done.complains_once_of("g.yaml")
    assert done.status == 2


def test_a_glossary_without_entries_is_no_error(call: Callable[..., Done], tmp_path: Path) -> None:
    Folder(tmp_path).fill({"a.txt": DAMAGE, "g.yaml": b"entries: []\n"})
    done = call("check", "a.txt", "-g", "g.yaml", cwd=tmp_path)
    assert (done.status, done.out) == (0, b"")


def test_an_alias_that_two_entries_claim_is_told_and_never_applied(call: Callable[..., Done], tmp_path: Path) -> None:
    Folder(tmp_path).fill(
        {
            "g.yaml": b"entries:\n  - {id: one, canonical: Sarabad, kind: place, aliases: [Zarrabat]}\n"
            b"  - {id: two, canonical: Zarabad, kind: place, aliases: [Zarrabat]}\n",
            "a.txt": b"The bridge at Zarrabat was closed.\n",
        }
    )
    done = call(*("fix", "a.txt", "-o", "out", "-g", "g.yaml", "--unsafe", "--output-format", "jsonl"), cwd=tmp_path)
    assert (done.status, [f["applicability"] for f in done.lines]) == (0, ["display"])
    assert read(tmp_path / "out") == {"a.txt": b"The bridge at Zarrabat was closed.\n"}
