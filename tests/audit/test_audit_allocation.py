"""How a sample is shared out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from normalize.audit.allocation import allocate

populations = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 60), max_size=8)


@given(st.integers(0, 120), populations)
def test_the_whole_sample_is_used_and_no_stratum_is_overdrawn(size: int, strata: dict[str, int]) -> None:
    given = allocate(size, strata)
    assert sum(given.values()) == min(size, sum(strata.values()))
    assert all(0 <= given[name] <= strata[name] for name in strata)
    if size >= len(strata):
        assert all(given.values())


@given(st.integers(0, 60), populations)
def test_a_larger_sample_takes_nothing_from_any_stratum(size: int, strata: dict[str, int]) -> None:
    less, more = allocate(size, strata), allocate(size + 1, strata)
    assert all(less[name] <= more[name] for name in strata)


def test_shares_are_between_equal_and_proportional_ones() -> None:
    assert allocate(110, {"large": 10_000, "small": 100}) == {"large": 100, "small": 10}
