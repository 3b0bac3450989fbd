"""Standard streams that are closed, full, cut off, or in another encoding."""

from __future__ import annotations

import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cli_support import CORPUS, DAMAGE, REPAIRED, Done, Folder, clean_environment, manifest, read
from environment import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MANY = {f"f{i:03}.txt": DAMAGE * 9 for i in range(200)}  # more output than a pipe holds


def shell(line: str, cwd: Path, **env: str) -> Done:
    """Run a line of bash; `normalize` stands for this module, $? for the first program's status."""
    program = f"{shlex.quote(sys.executable)} -m normalize"
    done = subprocess.run(
        ["bash", "-c", f'normalize() {{ {program} "$@"; }}; {line}; exit ${{PIPESTATUS[0]}}'],
        cwd=cwd,
        env=clean_environment(env),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


@pytest.mark.parametrize("name", ["concise", "jsonl"])
def test_a_reader_that_goes_away_ends_check_quietly(tmp_path: Path, glossary: Path, name: str) -> None:
    Folder(tmp_path / "in").fill(MANY)
    done = shell(f"normalize check in -g {glossary} -j 1 --output-format {name} | head -c 50", tmp_path)
    done.is_polite()
    assert done.status in (0, 1)
    assert done.err == ""


@pytest.mark.parametrize("command", ["fix - --no-translate", "match"])
def test_a_reader_that_goes_away_ends_a_filter_with_0(tmp_path: Path, glossary: Path, command: str) -> None:
    """1 would say that findings remain, which no filter says."""
    Folder(tmp_path).fill({"a.txt": b"Panchir\n" * 30_000})
    done = shell(f"normalize {command} -g {glossary} < a.txt | head -c 50", tmp_path)
    assert (done.status, done.err) == (0, "")


def test_a_reader_of_messages_that_goes_away_makes_no_success_of_a_run(tmp_path: Path, glossary: Path) -> None:
    bad = {f"b{i:03}.txt": b"%PDF-1.7" for i in range(400)}
    Folder(tmp_path / "in").fill({"a.txt": DAMAGE, **bad})
    done = shell(f"normalize fix in -o out -g {glossary} -j 1 2>&1 | true", tmp_path)
    assert done.status == 2


@pytest.mark.parametrize("name", ["concise", "jsonl"])
def test_a_reader_that_goes_away_does_not_stop_fix_in_silence(tmp_path: Path, glossary: Path, name: str) -> None:
    """Either all files are written, or status and message tell that they are not."""
    Folder(tmp_path / "in").fill(MANY)
    done = shell(f"normalize fix in -o out -g {glossary} -j 1 --output-format {name} | head -c 50", tmp_path)
    done.is_polite()
    complete = len(read(tmp_path / "out")) == len(MANY) and manifest(tmp_path / "out")["status"] == "complete"
    assert complete or (done.status in (2, 130) and "--resume" in done.err)


@pytest.mark.parametrize(
    "line",
    [
        "PYTHONIOENCODING=latin-1 normalize check a.txt --output-format concise",
        "normalize check a.txt > /dev/full",
        "normalize check a.txt --output-format jsonl >&-",
        "normalize fix - < a.txt >&-",
        "normalize fix - <&-",
    ],
    ids=["latin-1", "full", "closed", "filter-closed", "no-input"],
)
def test_other_streams_meet_no_internal_error(tmp_path: Path, glossary: Path, line: str) -> None:
    """A terminal that lacks a character gets a substitute; a stream that cannot be used is told of in one line."""
    Folder(tmp_path).fill({"a.txt": DAMAGE})
    shell(line, tmp_path, NORMALIZE_GLOSSARY=str(glossary)).is_polite()


def test_fix_needs_no_standard_output(tmp_path: Path, glossary: Path) -> None:
    Folder(tmp_path).fill({"a.txt": DAMAGE})
    done = shell(f"normalize fix a.txt -o out -g {glossary} >&-", tmp_path)
    done.is_polite()
    assert (done.status, read(tmp_path / "out")) == (0, {"a.txt": REPAIRED})


def test_the_filter_stands_in_a_pipe(tmp_path: Path, glossary: Path) -> None:
    Folder(tmp_path).fill({"a.txt": DAMAGE})
    done = shell(f"cat a.txt | normalize fix - -g {glossary} | normalize fix - -g {glossary} | cat", tmp_path)
    assert (done.out, done.err) == (REPAIRED, "")


def test_colours_only_on_a_terminal(cli: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
    Folder(tmp_path / "in").fill({**CORPUS, "x.doc": b"", "bad.jsonl": b"{"})
    done = cli("check", "in", "-g", glossary, "--statistics", cwd=tmp_path)
    assert "\x1b" not in done.text + done.err


def test_control_characters_of_a_file_name_do_not_reach_the_terminal(
    call: Callable[..., Done], tmp_path: Path, glossary: Path
) -> None:
    Folder(tmp_path / "in").fill({"a\x1b]0;x\x07\n.doc": b"", "b\x1b[2J.txt": DAMAGE})
    for command in (["check", "in"], ["fix", "in", "-o", "out"], ["fix", "in", "--diff"], ["survey", "in", "-o", "p"]):
        options = [] if command[0] == "survey" else ["-g", str(glossary)]
        done = call(*command, *options, cwd=tmp_path)
        assert "\x1b" not in done.err


def test_runs_from_another_folder_read_and_write_the_same(
    cli: Callable[..., Done], call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
) -> None:
    """Relative and absolute paths, from here and from there: the same bytes."""
    (tmp_path / "there").mkdir()
    cli("fix", "../news/../news", "-o", "../one", "-g", glossary, cwd=tmp_path / "there")
    call("fix", corpus, "-o", tmp_path / "two", "-g", glossary, cwd=corpus)
    assert read(tmp_path / "one", journal=True) == read(tmp_path / "two", journal=True)
    assert not list((tmp_path / "there").iterdir())
