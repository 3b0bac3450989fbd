"""Names put in and taken out again: whatever the text, an honest model gives back exactly what went in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from normalize.translate.model import Output, Term
from normalize.translate.protection import Around, Marked, Piece
from normalize.translate.surface import cut

WORDS = st.text(alphabet="abcçdeéñ XT0123⟦⟧[]<>_.,\n", min_size=0, max_size=12)
NAMES = st.text(alphabet="ABCdefгджü ", min_size=1, max_size=8).filter(lambda s: s.strip() == s)
PIECES = st.lists(st.tuples(WORDS, NAMES), min_size=1, max_size=5)
WAYS = [
    *(Marked((s,), True) for s in ("⟦{}⟧", "[{}]", "XX{}XX", "__T{}__")),
    Marked(("Madrid", "Oslo"), False),
    Around(),
]


def piece_of(parts: list[tuple[str, str]]) -> Piece:
    text, terms = "", []
    for words, name in parts:
        text += words + " "
        terms.append(Term(len(text), len(text) + len(name), name.upper()))
        text += name + " "
    return Piece(text, tuple(terms), ".")


@given(PIECES, st.sampled_from(WAYS))
def test_round_trip(parts: list[tuple[str, str]], way: Marked | Around) -> None:
    piece = piece_of(parts)
    texts = way.prepare(piece)
    if texts is None:
        return
    output = way.finish(piece, [Output(text) for text in texts])
    expected = "".join(f"{words} {name.upper()} " for words, name in parts)
    if isinstance(way, Marked) and output is None:
        return  # the text itself looks like a mark: refused, never mixed up
    assert output is not None
    if isinstance(way, Marked):
        assert output.text == expected + "."
    else:
        assert all(name.upper() in output.text for _, name in parts)


@given(PIECES, st.sampled_from([way for way in WAYS if isinstance(way, Marked)]), st.randoms())
def test_a_mark_that_is_lost_or_doubled_is_noticed(parts: list[tuple[str, str]], way: Marked, random) -> None:  # type: ignore[no-untyped-def]
    piece = piece_of(parts)
    texts = way.prepare(piece)
    if texts is None:
        return
    lost = texts[0][: random.randrange(len(texts[0]) // 2 + 1)]
    for text in (lost if len(parts) > 1 else "", texts[0] + " " + texts[0]):
        output = way.finish(piece, [Output(text)])
        assert output is None or all(name.upper() in output.text for _, name in parts)


@given(st.text(max_size=60))
def test_cutting_joins_to_the_text(text: str) -> None:
    surface = cut(text)
    assert surface.head + surface.core + surface.tail == text
    assert not surface.core or surface.core[0].isalnum()
