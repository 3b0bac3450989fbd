"""Each rule about text has a measured rate in human English, and ``normalize rule`` shows it."""

from __future__ import annotations

import pytest

from normalize.cli.rule import explain
from normalize.rules import all_rules, rate

MEASURED = [rule for rule in all_rules() if rule.code.startswith(("Q", "W"))]


@pytest.mark.parametrize("rule", MEASURED, ids=lambda rule: rule.code)
def test_every_rule_about_text_was_measured(rule):
    measured = rate(rule.code)
    assert measured is not None, "run benchmarks/rule_rates.py"
    assert measured.words > 1_000_000
    assert "**In human English.**" in explain(rule)


def test_wordings_hardly_occur_in_human_english():
    found = [rate(rule.code) for rule in MEASURED if "Q260" <= rule.code <= "Q269"]
    assert sum(measured.per_100_000 for measured in found if measured) < 1


def test_a_rule_that_was_not_measured_says_nothing():
    assert rate("POL001") is None
