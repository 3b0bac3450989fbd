"""The artefacts of translation: every case of artefacts.yaml, and every rule against its own example.

A case must come out the same in a second run, and its safe edits must not depend on what unsafe ones there are.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from work import grows_in_proportion

from normalize import Applicability, Document, Normalizer, Result
from normalize.names.linker import Linker
from normalize.rules import Rule, all_rules
from normalize.run import pipeline
from normalize.settings.settings import Settings

CASES = yaml.safe_load(Path(__file__).with_name("artefacts.yaml").read_text(encoding="utf-8"))
SAFE = (Applicability.SAFE,)
ALL = (Applicability.SAFE, Applicability.UNSAFE)
SHOWN = "(reported; nothing is changed)"
MINE = [rule for rule in all_rules() if "Q210" <= rule.code <= "Q299"]


@cache
def settings(allowed: tuple[Applicability, ...], target: str) -> Settings:
    return Settings(Linker([]), target, allowed=allowed)


def run(text: str, allowed: tuple[Applicability, ...] = SAFE, target: str = "en") -> Result:
    return pipeline.run(Document(text), settings(allowed, target))


def check(case: dict[str, Any]) -> None:
    text = case["text"]
    result = run(text)
    found = {finding.rule for finding in result.findings}
    assert set(case.get("rules", [])) <= found, found
    assert not set(case.get("quiet", [])) & found, found
    safe = case.get("safe", text)
    assert result.text == safe
    assert run(safe).text == safe, "a second run changes more"
    assert run(text, ALL).text == case.get("unsafe", safe)


def parameters() -> list[Any]:
    found = []
    for kind, cases in CASES.items():
        for case in cases:
            marks = [pytest.mark.xfail(strict=True, reason=case["reason"])] if kind == "known-failures" else []
            found.append(pytest.param(case, id=f"{kind}/{case['id']}", marks=marks))
    return found


@pytest.mark.parametrize("case", parameters())
def test_case(case):
    check(case)


@pytest.mark.parametrize("rule", MINE, ids=lambda rule: rule.code)
def test_the_example_becomes_what_the_rule_says(rule: Rule):
    before, after = rule.example
    result = run(before, ALL)
    assert rule.code in {finding.rule for finding in result.findings}
    assert result.text == (before if after == SHOWN else after)


@pytest.mark.parametrize("rule", MINE, ids=lambda rule: rule.code)
def test_the_counter_example_stays_quiet(rule: Rule):
    found = [f for f in run(rule.counter_example).findings if f.rule == rule.code]
    assert found == []


def test_the_rules_are_for_english():
    text = "On Monday the Turkey declares that the accord entered in force."
    assert {f.rule for f in run(text).findings} >= {"Q211", "Q262"}
    assert not {f.rule for f in run(text, target="de").findings} & {rule.code for rule in MINE}


def test_a_repaired_country_loses_its_article_in_the_same_run():
    normalizer = Normalizer()
    once = normalizer.normalize("Ankara, Turkey. Yesterday the Turquie declares a holiday.").text
    assert normalizer.normalize(once).text == once


def test_safe_findings_name_their_evidence():
    for text in ("“No,” a- he stressed.", "On Monday the Turkey declares it.", "to the ‘Ethiopia and back"):
        (finding,) = [f for f in run(text).findings if f.applicability is Applicability.SAFE]
        assert finding.evidence["why"]
        assert finding.score > 0.9


@pytest.mark.parametrize(
    "text",
    [
        "“" * 1500,
        "the ‘Ethiopia " * 200,
        "a- he " * 500,
        "5 thousand " * 300,
        "+ A" * 1000,
        "« " * 1500,
        "on monday A " * 300,
        "@ Aa1 " * 500,
        "would be according to " * 150,
        "since three years " * 200,
        "8.096 " * 500,
        "and and " * 375,
    ],
    ids=lambda text: text[:12],
)
def test_work_grows_with_hostile_text(text):
    assert grows_in_proportion(run, text)
