"""What a detector is: rules, needs, and two questions.

A detector says which word forms and separators matter to it. It is asked once for each distinct one of a run, never
for each occurrence, and called only for documents in which something that it wants occurs. So a document nobody wants
anything of costs one scan, however many detectors there are.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from normalize.evidence.wanted import Wants
from normalize.model import Finding
from normalize.rules import Rule

if TYPE_CHECKING:
    from normalize.evidence.reading import Reading
    from normalize.settings.settings import Settings


@dataclass(frozen=True, slots=True)
class Needs:
    """What must hold before a detector is asked about a document.

    ``targets``: the target languages that it knows (ISO 639-1), empty for any. ``sources``: the source languages that
    wake it; None where it does not wait for one, empty for any that is known. ``score``: the score of a document
    (0 human … 1 machine) from which it is woken even where the source language is unknown; None for never.
    """

    targets: tuple[str, ...] = ()
    sources: tuple[str, ...] | None = None
    score: float | None = None

    def met_by(self, target: str) -> bool:
        """Whether a run with this target language may use the detector at all."""
        return not self.targets or target in self.targets

    def woken_by(self, source: str | None, score: float) -> bool:
        """Whether a source language wakes the detector, or a document's score where its language is unknown."""
        if self.sources is None:
            return False
        if source is None:
            return self.score is not None and score >= self.score
        return not self.sources or source in self.sources


class Detector(Wants, ABC):
    """Finds one kind of damage. Stateless but for memos, shared by threads.

    ``rules`` are those that it may report. ``words`` are words that it wants: it is not asked about them one by one.
    ``wants`` and ``wants_separator`` are asked once for each distinct form and separator of a run, and not at all where
    a detector does not answer them itself. ``shares`` may be ``names``, ``acronyms`` or ``foreign``: it wants, as
    well, what may open a name, tell of an acronym or be foreign. ``everywhere`` says that it wants each document,
    whatever its words; ``testifies`` that its findings may speak for a source language.
    """

    rules: tuple[Rule, ...] = ()
    needs: Needs = Needs()
    shares: str = ""
    everywhere: bool = False
    testifies: bool = False

    def for_target(self, target: str) -> Detector:
        """The detector for a target language (ISO 639-1): another one where the language decides what is wanted."""
        return self

    def may_edit(self, settings: Settings) -> bool:
        """Whether a finding may be a fix that these settings apply unasked."""
        return any(
            rule.may_be(how) for rule in self.rules for how in settings.allowed if rule.code in settings.selection
        )

    def may_find(self, reading: Reading) -> bool:
        """Whether there is a finding for some source language: asked of those who wait for one before it is told."""
        return True

    @abstractmethod
    def find(self, reading: Reading) -> Iterable[Finding]:
        """The findings in a document in which something that it wants occurs: ``reading.at(self)`` says where."""
