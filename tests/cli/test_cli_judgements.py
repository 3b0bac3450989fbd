"""Judgements on the command line: where they are found, what each command does with them, lists and merges."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cli_support import Done, Folder, json_lines, manifest, read

from normalize.judgements import store
from normalize.judgements.judgement import Judgement, Scope, Verdict
from normalize.review.steps import last_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = b"The road to Pandjchir, and Panjshir.\n"
REPAIRED = b"The road to Panjshir, and Panjshir.\n"


def said(scope: Scope, verdict: Verdict = Verdict.REJECT, **more: Any) -> Judgement:
    return Judgement(verdict, "N301", "Pandjchir", "Panjshir", "panjshir", scope, **more)


NO = said(Scope.always())


@pytest.fixture
def run(call: Callable[..., Done], tmp_path: Path, glossary: Path) -> Callable[..., Done]:
    """A command in the test's folder, with the small glossary and a folder `news` of one text."""
    Folder(tmp_path / "news").fill({"a.txt": TEXT})

    def command(*args: str | Path, stdin: bytes = b"", **env: str) -> Done:
        return call(
            *args, *(("-g", glossary) if args[0] in ("check", "fix") else ()), cwd=tmp_path, stdin=stdin, env=env
        )

    return command


class TestWhereTheyAre:
    """Beside the configuration, or where a flag, a setting or the environment says."""

    def test_in_the_working_folder(self, run: Callable[..., Done], tmp_path: Path) -> None:
        store.append(tmp_path / "judgements.jsonl", [NO])
        assert run("fix", "-", stdin=TEXT).out == TEXT
        assert run("fix", "-", "--judgements", "none", stdin=TEXT).out == REPAIRED

    def test_beside_the_configuration(self, run: Callable[..., Done], tmp_path: Path) -> None:
        Folder(tmp_path / "project").fill({"normalize.toml": b""})
        store.append(tmp_path / "project/judgements.jsonl", [NO])
        assert run("fix", "-", stdin=TEXT).out == REPAIRED
        assert run("fix", "-", "--config", "project/normalize.toml", stdin=TEXT).out == TEXT

    @pytest.mark.parametrize("how", ["flag", "setting", "environment"])
    def test_named(self, how: str, run: Callable[..., Done], tmp_path: Path) -> None:
        store.append(tmp_path / "said.jsonl", [NO])
        if how == "setting":
            (tmp_path / "normalize.toml").write_text('judgements = "said.jsonl"\n')
        env = {"NORMALIZE_JUDGEMENTS": "said.jsonl"} if how == "environment" else {}
        flags = ("--judgements", "said.jsonl") if how == "flag" else ()
        assert run("fix", "-", *flags, stdin=TEXT, **env).out == TEXT

    @pytest.mark.parametrize("flags", [(), ("--judgements", "none"), ("--judgements", "said.jsonl")])
    def test_they_are_never_read_as_texts(
        self, flags: tuple[str, ...], run: Callable[..., Done], tmp_path: Path
    ) -> None:
        for name in ("judgements.jsonl", "said.jsonl") if "said.jsonl" in flags else ("judgements.jsonl",):
            store.append(tmp_path / name, [NO])
        assert not [line for line in run("check", ".", *flags).text.splitlines() if ".jsonl" in line]
        run("fix", ".", "-o", "out", *flags)
        assert set(read(tmp_path / "out")) == {"news/a.txt"}

    def test_a_file_that_is_not_there(self, run: Callable[..., Done]) -> None:
        done = run("check", "news", "--judgements", "said.jsonl")
        done.complains_once_of("said.jsonl")
        assert done.status == 2

    def test_a_bad_line_is_named(self, run: Callable[..., Done], tmp_path: Path) -> None:
        (tmp_path / "judgements.jsonl").write_bytes(store.dump([NO]) + b"<<<<<<< mine\n")
        done = run("check", "news")
        done.complains_once_of("judgements.jsonl:2")
        assert done.status == 2


