"""The smaller commands: why, rule, survey, match, glossary, and what the program says of itself."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_support import CORPUS, DAMAGE, Done, Folder, clean_environment, json_lines, manifest, read

import normalize
from normalize.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = ["check", "fix", "discover", "match", "review", "serve", "survey", "undo", "why", "rule", "glossary"]


class TestSelf:
    def test_version(self, cli: Callable[..., Done], tmp_path: Path) -> None:
        done = cli("--version", cwd=tmp_path)
        assert (done.status, done.text) == (0, f"normalize {normalize.__version__}\n")

    def test_the_installed_command_is_the_module(self, tmp_path: Path) -> None:
        program = Path(sys.executable).with_name("normalize")
        done = subprocess.run(
            [program, "--version"], cwd=tmp_path, env=clean_environment(), capture_output=True, check=True
        )
        assert done.stdout.decode() == f"normalize {normalize.__version__}\n"

    def test_help_lists_commands_and_completion(self, cli: Callable[..., Done], tmp_path: Path) -> None:
        done = cli("--help", cwd=tmp_path)
        assert done.status == 0
        assert "--install-completion" in done.text
        for command in COMMANDS:
            assert re.search(rf"^  {command}\s+\w", done.text, re.MULTILINE), command

    @pytest.mark.parametrize("command", [*COMMANDS, *(f"glossary {c}" for c in ("list", "lint", "test", "match"))])
    def test_help_of_each_command(self, call: Callable[..., Done], tmp_path: Path, command: str) -> None:
        done = call(*command.split(), "--help", cwd=tmp_path)
        assert (done.status, done.err) == (0, "")
        assert re.match(rf"Usage: .* {command} ", done.text)
        assert len(done.text) > 100

    @pytest.mark.parametrize("command", ["check", "fix", "discover", "match", "serve", "survey"])
    def test_every_option_is_explained(self, call: Callable[..., Done], tmp_path: Path, command: str) -> None:
        text = call(command, "--help", cwd=tmp_path).text
        options = text.partition("Options:")[2]
        for entry in re.split(r"\n  (?=-)", options)[1:]:
            assert re.search(r"\s{2,}[A-Z`]\w*", entry), f"no explanation: {entry!r}"

    @pytest.mark.parametrize("arguments", [[], ["glossary"]])
    def test_no_command_is_answered_by_the_help(
        self, call: Callable[..., Done], tmp_path: Path, arguments: list[str]
    ) -> None:
        done = call(*arguments, cwd=tmp_path)
        assert (done.status, done.out) == (2, b"")
        assert done.err.startswith("Usage: ")
        assert "Commands:" in done.err

    @pytest.mark.parametrize(
        ("command", "told", "of"),
        [
            ("frobnicate", "no such command 'frobnicate'", ""),
            ("--frobnicate", "no such option: --frobnicate", ""),
            ("why", "missing argument 'EDIT_ID'", " why"),
            ("undo", "missing argument 'RUN'", " undo"),
            ("check", "missing argument 'paths'", " check"),
            ("check a --jobz 2", "no such option: --jobz; did you mean --jobs?", " check"),
            ("check a --jobs 0", "invalid value for '--jobs' / '-j': 0 is not in the range x>=1", " check"),
            ("check a --show all", "invalid value for '--show': 'all' is not one of 'fixes', 'display'", " check"),
            ("glossary lint --target", "option '--target' requires an argument", " glossary"),
            ("glossary frobnicate", "no such command 'frobnicate'", " glossary"),
            ("glossary lint --hard", "no such option: --hard", " glossary lint"),
            ("undo a b", "got unexpected extra argument", " undo"),
        ],
    )
    def test_wrong_usage_is_told_in_a_line(
        self, call: Callable[..., Done], tmp_path: Path, command: str, told: str, of: str
    ) -> None:
        done = call(*command.split(), cwd=tmp_path)
        assert (done.status, done.out, done.err.count("\n")) == (2, b"", 1)
        assert done.err.startswith(f"error: {told}")
        assert done.err.endswith(f" `normalize{of} --help` tells what there is\n")


class TestWhy:
    @pytest.fixture
    def out(self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path) -> Path:
        """The output folder of a run."""
        call("fix", "news", "-o", "out", "-g", glossary, cwd=tmp_path)
        return tmp_path / "out"

    def lines(self, out: Path, name: str = "edits") -> dict[str, dict[str, Any]]:
        """Findings or edits by their text."""
        return {e["text"]: e for e in json_lines(out / f".normalize/0001/{name}.jsonl")}

    def test_explains_an_edit(
        self, cli: Callable[..., Done], out: Path, tmp_path: Path, snapshot: Callable[[str, str], None]
    ) -> None:
        edit = self.lines(out)["Ahmed Massoud"]
        done = cli("why", edit["id"][:6], cwd=tmp_path)
        assert done.status == 0
        text = done.text.replace(str(tmp_path), "FOLDER")
        text = re.sub(r"(?m)^(  versions\s+).*$", r"\1…", text)
        snapshot("why.txt", text)

    def test_names_the_version_that_made_it_and_all_on_request(
        self, call: Callable[..., Done], out: Path, tmp_path: Path
    ) -> None:
        edit, versions = self.lines(out)["Ahmed Massoud"]["id"], manifest(out)["versions"]
        told = f"  versions    normalize {versions['normalize']} ({len(versions) - 1} more: --verbose)\n"
        assert told in call("why", edit, cwd=tmp_path).text
        every = call("why", edit, "--verbose", cwd=tmp_path).text
        assert ", ".join(f"{name} {version}" for name, version in versions.items()) + "\n" in every

    def test_explains_a_finding_that_was_not_applied(
        self, call: Callable[..., Done], out: Path, tmp_path: Path
    ) -> None:
        finding = next(f for f in json_lines(out / ".normalize/0001/findings.jsonl") if f["applicability"] == "unsafe")
        done = call("why", finding["id"], cwd=tmp_path)
        assert "not applied" in done.text

    def test_tells_of_an_undo(self, call: Callable[..., Done], out: Path, tmp_path: Path) -> None:
        edit = self.lines(out)["Ahmed Massoud"]
        call("undo", "out", "--edit", edit["id"], cwd=tmp_path)
        assert "taken back" in call("why", edit["id"], cwd=tmp_path).text

    def test_shows_the_line_as_long_as_the_original_can_be_had(
        self, call: Callable[..., Done], out: Path, tmp_path: Path
    ) -> None:
        edit = self.lines(out)["Ahmed Massoud"]
        line = "Ahmed Massoud leads the National Resistance Front (FNR)."
        (tmp_path / "news/a.txt").unlink()
        assert line in call("why", edit["id"], cwd=tmp_path).text  # rebuilt from the clean copy
        (out / "a.txt").write_bytes(b"Something else.\n")
        done = call("why", edit["id"], cwd=tmp_path)
        assert (done.status, line in done.text) == (0, False)
        assert "the original is gone or changed" in done.text

    def test_a_finding_in_a_record(self, call: Callable[..., Done], out: Path, tmp_path: Path) -> None:
        edit = self.lines(out)["Pandjchir"]
        done = call("why", edit["id"][:8], cwd=tmp_path)
        assert "news/c.jsonl, record 1, text, line 1, column 11\n              A road to Pandjchir.\n" in done.text

    def test_from_elsewhere_with_the_run(
        self, call: Callable[..., Done], out: Path, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        edit = self.lines(out)["Ahmed Massoud"]
        elsewhere = tmp_path_factory.mktemp("elsewhere")
        assert call("why", edit["id"], cwd=elsewhere).status == 2
        for run in (out, out / ".normalize", out / ".normalize/0001"):
            assert call("why", edit["id"], "--run", run, cwd=elsewhere).status == 0

    def test_of_an_unknown_id(self, call: Callable[..., Done], out: Path, tmp_path: Path) -> None:
        done = call("why", "0123456789ab", cwd=tmp_path)
        done.complains_once_of("0123456789ab")
        assert (done.status, done.out) == (2, b"")


class TestRule:
    def test_one(self, cli: Callable[..., Done], tmp_path: Path, snapshot: Callable[[str, str], None]) -> None:
        done = cli("rule", "N301", cwd=tmp_path)
        assert done.status == 0
        snapshot("rule-N301.txt", done.text)

    @pytest.mark.parametrize("name", ["n301", "listed-variant"])
    def test_by_other_names(self, call: Callable[..., Done], tmp_path: Path, name: str) -> None:
        assert call("rule", name, cwd=tmp_path).text == call("rule", "N301", cwd=tmp_path).text

    def test_list(self, call: Callable[..., Done], tmp_path: Path) -> None:
        text = call("rule", cwd=tmp_path).text
        assert {rule.code for rule in all_rules()} <= set(text.split())

    def test_all(self, call: Callable[..., Done], tmp_path: Path) -> None:
        """What it finds, why it matters, an example: for each rule."""
        text = call("rule", "--all", cwd=tmp_path).text
        parts = re.split(r"(?m)^## ", text)[1:]
        assert [part.split()[0] for part in parts] == [rule.code for rule in all_rules()]
        for part in parts:
            for heading in ("What it finds", "Why it matters", "Applied", "Example", "Stays", "Category"):
                assert heading in part

    def test_unknown(self, call: Callable[..., Done], tmp_path: Path) -> None:
        done = call("rule", "Z999", cwd=tmp_path)
        done.complains_once_of("Z999")
        assert done.status == 2


class TestSurvey:
    def test_freezes_the_evidence(
        self, cli: Callable[..., Done], call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        """With the profile of a folder, one file of it is judged as within that folder; without, alone."""
        Folder(tmp_path / "news").fill(
            {
                "a.txt": b"The anti-Taliban front met. Many anti-Taliban groups came.\n",
                "b.txt": b"An anti-Italiban rally.\n",
            }
        )
        done = cli("survey", "news", "-o", "profile.json", cwd=tmp_path)
        assert (done.status, done.out) == (0, b"")
        check = ("check", "news/b.txt", "-g", glossary, "--output-format", "jsonl")
        assert call(*check, cwd=tmp_path).lines == []
        with_profile = call(*check, "--profile", "profile.json", cwd=tmp_path).lines
        assert with_profile == call("check", "news", *check[2:], cwd=tmp_path).lines
        assert [f["replacement"] for f in with_profile] == ["anti-Taliban"]
        fix = ("fix", "-", "-g", glossary, "--profile", "profile.json")
        assert call(*fix, cwd=tmp_path, stdin=b"An anti-Italiban rally.").out == b"An anti-Taliban rally."

    def test_has_the_same_bytes_whatever_the_workers(
        self, cli: Callable[..., Done], call: Callable[..., Done], corpus: Path, tmp_path: Path
    ) -> None:
        """Standard output or a file, one worker or two, one order or another."""
        names = sorted(str(corpus / n) for n in CORPUS)
        one = call("survey", *names, "-o", "-", cwd=tmp_path).out
        cli("survey", *reversed(names), "-o", "two.json", "--jobs", "2", cwd=tmp_path)
        assert (tmp_path / "two.json").read_bytes() == one
        assert json.loads(one)["documents"] == 7  # files, and records of record files

    def test_of_unreadable_files_is_2_and_counts_the_others(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path
    ) -> None:
        clean = call("survey", "news", "-o", "-", cwd=tmp_path).out
        (corpus / "bad.jsonl").write_bytes(b'{"text": oops}\n')
        done = call("survey", "news", "-o", "-", cwd=tmp_path)
        done.complains_once_of("bad.jsonl")
        assert (done.status, done.out) == (2, clean)

    @pytest.mark.parametrize("target", ["news", "news/a.txt/p.json"])
    def test_to_a_wrong_place(self, call: Callable[..., Done], corpus: Path, tmp_path: Path, target: str) -> None:
        done = call("survey", "news", "-o", target, cwd=tmp_path)
        assert (done.status, len(done.errors)) == (2, 1)
        assert read(corpus, journal=True) == CORPUS

    @pytest.mark.parametrize(
        "profile",
        [
            *('{"format":"other"}', "no json", "[]"),
            pytest.param(
                '{"format":"normalize-profile/1","documents":1,"words":{"a":"x"},"capitalised":{},"compounds":{},'
                '"definitions":[],"lines":{}}',
            ),
        ],
        ids=["format", "syntax", "type", "counts"],
    )
    def test_a_wrong_profile_is_an_error(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path, profile: str
    ) -> None:
        (tmp_path / "p.json").write_text(profile, encoding="utf-8")
        done = call("check", "news", "-g", glossary, "--profile", "p.json", cwd=tmp_path)
        done.complains_once_of("p.json")
        assert (done.status, done.out) == (2, b"")

    def test_a_wrong_profile_is_an_error_before_anything_is_written(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        (tmp_path / "p.json").write_text("no json", encoding="utf-8")
        assert call("fix", "news", "-o", "out", "-g", glossary, "--profile", "p.json", cwd=tmp_path).status == 2
        assert not (tmp_path / "out").exists()


class TestMatch:
    KEYS = ("query", "entry", "canonical", "score", "rule", "applicability", "runner_up")

    def test_prints_the_contract(self, cli: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        names = ["Panchir", "Ahmed Massoud", "", "Panjshir", "Ahmad Masood", "xyzzy", 'a "b" é']
        done = cli("match", "--glossary", glossary, cwd=tmp_path, stdin="\n".join(names).encode())
        assert done.status == 0
        assert [line["query"] for line in done.lines] == names
        for line in done.lines:
            assert tuple(line) == self.KEYS
            assert line["applicability"] in {"safe", "unsafe", "display"}
            assert 0 <= line["score"] <= 1
            runner_up = line["runner_up"]
            assert runner_up is None or set(runner_up) == {"entry", "score"}
            if line["entry"] is None:
                assert (line["canonical"], line["score"], line["applicability"]) == (None, 0, "display")
        by_name = {line["query"]: line for line in done.lines}
        assert (by_name["Panchir"]["entry"], by_name["Panchir"]["applicability"]) == ("panjshir", "safe")
        assert by_name["Ahmad Masood"]["canonical"] == "Ahmad Massoud"
        assert by_name[""]["entry"] is None

    @pytest.mark.parametrize("name", ["FNR", "NRF"])
    def test_matches_acronyms(self, call: Callable[..., Done], tmp_path: Path, glossary: Path, name: str) -> None:
        """The best candidate whatever its score; null only when there is none."""
        [line] = call("match", "-g", glossary, cwd=tmp_path, stdin=name.encode()).lines
        assert line["entry"] == "nrf"

    @pytest.mark.parametrize(
        ("data", "names"),
        [
            (b"", []),
            (b"\n", [""]),
            (b"a\nb", ["a", "b"]),
            (b"a\r\nb\r\n", ["a", "b"]),
            (b"\xef\xbb\xbfa\n", ["a"]),
            ("é\n".encode("utf-16"), ["é"]),
            ("a\u2028b\n".encode(), ["a\u2028b"]),
            (b"\xc3\xa9\xc3\xa9 \xff\n", ["éé \udcff"]),
        ],
        ids=["nothing", "empty-line", "no-final-newline", "crlf", "bom", "utf-16", "u2028", "bad-byte"],
    )
    def test_has_one_line_for_each_line(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path, data: bytes, names: list[str]
    ) -> None:
        done = call("match", "-g", glossary, cwd=tmp_path, stdin=data)
        assert (done.status, [line["query"] for line in done.lines]) == (0, names)

    def test_with_more_candidates(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        [line] = call("match", "-g", glossary, "--candidates", "3", cwd=tmp_path, stdin=b"Panchir").lines
        assert line["candidates"][0]["entry"] == line["entry"]

    def test_is_also_a_glossary_command(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        both = [
            call(*c, "-g", glossary, cwd=tmp_path, stdin=b"Panchir").out for c in (["match"], ["glossary", "match"])
        ]
        assert both[0] == both[1] != b""

    def test_with_the_shipped_glossaries(self, cli: Callable[..., Done], tmp_path: Path) -> None:
        [line] = cli("match", cwd=tmp_path, stdin=b"Vladimir Poutine\n").lines
        assert (line["entry"], line["canonical"], line["applicability"]) == ("vladimir-putin", "Vladimir Putin", "safe")


class TestGlossary:
    def test_list(self, cli: Callable[..., Done], tmp_path: Path) -> None:
        done = cli("glossary", "list", cwd=tmp_path)
        assert done.status == 0
        assert {"afghanistan", "leaders", "people/europe_east_and_balkans"} <= set(done.text.split())

    @pytest.mark.parametrize("name", ["panjshir", "Panjshir", "Panchir"])
    def test_show_by_the_id_and_by_any_form(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path, name: str
    ) -> None:
        done = call("glossary", "show", name, "-g", glossary, cwd=tmp_path)
        assert done.status == 0
        assert done.text.startswith("panjshir (place")

    def test_show_of_nothing(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        done = call("glossary", "show", "Ulm", "-g", glossary, cwd=tmp_path)
        assert (done.status, done.out) == (2, b"")
        assert "no entry has 'Ulm' for its id or a form in en" in done.err

    def test_list_of_a_file(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        assert re.search(r"^small\s+yes\s+3\s", call("glossary", "list", glossary, cwd=tmp_path).text, re.MULTILINE)

    def test_lint_of_a_good_file(self, cli: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        done = cli("glossary", "lint", glossary, cwd=tmp_path)
        assert done.status == 0
        assert "3 entries, 0 errors" in done.err

    @pytest.mark.parametrize("command", ["lint", "test"])
    def test_a_failing_example_is_2(self, call: Callable[..., Done], tmp_path: Path, command: str) -> None:
        (tmp_path / "g.yaml").write_text(
            "entries:\n  - {id: a, canonical: Panjshir, kind: place, aliases: [Panchir],\n"
            "     match: [the Panjchir], no_match: [the Panchir Valley]}\n",
            encoding="utf-8",
        )
        done = call("glossary", command, "g.yaml", cwd=tmp_path)
        assert done.status == 2
        assert [line for line in done.errors if "g.yaml:2" in line and "the Panchir Valley" in line]

    def test_lint_lists_what_is_ones_own_and_counts_what_ships(self, call: Callable[..., Done], tmp_path: Path) -> None:
        alone = call("glossary", "lint", "afghanistan", cwd=tmp_path)
        count = alone.err.count("warning: ")
        assert count > 0
        (tmp_path / "g.yaml").write_text(
            "entries:\n"
            "  - {id: z, canonical: Panjshir Province, kind: place, aliases: [Panjshir], related: [nobody]}\n",
            encoding="utf-8",
        )
        done = call("glossary", "lint", "afghanistan", "g.yaml", cwd=tmp_path)
        *warnings, last = done.err.splitlines()
        assert done.status == 0
        assert all(line.startswith("warning: g.yaml:2: ") for line in warnings)
        assert any("claimed by z and by panjshir" in line for line in warnings)
        assert any("'nobody'" in line for line in warnings)
        assert f"0 errors, {len(warnings)} warnings, {count} more warning" in last

    def test_conflicting_aliases_are_a_warning(self, call: Callable[..., Done], tmp_path: Path) -> None:
        (tmp_path / "g.yaml").write_text(
            "entries:\n  - {id: a, canonical: Sarabad, kind: place, aliases: [Zarrabat]}\n"
            "  - {id: b, canonical: Zarabad, kind: place, aliases: [Zarrabat]}\n",
            encoding="utf-8",
        )
        done = call("glossary", "lint", "g.yaml", cwd=tmp_path)
        assert (done.status, done.errors) == (0, [])
        assert [line for line in done.err.splitlines() if line.startswith("warning: g.yaml:") and "zarrabat" in line]
        assert "warning:" not in call("glossary", "lint", "g.yaml", "--quiet", cwd=tmp_path).err

    def test_csv(self, call: Callable[..., Done], tmp_path: Path) -> None:
        Folder(tmp_path).fill(
            {"g.csv": b"id,canonical,kind,lang,alias\npanjshir,Panjshir,place,fr,Panchir\n", "a.txt": DAMAGE}
        )
        assert call("glossary", "lint", "g.csv", cwd=tmp_path).status == 0
        [finding] = call("check", "a.txt", "-g", "g.csv", "--output-format", "jsonl", cwd=tmp_path).lines
        assert (finding["text"], finding["entry"], finding["lang"]) == ("Panchir", "panjshir", "fr")
