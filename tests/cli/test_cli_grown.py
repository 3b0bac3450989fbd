"""`fix` over a folder that grew or changed: only what is concerned is done, and the result is that of a fresh run."""

from __future__ import annotations

import json
import os
import re
import shutil
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import judging
import pytest
from cli_support import GLOSSARY, Done, Folder, json_lines, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from normalize.judgements import store
from normalize.judgements.judgement import Judgement, Scope, Verdict
from normalize.model import Document
from normalize.run import prepare, states, task
from normalize.run.records import FieldResult, Record
from normalize.run.records import run as run_records

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FIX = ("fix", "in", "-g", "g.yaml", "--no-translate", "--judgements", "said.jsonl", "--output-format", "jsonl")
LINES = ("Read more on our website", "Share this article with friends", "Photo: the agency of the north")
NAMES = ("Kandahar", "Kandahaar", "Peshawar", "Peshawwar", "Washington", "Washingtn")
ABOUT_RUNS = {"again.jsonl"}  # what tells of an earlier run


def article(seed: int) -> str:
    """A text of which much is judged by the texts around it."""
    draw = Random(seed)
    name = f"In {draw.choice(NAMES)} they met the governor of {draw.choice(NAMES)}.\n\n"
    return name + judging.text(draw, 2) + "\n".join(draw.sample(LINES, draw.randint(0, 2))) + "\n"


class Change(NamedTuple):
    """Something that happens to a folder of news."""

    what: str
    place: int
    seed: int


CHANGES = st.builds(
    Change,
    st.sampled_from(["add", "add", "edit", "delete", "rename", "touch", "append", "judge", "glossary", "flag"]),
    st.integers(0, 7),
    st.integers(0, 99),
)


class News:
    """A folder of news, and runs over it."""

    def __init__(self, folder: Path, call: Callable[..., Done]) -> None:
        self.folder, self._call = folder, call
        self.flags: tuple[str, ...] = ()
        Folder(folder / "in").fill({f"{i}.txt": article(i).encode() for i in range(8)})
        self.append(0)
        self.append(1)
        (folder / "g.yaml").write_text(GLOSSARY, encoding="utf-8")
        store.write(folder / "said.jsonl", [])

    def append(self, seed: int) -> None:
        """One more record."""
        with (self.folder / "in" / "r.jsonl").open("ab") as stream:
            stream.write(json.dumps({"text": article(seed)}).encode() + b"\n")

    def change(self, change: Change) -> None:
        """Let something happen."""
        files = sorted(p for p in (self.folder / "in").iterdir() if p.suffix == ".txt")
        path = files[change.place % len(files)] if files else self.folder / "in" / "0.txt"
        match change.what:
            case "add":
                path.with_name(f"n{change.seed}.txt").write_text(article(change.seed), encoding="utf-8")
            case "edit":
                path.write_text(article(change.seed), encoding="utf-8")
            case "delete":
                path.unlink(missing_ok=True)
            case "rename" if path.exists():
                path.rename(path.with_name(f"m{change.seed}.txt"))
            case "touch" if path.exists():
                os.utime(path, ns=(change.seed, change.seed))
            case "append":
                self.append(change.seed)
            case "judge":
                text = Random(change.seed).choice((*judging.VALLEYS, *judging.FRONTS, "Kandahaar"))
                said = [Judgement(Verdict.REJECT, None, text, "Panjshir", None, Scope.always())]
                store.write(self.folder / "said.jsonl", said if change.place % 2 else [])
            case "glossary":
                alias = f"Pan{'x' * change.place}chir"
                text = GLOSSARY.replace("Panchir, ", f"Panchir, {alias}, ")
                (self.folder / "g.yaml").write_text(text, encoding="utf-8")
            case "flag":
                self.flags = () if self.flags else ("--unsafe",)

    def fix(self, *more: str) -> Done:
        """A run."""
        return self._call(*FIX, *self.flags, *more, cwd=self.folder)

    def made(self, out: str) -> dict[str, bytes]:
        """The clean copies of what is there and the latest run, whatever its number."""
        home = self.folder / out / ".normalize"
        latest = max(p.name for p in home.iterdir() if p.name.isdigit())
        there = read(self.folder / "in")
        copies = {name: data for name, data in read(self.folder / out).items() if name in there}
        beside = {p.name: p.read_bytes() for p in home.iterdir() if p.is_file()}
        run = {name: data for name, data in read(home / latest).items() if not name.startswith("originals/")}
        return {name: data for name, data in (copies | beside | run).items() if name not in ABOUT_RUNS}


@pytest.fixture
def news(tmp_path: Path, call: Callable[..., Done]) -> News:
    """The folder, in one of the test's own."""
    return News(tmp_path, call)


def again(done: Done) -> str:
    """What a run says of an earlier one."""
    found = re.search(r"^\d+ files? done again.*", done.err, re.MULTILINE)
    return found[0] if found else ""


