"""Proposals before anything is written, from a run, and from a run that followed judgements: the same questions."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import select
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from review_support import small
from rich.console import Console

from normalize.cli import app
from normalize.discovery.cluster import Cluster, Member, in_order
from normalize.discovery.draft import write_clusters
from normalize.errors import ConfigError, InputError, ServeError
from normalize.io.jsonlines import dump
from normalize.judgements import store
from normalize.judgements.judgement import Reach
from normalize.model import Applicability
from normalize.review.filters import Filter
from normalize.review.proposal_desk import Desk
from normalize.review.shown import CONTEXTS
from normalize.review.terminal import Terminal

NEWS = {
    "a.txt": "Some 15 thousand men of Kabul came.\nAnd 16 thousand women, and 15 thousand children.\n",
    "b.jsonl": '{"id":1,"text":"Nothing."}\n{"id":2,"title":"T","text":"Then 15 thousand\\u200b came."}\n',
}
ENGLISH = "The minister spoke on Monday in the capital of the country, and nobody there was surprised by what he said."
"""Fast: no glossary, and neither models nor lists of names are asked."""


def run(*arguments: str, keys: str = "") -> int | str | None:
    """The command in this process; ``keys`` are what is typed."""
    before = sys.stdin
    sys.stdin = io.StringIO(keys)
    try:
        return app.app([*arguments], standalone_mode=False)  # type: ignore[no-any-return]
    except SystemExit as stop:
        return stop.code
    finally:
        sys.stdin = before


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in NEWS.items():
        (tmp_path / "news").mkdir(exist_ok=True)
        (tmp_path / "news" / name).write_text(text, encoding="utf-8")
    return tmp_path


def fix() -> None:
    run("fix", "news", "-o", "clean", "-g", "none", "--no-translate", "--exit-zero", "-j", "1")


def shown(capsys: pytest.CaptureFixture[str], *arguments: str, keys: str) -> str:
    capsys.readouterr()
    assert run("review", *arguments, "--terminal", keys=keys) in (0, None)
    return capsys.readouterr().err


def questions(text: str) -> list[str]:
    """The lines of proposals, and those of their places, as a terminal shows them."""
    kept = (line for line in text.splitlines() if " → " in line or ".txt:" in line or ".jsonl:" in line)
    return [line.lstrip(" >") for line in kept]


def test_the_questions_are_the_same_before_and_after(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    direct = questions(shown(capsys, "news", "-g", "none", "--no-translate", "-j", "1", keys="sss"))
    assert direct[0] == "1. 15 thousand → 15,000"
    assert len(direct) > 5
    fix()
    of_run = questions(shown(capsys, "clean", keys="sss"))
    assert of_run == direct
    # An edit, a rejection and an acceptance later the questions are still those that were asked.
    told = shown(capsys, "clean", "--who", "a tester", keys="efifteen thousand\nr/\n")
    assert "“15 thousand” edited" in told
    fix()
    assert "fifteen thousand" in (home / "clean/a.txt").read_text(encoding="utf-8")
    assert "16 thousand" in (home / "clean/a.txt").read_text(encoding="utf-8")
    again = questions(shown(capsys, "clean", keys="/\nsss"))
    assert [line.split("  [")[0] for line in again if line.startswith("1. 15 th")] == ["1. 15 thousand → 15,000"]
    assert "[edit, corpus]" in shown(capsys, "clean", keys="/\n")


def test_the_next_command_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fix()
    told = shown(capsys, "clean", "--judgements", "mine.jsonl", keys="a")
    flags = "--glossary none --no-translate --judgements mine.jsonl"
    assert told.splitlines()[-1] == f"decisions are in mine.jsonl; then: normalize fix news --out clean {flags}"
    assert [judgement.text for judgement in store.read(home / "mine.jsonl")] == ["15 thousand"]


FAST = ("-g", "none", "--no-translate", "-j", "1")


def test_judgements_are_no_texts_to_review(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown(capsys, ".", *FAST, keys="a")
    shown(capsys, ".", "--judgements", "mine.jsonl", *FAST, keys="a")
    assert "judgements.jsonl" not in "".join(questions(shown(capsys, ".", *FAST, keys="/\nssss")))
    mine = shown(capsys, ".", "--judgements", "mine.jsonl", *FAST, keys="/\nssss")
    assert "mine.jsonl" not in "".join(questions(mine))


def test_judgements_are_nothing_to_review(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown(capsys, "news", *FAST, keys="a")
    with pytest.raises(ConfigError, match=r"judgements\.jsonl: holds decisions, .*`normalize judgements list "):
        run("review", "judgements.jsonl", "--terminal", *FAST)


def test_inputs_of_one_name_are_refused_as_by_fix(home: Path) -> None:
    (home / "old").mkdir()
    (home / "old/a.txt").write_text("Some 15 thousand men.\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"two inputs with one output name: news/a\.txt and old/a\.txt"):
        run("review", "news/a.txt", "old/a.txt", "--terminal", *FAST)


def test_files_that_cannot_be_read_make_the_exit_status(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("review", "news", "--terminal", *FAST, keys="s") in (0, None)
    (home / "news/c.jsonl").write_bytes(b'{"text": "fine"}\n{]\n')
    capsys.readouterr()
    assert run("review", "news", "--terminal", *FAST, keys="s") == 2
    assert "c.jsonl" in capsys.readouterr().err
    command = [sys.executable, "-m", "normalize", "review", "news", *FAST]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as page:
        assert page.stderr is not None
        assert any("#token=" in line for line in page.stderr)
        page.terminate()
        page.communicate()
    assert page.returncode == 2


def test_what_was_said_of_a_corpus_goes_on_in_the_next_command(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fix()
    assert " --corpus wire" in shown(capsys, "clean", "--corpus", "wire", keys="a").splitlines()[-1]
    told = shown(capsys, "news", "-g", "none", "--no-translate", "-j", "1", "--corpus", "wire", keys="a")
    assert told.endswith("normalize fix news --out clean --glossary none --no-translate --corpus wire\n")
    assert "--corpus" not in shown(capsys, "news", "-g", "none", "--no-translate", "-j", "1", keys="a").splitlines()[-1]


@pytest.mark.parametrize(("named", "corpus"), [((), "news"), (("--corpus", "wire"), "wire")])
def test_decisions_on_a_draft_reach_the_runs_over_its_corpus(
    home: Path, capsys: pytest.CaptureFixture[str], named: tuple[str, ...], corpus: str
) -> None:
    """The command that is told has what ships as well: a draft goes on top of it."""
    for name, form in (("c.txt", "Tchernihiv"), ("d.txt", "Chernihiv")):
        text = f"The siege of {form} went on. Shells fell in {form}, and a bridge in {form} is down. {form} waits.\n"
        (home / "news" / name).write_text(text, encoding="utf-8")
    run("discover", "news", "-g", "none", "-o", "draft.yaml", "-j", "1", *named)
    told = shown(capsys, "draft.yaml", keys="a")
    flags = "--glossary shipped --glossary draft.yaml" + " --corpus wire" * bool(named)
    assert told.endswith(f"then: normalize fix news --out clean {flags}\n")
    assert {one.scope.corpus for one in store.read(home / "judgements.jsonl")} == {corpus}
    assert "--glossary none --glossary draft.yaml" in shown(capsys, "draft.yaml", "-g", "none", keys="q")


def draft_of_records(home: Path) -> None:
    """A draft of a corpus of records whose text is in two fields."""
    text = "The siege of {0} went on. Shells fell in {0}, and a bridge in {0} is down. {0} waits."
    (home / "wire").mkdir()
    lines = [{"title": "A day.", "paragraphs": [text.format(form)]} for form in ("Tchernihiv", "Chernihiv")]
    (home / "wire/a.jsonl").write_bytes(b"".join(map(dump, lines)))
    run("discover", "wire", "-g", "none", "-o", "draft.yaml", "-j", "1", "--text-field", "title,paragraphs[]")


def test_the_fields_of_a_draft_go_on_in_the_next_command(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are those of its places, whoever gave them; a place of a record names its record."""
    draft_of_records(home)
    told = shown(capsys, "draft.yaml", keys="a")
    flags = "--glossary shipped --glossary draft.yaml --text-field 'paragraphs[]'"
    assert told.endswith(f"then: normalize fix wire --out clean {flags}\n")
    assert "a.jsonl, record 1: " in told
    assert "--text-field body" in shown(capsys, "draft.yaml", "--text-field", "body", keys="q")


