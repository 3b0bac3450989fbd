"""Which detectors a run needs, and what they want of each distinct form.

What is not selected costs nothing: a detector has its place here only where one of its rules may report, or where what
it finds tells the source language that another one waits for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from normalize.detectors.detector import Detector
from normalize.detectors.guest import Guest
from normalize.detectors.hygiene.detect import Hygiene
from normalize.detectors.table import DETECTORS
from normalize.evidence.profile import Counting
from normalize.evidence.wanted import Wanted, Wants
from normalize.languages.spans import ForeignWords
from normalize.text.protected import may_be_protected

if TYPE_CHECKING:
    from normalize.settings.settings import Settings


def reads_words(settings: Settings) -> bool:
    """Whether any rule is selected that asks about words: more than text hygiene. Known before a plan is made."""
    return any(rule.code in settings.selection for one in (*DETECTORS, *settings.guests) for rule in one.rules)


class Protecting(Wants):
    """What may be part of a protected span."""

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator may stand in a URL, handle, path or the like."""
        return may_be_protected(separator)


class Plan:
    """The detectors of a run in their order: ``first`` without a source language, ``woken`` those that need one.

    ``editing`` are those of the first that a text is shown to for the sake of edits alone; ``woken_edit`` says whether
    one that is woken may edit.
    ``order`` is the place of each rule, by code. ``hygiene``, ``counting`` (the survey), ``protecting``, ``names``,
    ``acronyms`` and ``foreign`` are asked about forms, too: they make the reading. ``wanted`` asks them all,
    ``counted`` the first two alone: those that a survey needs, and all there are where nothing but hygiene is selected.
    """

    def __init__(self, settings: Settings) -> None:
        target, selection = settings.target, settings.selection
        able = [d.for_target(target) for d in (*DETECTORS, *settings.guests) if d.needs.met_by(target)]
        chosen = [d for d in able if any(rule.code in selection for rule in d.rules)]
        self.woken = tuple(d for d in chosen if d.needs.sources is not None)
        witnesses = {id(d) for d in able if d.testifies} if self.woken else set()
        kept = {id(d) for d in chosen} | witnesses
        self.first: tuple[Detector, ...] = tuple(d for d in able if id(d) in kept and d.needs.sources is None)
        self.woken_edit = any(d.may_edit(settings) for d in self.woken)
        self.editing = self.first if self.woken_edit else tuple(d for d in self.first if d.may_edit(settings))
        self.hygiene = Hygiene()
        self.protecting = Protecting()
        self.names = settings.linker.name_words
        self.acronyms = settings.linker.acronym_words
        self.counting = Counting()
        self.counted = Wanted((self.hygiene, self.counting))
        self.wanted = self.counted
        shared: dict[str, Wants] = {}
        if self.first or self.woken:
            self.foreign = ForeignWords(target)
            shared = {"names": self.names, "acronyms": self.acronyms, "foreign": self.foreign}
            readers: tuple[Wants, ...] = (self.hygiene, self.counting, self.protecting, *shared.values())
            self.wanted = Wanted((*readers, *self.first, *self.woken))
        for detector in (*self.first, *self.woken):
            if isinstance(detector, Guest):  # the detector inside asks the reading where its words are
                self.wanted.share(detector, detector.detector)
        bits = {"": 0, **{name: self.wanted.bit(one) for name, one in shared.items()}}
        always = self.wanted.always
        self._due = {
            id(d): self.wanted.bit(d) | bits[d.shares] | (always if d.everywhere else 0)
            for d in (*self.first, *self.woken)
        }
        by_rule = (rule.code for d in (self.hygiene, *self.first, *self.woken) for rule in d.rules)
        self.order = {code: place for place, code in enumerate(dict.fromkeys(by_rule))}

    @property
    def is_hygiene_alone(self) -> bool:
        """Whether no rule is selected but those of text hygiene."""
        return not (self.first or self.woken)

    def is_due(self, detector: Detector, mask: int) -> bool:
        """Whether a detector is for a document in which the wanted things of ``mask`` occur."""
        return bool(mask & self._due[id(detector)])

    def due(self, detectors: Iterable[Detector], mask: int) -> list[Detector]:
        """Those of some detectors for whom a document is in which the wanted things of ``mask`` occur."""
        return [detector for detector in detectors if self.is_due(detector, mask)]
