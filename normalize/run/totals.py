"""What a run comes to: counts whose number does not grow with the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from normalize.judgements.judgement import Verdict
from normalize.model import Applicability, Finding
from normalize.run.file_report import FileReport
from normalize.text.edits import REJECTED, Unmade

_IDS = 4  # of fixes that were not made, for each reason: three are shown, and that there are more


@dataclass
class LeftOut:
    """Allowed fixes that were not made for one reason: how many, of which applicabilities, and the first ids."""

    count: int = 0
    kinds: set[str] = field(default_factory=set)
    ids: list[str] = field(default_factory=list)

    def add(self, fix: Unmade) -> None:
        """Count one more."""
        self.count += 1
        self.kinds.add(fix.kind)
        if len(self.ids) < _IDS:
            self.ids.append(fix.finding.id)


def _kind(finding: Finding) -> str:
    """What a finding counts as: what a person rejected is no matter of display."""
    rejected = (finding.judgement or {}).get("verdict") == Verdict.REJECT
    return REJECTED if rejected else finding.applicability.value


@dataclass
class Totals:
    """Counts over files: ``found`` findings by rule and applicability, or that a person rejected them, and edits by
    rule (*N301 safe*, *N301 rejected*, *N301 made*); ``failed`` says whether something could not be read, written or
    worked on; ``fields`` are those in which records have texts."""

    files: int = 0
    words: int = 0
    edits: int = 0
    found: Counter[str] = field(default_factory=Counter)
    remaining: Counter[Applicability] = field(default_factory=Counter)
    unmade: dict[str, LeftOut] = field(default_factory=dict)
    failed: bool = False
    fields: set[str] = field(default_factory=set)

    def add(self, report: FileReport) -> None:
        """Count what came of a file, or of a part of one."""
        self.files += report.is_last
        self.words += report.words
        self.fields |= report.fields
        self.edits += len(report.edits)
        self.found.update(f"{at.finding.rule} {_kind(at.finding)}" for at in report.located)
        self.found.update(f"{edit.finding.rule} made" for edit in report.edits)
        self.remaining += report.remaining
        self.failed |= bool(report.troubles)
        self._leave_out(report.unmade)

    def _leave_out(self, fixes: Iterable[Unmade]) -> None:
        for fix in fixes:
            self.unmade.setdefault(fix.reason, LeftOut()).add(fix)