class TestWhatTheyDo:
    def test_check_counts_a_rejected_finding_no_more(self, run: Callable[..., Done], tmp_path: Path) -> None:
        assert run("check", "news").status == 1
        store.append(tmp_path / "judgements.jsonl", [NO])
        done = run("check", "news", "--output-format", "jsonl")
        assert done.status == 0
        (line,) = done.lines
        assert (line["applicability"], line["evidence"]["judgement"]["was"]) == ("display", "safe")

    def test_fix_names_a_fix_that_was_rejected(self, run: Callable[..., Done], tmp_path: Path) -> None:
        store.append(tmp_path / "judgements.jsonl", [said(Scope.always(), who="Ada", why="as quoted")])
        done = run("fix", "news", "-o", "out")
        assert "1 safe fix not made (was rejected before)" in done.err
        assert read(tmp_path / "out") == {"a.txt": TEXT}
        (line,) = json_lines(tmp_path / "out/.normalize/0001/findings.jsonl")
        told = run("why", line["id"], "--run", "out").text
        assert "not applied: it was rejected before" in told
        assert "rejected (always) by Ada: as quoted; it was safe before" in told

    def test_an_edit_is_told(self, run: Callable[..., Done], tmp_path: Path) -> None:
        store.append(tmp_path / "judgements.jsonl", [said(Scope.always(), Verdict.EDIT, put="Panjsher")])
        run("fix", "news", "-o", "out")
        assert read(tmp_path / "out") == {"a.txt": TEXT.replace(b"Pandjchir", b"Panjsher")}
        (line,) = json_lines(tmp_path / "out/.normalize/0001/edits.jsonl")
        assert "edited (always); it was safe before, “Panjshir” was proposed" in run("why", line["id"]).text
        assert run("undo", "out").status == 0
        assert read(tmp_path / "out") == {"a.txt": TEXT}

    def test_the_file_itself_is_no_part_of_the_corpus(self, run: Callable[..., Done], tmp_path: Path) -> None:
        """Its pairs stand in a field that is called `text`, too."""
        store.append(tmp_path / "judgements.jsonl", [NO])
        assert run("check", ".", "--statistics").status == 0
        assert "1 file, 6 words" in run("check", ".").err

    def test_an_accepted_fix_that_the_encoding_cannot_hold(self, run: Callable[..., Done], tmp_path: Path) -> None:
        (tmp_path / "news/a.txt").write_bytes("Café: the road to Pandjchir, and Panjshir, déjà vu.".encode("cp1252"))
        store.append(tmp_path / "judgements.jsonl", [said(Scope.always(), Verdict.EDIT, put="Панджшер")])
        assert "1 safe fix not made (needs letters" in run("fix", "news", "-o", "out").err

    def test_a_diff_shows_them(self, run: Callable[..., Done], tmp_path: Path) -> None:
        store.append(tmp_path / "judgements.jsonl", [NO])
        assert run("fix", "news", "--diff").out == b""


class TestCorpus:
    """A corpus is called as its folder, or as the setting says, on whatever machine."""

    @pytest.mark.parametrize(
        ("name", "flags", "holds"),
        [
            ("news", (), True),
            ("olds", (), False),
            ("news", ("--corpus", "olds"), False),
            ("olds", ("--corpus", "olds"), True),
        ],
    )
    def test_its_name(
        self, name: str, flags: tuple[str, ...], holds: bool, run: Callable[..., Done], tmp_path: Path
    ) -> None:
        store.append(tmp_path / "judgements.jsonl", [said(Scope.of_corpus(name))])
        for path in ("news", "./news/", "news/a.txt", tmp_path / "news"):
            assert run("check", path, *flags).status == (0 if holds else 1)

    def test_clean_copies_are_the_same_corpus(self, run: Callable[..., Done], tmp_path: Path) -> None:
        """So a second run changes nothing, whatever the output folder is called."""
        store.append(tmp_path / "judgements.jsonl", [said(Scope.of_corpus("news"))])
        run("fix", "news", "-o", "out")
        assert manifest(tmp_path / "out")["configuration"]["corpus"] == "news"
        run("fix", "out", "-o", "twice")
        assert read(tmp_path / "twice") == read(tmp_path / "out") == {"a.txt": TEXT}

    def test_several_folders_are_one(self, run: Callable[..., Done], tmp_path: Path) -> None:
        Folder(tmp_path / "more").fill({"b.txt": TEXT})
        store.append(tmp_path / "judgements.jsonl", [said(Scope.of_corpus("more+news"))])
        assert run("check", "news", "more").status == run("check", "more", "news").status == 0

    def test_a_stream_has_one_only_if_it_is_named(self, run: Callable[..., Done], tmp_path: Path) -> None:
        store.append(tmp_path / "judgements.jsonl", [said(Scope.of_corpus("wire"))])
        assert run("fix", "-", stdin=TEXT).out == REPAIRED
        assert run("fix", "-", "--corpus", "wire", stdin=TEXT).out == TEXT

    def test_a_stream_is_the_document_of_the_path_that_streams_have(
        self, run: Callable[..., Done], tmp_path: Path
    ) -> None:
        records = b"".join(json.dumps({"text": TEXT.decode()}).encode() + b"\n" for _ in range(3))
        store.append(tmp_path / "judgements.jsonl", [said(Scope.of_document("-", 1))])
        lines = [json.loads(line)["text"].encode() for line in run("fix", "-", stdin=records).out.splitlines()]
        assert lines == [REPAIRED, TEXT, REPAIRED]
        assert run("check", "news").status == 1


