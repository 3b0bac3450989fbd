from normalize.detectors.marks.pieces import pieces


def test_a_drawing_of_marks_is_not_read():
    assert len(pieces('"' * 64)[0].signs) == 64
    assert pieces('"' * 65) == ()
    assert [piece.signs for piece in pieces("." * 65 + "\n”.")] == ["”."]