def test_accepted_spellings_that_no_glossary_has_are_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The draft that has them is named, and the command that follows has it: pasted as it is, it follows them."""
    draft_of_records(home)
    shown(capsys, "draft.yaml", keys="a")
    records = (*FAST, "--text-field", "title,paragraphs[]")
    told = shown(capsys, "wire", *records, keys="q")
    flags = "--glossary shipped --glossary draft.yaml"
    assert f"warning: 1 accepted spelling of chernihiv will be followed only with {flags}" in told
    command = told.splitlines()[-1].partition("then: normalize ")[2]
    assert "--glossary none --glossary draft.yaml" in command
    assert "--text-field title --text-field 'paragraphs[]'" in command
    capsys.readouterr()
    run("fix", "wire", "--out", "clean", *records, "--exit-zero")
    assert f"1 accepted spelling of chernihiv will be followed only with {flags}" in capsys.readouterr().err
    assert "--glossary draft.yaml" in shown(capsys, "clean", keys="q").splitlines()[-1]
    run(*shlex.split(command), "-j", "1")
    assert "Tchernihiv" not in (home / "clean/a.jsonl").read_text(encoding="utf-8")
    with_draft = (*records, "-g", "draft.yaml")
    assert "will be followed only" not in shown(capsys, "wire", *with_draft, keys="q")
    assert "will be followed only" not in shown(capsys, "news", *FAST, keys="q")  # another corpus
    for path in home.glob("draft*"):
        path.unlink()
    assert "will not be followed: no glossary of this run has it" in shown(capsys, "wire", *records, keys="q")


def test_what_was_rejected_is_counted_as_that(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown(capsys, "news", *FAST, keys="r")
    capsys.readouterr()
    run("check", "news", *FAST, "--exit-zero")
    assert "rejected findings" in capsys.readouterr().err


def test_a_draft_whose_texts_are_gone_names_none(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft_of_records(home)
    (home / "wire").rename(home / "moved")
    assert "then: normalize fix PATHS --out clean " in shown(capsys, "draft.yaml", keys="q")


@pytest.mark.parametrize("subject", ["clean", "draft.yaml"])
def test_the_next_command_works_in_the_folder_that_it_is_told_in(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, subject: str
) -> None:
    """Wherever the run, or the draft, was made: texts, glossaries, decisions and copies are those of the review."""
    draft_of_records(home)
    run("fix", "wire", "-o", "clean", "-g", "draft.yaml", "--no-translate", "--text-field", "paragraphs[]", "-j", "1")
    (home / "elsewhere").mkdir()
    monkeypatch.chdir(home / "elsewhere")
    told = shown(capsys, f"../{subject}", *(("-g", "none") if subject == "draft.yaml" else ()), keys="q")
    command = shlex.split(told.splitlines()[-1].partition("then: normalize ")[2])
    assert command[:2] == ["fix", str(home / "wire")]
    assert str(home / "draft.yaml") in command
    capsys.readouterr()
    assert run(*command, "--no-translate", "-j", "1", "--exit-zero") in (0, None)
    assert "error" not in capsys.readouterr().err


def test_a_draft_beside_another_folder_names_its_texts_from_there(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_of_records(home)
    run("discover", "wire", "-g", "none", "-o", "drafts/new.yaml", "-j", "1", "--text-field", "paragraphs[]")
    assert '# discovered in: ["../wire"]\n' in (home / "drafts/new.yaml").read_text(encoding="utf-8")
    assert "then: normalize fix wire --out clean " in shown(capsys, "drafts/new.yaml", keys="q")
    monkeypatch.chdir(home / "drafts")
    assert f"then: normalize fix {home / 'wire'} --out clean " in shown(capsys, "new.yaml", keys="q")


def test_where_nothing_was_decided_no_file_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nothing is decided yet; then: normalize fix news " in shown(capsys, "news", *FAST, keys="q")
    assert "decisions are in judgements.jsonl; then: " in shown(capsys, "news", *FAST, keys="a")


def test_the_next_command_puts_no_corpus_into_the_folder_of_another(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft_of_records(home)
    fix()
    assert "fix wire --out clean-wire " in shown(capsys, "wire", *FAST, "--text-field", "title", keys="q")
    assert "fix wire --out clean-wire " in shown(capsys, "draft.yaml", keys="q")
    assert "fix news --out clean " in shown(capsys, "news", *FAST, keys="q")


def test_without_a_file_for_judgements_there_is_no_review(home: Path) -> None:
    with pytest.raises(Exception, match="needs a file to write to"):
        run("review", "news", "--terminal", "--judgements", "none", "-g", "none", "--no-translate", "-j", "1")


def test_without_the_extra_the_message_says_what_to_install(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("normalize.review.server", raising=False)
    for name in [name for name in sys.modules if name.startswith(("normalize.review.server", "normalize.web."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(ServeError, match=r"pip install 'normalize-news\[review\]', or use --terminal"):
        run("review", "news", "-g", "none", "--no-translate", "-j", "1")


def test_a_draft_in_the_terminal(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Split, merge, rename, accept, and all of it taken back."""
    forms = (Member("Panjshir", 9, 3, within=4), Member("Panchir", 3, 1), Member("Panshir", 2, 1))
    people = Cluster(
        "fahim-dashti", "Fahim Dashti", "person", "", (Member("Fahim Dashti", 4, 1), Member("F. Dashty", 2, 1))
    )
    write_clusters(home / "draft.yaml", in_order([Cluster("panjshir", "Panjshir", "place", "", forms), people]))
    draft = (home / "draft.yaml").read_bytes()
    told = shown(capsys, "draft.yaml", keys="q")
    assert "1 of 2. Panjshir" in told
    assert "18 mentions (4 within longer names), 5 to be written otherwise" in told
    told = shown(capsys, "draft.yaml", keys="nxtmPanchir\nePanjshir Valley\naduuuu/nothing\nq")
    for said in (
        "“Panchir” split off “Panjshir”",
        "“Panchir” merged into “Panjshir”",
        "“Panjshir”: “Panjshir Valley” is canonical",
        "“Panjshir Valley” accepted",
        "“Fahim Dashti” dropped from “Fahim Dashti”",
        "taken back: “Fahim Dashti” dropped",
        "nothing in this list",
    ):
        assert said in told
    told = shown(capsys, "draft.yaml", keys="wtwo men\nz?r")
    assert "w        a note" in told
    assert "“z” is no key here" in told
    assert {one.why for one in store.read(home / "judgements.jsonl")} == {"two men"}
    run("review", "draft.yaml", "--terminal", keys="u")
    run("review", "draft.yaml", "--terminal", keys="u")
    assert (home / "draft.yaml").read_bytes() == draft
    assert store.read(home / "judgements.jsonl") == []
    assert "no cluster has the form" in shown(capsys, "draft.yaml", keys="mKabul\nq")
    told = shown(capsys, "draft.yaml", keys="ndiq")
    assert "kept apart: Panchir (3 mentions; i takes it in): kept apart by a person" in told
    assert "“Panchir” taken into “Panjshir”" in told
    run("review", "draft.yaml", "--terminal", keys="uu")
    assert (home / "draft.yaml").read_bytes() == draft
    told = shown(capsys, "draft.yaml", keys="/a\naakaq")  # a search lists what is accepted, too
    assert "“Panjshir” accepted" in told
    assert "“Fahim Dashti” accepted" in told
    assert "“Panjshir” is accepted already; s goes on" in told
    run("review", "draft.yaml", "--terminal", keys="uu")
    assert "“Panjshir”: person" in shown(capsys, "draft.yaml", keys="yper\nq")
    assert "Panjshir, kind: person" in (home / "draft.yaml").read_text(encoding="utf-8")


