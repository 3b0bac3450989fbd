"""Findings on text hygiene. They come before all others, which read the text as it will be when these are repaired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from normalize.detectors.detector import Detector
from normalize.detectors.hygiene.encoding import (
    entities,
    has_suspect_pair,
    may_be_mojibake,
    mojibake,
    replacement_characters,
)
from normalize.detectors.hygiene.invisible import controls, soft_hyphens, zero_width
from normalize.detectors.hygiene.lookalikes import has_two_scripts, look_alikes
from normalize.detectors.hygiene.repair import Repair
from normalize.detectors.hygiene.rules import DEFAULTS, MOJIBAKE, OFF, RULES, SAFE
from normalize.evidence.findings import finding
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Document, Finding, in_order
from normalize.settings.options import Options
from normalize.text.pattern import pattern
from normalize.text.protected import Protected, protected_spans

_MARKDOWN = "markdown"
_MEMO = 1 << 13  # words with their neighbours remembered
# Signs that one of the repairs is about, where they stand between two words; those of an entity in front of one.
_SIGNS = pattern(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufffd]|&#?\\Z"
)
_JOINERS = pattern("[\u200c\u200d]")


class Hygiene(Detector):
    """Text hygiene: called before the text is read for anything else."""

    rules = RULES

    def wants(self, form: str) -> bool:
        """Whether a word may have been read in a wrong encoding, or has letters of two scripts or hidden signs."""
        return not form.isascii() and (may_be_mojibake(form) or _is_odd(form))

    def wants_separator(self, separator: str) -> bool:
        """Whether a sign that one of the repairs is about stands in a separator."""
        return _SIGNS.search(separator) is not None or has_suspect_pair(separator)

    def find(self, reading: Reading) -> tuple[Finding, ...]:
        """A finding for each repair outside protected spans."""
        if not (reading.at_separators(self) or self._is_odd_somewhere(reading)):
            return ()
        return find_hygiene(reading.document, reading.settings.options, reading.target)

    def _is_odd_somewhere(self, reading: Reading) -> bool:
        """Whether a wanted word is odd with the signs beside it: most that end in an é are not."""
        words, gaps = reading.tokens.words, reading.tokens.separators
        return any(_is_odd(words[i], gaps[i][-1:], gaps[i + 1][:1]) for i in reading.at(self))


@lru_cache(_MEMO)
def _is_odd(word: str, before: str = "", behind: str = "") -> bool:
    """Whether a repair may be due in a word, or where it meets the signs beside it."""
    return has_suspect_pair(f"{before}{word}{behind}") or has_two_scripts(word) or _JOINERS.search(word) is not None


def find_hygiene(document: Document, options: Options, target: str) -> tuple[Finding, ...]:
    """A finding for each repair outside protected spans, in text order and free of overlaps."""
    words = {**DEFAULTS, **options.hygiene}
    wanted = [repair for repair in _repairs(document, target) if words[repair.rule.code] != OFF]
    if not wanted:
        return ()
    protected = protected_spans(document.text)
    outside = (repair for repair in wanted if not protected.covers(repair.start, repair.end))
    return in_order([_finding(document, repair, words[repair.rule.code]) for repair in _apart(outside)])


def _repairs(document: Document, target: str) -> Iterator[Repair]:
    text = document.text
    if text.isascii():
        yield from controls(text)
        if document.markup != _MARKDOWN:
            yield from entities(text)
        return
    found = chain(
        mojibake(text),
        entities(text) if document.markup != _MARKDOWN else (),
        soft_hyphens(text),
        zero_width(text),
        controls(text),
        look_alikes(text, target),
        replacement_characters(text),
    )
    yield from found


def _apart(repairs: Iterable[Repair]) -> list[Repair]:
    """Of repairs that overlap the sure one, else the earlier, else the longer."""
    ordered = sorted(repairs, key=lambda r: (r.start, -r.end))
    sure = _first_come(repair for repair in ordered if repair.sure)
    taken = Protected.of((repair.start, repair.end) for repair in sure)
    return [*sure, *_first_come(r for r in ordered if not r.sure and not taken.covers(r.start, r.end))]


def _first_come(repairs: Iterable[Repair]) -> list[Repair]:
    kept: list[Repair] = []
    for repair in repairs:
        if not kept or repair.start >= kept[-1].end:
            kept.append(repair)
    return kept


def _finding(document: Document, repair: Repair, word: str) -> Finding:
    safe = word == SAFE and repair.sure and repair.replacement is not None
    if repair.rule is MOJIBAKE and not document.encoding.startswith("utf"):
        safe = False  # the legacy encoding was guessed: the fault may be ours
    return finding(
        document,
        repair.start,
        repair.end,
        repair.rule,
        repair.why,
        applicability=Applicability.SAFE if safe else Applicability.DISPLAY,
        replacement=repair.replacement,
        score=1.0 if repair.sure else 0.6,
    )
