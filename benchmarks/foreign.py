"""How well foreign text is found in English documents, and how much English is taken for foreign, by class.

    python benchmarks/foreign.py [open|held] [-v]

The documents are in tests/languages/documents: own sentences in 42 languages and English ones dense in foreign names.
Every second one of a class is held out (``held``): mechanisms are made on the others. ``-v`` prints what went wrong.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from normalize.languages.spans import language_spans

FOLDER = Path(__file__).parent.parent / "tests" / "languages" / "documents"
_MARKED = re.compile(r"⟦(\w+)\|([^⟧]*)⟧")
_LEAST_SHARED = 0.8  # of the letters of two spans that count as one


class Part(NamedTuple):
    """Code points ``start..end`` (the last not included) in a language."""

    start: int
    end: int
    lang: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text of a class, and the spans in it that are not in English."""

    kind: str
    held: bool
    text: str
    spans: tuple[Part, ...]


def documents(name: str) -> list[Document]:
    """The documents of ``mixed.txt`` or ``negatives.txt``, in their order."""
    seen: Counter[str] = Counter()
    found = []
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, _, marked = line.partition("\t")
        seen[kind] += 1
        found.append(Document(kind, seen[kind] % 2 == 0, *_parsed(marked.replace("⏎", "\n"))))
    return found


def _parsed(marked: str) -> tuple[str, tuple[Part, ...]]:
    text, spans, at = "", [], 0
    for found in _MARKED.finditer(marked):
        text += marked[at : found.start()]
        spans.append(Part(len(text), len(text) + len(found[2]), found[1]))
        text += found[2]
        at = found.end()
    return text + marked[at:], tuple(spans)


class Score(NamedTuple):
    """Shares 0..1: F1 of the letters in the right language, F1 of whole spans, documents flagged without cause."""

    labelled_f1: float
    span_f1: float
    flagged: float


class Counts:
    """Letters and spans: in the documents (``gold``), found, and right."""

    def __init__(self) -> None:
        self.gold = self.found = self.right = self.spans = self.spans_found = self.spans_right = 0

    def add(self, document: Document, found: Sequence[Part]) -> bool:
        """Count a document; whether all its spans were found as they are."""
        letters = {i for i, ch in enumerate(document.text) if ch.isalpha()}
        gold = {i: s.lang for s in document.spans for i in range(s.start, s.end) if i in letters}
        mine = {i: s.lang for s in found for i in range(s.start, s.end) if i in letters}
        right = sum(any(_same(one, other, letters) for other in found) for one in document.spans)
        self.gold, self.found = self.gold + len(gold), self.found + len(mine)
        self.right += sum(mine.get(i) == lang for i, lang in gold.items())
        self.spans, self.spans_found = self.spans + len(document.spans), self.spans_found + len(found)
        self.spans_right += right
        return right == len(document.spans) == len(found)

    def f1(self) -> tuple[float, float]:
        """F1 of letters and of spans; 1 where there are none."""
        return (
            2 * self.right / (self.gold + self.found or 1),
            2 * self.spans_right / (self.spans + self.spans_found or 1),
        )


def _same(one: Part, other: Part, letters: set[int]) -> bool:
    mine, yours = (letters.intersection(range(span.start, span.end)) for span in (one, other))
    return one.lang == other.lang and len(mine & yours) >= _LEAST_SHARED * len(mine | yours) > 0


def measure(mixed: Iterable[Document], negatives: Iterable[Document], verbose: bool = False) -> dict[str, Score]:
    """The score of each class, and that of ``all``."""
    counts: defaultdict[str, Counts] = defaultdict(Counts)
    for document in mixed:
        found = _found(document.text)
        counts[document.kind].add(document, found)
        complete = counts["all"].add(document, found)
        if verbose and not complete:
            print(f"{document.kind}: {document.text!r}: {[(s.lang, document.text[s.start : s.end]) for s in found]}")
    flagged: defaultdict[str, list[bool]] = defaultdict(list)
    for document in negatives:
        found = _found(document.text)
        for name in ("all", document.kind):
            flagged[name].append(bool(found))
        if verbose and found:
            print(f"NEG {document.kind}: {[(s.lang, document.text[s.start : s.end]) for s in found]} {document.text!r}")
    names = [*dict.fromkeys((*counts, *flagged))]
    return {
        name: Score(*counts[name].f1(), sum(flagged[name]) / len(flagged[name]) if flagged[name] else 0.0)
        for name in names
    }


def _found(text: str) -> list[Part]:
    return [Part(span.start, span.end, span.lang) for span in language_spans(text)]


def main() -> None:
    part = {"open": (False,), "held": (True,)}.get(sys.argv[1] if len(sys.argv) > 1 else "", (False, True))
    mixed, negatives = ([doc for doc in documents(name) if doc.held in part] for name in ("mixed.txt", "negatives.txt"))
    for kind, score in measure(mixed, negatives, "-v" in sys.argv).items():
        print(f"{kind:<16} letters {score.labelled_f1:.3f}  spans {score.span_f1:.3f}  flagged {score.flagged:.3f}")


if __name__ == "__main__":
    main()
