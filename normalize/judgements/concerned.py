"""Which documents a change of judgements concerns: those in which one that differs may say anything new."""

from __future__ import annotations

from collections.abc import Iterable

from normalize.judgements.judgement import CLUSTER, Judgement, Reach, plain
from normalize.judgements.store import latest


class Changed:
    """What differs between the judgements of two runs over one corpus.

    A judgement speaks of a finding only where its text, or what a person put there, stands in the document: so a
    document that has neither is not concerned, whatever else it holds.

    >>> from normalize.judgements.judgement import Scope, Verdict
    >>> said = Judgement(Verdict.REJECT, "N301", "Panchir", "Panjshir", None, Scope.of_corpus("archive"))
    >>> changed = Changed([], [said], "archive")
    >>> [changed.concerns("a.txt", None, text) for text in ("The Panchir valley.", "The Salang pass.")]
    [True, False]
    """

    def __init__(self, before: Iterable[Judgement], after: Iterable[Judgement], corpus: str | None) -> None:
        differ = {*latest(before)} ^ {*latest(after)}
        held = [one for one in differ if one.scope.corpus in (None, corpus)]
        wide = [one for one in held if one.scope.reach in (Reach.CORPUS, Reach.ALWAYS)]
        self._places = {(one.scope.path, one.scope.record) for one in held if one.scope.path is not None}
        self._paths = {path for path, _ in self._places}
        self._everywhere = any(not one.text for one in wide)
        texts = {plain(one.text) for one in wide} | {one.put for one in wide if one.put}
        self._texts = sorted(texts | {one.replacement for one in wide if one.rule == CLUSTER and one.replacement})
        self.leaves_cleaning_alone = not any(map(_may_bear_on_cleaning, held))

    def may_concern(self, path: str) -> bool:
        """Whether any document at a path could be concerned, whatever its text."""
        return path in self._paths or bool(self._texts)

    def concerns(self, path: str, record: int | None, text: str) -> bool:
        """Whether a document, of which this is a text, is concerned: a file, or a record of one."""
        if (path, record) in self._places or self._everywhere:
            return True
        shown = plain(text)
        return any(form in text or form in shown for form in self._texts)


def _may_bear_on_cleaning(judgement: Judgement) -> bool:
    """Whether a judgement may change what text hygiene repairs, and with it what a survey counts.

    Rules of hygiene are judged by their own judgements (:func:`normalize.judgements.applied`); what a person put
    somewhere is never repaired, which matters only if there is anything in it that could be.
    """
    put = judgement.put or ""
    return judgement.is_on_cleaning or not (put.isascii() and put.isprintable() and "&" not in put)
