"""Which detectors a run needs, and what they want of each distinct form.

What is not selected costs nothing: a detector has its place here only where one of its rules may report, or where what
it finds tells the source language that another one waits for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.detectors.detector import Detector
from normalize.detectors.guest import Guest
from normalize.detectors.hygiene.detect import Hygiene
from normalize.detectors.table import DETECTORS
from normalize.evidence.wanted import Wanted
from normalize.languages.spans import ForeignWords
from normalize.text.protected import Protecting

if TYPE_CHECKING:
    from normalize.settings.settings import Settings


class Plan:
    """The detectors of a run in their order: ``first`` without a source language, ``woken`` those that need one.

    ``hygiene``, ``protecting``, ``names`` and ``foreign`` are asked about forms, too: they make the reading. Where
    nothing but hygiene is selected, hygiene alone is asked.
    """

    def __init__(self, settings: Settings) -> None:
        target, selection = settings.target, settings.selection
        able = [d.for_target(target) for d in (*DETECTORS, *settings.guests) if d.needs.met_by(target)]
        chosen = [d for d in able if any(rule.code in selection for rule in d.rules)]
        self.woken = tuple(d for d in chosen if d.needs.sources is not None)
        witnesses = {id(d) for d in able if d.testifies} if self.woken else set()
        kept = {id(d) for d in chosen} | witnesses
        self.first: tuple[Detector, ...] = tuple(d for d in able if id(d) in kept and d.needs.sources is None)
        self.hygiene = Hygiene()
        self.protecting = Protecting()
        self.names = settings.linker.name_words
        self.wanted = Wanted([self.hygiene])
        if self.first or self.woken:
            self.foreign = ForeignWords(target)
            readers = (self.hygiene, self.protecting, self.names, self.foreign)
            self.wanted = Wanted((*readers, *self.first, *self.woken))
        for detector in (*self.first, *self.woken):
            if isinstance(detector, Guest):  # the detector inside asks the reading where its words are
                self.wanted.share(detector, detector.detector)
        self._everywhere = frozenset(id(d) for d in (*self.first, *self.woken) if d.everywhere)

    @property
    def is_hygiene_alone(self) -> bool:
        """Whether no rule is selected but those of text hygiene."""
        return not (self.first or self.woken)

    def is_due(self, detector: Detector, mask: int) -> bool:
        """Whether a document in which the wanted things of ``mask`` occur is one for a detector."""
        return bool(mask & self.wanted.bit(detector)) or id(detector) in self._everywhere
