"""The verdicts on samples, kept beside a run in ``audit.jsonl``: one line each, the latest of a person counts.

{"id":"254bbe4a1e73","missed":false,"sample":{"by":"rule","seed":0,"size":200},"verdict":"right","who":"Ana"}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from normalize.audit.model import By, Judged, Verdict
from normalize.errors import JournalError
from normalize.io.append import append_lines
from normalize.io.jsonlines import dump, parse
from normalize.run.journal import Run

NAME = "audit.jsonl"


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a sample was drawn: the same drawing from the same run is the same sample."""

    size: int = 200
    by: By = By.RULE
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Audit:
    """The audits of a run: the verdicts on each drawing, the latest of each person on an item."""

    of: dict[Drawing, list[Judged]]

    @property
    def latest(self) -> tuple[Drawing, list[Judged]] | None:
        """The drawing that was judged last; None where none was."""
        return next(reversed(self.of.items()), None)


def read(run: Run) -> Audit:
    """The audits of a run. Raises JournalError for a line that is none, with its file and number.

    A last line that a crash cut off counts as not written.
    """
    found: dict[Drawing, dict[tuple[str, str], Judged]] = {}
    for drawing, judged in _lines(run.folder / NAME):
        verdicts = found.pop(drawing, {})  # what is put in again stands last
        verdicts.pop((judged.id, judged.who), None)
        verdicts[judged.id, judged.who] = judged
        found[drawing] = verdicts
    return Audit({drawing: list(verdicts.values()) for drawing, verdicts in found.items()})


def _lines(path: Path) -> Iterator[tuple[Drawing, Judged]]:
    if not path.is_file():
        return
    data = path.read_bytes()
    lines = data.splitlines()
    for number, line in enumerate(lines, start=1):
        try:
            known = parse(line)
        except ValueError as error:
            if number == len(lines) and not data.endswith(b"\n"):
                return
            raise _no_verdict(path, number) from error
        try:
            sample = known["sample"]
            drawing = Drawing(int(sample["size"]), By(sample["by"]), int(sample["seed"]))
            yield drawing, judgement(known)
        except (ValueError, KeyError, TypeError) as error:
            raise _no_verdict(path, number) from error


def _no_verdict(path: Path, number: int) -> JournalError:
    return JournalError(f"{path}: line {number} is no verdict of an audit; mend it or take it out")


def judgement(known: dict[str, Any]) -> Judged:
    """The verdict that a JSON object holds; raises KeyError, TypeError or ValueError."""
    return Judged(str(known["id"]), Verdict(known["verdict"]), bool(known.get("missed")), str(known.get("who", "")))


def append(run: Run, drawing: Drawing, judged: Iterable[Judged]) -> None:
    """Keep verdicts: the file is whole whenever the program is stopped, and others may judge meanwhile.

    Raises OutputError.
    """
    sample = {"by": drawing.by.value, "seed": drawing.seed, "size": drawing.size}
    lines = (dump(dict(sorted({**asdict(one), "sample": sample}.items()))) for one in judged)
    append_lines(run.folder / NAME, b"".join(lines))
