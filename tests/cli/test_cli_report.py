"""`--report`, `--csv`, `--per-file` and `normalize report`: what they write, and what they refuse."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from cli_support import CORPUS, Folder, read
from rich.progress import Progress

from normalize.cli import also
from normalize.cli import bars as bars_of_commands
from normalize.run import journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cli_support import Done


def test_fix_writes_a_page_a_table_and_a_row_a_file(corpus: Path, glossary: Path, call: Callable[..., Done]) -> None:
    asked = ("--report", "r.html", "--csv", "t.csv", "--per-file")
    done = call("fix", corpus, "-o", "out", "-g", glossary, "--exit-zero", *asked, cwd=corpus.parent)
    assert done.status == 0
    page = (corpus.parent / "r.html").read_text(encoding="utf-8")
    assert "5 files with 7 documents and 45 words came in from news." in page
    assert "5 changes were made in 3 files: 4 spellings of names and 1 acronym." in page
    assert "How far the documents read like machine translation" in page
    with (corpus.parent / "t.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["status"] for row in rows].count("made") == 5
    assert {"sub/b.txt", "c.jsonl"} <= {line.split()[-1] for line in done.err.splitlines()}
    assert "report written to r.html" in done.err


def test_report_makes_the_same_page_later(corpus: Path, glossary: Path, call: Callable[..., Done]) -> None:
    here = corpus.parent
    call("fix", corpus, "-o", "out", "-g", glossary, "--exit-zero", "--report", "now.html", cwd=here)
    done = call("report", here / "out", "-o", "later.html", cwd=here / "news")
    assert done.status == 0
    assert (here / "news" / "later.html").read_bytes() == (here / "now.html").read_bytes()


def test_a_second_run_that_takes_over_what_is_known_has_the_same_page(
    corpus: Path, glossary: Path, call: Callable[..., Done]
) -> None:
    """Scores of documents are taken over, too, and worked out where the run before it was not asked for them."""
    here = corpus.parent
    words = ("fix", corpus, "-o", "out", "-g", glossary, "--exit-zero")
    call(*words, cwd=here)
    for name in ("first.html", "second.html"):
        call(*words, "--report", name, cwd=here)
    page = (here / "second.html").read_text(encoding="utf-8")
    assert page == (here / "first.html").read_text(encoding="utf-8")
    assert "How far the documents read like machine translation" in page
    second, third = (list(journal.open_run(here / "out/.normalize" / number).files()) for number in ("0002", "0003"))
    assert second == third


def test_check_writes_a_page_and_nothing_else(corpus: Path, glossary: Path, call: Callable[..., Done]) -> None:
    done = call("check", corpus, "-g", glossary, "--report", "r.html", "--output-format", "concise", cwd=corpus.parent)
    assert done.status == 1
    page = (corpus.parent / "r.html").read_text(encoding="utf-8")
    assert "A run would make 5 changes" in page
    assert "<del title" in page
    assert read(corpus, journal=True) == CORPUS
    assert {p.name for p in corpus.parent.iterdir()} == {"news", "r.html"}


def test_a_resumed_run_has_all_files_in_its_page(corpus: Path, glossary: Path, call: Callable[..., Done]) -> None:
    """A run that was stopped after some files goes on; its page has those, too."""
    here = corpus.parent
    call("fix", corpus, "-o", "out", "-g", glossary, "--exit-zero", cwd=here)
    run = journal.open_run(here / "out")
    manifest = {**run.manifest, "status": "interrupted", "files": list(run.files())[1:]}
    (run.folder / "manifest.json").write_bytes(journal.pretty(manifest))
    done = call("fix", corpus, "-o", "out", "-g", glossary, "--exit-zero", "--resume", "--report", "r.html", cwd=here)
    assert done.status == 0
    assert "5 changes were made in 3 files" in (here / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("fix", "-", "--report", "r.html"), "not with `-`, nor with --diff"),
        (("check", "-", "--per-file"), "not with `-`, nor with --diff"),
        (("fix", "news", "--diff", "--csv", "t.csv"), "not with `-`, nor with --diff"),
        (("report", "news"), "say what to make: -o FILE.html, --csv FILE or --per-file"),
        (("report", "news", "-o", "r.html"), "news: no run here"),
        (("audit", "news"), "news: no run here"),
    ],
)
def test_what_does_not_go_together_is_told(
    corpus: Path, call: Callable[..., Done], words: tuple[str, ...], message: str
) -> None:
    done = call(*words, cwd=corpus.parent)
    assert done.status == 2
    assert message in done.err
    assert not (corpus.parent / "r.html").exists()


def test_a_page_that_cannot_be_written_is_told(corpus: Path, glossary: Path, call: Callable[..., Done]) -> None:
    call("fix", corpus, "-o", "out", "-g", glossary, "--exit-zero", cwd=corpus.parent)
    done = call("report", "out", "-o", "news", cwd=corpus.parent)
    assert done.status == 2
    done.complains_once_of("news")


def test_check_has_one_progress_bar_at_a_time(
    corpus: Path, glossary: Path, call: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A console shows one: the second raises an error, after all the work."""
    bars: list[str] = []

    @contextmanager
    def shown(name: str) -> Iterator[Progress]:
        assert not bars, f"{name} is begun while {bars} is shown"
        bars.append(name)
        with Progress(disable=True) as made:
            yield made
        bars.remove(name)

    monkeypatch.setattr(bars_of_commands, "progress", lambda: shown("check"))
    monkeypatch.setattr(also, "busy", shown)
    words = ("check", corpus, "-g", glossary, "--exit-zero", "--report", "r.html", "--csv", "t.csv")
    assert call(*words, cwd=corpus.parent).status == 0


@pytest.mark.parametrize("asked", [("--report", "r.html"), ("--csv", "t.csv"), ("--per-file",)])
def test_check_refuses_two_files_of_one_name_where_they_would_become_one(
    asked: tuple[str, ...], tmp_path: Path, glossary: Path, call: Callable[..., Done]
) -> None:
    Folder(tmp_path).fill({f"{name}/x.txt": b"The Panchir Valley.\n" for name in ("a", "b")})
    words = ("check", "a/x.txt", "b/x.txt", "-g", glossary)
    assert call(*words, cwd=tmp_path).status == 1
    done = call(*words, *asked, cwd=tmp_path)
    assert done.status == 2
    assert len(done.errors) == 1
    assert "two inputs with one output name: a/x.txt and b/x.txt" in done.errors[0]
