"""A finding for each foreign span."""

from __future__ import annotations

from normalize.detectors.foreign.rules import RULES
from normalize.evidence.reading import Reading
from normalize.languages.place import kind_of
from normalize.model import Finding


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
                RULES[kind_of(reading.text, span)],
                f"not in the target language: {span.lang}",
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
