"""What became of each finding of a run, read from its journal as a stream: never more in memory than one document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from normalize.judgements.judgement import Verdict
from normalize.model import JUDGEMENT, Applicability
from normalize.run.journal import EDITS, FINDINGS, UNMADE, Run
from normalize.text.edits import NOT_MADE, REJECTED

Line = Mapping[str, Any]  # one line of the journal
Key = tuple[str, int | None]  # a document: the path of its file, and its record


class Outcome(StrEnum):
    """What became of a finding."""

    MADE = "made"
    UNDONE = "taken back"
    UNMADE = "not made"  # allowed, and something was in the way
    REJECTED = "rejected"  # a person said no
    READY = "ready"  # safe, in a check, which makes none
    PROPOSED = "proposed"  # has a fix that nobody allowed
    SHOWN = "shown"  # has none that a run would make


@dataclass(frozen=True, slots=True)
class Told:
    """A finding (its edit where it has one), what became of it, and of one that was not made the reason."""

    line: Line
    outcome: Outcome
    why: str = ""


def document_of(line: Line) -> Key:
    """The document that a line of the journal is about."""
    return line["path"], line["record"]


def documents(run: Run) -> Iterator[tuple[Key, list[Told]]]:
    """The findings of each document that has any, in the order of the journal. Raises JournalError.

    Files that the run did not finish, or could not write, are left out: it may have noted some of their findings.
    """
    finished = run.files().which(lambda entry: bool(entry["status"] != "failed"))
    undone = run.taken_back().ids
    edits, unmade = Following(run, EDITS), Following(run, UNMADE)
    for key, lines in groupby(run.lines(FINDINGS), document_of):
        made = {line["id"]: line for line in edits.at(key)}
        reasons = {line["id"]: line["why"] for line in unmade.at(key)}
        if key[0] in finished:
            yield key, [_told(line, made, reasons, undone) for line in lines]


def _told(line: Line, made: Mapping[str, Line], reasons: Mapping[str, str], undone: frozenset[str]) -> Told:
    if edit := made.get(line["id"]):
        return Told(edit, Outcome.UNDONE if line["id"] in undone else Outcome.MADE)
    if line["evidence"].get(JUDGEMENT, {}).get("verdict") == Verdict.REJECT:
        return Told(line, Outcome.REJECTED, NOT_MADE[REJECTED])
    if line["id"] in reasons:
        return Told(line, Outcome.UNMADE, reasons[line["id"]])
    if line["applicability"] == Applicability.DISPLAY or line["replacement"] in (None, line["text"]):
        return Told(line, Outcome.SHOWN)
    return Told(line, Outcome.READY if line["applicability"] == Applicability.SAFE else Outcome.PROPOSED)


class Following:
    """The lines of one file of the journal, document by document, asked for in the order of the journal."""

    def __init__(self, run: Run, name: str) -> None:
        self._documents = groupby(run.lines(name), document_of)
        self._next: tuple[Key, list[Line]] | None = None
        self._step()

    def _step(self) -> None:
        found = next(self._documents, None)
        self._next = None if found is None else (found[0], list(found[1]))

    def at(self, key: Key) -> list[Line]:
        """The lines of a document; none where the file has none of it."""
        if self._next is None or self._next[0] != key:
            return []
        lines = self._next[1]
        self._step()
        return lines
