"""Text hygiene: what is repaired, what is shown, what stays."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from normalize import Applicability, Document
from normalize.detectors.hygiene import invisible
from normalize.detectors.hygiene.encoding import mojibake
from normalize.detectors.hygiene.rules import CODES, DEFAULTS
from normalize.errors import ConfigError
from normalize.judgements.applied import Judgements
from normalize.judgements.judgement import Judgement, Scope, Verdict
from normalize.names.linker import Linker
from normalize.normalizer import Normalizer
from normalize.rules import all_rules
from normalize.run.pipeline import run
from normalize.settings.options import Options
from normalize.settings.settings import Settings
from normalize.settings.sources import load
from normalize.text.edits import invert

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))


def cleaned(text: str, encoding: str = "utf-8", markup: str = "text", **hygiene: str):
    """The result with everything on that can be: what is safe only on request, too."""
    wanted = {"T505": "safe", **hygiene}
    return run(Document(text, encoding=encoding, markup=markup), Settings(Linker([]), options=Options("off", wanted)))


def rules_of(result) -> set[str]:
    return {f.rule for f in result.findings if f.rule.startswith("T5")}


def test_a_letter_beside_a_quotation_mark_that_is_right_is_read_by_itself():
    (repair,) = mojibake("an “old”Ã© port")
    assert (repair.start, repair.end, repair.replacement, repair.sure) == (8, 10, "é", True)


@pytest.mark.parametrize("case", CASES["repaired"], ids=lambda c: ascii(c["text"]))
def test_repaired(case):
    result = cleaned(case["text"])
    assert result.text == case["expected"]
    assert rules_of(result) == {case["rule"], *filter(None, [case.get("also")])}
    assert cleaned(result.text).text == result.text
    assert invert(result.text, ((e.new_start, e.new_end, e.after, e.before) for e in result.edits)) == case["text"]


@pytest.mark.parametrize("case", CASES["shown"], ids=lambda c: ascii(c["text"]))
def test_shown(case):
    result = cleaned(case["text"])
    assert result.text == case["text"]
    assert rules_of(result) == {case["rule"]}
    assert all(f.applicability is Applicability.DISPLAY for f in result.findings)


@pytest.mark.parametrize("text", CASES["left"], ids=ascii)
def test_left_alone(text):
    result = cleaned(text)
    assert (result.text, rules_of(result)) == (text, set())


@pytest.mark.parametrize("known", [r for r in all_rules() if r.code.startswith("T5")], ids=lambda r: r.code)
def test_examples_of_the_rules(known):
    before, after = known.example
    result = cleaned(before)
    assert rules_of(result) == {known.code}
    assert result.text == (before if after.startswith("(") else after)
    assert rules_of(cleaned(known.counter_example)) == set()


@pytest.mark.parametrize("case", CASES["repaired"][:-1], ids=lambda c: ascii(c["text"]))
def test_each_rule_can_be_shown_only_or_silenced(case):
    shown = cleaned(case["text"], **{case["rule"]: "display"})
    assert (shown.text, rules_of(shown)) == (case["text"], {case["rule"]})
    off = cleaned(case["text"], **{case["rule"]: "off"})
    assert off.text == case["text"]
    assert case["rule"] not in rules_of(off)


@pytest.mark.parametrize("table", [{"T599": "safe"}, {"N301": "off"}, {"T501": "drop"}, {"T507": "safe"}])
def test_a_table_with_a_mistake_is_refused(table):
    with pytest.raises(ConfigError, match="hygiene"):
        Normalizer(glossaries=["afghanistan"], hygiene=table)


def test_every_rule_has_a_default():
    assert set(DEFAULTS) == set(CODES) == {r.code for r in all_rules() if r.code.startswith("T5")}


def test_the_table_of_the_configuration_arrives(tmp_path):
    file = tmp_path / "normalize.toml"
    file.write_text('[hygiene]\nT503 = "off"\n', encoding="utf-8")
    assert load(file, {}).hygiene == {"T503": "off"}
    assert load(None, {"NORMALIZE_HYGIENE": "T503=off,T504=display"}).hygiene == {"T503": "off", "T504": "display"}


def test_what_does_not_fit_the_encoding_is_left():
    text = "it&rsquo;s the caf&eacute;"
    assert cleaned(text, "cp1252").text == "it’s the café"
    assert cleaned(text, "latin-1").text == "it&rsquo;s the café"


def test_what_looks_broken_in_a_guessed_encoding_is_shown_only():
    result = cleaned("the cafÃ©", "cp1252")
    assert result.text == "the cafÃ©"
    assert rules_of(result) == {"T501"}


def test_control_characters_stay_unless_asked_for():
    text = "the wall\x00 was"
    result = run(Document(text), Settings(Linker([])))
    assert (result.text, rules_of(result)) == (text, {"T505"})


def test_markdown_keeps_its_entities():
    assert rules_of(cleaned("ten&nbsp;boats", markup="markdown")) == set()


def test_a_first_mark_of_the_byte_order_stays():
    assert cleaned("\ufeffone\ufeff two").text == "\ufeffone two"


# --- with the other detectors -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer(glossaries=["afghanistan"])


@pytest.mark.parametrize(
    ("text", "expected", "rules"),
    [
        ("Pan\u00adchir, Panjshir.", "Panjshir, Panjshir.", ["N301"]),
        ("In Pan\u200bchir\u200b, near Panjshir.", "In Panjshir, near Panjshir.", ["N301", "T504"]),
        ("PanjshÃ©r’s valley, Panjshir.", "Panjshir’s valley, Panjshir.", ["N301"]),
        ("a\u00adnd Panchir, Panjshir; the cafÃ©", "and Panjshir, Panjshir; the café", ["N301", "T501", "T503"]),
    ],
)
def test_a_name_that_is_cleaned_is_spelled_in_the_same_run(normalizer, text, expected, rules):
    result = normalizer.normalize(text)
    assert result.text == expected
    assert sorted(e.finding.rule for e in result.edits) == rules
    assert all(text[e.start : e.end] == e.before for e in result.edits)
    assert all(text[f.start : f.end] == f.text for f in result.findings)
    assert normalizer.normalize(result.text).text == expected
    assert invert(result.text, ((e.new_start, e.new_end, e.after, e.before) for e in result.edits)) == text


def test_a_rejected_spelling_leaves_the_cleaning(normalizer):
    text = "Pan\u00adchir, Panjshir."
    spelled = normalizer.normalize(text).edits[0].finding
    said = Judgements([Judgement.of(spelled, Verdict.REJECT, Scope.always())])
    result = run(Document(text), normalizer.settings.with_judgements(said))
    assert result.text == "Panchir, Panjshir."
    assert [e.finding.rule for e in result.edits] == ["T503"]
    assert run(Document(result.text), normalizer.settings.with_judgements(said)).text == result.text


def test_foreign_spans_are_told_in_offsets_of_the_text_given():
    line = "La policía detuvo a dos hom\u00adbres en la frontera"
    text = f"The ca\u00adptain left.\n{line}\n"
    (span,) = cleaned(text).languages
    assert text[span.start : span.end] == line


# --- properties ---------------------------------------------------------------------------------------------------

PIECES = ["&", "amp;", "&am", "p;", "quot;", "#38;", "\u200b", "\u00ad", "\x02", "Ã", "©", "â€™", "Panchir", "Panjshir"]
WORDS = [case["text"] for case in [*CASES["repaired"], *CASES["shown"]]] + CASES["left"]
pieces = st.sampled_from([*WORDS, *PIECES, " ", "\n", "\ufeff"]) | st.text(max_size=5)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=st.lists(pieces, max_size=10).map("".join))
def test_any_text_once_cleaned_stays_and_can_be_taken_back(normalizer, text):
    result = normalizer.normalize(text)
    assert all(text[f.start : f.end] == f.text for f in result.findings)
    assert invert(result.text, ((e.new_start, e.new_end, e.after, e.before) for e in result.edits)) == text
    assert normalizer.normalize(result.text).text == result.text


def test_the_ranges_of_right_to_left_scripts_hold_all_their_characters():
    found = (chr(point) for point in range(0x110000))
    ordered = [ch for ch in found if unicodedata.bidirectional(ch) in ("R", "AL", "AN")]
    assert len(ordered) > 1000
    assert all(map(invisible._MAY_ORDER.match, ordered))
