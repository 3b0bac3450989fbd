"""Answers of earlier runs of a folder hold for the same items in the same documents, and for nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from runs import PANCHIR, Found, run_of

from normalize.audit import Answer, Judged, draw
from normalize.audit.answers import Drawing, append
from normalize.audit.earlier import holding, last_drawing
from normalize.run.journal import MANIFEST, Run

FIX = Found("Panchir", "Panjshir")
FILES = {"a.txt": (PANCHIR, [FIX]), "b.txt": (f"{PANCHIR}\nA quiet day.", [FIX])}
DRAWING = Drawing(20)


@pytest.fixture
def judged(tmp_path: Path) -> Run:
    """A run of which all was judged: two edits, and a passage without any."""
    run = run_of(tmp_path, FILES)
    items = draw(run, DRAWING.size).items
    assert len(items) == 3
    append(run, DRAWING, [Judged(item.id, Answer.WRONG, who="Ana") for item in items])
    return run


def held(run: Run) -> dict[str, tuple[str, Answer]]:
    """What holds of a run: by id the file, and the answer that counts."""
    items = {item.id: item.path for item in draw(run, DRAWING.size).items}
    return {one.id: (items[one.id], one.answer) for one in holding(run, DRAWING, draw(run, DRAWING.size).items).judged}


def test_a_run_that_did_the_same_has_the_same_answers(tmp_path: Path, judged: Run) -> None:
    again = run_of(tmp_path, FILES)
    assert last_drawing(again) == DRAWING
    found = holding(again, DRAWING, draw(again, DRAWING.size).items)
    assert (found.taken, found.runs) == (3, ("0001",))
    assert found.told.startswith("3 answers are of the earlier run 0001: ")
    assert held(again) == held(judged)
    assert holding(judged, DRAWING, draw(judged, DRAWING.size).items).told == ""


def test_an_answer_holds_for_the_same_bytes_alone(tmp_path: Path, judged: Run) -> None:
    """The edit of a changed document stands where it stood, and is another one; so is one that puts something else."""
    changed = run_of(tmp_path, {**FILES, "a.txt": (PANCHIR + " More.", [FIX])})
    assert {path for path, _ in held(changed).values()} == {"b.txt"}
    otherwise = run_of(tmp_path, {**FILES, "a.txt": (PANCHIR, [Found("Panchir", "Panjsher")])})
    assert {path for path, _ in held(otherwise).values()} == {"b.txt"}


def test_what_is_said_of_the_later_run_counts(tmp_path: Path, judged: Run) -> None:
    item = draw(judged, DRAWING.size).items[0].id
    later = run_of(tmp_path, FILES)
    append(later, DRAWING, [Judged(item, Answer.RIGHT, who="Ana")])
    last = run_of(tmp_path, FILES)
    assert held(later)[item][1] is held(last)[item][1] is Answer.RIGHT
    assert (holding(last, DRAWING, draw(last, DRAWING.size).items).runs) == ("0001", "0002")


def test_damage_that_was_missed_is_asked_about_again_where_the_copy_is_another(tmp_path: Path, judged: Run) -> None:
    item = next(item for item in draw(judged, DRAWING.size).items if item.rule and item.path == "a.txt").id
    append(judged, DRAWING, [Judged(item, Answer.RIGHT, missed=True, who="Ana")])
    assert item in held(run_of(tmp_path, FILES))
    more = {**FILES, "a.txt": (PANCHIR, [FIX, Found("valley", "Valley", "Q260")])}
    assert item not in held(run_of(tmp_path, more))


def test_another_drawing_is_another_sample_and_a_broken_run_says_nothing(tmp_path: Path, judged: Run) -> None:
    again = run_of(tmp_path, FILES)
    assert holding(again, Drawing(5), draw(again, 5).items).judged == []
    (judged.folder / MANIFEST).write_text("{")
    assert held(again) == {}
