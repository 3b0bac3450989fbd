"""The registry of rules, and each rule against its own example."""

from __future__ import annotations

import re

import pytest

from normalize import ConfigError, Document, Normalizer
from normalize.evidence.profile import survey
from normalize.model import Applicability, Category
from normalize.rules import Rule, Selection, all_rules, declare, rule
from normalize.run import pipeline

OF_A_PAGE = {f"W4{number}" for number in range(13, 20)}  # lines that are furniture in a page, and nothing alone
NO_TEXT = {"N307", "W411", "L110", "L111", *OF_A_PAGE}  # their examples describe the case, or need a translator


@pytest.fixture(scope="module")
def shipped():
    return Normalizer()


def test_codes_are_sorted_unique_and_well_formed():
    codes = [r.code for r in all_rules()]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"[A-Z]\d{3}", code) for code in codes)
    assert len({r.name for r in all_rules()}) == len(codes)


def test_every_rule_is_described():
    for r in all_rules():
        assert isinstance(r.category, Category)
        assert r.what
        assert r.why
        assert all(r.example)
        assert r.counter_example
        assert any(a.value in r.applicability for a in Applicability)


@pytest.mark.parametrize("code", [r.code for r in all_rules() if r.code not in NO_TEXT])
def test_the_example_is_found_by_its_rule(shipped, code):
    before = rule(code).example[0]
    text, _, around = before.partition(" (") if "stand" in before else (before, "", "")
    folder = survey(f"{around} {around}")
    folder.add(survey(text))
    result = pipeline.run(Document(text), shipped.settings, shipped.settings.linker.folder(folder))
    assert code in {f.rule for f in result.findings}


@pytest.mark.parametrize("code", [r.code for r in all_rules()])
def test_the_counter_example_is_not_changed(shipped, code):
    text = rule(code).counter_example
    assert shipped.normalize(text).text == text


def test_a_rule_is_found_by_code_and_by_name():
    assert rule("n301") is rule("listed-variant") is rule("N301")
    with pytest.raises(ConfigError, match="no rule 'X999'"):
        rule("X999")


def test_a_code_is_declared_once():
    known = rule("N301")
    assert declare(known) is known
    other = Rule("N301", "another", known.category, "w", "w", "safe", ("a", "b"), "c")
    with pytest.raises(ValueError, match="N301 is taken"):
        declare(other)
    assert rule("N301") is known


def test_selection():
    assert "N301" in Selection()
    assert "N301" in Selection(("N",))
    assert "Q201" not in Selection(("N",))
    assert "N301" not in Selection(("N",), ("n30",))
    assert "N310" in Selection(("N",), ("N30",))
    with pytest.raises(ConfigError, match="no rule begins with 'Z'"):
        Selection(("Z",))
