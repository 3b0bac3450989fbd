"""What the tests of the review share: findings, files that hold them, a desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from normalize.io import Fields
from normalize.model import Applicability, Category, Finding
from normalize.review.contexts import Contexts, of_files
from normalize.review.proposal_desk import Desk
from normalize.review.proposals import Grouping
from normalize.review.steps import Room


@dataclass
class Clock:
    """A time for each decision."""

    taken: int = 0

    def __call__(self) -> str:
        self.taken += 1
        return f"2026-01-01T00:00:{self.taken:02}Z"


@dataclass
class Corpus:
    """Files that are made of words, and findings on those words that a table has a replacement for."""

    folder: Path
    changes: dict[str, tuple[str | None, Applicability]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        for word, (put, applicability) in self.changes.items():
            at = text.find(word)
            while at >= 0:
                end, kind = at + len(word), Category.NAME_VARIANT
                self.findings.append(
                    Finding(at, end, word, "N301", kind, "why", applicability, put, path=path, file=str(file))
                )
                at = text.find(word, end)

    def desk(self, made: Sequence[str] = ()) -> Desk:
        grouping = Grouping()
        grouping.add(self.findings, made)
        proposals = grouping.proposals()
        places = [place for proposal in proposals for place in proposal.places]
        room = Room(self.folder / "judgements.jsonl", "corpus", "a tester", Clock())
        return Desk(proposals, Contexts(places, of_files(places), Fields()), room)


UNSAFE, SAFE, DISPLAY = Applicability.UNSAFE, Applicability.SAFE, Applicability.DISPLAY
CHANGES = {"Panchir": ("Panjshir", UNSAFE), "Kabbul": ("Kabul", SAFE), "Kiev": ("Kyiv", DISPLAY), "odd": (None, UNSAFE)}


def small(folder: Path) -> Corpus:
    """Four words over three files."""
    corpus = Corpus(folder, dict(CHANGES))
    corpus.add("a.txt", "In Panchir and Kabbul.\nPanchir again, and Kiev.\n")
    corpus.add("south/b.txt", "Panchir. An odd road to Kabbul.\n")
    corpus.add("south/c.txt", "Kabbul, then Panchir.\n")
    return corpus
