"""Settings on the command line, closed streams, counts in words, and fixes that are not made."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest
from cli_support import Folder, clean_environment, json_lines, manifest
from typer.main import get_command

from normalize.cli.app import app
from normalize.run.manifest import versions
from normalize.settings.config import DEFAULTS, Config, about

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli_support import Done

UNSAFE = b"The FNR said so on Monday.\n"


def test_a_switch_of_the_file_is_undone_by_its_flag(call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
    (tmp_path / "normalize.toml").write_text(f'unsafe = true\nglossary = "{glossary}"\n', encoding="utf-8")
    for flags, clean in (((), UNSAFE.replace(b"FNR", b"NRF")), (("--no-unsafe",), UNSAFE), (("--unsafe",), None)):
        done = call("fix", "-", *flags, cwd=tmp_path, stdin=UNSAFE)
        assert done.out == (clean or UNSAFE.replace(b"FNR", b"NRF"))


@pytest.mark.parametrize("command", ["check", "fix", "review", "serve"])
@pytest.mark.parametrize("name", [name for name, default in DEFAULTS.items() if isinstance(default, bool)])
def test_every_command_that_repairs_or_foresees_it_has_both_ways_of_every_switch(command: str, name: str) -> None:
    options = get_command(app).commands[command].params  # type: ignore[attr-defined]
    (flag,) = (option for option in options if option.name == name)
    assert {*flag.opts, *flag.secondary_opts} == {*about(name).flags[0].split("/")}
    assert flag.secondary_opts


def test_every_switch_of_a_setting_has_both_ways_in_every_command_that_has_it() -> None:
    waiting = [("normalize", get_command(app))]
    while waiting:
        name, command = waiting.pop()
        waiting += [(f"{name} {key}", one) for key, one in getattr(command, "commands", {}).items()]
        for option in command.params:
            if isinstance(DEFAULTS.get(option.name or ""), bool):
                assert option.secondary_opts, (name, option.name)


def test_check_undoes_the_switch_of_the_file(call: Callable[..., Done], tmp_path: Path) -> None:
    """One mention bears witness for another where its unsafe fix counts as made."""
    (tmp_path / "normalize.toml").write_text("unsafe = true\n", encoding="utf-8")
    flags = ("check", "-", "-g", "afghanistan", "--no-translate", "--output-format", "jsonl")
    stdin = b"A Panjshir FNR FNR said.\n"
    asked, undone, said = (
        call(*flags, *more, cwd=tmp_path, stdin=stdin).out for more in ((), ("--no-unsafe",), ("--unsafe",))
    )
    assert asked == said != undone


def test_translation_switched_off_in_a_file_is_switched_on_by_a_flag(
    call: Callable[..., Done], tmp_path: Path, glossary: Path
) -> None:
    text = f'no-translate = true\ntranslator = "phrases"\nglossary = "{glossary}"\n'
    (tmp_path / "normalize.toml").write_text(text, encoding="utf-8")
    stdin = "Leer en español\n".encode()
    assert call("fix", "-", cwd=tmp_path, stdin=stdin).out == stdin
    assert call("fix", "-", "--translate", cwd=tmp_path, stdin=stdin).out == b"Read in Spanish\n"


def test_a_misspelt_variable_is_an_error(call: Callable[..., Done], tmp_path: Path) -> None:
    done = call("match", cwd=tmp_path, env={"NORMALIZE_GLOSARY": "x"})
    assert done.status == 2
    assert done.errors == ["error: unknown environment variable NORMALIZE_GLOSARY; did you mean NORMALIZE_GLOSSARY?"]


@pytest.mark.parametrize(("value", "lines"), [("cache", 1), ("", 0)])
def test_a_cache_that_cannot_be_used_is_told_in_a_line(
    cli: Callable[..., Done], tmp_path: Path, value: str, lines: int
) -> None:
    (tmp_path / "cache").touch()
    done = cli("rule", "N301", cwd=tmp_path, env={"NORMALIZE_CACHE_DIR": value})
    assert done.status == 0
    assert "N301" in done.text
    assert "warning" not in done.text
    told = done.err.splitlines()
    assert (len(told), [line for line in told if not line.startswith("warning: cache: ")]) == (lines, [])


@pytest.mark.parametrize(("file", "why"), [("gone.tmx", "No such file"), (".", "Is a directory")])
@pytest.mark.parametrize("flags", [["--no-translate"], ["--foreign", "flag"], []])
def test_phrases_that_are_not_there_are_told_whether_or_not_they_are_used(
    call: Callable[..., Done], tmp_path: Path, flags: list[str], file: str, why: str
) -> None:
    done = call("check", "-", "-g", "none", "--phrases", file, *flags, cwd=tmp_path)
    assert (done.status, done.out) == (2, b"")
    (error,) = done.errors
    assert error.startswith(f"error: {file}: cannot read the phrases: {why}")


@pytest.mark.parametrize("flag", ["--judgements", "--phrases", "--profile", "--report", "-g", "--cache", "--config"])
def test_a_nul_in_an_argument_is_told_in_a_line(call: Callable[..., Done], tmp_path: Path, flag: str) -> None:
    done = call("check", ".", flag, "a\0b", cwd=tmp_path)
    assert (done.status, done.out) == (2, b"")
    assert done.err == "error: 'a\\x00b' holds a NUL character, which no argument has\n"


def test_a_target_without_word_list_is_told_once(call: Callable[..., Done], tmp_path: Path) -> None:
    Folder(tmp_path / "in").fill({"a.txt": b"A\n", "b.txt": b"B\n"})
    done = call("check", "in", "-g", "none", "--target", "ka", "--jobs", "2", cwd=tmp_path)
    assert done.status == 0
    assert done.err.count("there is no word list for the target language ka") == 1


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("check survey", 2),
        ("check undo", 2),
        ("check fix", 2),
        ("survey survey -o -", 2),
        ("fix survey --output-format=concise -o out", 2),
        ("survey survey -o p.json", 0),
        ("fix survey -o out", 0),
    ],
)
def test_standard_output_that_is_closed(tmp_path: Path, command: str, status: int) -> None:
    for name in ("survey", "undo", "fix"):
        Folder(tmp_path / name).fill({"a.txt": b"Nothing to see.\n"})
    line = f'exec "{sys.executable}" -m normalize {command} >&-'
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, env=clean_environment(), capture_output=True, check=False)
    assert done.returncode == status, done.stderr
    assert (b"standard output is closed" in done.stderr) == (status == 2)


def test_trouble_is_2_though_nothing_can_be_said(tmp_path: Path) -> None:
    line = f'exec "{sys.executable}" -m normalize glossary list >&- 2>&-'
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, env=clean_environment(), check=False)
    assert done.returncode == 2


def test_counts_are_english(call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
    Folder(tmp_path / "in").fill({"a.txt": b"Panchir\n", "x.pdf": b"%PDF"})
    told = [
        call("check", "in", "-g", glossary, cwd=tmp_path).err,
        call("survey", "in", "-o", "p.json", cwd=tmp_path).err,
        call("fix", "in", "-g", glossary, "-o", "out", cwd=tmp_path).err,
        call("undo", "out", cwd=tmp_path).err,
        call("glossary", "lint", glossary, cwd=tmp_path).err,
        call("glossary", "test", glossary, cwd=tmp_path).err,
        call("cache", "--cache", "empty", cwd=tmp_path).text,
    ]
    plurals = re.findall(r"\b1 [a-z]+s\b(?! safe)", "\n".join(told))
    assert plurals == []
    assert "1 edit taken back in 1 file\n" in told[3]


def test_a_finding_says_once(call: Callable[..., Done], tmp_path: Path) -> None:
    text = "The anti-Italiban march met an anti-Taliban one.\nRome: 8.096\nMilan: 9,115\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    done = call("check", "a.txt", "-g", "none", "--output-format", "jsonl", cwd=tmp_path)
    said = " ".join(line["message"] for line in done.lines)
    assert {line["rule"] for line in done.lines} >= {"Q201", "Q251"}
    assert not re.search(r"\b1 (times|numbers)", said), said
    assert "occurs once" in said


class TestUnmade:
    """110 safe findings and 109 edits: the summary says why, and `why` which fix was made instead."""

    TEXT = b"The Talliban and the anti-Talliban, the anti-Taliban and the anti-Taliban of Kabul.\n"

    def run(self, call: Callable[..., Done], tmp_path: Path) -> Done:
        Folder(tmp_path / "in").fill({"a.txt": self.TEXT})
        return call("fix", "in", "-o", "out", "-g", "afghanistan", cwd=tmp_path)

    def test_the_summary_counts_them(self, call: Callable[..., Done], tmp_path: Path) -> None:
        done = self.run(call, tmp_path)
        (left,) = json_lines(tmp_path / "out/.normalize/0001/unmade.jsonl")
        assert f"1 safe fix not made (overlaps a surer fix): {left['id'][:8]}; `normalize why` explains one" in done.err
        safe = re.search(r"(\d+) safe", done.err)
        made = re.search(r"(\d+) edits? made", done.err)
        assert safe
        assert made
        assert int(safe[1]) == int(made[1]) + 1

    def test_why_names_the_other_fix(self, call: Callable[..., Done], tmp_path: Path) -> None:
        self.run(call, tmp_path)
        (left,) = json_lines(tmp_path / "out/.normalize/0001/unmade.jsonl")
        told = call("why", left["id"], "--run", "out", cwd=tmp_path).text
        assert f"not applied: it overlaps a surer fix: {left['by']} (" in told
        assert left["by"] in {edit["id"] for edit in json_lines(tmp_path / "out/.normalize/0001/edits.jsonl")}

    def test_an_encoding_that_lacks_a_letter(self, call: Callable[..., Done], tmp_path: Path) -> None:
        glossary = "entries: [{id: x, canonical: Ștefan, kind: place, aliases: [Shtefan]}]\n"
        Folder(tmp_path).fill(
            {"g.yaml": glossary.encode(), "in/a.txt": "Café Shtefan à Genève, déjà vu.\n".encode("cp1252")}
        )
        done = call("fix", "in", "-o", "out", "-g", "g.yaml", "--ignore", "L,T", "--unsafe", cwd=tmp_path)
        assert "not made (needs letters that the encoding of the file does not have)" in done.err

    def test_what_was_rejected(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        Folder(tmp_path / "in").fill({"a.txt": b"In Panchir.\n"})
        call("fix", "in", "-o", "out", "-g", glossary, cwd=tmp_path)
        (edit,) = json_lines(tmp_path / "out/.normalize/0001/edits.jsonl")
        call("undo", "out", "--edit", edit["id"], cwd=tmp_path)
        done = call("fix", "in", "-o", "out", "-g", glossary, cwd=tmp_path)
        assert f"1 safe fix not made (was rejected before): {edit['id'][:8]}" in done.err
        assert "not applied: it was rejected before" in call("why", edit["id"], "--run", "out", cwd=tmp_path).text

    def test_why_of_an_unsafe_fix(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        Folder(tmp_path / "in").fill({"a.txt": UNSAFE})
        done = call("fix", "in", "-o", "out", "-g", glossary, cwd=tmp_path)
        assert "not made" not in done.err
        (found,) = json_lines(tmp_path / "out/.normalize/0001/findings.jsonl")
        told = call("why", found["id"], "--run", "out", cwd=tmp_path).text
        assert "not applied: unsafe fixes are applied with --unsafe" in told


def test_the_journal_has_the_versions_of_all_that_shapes_findings(
    call: Callable[..., Done], tmp_path: Path, glossary: Path
) -> None:
    Folder(tmp_path / "in").fill({"a.txt": b"Nothing.\n"})
    call("fix", "in", "-o", "out", "-g", glossary, "--no-translate", cwd=tmp_path)
    recorded = manifest(tmp_path / "out")["versions"]
    assert {"ftfy", "eldc", "confusable-homoglyphs", "langdetect", "rapidfuzz", "wordfreq", "charset-normalizer"} < set(
        recorded
    )
    assert recorded == versions(Config(no_translate=True))
    assert recorded["unicode"] == unicodedata.unidata_version
    assert recorded["pyarrow"] == version("pyarrow")
    assert "isal" not in recorded
