"""A row of counts for each file."""

from __future__ import annotations

from pathlib import Path

from runs import PANCHIR, Found, run_of

from normalize.model import Applicability
from normalize.report.per_file import lines


def test_each_file_has_a_row(tmp_path: Path) -> None:
    found = [
        Found("Panchir", "Panjshir"),
        Found("valley", "valleys", "Q265", more={"applicability": Applicability.UNSAFE}),
        Found("Fighting", None, "Q260"),
    ]
    run = run_of(tmp_path, {"a.txt": (PANCHIR, found), "b\x1b.txt": ("A quiet day.", [])})
    head, first, second = lines(run.files())
    assert head.split() == ["words", "findings", "made", "safe", "left", "unsafe", "left", "shown", "file"]
    assert first.split() == ["5", "3", "1", "0", "1", "1", "a.txt"]
    assert second.split() == ["3", "0", "0", "0", "0", "0", "b␛.txt"]
