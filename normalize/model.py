"""The values that flow through the pipeline: frozen, compared by content, free of input and output.

All offsets are code points of the decoded text, half open: ``text[start:end]`` is the span.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as declared
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import Any

JUDGEMENT = "judgement"  # in the evidence of a finding: what a person said of it
WITHHELD = "withheld"  # in the evidence of a finding: its fix calls for others without end, and is only shown


class Applicability(StrEnum):
    """Whether a fix may be applied: at once, on request, or never."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


class Category(StrEnum):
    """The kind of damage, whatever detector found it."""

    NAME_VARIANT = "name-variant"
    ACRONYM = "acronym"
    FOREIGN = "foreign"
    MT_ARTIFACT = "mt-artifact"
    BOILERPLATE = "boilerplate"
    PUNCTUATION = "punctuation"
    CASING = "casing"
    SPACING = "spacing"
    ENCODING = "encoding"


@dataclass(frozen=True, slots=True)
class Document:
    """One text and where it comes from.

    ``path`` is relative to the folder given, ``file`` can be opened from the working folder, ``record`` is the 0-based
    row of a record file (None for a text file), ``field`` its text field; ``markup`` is ``text`` or ``markdown``;
    ``encoding`` the codec that the text must fit into when it is written. Where the text is several fields of a record,
    ``fields`` says which and where.
    """

    text: str
    path: str = ""
    record: int | None = None
    encoding: str = "utf-8"
    markup: str = "text"
    field: str | None = None
    fields: tuple[FieldSpan, ...] = ()
    file: str = ""

    def in_field(self, finding: Finding) -> Finding | None:
        """A finding in offsets of the field that it lies in; None where it lies in no single one.

        >>> document = Document("A title.\\n\\nA text.", fields=(FieldSpan("title", 0, 8), FieldSpan("body", 10, 17)))
        >>> found = document.in_field(Finding(12, 16, "text", "Q201", Category.MT_ARTIFACT, "a message"))
        >>> found.start, found.end, found.field
        (2, 6, 'body')
        """
        if not self.fields:
            return finding
        at = bisect_right(self.fields, finding.start, key=lambda span: span.start) - 1
        span = self.fields[at]
        if finding.start < span.start or finding.end > span.end:
            return None
        return replace(finding, start=finding.start - span.start, end=finding.end - span.start, field=span.name)


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """Where a field of a record stands in the text of its document."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A line, sentence or paragraph of a document; consecutive segments join to the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LanguageSpan:
    """A span that is not in the target language: ISO 639-1 code and score 0..1.

    ``certain`` is false where the language itself is in doubt, so that the span must not be translated; ``voices``
    are the detectors that name this language, ``others`` those that name another one (``eldc: pt``).
    """

    start: int
    end: int
    lang: str
    score: float
    certain: bool = True
    voices: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry proposed for a name: its id, a score 0..1 and the rule that proposed it."""

    entry: str
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnosis: what is wrong in ``text[start:end]``, what to put there, how sure that is, and why."""

    start: int
    end: int
    text: str
    rule: str
    category: Category
    message: str
    applicability: Applicability = Applicability.DISPLAY
    replacement: str | None = None
    entry: str | None = None
    lang: str | None = None
    score: float = 1.0
    evidence: Mapping[str, Any] = declared(default_factory=dict)
    path: str = ""
    record: int | None = None
    field: str | None = None
    file: str = declared(default="", compare=False)

    @property
    def judgement(self) -> Mapping[str, Any] | None:
        """What a person said of it, if anybody did: ``verdict``, ``scope``, ``was`` (its applicability before), and
        ``followed`` where that is false."""
        said: Mapping[str, Any] | None = self.evidence.get(JUDGEMENT)
        return said

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits that stay the same for the same finding at the same place."""
        key = (self.path, self.record, self.field, self.start, self.end, self.rule, self.text, self.replacement)
        return blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()

    def as_dict(self) -> dict[str, Any]:
        """The finding in the shape of the findings contract, keys in contract order."""
        return {
            "path": self.path,
            "file": self.file,
            "record": self.record,
            "field": self.field,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "rule": self.rule,
            "category": self.category.value,
            "message": self.message,
            "replacement": self.replacement,
            "applicability": self.applicability.value,
            "entry": self.entry,
            "lang": self.lang,
            "score": round(self.score, 4),
            "evidence": dict(self.evidence),
            "id": self.id,
        }


