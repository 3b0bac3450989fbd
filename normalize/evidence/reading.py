"""What is known of one document before the detectors look at it: each is worked out once and shared by all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from normalize.evidence.profile import Profile
from normalize.model import Applicability, Category, Document, Finding, LanguageSpan, Segment
from normalize.names.linker import Folder, Linked
from normalize.settings.policy import Policy
from normalize.text.edits import apply, decide
from normalize.text.lines import lines
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens
from normalize.translate.model import Translation


@dataclass(frozen=True, slots=True)
class Options:
    """What a user chose for the detectors: how furniture is treated, and each rule of text hygiene by its code."""

    furniture: str = "display"
    hygiene: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """A document with its words, foreign spans and names, and the profile of the folder around it.

    ``protected`` are the spans that no detector may change: URLs, handles, code and the like, and foreign spans;
    ``translations`` the answers for those foreign spans that were to be translated.
    """

    document: Document
    tokens: Tokens
    protected: Protected
    spans: tuple[LanguageSpan, ...]
    linked: Linked
    folder: Folder
    target: str = "en"
    options: Options = field(default_factory=Options)
    policy: Policy = field(default_factory=Policy)
    translations: Mapping[LanguageSpan, Translation] = field(default_factory=dict)

    @property
    def profile(self) -> Profile:
        """The counts over the folder."""
        return self.folder.profile

    @property
    def text(self) -> str:
        return self.document.text

    @cached_property
    def lines(self) -> list[Segment]:
        """The lines of the text with their line ends."""
        return lines(self.text)

    @cached_property
    def named(self) -> str:
        """The text with its names in their right form: what a second run would see."""
        return apply(self.text, decide(self.linked.findings))[0]

    def finding(
        self,
        start: int,
        end: int,
        rule: str,
        category: Category,
        message: str,
        *,
        applicability: Applicability = Applicability.DISPLAY,
        replacement: str | None = None,
        lang: str | None = None,
        score: float = 1.0,
        evidence: Mapping[str, Any] | None = None,
    ) -> Finding:
        """A finding in this document; the evidence always says why, and names the runner-up or that there is none."""
        return Finding(
            start=start,
            end=end,
            text=self.text[start:end],
            rule=rule,
            category=category,
            message=message,
            applicability=applicability,
            replacement=replacement,
            lang=lang,
            score=score,
            evidence={"why": message, "runner_up": None, **(evidence or {})},
            path=self.document.path,
            record=self.document.record,
        )


Detector = Callable[[Reading], Iterable[Finding]]
