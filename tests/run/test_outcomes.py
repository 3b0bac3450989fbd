"""What became of each finding, read from the journal document by document."""

from __future__ import annotations

from pathlib import Path

from runs import PANCHIR, Found, run_of

from normalize.io.jsonlines import dump, pretty
from normalize.model import JUDGEMENT, Applicability
from normalize.run.journal import EDITS, MANIFEST, UNDONE, UNMADE, Run, open_run
from normalize.run.outcomes import Outcome, documents
from normalize.run.texts import Texts

UNSURE = {"applicability": Applicability.UNSAFE}
FILES = {
    "a.txt": (PANCHIR, [Found("Panchir", "Panjshir"), Found("valley", "Valley", "Q244", more=UNSURE)]),
    "b.txt": ("A quiet day.", []),
    "c.txt": (PANCHIR, [Found("Fighting", None, "Q260"), Found("Panchir", "Panjshir"), Found("the", "a", "Q268")]),
}


def outcomes(run: Run) -> dict[str, list[tuple[str, Outcome]]]:
    return {key[0]: [(one.line["text"], one.outcome) for one in told] for key, told in documents(run)}


def test_each_finding_has_an_outcome(tmp_path: Path) -> None:
    run = run_of(tmp_path, FILES)
    back = next(line for line in run.lines(EDITS) if line["path"] == "a.txt")
    (run.folder / UNDONE).write_bytes(dump({"edits": [back["id"]], "files": {}}))
    assert outcomes(run) == {
        "a.txt": [("Panchir", Outcome.UNDONE), ("valley", Outcome.PROPOSED)],
        "c.txt": [("Fighting", Outcome.SHOWN), ("Panchir", Outcome.MADE), ("the", Outcome.MADE)],
    }


def test_a_fix_with_something_in_the_way_tells_what(tmp_path: Path) -> None:
    run = run_of(tmp_path, FILES)
    line = next(line for line in run.lines("findings.jsonl") if line["text"] == "valley")
    left = {"path": "a.txt", "record": None, "field": None, "id": line["id"], "why": "overlaps a surer fix"}
    (run.folder / UNMADE).write_bytes(dump(left))
    _, [_, told] = next(documents(run))
    assert (told.outcome, told.why) == (Outcome.UNMADE, "overlaps a surer fix")


def test_what_a_person_rejected_is_told_as_that(tmp_path: Path) -> None:
    said = {
        "applicability": Applicability.DISPLAY,
        "evidence": {JUDGEMENT: {"verdict": "reject", "scope": "corpus", "was": "safe"}},
    }
    run = run_of(tmp_path, {"a.txt": (PANCHIR, [Found("Panchir", "Panjshir", more=said)])})
    assert outcomes(run) == {"a.txt": [("Panchir", Outcome.REJECTED)]}


def test_in_a_check_safe_fixes_are_ready(tmp_path: Path) -> None:
    assert outcomes(run_of(tmp_path, FILES, checked=True))["a.txt"] == [
        ("Panchir", Outcome.READY),
        ("valley", Outcome.PROPOSED),
    ]


def test_what_an_interrupted_run_noted_of_unfinished_files_is_left_out(tmp_path: Path) -> None:
    run = run_of(tmp_path, FILES, status="interrupted")
    first, *others = run.files()
    broken = [{**first, "status": "failed", "error": "no space"}, *others[:-1]]
    (run.folder / MANIFEST).write_bytes(pretty({**run.manifest, "files": broken}))
    assert outcomes(open_run(run.folder)) == {}


def test_texts_come_with_their_findings_those_without_last(tmp_path: Path) -> None:
    run = run_of(tmp_path, FILES)
    (tmp_path / "news" / "c.txt").unlink()
    (tmp_path / "clean" / "c.txt").unlink()
    texts = Texts(run)
    assert [(text.path, len(text.units), len(text.told)) for text in texts] == [
        ("a.txt", 1, 2),
        ("c.txt", 0, 3),
        ("b.txt", 1, 0),
    ]
    assert texts.unread == ["c.txt"]
    assert [text.path for text in Texts(run, {"b.txt"})] == ["b.txt"]
