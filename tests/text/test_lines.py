"""Lines: one notion of them, wherever a text is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize import Applicability, Document
from normalize.evidence.profile import definitions, survey
from normalize.io import Unit
from normalize.names.linker import Linker
from normalize.rules import Selection
from normalize.run.located import located
from normalize.run.pipeline import run
from normalize.run.records import Record
from normalize.run.records import run as run_records
from normalize.settings.options import Options
from normalize.settings.settings import Settings
from normalize.text.lines import BREAKS, first_line, last_line, lines, trimmed
from normalize.text.protected import protected_spans

ENDS = ["\n", "\r\n", *BREAKS[1:]]
texts = st.text(st.one_of(st.sampled_from(BREAKS), st.characters()), max_size=40)
FURNITURE = Settings(Linker([]), selection=Selection(("W",)))
each_end = pytest.mark.parametrize("end", ENDS, ids=ascii)


@given(texts)
def test_lines_join_to_the_text_and_are_those_of_python(text):
    found = [text[line.start : line.end] for line in lines(text)]
    assert "".join(found) == text
    assert found == text.splitlines(keepends=True)
    assert trimmed(text) == {line.strip() for line in found} - {""}


@given(texts)
def test_the_first_and_the_last_line_have_no_line_end(text):
    cut = text.splitlines()
    assert first_line(text) == (cut[0] if cut else "")
    assert last_line(text) == ("" if text[-1:] in BREAKS else cut[-1])


def test_every_line_end_is_listed():
    assert [chr(i) for i in range(0x110000) if len(f"a{chr(i)}b".splitlines()) == 2] == sorted(BREAKS)


@each_end
def test_the_survey_counts_each_line(end):
    profile = survey(end.join(["Read more", "The ferry stayed in port.", "Read more"]))
    assert profile.line_count("Read more") == 1
    assert len(profile.lines) == 2


@each_end
def test_furniture_is_found_and_dropped_by_lines(end):
    body = ["The ferry stayed in port for the third day.", "Its captain said that nobody could tell when it would go."]
    text = end.join([*body, "With AFP", "Share on Facebook"])
    dropped = run(Document(text), Settings(Linker([]), options=Options("drop")))
    assert dropped.text == end.join([*body, ""])
    credit = f"The ferry stayed in port for the third day. (EFE){end}{body[1]}"
    shown = run(Document(credit), FURNITURE)
    assert [(f.rule, f.text, f.applicability) for f in shown.findings] == [("W407", "(EFE)", Applicability.DISPLAY)]


@each_end
def test_places_are_told_by_lines(end):
    text = end.join(["one", "two", "The ferry stayed in port for the third day. (EFE)"])
    [[result]] = run_records([Record((Unit(None, text, "utf-8", "text"),), "a.txt", "a.txt")], FURNITURE)
    [at] = located(result)
    assert (at.line, at.column) == (3, 45)
    assert at.context == "The ferry stayed in port for the third day. (EFE)"


@each_end
def test_what_explains_an_acronym_stands_in_its_line(end):
    assert [d.words for d in definitions(f"Labour{end}National Front (NF)")] == ["National Front"]
    assert list(definitions(f"Labour{end}(NF)")) == []
    assert list(definitions(f"NF (National{end}Front)")) == []


@each_end
def test_code_in_a_line_ends_with_it(end):
    assert protected_spans(f"a ` b{end}c ` d") == protected_spans("")
    assert protected_spans(f"a{end}~~~{end}b").covers(len(end) + 1, len(end) + 2)


@each_end
def test_marks_of_direction_matter_in_their_line(end):
    found = run(Document(f"\u2067{end}پنجشیر"), Settings(Linker([]))).edits
    assert [(e.before, e.after) for e in found] == [("\u2067", "")]
    assert run(Document("\u2067 پنجشیر"), Settings(Linker([]))).edits == ()
