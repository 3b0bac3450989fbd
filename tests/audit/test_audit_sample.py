"""Drawing a sample: the same for the same seed, of every stratum, with passages in which nothing was changed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from runs import Found, run_of

from normalize.audit import By, Part, draw, sample
from normalize.audit.sampling import PASSAGES
from normalize.io.jsonlines import dump
from normalize.run.journal import EDITS, FINDINGS, UNDONE, Run, open_run

LINES = [f"The Panchir road, day {i}, and Massud said so." for i in range(40)]
FILES = {
    "a.txt": (
        "\n".join(LINES),
        [
            *(Found("Panchir", "Panjshir", nth=i, more={"entry": "panjshir"}) for i in range(40)),
            *(Found("Massud", "Massoud", "N303", nth=i) for i in range(5)),
        ],
    ),
    "sub/b.txt": ("\n\n".join(f"A quiet day, number {i}." for i in range(60)), []),
    "sub/c.txt": (
        "One thing.\nThe Panchir.\nAnother thing.",
        [Found("Panchir", "Panjshir"), Found("thing", None, "Q260")],
    ),
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_of(tmp_path_factory.mktemp("run"), FILES)


def test_the_same_seed_draws_the_same_sample_and_another_seed_another(run: Run) -> None:
    assert sample(run, 20) == sample(run, 20)
    assert {item.id for item in sample(run, 20)} != {item.id for item in sample(run, 20, seed=1)}


def test_the_order_of_the_journal_does_not_matter(run: Run, tmp_path: Path) -> None:
    files = dict(reversed(FILES.items()))
    other = run_of(tmp_path, files)
    for name in (FINDINGS, EDITS):  # as after a run that was resumed: a file that failed at first stands last
        path = other.folder / name
        lines = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(sorted(lines, key=lambda line: b"a.txt" in line)))
    assert sample(open_run(other.folder), 20) == sample(run, 20)


def test_every_stratum_is_drawn_from_and_its_size_is_told(run: Run) -> None:
    drawn = draw(run, 24)
    counts = Counter(item.stratum for item in drawn.items)
    assert drawn.strata == {
        "N301": (Part.EDITS, 41),
        "N303": (Part.EDITS, 5),
        Part.CLEAN.value: (Part.CLEAN, 60),
        Part.REST.value: (Part.REST, 2),
    }
    assert counts.total() == 24
    assert set(counts) == set(drawn.strata)
    assert counts[Part.CLEAN.value] + counts[Part.REST.value] == 24 * PASSAGES
    assert all(counts[item.stratum] == item.drawn for item in drawn.items)
    assert drawn.edited == 41


def test_an_edit_is_shown_in_its_passage_with_what_else_was_done_there(run: Run) -> None:
    item = next(item for item in sample(run, 60) if item.rule == "N303")
    assert item.text == LINES[item.line - 1]
    assert [item.text[span.start : span.end] for span in item.spans] == ["Massud", "Panchir"]
    assert item.sharing == 2
    assert (item.before, item.after) == ("Massud", "Massoud")


def test_passages_have_no_edits_and_tell_what_is_known_of_them(run: Run) -> None:
    rest = {item.text: item for item in sample(run, 200) if item.part is Part.REST}
    assert set(rest) == {"One thing.", "Another thing."}
    [known] = rest["One thing."].spans
    assert (known.put, known.message) == (None, "thing is a variant")


def test_each_passage_is_as_likely_as_any_other(run: Run) -> None:
    """Over 60 seeds, each of 60 passages is drawn about equally often: no line is favoured by its place."""
    seen = Counter(i.line for seed in range(60) for i in sample(run, 80, seed=seed) if i.part is Part.CLEAN)
    assert len(seen) == 60
    expected = seen.total() / 60
    assert sum((n - expected) ** 2 / expected for n in seen.values()) < 100  # chi-square, 59 degrees: 1 in 1,500


@pytest.mark.parametrize(
    ("by", "strata"),
    [(By.ENTRY, {"panjshir", "(no entry)"}), (By.FOLDER, {"/", "sub/"}), (By.CATEGORY, {"name-variant"})],
)
def test_edits_are_parted_as_asked(run: Run, by: By, strata: set[str]) -> None:
    assert {item.stratum for item in sample(run, 60, by) if item.part is Part.EDITS} == strata


def test_what_was_taken_back_is_not_drawn(tmp_path: Path) -> None:
    run = run_of(tmp_path, FILES)
    undone = [line["id"] for line in run.lines(EDITS) if line["rule"] == "N301"]
    (run.folder / UNDONE).write_bytes(dump({"edits": undone, "files": {}}))
    assert {item.rule for item in sample(run, 200)} == {"N303", None}


def test_a_file_that_is_gone_leaves_its_edits(tmp_path: Path) -> None:
    run = run_of(tmp_path, FILES)
    for path in (tmp_path / "news" / "a.txt", tmp_path / "clean" / "a.txt"):
        path.unlink()
    drawn = draw(run, 200)
    assert drawn.unread == ("a.txt",)
    assert {(item.text, item.line) for item in drawn.items if item.path == "a.txt"} == {("", 0)}
    assert len([item for item in drawn.items if item.part is Part.EDITS]) == 46
