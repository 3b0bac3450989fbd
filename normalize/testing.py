"""Helpers to test a detector of one's own: what it finds in a text, and whether its rules keep their promises."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.detectors.detector import Detector
from normalize.detectors.guest import check_codes
from normalize.model import WITHHELD, Applicability, Document, Result
from normalize.names.linker import Linker
from normalize.rules import Rule, Selection
from normalize.run import pipeline
from normalize.settings.settings import Settings


def result(detector: Detector, text: str, target: str = "en") -> Result:
    """What comes of a text when one detector is asked, as in a run, without glossaries; unsafe fixes are applied, too.

    Raises ConfigError for a detector that a run would refuse, and PluginError where it fails.
    """
    codes = tuple(rule.code for rule in detector.rules)
    allowed = (Applicability.SAFE, Applicability.UNSAFE)
    selection = Selection(codes, others=codes)
    settings = Settings(Linker((), target), target, selection, allowed, detectors=(detector,))
    check_codes(settings.guests)
    return pipeline.run(Document(text), settings)


def problems(detector: Detector, target: str = "en") -> Iterator[str]:
    """Where the rules of a detector do not what their own examples say: one sentence each, none where all is well.

    A rule must find its example and make of it what it says (a fix that is only shown makes nothing), leave its own
    output alone, and not report its counter-example. A detector that waits for a source language cannot be tried so:
    no example is long enough to tell one.
    """
    for rule in detector.rules:
        yield from _broken(detector, rule, target)


def _broken(detector: Detector, rule: Rule, target: str) -> Iterator[str]:
    before, after = rule.example
    made = result(detector, before, target)
    if not any(finding.rule == rule.code for finding in made.findings):
        yield f"{rule.code}: finds nothing in its example {before!r}"
    elif any(WITHHELD in finding.evidence for finding in made.findings):
        yield f"{rule.code}: in its example {before!r} each fix calls for another one: none is made"
    elif made.edits and made.text != after:
        yield f"{rule.code}: makes {made.text!r} of its example, not {after!r}"
    if any(finding.rule == rule.code for finding in result(detector, rule.counter_example, target).findings):
        yield f"{rule.code}: reports its counter-example {rule.counter_example!r}"
