"""`normalize check`: exit statuses, output formats, selection, settings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cli_support import CORPUS, DAMAGE, Done, Folder, read

import normalize

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEYS = [
    "path", "file", "record", "field", "start", "end", "text", "rule", "category", "message", "replacement",
    "applicability", "entry", "lang", "score", "evidence", "id",
]  # fmt: skip
CATEGORIES = {
    "name-variant", "acronym", "foreign", "mt-artifact", "boilerplate", "punctuation", "casing", "spacing", "encoding",
}  # fmt: skip
DISPLAY_ONLY = """\
entries:
  - {id: one, canonical: Sarabad, kind: place, aliases: [Zarrabat]}
  - {id: two, canonical: Zarabad, kind: place, aliases: [Zarrabat]}
"""


class TestExitStatus:
    def test_is_0_for_a_clean_folder(self, cli: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        folder = Folder(tmp_path / "in").fill({"b.txt": CORPUS["sub/b.txt"]})
        done = cli("check", folder, "--glossary", glossary, cwd=tmp_path)
        assert (done.status, done.out) == (0, b"")

    def test_is_1_where_safe_findings_remain(self, cli: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        """Check repairs nothing, so what a fix would repair remains."""
        folder = Folder(tmp_path / "in").fill({"a.txt": DAMAGE})
        done = cli("check", folder, "--glossary", glossary, cwd=tmp_path)
        assert b"[safe]" in done.out
        assert done.status == 1

    def test_is_1_where_unsafe_findings_remain(self, cli: Callable[..., Done], corpus: Path, glossary: Path) -> None:
        done = cli("check", corpus, "--glossary", glossary, "--output-format", "concise", cwd=corpus)
        assert b"[unsafe]" in done.out
        assert done.status == 1

    def test_is_0_with_exit_zero(self, cli: Callable[..., Done], corpus: Path, glossary: Path) -> None:
        done = cli("check", corpus, "--glossary", glossary, "--exit-zero", cwd=corpus)
        assert done.out
        assert done.status == 0

    def test_is_0_where_only_display_findings_remain(self, cli: Callable[..., Done], tmp_path: Path) -> None:
        """Two entries of one kind claim the alias: told, never counted, never applied."""
        (tmp_path / "g.yaml").write_text(DISPLAY_ONLY, encoding="utf-8")
        folder = Folder(tmp_path / "in").fill({"a.txt": b"The bridge at Zarrabat was closed.\n"})
        done = cli("check", folder, "--glossary", tmp_path / "g.yaml", "--output-format", "jsonl", cwd=tmp_path)
        assert [(f["text"], f["applicability"]) for f in done.lines] == [("Zarrabat", "display")]
        assert done.status == 0

    def test_is_2_for_trouble_even_with_exit_zero(self, cli: Callable[..., Done], corpus: Path, glossary: Path) -> None:
        (corpus / "bad.jsonl").write_bytes(b'{"text": oops}\n')
        done = cli("check", corpus, "--glossary", glossary, "--exit-zero", cwd=corpus)
        done.complains_once_of("bad.jsonl")
        assert done.status == 2

    @pytest.mark.parametrize(
        "arguments",
        [[], ["--frobnicate"], [".", "--jobs", "0"], [".", "--jobs", "many"], [".", "--output-format", "xml"]],
        ids=lambda a: " ".join(a) or "no path",
    )
    def test_is_2_for_wrong_usage(self, call: Callable[..., Done], tmp_path: Path, arguments: list[str]) -> None:
        done = call("check", *arguments, cwd=tmp_path)
        assert done.status == 2
        assert done.err.strip()
        assert done.out == b""


def test_writes_nothing(cli: Callable[..., Done], corpus: Path, glossary: Path) -> None:
    cli("check", ".", "--glossary", glossary, cwd=corpus)
    assert read(corpus, journal=True) == CORPUS


class TestFormats:
    @pytest.mark.parametrize(
        ("flags", "status"),
        [((), 1), (("--fail-on", "safe"), 0), (("--fail-on", "unsafe"), 1), (("--fail-on", "never"), 0)],
    )
    def test_what_fails(
        self, call: Callable[..., Done], glossary: Path, tmp_path: Path, flags: tuple[str, ...], status: int
    ) -> None:
        """An acronym without its proof is unsafe; a listed name beside it is safe."""
        unsafe = b"The FNR said so on Monday. The road to Panjshir is open.\n"
        Folder(tmp_path / "in").fill({"a.txt": unsafe})
        assert call("check", "in", "-g", glossary, *flags, cwd=tmp_path).status == status
        assert call("check", "-", "-g", glossary, *flags, cwd=tmp_path, stdin=unsafe).status == status
        assert call("fix", "in", "-o", "out", "-g", glossary, *flags, cwd=tmp_path).status == status
        Folder(tmp_path / "in").fill({"a.txt": b"The road to Panchir is open.\n"})
        assert call("check", "in", "-g", glossary, *flags, cwd=tmp_path).status == int("never" not in flags)

    @pytest.mark.parametrize("name", ["full", "concise", "jsonl", "sarif", "github"])
    def test_snapshot(
        self,
        call: Callable[..., Done],
        corpus: Path,
        glossary: Path,
        snapshot: Callable[[str, str], None],
        name: str,
    ) -> None:
        done = call("check", ".", "--glossary", glossary, "--output-format", name, cwd=corpus)
        snapshot(f"check-{name}.txt", done.text.replace(f'"{normalize.__version__}"', '"VERSION"'))

    def test_the_process_writes_what_the_function_writes(
        self, cli: Callable[..., Done], call: Callable[..., Done], corpus: Path, glossary: Path
    ) -> None:
        """So that the cheaper tests of this folder count."""
        command = ("check", corpus, "--glossary", glossary, "--statistics")
        assert cli(*command, cwd=corpus) == call(*command, cwd=corpus)

    def test_jsonl_holds_the_contract(self, call: Callable[..., Done], corpus: Path, glossary: Path) -> None:
        (corpus / "bom.txt").write_bytes("\ufeffÀ bas: the 😀 Panchir\r\nroad".encode())
        done = call("check", corpus, "--glossary", glossary, "--output-format", "jsonl", cwd=corpus)
        findings = done.lines
        assert len(findings) >= 7
        for f in findings:
            assert list(f) == KEYS
            text = (corpus / f["path"]).read_bytes().decode("utf-8-sig")
            if f["path"].endswith(".jsonl"):
                text = json.loads(text.splitlines()[f["record"]])["text"]
            elif f["path"].endswith(".csv"):
                text = ["The Panchir, again", "plain"][f["record"]]
            else:
                assert f["record"] is None
            assert f["text"] == text[f["start"] : f["end"]] != ""
            assert f["category"] in CATEGORIES
            assert f["applicability"] in {"safe", "unsafe", "display"}
            assert 0 <= f["score"] <= 1
            assert isinstance(f["evidence"], dict)
            assert f["message"]
            assert f["lang"] is None or len(f["lang"]) == 2
        assert len({f["id"] for f in findings}) == len(findings)
        places = [(f["path"], f["record"] or 0, f["start"]) for f in findings]
        assert places == sorted(places)

    def test_ids_are_stable(self, cli: Callable[..., Done], corpus: Path, glossary: Path) -> None:
        """The same findings, whatever the hash seed and the number of workers; named in another way, the same ids."""
        first = cli("check", ".", "--glossary", glossary, "--output-format", "jsonl", "--jobs", "1", cwd=corpus)
        again = cli(
            *("check", ".", "--glossary", glossary, "--output-format", "jsonl", "--jobs", "3"),
            cwd=corpus,
            env={"PYTHONHASHSEED": "7"},
        )
        assert first.out == again.out != b""
        named = cli("check", corpus, "--glossary", glossary, "--output-format", "jsonl", cwd=corpus.parent)
        assert [f["id"] for f in named.lines] == [f["id"] for f in first.lines]
        assert all((corpus.parent / f["file"]).is_file() for f in named.lines)

    def test_statistics(
        self, call: Callable[..., Done], corpus: Path, glossary: Path, snapshot: Callable[[str, str], None]
    ) -> None:
        """The table goes to standard error; standard output stays what it is without it."""
        plain = call("check", corpus, "--glossary", glossary, cwd=corpus)
        done = call("check", corpus, "--glossary", glossary, "--statistics", cwd=corpus)
        assert done.out == plain.out
        snapshot("check-statistics.txt", done.err)

    def test_findings_for_display_are_one_row_a_kind(self, call: Callable[..., Done], tmp_path: Path) -> None:
        """The default report lists what can be repaired and counts the rest; JSON lines always have everything."""
        (tmp_path / "a.txt").write_text(
            "He must to go.\nThey did not gave notice.\nIt rose by the the river.\n", encoding="utf-8"
        )
        flags = ("check", ".", "--glossary", "none", "--output-format")
        short = call(*flags, "concise", cwd=tmp_path)
        long = call(*flags, "concise", "--show", "display", cwd=tmp_path)
        lines = call(*flags, "jsonl", cwd=tmp_path)
        shown = short.out.decode().splitlines()
        assert shown[0].startswith("a.txt:3:12: Q215 [safe]")
        assert shown[1:] == ["a.txt: Q280 [display] 2 excluded-by-grammar: 'must to go', 'did not gave' (lines 1, 2)"]
        assert len(long.out.splitlines()) == len(lines.out.splitlines()) == 3
        assert "1 safe finding, 2 display findings (--show display lists these)" in str(short.err)
        assert "lists these" not in str(long.err)

    def test_control_characters_of_a_text_do_not_reach_the_terminal(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        (tmp_path / "a.txt").write_bytes(b"\x1b[2J The Panchir \x1b]0;x\x07 [bold]Valley[/bold]\n")
        for name in ("full", "concise"):
            done = call("check", "a.txt", "--glossary", glossary, "--output-format", name, cwd=tmp_path)
            assert not {0x1B, 0x07} & set(done.out)
        assert b"[bold]" in call("check", "a.txt", "--glossary", glossary, cwd=tmp_path).out


class TestSelection:
    @pytest.mark.parametrize(
        ("options", "codes"),
        [
            (["--select", "N301"], {"N301"}),
            (["--select", "N31"], {"N310"}),
            (["--select", "n301, N310"], {"N301", "N310"}),
            (["--ignore", "N301"], {"N310"}),
            (["--select", "N", "--ignore", "N31"], {"N301"}),
            (["--ignore", "N"], set()),
        ],
        ids=lambda given: given if isinstance(given, str) else " ".join(sorted(given)),
    )
    def test_select_and_ignore(
        self, call: Callable[..., Done], corpus: Path, glossary: Path, options: list[str], codes: set[str]
    ) -> None:
        done = call("check", corpus, "--glossary", glossary, "--output-format", "jsonl", *options, cwd=corpus)
        assert {f["rule"] for f in done.lines} == codes

    @pytest.mark.parametrize("option", ["--select", "--ignore"])
    def test_an_unknown_code_is_an_error(
        self, call: Callable[..., Done], corpus: Path, glossary: Path, option: str
    ) -> None:
        done = call("check", corpus, "--glossary", glossary, option, "N301,Z999", cwd=corpus)
        done.complains_once_of("Z999")
        assert (done.status, done.out) == (2, b"")

    @pytest.mark.parametrize(
        ("patterns", "left"),
        [
            (["*.txt"], {"c.jsonl", "d.csv"}),
            (["/a.txt", "*.csv"], {"c.jsonl"}),
            (["*", "!d.csv"], {"d.csv"}),
            (["sub/"], {"a.txt", "c.jsonl", "d.csv"}),
        ],
        ids=lambda given: given if isinstance(given, str) else " ".join(sorted(given)),
    )
    def test_exclude_follows_gitignore(
        self, call: Callable[..., Done], corpus: Path, glossary: Path, patterns: list[str], left: set[str]
    ) -> None:
        options = [word for pattern in patterns for word in ("--exclude", pattern)]
        done = call("check", corpus, "--glossary", glossary, "--output-format", "jsonl", *options, cwd=corpus)
        assert {f["path"] for f in done.lines} == left


class TestTextField:
    def test_names_the_field(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        Folder(tmp_path).fill({"a.jsonl": b'{"body":"The Panchir","text":"x"}\n', "b.csv": b"body\nThe Panchir\n"})
        done = call(
            *("check", tmp_path, "-g", glossary, "--text-field", "body", "--output-format", "jsonl"), cwd=tmp_path
        )
        assert [f["path"] for f in done.lines] == ["a.jsonl", "b.csv"]

    def test_a_file_without_it_is_skipped_in_a_folder(
        self, call: Callable[..., Done], corpus: Path, glossary: Path
    ) -> None:
        (corpus / "other.csv").write_bytes(b"id,body\n1,The Panchir\n")
        done = call("check", corpus, "--glossary", glossary, "--output-format", "jsonl", cwd=corpus)
        assert [line for line in done.err.splitlines() if "other.csv" in line and line.startswith("warning:")]
        assert not done.errors
        assert {f["path"] for f in done.lines} == {"a.txt", "c.jsonl", "d.csv"}

    def test_a_file_without_it_is_an_error_when_named(
        self, call: Callable[..., Done], corpus: Path, glossary: Path
    ) -> None:
        (corpus / "other.csv").write_bytes(b"id,body\n1,The Panchir\n")
        done = call(
            *("check", corpus / "other.csv", corpus / "a.txt", "-g", glossary, "--output-format", "jsonl"), cwd=corpus
        )
        done.complains_once_of("other.csv")
        assert done.status == 2
        assert {f["path"] for f in done.lines} == {"a.txt"}


class TestConfiguration:
    """Defaults < file < environment < flags; an unknown key is an error."""

    def check(self, call: Callable[..., Done], cwd: Path, *more: str, **options: object) -> Done:
        return call("check", "news", "--output-format", "jsonl", *more, cwd=cwd, **options)

    def test_normalize_toml_is_found(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        (tmp_path / "normalize.toml").write_text(f'glossary = "{glossary}"\nselect = ["N310"]\n', encoding="utf-8")
        assert {f["rule"] for f in self.check(call, tmp_path).lines} == {"N310"}

    def test_pyproject_is_found(self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path) -> None:
        text = f'[project]\nname = "x"\n[tool.normalize]\nglossary = ["{glossary}"]\nignore = ["N310"]\n'
        (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
        assert {f["rule"] for f in self.check(call, tmp_path).lines} == {"N301"}

    def test_a_named_file_wins_over_one_that_lies_there(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        (tmp_path / "normalize.toml").write_text('select = ["N310"]\n', encoding="utf-8")
        (tmp_path / "mine.toml").write_text('select = ["N301"]\n', encoding="utf-8")
        done = self.check(call, tmp_path, "--glossary", str(glossary), "--config", "mine.toml")
        assert {f["rule"] for f in done.lines} == {"N301"}

    def test_the_environment_wins_over_the_file_and_flags_over_both(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        (tmp_path / "normalize.toml").write_text('select = ["L"]\n', encoding="utf-8")
        env = {"NORMALIZE_GLOSSARY": str(glossary), "NORMALIZE_SELECT": "N301, N310"}
        assert {f["rule"] for f in self.check(call, tmp_path, env=env).lines} == {"N301", "N310"}
        assert {f["rule"] for f in self.check(call, tmp_path, "--select", "N310", env=env).lines} == {"N310"}

    def test_the_environment_reaches_a_process(self, cli: Callable[..., Done], corpus: Path, glossary: Path) -> None:
        env = {"NORMALIZE_GLOSSARY": str(glossary), "NORMALIZE_EXCLUDE": "*.txt,*.jsonl"}
        done = cli("check", corpus, "--output-format", "jsonl", cwd=corpus, env=env)
        assert [f["path"] for f in done.lines] == ["d.csv"]

    @pytest.mark.parametrize(
        ("name", "text", "told"),
        [
            ("normalize.toml", "colour = 1\n", "colour"),
            ("pyproject.toml", "[tool.normalize]\ncolour = 1\n", "colour"),
            ("normalize.toml", "select = 3\n", "select"),
            ("normalize.toml", "unsafe = 'yes'\n", "unsafe"),
            ("normalize.toml", "not toml\n", "line 1"),
            ("normalize.toml", 'select = ["Z9"]\n', "Z9"),
            ("normalize.toml", 'target = "english"\n', "english"),
            pytest.param(
                *("pyproject.toml", "[tool]\nnormalize = 3\n", "normalize"),
            ),
        ],
        ids=["unknown", "unknown-pyproject", "type", "boolean", "syntax", "code", "target", "no-table"],
    )
    def test_a_wrong_file_is_an_error(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, name: str, text: str, told: str
    ) -> None:
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = self.check(call, tmp_path)
        assert (done.status, done.out, len(done.errors)) == (2, b"", 1)
        assert told in done.err

    def test_a_missing_file_is_an_error(self, call: Callable[..., Done], corpus: Path, tmp_path: Path) -> None:
        done = self.check(call, tmp_path, "--config", "nowhere.toml")
        done.complains_once_of("nowhere.toml")
        assert done.status == 2

    def test_a_wrong_value_in_the_environment_is_an_error(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path
    ) -> None:
        done = self.check(call, tmp_path, env={"NORMALIZE_UNSAFE": "perhaps"})
        done.complains_once_of("NORMALIZE_UNSAFE")
        assert done.status == 2

    @pytest.mark.parametrize(
        "target",
        [
            *("english", "e", "e1", "", "éé"),
            pytest.param("qq"),
        ],
    )
    def test_a_wrong_target_is_an_error(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path, target: str
    ) -> None:
        """`qq` has the shape of a code and is none."""
        done = self.check(call, tmp_path, "--glossary", str(glossary), "--target", target)
        assert (done.status, done.out, len(done.errors)) == (2, b"", 1)
        assert repr(target) in done.err


class TestShippedGlossaries:
    def test_are_the_default(self, cli: Callable[..., Done], tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"Fighting in the Panchir Valley, said President Vladimir Poutine.\n")
        done = cli("check", "a.txt", "--output-format", "jsonl", cwd=tmp_path)
        assert {"Panchir", "Vladimir Poutine"} <= {f["text"] for f in done.lines}

    def test_one_goes_by_its_bare_name(self, call: Callable[..., Done], tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"Fighting in the Panchir Valley, said President Vladimir Poutine.\n")
        done = call("check", "a.txt", "-g", "leaders", "--output-format", "jsonl", cwd=tmp_path)
        assert [f["text"] for f in done.lines] == ["Vladimir Poutine"]

    def test_a_user_overrides_a_canonical_form(self, call: Callable[..., Done], tmp_path: Path) -> None:
        """An entry of one's own with the same id, after `shipped`."""
        (tmp_path / "mine.yaml").write_text(
            "entries:\n  - {id: sergei-lavrov, canonical: Sergey Lavrov, kind: person}\n", encoding="utf-8"
        )
        (tmp_path / "a.txt").write_bytes("Minister Sergueï Lavrov arrived.\n".encode())
        command = ("check", "a.txt", "--output-format", "jsonl", "-g", "shipped")
        [before] = call(*command, cwd=tmp_path).lines
        [after] = call(*command, "-g", "mine.yaml", cwd=tmp_path).lines
        assert (before["replacement"], after["replacement"]) == ("Sergei Lavrov", "Sergey Lavrov")
