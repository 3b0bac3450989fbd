"""Counts in a sketch: never too low, seldom much too high, and merged in any order to the same bits."""

from __future__ import annotations

import pickle
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.evidence.countmin import CountMin

counted = st.dictionaries(st.text(max_size=6), st.integers(1, 50), max_size=40).map(Counter)


def sketch_of(counts: Counter[str], width: int = 16) -> CountMin:
    made = CountMin(width)
    for key, count in counts.items():
        made.add(key, count)
    return made


@given(counted, counted)
def test_a_bound_is_never_too_low(counts, others):
    both = sketch_of(counts)
    both.merge(sketch_of(others))
    assert all(both.at_most(key) >= n for key, n in (counts + others).items())
    assert both.total == (counts + others).total()


@given(st.lists(counted, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_merging_makes_no_difference(parts, random):
    total = sketch_of(sum(parts, Counter()))
    merged = CountMin(16)
    for part in random.sample(parts, len(parts)):
        merged.merge(sketch_of(part))
    assert merged == total
    assert merged.as_json() == total.as_json()


@given(counted, counted)
def test_what_is_taken_away_was_never_there(counts, others):
    made = sketch_of(counts)
    made.merge(sketch_of(others))
    made.merge(sketch_of(others), less=True)
    assert made == sketch_of(counts)


def test_the_stated_error_holds_for_a_vocabulary():
    counts = Counter({f"form{i}": 1 + 20_000 // (i + 1) for i in range(20_000)})  # as words are distributed
    made = sketch_of(counts, width=4096)
    too_high = [made.at_most(key) - n for key, n in counts.items()]
    assert min(too_high) >= 0
    assert max(too_high) <= made.error
    assert all(made.at_least(key) <= n for key, n in counts.items())
    assert made.at_least("form0") > counts["form0"] * 0.9


@given(counted)
def test_a_sketch_survives_its_file_and_a_worker(counts):
    made = sketch_of(counts)
    assert CountMin.from_json(made.as_json()) == made
    assert pickle.loads(pickle.dumps(made)) == made


def test_sketches_of_two_sizes_do_not_merge():
    with pytest.raises(ValueError, match="32 cells a row does not fit one of 16"):
        CountMin(16).merge(CountMin(32))


def test_what_is_no_sketch_is_refused():
    cut = {**CountMin(16).as_json(), "width": 32}
    with pytest.raises(ValueError, match="not as many cells"):
        CountMin.from_json(cut)
