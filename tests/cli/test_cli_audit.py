"""`normalize audit`: judging in a terminal by keys, on a sheet, from standard input; what it says then."""

from __future__ import annotations

import os
import pty
import select
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_support import CORPUS, GLOSSARY, Folder, clean_environment, json_lines

from normalize.audit import Answer, Judged, sample
from normalize.audit.shown import place
from normalize.cli import keys
from normalize.cli.judging import ask
from normalize.run.journal import open_run

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli_support import Done


@pytest.fixture(scope="module")
def fixed(tmp_path_factory: pytest.TempPathFactory, cli: Callable[..., Done]) -> Path:
    """A folder with a run over the sample files in `out`."""
    here = tmp_path_factory.mktemp("audit")
    Folder(here / "news").fill(CORPUS)
    (here / "small.yaml").write_text(GLOSSARY, encoding="utf-8")
    cli("fix", "news", "-o", "out", "-g", "small.yaml", "--exit-zero", "-j", "1", cwd=here)
    return here


@pytest.fixture
def here(fixed: Path) -> Path:
    """The same, with no verdict yet."""
    (fixed / "out/.normalize/0001/audit.jsonl").unlink(missing_ok=True)
    return fixed


def verdicts(here: Path) -> dict[str, str]:
    path = here / "out/.normalize/0001/audit.jsonl"
    return {line["id"]: line["verdict"] for line in json_lines(path)} if path.exists() else {}


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody holds it open: a terminal multiplexer, a scheduler, a service."""
    monkeypatch.setattr(keys, "PATIENCE", 0.01)
    reading, writing = os.pipe()
    with os.fdopen(reading) as stdin, os.fdopen(writing, "w") as other:
        monkeypatch.setattr(sys, "stdin", stdin)
        with keys.Keys() as nobody:
            assert not nobody.are_there()
        other.write("r")
        other.flush()
        with keys.Keys() as somebody:
            assert somebody.are_there()
            assert somebody.key() == "r"


def test_answers_from_standard_input_give_the_figures(
    here: Path, call: Callable[..., Done], snapshot: Callable[[str, str], None]
) -> None:
    items = sample(open_run(here / "out"))
    edits = [item for item in items if item.rule]
    lines = [f"{item.id} {'wrong' if item is edits[0] else 'right'}" for item in items]
    done = call("audit", "out", "--answers", "-", "--who", "Ana", cwd=here, stdin="\n".join(lines).encode())
    assert done.status == 0
    snapshot("audit.txt", done.text)
    assert f"normalize undo out --edit {edits[0].id}\n" in done.text
    again = call("audit", "out", cwd=here)
    assert again.out == done.out


def test_an_edit_called_wrong_is_taken_back_by_the_command_that_is_printed(
    here: Path, call: Callable[..., Done]
) -> None:
    edits = [item for item in sample(open_run(here / "out")) if item.rule]
    done = call("audit", "out", "--answers", "-", cwd=here, stdin=f"{edits[0].id} wrong".encode())
    [told] = [line for line in done.text.splitlines() if line.startswith("Wrong: ")]
    assert told.startswith(f"Wrong: {edits[0].id} “")
    before = {path: path.read_bytes() for path in (here / "out").rglob("*") if path.is_file()}
    try:
        command = told.rpartition(": normalize ")[2].split()
        assert "1 rejection remembered" in call(*command, cwd=here).err
        assert "Wrong: " not in call("audit", "out", cwd=here).text
    finally:  # the run is shared
        for path in (here / "out").rglob("*"):
            if path.is_file():
                path.write_bytes(before[path]) if path in before else path.unlink()


def test_keys_may_be_piped_in(here: Path, call: Callable[..., Done]) -> None:
    done = call("audit", "out", cwd=here, stdin=b"rw\nr")
    assert list(verdicts(here).values()) == ["right", "wrong", "right"]
    assert "3 of 10 items of the sample were judged." in done.text
    call("audit", "out", cwd=here, stdin=b"uqr")
    assert list(verdicts(here).values()) == ["right", "wrong", "right", "unsure"]


def test_through_a_pipe_signs_say_what_was_done_and_what_is_asked(here: Path, call: Callable[..., Done]) -> None:
    """Without colours: `[-old-]{+new+}`, the edit in question between `>>` and `<<`, and its line and column."""
    done = call("audit", "out", cwd=here, stdin=b"r" * 10)
    items = [item for item in sample(open_run(here / "out")) if item.rule]
    text = " ".join(done.err.split())
    assert items
    for item in items:
        assert place(item) in text
        assert f">>[-{item.before}-]{{+{item.after}+}}<<" in text
    for item in (item for item in items if item.path.endswith(".txt")):
        line = (here / "news" / item.path).read_text(encoding="utf-8").splitlines()[item.line - 1]
        assert line[item.column - 1 :].startswith(item.before)
        assert f"{item.path}, line {item.line}, column {item.column}" == place(item)
    assert text.count(">>[-") == len(items)


def test_it_goes_on_with_the_sample_that_was_judged_last(here: Path, call: Callable[..., Done]) -> None:
    call("audit", "out", "--sample", "4", "--who", "Ana", cwd=here, stdin=b"rrrr")
    assert "All 4 items of the sample were judged." in call("audit", "out", cwd=here).text
    assert "0 of 5 items" in call("audit", "out", "--sample", "5", cwd=here).text
    call("audit", "out", "--sheet", "s.csv", cwd=here)
    done = call("audit", "out", "--answers", "s.csv", "--who", "Ben", cwd=here)
    assert "warning: s.csv: no verdict is in it; fill in the column `verdict`" in done.err
    assert "All 4 items of the sample were judged." in done.text


def test_of_a_run_that_was_taken_back_it_says_so(tmp_path: Path, call: Callable[..., Done]) -> None:
    Folder(tmp_path / "news").fill(CORPUS)
    (tmp_path / "small.yaml").write_text(GLOSSARY, encoding="utf-8")
    call("fix", "news", "-o", "out", "-g", "small.yaml", "--exit-zero", "-j", "1", cwd=tmp_path)
    assert "none of its edits stands" not in call("audit", "out", cwd=tmp_path).err
    call("undo", "out", cwd=tmp_path)
    assert "0001: none of its edits stands in the files any more" in call("audit", "out", cwd=tmp_path).err


def test_another_fix_keeps_what_was_judged(tmp_path: Path, call: Callable[..., Done]) -> None:
    Folder(tmp_path / "news").fill(CORPUS)
    (tmp_path / "small.yaml").write_text(GLOSSARY, encoding="utf-8")
    fix = ("fix", "news", "-o", "out", "-g", "small.yaml", "--exit-zero", "-j", "1")
    call(*fix, cwd=tmp_path)
    call("audit", "out", "--sample", "4", cwd=tmp_path, stdin=b"rrrr")
    call(*fix, cwd=tmp_path)
    done = call("audit", "out", cwd=tmp_path, stdin=b"")
    assert "All 4 items of the sample were judged." in done.text
    assert "4 answers are of the earlier run 0001: " in done.err


def test_a_sheet_is_written_and_taken_in(here: Path, call: Callable[..., Done]) -> None:
    call("audit", "out", "--sheet", "s.csv", cwd=here)
    sheet = here / "s.csv"
    sheet.write_bytes(sheet.read_bytes().replace(b",,\r\n", b",right,\r\n"))
    done = call("audit", "out", "--answers", "s.csv", cwd=here)
    assert "All 10 items of the sample were judged." in done.text
    assert set(verdicts(here).values()) == {"right"}


def test_bad_answers_change_nothing(here: Path, call: Callable[..., Done]) -> None:
    done = call("audit", "out", "--answers", "-", cwd=here, stdin=b"nosuch right\n")
    assert done.status == 2
    assert "-: line 1: 'nosuch' is not in this sample" in done.err
    assert verdicts(here) == {}
    missing = call("audit", "out", "--answers", "none.csv", cwd=here)
    assert missing.status == 2
    missing.complains_once_of("none.csv")


def test_without_a_terminal_it_says_how_to_judge(here: Path, call: Callable[..., Done]) -> None:
    done = call("audit", "out", cwd=here)
    assert done.status == 0
    assert "nothing is judged yet" in done.err


def asked(here: Path, keys: str, known: dict[str, Judged] | None = None) -> list[Judged]:
    """What is kept when a person presses these keys."""
    kept: list[Judged] = []
    pressed = iter(keys)
    ask(sample(open_run(here / "out")), known or {}, "Ana", kept.append, lambda: next(pressed))
    return kept


def test_keys_judge_go_back_and_stop(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Right; wrong; back to it and right after all; then stop. What was pressed beside the keys does nothing."""
    first, second = asked(here, "rx?wbrq")[:2]
    assert (first.answer, second.answer) == (Answer.RIGHT, Answer.WRONG)
    kept = asked(here, "rwbrq")
    assert [one.answer for one in kept] == [Answer.RIGHT, Answer.WRONG, Answer.RIGHT]
    assert kept[1].id == kept[2].id
    assert "you said: wrong" in capsys.readouterr().err


