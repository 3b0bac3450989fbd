"""`fix` once more into the same folder: only what is concerned is done again, and the result is that of a fresh run."""

from __future__ import annotations

import gc
import gzip
import json
import re
import weakref
from functools import cache
from random import Random
from typing import TYPE_CHECKING

import judging
import pytest
from cli_support import Done, Folder, json_lines, manifest, read

from normalize import Normalizer
from normalize.judgements import store
from normalize.judgements.judgement import Judgement, Scope, Verdict
from normalize.model import Document, FieldSpan, Finding
from normalize.run import pipeline, task
from normalize.run.folder_run import FolderRun
from normalize.run.known import KnownRecords
from normalize.run.records import FieldResult, Record
from normalize.run.records import run as run_records

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

FIX = ("--glossary", "afghanistan", "--judgements", "said.jsonl", "--text-field", "title,text", "--no-translate")


def documents() -> list[Document]:
    """Texts, a packed one, and records of two fields."""
    draw = Random("again")
    found = [Document(judging.text(draw, 4), name) for name in (*(f"{i}.txt" for i in range(6)), "sub/z.md.gz")]
    for record in range(3):
        title, text = judging.text(draw, 1), judging.text(draw, 3)
        spans = (FieldSpan("title", 0, len(title)), FieldSpan("text", len(title) + 2, len(title) + 2 + len(text)))
        found.append(Document(f"{title}\n\n{text}", "r.jsonl", record, fields=spans))
    return found


DOCUMENTS = documents()


@cache
def found() -> list[tuple[Finding, Document, str]]:
    """What is found in them, each with its document and the corpus."""
    settings = Normalizer(["afghanistan"]).settings
    return [
        (placed, document, "in")
        for document in DOCUMENTS
        for finding in pipeline.run(document, settings).findings
        if (placed := document.in_field(finding)) is not None
    ]


class Corpus:
    """A folder of these documents, and runs over it with judgements."""

    def __init__(self, folder: Path, call: Callable[..., Done]) -> None:
        files = {d.path: d.text.encode() for d in DOCUMENTS if d.record is None}
        files = {name: gzip.compress(data, mtime=0) if name.endswith("gz") else data for name, data in files.items()}
        records = [{s.name: d.text[s.start : s.end] for s in d.fields} for d in DOCUMENTS if d.record is not None]
        files["r.jsonl"] = "".join(json.dumps(record) + "\n" for record in records).encode()
        Folder(folder / "in").fill(files)
        self.files, self.folder, self._call = len(files), folder, call

    def fix(self, out: str, said: list[Judgement], *more: str) -> Done:
        """A run with some judgements."""
        store.write(self.folder / "said.jsonl", said)
        return self._call("fix", "in", "-o", out, *FIX, "--output-format", "jsonl", *more, cwd=self.folder)

    def made(self, out: str) -> dict[str, bytes]:
        """The files and the latest run of an output folder, whatever its number."""
        runs = sorted(p.name for p in (self.folder / out / ".normalize").iterdir() if p.name.isdigit())
        prefix = f".normalize/{runs[-1]}/"
        everything = read(self.folder / out, journal=True)
        kept = {name: data for name, data in everything.items() if not name.startswith(".normalize/")}
        kept["profile.json"] = everything[".normalize/profile.json"]
        run = {name.removeprefix(prefix): d for name, d in everything.items() if name.startswith(prefix)}
        run.pop("again.jsonl", None)  # tells of another run
        return kept | run


@pytest.fixture
def corpus(tmp_path: Path, call: Callable[..., Done]) -> Corpus:
    """The documents in a folder of the test's own."""
    return Corpus(tmp_path, call)


def again(done: Done) -> int | None:
    """How many files were done again; None where all were."""
    found = re.search(r"^(\d+) files? done again", done.err, re.MULTILINE)
    return int(found[1]) if found else None


def news(done: Done, out: str) -> list[str]:
    """What was said on standard error but for what tells of an earlier run."""
    lines = [line for line in done.err.splitlines() if "done again" not in line]
    return [re.sub(rf"(made|in all); journal in {out}/\.normalize/\d+", "RUN", line) for line in lines]


@pytest.mark.parametrize("seed", range(3))
def test_after_any_change_the_result_is_that_of_a_fresh_run(seed: int, corpus: Corpus) -> None:
    """Judgements come, go and change; clean copies, journal, findings and messages are those of a first run."""
    draw = Random(f"changes {seed}")
    said: list[Judgement] = []
    corpus.fix("out", said)
    for step in range(3):
        kept = [one for one in said if draw.random() < 0.7]
        said = kept + judging.sample(draw, found(), draw.choice((1, 2, 12)), context=1)
        jobs = ("--jobs", "2") if step == 2 else ()
        done, fresh = corpus.fix("out", said, *jobs), corpus.fix(f"fresh{step}", said)
        assert corpus.made("out") == corpus.made(f"fresh{step}")
        assert (done.status, done.out, news(done, "out")) == (fresh.status, fresh.out, news(fresh, f"fresh{step}"))


