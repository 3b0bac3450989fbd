"""What is known of one document: its words, separators, lines, classes, names and foreign spans, each made once.

The survey, the requests for translations and all detectors share one reading of the cleaned text. A second one,
:attr:`Reading.written`, shows the text as it will be written once its names are repaired: made only when asked for, and
the same object where there is nothing to repair.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from normalize.assessment.home import Home, homes
from normalize.assessment.source_language import SourceLanguage
from normalize.evidence import findings
from normalize.evidence.around import Around
from normalize.evidence.profile import Profile
from normalize.evidence.unknown import unknown_words
from normalize.evidence.wanted import Wanted
from normalize.model import Applicability, Document, Finding, LanguageSpan, Segment
from normalize.names.linked import Linked
from normalize.names.mentions import Mention
from normalize.rules import Rule
from normalize.text.edits import apply
from normalize.text.lines import lines
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens, tokenize
from normalize.translate.model import Translation

if TYPE_CHECKING:
    from normalize.settings.settings import Settings

PROBABLE = 0.7  # the score of a fix that is probably right and for a person to accept
CERTAIN = 0.95  # the score of a safe fix that rests on the laws of spelling
Choose = Callable[[Iterable[Finding]], list[Finding]]
Judge = Callable[[Finding], Finding]


class Reading:
    """A cleaned document as all detectors see it.

    ``classes`` and ``gaps`` have one character for each word and each separator (:mod:`normalize.evidence.classes`);
    ``unknown`` are the words of no list where there are too many of them to look at: no detector wants any of them.
    ``protected`` are the spans that no detector may change: URLs, handles, code and the like, foreign spans, and lines
    that will go, which are also in ``gone``; ``spans`` the foreign spans, ``translations`` the answers for those that
    were to be translated; ``around`` is the folder around the document; ``source`` is the source language, once it is
    known; ``judge`` says what a person said of a finding, where anybody said anything that may bear on this document.
    """

    around: Around
    protected = Protected()
    gone = Protected()
    mentions: tuple[Mention, ...] = ()
    spans: tuple[LanguageSpan, ...] = ()
    translations: Mapping[LanguageSpan, Translation] = MappingProxyType({})
    source: SourceLanguage | None = None
    judge: Judge | None = None

    def __init__(
        self, document: Document, settings: Settings, wanted: Wanted, choose: Choose, tokens: Tokens | None = None
    ) -> None:
        """``tokens`` are those of the document, where they are known."""
        self.document = document
        self.tokens: Tokens = tokens or tokenize(document.text)
        self.settings = settings
        self.wanted = wanted
        is_cleaned_alone = settings.plan.is_hygiene_alone
        self.unknown = frozenset() if is_cleaned_alone else unknown_words(self.tokens, settings.linker.has_word)
        self.classes = wanted.words.of(self.tokens.words, self.unknown)
        self.gaps = wanted.separators.of(self.tokens.separators)
        self.mask = wanted.always | wanted.words.mask(self.classes) | wanted.separators.mask(self.gaps)
        self._choose = choose

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def target(self) -> str:
        """The target language, ISO 639-1."""
        return self.settings.target

    @property
    def profile(self) -> Profile:
        """All counts over the folder, for detectors of other packages; ours ask ``around``."""
        return self.around.profile

    def is_wanted(self, by: object) -> bool:
        """Whether something that a detector wants occurs."""
        return bool(self.mask & self.wanted.bit(by))

    def at(self, by: object) -> list[int]:
        """The numbers of the words that a detector wants, in text order."""
        return self.wanted.words.at(self.classes, self.wanted.bit(by))

    def at_separators(self, by: object) -> list[int]:
        """The numbers of the separators that a detector wants, which are those of the words behind them."""
        return self.wanted.separators.at(self.gaps, self.wanted.bit(by))

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case."""
        return list(map(str.lower, self.tokens.words))

    @cached_property
    def home(self) -> Home | None:
        """The language at home in most of the countries, peoples and cities that the document names."""
        return next(iter(homes(self.tokens)), None)

    @cached_property
    def lines(self) -> list[Segment]:
        """The lines of the text with their line ends."""
        return lines(self.text)

    @cached_property
    def linked(self) -> Linked:
        """The names and acronyms of the document, linked to entries; ask once the reading is complete."""
        languages = {span.lang for span in self.spans}
        linked = self.settings.linker.link(
            self.document, self.tokens, self.protected, self.around, languages, self.mentions
        )
        linked.acronyms_at = self.at(self.settings.plan.acronyms)
        return linked

    def judged(self, found: Iterable[Finding]) -> Iterable[Finding]:
        """Findings as what people said of them leaves them."""
        return found if self.judge is None else map(self.judge, found)

    @cached_property
    def names(self) -> tuple[Finding, ...]:
        """What linking finds, judged: a rejected repair is none, and an accepted matter of house style is one wherever
        it occurs."""
        if self.judge is None:
            return self.linked.findings
        again = (finding for finding in map(self.judge, self.linked.repeated) if finding.judgement is not None)
        return (*map(self.judge, self.linked.findings), *(f for f in again if f.applicability is Applicability.SAFE))

    @property
    def written(self) -> Reading:
        """The document with its names as they will be written: what a second run would see."""
        return self._rewritten or self

    @cached_property
    def _rewritten(self) -> Reading | None:
        # None, not itself: what refers to itself stays in memory until somebody looks for garbage.
        text = apply(self.text, self._choose(self.names))[0]
        if text == self.text:
            return None
        return Reading(replace(self.document, text=text), self.settings, self.wanted, self._choose)

    def line_at(self, offset: int) -> Segment:
        """The line around an offset."""
        return self.lines[max(0, bisect_right(self.lines, offset, key=attrgetter("start")) - 1)]

    def report(
        self,
        start: int,
        end: int,
        rule: Rule,
        message: str,
        *,
        replacement: str | None = None,
        applicability: Applicability | None = None,
        lang: str | None = None,
        score: float = PROBABLE,
        evidence: Mapping[str, Any] | None = None,
    ) -> tuple[Finding, ...]:
        """One finding, or none where it would touch what is protected or change nothing.

        A fix is unsafe unless another ``applicability`` is given; without a fix a finding is for display.
        """
        if self.protected.covers(start, end) or self.text[start:end] == replacement:
            return ()
        if applicability is None:
            applicability = Applicability.DISPLAY if replacement is None else Applicability.UNSAFE
        return (
            self.finding(
                start,
                end,
                rule,
                message,
                applicability=applicability,
                replacement=replacement,
                lang=lang,
                score=score,
                evidence=evidence,
            ),
        )

    def finding(self, start: int, end: int, rule: Rule, message: str, **details: Any) -> Finding:
        """A finding in this document: see :func:`normalize.evidence.findings.finding`."""
        return findings.finding(self.document, start, end, rule, message, **details)