def test_missed_damage_is_noted_with_the_verdict_on_an_edit(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = sample(open_run(here / "out"))
    known = {item.id: Judged(item.id, Answer.RIGHT) for item in items if item.rule is None}
    kept = asked(here, "mrmmuq", known)
    assert [(one.answer, one.missed) for one in kept] == [(Answer.RIGHT, True), (Answer.UNSURE, False)]
    shown = capsys.readouterr().err
    assert "“Panchir” → “Panjshir”" in shown
    assert "Is this edit right?" in shown


def test_it_goes_on_where_it_stopped_and_ends_when_all_is_judged(here: Path) -> None:
    items = sample(open_run(here / "out"))
    known = {item.id: Judged(item.id, Answer.RIGHT) for item in items[:-1]}
    [last] = asked(here, "r", known)
    assert last.id == items[-1].id


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")
def test_a_real_terminal_is_asked_key_by_key(here: Path) -> None:
    """One verdict is on disk before the next item is judged; q ends with the figures."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(here)
        words = [sys.executable, "-m", "normalize", "audit", "out", "--who", "Ana"]
        os.execve(sys.executable, words, {**clean_environment(), "TERM": "xterm"})
    try:
        press(terminal, "", "q quit")
        press(terminal, "r", "2 of 10")
        assert next(iter(verdicts(here).values())) == "right"
        press(terminal, "q", "10 items of the sample")
        with suppress(OSError):  # the end of a terminal
            while os.read(terminal, 4096):
                pass
    finally:
        os.close(terminal)
        _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0


def press(terminal: int, key: str, text: str) -> None:
    """Press a key until the program has written a text: a terminal forgets keys that nobody waits for yet."""
    seen = ""
    for _ in range(60):
        os.write(terminal, key.encode())
        while select.select([terminal], [], [], 1)[0]:
            seen += os.read(terminal, 4096).decode("utf-8", "replace")
            if text in seen:
                return
    raise AssertionError(seen)