class TestUndo:
    def test_a_rejection_goes_where_the_judgements_of_the_run_are(
        self, run: Callable[..., Done], tmp_path: Path
    ) -> None:
        store.append(tmp_path / "judgements.jsonl", [said(Scope.of_corpus("another"))])
        run("fix", "news", "-o", "out")
        (edit,) = json_lines(tmp_path / "out/.normalize/0001/edits.jsonl")
        done = run("undo", "out", "--edit", edit["id"], "--who", "Ada", "--why", "as quoted")
        assert "1 edit taken back in 1 file; 1 rejection remembered" in done.err
        *_, rejected = store.read(tmp_path / "judgements.jsonl")
        assert (rejected.verdict, rejected.text, rejected.who, rejected.why) == (
            Verdict.REJECT,
            "Pandjchir",
            "Ada",
            "as quoted",
        )
        scope = rejected.scope
        assert (scope.corpus, scope.path, scope.start, scope.before, scope.behind) == (
            "news",
            "a.txt",
            12,
            "The road to ",
            ", and Panjshir.\n",
        )
        assert run("check", "news").status == 0

    def test_two_within_a_second_are_two_steps(self, run: Callable[..., Done], tmp_path: Path) -> None:
        Folder(tmp_path / "news").fill({"a.txt": TEXT, "b.txt": TEXT})
        run("fix", "news", "-o", "out")
        first, second = json_lines(tmp_path / "out/.normalize/0001/edits.jsonl")
        for edit in (first, second):
            assert run("undo", "out", "--edit", edit["id"], "--judgements", "judgements.jsonl").status == 0
        known = store.read(tmp_path / "judgements.jsonl")
        assert last_of(known) == known[1:]

    @pytest.mark.parametrize("remember", [(), ("--remember", "--scope", "corpus")])
    def test_a_rule_is_remembered_when_it_is_asked(
        self, remember: tuple[str, ...], run: Callable[..., Done], tmp_path: Path
    ) -> None:
        run("fix", "news", "-o", "out")
        run("undo", "out", "--rule", "N301", *remember, "--judgements", "judgements.jsonl")
        assert (tmp_path / "judgements.jsonl").exists() == bool(remember)
        assert run("check", "news").status == (0 if remember else 1)

    def test_a_whole_run_rejects_nothing(self, run: Callable[..., Done], tmp_path: Path) -> None:
        run("fix", "news", "-o", "out")
        run("undo", "out", "--judgements", "judgements.jsonl")
        assert not (tmp_path / "judgements.jsonl").exists()
        done = run("undo", "out", "--remember")
        assert done.status == 2
        assert "--remember goes with --rule" in done.err


class TestList:
    def test_those_that_count(self, run: Callable[..., Done], tmp_path: Path) -> None:
        store.append(
            tmp_path / "judgements.jsonl", [NO, said(Scope.of_corpus("news")), said(Scope.always(), Verdict.ACCEPT)]
        )
        assert run("judgements", "list").text.splitlines() == [
            "reject “Pandjchir” → “Panjshir” (N301, panjshir) in the corpus news",
            "accept “Pandjchir” → “Panjshir” (N301, panjshir) everywhere",
        ]
        only = run("judgements", "list", "judgements.jsonl", "--verdict", "accept", "--output-format", "jsonl")
        assert only.out == store.dump([said(Scope.always(), Verdict.ACCEPT)])

    def test_none_here(self, run: Callable[..., Done]) -> None:
        done = run("judgements", "list")
        assert done.status == 2
        assert "no judgements here" in done.err


class TestMerge:
    def test_two_files(self, run: Callable[..., Done], tmp_path: Path) -> None:
        store.append(tmp_path / "a.jsonl", [said(Scope.always(), when="2026-01-01T00:00:00Z")])
        other = said(Scope.of_corpus("news"), when="2026-01-02T00:00:00Z")
        store.append(tmp_path / "b.jsonl", [other])
        assert run("judgements", "merge", "a.jsonl", "b.jsonl", "-o", "all.jsonl").status == 0
        assert store.read(tmp_path / "all.jsonl") == [said(Scope.always(), when="2026-01-01T00:00:00Z"), other]

    def test_a_conflict_is_shown(self, run: Callable[..., Done], tmp_path: Path) -> None:
        store.append(tmp_path / "a.jsonl", [said(Scope.always(), who="Ada", when="2026-01-01T00:00:00Z")])
        later = said(Scope.always(), Verdict.ACCEPT, who="Ben", when="2026-01-02T00:00:00Z")
        store.append(tmp_path / "b.jsonl", [later])
        done = run("judgements", "merge", "a.jsonl", "b.jsonl", "-o", "-")
        assert done.status == 1
        assert "they disagree: a.jsonl: reject" in done.err
        assert "by Ada" in done.err
        assert done.out.splitlines(keepends=True)[-1] == store.dump([later])


def test_decisions_in_another_working_folder_are_named(
    run: Callable[..., Done], call: Callable[..., Done], tmp_path: Path, glossary: Path
) -> None:
    """A run from elsewhere into a folder about which people decided says that it does not follow them."""
    store.append(tmp_path / "judgements.jsonl", [NO])
    run("fix", "news", "-o", "out")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    words = ("fix", "../news", "-o", "../out", "-g", glossary)
    told = f"does not follow the decisions in {tmp_path / 'judgements.jsonl'}"
    assert told in call(*words, cwd=elsewhere).err
    for more in (["--judgements", "../judgements.jsonl"], ["--judgements", "none"]):
        assert "does not follow" not in call(*words, *more, cwd=elsewhere).err
    assert "does not follow" not in run("fix", "news", "-o", "out").err
