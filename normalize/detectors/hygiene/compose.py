"""Two rounds of repair as one: a text is cleaned, the other detectors read the clean text, and what they find is told
in offsets of the text that was given.

Without this a name with a soft hyphen in it would be cleaned in one run and spelled in the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from normalize.evidence.reading import Choose, Reading
from normalize.model import Applicability, Document, Finding, LanguageSpan, in_order
from normalize.text.edits import apply
from normalize.text.given import Given, Judge

ReadAs = Callable[[Document], Reading]
Look = Callable[[Reading], Sequence[Finding]]
_ROUNDS = 4


@dataclass(frozen=True)
class Cleaned:
    """A reading of a document after the repairs of text hygiene, where it differs from the text given, and all that was
    found."""

    given: Given
    reading: Reading
    hygiene: tuple[Finding, ...] = ()

    def joined(self, found: Iterable[Finding], choose: Choose) -> tuple[Finding, ...]:
        """All findings, in text order. A fix over a word that was cleaned takes the cleaning in."""
        hygiene, given = self.hygiene, self.given
        if not given.edits:
            return in_order([*hygiene, *found])
        told = [(finding, given.told(finding)) for finding in found]
        made = {finding.id for finding in choose(finding for _, finding in told)}
        taken_in = {
            edit.id
            for finding, as_told in told
            if as_told.id in made
            for edit in given.inside(finding.start, finding.end)
        }
        left = [finding for finding in hygiene if finding.id not in taken_in] if taken_in else hygiene
        return in_order([*left, *(as_told for _, as_told in told)])

    def spans(self, found: Iterable[LanguageSpan]) -> tuple[LanguageSpan, ...]:
        """Language spans in offsets of the text given."""
        if not self.given.edits:
            return tuple(found)
        placed = ((span, self.given.span(span.start, span.end)) for span in found)
        return tuple(replace(span, start=start, end=end) for span, (start, end) in placed)


def clean_up(
    document: Document, read_as: ReadAs, look: Look, choose: Choose, judge: Judge = lambda finding: finding
) -> Cleaned:
    """The document with those repairs made that ``choose`` takes of what ``look`` finds.

    ``judge`` says what a person said of a finding on the document given. Where one repair uncovers another (an entity
    inside a word read in the wrong encoding) both are made as one. A text in which there is no end to that was made to
    be so: it is left as it is.
    """
    raw = read_as(document)
    first = tuple(map(judge, look(raw)))
    if not first:
        return Cleaned(Given(document.text, document.text), raw)

    def repaired(found: tuple[Finding, ...]) -> Cleaned:
        text, edits = apply(document.text, choose(found))
        reading = read_as(replace(document, text=text)) if edits else raw
        return Cleaned(Given(document.text, text, edits), reading, found)

    clean = repaired(first)
    for _ in range(_ROUNDS):
        given = clean.given
        more = choose(given.judged(found, judge) for found in look(clean.reading)) if given.edits else []
        if not more:
            return clean
        clean = repaired(clean.joined(more, choose))
    shown = tuple(replace(f, applicability=Applicability.DISPLAY) for f in first)
    return Cleaned(Given(document.text, document.text), raw, shown)
