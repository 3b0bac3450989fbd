from work import processor_time_grows_in_proportion

from normalize.detectors.marks.pieces import pieces


def test_a_drawing_of_marks_is_not_read():
    assert len(pieces('"' * 64)[0].signs) == 64
    assert pieces('"' * 65) == ()
    assert [piece.signs for piece in pieces("." * 65 + "\n”.")] == ["”."]


def test_many_blanks_are_looked_at_once():
    read = pieces.__wrapped__
    assert processor_time_grows_in_proportion(read, " ", 20_000)
    assert read("”" + " " * 5)[0].blanks == ("", " " * 5)
