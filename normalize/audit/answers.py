"""The answers on samples, kept beside a run in ``audit.jsonl``: one line each, the latest of a person counts.

{"id":"254bbe4a1e73","missed":false,"sample":{"by":"rule","seed":0,"size":200},"verdict":"right","who":"Ana"}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from normalize.audit.model import Answer, By, Judged
from normalize.io.append import append_lines
from normalize.io.jsonlines import dump
from normalize.run.journal import AUDIT, Run
from normalize.run.journal_shapes import Shape, fits, is_flag, is_text, is_whole, one_of, or_none

_DRAWN: Shape = {
    "size": ("a whole number", is_whole),
    "by": (", ".join(By), one_of(tuple(map(str, By)))),
    "seed": ("a whole number", lambda value: type(value) is int),
}
_LINE: Shape = {
    "id": ("a text", is_text),
    "verdict": (", ".join(Answer), one_of(tuple(map(str, Answer)))),
    "missed": ("true or false", or_none(is_flag)),
    "who": ("a text", or_none(is_text)),
    "sample": ("how the sample was drawn", fits(_DRAWN)),
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a sample was drawn: the same drawing from the same run is the same sample."""

    size: int = 200
    by: By = By.RULE
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Audit:
    """The audits of a run: the answers on each drawing, the latest of each person on an item."""

    of: dict[Drawing, list[Judged]]

    @property
    def latest(self) -> tuple[Drawing, list[Judged]] | None:
        """The drawing that was judged last; None where none was."""
        return next(reversed(self.of.items()), None)


def read(run: Run) -> Audit:
    """The audits of a run. A line that is none is noted in the run's ``damage``, with its file and number."""
    found: dict[Drawing, dict[tuple[str, str], Judged]] = {}
    for drawing, judged in _lines(run):
        answers = found.pop(drawing, {})  # what is put in again stands last
        answers.pop((judged.id, judged.who), None)
        answers[judged.id, judged.who] = judged
        found[drawing] = answers
    return Audit({drawing: list(answers.values()) for drawing, answers in found.items()})


def _lines(run: Run) -> Iterator[tuple[Drawing, Judged]]:
    for line in run.lines(AUDIT, _LINE):
        sample = line["sample"]
        yield Drawing(sample["size"], By(sample["by"]), sample["seed"]), judgement(line)


def judgement(known: dict[str, Any]) -> Judged:
    """The answer that a JSON object holds; raises KeyError, TypeError or ValueError."""
    return Judged(str(known["id"]), Answer(known["verdict"]), bool(known.get("missed")), str(known.get("who") or ""))


def append(run: Run, drawing: Drawing, judged: Iterable[Judged]) -> None:
    """Keep answers: the file is whole whenever the program is stopped, and others may judge meanwhile.

    Raises OutputError.
    """
    sample = {"by": drawing.by.value, "seed": drawing.seed, "size": drawing.size}
    lines = (
        dump({"id": one.id, "missed": one.missed, "sample": sample, "verdict": one.answer.value, "who": one.who})
        for one in judged
    )
    append_lines(run.folder / AUDIT, b"".join(lines), follow=False)
