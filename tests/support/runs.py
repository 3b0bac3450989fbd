"""Runs on disk without the work of one: the journal of findings that a test makes up, with the files they are in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from normalize.assessment.assessed import Assessed
from normalize.io import FileRef, Rewritten, sha256_file
from normalize.model import Applicability, Category, Finding, TranslationAssessment
from normalize.run import journal
from normalize.run.file_report import FileReport
from normalize.run.located import Located
from normalize.run.manifest import manifest_head
from normalize.settings.config import Config
from normalize.text.edits import apply, decide

PANCHIR = "Fighting in the Panchir valley."


@dataclass(frozen=True)
class Found:
    """What a test says of a text: a word in it (``nth`` of its kind), what is wrong with it, and more of a finding."""

    text: str
    put: str | None = None
    rule: str = "N301"
    nth: int = 0
    more: Mapping[str, Any] = ()  # type: ignore[assignment]

    def finding(self, text: str, path: str) -> Finding:
        """The finding, in its place in the text."""
        start = -1
        for _ in range(self.nth + 1):
            start = text.index(self.text, start + 1)
        given: dict[str, Any] = {
            "category": Category.NAME_VARIANT,
            "message": f"{self.text} is a variant",
            "applicability": Applicability.DISPLAY if self.put is None else Applicability.SAFE,
            "evidence": {"why": "the glossary lists it", "runner_up": None},
        }
        given |= dict(self.more)
        return Finding(start, start + len(self.text), self.text, self.rule, replacement=self.put, path=path, **given)


def run_of(
    folder: Path,
    files: Mapping[str, tuple[str, Sequence[Found]]],
    *,
    status: str = "complete",
    checked: bool = False,
    assessed: Sequence[float] = (),
) -> journal.Run:
    """A run over text files, each with its text and what is found in it; safe fixes are made, unless ``checked``."""
    source, out = folder / "news", folder / "clean"
    head = manifest_head(Config(glossary=("none",)), [source], in_place=False, profile=None)
    head["versions"] = {"normalize": "0"}
    writer = journal.Writer(journal.new_run(out), head)
    for name, (text, found) in sorted(files.items()):
        ref = FileRef(source / name, name)
        findings = [one.finding(text, name) for one in found]
        writer.add(ref, _report(ref, text, findings, out, checked=checked, assessed=assessed))
    writer.close(status)
    return journal.open_run(writer.run)


def _report(
    ref: FileRef, text: str, findings: Sequence[Finding], out: Path, *, checked: bool, assessed: Sequence[float]
) -> FileReport:
    ref.path.parent.mkdir(parents=True, exist_ok=True)
    ref.path.write_text(text, encoding="utf-8", newline="")
    located = tuple(Located(one, 1, 1, "") for one in findings)
    report = FileReport(ref.relative, str(ref.path), located, words=len(text.split()), documents=1)
    if assessed:
        scores = Assessed()
        for score in assessed:
            scores.add(TranslationAssessment(score, "fr", ()))
        report = replace(report, assessed=scores)
    if checked:
        return report
    clean, edits = apply(text, decide(findings))
    target = out / ref.relative
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(clean, encoding="utf-8", newline="")
    written = Rewritten(sha256_file(ref.path), sha256_file(target), bool(edits))
    return replace(report, edits=edits, written=written)
