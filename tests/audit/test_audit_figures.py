"""Figures from answers: exact where everything was judged, right on average where it was not."""

from __future__ import annotations

from random import Random
from statistics import mean

import pytest

from normalize.audit import Answer, Figures, Judged, Part, Sample, Sampled, figures
from normalize.audit.words import sentences

CLEAN = Part.CLEAN.value


def item(name: str, stratum: str, population: int, part: Part = Part.EDITS, sharing: int = 1) -> Sampled:
    return Sampled(name, part, stratum, population, 0, "a.txt", None, None, 1, "text", sharing=sharing)


def audit(truth: dict[str, list[bool]], drawn: dict[str, int], order: Random, missed: float = 0) -> Figures:
    """Draw so many of each stratum, of which is known what is right, and judge them rightly."""
    items, judged = [], []
    for name, right in truth.items():
        for i in order.sample(range(len(right)), drawn[name]):
            part = (name == CLEAN and Part.CLEAN) or Part.EDITS
            items.append(item(f"{name} {i}", name, len(right), part))
            verdict = Answer.RIGHT if right[i] else Answer.WRONG
            judged.append(Judged(f"{name} {i}", verdict, part is Part.EDITS and order.random() < missed))
    strata = {n: (Part.CLEAN if n == CLEAN else Part.EDITS, len(right)) for n, right in truth.items()}
    return figures(Sample(tuple(items), strata, edited=sum(len(r) for n, r in truth.items() if n != CLEAN)), judged)


WRONG = {"N301": (10, 200), "Q215": (20, 50), CLEAN: (30, 300)}
TRUTH = {name: [i >= wrong for i in range(of)] for name, (wrong, of) in WRONG.items()}


def test_a_census_is_exact_and_certain() -> None:
    found = audit(TRUTH, {name: len(right) for name, right in TRUTH.items()}, Random(0))
    assert found.wrong is not None
    assert found.missed is not None
    assert (found.wrong.value, found.wrong.error, found.wrong.population) == (30, 0, 250)
    assert (found.missed.value, found.missed.error, found.missed.population) == (30, 0, 550)
    assert found.precision == pytest.approx((0.88, 0.88, 0.88))


def test_estimates_are_right_on_average_and_their_intervals_hold_the_truth() -> None:
    """Strata are weighted by their sizes: the small one, drawn as often, would otherwise pull the share down."""
    drawn = {"N301": 25, "Q215": 25, CLEAN: 40}
    runs = [audit(TRUTH, drawn, Random(seed)) for seed in range(300)]
    wrong = [run.wrong for run in runs if run.wrong is not None]
    missed = [run.missed for run in runs if run.missed is not None]
    assert mean(one.value for one in wrong) == pytest.approx(30, rel=0.05)
    assert mean(one.value for one in missed) == pytest.approx(30, rel=0.07)
    for estimates in (wrong, missed):
        assert sum(one.interval[0] <= 30 <= one.interval[1] for one in estimates) >= 0.94 * len(runs)


def test_damage_beside_sampled_edits_counts_and_a_shared_passage_counts_once() -> None:
    """Two edits in one passage, both judged, both saying that something was missed there: that is one passage."""
    items = (item("a", "N301", 2, sharing=2), item("b", "N301", 2, sharing=2), item("p", CLEAN, 1, Part.CLEAN))
    strata = {"N301": (Part.EDITS, 2), CLEAN: (Part.CLEAN, 1)}
    judged = [Judged("a", Answer.RIGHT, True), Judged("b", Answer.RIGHT, True), Judged("p", Answer.RIGHT)]
    found = figures(Sample(items, strata, edited=1), judged)
    assert found.missed is not None
    assert (found.missed.value, found.missed.population) == (1, 2)


def test_unsure_counts_neither_way_and_the_last_verdict_counts() -> None:
    items = tuple(item(name, "N301", 4) for name in "abcd")
    judged = [
        Judged("a", Answer.WRONG),
        Judged("a", Answer.RIGHT),
        Judged("b", Answer.UNSURE),
        Judged("c", Answer.WRONG),
    ]
    [row] = figures(Sample(items, {"N301": (Part.EDITS, 4)}), judged).rows
    assert (row.right, row.wrong, row.unsure, row.share) == (1, 1, 1, 0.5)


def test_nothing_judged_is_nothing_known() -> None:
    found = figures(Sample((item("a", "N301", 4),), {"N301": (Part.EDITS, 4)}), [])
    assert (found.wrong, found.missed, found.precision, found.rows[0].share) == (None, None, None, None)
    assert list(sentences(found)) == ["0 of 1 item of the sample were judged."]


def test_a_stratum_without_verdicts_is_named() -> None:
    items = (item("a", "N301", 1), item("b", "Q215", 7))
    found = figures(Sample(items, {"N301": (Part.EDITS, 1), "Q215": (Part.EDITS, 7)}), [Judged("a", Answer.RIGHT)])
    assert found.wrong is not None
    assert found.wrong.population == 1
    assert "Nothing is known yet of 7 edits: Q215." in list(sentences(found))


def test_passages_that_nobody_looked_at_are_named_and_not_counted() -> None:
    """The second stratum of passages has no answer: nothing is claimed of its 66."""
    strata = {"in doubt": (Part.CLEAN, 26), "other passages": (Part.CLEAN, 66), "N301": (Part.EDITS, 9)}
    items = (item("a", "in doubt", 26, Part.CLEAN), item("b", "other passages", 66, Part.CLEAN), item("c", "N301", 9))
    found = figures(Sample(items, strata, edited=8), [Judged("a", Answer.RIGHT)])
    assert found.missed is not None
    assert found.missed.population == 26
    said = list(sentences(found))
    assert "Nothing is known yet of 66 passages: other passages." in said
    assert "Nothing is known yet of 9 edits: N301." in said


def test_passages_with_edits_count_once_edits_of_all_kinds_were_seen() -> None:
    """The 900 edits of Q215 have no answer: how many passages they stand in nobody knows."""
    strata = {"in doubt": (Part.CLEAN, 26), "N301": (Part.EDITS, 9), "Q215": (Part.EDITS, 900)}
    items = (item("a", "in doubt", 26, Part.CLEAN), item("b", "N301", 9), item("c", "Q215", 900))
    said = [Judged("a", Answer.RIGHT), Judged("b", Answer.RIGHT, True)]
    some, every = (
        figures(Sample(items, strata, edited=905), [*said, *more]) for more in ([], [Judged("c", Answer.RIGHT)])
    )
    assert some.missed is not None
    assert every.missed is not None
    assert (some.missed.value, some.missed.population) == (0, 26)
    assert (every.missed.value, every.missed.population) == (9, 931)
