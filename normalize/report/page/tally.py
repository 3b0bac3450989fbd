"""What a report counts over a run, document by document, in memory that does not grow with the run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from normalize.assessment.assessed import Assessed
from normalize.model import JUDGEMENT, Category
from normalize.report.page.frequent import Frequent
from normalize.run.journal import Run
from normalize.run.outcomes import Line, Outcome, Told

_CLIPPED = 120  # code points of a text in a table
_FOLDERS = 500  # told apart; what lies in others is counted as one
_FORMS = 200  # spellings of one entry that are kept
OTHERS = "(other folders)"
Put = tuple[str, str, str]  # rule, text, replacement


def clipped(text: str, longest: int = _CLIPPED) -> str:
    """The beginning of a text.

    >>> clipped("Panjshir", 4)
    'Panj…'
    """
    return text if len(text) <= longest else text[:longest] + "…"


def folder_of(path: str) -> str:
    """The folder at the top that a file lies in; empty for one that lies in none.

    >>> folder_of("site/2021/a.txt"), folder_of("a.txt")
    ('site', '')
    """
    return path.partition("/")[0] if "/" in path else ""


@dataclass
class Forms:
    """How often an entry was spelled how, before and after the run, as far as findings tell; and what they put."""

    before: Frequent[str] = field(default_factory=lambda: Frequent(_FORMS))
    after: Frequent[str] = field(default_factory=lambda: Frequent(_FORMS))
    right: Frequent[str] = field(default_factory=lambda: Frequent(_FORMS))


@dataclass
class FolderCounts:
    """What a folder holds: documents, words (of web furniture among them), foreign passages, edits, what is left."""

    documents: int = 0
    words: int = 0
    furniture: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    made: int = 0
    left: int = 0


class Tally:
    """Counts by rule, category, entry, language, folder and file; the most frequent replacements.

    ``words`` and ``documents`` are 0 where the run noted none.
    """

    def __init__(self) -> None:
        self.rules: dict[str, Counter[Outcome]] = defaultdict(Counter)
        self.categories: dict[str, Counter[Outcome]] = defaultdict(Counter)
        self.languages: dict[str, Counter[Outcome]] = defaultdict(Counter)
        self.entries: dict[str, Forms] = defaultdict(Forms)
        self.folders: dict[str, FolderCounts] = defaultdict(FolderCounts)
        self.replacements: dict[Outcome, Frequent[Put]] = defaultdict(Frequent)
        self.outcomes: Counter[Outcome] = Counter()
        self.statuses: Counter[str] = Counter()
        self.assessed = Assessed()
        self.failed: list[tuple[str, str]] = []
        self.accepted = 0  # changes that were made because a person said so
        self.files = self.words = self.documents = self.problems = 0

    def add_files(self, run: Run) -> None:
        """Count the files of a run."""
        for entry in run.files():
            self.files += 1
            self.statuses[entry["status"]] += 1
            self.words += entry.get("words") or 0
            self.documents += entry.get("documents") or 0
            self.problems += len(entry["problems"])
            folder = self._folder(entry["path"])
            folder.words += entry.get("words") or 0
            folder.documents += entry.get("documents") or 0
            if entry.get("assessed"):
                self.assessed.merge(entry["assessed"])
            if entry["error"] is not None:
                self.failed.append((entry["path"], entry["error"]))

    def add(self, path: str, told: Sequence[Told]) -> None:
        """Count the findings of one document."""
        folder = self._folder(path)
        for one in told:
            self._count(one, folder)
        furniture = [one.line for one in told if one.line["category"] == Category.BOILERPLATE]
        folder.furniture += sum(len(line["text"].split()) for line in _apart(furniture))

    def _folder(self, path: str) -> FolderCounts:
        name = folder_of(path)
        known = name in self.folders or len(self.folders) < _FOLDERS
        return self.folders[name if known else OTHERS]

    def _count(self, one: Told, folder: FolderCounts) -> None:
        line, outcome = one.line, one.outcome
        self.outcomes[outcome] += 1
        self.rules[line["rule"]][outcome] += 1
        self.categories[line["category"]][outcome] += 1
        put = (line["rule"], clipped(line["text"]), clipped(line["replacement"] or ""))
        self.replacements[outcome].add(put)
        if outcome is Outcome.MADE:
            folder.made += 1
            self.accepted += JUDGEMENT in line["evidence"]
        else:
            folder.left += 1
        if line["category"] == Category.FOREIGN and line["lang"]:
            folder.languages[line["lang"]] += 1
            self.languages[line["lang"]][outcome] += 1
        if line["entry"] and line["replacement"] is not None:
            forms = self.entries[line["entry"]]
            forms.before.add(put[1])
            forms.right.add(put[2])
            forms.after.add(put[2] if outcome is Outcome.MADE else put[1])


def _apart(lines: Iterable[Line]) -> Iterable[Line]:
    """The findings that do not begin inside an earlier one, so that no word counts twice."""
    end: dict[str | None, int] = {}
    for line in sorted(lines, key=lambda one: (one["start"], -one["end"])):
        if line["start"] >= end.get(line["field"], 0):
            end[line["field"]] = line["end"]
            yield line