def worked_on(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int | None]]:
    """The documents that are worked on from here on, as a list that grows."""
    worked: list[tuple[str, int | None]] = []

    def run_and_note(given: Sequence[Record], *more: object, **options: object) -> list[list[FieldResult]]:
        worked.extend((record.path, record.units[0].record) for record in given)
        return run_records(given, *more, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(task, "run_records", run_and_note)
    return worked


RUNS = settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@RUNS
@given(st.lists(st.lists(CHANGES, min_size=1, max_size=3), min_size=1, max_size=3))
def test_after_any_change_the_result_is_that_of_a_fresh_run(
    tmp_path_factory: pytest.TempPathFactory, call: Callable[..., Done], steps: list[list[Change]]
) -> None:
    news = News(tmp_path_factory.mktemp("grown"), call)
    news.fix("-o", "out")
    for step, changes in enumerate(steps):
        for change in changes:
            news.change(change)
        done, fresh = news.fix("-o", "out"), news.fix("-o", f"fresh{step}")
        assert news.made("out") == news.made(f"fresh{step}")
        assert (done.status, done.out) == (fresh.status, fresh.out)


@RUNS
@given(st.lists(st.lists(CHANGES, min_size=1, max_size=3), min_size=1, max_size=3))
def test_in_place(
    tmp_path_factory: pytest.TempPathFactory, call: Callable[..., Done], steps: list[list[Change]]
) -> None:
    news = News(tmp_path_factory.mktemp("grown"), call)
    given, kept = news.folder / "in", news.folder / "kept"
    news.fix("--in-place")
    for changes in steps:
        for change in changes:
            news.change(change)
        shutil.copytree(given, kept, ignore=shutil.ignore_patterns(".normalize"))
        done, made = news.fix("--in-place"), news.made("in")
        given.rename(news.folder / "done")
        kept.rename(given)
        fresh = news.fix("--in-place")
        assert made == news.made("in")
        assert (done.status, done.out) == (fresh.status, fresh.out)
        shutil.rmtree(given)
        (news.folder / "done").rename(given)


ASKS = {
    "asks.txt": b"The FNR said so on Monday.\n",
    "misspelt.txt": b"Crowds met in Washingtn again.\n",
    "quiet.txt": b"Nothing happened in the village.\n",
    "r.jsonl": b'{"text": "The FNR met."}\n{"text": "A plain day."}\n',
}
TELLS = {
    "new.txt": b"Troops of the National Resistance Front (FNR) came.\n",
    "r.jsonl": ASKS["r.jsonl"] + b'{"text": "More of it."}\n',
}
FACT = "what other documents prove FNR to stand for"


def test_only_what_is_new_or_answered_differently(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(news.folder / "in")
    Folder(news.folder / "in").fill(ASKS)
    news.fix("-o", "out")
    worked = worked_on(monkeypatch)
    assert again(news.fix("-o", "out")) == "0 files done again; nothing changed for 4 others since run 0001"
    assert worked == []
    Folder(news.folder / "in").fill(TELLS)
    said = again(news.fix("-o", "out"))
    counts = "3 files done again (1 new, 1 changed, 1 for changed evidence)"
    assert said == f"{counts}; nothing changed for 2 others since run 0002"
    assert sorted(worked, key=str) == [("asks.txt", None), ("new.txt", None), ("r.jsonl", 0), ("r.jsonl", 2)]
    assert json_lines(news.folder / "out/.normalize/0003/again.jsonl") == [
        {"path": "asks.txt", "reason": "evidence", "fact": FACT},
        {"path": "new.txt", "reason": "new", "fact": None},
        {"path": "r.jsonl", "reason": "changed", "fact": None},
    ]
    news.fix("-o", "fresh")
    assert news.made("out") == news.made("fresh")


def test_why_tells_what_concerned_a_document(news: News, call: Callable[..., Done]) -> None:
    shutil.rmtree(news.folder / "in")
    Folder(news.folder / "in").fill(ASKS)
    news.fix("-o", "out")
    Folder(news.folder / "in").fill(TELLS)
    news.fix("-o", "out")
    found = json_lines(news.folder / "out/.normalize/0002/findings.jsonl")
    finding = next(line for line in found if line["path"] == "asks.txt")
    done = call("why", finding["id"], "--run", "out", cwd=news.folder)
    assert f"the file was done again: the evidence of its folder changed ({FACT})" in done.text


def test_afresh_takes_nothing_over(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    news.fix("-o", "out")
    worked = worked_on(monkeypatch)
    assert again(news.fix("-o", "out", "--afresh")) == ""
    assert len(worked) == 10


def test_a_profile_is_made_of_the_one_before(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is unchanged is not counted again."""
    news.fix("-o", "out")
    counted: list[str] = []
    real = prepare.survey

    def count_and_note(documents: Sequence[Document], *more: object) -> object:
        counted.extend(document.path for document in documents)
        return real(documents, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(prepare, "survey", count_and_note)
    (news.folder / "in" / "1.txt").unlink()
    (news.folder / "in" / "2.txt").write_text(article(50), encoding="utf-8")
    news.fix("-o", "out")
    assert counted == ["1.txt", "2.txt", "2.txt"]  # two as they were, and one as it is
    news.fix("-o", "fresh")
    assert news.made("out") == news.made("fresh")


def test_a_file_is_known_by_its_state_or_by_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read where its state differs, or where it was written too shortly before for a clock to tell."""
    monkeypatch.setenv("NORMALIZE_CACHE_DIR", str(tmp_path / "cache"))
    folder, now = Folder(tmp_path).fill({"old": b"1", "new": b"2"}), states.time_ns()
    old, new = folder / "old", folder / "new"
    monkeypatch.setattr(states, "time_ns", lambda: now + 60_000_000_000)
    noting = states.Noting(folder / ".normalize")
    noting.read(old, "held")
    monkeypatch.setattr(states, "time_ns", lambda: now)
    noting.written(new, "held")
    noting.keep()
    found = states.States(folder / ".normalize")
    assert (found.hash_of(old), found.read) == ("held", 0)
    assert (found.hash_of(new), found.read) == (sha256(b"2").hexdigest(), 1)
    old.write_bytes(b"3")
    assert (found.hash_of(old), found.read) == (sha256(b"3").hexdigest(), 2)
    other = states.States(folder / "elsewhere")
    assert (other.hash_of(old), other.read) == (sha256(b"3").hexdigest(), 1)
