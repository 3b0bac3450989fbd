"""Cutting texts for sentence models: nothing lost, nothing slow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import processor_time_grows_in_proportion

from normalize.translate.sentences import lines_of, parts, shorten

TEXTS = st.text(alphabet=st.sampled_from("aB.!? \n\r\t,;。”¿1é"), max_size=60)


@given(TEXTS)
def test_parts_join_to_the_text(text: str) -> None:
    assert "".join(space + sentence for space, sentence in parts(text)) == text
    assert "".join(space + line for space, line in lines_of(text)) == text


@given(TEXTS)
def test_gaps_are_white_space_and_sentences_have_no_edges(text: str) -> None:
    for space, sentence in parts(text):
        assert not space.strip()
        assert sentence == sentence.strip()


@given(TEXTS, st.integers(1, 20))
def test_short_pieces_join_to_the_sentence(text: str, longest: int) -> None:
    pieces = shorten(text, lambda piece: len(piece) <= longest)
    assert "".join(gap + piece for gap, piece in pieces) == text


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Habla. Oye.", ["Habla.", "Oye."]),
        ("El Sr. Paz y la Dra. Gil hablan.", ["El Sr. Paz y la Dra. Gil hablan."]),
        ("EE.UU. calla. ¿Por qué? No se sabe.", ["EE.UU. calla.", "¿Por qué?", "No se sabe."]),
        ("“Ya basta.” Así habló.", ["“Ya basta.”", "Así habló."]),
        ("Cuesta 3.5 millones", ["Cuesta 3.5 millones"]),
        ("J. Ruiz vuelve", ["J. Ruiz vuelve"]),
        ("政府宣布。警方拒绝。", ["政府宣布。", "警方拒绝。"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [sentence for _, sentence in parts(text)] == sentences


@pytest.mark.parametrize("unit", [".", " ", "\n", ". ", "a", "a.b", "Sr. ", "。", "“”"])
def test_long_texts_take_linear_time(unit: str) -> None:
    assert processor_time_grows_in_proportion(parts, unit, 200_000 // len(unit))