@dataclass(frozen=True, slots=True)
class Edit:
    """A fix that was applied: ``text[start:end]`` of the original became ``text[new_start:new_end]`` of the result."""

    finding: Finding
    new_start: int
    new_end: int

    @property
    def start(self) -> int:
        return self.finding.start

    @property
    def end(self) -> int:
        return self.finding.end

    @property
    def before(self) -> str:
        """The original slice."""
        return self.finding.text

    @property
    def after(self) -> str:
        """What stands there now."""
        return self.finding.replacement or ""

    @property
    def id(self) -> str:
        return self.finding.id

    def as_dict(self) -> dict[str, Any]:
        """The finding's keys, then where its replacement stands in the result."""
        return {**self.finding.as_dict(), "new_start": self.new_start, "new_end": self.new_end}


@dataclass(frozen=True)
class OffsetMap:
    """Offsets of a text before and after edits, both ways and monotone.

    An offset inside an edited span maps into the other side's span, at most to its end; an offset at which an
    insertion stands maps behind it.

    >>> forth = OffsetMap(((4, 11, 4, 12),))          # seven code points became eight
    >>> forth.to_normalized(3), forth.to_normalized(11), forth.to_original(12), forth.to_original(20)
    (3, 12, 11, 19)
    """

    spans: tuple[tuple[int, int, int, int], ...]

    @cached_property
    def _original_ends(self) -> list[int]:
        return [span[1] for span in self.spans]

    @cached_property
    def _new_ends(self) -> list[int]:
        return [span[3] for span in self.spans]

    def to_normalized(self, offset: int) -> int:
        """The offset in the edited text for one in the original."""
        at = bisect_right(self._original_ends, offset)
        shift = self.spans[at - 1][3] - self.spans[at - 1][1] if at else 0
        if at < len(self.spans):
            start, _, new_start, new_end = self.spans[at]
            if offset > start:
                return min(new_start + offset - start, new_end)
        return offset + shift

    def to_original(self, offset: int) -> int:
        """The offset in the original for one in the edited text."""
        at = bisect_right(self._new_ends, offset)
        shift = self.spans[at - 1][1] - self.spans[at - 1][3] if at else 0
        if at < len(self.spans):
            start, end, new_start, _ = self.spans[at]
            if offset > new_start:
                return min(start + offset - new_start, end)
        return offset + shift


@dataclass(frozen=True, slots=True)
class LanguageSign:
    """What speaks for a source language: the kind of sign, the form as it stands, and its weight in logits."""

    kind: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class TranslationAssessment:
    """How far a document reads like machine translation.

    ``score`` runs from 0 (human, or too short to tell) to 1 (machine); ``source_language`` is the ISO 639-1 code of
    the language that shines through, or None; ``findings`` are the diagnoses that speak for it, ``signs`` all that
    speaks for the source language, the strongest first.

    The score is made of ``wording`` and ``damage``, 0..1 each; ``habits`` are those of its wording, in spreads among
    English originals, those that point to translation most first: ``("of", 1.9)``.
    """

    score: float
    source_language: str | None
    findings: tuple[Finding, ...]
    signs: tuple[LanguageSign, ...] = ()
    wording: float = 0.0
    damage: float = 0.0
    habits: tuple[tuple[str, float], ...] = ()


Assessor = Callable[[str, Sequence[Finding], Sequence[LanguageSpan], str], TranslationAssessment]


@dataclass(frozen=True)
class Result:
    """What came of one text: the new text, the edits made, and every finding, applied or not.

    ``target`` is the language that the text should be in (ISO 639-1), ``languages`` are the spans that are not;
    ``assess`` works out :attr:`translation` from these four when it is first asked for.
    """

    original: str
    text: str
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    languages: tuple[LanguageSpan, ...]
    target: str
    assess: Assessor = declared(repr=False, compare=False)

    @cached_property
    def translation(self) -> TranslationAssessment:
        """How far the original reads like machine translation."""
        return self.assess(self.original, self.findings, self.languages, self.target)

    @cached_property
    def _offsets(self) -> OffsetMap:
        return OffsetMap(tuple((e.start, e.end, e.new_start, e.new_end) for e in self.edits))

    def to_original(self, offset: int) -> int:
        """The offset in the original text for one in :attr:`text`."""
        return self._offsets.to_original(offset)

    def to_normalized(self, offset: int) -> int:
        """The offset in :attr:`text` for one in the original text."""
        return self._offsets.to_normalized(offset)


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings in text order, the same whatever order they were found in."""
    return tuple(sorted(findings, key=lambda f: (f.start, f.end, f.rule, f.replacement or "", f.entry or "")))
