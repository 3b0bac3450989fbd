"""Repairs that call for others are made together: a second run has nothing to add."""

from __future__ import annotations

import pytest

from normalize import Applicability, Category, Detector, Normalizer, Rule
from normalize.io import Unit
from normalize.judgements.judgement import Judgement, Scope, Verdict
from normalize.model import WITHHELD
from normalize.run.records import Record, run
from normalize.testing import problems
from normalize.text.edits import invert

TWICE = "We went in the in the in the house."


class Puts(Detector):
    """Puts another word in the place of each that it has one for."""

    words = frozenset(["yes", "no", "a1", "b1", "c1"])

    def __init__(self, puts: dict[str, str]) -> None:
        self.puts = puts
        first = min(puts)
        example = (f"say {first}", f"say {puts[first]}")
        self.rules = (Rule("ODD001", "odd", Category.SPACING, "Odd.", "Odd.", "display", example, "all is well"),)

    def find(self, reading):
        for i in reading.at(self):
            start, end, word = reading.tokens.starts[i], reading.tokens.ends[i], reading.tokens.words[i]
            if put := self.puts.get(word):
                safe = Applicability.SAFE
                yield reading.finding(start, end, self.rules[0], "odd", replacement=put, applicability=safe)


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer(["afghanistan"])


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (TWICE, "We went in the house."),  # fixes that overlap
        # Two names and a mark in one stretch that was read in a wrong encoding.
        ("National Resistance Front FNR(FNR\x94", "National Resistance Front NRF(NRF”"),
    ],
)
def test_what_a_repair_calls_for_is_made_with_it(normalizer, text, after):
    result = normalizer.normalize(text)
    assert result.text == after
    assert normalizer.normalize(after).edits == ()
    assert invert(result.text, [(e.new_start, e.new_end, e.after, e.before) for e in result.edits]) == text


def test_of_repairs_that_are_told_as_one_nothing_is_left_to_do(normalizer):
    """Each finding that may be made is made."""
    result = normalizer.normalize(TWICE)
    made = [edit.finding for edit in result.edits]
    assert [f.rule for f in result.findings] == ["Q215"]
    assert [(f.rule, f.text, f.replacement) for f in made] == [("Q215", "in the in the in the", "in the")]


def test_rules_that_do_not_come_to_rest_are_withheld_and_no_others():
    n = Normalizer(["afghanistan"], detectors=[Puts({"yes": "no", "no": "yes"})])
    result = n.normalize("From Panchir to Panjshir they say yes.")
    assert result.text == "From Panjshir to Panjshir they say yes."
    (odd,) = [finding for finding in result.findings if finding.rule == "ODD001"]
    assert (odd.applicability, odd.evidence[WITHHELD]) == (Applicability.DISPLAY, True)
    assert "calls for another" in odd.evidence["why"]
    assert n.normalize(result.text).text == result.text


def test_a_text_that_grows_without_end_is_left_alone():
    n = Normalizer(["none"], detectors=[Puts({"yes": "yes yes"})])
    assert n.normalize("They say yes.").text == "They say yes."


def test_a_chain_that_comes_to_rest_is_one_edit():
    n = Normalizer(["none"], detectors=[Puts({"a1": "b1", "b1": "c1", "c1": "d1"})])
    result = n.normalize("say a1 and c1")
    assert result.text == "say d1 and d1"
    assert [(edit.before, edit.after) for edit in result.edits] == [("a1", "d1"), ("c1", "d1")]


def test_a_detector_is_told_of_its_promise():
    assert list(problems(Puts({"yes": "no"}))) == []
    (told,) = problems(Puts({"yes": "no", "no": "yes"}))
    assert "each fix calls for another one" in told
    (told,) = problems(Puts({"a1": "b1", "b1": "c1"}))
    assert told.endswith("makes 'say c1' of its example, not 'say b1'")


def test_fields_stay_apart():
    """The shift of one field does not move the edits of the next."""
    puts = Normalizer(["none"], detectors=[Puts({"a1": "longer b1", "b1": "c1"})]).settings
    units = (Unit(0, "say a1", "utf-8", "text", "title"), Unit(0, "a1 and a1", "utf-8", "text", "body"))
    (fields,) = run([Record(units, "a.jsonl", "a.jsonl")], puts)
    assert [field.text for field in fields] == ["say longer c1", "longer c1 and longer c1"]


def test_what_a_person_rejects_of_it_is_not_made(normalizer):
    (edit,) = normalizer.normalize(TWICE).edits
    said = Judgement(Verdict.REJECT, edit.finding.rule, edit.before, edit.after, None, Scope.always())
    result = Normalizer(["afghanistan"], judgements=[said]).normalize(TWICE)
    assert edit.id not in [other.id for other in result.edits]