def test_a_translation_is_shown_by_what_a_person_decides_by(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The translation, the service and what speaks for it; the rest is told by `why`, with a date in seconds."""
    (home / "normalize.toml").write_text('translator = "phrases"\n', encoding="utf-8")
    (home / "news" / "c.txt").write_text(f"{ENGLISH}\nLeer en español\n", encoding="utf-8")
    flags = ("-g", "none", "-j", "1", "--corpus", "news")
    told = shown(capsys, "news", *flags, "--select", "L", keys="/\na")
    lines = [line.strip() for line in told.splitlines()]
    assert "1. Leer en español → Read in Spanish" in lines
    assert {"service: phrases", "translation: a known phrase"} <= {*lines}
    assert [line for line in lines if line.startswith(("hash", "model", "score", "language score", "voices"))] == []
    run("fix", "news", "-o", "clean", *flags, "--exit-zero")
    lines = (home / "clean/.normalize/0001/edits.jsonl").read_text(encoding="utf-8").splitlines()
    (edit,) = (one for one in map(json.loads, lines) if one["rule"] == "L101")
    capsys.readouterr()
    run("why", edit["id"], "--run", "clean")
    why = capsys.readouterr().out
    assert re.search("^  hash +[0-9a-f]{64}$", why, re.MULTILINE)
    assert re.search(r"accepted \(corpus\) on [-0-9]+T\d\d:\d\d:\d\dZ;", why)
    run("judgements", "list")
    assert re.search(r", [-0-9]+T\d\d:\d\d:\d\dZ$", capsys.readouterr().out, re.MULTILINE)


class TestTerminal:
    @pytest.fixture
    def desk(self, tmp_path: Path) -> Desk:
        return small(tmp_path).desk()

    def typed(self, desk: Desk, keys: str, *lines: str) -> str:
        """What the terminal shows after some keys; ``lines`` are the answers to its questions."""
        out = io.StringIO()
        answers, letters = iter(lines), iter(keys)

        def next_of(items: Iterator[str]) -> Callable[[], str]:
            def answer() -> str:
                try:
                    return next(items)
                except StopIteration:
                    raise EOFError from None

            return answer

        console = Console(file=out, width=100)
        Terminal(desk, {}, console, next_of(letters), lambda _: next_of(answers)(), Filter()).run()
        return out.getvalue()

    def test_the_keys_are_those_of_the_page(self, desk: Desk) -> None:
        told = self.typed(desk, "asru3ke", "the valley")
        assert "“Panchir” accepted" in told
        assert "taken back: " in told

    def test_what_is_asked_of_one_place_is_asked_of_the_next(self, tmp_path: Path) -> None:
        """Places that are safe already are passed, and what is told is why the others are not."""
        corpus = small(tmp_path)
        places = [one for one in corpus.findings if one.text == "Panchir"]
        assert len(places) > 2
        first = replace(places[0], applicability=Applicability.SAFE, score=1.0, message="beside its valley")
        corpus.findings = [first, *(replace(one, score=1.0, message="also a word") for one in places[1:])]
        desk = corpus.desk()
        told = self.typed(desk, "n1" + "r" * (len(places) - 1))
        assert f"{len(places)} places in 3 documents ({len(places) - 1} unsafe, 1 safe)" in told
        assert "   also a word" in told
        assert "beside its valley" not in told
        assert [said and said.scope.reach for said in desk.verdicts(0)] == [None, *[Reach.THIS] * (len(places) - 1)]

    def test_places_that_are_not_shown_are_counted(self, tmp_path: Path) -> None:
        corpus = small(tmp_path)
        places = sum(one.text == "Panchir" for one in corpus.findings)
        assert f"   {places - CONTEXTS} more: n and p go through them\n" in self.typed(corpus.desk(), "")
        assert " more: n and p" not in self.typed(corpus.desk(), "/", "Kabbul").rpartition("Kabbul")[2]

    def test_a_whole_list(self, desk: Desk) -> None:
        told = self.typed(desk, "/RuR", "safe", "yes", "no")
        assert "reject 1 proposal, 3 places, for this corpus" not in told  # it is asked, not shown
        assert "“Kabbul” rejected" in told
        assert "nothing was decided" in told
        assert desk.room.judgements() == []

    def test_scope_and_place(self, desk: Desk) -> None:
        self.typed(desk, "nn2r")
        (one,) = desk.room.judgements()
        assert (one.scope.reach.value, one.scope.path) == ("document", "south/b.txt")

    def test_what_cannot_be_is_told(self, desk: Desk) -> None:
        assert "no replacement to accept" in self.typed(desk, "/a", "odd")
        assert "nothing in this list" in self.typed(desk, "/", "nothing like this")

    def test_all_keys_are_explained(self, desk: Desk) -> None:
        told = self.typed(desk, "?")
        assert [
            key for key in "aresjkunpw/AR?q1234" if not re.search(rf"^  .*{re.escape(key)}", told, re.MULTILINE)
        ] == []
        assert "w        a note" in told

    def test_a_key_that_does_nothing_is_told_once(self, desk: Desk) -> None:
        told = self.typed(desk, "zzyz")
        assert (told.count("“z” is no key here"), told.count("“y” is no key here")) == (1, 1)

    def test_a_note_goes_with_one_decision(self, desk: Desk) -> None:
        self.typed(desk, "war", "as the UN has it")
        assert [one.why for one in desk.room.judgements()] == ["as the UN has it", ""]

    @pytest.mark.parametrize("yes", ["y", "yes", "Y "])
    def test_yes(self, desk: Desk, yes: str) -> None:
        self.typed(desk, "/wA", "safe", "all of them", yes)
        assert {(one.verdict.value, one.why) for one in desk.room.judgements()} == {("accept", "all of them")}


def test_in_a_real_terminal(home: Path) -> None:
    """Single keys, without Enter; what is typed ahead is kept."""
    child, master = pty.fork()
    if child == 0:
        command = ["normalize", "review", "news", "--terminal", "-g", "none", "--no-translate", "-j", "1"]
        os.execv(sys.executable, [sys.executable, "-m", *command])
    said = b""

    def read() -> bytes:
        assert select.select([master], [], [], 120)[0], said.decode()
        try:
            return os.read(master, 65536)
        except OSError:  # the other side is gone
            return b""

    while b"unsafe left" not in said:
        said += read()
    os.write(master, b"\x1b[B\x1b[Aarq")
    while more := read():
        said += more
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, said.decode()
    told = [(one.text, one.verdict.value) for one in store.read(home / "judgements.jsonl")]
    assert told == [("15 thousand", "accept"), ("16 thousand", "reject")]
