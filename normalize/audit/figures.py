"""What the answers on a sample say of the run: how many edits are right, and what is left.

Estimates are stratified (W. G. Cochran 1977, "Sampling Techniques", chapter 5): the share of each stratum counts by the
size of the stratum. Their standard errors use the share with two successes and two failures added (A. Agresti and
B. A. Coull 1998, "Approximate is better than “exact”", The American Statistician 52, 119-126), so that a stratum of
which five were right out of five does not count as certain, and the correction for a finite population.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from normalize.audit.model import Answer, Judged, Part, Sampled
from normalize.audit.sampling import Sample
from normalize.audit.wilson import Z, wilson

_ADDED = 2  # successes, and failures


@dataclass(frozen=True, slots=True)
class Row:
    """The answers on one stratum: ``population`` in the run, ``drawn`` in the sample, and what was said of these."""

    stratum: str
    part: Part
    population: int
    drawn: int
    right: int
    wrong: int
    unsure: int

    @property
    def decided(self) -> int:
        """How many were called right or wrong: what shares are of."""
        return self.right + self.wrong

    @property
    def share(self) -> float | None:
        """The share of right ones; None where nothing was decided."""
        return self.right / self.decided if self.decided else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of the share, 95 of 100."""
        return wilson(self.right, self.decided)


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many of a population, with the standard error."""

    value: float
    error: float
    population: int

    @property
    def interval(self) -> tuple[float, float]:
        """95 of 100, within what is possible."""
        return max(0.0, self.value - Z * self.error), min(float(self.population), self.value + Z * self.error)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of an audit: ``wrong`` edits, of those in strata of which some were decided, and passages in which
    damage was ``missed``; both None where nothing was decided."""

    rows: tuple[Row, ...]
    passages: tuple[Row, ...]
    wrong: Estimate | None
    missed: Estimate | None
    judged: int
    drawn: int

    @property
    def precision(self) -> tuple[float, float, float] | None:
        """The share of right edits in the strata that were judged, and its interval."""
        if self.wrong is None:
            return None
        low, high = self.wrong.interval
        of = self.wrong.population
        return 1 - self.wrong.value / of, 1 - high / of, 1 - low / of


def figures(sample: Sample, judged: Iterable[Judged]) -> Figures:
    """The figures of a sample; of several answers on one item the last counts."""
    answers = {one.id: one for one in judged}
    rows = [_row(name, part, of, sample.items, answers) for name, (part, of) in sample.strata.items()]
    of_edits = tuple(row for row in rows if row.part is Part.EDITS)
    of_passages = tuple(row for row in rows if row.part is not Part.EDITS)
    return Figures(
        of_edits,
        of_passages,
        _wrong(of_edits),
        _missed(of_passages, of_edits, sample, answers),
        sum(item.id in answers for item in sample.items),
        len(sample.items),
    )


def _row(name: str, part: Part, of: int, items: Sequence[Sampled], answers: Mapping[str, Judged]) -> Row:
    mine = [item for item in items if item.stratum == name]
    said = [answers[item.id].answer for item in mine if item.id in answers]
    return Row(name, part, of, len(mine), *(said.count(answer) for answer in Answer))


def _wrong(rows: Sequence[Row]) -> Estimate | None:
    """How many edits are wrong, over the strata of which some were decided."""
    known = [(row.population, row.wrong, row.decided) for row in rows if row.decided]
    return _estimate(known, sum(row.population for row in rows if row.decided))


def _missed(
    passages: Sequence[Row], edits: Sequence[Row], sample: Sample, answers: Mapping[str, Judged]
) -> Estimate | None:
    """In how many passages damage is left that no finding names, of those in strata of which some were looked at.

    Passages without edits are strata of their own. Those with edits count where edits of all strata were seen. They are
    reached through sampled edits: one with several edits could be reached by each, so each reaches it by so much less
    (the multiplicity estimator of M. G. Sirken 1970, "Household surveys with multiplicity", Journal of the American
    Statistical Association 65).
    """
    known: list[tuple[int, float, int]] = [(row.population, row.wrong, row.decided) for row in passages if row.decided]
    if not known:
        return None
    seen = {row.stratum: _looked_at(row, sample, answers) for row in edits}
    edited = sample.edited if all(seen.values()) else 0  # else nobody knows how many passages have edits of the others
    if edited:
        for row in edits:
            items = seen[row.stratum]
            known.append((row.population, sum(answers[item.id].missed / item.sharing for item in items), len(items)))
    return _estimate(known, sum(row.population for row in passages if row.decided) + edited)


def _looked_at(row: Row, sample: Sample, answers: Mapping[str, Judged]) -> list[Sampled]:
    """The edits of a stratum whose passages somebody has seen."""
    return [item for item in sample.items if item.stratum == row.stratum and item.id in answers and item.text]


def _estimate(strata: Sequence[tuple[int, float, int]], population: int) -> Estimate | None:
    """A stratified total: of each stratum its size, the cases found, and how many were looked at."""
    if not strata:
        return None
    value = sum(size * found / looked for size, found, looked in strata)
    variance = 0.0
    for size, found, looked in strata:
        padded = looked + 2 * _ADDED
        share = (found + _ADDED) / padded
        variance += size * size * (1 - looked / size) * share * (1 - share) / padded
    return Estimate(value, sqrt(variance), population)
