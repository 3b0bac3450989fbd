"""A place is known again by its context, and is bound to one span at most."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.judgements.judgement import Judgement, Reach, Scope, Verdict
from normalize.judgements.places import place_of

TEXT = (
    "Fighting went on in the Panchir Valley on Monday. The troops of Ahmed Massoud held the road to Panchir, which is "
    "long; nobody else has ever been seen in Panchir since the summer of that year."
)
PLACES = [at for at in range(len(TEXT)) if TEXT.startswith("Panchir", at)]


def said(text: str, start: int, form: str = "Panchir", verdict: Verdict = Verdict.REJECT) -> Judgement:
    end = start + len(form)
    scope = Scope(
        Reach.THIS, None, "a.txt", None, None, start, end, text[max(0, start - 40) : start], text[end : end + 40]
    )
    put = "Panshir" if verdict is Verdict.EDIT else None
    return Judgement(verdict, "N301", form, "Panjshir", None, scope, put)


@pytest.mark.parametrize("which", range(3))
def test_where_nothing_moved_it_is_the_place_itself(which: int) -> None:
    at = PLACES[which]
    assert place_of(said(TEXT, at), TEXT) == ((at, at + 7), True)


@pytest.mark.parametrize("which", range(3))
def test_behind_and_among_other_edits(which: int) -> None:
    """All other mentions, and the name beside them, were repaired."""
    parts = [TEXT[: PLACES[0]], *(TEXT[a + 7 : b] for a, b in zip(PLACES, [*PLACES[1:], len(TEXT)], strict=True))]
    edited = parts[0]
    for number, part in enumerate(parts[1:]):
        expected = len(edited.replace("Ahmed", "Ahmad")) if number == which else None
        if expected is not None:
            here = expected
        edited += ("Panchir" if number == which else "Panjshir") + part
    edited = edited.replace("Ahmed", "Ahmad")
    assert place_of(said(TEXT, PLACES[which]), edited) == ((here, here + 7), True)


def test_what_was_done_there_is_known_and_no_other_place_is_taken_for_it() -> None:
    at = PLACES[1]
    done = TEXT[:at] + "Panjshir" + TEXT[at + 7 :]
    assert place_of(said(TEXT, at, verdict=Verdict.ACCEPT), done) == ((at, at + 8), False)
    put = TEXT[:at] + "Panshir" + TEXT[at + 7 :]
    assert place_of(said(TEXT, at, verdict=Verdict.EDIT), put) == ((at, at + 7), False)


def test_another_text_has_no_such_place() -> None:
    other = "In a village far from here the Panchir road is a street of shops, and nothing else is said about it."
    assert place_of(said(TEXT, PLACES[1]), other) is None
    assert place_of(said(TEXT, PLACES[1]), "") is None


def test_without_context_offsets_alone_count() -> None:
    scope = Scope(Reach.THIS, None, "a.txt", None, None, PLACES[0], PLACES[0] + 7)
    bare = Judgement(Verdict.REJECT, "N301", "Panchir", "Panjshir", None, scope)
    assert place_of(bare, TEXT) == ((PLACES[0], PLACES[0] + 7), True)
    assert place_of(bare, "x" + TEXT) is None


def test_signs_are_found_by_their_neighbours() -> None:
    text = "One , two , three , four , five."
    at = text.index(" , four")
    scope = Scope(Reach.THIS, None, "a.txt", None, None, at, at + 2, text[:at], text[at + 2 :])
    comma = Judgement(Verdict.REJECT, "Q240", " ,", ",", None, scope)
    assert place_of(comma, text) == ((at, at + 2), True)
    assert place_of(comma, "One, two, three , four, five.") == ((15, 17), True)


@settings(max_examples=40, deadline=None)
@given(st.text("ab ", max_size=30), st.text("ab ", max_size=30), st.text("ab ", max_size=30))
def test_whatever_the_text_the_span_holds_what_was_judged(before: str, behind: str, other: str) -> None:
    one = said(f"{before}Panchir{behind}", len(before))
    found = place_of(one, f"{other}Panchir{behind}")
    assert found is None or f"{other}Panchir{behind}"[slice(*found[0])] == "Panchir"
    assert place_of(one, f"{before}Panchir{behind}") == ((len(before), len(before) + 7), True)