def test_what_is_not_concerned_is_not_done(corpus: Corpus) -> None:
    finding, document, _ = next(one for one in found() if one[0].rule == "N301" and one[0].path == "2.txt")
    assert " edits made; " in corpus.fix("out", []).err
    nothing = corpus.fix("out", [])
    assert again(nothing) == 0
    assert " edits in all; " in nothing.err
    here = Judgement.of(finding, Verdict.REJECT, Scope.of_place(finding, document.text, "in"))
    assert again(corpus.fix("out", [here])) == 1
    elsewhere = Judgement.of(finding, Verdict.REJECT, Scope.of_corpus("another"))
    assert again(corpus.fix("out", [here, elsewhere])) == 0
    everywhere = Judgement.of(finding, Verdict.REJECT, Scope.always())
    concerned = sum(finding.text.encode() in data for data in read(corpus.folder / "in").values())
    assert 1 < concerned < corpus.files - 1
    assert (again(corpus.fix("out", [here, everywhere])) or 0) >= concerned


def test_of_a_record_file_only_the_records_that_are_concerned(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    finding, document, _ = next(one for one in found() if one[1].record == 1 and one[0].rule.startswith("N"))
    whole = next(document.text[s.start : s.end] for s in document.fields if s.name == finding.field)
    said = [Judgement.of(finding, Verdict.REJECT, Scope.of_place(finding, whole, "in"))]
    corpus.fix("out", [])
    worked: list[int | None] = []

    def run_and_note(given: Sequence[Record], *more: object, **options: object) -> list[list[FieldResult]]:
        worked.extend(record.units[0].record for record in given)
        return run_records(given, *more, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(task, "run_records", run_and_note)
    assert again(corpus.fix("out", said)) == 1
    assert worked == [1]
    corpus.fix("fresh", said)
    assert corpus.made("out") == corpus.made("fresh")


def test_a_repair_before_the_counting_is_looked_at_everywhere(corpus: Corpus) -> None:
    """What hygiene writes is counted, so that a profile may change, and with it any document."""
    (finding, *_), *_ = [one for one in found() if one[0].rule == "T502"]
    said = [Judgement.of(finding, Verdict.REJECT, Scope.always())]
    corpus.fix("out", [])
    corpus.fix("out", said)
    corpus.fix("fresh", said)
    assert corpus.made("out") == corpus.made("fresh")


@pytest.mark.parametrize("how", ["copy", "input", "settings"])
def test_what_is_no_longer_as_it_was_is_done_again(how: str, corpus: Corpus) -> None:
    corpus.fix("out", [])
    more: tuple[str, ...] = ()
    if how == "copy":
        (corpus.folder / "out" / "1.txt").write_bytes(b"somebody was here")
    elif how == "input":
        (corpus.folder / "in" / "1.txt").write_bytes(b"The Panchir valley, and Panjshir.\n")
    else:
        more = ("--unsafe",)
    forced = ("--force",) if how == "copy" else ()  # without it the copy is left to whoever edited it
    done = again(corpus.fix("out", [], *more, *forced))
    assert {"copy": done == 1, "input": done is not None, "settings": done is None}[how]
    corpus.fix("fresh", [], *more)
    made = corpus.made("out")
    assert made.pop("replaced/1.txt", None) == (b"somebody was here" if how == "copy" else None)
    assert made == corpus.made("fresh")


def test_an_undo_between_two_runs(corpus: Corpus, call: Callable[..., Done]) -> None:
    """What was taken back as a whole comes again; what was rejected does not."""
    corpus.fix("out", [])
    first = corpus.made("out")
    call("undo", "out", cwd=corpus.folder)
    corpus.fix("out", [])
    assert corpus.made("out") == first
    edit = json.loads(first["edits.jsonl"].splitlines()[0])
    call("undo", "out", "--edit", edit["id"], cwd=corpus.folder)
    said = store.read(corpus.folder / "said.jsonl")
    assert [(one.text, one.scope.path) for one in said] == [(edit["text"], edit["path"])]
    taken_back = read(corpus.folder / "out")
    assert again(corpus.fix("out", said)) == 1
    assert read(corpus.folder / "out") == taken_back


def test_what_is_not_worked_on_is_told_each_time(call: Callable[..., Done], tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="the extra [warc] is not installed")
    lines = ("WARC/1.0", "WARC-Type: resource", "WARC-Record-ID: <urn:{}>", "Content-Type: {}", "Content-Length: {}")
    head = "\r\n".join([*lines, "", ""])
    bodies = {"text/html": "<p>Panchir</p>", "text/plain": "In the Panchir."}
    records = [f"{head.format(kind, kind, len(body))}{body}\r\n\r\n" for kind, body in bodies.items()]
    Folder(tmp_path / "in").fill({"a.warc": "".join(records).encode()})
    for _ in range(2):
        done = call("fix", "in", "-o", "out", "-g", "afghanistan", "--no-translate", cwd=tmp_path)
        assert "1 record of HTML passed unchanged" in done.err
    assert "nothing changed for 1 other since run 0001" in done.err


ROWS = b"id,text\n1,The Panchir again\n2,plain\n3,A road to Pandjchir.\n"
REJECTED = Judgement(Verdict.REJECT, None, "Pandjchir", "Panjshir", None, Scope.always())


@pytest.mark.parametrize("said", [[], [REJECTED]], ids=["whole-file", "some-records"])
@pytest.mark.parametrize(
    ("old", "new"),
    [(b"plain", b"Again the Panchir"), (b"The Panchir again", b"Again the Panchir"), (b"2,plain\n", None)],
    ids=["nothing-found-before", "an-edit-that-does-not-fit", "gone"],
)
def test_a_file_that_changes_while_the_run_goes_on(
    said: list[Judgement],
    old: bytes,
    new: bytes | None,
    tmp_path: Path,
    glossary: Path,
    call: Callable[..., Done],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing of another text is taken over, and other files go their way."""
    Folder(tmp_path / "in").fill({"a.csv": ROWS, "b.txt": b"The Panchir valley.\n"})
    words = ("-g", glossary, "--no-translate", "--judgements", "said.jsonl")
    store.write(tmp_path / "said.jsonl", [])
    call("fix", "in", "-o", "out", *words, cwd=tmp_path)
    store.write(tmp_path / "said.jsonl", said)
    fix, path = FolderRun._fix, tmp_path / "in" / "a.csv"

    def somebody_writes_and_fix(*given: object) -> None:
        path.unlink() if new is None else path.write_bytes(ROWS.replace(old, new))
        fix(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(FolderRun, "_fix", somebody_writes_and_fix)
        done = call("fix", "in", "-o", "out", *words, cwd=tmp_path)
    entries = {entry["path"]: entry["status"] for entry in manifest(tmp_path / "out", "0002")["files"]}
    assert entries == {"a.csv": "failed" if new is None else "changed", "b.txt": "changed"}
    assert again(done) == 1
    if new is None:
        assert done.status == 2
        done.complains_once_of("a.csv")
        return
    call("fix", "in", "-o", "fresh", *words, cwd=tmp_path)
    assert read(tmp_path / "out") == read(tmp_path / "fresh")
    for name in ("findings.jsonl", "edits.jsonl"):
        runs = (tmp_path / "out/.normalize/0002", tmp_path / "fresh/.normalize/0001")
        (found, expected) = (json_lines(run / name) for run in runs)
        assert found == expected
    call("fix", "in", "-o", "out", *words, cwd=tmp_path)
    counted = (tmp_path / name / ".normalize/profile.json" for name in ("out", "fresh"))
    assert len({path.read_bytes() for path in counted}) == 1


def test_what_is_read_of_an_earlier_run_is_not_kept(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found in a file goes when the file is done: not all of them fit into memory."""
    corpus.fix("out", [])
    for name in read(tmp_path / "out"):
        (tmp_path / "out" / name).unlink()
    alive: list[weakref.ref[KnownRecords]] = []
    most = 0
    start = KnownRecords.__init__

    def start_and_note(self: KnownRecords, *given: object) -> None:
        nonlocal most
        start(self, *given)  # type: ignore[arg-type]
        alive.append(weakref.ref(self))
        gc.collect()
        most = max(most, sum(one() is not None for one in alive))

    monkeypatch.setattr(KnownRecords, "__init__", start_and_note)
    assert again(corpus.fix("out", [])) is None
    assert (len(alive), most) == (corpus.files, 1)


@pytest.mark.parametrize("how", ["gone", "another"])
def test_without_the_judgements_of_the_earlier_run_nothing_is_taken_over(how: str, corpus: Corpus) -> None:
    """Otherwise one that was withdrawn would stay in force."""
    finding, *_ = next(one for one in found() if one[0].rule == "N301" and one[0].path == "2.txt")
    corpus.fix("out", [Judgement.of(finding, Verdict.REJECT, Scope.always())])
    kept = corpus.folder / "out/.normalize/0001/judgements.jsonl"
    kept.unlink() if how == "gone" else kept.write_bytes(b"")
    assert again(corpus.fix("out", [])) is None
    corpus.fix("fresh", [])
    assert corpus.made("out") == corpus.made("fresh")
