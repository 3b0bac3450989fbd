"""Edits that were taken back, as rejections: each at its place in the original, which is known again by its context."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.judgements.judgement import Judgement, Reach, Scope, Verdict
from normalize.model import Finding


@dataclass(frozen=True, slots=True)
class Said:
    """How far rejections reach, and who said so, when and why."""

    reach: Reach = Reach.THIS
    who: str = ""
    when: str = ""
    why: str = ""

    def on(self, finding: Finding, text: str | None, corpus: str | None) -> Judgement:
        """The rejection of a finding; ``text`` is that of its field."""
        scope = {
            Reach.THIS: lambda: Scope.of_place(finding, text, corpus),
            Reach.DOCUMENT: lambda: Scope.of_document(finding.path, finding.record, corpus),
            Reach.CORPUS: lambda: Scope.of_corpus(corpus or ""),
            Reach.ALWAYS: Scope.always,
        }[self.reach]()
        return Judgement.of(finding, Verdict.REJECT, scope, why=self.why, who=self.who, when=self.when)
