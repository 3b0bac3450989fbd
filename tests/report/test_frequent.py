"""Counting in bounded memory, and choosing fairly."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from normalize.report.page.chosen import Chosen
from normalize.report.page.frequent import Frequent
from normalize.run.outcomes import Outcome, Told


@given(st.lists(st.sampled_from("abcdefgh"), max_size=60), st.integers(2, 10))
def test_counts_are_exact_until_something_is_forgotten_and_never_too_high(items: list[str], kept: int) -> None:
    seen, right = Frequent[str](kept), Counter(items)
    for item in items:
        seen.add(item)
    assert len(seen) < 2 * kept
    assert seen.total == len(items)
    assert all(count <= right[item] for item, count in seen.most())
    if not seen.forgot:
        assert dict(seen.most()) == dict(right)


def test_the_frequent_survive_any_number_of_rare_ones() -> None:
    seen = Frequent[int](10)
    for i in range(10_000):
        seen.add(-1)
        seen.add(i)
    assert seen.most(1) == [(-1, 10_000)]


def told(number: int, rule: str, text: str) -> Told:
    return Told({"id": f"{number}", "path": "a", "rule": rule, "text": text, "replacement": "x"}, Outcome.MADE)


@given(st.permutations(range(60)))
def test_the_choice_does_not_depend_on_the_order_within_a_replacement(order: list[int]) -> None:
    """Of 60 equal findings and one of another rule, both rules are there, and the choice has the size asked for."""
    chosen = Chosen(5)
    for i in order:
        chosen.offer(told(i, "N301", "Panchir"))
    chosen.offer(told(99, "Q215", "of of"))
    assert len(chosen.ids()) == 5
    assert "99" in chosen.ids()
    assert chosen.offered == 61


def test_each_replacement_comes_before_more_of_one() -> None:
    chosen = Chosen(10)
    for i in range(100):
        chosen.offer(told(i, "N301", "Panchir"))
    for i in range(100, 109):
        chosen.offer(told(i, "N301", f"form {i}"))
    assert {f"{i}" for i in range(100, 109)} <= set(chosen.ids())
