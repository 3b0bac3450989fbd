"""The detector of foreign text: a finding for each span that is not in the target language, with its fix."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.detectors.detector import Detector
from normalize.detectors.foreign.fixes import with_fixes
from normalize.detectors.foreign.rules import OF_KINDS, REJECTED, UNTRANSLATED
from normalize.evidence.reading import Reading
from normalize.languages.place import kind_of
from normalize.model import Finding


class ForeignText(Detector):
    """Foreign spans, and what is to be done about them."""

    rules = (*OF_KINDS.values(), REJECTED, UNTRANSLATED)
    shares = "foreign"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """A finding for each foreign span that is not to be kept."""
        return with_fixes(reading, find_foreign(reading)) if reading.spans else iter(())


def find_foreign(reading: Reading) -> list[Finding]:
    """A finding for each foreign span, with the voices that agree on its language."""
    found = []
    for span in reading.spans:
        agreed = " and ".join(span.voices)
        doubt = f"; but {', '.join(span.others)}" if span.others else ""
        found.append(
            reading.finding(
                span.start,
                span.end,
                OF_KINDS[kind_of(reading.text, span)],
                f"this text is not in the target language: {span.lang}",
                lang=span.lang,
                score=span.score,
                evidence={
                    "why": f"{span.lang} according to {agreed}{doubt}",
                    "runner_up": next(iter(span.others), None),
                    "voices": list(span.voices),
                    "certain": span.certain,
                },
            )
        )
    return found
