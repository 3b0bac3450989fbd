"""Deciding, applying, inverting and mapping offsets: what holds for any findings over any text."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from normalize import Applicability, Category, Edit, Finding, OffsetMap
from normalize.io.encoding import encodable
from normalize.text.edits import apply, decide, invert

SAFE = (Applicability.SAFE,)
ALL = tuple(Applicability)


def finding(text: str, start: int, end: int, replacement: str | None, **more: object) -> Finding:
    return Finding(start, end, text[start:end], "N301", Category.NAME_VARIANT, "", replacement=replacement, **more)


@st.composite
def findings(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    """A text and findings over it that overlap, touch, repeat, insert and delete."""
    text = draw(st.text(st.sampled_from("abcİ\ud800\n é"), max_size=16))
    found = []
    for _ in range(draw(st.integers(0, 9))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.one_of(st.just(start), st.integers(start, len(text))))
        found.append(
            finding(
                text,
                start,
                end,
                draw(st.one_of(st.none(), st.just(""), st.text("xyÉ\ud801", max_size=4))),
                applicability=draw(st.sampled_from(ALL)),
                score=draw(st.sampled_from([0.3, 0.9, 1.0])),
                entry=draw(st.sampled_from([None, "one", "two"])),
            )
        )
    return text, found


@st.composite
def disjoint(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    """A text and fixes in order that do not overlap; neighbours may touch, also insertions and deletions."""
    text = draw(st.text("abc\n", max_size=20))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, [
        finding(text, a, b, draw(st.text("xyz", max_size=4)), applicability=Applicability.SAFE) for a, b in spans
    ]


def spans_of(edits: tuple[Edit, ...]) -> list[tuple[int, int, str, str]]:
    return [(e.new_start, e.new_end, e.after, e.before) for e in edits]


@given(findings(), st.sampled_from([SAFE, ALL[:2], ALL]))
def test_decided_fixes_are_allowed_in_order_and_free_of_overlaps(case, allowed):
    _, found = case
    chosen = decide(found, allowed)
    event(f"chosen: {min(len(chosen), 3)}")
    assert all(f in found and f.applicability in allowed for f in chosen)
    assert all(f.applicability is not Applicability.DISPLAY for f in chosen)
    assert all(f.replacement is not None and f.replacement != f.text for f in chosen)
    spans = [(f.start, f.end) for f in chosen]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert len(set(spans)) == len(spans), "two insertions at one place have no order"


@given(findings(), st.randoms(use_true_random=False))
def test_the_decision_does_not_depend_on_the_order_of_the_findings(case, random):
    _, found = case
    shuffled = random.sample(found, len(found))
    assert decide(found, ALL) == decide(shuffled, ALL)


@given(findings())
def test_a_fix_left_out_overlaps_a_surer_one(case):
    _, found = case
    chosen = decide(found, ALL[:2])
    for f in found:
        eligible = f.applicability in ALL[:2] and f.replacement not in (None, f.text)
        if eligible and f not in chosen and encodable(f.replacement or "", "utf-8"):
            assert any((c.start < f.end and f.start < c.end) or (c.start, c.end) == (f.start, f.end) for c in chosen)


@given(findings())
def test_what_a_person_accepted_wins_over_what_overlaps(case):
    _, found = case
    if fixes := [f for f in found if f.replacement not in (None, f.text) and encodable(f.replacement or "", "utf-8")]:
        said = {"verdict": "accept", "scope": "this", "was": fixes[0].applicability.value}
        accepted = replace(fixes[0], applicability=Applicability.SAFE, evidence={"judgement": said})
        assert accepted in decide([*found, accepted], SAFE)


@given(findings())
def test_replacements_fit_the_encoding_of_the_file(case):
    _, found = case
    for f in decide(found, SAFE, encoding="ascii"):
        assert (f.replacement or "").isascii()


@given(findings())
def test_whatever_is_decided_can_be_applied_and_inverted(case):
    text, found = case
    new, edits = apply(text, decide(found, ALL[:2]))
    assert invert(new, spans_of(edits)) == text
    assert all(new[e.new_start : e.new_end] == e.after and text[e.start : e.end] == e.before for e in edits)


@given(disjoint())
def test_invert_takes_back_adjacent_and_empty_edits(case):
    text, fixes = case
    new, edits = apply(text, fixes)
    assert invert(new, spans_of(edits)) == text


@given(disjoint())
def test_text_between_edits_is_the_same_on_both_sides(case):
    text, fixes = case
    new, edits = apply(text, fixes)
    old_at = new_at = 0
    for edit in edits:
        assert text[old_at : edit.start] == new[new_at : edit.new_start]
        old_at, new_at = edit.end, edit.new_end
    assert text[old_at:] == new[new_at:]


@given(disjoint())
def test_offsets_are_monotone_in_range_and_exact_outside_edits(case):
    text, fixes = case
    new, edits = apply(text, fixes)
    offsets = OffsetMap(tuple((e.start, e.end, e.new_start, e.new_end) for e in edits))
    forth = [offsets.to_normalized(i) for i in range(len(text) + 1)]
    back = [offsets.to_original(i) for i in range(len(new) + 1)]
    assert forth == sorted(forth)
    assert back == sorted(back)
    assert 0 <= forth[0] <= forth[-1] == len(new)
    assert 0 <= back[0] <= back[-1] == len(text)
    for i in range(len(text)):
        if not any(e.start <= i < e.end for e in edits):
            assert text[i] == new[forth[i]]
            assert back[forth[i]] == i
    for j in range(len(new)):
        if not any(e.new_start <= j < e.new_end for e in edits):
            assert new[j] == text[back[j]]
            assert forth[back[j]] == j
    for e in edits:
        assert all(e.new_start <= forth[i] <= e.new_end for i in range(e.start, e.end))
        assert all(e.start <= back[j] <= e.end for j in range(e.new_start, e.new_end))


def test_two_deletions_at_one_place_come_back_in_journal_order():
    assert invert("ad", [(1, 1, "", "b"), (1, 1, "", "c")]) == "abcd"


@pytest.mark.parametrize(("start", "end", "text"), [(0, 3, "abd"), (7, 8, "x")], ids=["other text", "outside"])
def test_a_fix_that_does_not_fit_is_refused(start, end, text):
    fix = Finding(start, end, text, "N301", Category.NAME_VARIANT, "", replacement="z")
    with pytest.raises(ValueError, match="does not fit"):
        apply("abcd", [fix])


def test_overlapping_fixes_are_refused():
    text = "abcd"
    with pytest.raises(ValueError, match="does not fit"):
        apply(text, [finding(text, 0, 3, "x"), finding(text, 2, 4, "y")])


@pytest.mark.parametrize("spans", [[(0, 1, "b", "x")], [(1, 2, "b", "x"), (0, 1, "a", "y")]], ids=["changed", "order"])
def test_invert_refuses_a_text_that_has_changed(spans):
    with pytest.raises(ValueError, match="is not what the edit left there"):
        invert("abc", spans)
