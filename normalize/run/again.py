"""Why a file is done again after an earlier run: told in counts at the end of a run, and by ``normalize why``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from normalize.evidence.around import Around
from normalize.io.jsonlines import parse
from normalize.run.facts import Answers
from normalize.run.line_files import LineReader
from normalize.text.counted import counted


class Reason(StrEnum):
    """Why a file is done again, as a count of such files names them."""

    NEW = "new"
    CHANGED = "changed"
    EVIDENCE = "for changed evidence"
    JUDGEMENTS = "for changed judgements"
    COPY = "for a clean copy that is gone or changed"
    INCOMPLETE = "with trouble, or fewer records, in the run before"


@dataclass(frozen=True, slots=True)
class Again:
    """Why a file is done again; ``fact`` is what a document of it asks of its folder and is answered differently."""

    reason: Reason
    fact: str | None = None

    def as_dict(self) -> dict[str, str | None]:
        """As a line of the journal holds it."""
        return {"reason": self.reason.name.lower(), "fact": self.fact}

    @property
    def sentence(self) -> str:
        """The reason, as the end of a sentence that begins with the file.

        >>> Again(Reason.EVIDENCE, "whether Kabul occurs 3 times").sentence
        'was done again: the evidence of its folder changed (whether Kabul occurs 3 times)'
        """
        about = f" ({self.fact})" if self.fact else ""
        return f"was done again: {_SAID[self.reason]}{about}"


def of(line: Mapping[str, Any]) -> Again:
    """What a line of the journal tells."""
    return Again(Reason[line["reason"].upper()], line["fact"])


_SAID = {
    Reason.NEW: "the run before did not have it",
    Reason.CHANGED: "it changed since the run before",
    Reason.EVIDENCE: "the evidence of its folder changed",
    Reason.JUDGEMENTS: "what people said of it changed",
    Reason.COPY: "its clean copy was gone or changed",
    Reason.INCOMPLETE: "the run before had trouble with it, or noted less",
}


def sentence(again: Iterable[Again], unchanged: int, run: str) -> str:
    """What a run over a folder says of an earlier one.

    >>> sentence([Again(Reason.NEW), Again(Reason.NEW), Again(Reason.EVIDENCE)], 988, "0001")
    '3 files done again (2 new, 1 for changed evidence); nothing changed for 988 others since run 0001'
    >>> sentence([], 1, "0001")
    '0 files done again; nothing changed for 1 other since run 0001'
    """
    reasons = Counter(one.reason for one in again)
    told = [f"{reasons[reason]:,} {reason}" for reason in Reason if reasons[reason]]
    why = f" ({', '.join(told)})" if told else ""
    done = counted(reasons.total(), "file")
    return f"{done} done again{why}; nothing changed for {counted(unchanged, 'other')} since run {run}"


class Differing:
    """The documents of an earlier run that a folder answers differently now, by what they asked then."""

    def __init__(self, facts: Path, around: Around) -> None:
        """``facts`` is the file that the earlier run kept; of one that is gone or damaged nothing is taken."""
        self._noted: Counter[str] = Counter()
        self._found: dict[str, dict[int | None, str]] = defaultdict(dict)
        answers = Answers(around)
        with suppress(OSError):
            for _, line in LineReader(facts):
                with suppress(ValueError, KeyError, TypeError):
                    self._take(parse(line), answers)

    def _take(self, line: Mapping[str, Any], answers: Answers) -> None:
        differs = answers.differing(line)
        self._noted[line["path"]] += 1
        if differs is not None:
            self._found[line["path"]][line["record"]] = differs

    def has(self, path: str, documents: int) -> bool:
        """Whether it is known what all documents of a file asked."""
        return self._noted[path] == documents

    def fact(self, path: str) -> str | None:
        """The first thing that a document of a file is answered differently, in words."""
        return next(iter(self._found[path].values()), None) if path in self._found else None

    def concerns(self, path: str, record: int | None) -> bool:
        """Whether a document is answered anything differently."""
        return path in self._found and record in self._found[path]
